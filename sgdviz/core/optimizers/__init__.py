"""Update rules as pure functions of floats or arrays. Definitions and names are PyTorch's (torch.optim)."""

from .rule import Memory, Rule, optimizers
from .sgd import sgd

__all__ = ["Memory", "Rule", "optimizers", "sgd"]
