"""Functions of two variables with one minimum, convex or nearly so."""

import math
from typing import Annotated

from ..elementary import Function, Jet, Number, sqrt
from ..invalid import QT_TRANSLATE_NOOP
from ..parameters import Real
from .catalog import landscape


@landscape(QT_TRANSLATE_NOOP("core", "quadratic bowl"), QT_TRANSLATE_NOOP(
    "core", "Curvature 1 along its long axis and $κ$ across: this one number decides how slow plain descent is."),
    box=[(-4, 4), (-4, 4)], start=[-3.2, 2.4], minima=[(0, 0)])
def quadratic_bowl(
    condition: Annotated[float, Real(low=1, high=1e6, scale="log", slider=(1, 100), symbol="κ",
                                     label=QT_TRANSLATE_NOOP("core", "condition number"))] = 16.0,
    angle: Annotated[float, Real(low=-180, high=180, unit="°", label=QT_TRANSLATE_NOOP("core", "angle"))] = 30.0,
) -> Function:
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    a, b, d = c * c + condition * s * s, c * s * (1 - condition), s * s + condition * c * c

    def bowl(x: Number, y: Number) -> Jet:
        fx, fy = a * x + b * y, b * x + d * y
        return (x * fx + y * fy) / 2, (fx, fy), (a, b, d)
    return bowl


@landscape(QT_TRANSLATE_NOOP("core", "ravine"), QT_TRANSLATE_NOOP(
    "core", "Steep walls and a floor that hardly falls, $κy^2/2+√(1+x^2)-1$: plain descent zigzags, momentum runs along."),
    box=[(-9, 3), (-3, 3)], start=[-8, 1.6], minima=[(0, 0)])
def ravine(
    steepness: Annotated[float, Real(above=0, high=1e6, scale="log", slider=(1, 100), symbol="κ",
                                     label=QT_TRANSLATE_NOOP("core", "steepness of the walls"))] = 18.0,
) -> Function:
    def valley(x: Number, y: Number) -> Jet:
        root = sqrt(1 + x * x)
        return (steepness * y * y / 2 + x * x / (root + 1), (x / root, steepness * y),
                (1 / (root * root * root), 0.0, steepness))
    return valley


@landscape(QT_TRANSLATE_NOOP("core", "Booth's function"), QT_TRANSLATE_NOOP(
    "core", "A tilted bowl of condition number 9, $(x+2y-7)^2+(2x+y-5)^2$: descent falls onto its long axis at once, and then "
            "follows it to the minimum."),
    box=[(-10, 10), (-10, 10)], start=[-8, -3], lr=0.03, minima=[(1, 3)])
def booth(x: Number, y: Number) -> Jet:
    p, q = x + 2 * y - 7, 2 * x + y - 5
    return p * p + q * q, (2 * p + 4 * q, 4 * p + 2 * q), (10.0, 8.0, 10.0)


@landscape(QT_TRANSLATE_NOOP("core", "Matyas's function"), QT_TRANSLATE_NOOP(
    "core", "A long, flat valley along the diagonal, $0.26(x^2+y^2)-0.48xy$: along it the curvature is 25 times smaller than "
            "across, and so is the pace."),
    box=[(-10, 10), (-10, 10)], start=[-9, -3], lr=0.8, minima=[(0, 0)])
def matyas(x: Number, y: Number) -> Jet:
    return (0.26 * (x * x + y * y) - 0.48 * x * y, (0.52 * x - 0.48 * y, 0.52 * y - 0.48 * x), (0.52, -0.48, 0.52))
