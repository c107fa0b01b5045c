"""How the rows of a function of one or two variables differ from it: ℓ_i = f + c_i·φ, where the c_i have mean zero.

c_i is one number a row in one dimension, (a, b) in two. A noise is made about a point, from which it gives c·φ.
"""

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np

from ..batches import keys
from ..elementary import Function, Jet, Number, erf, exp
from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..parameters import Catalog
from ..problem import Array

WIDTH = 0.6
"""The width w of the local noise's bump."""


class Noise(NamedTuple):
    """The point that it is about, and what makes the jet of c·φ from it: `line` of (a, x), `plane` of (a, b, x, y)."""

    about: Literal["origin", "minimum", "saddle"]
    line: Callable[[float], Function]
    plane: Callable[[float, float], Function]


noises: Catalog[Noise] = Catalog("noise")


@noises.register(QT_TRANSLATE_NOOP("core", "none"))
def none() -> Noise:
    """All rows are the function itself."""
    return Noise("origin", lambda s: lambda a, x: (0.0, (0.0,), (0.0,)),
                 lambda s, t: lambda a, b, x, y: (0.0, (0.0, 0.0), (0.0, 0.0, 0.0)))


@noises.register(QT_TRANSLATE_NOOP("core", "tilt"))
def tilt() -> Noise:
    """Every row is inclined, everywhere alike: the noise does not die at the minimum."""
    return Noise("origin", lambda s: lambda a, x: (a * x, (a,), (0.0,)),
                 lambda s, t: lambda a, b, x, y: (a * x + b * y, (a, b), (0.0, 0.0, 0.0)))


@noises.register(QT_TRANSLATE_NOOP("core", "curvature"))
def curvature() -> Noise:
    """The rows agree at the minimum and differ in how steep it is: the noise dies there."""
    def line(s: float) -> Function:
        def at(a: Number, x: Number) -> Jet:
            u = x - s
            slope = a * u
            return slope * u / 2, (slope,), (a,)
        return at

    def plane(s: float, t: float) -> Function:
        def at(a: Number, b: Number, x: Number, y: Number) -> Jet:
            u, v = x - s, y - t
            return (a * u * u + b * v * v) / 2, (a * u, b * v), (a, 0.0, b)
        return at
    return Noise("minimum", line, plane)


@noises.register(QT_TRANSLATE_NOOP("core", "local"))
def local() -> Noise:
    """The rows differ near the saddle only: a bump of slope, φ' = exp(−u²/(2w²)), and none far away."""
    q, scale = 1 / WIDTH**2, WIDTH * math.sqrt(math.pi / 2)

    def line(s: float) -> Function:
        def at(a: Number, x: Number) -> Jet:
            u = x - s
            bump = a * exp(-q * u * u / 2)
            return a * scale * erf(u / (WIDTH * math.sqrt(2))), (bump,), (-q * u * bump,)
        return at

    def plane(s: float, t: float) -> Function:
        def at(a: Number, b: Number, x: Number, y: Number) -> Jet:
            u, v = x - s, y - t
            bump, lift = exp(-q * (u * u + v * v) / 2), a * u + b * v
            return (lift * bump, ((a - q * lift * u) * bump, (b - q * lift * v) * bump),
                    (q * bump * (lift * (q * u * u - 1) - 2 * a * u), q * bump * (q * lift * u * v - a * v - b * u),
                     q * bump * (lift * (q * v * v - 1) - 2 * b * v)))
        return at
    return Noise("saddle", line, plane)


def coefficients(n: int, dim: int, sd: float) -> Array:
    """c, shape (n, dim): mean 0, population deviation `sd`, columns uncorrelated; the first evenly spaced in row order.

    The second is a fixed shuffle of the first without its share of the first. Invalid if there are too few rows.
    """
    if n <= dim:
        raise Invalid("samples", QT_TRANSLATE_NOOP("core", "{value} is too few for noise; at least {least}"),
                      value=n, least=dim + 1)
    a = np.linspace(-1.0, 1.0, n)
    columns = [_scaled(a, sd)]
    if dim == 2:
        columns.append(_scaled(_apart(a), sd))
    return np.stack(columns, axis=-1)


def _apart(a: Array) -> Array:
    """A shuffle of `a` without its share of `a`: the first of the fixed shuffles of which half at least is left."""
    for salt in range(64):
        b = a[np.argsort(keys(0, salt, len(a)), kind="stable")]
        b = b - a * (a @ b) / (a @ a)
        if b @ b > (a @ a) / 2:
            return b
    raise AssertionError("64 shuffles in a row are nearly the first column")


def _scaled(a: Array, sd: float) -> Array:
    centred = a - a.mean()
    scaled: Array = centred * (sd / centred.std())
    return scaled
