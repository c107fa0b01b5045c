"""Update rules as pure functions of floats or arrays, and reference methods that use all rows.

Definitions, names and defaults are PyTorch's (torch.optim) where it has them.
"""

from .rule import Memory, Method, Reference, Rule, Slot, optimizers
from .sgd import sgd

__all__ = ["Memory", "Method", "Reference", "Rule", "Slot", "optimizers", "sgd"]
