"""The elementary functions on Python floats, where they are fast, and on arrays, by the type of what they are given.

On a float they may raise as Python's own do (overflow, division by zero, outside the domain); `evaluate` then falls
back on NumPy, where the same is inf or nan. So the common case pays nothing for the rare one. Complex arrays are taken too,
by the real part where there are pieces, so that derivatives can be checked by the complex step.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

Number = Any
"""A float or an array."""
Jet = tuple[Number, tuple[Number, ...], tuple[Number, ...]]
"""Value, gradient, upper triangle of the Hessian by rows: (f, (fx,), (fxx,)) or (f, (fx, fy), (fxx, fxy, fyy))."""
Function = Callable[..., Jet]
"""Coordinates to the jet there."""


def _either(on_float: Callable[..., float], on_array: Callable[..., Any]) -> Callable[[Number], Number]:
    def function(u: Number) -> Number:
        return on_float(u) if type(u) is float else on_array(u)
    return function


_erf = np.frompyfunc(math.erf, 1, 1)

sin = _either(math.sin, np.sin)
cos = _either(math.cos, np.cos)
tan = _either(math.tan, np.tan)
exp = _either(math.exp, np.exp)
log = _either(math.log, np.log)
sqrt = _either(math.sqrt, np.sqrt)
sinh = _either(math.sinh, np.sinh)
cosh = _either(math.cosh, np.cosh)
tanh = _either(math.tanh, np.tanh)
asin = _either(math.asin, np.arcsin)
acos = _either(math.acos, np.arccos)
atan = _either(math.atan, np.arctan)
log2 = _either(math.log2, np.log2)
log10 = _either(math.log10, np.log10)
sign = _either(lambda u: math.copysign(1.0, u) if u else 0.0, lambda u: np.sign(np.real(u)))
magnitude = _either(abs, lambda u: u * np.sign(np.real(u)) if np.iscomplexobj(u) else np.abs(u))
erf = _either(math.erf, lambda u: np.asarray(_erf(u)).astype(np.result_type(u, np.float32))[()])


def sigmoid(u: Number) -> Number:
    """1 / (1 + exp(−u))."""
    return 1 / (1 + exp(-u))


def step(u: Number, at_zero: float) -> Number:
    """1 where u is positive, 0 where it is negative, `at_zero` between."""
    if type(u) is float:
        return 1.0 if u > 0 else 0.0 if u < 0 else at_zero if u == 0 else u
    u = np.real(u)
    return np.heaviside(u, np.asarray(at_zero, np.result_type(u, np.float32)))


def maximum(u: Number, v: Number) -> Number:
    """The larger of two; nan where one is nan."""
    return (u if u > v or u != u else v) if type(u) is float and type(v) is float else np.maximum(u, v)


def minimum(u: Number, v: Number) -> Number:
    """The smaller of two; nan where one is nan."""
    return (u if u < v or u != u else v) if type(u) is float and type(v) is float else np.minimum(u, v)


def power(u: Number, v: Number) -> Number:
    """u to the v in real numbers: a negative base has a value only where v is whole."""
    return math.pow(u, v) if type(u) is float and type(v) is float else np.power(u, v)


def choose(condition: Any, a: Number, b: Number) -> Number:
    """`a` where the condition holds, else `b`."""
    return (a if condition else b) if isinstance(condition, bool) else np.where(condition, a, b)


def evaluate(function: Callable[..., Any], *point: Number) -> Any:
    """function(*point), with inf and nan where Python's floats would raise. Warnings of arrays are silenced."""
    if type(point[0]) is float:
        try:
            return function(*point)
        except (ArithmeticError, ValueError):
            pass
    with np.errstate(all="ignore"):
        return function(*map(np.float64, point)) if type(point[0]) is float else function(*point)
