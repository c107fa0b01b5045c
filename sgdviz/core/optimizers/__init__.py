"""Update rules as pure functions of floats or arrays, and reference methods that use all rows.

Definitions, names and defaults are PyTorch's (torch.optim) where it has them.
"""

from .rule import Memory, Method, Reference, Rule, Slot, optimizers

# isort: off
# In the order in which a menu offers them.
from .sgd import sgd
from .scaled import adagrad, adadelta, rmsprop
from .adam import adam, adamax, adamw, nadam, radam
from .signs import sign_sgd, lion, rprop
from .references import armijo, newton, damped_newton, lbfgs
# isort: on

__all__ = ["Memory", "Method", "Reference", "Rule", "Slot", "adadelta", "adagrad", "adam", "adamax", "adamw", "armijo",
           "damped_newton", "lbfgs", "lion", "nadam", "newton", "optimizers", "radam", "rmsprop", "rprop", "sgd", "sign_sgd"]
