"""Models on the rows of a data set."""

from .function import Function, Linear
from .linear import LinearRegression
from .logistic import LogisticRegression, sigmoid
from .losses import Loss, losses
from .model import Model, around
from .neurons import Network, Neuron, TwoWeights, activations
from .regression import Regression
from .sample import Sample
from .search import look, look_at_two_weights, look_at_typed
from .typed import Typed, typed

__all__ = [
           "Function",
           "Linear",
           "LinearRegression",
           "LogisticRegression",
           "Loss",
           "Model",
           "Network",
           "Neuron",
           "Regression",
           "Sample",
           "TwoWeights",
           "Typed",
           "activations",
           "around",
           "look",
           "look_at_two_weights",
           "look_at_typed",
           "losses",
           "sigmoid",
           "typed",
]
