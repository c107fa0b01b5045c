"""The contours of a quadratic: ellipses with one centre and one shape, drawn as curves without a grid."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from PySide6.QtGui import QPainterPath, QTransform

from sgdviz.core.problem import Array, Problem

from .window import Window

ARCS = 16
"""Bézier curves to a circle: with so many it is round to a tenth of a millionth of its radius."""
LONGEST = 2e4
"""Pixels beyond which half an axis is as good as endless."""
FLAT = 1e-3
"""What J changes along an endless axis in sight is at most so small a part of the way from a level to the next."""


@dataclass(frozen=True)
class Ellipses:
    """J = `lowest` + (u/a)² + (v/b)² at the pixel `centre` + u·e_1 + v·e_2: `ways` (2, 2) holds e_1 and e_2 as columns.

    `lengths` are a and b; an `endless` one has no a.
    """

    lowest: float
    centre: Array
    ways: Array
    lengths: tuple[float, float]
    endless: bool

    def path(self, level: float) -> QPainterPath:
        """The contour of `level`, and the ground within it; empty below the minimum."""
        if not level > self.lowest:
            return QPainterPath()
        size = math.sqrt(level - self.lowest)
        half = LONGEST if self.endless else self.lengths[0] * size, self.lengths[1] * size
        ((a, b), (c, d)), (x, y) = (self.ways * half).tolist(), self.centre.tolist()
        return QTransform(a, c, b, d, x, y).map(circle())


@cache
def circle() -> QPainterPath:
    """The unit circle as ARCS cubic curves. Do not change it."""
    path, step = QPainterPath(), 2 * np.pi / ARCS
    reach = 4 / 3 * np.tan(step / 4)
    turns = step * np.arange(ARCS + 1)
    on = np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    ahead = np.stack([-np.sin(turns), np.cos(turns)], axis=-1) * reach
    path.moveTo(*on[0].tolist())
    for i in range(ARCS):
        path.cubicTo(*(on[i] + ahead[i]).tolist(), *(on[i + 1] - ahead[i + 1]).tolist(), *on[i + 1].tolist())
    path.closeSubpath()
    return path


def ellipses_of(problem: Problem, window: Window, levels: Array) -> Ellipses | None:
    """The contours of J in a window, up to the highest of `levels`; None if they are no ellipses, or too long to be drawn.

    Where J is the same all along one axis, its contours are two lines: ellipses LONGEST long, which nobody can tell from them.
    """
    if not problem.quadratic or not len(levels):
        return None
    with np.errstate(all="ignore"):
        return _fitted(problem, window, levels)


def _fitted(problem: Problem, window: Window, levels: Array) -> Ellipses | None:
    middle, unit = window.box.mean(axis=1), 1 / window.scale
    curvature = problem.hessian(middle) / 2 * np.outer(unit, unit)
    if not np.isfinite(curvature).all():
        return None
    bends, ways = np.linalg.eigh(curvature)
    slope = ways[:, 0] @ (problem.gradient(middle) * unit)
    reach = float(np.hypot(window.rect.width(), window.rect.height()))
    gap = float(np.diff(levels).min(initial=abs(levels[-1])))
    flat = abs(bends[0]) * reach**2 + abs(slope) * reach < FLAT * gap
    if not bends[1] > 0 or not (flat or bends[0] > 0):
        return None
    inverse = np.array([0.0 if flat else 1 / bends[0], 1 / bends[1]])
    centre = middle
    # Newton's step from the middle of the window, twice for its digits; along a flat axis it stays.
    for _ in range(2):
        centre = centre - ways @ (inverse / 2 * (ways.T @ (problem.gradient(centre) * unit))) * unit
    lowest, px = float(problem.loss(centre)), window.px(centre)
    rise = float(levels[-1]) - lowest
    if not rise * inverse.max() <= LONGEST**2 or (np.abs(px) > LONGEST).any():
        return None
    a, b = np.sqrt(inverse).tolist()
    return Ellipses(lowest, px, ways, (a, b), flat)
