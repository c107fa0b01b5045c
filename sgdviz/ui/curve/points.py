"""Where a function of one weight has no slope, and how long its gradients are to be drawn."""

from typing import Literal, NamedTuple

import numpy as np

from sgdviz.core.problem import Array, Problem

from .sampling import home_box

HALVINGS = 16
"""After so many a gap is far narrower than a pixel."""
FACTORS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)


class Stationary(NamedTuple):
    """A point without slope: `inflection` is flat and neither a minimum nor a maximum. A kink is not `smooth`."""

    kind: Literal["minimum", "maximum", "inflection"]
    theta: float
    smooth: bool = True


def stationary_points(problem: Problem) -> list[Stationary]:
    """The known ones; of a problem that knows none (a batch), the minima in its box, found by the slope's sign."""
    if problem.marks:
        return [Stationary(_shape(problem, float(mark.point[0])), float(mark.point[0]), mark.smooth) for mark in problem.marks]
    low, high = problem.box[0]
    return [Stationary("minimum", theta) for theta in _minima(problem, np.linspace(low, high, 241))]


def _shape(problem: Problem, theta: float) -> Literal["minimum", "maximum", "inflection"]:
    """What the function does on both sides of a point without slope: also right where the curvature is zero."""
    reach = 1e-3 * float(problem.box[0, 1] - problem.box[0, 0])
    left, right = problem.gradient(np.array([[theta - reach], [theta + reach]]))[:, 0]
    return "minimum" if left < 0 < right else "maximum" if right < 0 < left else "inflection"


def _minima(problem: Problem, x: Array) -> list[float]:
    """θ where the slope turns from down to up between two of the points, by bisection of all such gaps at once."""
    with np.errstate(all="ignore"):
        slope = problem.gradient(x[:, None])[:, 0]
        turns = np.flatnonzero((slope[:-1] < 0) & (slope[1:] > 0))
        low, high = x[turns], x[turns + 1]
        for _ in range(HALVINGS if len(turns) else 0):
            middle = (low + high) / 2
            down = problem.gradient(middle[:, None])[:, 0] < 0
            low, high = np.where(down, middle, low), np.where(down, high, middle)
    return ((low + high) / 2).tolist()


def arrow_factor(problem: Problem) -> float:
    """The length of an arrow, in θ for one unit of slope: 1, 1.5, 2, 3, 5 or 7 × 10^k.

    Steep slopes, such that one in seven of those in sight is steeper, are a fifth of the width. It depends on the
    problem alone, so it is the same on both canvases and never changes while playing.
    """
    (left, right), (bottom, top) = home_box(problem)
    x = np.linspace(left, right, 241)
    with np.errstate(all="ignore"):
        seen = np.abs(problem.gradient(x[:, None])[:, 0])
        height = problem.loss(x[:, None])
    seen = seen[np.isfinite(seen) & (height >= bottom) & (height <= top)]
    steep = float(np.quantile(seen, 0.85)) if len(seen) else 0.0
    if steep < 1e-100:
        return 1.0
    wanted = 0.2 * float(right - left) / steep
    power = 10.0 ** np.floor(np.log10(wanted))
    return float(power * min(FACTORS, key=lambda factor: abs(np.log(factor * power / wanted))))
