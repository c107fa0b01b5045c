"""J over a window: its values on a grid, its contour lines and the ground below a level, as paths in pixels."""

from bisect import bisect_left
from typing import Any

import numpy as np
from contourpy import FillType, LineType, contour_generator
from pyqtgraph import arrayToQPath
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from sgdviz.core.problem import Array, Problem

from .grid import HASTE, on_grid
from .levels import Levels
from .window import Window

Polylines = tuple[Array | None, Array | None]
"""Points (k, 2) of all pieces one after another, and where each piece begins and the last one ends; None if empty."""


HASTY = 2.0
"""Cells larger than that are of maps that change with every step: they may cost less."""


class Field:
    """`z[row, column]` is J at (`xs[column]`, `ys[row]`), a grid of about `cell` pixels over the window.

    It is `coarse` where that would take too long.

    Values far above the top level, and what is no number, are cut there, so that every contour stays a number. `undefined`
    says where J has no value at all, as log(y) below 0.
    """

    def __init__(self, problem: Problem, window: Window, levels: Levels, cell: float) -> None:
        self.window, self.levels = window, levels
        columns, rows = (max(8, round(side / cell) + 1) for side in (window.rect.width(), window.rect.height()))
        (left, right), (low, high) = window.box
        self.xs, self.ys = np.linspace(left, right, columns), np.linspace(low, high, rows)
        with np.errstate(all="ignore"):
            z, self.coarse = on_grid(problem, self.xs, self.ys, 1.0 if cell < HASTY else HASTE)
        self.undefined = np.isnan(z)
        self._values = [level.value for level in levels.levels]
        values = self._values or [0.0]
        ceiling = values[-1] + 100 * (values[-1] - values[0] + 1e-300)
        self.z = np.clip(np.nan_to_num(z, nan=ceiling, posinf=ceiling, neginf=-abs(ceiling)), None, ceiling)
        corner = window.px(np.array([[self.xs[0], self.ys[0]], [self.xs[-1], self.ys[-1]]]))
        self._px = np.linspace(corner[0, 0], corner[1, 0], columns), np.linspace(corner[0, 1], corner[1, 1], rows)
        self._generator = contour_generator(*self._px, self.z, line_type=LineType.ChunkCombinedOffset,
                                            fill_type=FillType.ChunkCombinedOffset)

    def polylines(self, level: float) -> Polylines:
        """The contour of `level` in pixels."""
        return _pieces(self._generator.lines(level))

    def line(self, level: float) -> QPainterPath:
        """The contour of `level`, empty where there is none."""
        return _path(self.polylines(level))

    def below(self, level: float) -> QPainterPath:
        """The ground up to `level`, to be filled."""
        bottom = min(float(self.z.min()), level) - 1.0 - abs(level)
        return _path(_pieces(self._generator.filled(bottom, level)))

    def without_value(self) -> QPainterPath:
        """The ground where J has no value."""
        generator = contour_generator(*self._px, self.undefined.astype(float), fill_type=FillType.ChunkCombinedOffset)
        return _path(_pieces(generator.filled(0.5, 2.0)))

    def at(self, px: Array) -> Array:
        """J at pixels (…, 2), between the points of the grid bilinearly; at the border what is nearest."""
        (left, right), (bottom, top) = ((axis[0], axis[-1]) for axis in self._px)
        u = np.clip((px[..., 0] - left) / (right - left), 0, 1) * (len(self.xs) - 1)
        v = np.clip((px[..., 1] - bottom) / (top - bottom), 0, 1) * (len(self.ys) - 1)
        i, j = np.minimum(u.astype(int), len(self.xs) - 2), np.minimum(v.astype(int), len(self.ys) - 2)
        u, v = u - i, v - j
        with np.errstate(invalid="ignore"):  # J may be infinite somewhere
            lower = (1 - u) * self.z[j, i] + u * self.z[j, i + 1]
            upper = (1 - u) * self.z[j + 1, i] + u * self.z[j + 1, i + 1]
            return (1 - v) * lower + v * upper

    def band(self, position: QPointF) -> int | None:
        """Which tint lies under a position: how many levels are below J there, at most COUNT − 1; None without a value."""
        (left, right), (bottom, top) = ((axis[0], axis[-1]) for axis in self._px)
        column = round((position.x() - left) / (right - left) * (len(self.xs) - 1))
        row = round((position.y() - bottom) / (top - bottom) * (len(self.ys) - 1))
        place = min(max(row, 0), len(self.ys) - 1), min(max(column, 0), len(self.xs) - 1)
        if self.undefined[place]:
            return None
        return min(bisect_left(self._values, self.z[place]), max(0, len(self._values) - 1))

    @property
    def lowest(self) -> Array:
        """Where the grid is lowest, in pixels (2,)."""
        row, column = np.unravel_index(int(np.argmin(self.z)), self.z.shape)
        return np.array([self._px[0][column], self._px[1][row]])


def _pieces(chunks: Any) -> Polylines:
    """The one chunk of what contourpy returns, whose type depends on how it was asked."""
    points, offsets = chunks
    return points[0], offsets[0]


def _path(lines: Polylines) -> QPainterPath:
    points, offsets = lines
    if points is None or offsets is None or not len(points):
        return QPainterPath()
    connected = np.ones(len(points), dtype=np.int32)
    connected[offsets[1:].astype(int) - 1] = 0
    path: QPainterPath = arrayToQPath(points[:, 0].copy(), points[:, 1].copy(), connect=connected, finiteCheck=False)
    return path
