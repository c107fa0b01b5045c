"""Functions of two variables whose minima lie in curved valleys between steep walls."""

from ..elementary import Jet, Number
from ..invalid import QT_TRANSLATE_NOOP
from .catalog import landscape


@landscape(QT_TRANSLATE_NOOP("core", "Rosenbrock's valley"), QT_TRANSLATE_NOOP(
    "core", "A curved valley, $(1-x)^2+100(y-x^2)^2$: its floor is found at once and followed for ever (Rosenbrock 1960)."),
    box=[(-2, 2), (-1, 3)], start=[-1.2, 1], lr=0.001, minima=[(1, 1)])
def rosenbrock(x: Number, y: Number) -> Jet:
    short, off = 1 - x, y - x * x
    return (short * short + 100 * off * off, (-2 * short - 400 * x * off, 200 * off),
            (2 + 800 * x * x - 400 * off, -400 * x, 200.0))


@landscape(QT_TRANSLATE_NOOP("core", "Beale's function"), QT_TRANSLATE_NOOP(
    "core", "A plain with a sharp rise behind it: slopes of very different size in one picture (Beale 1958)."),
    box=[(-1, 4.5), (-1.5, 1.6)], start=[0.6, 1.4], lr=0.01, minima=[(3, 0.5)], saddles=[(0, 1)])
def beale(x: Number, y: Number) -> Jet:
    value = fx = fy = fxx = fxy = fyy = 0.0 * x
    powers = ((1.5, y, 1.0, 0.0), (2.25, y * y, 2 * y, 2.0), (2.625, y * y * y, 3 * y * y, 6 * y))
    for c, u, du, ddu in powers:
        r = c - x + x * u
        value, fx, fy = value + r * r, fx + 2 * r * (u - 1), fy + 2 * r * x * du
        fxx, fxy = fxx + 2 * (u - 1) * (u - 1), fxy + 2 * du * (x * (u - 1) + r)
        fyy = fyy + 2 * x * (x * du * du + r * ddu)
    return value, (fx, fy), (fxx, fxy, fyy)


@landscape(QT_TRANSLATE_NOOP("core", "Goldstein and Price's function"), QT_TRANSLATE_NOOP(
    "core", "Values from 3 to a million in one box: a learning rate that is safe on the walls is far too small on the floor, "
            "where three of the four minima are not the best (Goldstein, Price 1971)."),
    box=[(-2, 2), (-2, 2)], start=[1.1, -0.9], lr=0.00002,
    minima=[(0, -1), (-0.6, -0.4), (1.8, 0.2), (1.2, 0.8)],
    saddles=[(-0.4, -0.6), (0.6, 0.4), (1.2, -0.2), (1.4, 0.6)], maxima=[(0.8, 0.2)])
def goldstein_price(x: Number, y: Number) -> Jet:
    # In s and t the product falls apart into one factor each; stationary are all s in −1, 1, 2 with t in 0, 1, 3.
    s, t = x + y, 2 * x - 3 * y
    p, q = 1 + (s + 1) * (s + 1) * ((3 * s - 14) * s + 19), 30 + t * t * ((3 * t - 16) * t + 18)
    dp, dq = 12 * (s + 1) * (s - 1) * (s - 2), 12 * t * (t - 1) * (t - 3)
    ddp, ddq = 12 * ((3 * s - 4) * s - 1), 12 * ((3 * t - 8) * t + 3)
    return (p * q, (dp * q + 2 * p * dq, dp * q - 3 * p * dq),
            (ddp * q + 4 * dp * dq + 4 * p * ddq, ddp * q - dp * dq - 6 * p * ddq, ddp * q - 6 * dp * dq + 9 * p * ddq))


@landscape(QT_TRANSLATE_NOOP("core", "valley of minima xy = 1"), QT_TRANSLATE_NOOP(
    "core", "Every point of $xy=1$ is a minimum of $(xy-1)^2/2$, the flattest at $(1,1)$: too large a step is thrown from the "
            "steep end, like a stone from a catapult, and lands at a flatter one (Lewkowycz et al. 2020)."),
    box=[(-1, 5), (-1, 5)], start=[4, 0.26], lr=0.2, saddles=[(0, 0)])
def catapult(x: Number, y: Number) -> Jet:
    r = x * y - 1
    return r * r / 2, (r * y, r * x), (y * y, x * y + r, x * x)
