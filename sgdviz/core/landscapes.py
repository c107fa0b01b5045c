"""Functions of one and two variables with a story each: value, gradient and Hessian written out.

A function that declares numbers of its own is a factory and returns the function. They are written with operators and
the functions of `elementary`, so that they run on floats and on arrays; products, not powers, which would raise.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import numpy as np

from .elementary import Function, Jet, Number, choose, cos, sin, sqrt
from .invalid import QT_TRANSLATE_NOOP
from .landscape import Landscape, checked_box, rows_of
from .parameters import Catalog, Real, signature
from .problem import Kind, Mark

__all__ = ["Landscape", "landscape_problem", "landscapes"]

landscapes: Catalog[Function] = Catalog("landscape")
Points = Sequence[Sequence[float]]
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def landscape(label: str, *, box: Points, start: Sequence[float], lr: float = 0.1,
              minima: Points = (), flats: Points = (), saddles: Points = (), maxima: Points = ()) -> Decorator:
    """Register a function, or the factory of one. `lr` is a learning rate that suits it; at `flats` the Hessian is
    singular."""
    points: dict[Kind, Points] = {"minimum": minima, "degenerate": flats, "saddle": saddles, "maximum": maxima}
    marks = tuple(Mark(kind, np.array(point, dtype=float)) for kind, some in points.items() for point in some)

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        factory = function if signature(function) else lambda: function
        landscapes.register(label, function.__name__, box=np.array(box, dtype=float),
                            start=np.array(start, dtype=float), lr=lr, marks=marks)(factory)
        return function
    return decorate


def landscape_problem(name: str, parameters: Mapping[str, Any] | None = None, noise: Mapping[str, Any] | None = None,
                      samples: int | None = None, box: Any = None) -> Landscape:
    """The landscape of that name with its own numbers, as a sum over rows. Errors: Invalid, placed in `problem`."""
    entry = landscapes.find(name, "problem.name")
    function = entry.make(**entry.check(parameters or {}, "problem.parameters"))
    facts = entry.facts
    sides = facts["box"] if box is None else checked_box(box, len(facts["box"]))
    return rows_of(function, sides, facts["start"], facts["marks"], noise, samples)


@landscape(QT_TRANSLATE_NOOP("core", "quintic with a flat inflection"), box=[(-5, 3.6)], start=[-3],
           minima=[(2,)], flats=[(-1.5,)], maxima=[(-4,)])
def quintic(x: Number) -> Jet:
    """Descent from the left rests where the slope is zero and nothing is minimal. f' = (x+1.5)²(x+4)(x−2)/20."""
    value = ((((0.01 * x + 0.0625) * x + 1 / 240) * x - 0.4875) * x - 0.9) * x
    flat = x + 1.5
    return value, (0.05 * flat * flat * (x + 4) * (x - 2),), (0.05 * flat * (x - 1) * (4 * x + 13),)


@landscape(QT_TRANSLATE_NOOP("core", "parabola"), box=[(-4, 4)], start=[-3], minima=[(0,)])
def parabola(x: Number) -> Jet:
    """The simplest convex function, x²: every step shortens the way by the same factor 1 − 2η."""
    return x * x, (2 * x,), (2.0,)


@landscape(QT_TRANSLATE_NOOP("core", "quartic"), box=[(-2.5, 2.5)], start=[2], flats=[(0,)])
def quartic(x: Number) -> Jet:
    """Convex, but flat at its minimum, x⁴/4: the slope dies before the minimum is reached, and descent creeps."""
    return x * x * x * x / 4, (x * x * x,), (3 * x * x,)


@landscape(QT_TRANSLATE_NOOP("core", "double well"), box=[(-2, 2)], start=[-1.8], minima=[(-1,), (1,)], maxima=[(0,)])
def double_well(x: Number) -> Jet:
    """Two minima as good as each other, (x²−1)²/4: which one is found depends on the start and on the noise."""
    hill = x * x - 1
    return hill * hill / 4, (x * hill,), (3 * x * x - 1,)


@landscape(QT_TRANSLATE_NOOP("core", "ripples on a parabola"), box=[(-7.5, 7.5)], start=[6.6], minima=[
    (0,), (2.940177498967128255,), (-2.940177498967128255,), (5.83721240574094182,), (-5.83721240574094182,)], maxima=[
    (1.68403046886314147,), (-1.68403046886314147,), (5.084898994328120252,), (-5.084898994328120252,)])
def ripples(x: Number) -> Jet:
    """Many local minima on the way to the best one, x²/10 + 3/2 sin²x: small steps stop in the first."""
    s, c = sin(x), cos(x)
    return x * x / 10 + 1.5 * s * s, (x / 5 + 3 * s * c,), (0.2 + 3 * (c * c - s * s),)


@landscape(QT_TRANSLATE_NOOP("core", "kinked bowl"), box=[(-4, 4)], start=[3.3], lr=0.05, minima=[(0,)])
def kinked(x: Number) -> Jet:
    """Strongly convex, curvature 25, 1, 25: momentum tuned for a parabola cycles for ever (Lessard et al. 2016)."""
    left, right = x < 1, x >= 2
    value = choose(left, 12.5 * x * x, choose(right, 12.5 * x * x - 24 * x + 36, 0.5 * x * x + 24 * x - 12))
    slope = choose(left, 25 * x, choose(right, 25 * x - 24, x + 24))
    return value, (slope,), (choose(left | right, 25.0, 1.0),)


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
