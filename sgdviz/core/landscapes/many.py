"""Functions of two variables with many minima, or with one that is hard to find."""

import math
from collections.abc import Iterable
from itertools import product

from ..elementary import Jet, Number, choose, cos, exp, sin, sqrt
from ..invalid import QT_TRANSLATE_NOOP
from .catalog import landscape

Point = tuple[float, float]
WELLS, HILL = (-2.903534027771177095, 2.746802770990836992), 0.1567312567803401027
"""Where t⁴/2 − 8t² + 5t/2 is least, and greatest."""
BUMPS = (0.0, *(sign * t for t in (0.9949586376523347954, 1.989912233708549561, 2.984855701039481247, 3.979783860300753809)
                for sign in (1, -1)))
TOPS = tuple(sign * t for t in (0.5025460365546746318, 1.507640731870358376, 2.512743318200084914, 3.517859138170440853,
                                4.522993659584518774) for sign in (1, -1))
"""Where t² − 10 cos 2πt is least, and greatest, up to 4.7, and up to 3.2."""
INNER_BUMPS, INNER_TOPS = BUMPS[:7], TOPS[:6]
RIM = 1.836597203152126
"""Where cos t·exp(−t²) is stationary beside 0: tan t = −2t."""


def crossed(*pairs: tuple[Iterable[float], Iterable[float]]) -> list[Point]:
    """All (x, y) with x from the first and y from the second of a pair."""
    return [point for xs, ys in pairs for point in product(xs, ys)]


def mirrored(*points: Point, high: float) -> list[Point]:
    """The points with both signs of each coordinate, and with their coordinates exchanged; |y| is at most `high`."""
    found = ((i * x + 0.0, j * y + 0.0) for a, b in points for x, y in ((a, b), (b, a)) for i in (1, -1) for j in (1, -1))
    return [point for point in dict.fromkeys(found) if abs(point[1]) <= high]


@landscape(QT_TRANSLATE_NOOP("core", "Himmelblau's function"), QT_TRANSLATE_NOOP(
    "core", "Four minima of equal depth, $(x^2+y-11)^2+(x+y^2-7)^2$: the start and the batches decide which "
            "(Himmelblau 1972)."),
    box=[(-5, 5), (-5, 5)], start=[-0.4, -1.2], lr=0.01, minima=[
    (3, 2), (-2.805118086952744853, 3.131312518250572966), (-3.779310253377746892, -3.283185991286169412),
    (3.584428340330491745, -1.848126526964403554)], saddles=[
    (0.08667750455539635182, 2.884254701174776113), (3.385154183607020938, 0.07385187983774928772),
    (-3.07302575076438961, -0.08135304428796751155), (-0.1279613467306800663, -1.953714980244576426)],
    maxima=[(-0.270844590667347613, -0.9230385564799814631)])
def himmelblau(x: Number, y: Number) -> Jet:
    p, q = x * x + y - 11, x + y * y - 7
    return (p * p + q * q, (4 * x * p + 2 * q, 2 * p + 4 * y * q),
            (4 * p + 8 * x * x + 2, 4 * (x + y), 2 + 4 * q + 8 * y * y))


@landscape(QT_TRANSLATE_NOOP("core", "Styblinski and Tang's function"), QT_TRANSLATE_NOOP(
    "core", "Each coordinate is in a double well of its own, $(x^4-16x^2+5x)/2$ and the same in $y$: four minima of unequal "
            "depth, and about every second start ends on the worse side of each (Styblinski, Tang 1990)."),
    box=[(-5, 5), (-5, 5)], start=[0.6, 4.4], lr=0.01, minima=crossed((WELLS, WELLS)),
    saddles=crossed((WELLS, [HILL]), ([HILL], WELLS)), maxima=[(HILL, HILL)])
def styblinski_tang(x: Number, y: Number) -> Jet:
    u, v = x * x, y * y
    return ((u * (u - 16) + 5 * x + v * (v - 16) + 5 * y) / 2, (2 * x * (u - 8) + 2.5, 2 * y * (v - 8) + 2.5),
            (6 * u - 16, 0.0, 6 * v - 16))


@landscape(QT_TRANSLATE_NOOP("core", "Rastrigin's function"), QT_TRANSLATE_NOOP(
    "core", "A bowl under regular bumps, $x^2-10\\cos(2πx)$ and the same in $y$: every bump has a minimum of its own, and the "
            "gradient points to the nearest, not to the best (Rastrigin 1974)."),
    box=[(-4.7, 4.7), (-3.2, 3.2)], start=[2.7, -2.2], lr=0.002, minima=crossed((BUMPS, INNER_BUMPS)),
    saddles=crossed((BUMPS, INNER_TOPS), (TOPS, INNER_BUMPS)), maxima=crossed((TOPS, INNER_TOPS)))
