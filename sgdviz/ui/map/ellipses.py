"""The contours of a quadratic: ellipses with one centre and one shape, drawn as curves without a grid."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from sgdviz.core.problem import Array, Problem

from .window import Window

ARCS = 16
"""Bézier curves to a circle: with so many it is round to a tenth of a millionth of its radius."""
LONGEST = 2e4
"""Pixels beyond which half an axis is as good as endless."""
POINTS = 128
"""So many places of a contour are asked for where something may stand on it."""
FLAT = 1e-3
"""What J changes along an endless axis in sight is at most so small a part of the way from a level to the next."""


@dataclass(frozen=True, eq=False)
class Ellipses:
    """What a Field tells of J in a window, without a grid: exact at once, and with a value everywhere.

    J = `bottom` + (u/a)² + (v/b)² at the pixel `centre` + u·e_1 + v·e_2: `ways` (2, 2) holds e_1 and e_2 as columns.
    `lengths` are a and b; an `endless` one has no a.
    """

    window: Window
    values: Sequence[float]
    bottom: float
    centre: Array
    ways: Array
    lengths: tuple[float, float]
    endless: bool
    coarse: ClassVar[bool] = False
    version: ClassVar[int] = 0

    def path(self, level: float) -> QPainterPath:
        """The contour of `level`, and the ground within it; empty below the minimum."""
        if not level > self.bottom:
            return QPainterPath()
        (a, c), (b, d) = self._axes
        size = math.sqrt(level - self.bottom)
        first = LONGEST / self.lengths[0] if self.endless else size
        x, y = self._middle
        return QTransform(a * first, c * first, b * size, d * size, x, y).map(circle())

    @cached_property
    def _axes(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Half the axes, in pixels, where J is 1 above the bottom."""
        ((a, b), (c, d)), (first, second) = self.ways.tolist(), self.lengths
        return (a * first, c * first), (b * second, d * second)

    @cached_property
    def _middle(self) -> tuple[float, float]:
        x, y = self.centre.tolist()
        return x, y

    def line(self, *levels: float) -> QPainterPath:
        """The contours of `levels`, empty where there is none."""
        path = QPainterPath()
        for level in levels:
            path.addPath(self.path(level))
        return path

    below = path

    def contour(self, level: float) -> tuple[QPainterPath, Array]:
        """The contour of `level`, and the pixels (k, 2) of places on it that are in sight."""
        rect, size = self.window.rect, math.sqrt(max(0.0, level - self.bottom))
        turns = np.linspace(0, 2 * np.pi, POINTS, endpoint=False)
        along, across = np.cos(turns), np.sin(turns)
        first = LONGEST / self.lengths[0] if self.endless else size
        px = self.centre + np.column_stack([first * along, size * across]) @ np.array(self._axes)
        low, high = [rect.left(), rect.top()], [rect.right(), rect.bottom()]
        return self.path(level), px[((px >= low) & (px <= high)).all(axis=1)]

    def without_value(self) -> QPainterPath | None:
        """None: a quadratic has a value everywhere."""
        return None

    def band(self, position: QPointF) -> int:
        """Which tint lies under a position: how many levels are below J there, at most their number − 1."""
        x, y = position.x() - self._middle[0], position.y() - self._middle[1]
        ((a, b), (c, d)), (first, second) = self._ways, self.lengths
        u, v = 0.0 if self.endless else (a * x + c * y) / first, (b * x + d * y) / second
        return min(bisect_left(self.values, self.bottom + u * u + v * v), max(0, len(self.values) - 1))

    @cached_property
    def _ways(self) -> list[list[float]]:
        ways: list[list[float]] = self.ways.tolist()
        return ways

    @cached_property
    def _round(self) -> Array:
        """What leads from pixels off the centre to the plane where contours are circles and J is a square of lengths."""
        across: Array = self.ways / ([np.inf if self.endless else self.lengths[0], self.lengths[1]])
        return across

    @cached_property
    def _extremes(self) -> tuple[float, float, Array]:
        """The lowest and the highest J in the window, and the pixel (2,) where it is lowest."""
        rect = self.window.rect
        corners = np.array([[rect.left(), rect.top()], [rect.right(), rect.top()],
                            [rect.right(), rect.bottom()], [rect.left(), rect.bottom()]])
        at = (corners - self.centre) @ self._round
        high = self.bottom + float((at * at).sum(axis=1).max())
        if rect.contains(QPointF(*self._middle)):
            return self.bottom, high, self.centre
        # Of a convex J the lowest place is then on an edge: of each, where a parabola has its bottom.
        ways = np.roll(at, -1, axis=0) - at
        squares = (ways * ways).sum(axis=1)
        shares = np.clip(-(at * ways).sum(axis=1) / np.where(squares > 0, squares, 1), 0, 1)[:, None]
        heights = ((at + shares * ways) ** 2).sum(axis=1)
        best = int(np.argmin(heights))
        foot = corners[best] + shares[best] * (np.roll(corners, -1, axis=0) - corners)[best]
        return self.bottom + float(heights[best]), high, foot

    @property
    def low(self) -> float:
        return self._extremes[0]

    @property
    def high(self) -> float:
        return self._extremes[1]

    def crossings(self, ways: Array, levels: Sequence[float]) -> tuple[Array, Array, NDArray[np.bool_]]:
        """Where rays from the lowest place along unit `ways` (r, 2) come over levels (l): x, y, whether they do; (r, l)."""
        foot = self._extremes[2]
        at, along = (foot - self.centre) @ self._round, ways @ self._round
        a, half = (along * along).sum(axis=1)[:, None], (along @ at)[:, None]
        with np.errstate(all="ignore"):
            far = (np.sqrt(half * half - a * (at @ at + self.bottom - np.asarray(levels))) - half) / a
        crossed = np.isfinite(far) & (far > 0)
        far = np.where(crossed, far, 0.0)
        return foot[0] + far * ways[:, :1], foot[1] + far * ways[:, 1:], crossed


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
    return Ellipses(window, levels.tolist(), lowest, px, ways, (1.0 if flat else a, b), flat)
