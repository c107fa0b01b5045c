"""Functions of two variables with a story each."""

import math
from typing import Annotated

from ..elementary import Function, Jet, Number, sqrt
from ..invalid import QT_TRANSLATE_NOOP
from ..parameters import Real
from .catalog import landscape


@landscape(QT_TRANSLATE_NOOP("core", "quadratic bowl"), box=[(-4, 4), (-4, 4)], start=[-3.2, 2.4], minima=[(0, 0)])
def quadratic_bowl(
    condition: Annotated[float, Real(low=1, high=1e6, scale="log", slider=(1, 100), symbol="κ",
                                     label=QT_TRANSLATE_NOOP("core", "condition number"))] = 16.0,
    angle: Annotated[float, Real(low=-180, high=180, unit="°", label=QT_TRANSLATE_NOOP("core", "angle"))] = 30.0,
) -> Function:
    """Curvature 1 along its long axis, which stands at `angle` degrees, and `condition` across: the one number that
    decides how slow plain descent is."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    a, b, d = c * c + condition * s * s, c * s * (1 - condition), s * s + condition * c * c

    def bowl(x: Number, y: Number) -> Jet:
        fx, fy = a * x + b * y, b * x + d * y
        return (x * fx + y * fy) / 2, (fx, fy), (a, b, d)
    return bowl


@landscape(QT_TRANSLATE_NOOP("core", "ravine"), box=[(-9, 3), (-3, 3)], start=[-8, 1.6], minima=[(0, 0)])
def ravine(
    steepness: Annotated[float, Real(above=0, high=1e6, scale="log", slider=(1, 100), symbol="κ",
                                     label=QT_TRANSLATE_NOOP("core", "steepness of the walls"))] = 18.0,
) -> Function:
    """Steep walls, a floor that hardly falls, κy²/2 + √(1+x²) − 1: plain descent zigzags, momentum runs along."""
    def valley(x: Number, y: Number) -> Jet:
        root = sqrt(1 + x * x)
        return (steepness * y * y / 2 + x * x / (root + 1), (x / root, steepness * y),
                (1 / (root * root * root), 0.0, steepness))
    return valley


@landscape(QT_TRANSLATE_NOOP("core", "strict saddle"), box=[(-3, 3), (-3, 3)], start=[-2.5, 0.01], saddles=[(0, 0)])
def strict_saddle(
    a: Annotated[float, Real(above=0, high=1e6, scale="log", slider=(0.1, 10), symbol="a",
                             label=QT_TRANSLATE_NOOP("core", "curvature upwards"))] = 1.0,
    gamma: Annotated[float, Real(above=0, high=1e6, scale="log", slider=(0.1, 10), symbol="γ",
                                 label=QT_TRANSLATE_NOOP("core", "curvature downwards"))] = 1.0,
) -> Function:
    """(ax² − γy²)/2: y grows by 1 + ηγ a step, so a start beside the ridge leaves fast and one on it, y = 0, never."""
    def saddle(x: Number, y: Number) -> Jet:
        return (a * x * x - gamma * y * y) / 2, (a * x, -gamma * y), (a, 0.0, -gamma)
    return saddle


@landscape(QT_TRANSLATE_NOOP("core", "monkey saddle"), box=[(-1.5, 1.5), (-1.5, 1.5)], start=[1.2, 0.02], lr=0.03,
           flats=[(0, 0)])
def monkey_saddle(x: Number, y: Number) -> Jet:
    """Three valleys and three ridges meet where the Hessian is zero, x³ − 3xy²: no strict saddle."""
    return x * (x * x - 3 * y * y), (3 * (x * x - y * y), -6 * x * y), (6 * x, -6 * y, -6 * x)


@landscape(QT_TRANSLATE_NOOP("core", "Rosenbrock's valley"), box=[(-2, 2), (-1, 3)], start=[-1.2, 1], lr=0.001,
           minima=[(1, 1)])
def rosenbrock(x: Number, y: Number) -> Jet:
    """A curved valley, (1−x)² + 100(y−x²)²: its floor is found at once and followed for ever (Rosenbrock 1960)."""
    short, off = 1 - x, y - x * x
    return (short * short + 100 * off * off, (-2 * short - 400 * x * off, 200 * off),
            (2 + 800 * x * x - 400 * off, -400 * x, 200.0))


@landscape(QT_TRANSLATE_NOOP("core", "Himmelblau's function"), box=[(-5, 5), (-5, 5)], start=[-0.4, -1.2], lr=0.01,
           minima=[
    (3, 2), (-2.805118086952744853, 3.131312518250572966), (-3.779310253377746892, -3.283185991286169412),
    (3.584428340330491745, -1.848126526964403554)], saddles=[
    (0.08667750455539635182, 2.884254701174776113), (3.385154183607020938, 0.07385187983774928772),
    (-3.07302575076438961, -0.08135304428796751155), (-0.1279613467306800663, -1.953714980244576426)],
           maxima=[(-0.270844590667347613, -0.9230385564799814631)])
def himmelblau(x: Number, y: Number) -> Jet:
    """Four minima of equal depth, (x²+y−11)² + (x+y²−7)²: the start and the batches decide which (Himmelblau 1972)."""
    p, q = x * x + y - 11, x + y * y - 7
    return (p * p + q * q, (4 * x * p + 2 * q, 2 * p + 4 * y * q),
            (4 * p + 8 * x * x + 2, 4 * (x + y), 2 + 4 * q + 8 * y * y))


@landscape(QT_TRANSLATE_NOOP("core", "Beale's function"), box=[(-1, 4.5), (-1.5, 1.6)], start=[0.6, 1.4], lr=0.01,
           minima=[(3, 0.5)], saddles=[(0, 1)])
def beale(x: Number, y: Number) -> Jet:
    """A plain with a sharp rise behind it: slopes of very different size in one picture (Beale 1958)."""
    value = fx = fy = fxx = fxy = fyy = 0.0 * x
    powers = ((1.5, y, 1.0, 0.0), (2.25, y * y, 2 * y, 2.0), (2.625, y * y * y, 3 * y * y, 6 * y))
    for c, u, du, ddu in powers:
        r = c - x + x * u
        value, fx, fy = value + r * r, fx + 2 * r * (u - 1), fy + 2 * r * x * du
        fxx, fxy = fxx + 2 * (u - 1) * (u - 1), fxy + 2 * du * (x * (u - 1) + r)
        fyy = fyy + 2 * x * (x * du * du + r * ddu)
    return value, (fx, fy), (fxx, fxy, fyy)


@landscape(QT_TRANSLATE_NOOP("core", "catapult"), box=[(-1, 5), (-1, 5)], start=[4, 0.26], lr=0.2, saddles=[(0, 0)])
def catapult(x: Number, y: Number) -> Jet:
    """Every point of xy = 1 is a minimum of (xy−1)²/2, the flattest at (1, 1): large steps jump to it from the steep
    end (Lewkowycz et al. 2020)."""
    r = x * y - 1
    return r * r / 2, (r * y, r * x), (y * y, x * y + r, x * x)
