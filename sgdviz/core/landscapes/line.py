"""Functions of one variable with a story each."""

from ..elementary import Jet, Number, choose, cos, sin
from ..invalid import QT_TRANSLATE_NOOP
from .catalog import landscape


@landscape(QT_TRANSLATE_NOOP("core", "quintic with a flat inflection"), QT_TRANSLATE_NOOP(
    "core", "Descent from the left comes to rest at a flat inflection, where the slope is zero and nothing is minimal: "
            "$f'=(x+1.5)^2(x+4)(x-2)/20$."),
    box=[(-5, 3.6)], start=[-3], minima=[(2,)], flats=[(-1.5,)], maxima=[(-4,)])
def quintic(x: Number) -> Jet:
    value = ((((0.01 * x + 0.0625) * x + 1 / 240) * x - 0.4875) * x - 0.9) * x
    flat = x + 1.5
    return value, (0.05 * flat * flat * (x + 4) * (x - 2),), (0.05 * flat * (x - 1) * (4 * x + 13),)


@landscape(QT_TRANSLATE_NOOP("core", "parabola"), QT_TRANSLATE_NOOP(
    "core", "The simplest convex function, $x^2$: every step shortens the way to the minimum by the same factor, $1-2η$."),
    box=[(-4, 4)], start=[-3], minima=[(0,)])
def parabola(x: Number) -> Jet:
    return x * x, (2 * x,), (2.0,)


@landscape(QT_TRANSLATE_NOOP("core", "quartic"), QT_TRANSLATE_NOOP(
    "core", "Convex, but flat at its minimum, $x^4/4$: the slope dies before the minimum is reached, and descent creeps."),
    box=[(-2.5, 2.5)], start=[2], flats=[(0,)])
def quartic(x: Number) -> Jet:
    return x * x * x * x / 4, (x * x * x,), (3 * x * x,)


@landscape(QT_TRANSLATE_NOOP("core", "double well"), QT_TRANSLATE_NOOP(
    "core", "Two minima as good as each other, $(x^2-1)^2/4$: which one is found depends on the start and on the noise."),
    box=[(-2, 2)], start=[-1.8], minima=[(-1,), (1,)], maxima=[(0,)])
def double_well(x: Number) -> Jet:
    hill = x * x - 1
    return hill * hill / 4, (x * hill,), (3 * x * x - 1,)


@landscape(QT_TRANSLATE_NOOP("core", "ripples on a parabola"), QT_TRANSLATE_NOOP(
    "core", "Many local minima on the way to the best one, $x^2/10+1.5\\sin^2(x)$: small steps stop in the first."),
    box=[(-7.5, 7.5)], start=[6.6], minima=[
    (0,), (2.940177498967128255,), (-2.940177498967128255,), (5.83721240574094182,), (-5.83721240574094182,)], maxima=[
    (1.68403046886314147,), (-1.68403046886314147,), (5.084898994328120252,), (-5.084898994328120252,)])
def ripples(x: Number) -> Jet:
    s, c = sin(x), cos(x)
    return x * x / 10 + 1.5 * s * s, (x / 5 + 3 * s * c,), (0.2 + 3 * (c * c - s * s),)


@landscape(QT_TRANSLATE_NOOP("core", "kinked bowl"), QT_TRANSLATE_NOOP(
    "core", "Strongly convex, with curvature 25, 1 and 25 again: momentum tuned for a parabola cycles for ever "
            "(Lessard, Recht, Packard 2016)."),
    box=[(-4, 4)], start=[3.3], lr=0.05, minima=[(0,)])
def kinked(x: Number) -> Jet:
    left, right = x < 1, x >= 2
    value = choose(left, 12.5 * x * x, choose(right, 12.5 * x * x - 24 * x + 36, 0.5 * x * x + 24 * x - 12))
    slope = choose(left, 25 * x, choose(right, 25 * x - 24, x + 24))
    return value, (slope,), (choose(left | right, 25.0, 1.0),)


@landscape(QT_TRANSLATE_NOOP("core", "plateau"), QT_TRANSLATE_NOOP(
    "core", "A wide plain before the descent, $x^2/(1+x^2)$: the slope dies with the cube of the distance, so most steps are "
            "spent where hardly anything happens."),
    box=[(-9, 4)], start=[-7], lr=0.8, minima=[(0,)])
def plateau(x: Number) -> Jet:
    far = 1 + x * x
    return x * x / far, (2 * x / (far * far),), (2 * (1 - 3 * x * x) / (far * far * far),)


@landscape(QT_TRANSLATE_NOOP("core", "a sharp and a flat minimum"), QT_TRANSLATE_NOOP(
    "core", "Two minima equally deep, one sharp and one flat, $(x+1)^2(x-2)^2((x-3)^2+1)/50$: large steps and noisy batches do "
            "not stay in the sharp one (Hochreiter, Schmidhuber 1997)."),
    box=[(-1.8, 4.1)], start=[-1.6], lr=0.05, minima=[(-1,), (2,)], maxima=[(0.1647388347501105064,)])
def flat_and_sharp(x: Number) -> Jet:
    wells, lift = (x + 1) * (x - 2), (x - 3) * (x - 3) + 1
    cubic = ((6 * x - 34) * x + 54) * x - 8
    return (wells * wells * lift / 50, (wells * cubic / 50,),
            (((2 * x - 1) * cubic + wells * ((18 * x - 68) * x + 54)) / 50,))
