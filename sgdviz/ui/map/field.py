"""J over a window: its values on a grid, its contour lines and the ground below a level, as paths in pixels."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from contourpy import FillType, LineType, contour_generator
from numpy.typing import NDArray
from pyqtgraph import arrayToQPath
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from sgdviz.core.problem import Array, Problem
from sgdviz.core.relief import TOLERANCE, Relief

from .ellipses import Ellipses, ellipses_of
from .levels import Levels
from .window import Window

Polylines = tuple[Array | None, Array | None]
"""Points (k, 2) of all pieces one after another, and where each piece begins and the last one ends; None if empty."""


FINE = 2.0
"""Cells larger than that are of maps that change with every step: they may be HASTE times less exact."""
HASTE = 8
STRIDE = 8.0
"""A ray asks for J every so many pixels."""


def survey(problem: Problem, window: Window, cell: float) -> Relief:
    """J over a window, on a grid of about `cell` pixels."""
    sides = (window.rect.width(), window.rect.height())
    xs, ys = (np.linspace(low, high, max(8, round(side / cell) + 1))
              for (low, high), side in zip(window.box, sides, strict=True))
    with np.errstate(all="ignore"):
        return Relief(problem, xs, ys, TOLERANCE * (1 if cell < FINE else HASTE))


def shape_of(problem: Problem, window: Window, levels: Levels, cell: float) -> "Ellipses | Relief":
    """What tells of J in a window: a quadratic's ellipses, else its values on a grid of about `cell` pixels."""
    return ellipses_of(problem, window, levels.values) or survey(problem, window, cell)


def field_of(shape: "Ellipses | Relief", window: Window, levels: Levels) -> "Ellipses | Field":
    """The contours of such a shape, as far as it is known by now."""
    return shape if isinstance(shape, Ellipses) else Field(shape, window, levels)


