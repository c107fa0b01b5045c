"""What the operations of a formula mean on numbers: on floats, where they may raise, and on arrays."""

import operator
from collections.abc import Callable

from ..elementary import Number, cos, exp, log, power, sign, sin, sqrt, tan, tanh

NUMBERS: dict[str, Callable[..., Number]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": power,
    "negative": operator.neg,
    "sin": sin, "cos": cos, "tan": tan, "exp": exp, "log": log, "sqrt": sqrt, "tanh": tanh, "abs": abs,
}
FUNCTIONS = tuple(name for name in NUMBERS if name.isalpha() and name != "negative")
INNER: dict[str, Callable[..., Number]] = {
    "sign": sign,
    "slope of log": lambda u: 1 / u + 0 * log(u),  # nan where log is
}
"""What only derivatives are made of; nobody can type it."""
