"""The contours of a quadratic: ellipses with one centre and one shape, drawn as curves without a grid."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
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
        return QTransform(a * first, c * first, b * size, d * size, *self._middle).map(circle())

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
            path.addPath(self.below(level))
        return path

    def below(self, level: float) -> QPainterPath:
        """The ground up to one of the levels of a map; its edge is its contour, so that both are made once."""
        if level not in self._paths:
            self._paths[level] = self.path(level)
        return self._paths[level]

    @cached_property
    def _paths(self) -> dict[float, QPainterPath]:
        return {}

    def contour(self, level: float) -> tuple[QPainterPath, Array]:
        """The contour of `level`, and the pixels (k, 2) of places on it that are in sight."""
        rect, size = self.window.rect, math.sqrt(max(0.0, level - self.bottom))
        first = LONGEST / self.lengths[0] if self.endless else size
        (a, b), (c, d) = self._axes
        x, y = np.array([[first * a, size * c], [first * b, size * d]]) @ on_circle() + self.centre[:, None]
        inside = (x >= rect.left()) & (x <= rect.right()) & (y >= rect.top()) & (y <= rect.bottom())
        return self.path(level), np.column_stack([x[inside], y[inside]])

    def without_value(self) -> QPainterPath | None:
        """None: a quadratic has a value everywhere."""
        return None

    def band(self, position: QPointF) -> int:
        """Which tint lies under a position: how many levels are below J there, at most their number − 1."""
        (x, y), ((a, b), (c, d)) = self._middle, self._rounds
        x, y = position.x() - x, position.y() - y
        u, v = a * x + c * y, b * x + d * y
        return min(bisect_left(self.values, self.bottom + u * u + v * v), max(0, len(self.values) - 1))

    @cached_property
    def _round(self) -> Array:
        """What leads from pixels off the centre to the plane where contours are circles and J is a square of lengths."""
        across: Array = self.ways / ([np.inf if self.endless else self.lengths[0], self.lengths[1]])
        return across

    @cached_property
    def _rounds(self) -> list[list[float]]:
        rows: list[list[float]] = self._round.tolist()
        return rows

    @cached_property
    def _extremes(self) -> tuple[float, float, Array]:
        """The lowest and the highest J in the window, and the pixel (2,) where it is lowest."""
        rect, (x, y) = self.window.rect, self._middle
        left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        (a, b), (c, d) = self._rounds
        at = [((px - x) * a + (py - y) * c, (px - x) * b + (py - y) * d) for px, py in corners]
        high = self.bottom + max(u * u + v * v for u, v in at)
        if rect.contains(QPointF(x, y)):
            return self.bottom, high, self.centre
        # Of a convex J the lowest place is then on an edge: of each, where a parabola has its bottom.
        found = []
        for i, (u, v) in enumerate(at):
            across, up = at[(i + 1) % 4][0] - u, at[(i + 1) % 4][1] - v
            square = across * across + up * up
            share = min(max(-(u * across + v * up) / square, 0.0), 1.0) if square > 0 else 0.0
            found.append(((u + share * across) ** 2 + (v + share * up) ** 2, i, share))
        low, i, share = min(found)
        (x, y), (px, py) = corners[i], corners[(i + 1) % 4]
        return self.bottom + low, high, np.array([x + share * (px - x), y + share * (py - y)])

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
def on_circle() -> Array:
    """POINTS points on the unit circle, (2, POINTS)."""
    turns = np.linspace(0, 2 * np.pi, POINTS, endpoint=False)
    return np.stack([np.cos(turns), np.sin(turns)])


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
    (left, right), (low, high) = window.box.tolist()
    across, up = (1 / scale for scale in window.scale.tolist())
    middle = np.array([(left + right) / 2, (low + high) / 2])
    (a, b), (_, c) = problem.hessian(middle).tolist()
    a, b, c = a * across * across / 2, b * across * up / 2, c * up * up / 2
    if not math.isfinite(a + b + c):
        return None
    (small, large), turn = _bends(a, b, c)
    first, second = (-math.sin(turn), math.cos(turn)), (math.cos(turn), math.sin(turn))

    def slopes(at: Array) -> tuple[float, float]:
        """Along the two axes, a pixel."""
        x, y = problem.gradient(at).tolist()
        return first[0] * x * across + first[1] * y * up, second[0] * x * across + second[1] * y * up

    slope, other = slopes(middle)
    reach = math.hypot(window.rect.width(), window.rect.height())
    values = levels.tolist()
    gap = min([abs(values[-1]), *(above - below for below, above in pairwise(values))])
    flat = abs(small) * reach**2 + abs(slope) * reach < FLAT * gap
    if not large > 0 or not (flat or small > 0):
        return None
    inverse = 0.0 if flat else 1 / small, 1 / large
    centre = middle
    # Newton's step from the middle of the window, twice for its digits; along a flat axis it stays.
    for again in (True, False):
        u, v = inverse[0] / 2 * slope, inverse[1] / 2 * other
        centre = centre - [(first[0] * u + second[0] * v) * across, (first[1] * u + second[1] * v) * up]
        slope, other = slopes(centre) if again else (0.0, 0.0)
    lowest, px = float(problem.loss(centre)), window.point(centre).toTuple()
    rise = values[-1] - lowest
    if not rise * max(inverse) <= LONGEST**2 or not max(map(abs, px)) <= LONGEST:
        return None
    lengths = 1.0 if flat else math.sqrt(inverse[0]), math.sqrt(inverse[1])
    return Ellipses(window, values, lowest, np.array(px), np.array([first, second]).T, lengths, flat)


def _bends(a: float, b: float, c: float) -> tuple[tuple[float, float], float]:
    """The eigenvalues of [[a b] [b c]], the smaller first, and the angle of the larger one's vector."""
    middle, half = (a + c) / 2, math.hypot((a - c) / 2, b)
    return (middle - half, middle + half), math.atan2(2 * b, a - c) / 2
