"""J over a window: its values on a grid, its contour lines and the ground below a level, as paths in pixels."""

from bisect import bisect_left
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

from .ellipses import ellipses_of
from .levels import Levels
from .window import Window

Polylines = tuple[Array | None, Array | None]
"""Points (k, 2) of all pieces one after another, and where each piece begins and the last one ends; None if empty."""


FINE = 2.0
"""Cells larger than that are of maps that change with every step: they may be HASTE times less exact."""
HASTE = 8


def survey(problem: Problem, window: Window, cell: float) -> Relief:
    """J over a window, on a grid of about `cell` pixels."""
    sides = (window.rect.width(), window.rect.height())
    xs, ys = (np.linspace(low, high, max(8, round(side / cell) + 1))
              for (low, high), side in zip(window.box, sides, strict=True))
    with np.errstate(all="ignore"):
        return Relief(problem, xs, ys, TOLERANCE * (1 if cell < FINE else HASTE))


class Field:
    """`z[row, column]` is J at (`xs[column]`, `ys[row]`), as far as a relief knows it by now; `coarse` until it does.

    Values far above the top level, and what is no number, are cut there, so that every contour stays a number. `undefined`
    says where J has no value at all, as log(y) below 0. A quadratic's contours need no grid.
    """

    def __init__(self, relief: Relief, window: Window, levels: Levels) -> None:
        self.window, self.levels, self.coarse = window, levels, relief.coarse
        self.xs, self.ys = relief.mesh.xs, relief.mesh.ys
        self._values = [level.value for level in levels.levels]
        self._ellipses = ellipses_of(relief.problem, window, levels.values)
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
        if self._ellipses is None:
            return path_of(*map(self.polylines, levels))
        path = QPainterPath()
        for level in levels:
            path.addPath(self._ellipses.path(level))
        return path

    def below(self, level: float) -> QPainterPath:
        """The ground up to `level`, to be filled."""
        if self._ellipses is not None:
            return self._ellipses.path(level)
        bottom = min(self.low, level) - 1.0 - abs(level)
        return path_of(_pieces(self._generator.filled(bottom, level)))

    def without_value(self) -> QPainterPath:
        """The ground where J has no value."""
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
