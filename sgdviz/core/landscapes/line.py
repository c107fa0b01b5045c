"""Functions of one variable with a story each."""

from ..elementary import Jet, Number, choose, cos, sin
from ..invalid import QT_TRANSLATE_NOOP
from .catalog import landscape


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