class Field:
    """`z[row, column]` is J at (`xs[column]`, `ys[row]`), as far as a relief knows it by now; `coarse` until it does.

    Values far above the top level, and what is no number, are cut there, so that every contour stays a number. `undefined`
    says where J has no value at all, as log(y) below 0.
    """

    def __init__(self, relief: Relief, window: Window, levels: Levels) -> None:
        self.window, self.levels, self.coarse = window, levels, relief.coarse
        self.xs, self.ys = relief.mesh.xs, relief.mesh.ys
        self._values = [level.value for level in levels.levels]
        self._raw = relief.z
        values = self._values or [0.0]
        ceiling = values[-1] + 100 * (values[-1] - values[0] + 1e-300)
        z = relief.z.astype(np.float64)
        # Both are finite only where all are.
        if not np.isfinite([z.min(), z.max()]).all():
            z = np.nan_to_num(z, nan=ceiling, posinf=ceiling, neginf=-abs(ceiling))
        self.z: Array = np.minimum(z, ceiling)
        self.low, self.high = float(self.z.min()), float(self.z.max())
        corner = window.px(np.array([[self.xs[0], self.ys[0]], [self.xs[-1], self.ys[-1]]]))
        columns, rows = len(self.xs), len(self.ys)
        self._px = np.linspace(corner[0, 0], corner[1, 0], columns), np.linspace(corner[0, 1], corner[1, 1], rows)

    @cached_property
    def undefined(self) -> NDArray[np.bool_]:
        return np.isnan(self._raw)

    @cached_property
    def _generator(self) -> Any:
        return contour_generator(*self._px, self.z, line_type=LineType.ChunkCombinedOffset,
                                 fill_type=FillType.ChunkCombinedOffset)

    def polylines(self, level: float) -> Polylines:
        """The contour of `level` in pixels, as far as the window shows it."""
        return _pieces(self._generator.lines(level))

    def line(self, *levels: float) -> QPainterPath:
        """The contours of `levels`, empty where there is none."""
        return path_of(*map(self.polylines, levels))

    def contour(self, level: float) -> tuple[QPainterPath, Array]:
        """The contour of `level`, and its points in pixels (k, 2)."""
        points, ends = self.polylines(level)
        return path_of((points, ends)), np.empty((0, 2)) if points is None else points

    def below(self, level: float) -> QPainterPath:
        """The ground up to `level`, to be filled."""
        bottom = min(self.low, level) - 1.0 - abs(level)
        return path_of(_pieces(self._generator.filled(bottom, level)))

    def without_value(self) -> QPainterPath | None:
        """The ground where J has no value; None if it has one everywhere."""
        if not self.undefined.any():
            return None
        generator = contour_generator(*self._px, self.undefined.astype(float), fill_type=FillType.ChunkCombinedOffset)
        return path_of(_pieces(generator.filled(0.5, 2.0)))

    def at(self, x: Array, y: Array) -> Array:
        """J at pixels, between the points of the grid bilinearly; at the border what is nearest."""
        left, across, bottom, up = self._places
        columns, rows = len(self.xs), len(self.ys)
        u, v = np.clip((x - left) * across, 0, columns - 1), np.clip((y - bottom) * up, 0, rows - 1)
        i, j = np.minimum(u.astype(int), columns - 2), np.minimum(v.astype(int), rows - 2)
        u -= i
        v -= j
        z, corner = self.z.ravel(), j * columns + i
        lower, upper = ((1 - u) * z.take(at) + u * z.take(at + 1) for at in (corner, corner + columns))
        found: Array = (1 - v) * lower + v * upper
        return found

    def band(self, position: QPointF) -> int | None:
        """Which tint lies under a position: how many levels are below J there, at most COUNT − 1; None without a value."""
        left, across, bottom, up = self._places
        column = min(max(round((position.x() - left) * across), 0), len(self.xs) - 1)
        row = min(max(round((position.y() - bottom) * up), 0), len(self.ys) - 1)
        if np.isnan(self._raw[row, column]):
            return None
        return min(bisect_left(self._values, self.z[row, column]), max(0, len(self._values) - 1))

    @cached_property
    def _places(self) -> tuple[float, float, float, float]:
        """Where the grid begins, and its points a pixel, across and up."""
        (left, right), (bottom, top) = ((float(axis[0]), float(axis[-1])) for axis in self._px)
        return left, (len(self.xs) - 1) / (right - left), bottom, (len(self.ys) - 1) / (top - bottom)

    @property
    def lowest(self) -> Array:
        """Where the grid is lowest, in pixels (2,)."""
        row, column = np.unravel_index(int(np.argmin(self.z)), self.z.shape)
        return np.array([self._px[0][column], self._px[1][row]])

    def crossings(self, ways: Array, levels: Sequence[float]) -> tuple[Array, Array, NDArray[np.bool_]]:
        """Where rays from the lowest place along unit `ways` (r, 2) first come over levels (l): x, y, whether they do; (r, l)."""
        rect, foot = self.window.rect, self.lowest
        far = np.arange(0.0, math.hypot(rect.width(), rect.height()) + STRIDE, STRIDE)
        x, y = (at + far * way[:, None] for at, way in zip(foot, ways.T, strict=True))
        inside = (x >= rect.left()) & (x <= rect.right()) & (y >= rect.top()) & (y <= rect.bottom())
        climbs = np.maximum.accumulate(np.where(inside, self.at(x, y), -np.inf), axis=1)
        ray = np.arange(len(ways))[:, None]
        after = (climbs[:, :, None] < levels).sum(axis=1)
        crossed = (after > 0) & (after < len(far))
        after = np.clip(after, 1, len(far) - 1)
        low, high = climbs[ray, after - 1], climbs[ray, after]
        crossed &= np.isfinite(low)
        with np.errstate(all="ignore"):
            back = np.where(crossed & (high > low), (high - levels) / (high - low), 0.0)
        return x[ray, after] - back * (x[:, 1:2] - x[:, :1]), y[ray, after] - back * (y[:, 1:2] - y[:, :1]), crossed


def _pieces(chunks: Any) -> Polylines:
    """The one chunk of what contourpy returns, whose type depends on how it was asked."""
    points, offsets = chunks
    return points[0], offsets[0]


def path_of(*lines: Polylines) -> QPainterPath:
    """Polylines as one path."""
    found = [(points, ends[1:].astype(int) - 1) for points, ends in lines if points is not None and ends is not None]
    if not found:
        return QPainterPath()
    points = np.concatenate([own for own, _ in found])
    connected = np.ones(len(points), dtype=np.int32)
    first = 0
    for own, last in found:
        connected[first + last] = 0
        first += len(own)
    path: QPainterPath = arrayToQPath(points[:, 0].copy(), points[:, 1].copy(), connect=connected, finiteCheck=False)
    return path
