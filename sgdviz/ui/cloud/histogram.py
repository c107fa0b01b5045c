"""Where the runs of a cloud are, as bars; where the watched one is among them, and what lies there."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..loss.strokes import Bars, faint, paint_bars
from ..paint import signs
from ..paint.canvas import Canvas, Layer
from ..text.mathtext import layout
from .tallies import Bins

BALL = 12.0


class Line(NamedTuple):
    """A line up from the axis at `at`, with its name (markup) and the colour's token."""

    at: float
    name: str
    token: str


class Histogram(Layer):
    """`bins` are what is shown, `watched` where the watched run is, `lines` what stands among them."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10, clipped=False)
        self.bins: Bins | None = None
        self.watched = np.nan
        self.lines: list[Line] = []
        self._colour = QColor()

    def take(self, bins: Bins, watched: float, lines: list[Line], colour: QColor) -> None:
        """Show this."""
        self.bins, self.watched, self.lines, self._colour = bins, watched, lines, colour
        self.update()

    def draw(self, painter: QPainter) -> None:
        if self.bins is None:
            return
        rect = self.canvas.plot_rect()
        edges = self._px(self.bins.edges, np.zeros(len(self.bins.edges)))[:, 0]
        tops = self._px(self.bins.edges[:-1], self.bins.counts.astype(float))[:, 1]
        paint_bars(painter, rect, Bars(edges, tops, np.full(len(tops), float(rect.bottom()))), faint(self._colour, 0.55))
        for line in self.lines:
            x = float(self._px(np.array([line.at]), np.zeros(1))[0, 0])
            if rect.left() <= x <= rect.right():
                pen = QPen(theme.colour(line.token, 0.7), 1.2)
                pen.setDashPattern([3, 3])
                painter.setPen(pen)
                painter.drawLine(QLineF(x, rect.top() + 14, x, rect.bottom()))
                text = layout(line.name, 12)
                left = min(max(x - text.width / 2, rect.left()), rect.right() - text.width)
                text.paint(painter, left, rect.top() + 8, theme.colour(line.token), theme.colour("card"))
        low, high = self.canvas.box[0]
        if low <= self.watched <= high:
            x = float(self._px(np.array([self.watched]), np.zeros(1))[0, 0])
            signs.ball(painter, QPointF(x, rect.bottom() - BALL / 2 - 2), BALL, self._colour, theme.colour("card"))

    def _px(self, x: Array, y: Array) -> Array:
        return self.canvas.to_px(np.column_stack([x, y]))
