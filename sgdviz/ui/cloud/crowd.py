"""The runs of a cloud on a curve: dots on it, a column of pixels each, and how many there are as a hill on the axis."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array

from ..loss.strokes import Bars, faint, paint_bars, polygon
from ..paint.canvas import Canvas, Layer
from .present import Present

DOT = 5.0
BIN = 4
"""A bar of the hill is so many pixels wide."""
HILL = 46.0
"""The hill is so many pixels high."""
SHADES = 6
LEAST, MOST = 0.35, 0.9
"""The opacity of a dot that is one run, and of the one that is the most."""


class Crowd(Layer):
    """`shown` is the cloud that it shows, `counts` how many runs are in each column of pixels, `columns` where those are."""

    def __init__(self, canvas: Canvas, on_curve: Callable[[Array], Array]) -> None:
        super().__init__(canvas, z=10)
        self._on_curve = on_curve
        self.shown: Present | None = None
        self.counts: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._x = np.empty(0)
        self._colour = QColor()

    def take(self, frame: Frame, shown: Present | None, colour: QColor) -> None:
        """Show the cloud of this frame, or none."""
        self.shown, self._colour = shown, colour
        if shown is not None:
            # Python's own floats leave single precision as it is.
            rect, (low, high) = self.canvas.plot_rect(), self.canvas.box[0].tolist()
            wide = max(1, int(rect.width()))
            with np.errstate(over="ignore"):
                self._x = (shown.theta[:, 0] - low) * (rect.width() / (high - low))
            seen = self._x[(self._x >= 0) & (self._x < wide)]
            self.counts = np.bincount(seen.astype(np.int64), minlength=wide)
        self.update()

    def draw(self, painter: QPainter) -> None:
        if self.shown is None or not self.counts.any():
            return
        rect = self.canvas.plot_rect()
        self._paint_hill(painter, rect)
        taken = np.flatnonzero(self.counts)
        shares = np.log(self.counts[taken]) / max(1.0, float(np.log(self.counts.max())))
        shade = np.minimum(SHADES - 1, (SHADES * shares).astype(np.int64))
        px = self._dots(taken)
        for own in range(SHADES):
            pen = QPen(faint(self._colour, LEAST + (MOST - LEAST) * own / (SHADES - 1)), DOT)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(polygon(px[(shade == own) & np.isfinite(px).all(axis=1)]))

    def _dots(self, columns: NDArray[np.int64]) -> Array:
        """Where on the curve the middles of columns are, (m, 2) pixels."""
        rect, (low, high) = self.canvas.plot_rect(), self.canvas.box[0]
        return self._on_curve(low + (columns + 0.5) * ((high - low) / rect.width()))

    def _paint_hill(self, painter: QPainter, rect: QRectF) -> None:
        padded = np.pad(self.counts, (0, -len(self.counts) % BIN)).reshape(-1, BIN).sum(axis=1)
        edges: Array = rect.left() + BIN * np.arange(len(padded) + 1, dtype=np.float64)
        tops: Array = rect.bottom() - HILL / float(padded.max()) * padded
        paint_bars(painter, rect, Bars(edges, tops, np.full(len(padded), float(rect.bottom()))), faint(self._colour, 0.3))

    def near(self, position: QPointF, reach: float) -> int | None:
        """Which run is nearest, if the position is on the hill or within reach of a dot."""
        if self.shown is None or not self.counts.any():
            return None
        rect = self.canvas.plot_rect()
        away = np.abs(self._x - (position.x() - rect.left()))
        found = int(away.argmin())
        if not away[found] <= reach:
            return None
        on_axis = rect.bottom() - HILL <= position.y() <= rect.bottom()
        column = min(max(int(self._x[found]), 0), len(self.counts) - 1)
        height = float(self._dots(np.array([column]))[0, 1])
        return found if on_axis or abs(height - position.y()) <= reach else None
