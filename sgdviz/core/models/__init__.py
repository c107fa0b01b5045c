"""Models on the rows of a data set."""

from .linear import LinearRegression
from .logistic import LogisticRegression, sigmoid
from .model import Model, around
from .sample import Sample

__all__ = ["LinearRegression", "LogisticRegression", "Model", "Sample", "around", "sigmoid"]