def rastrigin(x: Number, y: Number) -> Jet:
    k = 2 * math.pi
    a, b = 10 * cos(k * x), 10 * cos(k * y)
    return (20 + x * x + y * y - a - b, (2 * x + 10 * k * sin(k * x), 2 * y + 10 * k * sin(k * y)),
            (2 + k * k * a, 0.0, 2 + k * k * b))


@landscape(QT_TRANSLATE_NOOP("core", "Ackley's function"), QT_TRANSLATE_NOOP(
    "core", "A funnel with bumps and a kink at its bottom: the slope does not die at the best minimum, so that no constant "
            "learning rate comes to rest there (Ackley 1987)."),
    box=[(-3.2, 3.2), (-2.3, 2.3)], start=[2.1, -1.3], lr=0.01, minima=[(0, 0), *mirrored(
        (0.9521665459501716681, 0), (0.9684776587077243771, 0.9684776587077243771), (1.958919718121717269, 0),
        (1.964616662862986338, 0.9824160350791392827), (1.974451986484116611, 1.974451986484116611),
        (2.964619443112051882, 0), (2.967259528762564269, 0.9891541864816625982), (2.973139419924383077, 1.982139950381477563),
        high=2.3)], saddles=mirrored(
        (0.6257806168564638006, 0), (0.8747620388753441525, 0.5774125352782146384), (1.610296020553725661, 0),
        (1.595028924072864826, 0.9458984927015271932), (1.567450252862406643, 1.916166848997128018),
        (1.855976708974908038, 0.5364972381119946039), (2.573348375179012941, 1.945428381782402085),
        (2.589549376978737965, 0.9680482303983885627), (2.596594634412216123, 0), (2.885111851529231959, 0.518961849790399401),
        (2.911608280213093545, 1.545135902014789707), high=2.3), maxima=mirrored(
        (0.6730965201107377011, 0.6730965201107377011), (1.773445148708470973, 0.5495858144229183285),
        (1.651848146201417825, 1.651848146201417825), (2.686140883193063755, 1.591838713109514761),
        (2.741595535410567029, 0.5309764462842955294), high=2.3))
def ackley(x: Number, y: Number) -> Jet:
    k = 2 * math.pi
    square = (x * x + y * y) / 2
    away = square != 0
    r = sqrt(choose(away, square, 1.0))
    # At the kink there is no gradient: it is taken as zero.
    funnel = 20 * exp(-sqrt(square) / 5)
    pull = choose(away, funnel / (10 * r), 0.0)
    bumps = exp((cos(k * x) + cos(k * y)) / 2)
    a, b, c, d = math.pi * sin(k * x), math.pi * sin(k * y), k * math.pi * cos(k * x), k * math.pi * cos(k * y)
    across, along = 1 / (2 * r * r), 1 / (10 * r)
    return (20 + math.e - funnel - bumps, (pull * x + bumps * a, pull * y + bumps * b),
            (pull * (y * y * across - x * x * along) + bumps * (c - a * a), -pull * x * y * (across + along) - bumps * a * b,
             pull * (x * x * across - y * y * along) + bumps * (d - b * b)))


@landscape(QT_TRANSLATE_NOOP("core", "Easom's needle"), QT_TRANSLATE_NOOP(
    "core", "One narrow hole in a wide plain, at $(π,π)$: away from it the gradient says nothing of where the minimum is "
            "(Easom 1990)."),
    box=[(-0.5, 6.8), (-0.5, 6.8)], start=[4.3, 2.2], lr=0.1, minima=[(math.pi, math.pi), *crossed(
    ((math.pi - RIM, math.pi + RIM), (math.pi - RIM, math.pi + RIM)))],
    saddles=crossed(((math.pi / 2, 3 * math.pi / 2), (math.pi / 2, 3 * math.pi / 2))),
    maxima=crossed(((math.pi,), (math.pi - RIM, math.pi + RIM)), ((math.pi - RIM, math.pi + RIM), (math.pi,))))
def easom(x: Number, y: Number) -> Jet:
    (a, da, dda), (b, db, ddb) = _well(x), _well(y)
    return -a * b, (-da * b, -a * db), (-dda * b, -da * db, -a * ddb)


def _well(x: Number) -> tuple[Number, Number, Number]:
    """cos x · exp(−(x−π)²) and its two derivatives."""
    u, c, s = x - math.pi, cos(x), sin(x)
    hill = exp(-u * u)
    return hill * c, -hill * (s + 2 * u * c), hill * (4 * u * s + (4 * u * u - 3) * c)
