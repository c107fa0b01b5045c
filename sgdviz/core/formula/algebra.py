"""What the operations of a formula mean on numbers: on floats, where they may raise, and on arrays."""

import operator
from collections.abc import Callable

from .. import elementary as on
from ..elementary import Number

NUMBERS: dict[str, Callable[..., Number]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": on.power,
    "negative": operator.neg,
    "sin": on.sin, "cos": on.cos, "tan": on.tan, "asin": on.asin, "acos": on.acos, "atan": on.atan,
    "sinh": on.sinh, "cosh": on.cosh, "tanh": on.tanh, "exp": on.exp, "log": on.log, "log2": on.log2, "log10": on.log10,
    "sqrt": on.sqrt, "abs": on.magnitude, "sigmoid": on.sigmoid, "relu": lambda u: on.maximum(u, 0.0),
    "max": on.maximum, "min": on.minimum,
}
ALIASES = {"ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "√": "sqrt"}
"""Other names of functions. log is the natural logarithm."""
PAIRS = ("max", "min")
"""Functions of two arguments or more; all others take one."""
FUNCTIONS = (*(name for name in NUMBERS if name[0].isalpha() and name != "negative"), *ALIASES)
INNER: dict[str, Callable[..., Number]] = {
    "sign": on.sign,
    "step": lambda u: on.step(u, 0.0),
    "half step": lambda u: on.step(u, 0.5),
    "slope of log": lambda u: 1 / u + 0 * on.log(u),  # nan where log is
}
"""What only derivatives are made of; nobody can type it."""
