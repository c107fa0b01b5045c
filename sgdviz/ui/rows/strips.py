"""Two quiet histograms along an axis, back to back: all rows outside in blue, this batch's inside in orange."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..paint.canvas import Canvas, Layer

HALF, AWAY = 14.0, 6.0
SAMPLE = 5000
ROOM = 2 * HALF + AWAY
"""The room that a strip takes beside the plot."""


class Strip(NamedTuple):
    """Shares of the rows in bins, the largest 1, and the mean."""

    heights: Array
    mean: float


def strip(values: Array, edges: Array) -> Strip:
    """The histogram of values (m,) in bins between `edges`, which are evenly spaced."""
    counts = np.histogram(values, len(edges) - 1, (edges[0], edges[-1]))[0]
    return Strip(counts / max(1, counts.max()), float(values.mean()))


def bins(values: Array, low: float, high: float) -> Array:
    """Edges of bins for values within [low, high]: more for more rows, none narrower than the values are apart.

    Of very many values a sample tells how far they are apart.
    """
    apart = np.diff(np.unique(values[:: max(1, len(values) // SAMPLE)]))
    finest = (high - low) / float(apart.min()) if len(apart) else 1.0
    count = int(np.clip(min(2 * len(values) ** (1 / 2), finest), 6, 24))
    return np.linspace(low, high, count + 1)


class Strips(Layer):
    """A strip above the plot for x and one right of it for y, each where there is one: (edges, all rows, this batch).

    Without `upper` there is no room for the one above.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=40, clipped=False)
        self.strips: list[tuple[Array, Strip, Strip] | None] = [None, None]
        self.upper = True

    def show_strips(self, strips: list[tuple[Array, Strip, Strip] | None]) -> None:
        self.strips = strips
        self.update()

    def draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for axis, found in enumerate(self.strips):
            if found is not None and (axis or self.upper):
                edges, whole, batch = found
                self._half(painter, axis, edges, whole, 1, "whole")
                self._half(painter, axis, edges, batch, -1, "batch")

    def _half(self, painter: QPainter, axis: int, edges: Array, shown: Strip, side: int, token: str) -> None:
        """One half of a strip; `side` is 1 outside, −1 inside."""
        rect = self.canvas.plot_rect()
        painter.setClipRect(QRectF(rect.left(), 0, rect.width(), rect.top()) if axis == 0 else
                            QRectF(rect.right(), rect.top(), ROOM + 2, rect.height()))
        base = rect.top() - AWAY - HALF if axis == 0 else rect.right() + AWAY + HALF
        out = (-side if axis == 0 else side) * HALF
        at = np.rint(self._px(axis, edges))
        tint, seen = theme.colour(token, 0.32), np.flatnonzero(shown.heights)
        for start, stop, height in zip(at[seen], at[seen + 1], shown.heights[seen], strict=True):
            painter.fillRect(self._oriented(axis, start, stop, base, base + out * height), tint)
        mean = float(self._px(axis, np.array([shown.mean]))[0])
        painter.setPen(QPen(theme.colour(token), 2))
        painter.drawLine(QLineF(mean, base, mean, base + out) if axis == 0 else QLineF(base, mean, base + out, mean))

    def _px(self, axis: int, values: Array) -> Array:
        points = np.zeros((len(values), 2))
        points[:, axis] = values
        return self.canvas.to_px(points)[:, axis]

    @staticmethod
    def _oriented(axis: int, start: float, stop: float, base: float, end: float) -> QRectF:
        along, across = sorted((start, stop)), sorted((base, end))
        low, high = (along[0], across[0]), (along[1], across[1])
        if axis:
            low, high = low[::-1], high[::-1]
        return QRectF(low[0], low[1], max(0.0, high[0] - low[0] - (0 if axis else 1)),
                      max(0.0, high[1] - low[1] - (1 if axis else 0)))
