"""What the operations of a formula mean on numbers, and on jets: numbers with their first and second derivatives.

A jet is (f, fx, fy, fxx, fxy, fyy). Second-order forward differentiation (Griewank, Walther 2008, ch. 13) needs three
rules, for products, quotients and chains; every function follows from its own two derivatives. All of it runs on
floats and on arrays.
"""

import operator
from collections.abc import Callable
from typing import Any

from ..elementary import Number, cos, evaluate, exp, log, power, sign, sin, sqrt, tan, tanh

Jet6 = tuple[Number, Number, Number, Number, Number, Number]

NUMBERS: dict[str, Callable[..., Number]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": power,
    "negative": operator.neg,
    "sin": sin, "cos": cos, "tan": tan, "exp": exp, "log": log, "sqrt": sqrt, "tanh": tanh, "abs": abs,
}


class Still(tuple[Any, ...]):
    """The jet of a number that depends on nothing."""


def still(value: float) -> Still:
    """The jet of a number."""
    return Still((value, 0.0, 0.0, 0.0, 0.0, 0.0))


def _scaled(c: Number, u: Jet6) -> Jet6:
    return c * u[0], c * u[1], c * u[2], c * u[3], c * u[4], c * u[5]


def _sum(u: Jet6, v: Jet6) -> Jet6:
    return u[0] + v[0], u[1] + v[1], u[2] + v[2], u[3] + v[3], u[4] + v[4], u[5] + v[5]


def _difference(u: Jet6, v: Jet6) -> Jet6:
    return u[0] - v[0], u[1] - v[1], u[2] - v[2], u[3] - v[3], u[4] - v[4], u[5] - v[5]


def _product(u: Jet6, v: Jet6) -> Jet6:
    if type(u) is Still:
        return _scaled(u[0], v)
    if type(v) is Still:
        return _scaled(v[0], u)
    a, ax, ay, axx, axy, ayy = u
    b, bx, by, bxx, bxy, byy = v
    return (a * b, a * bx + ax * b, a * by + ay * b, a * bxx + 2 * ax * bx + axx * b,
            a * bxy + ax * by + ay * bx + axy * b, a * byy + 2 * ay * by + ayy * b)


def _quotient(u: Jet6, v: Jet6) -> Jet6:
    a, ax, ay, axx, axy, ayy = u
    b, bx, by, bxx, bxy, byy = v
    q = a / b
    qx, qy = (ax - q * bx) / b, (ay - q * by) / b
    return (q, qx, qy, (axx - 2 * qx * bx - q * bxx) / b, (axy - qx * by - qy * bx - q * bxy) / b,
            (ayy - 2 * qy * by - q * byy) / b)


def _chain(u: Jet6, value: Number, slope: Number, bend: Number) -> Jet6:
    """The jet of h(u), from h, h' and h'' at u."""
    _, x, y, xx, xy, yy = u
    return value, slope * x, slope * y, slope * xx + bend * x * x, slope * xy + bend * x * y, slope * yy + bend * y * y


def _power(u: Jet6, v: Jet6) -> Jet6:
    if type(v) is Still:
        base, c = u[0], v[0]
        return _chain(u, power(base, c), c * power(base, c - 1) if c else 0.0,
                      c * (c - 1) * power(base, c - 2) if c * (c - 1) else 0.0)
    value = power(u[0], v[0])
    rate = still(float(evaluate(log, u[0]))) if type(u) is Still else _log(u)
    exponent = _product(v, rate)
    return _chain(exponent, value, value, value)


def _sin(u: Jet6) -> Jet6:
    s = sin(u[0])
    return _chain(u, s, cos(u[0]), -s)


def _cos(u: Jet6) -> Jet6:
    c = cos(u[0])
    return _chain(u, c, -sin(u[0]), -c)


def _tan(u: Jet6) -> Jet6:
    t = tan(u[0])
    return _chain(u, t, 1 + t * t, 2 * t * (1 + t * t))


def _exp(u: Jet6) -> Jet6:
    e = exp(u[0])
    return _chain(u, e, e, e)


def _log(u: Jet6) -> Jet6:
    value = log(u[0])
    slope = 1 / u[0] + 0 * value  # nan where the value is
    return _chain(u, value, slope, -slope * slope)


def _sqrt(u: Jet6) -> Jet6:
    root = sqrt(u[0])
    return _chain(u, root, 0.5 / root, -0.25 / (u[0] * root))


def _tanh(u: Jet6) -> Jet6:
    t = tanh(u[0])
    slope = 1 - t * t
    return _chain(u, t, slope, -2 * t * slope)


def _abs(u: Jet6) -> Jet6:
    return _chain(u, abs(u[0]), sign(u[0]), 0.0)


JETS: dict[str, Callable[..., Jet6]] = {
    "+": _sum, "-": _difference, "*": _product, "/": _quotient, "^": _power, "negative": lambda u: _scaled(-1.0, u),
    "sin": _sin, "cos": _cos, "tan": _tan, "exp": _exp, "log": _log, "sqrt": _sqrt, "tanh": _tanh, "abs": _abs,
}
FUNCTIONS = tuple(name for name in JETS if name.isalpha() and name != "negative")
