"""The two ends of the chord on the curve, to be dragged."""

import math

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.frame import Frame

from ..chord.ends import chord_ends
from ..look import theme
from ..paint.canvas import Canvas, Layer
from ..text.mathtext import layout


class ChordEnds(Layer):
    """`ends` are two places in pixels, none if the chord is not shown."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=25)
        self.ends: list[QPointF] = []

    def take(self, frame: Frame, shown: bool) -> None:
        """Show this frame's chord, or none."""
        self.ends = []
        if shown:
            theta = np.stack(chord_ends(frame.experiment, frame.problem))
            with np.errstate(all="ignore"):
                heights = frame.problem.loss(theta)
            places = self.canvas.to_px(np.column_stack([theta[:, 0], heights]))
            self.ends = [QPointF(x, y) for x, y in np.nan_to_num(places, nan=-1e6)]
        self.update()

    def near(self, position: QPointF, reach: float) -> int | None:
        """The end within reach of a position, the nearer of two."""
        ways = [math.hypot(*(end - position).toTuple()) for end in self.ends]
        nearest = min(range(len(ways)), key=ways.__getitem__, default=None)
        return nearest if nearest is not None and ways[nearest] < reach else None

    def draw(self, painter: QPainter) -> None:
        if not self.ends:
            return
        whole, card = theme.colour("whole"), theme.colour("card")
        painter.setPen(QPen(whole, 1.6))
        painter.drawLine(*self.ends)
        painter.setBrush(card)
        for i, end in enumerate(self.ends):
            painter.setPen(QPen(whole, 2))
            painter.drawEllipse(end, 6, 6)
            layout(f"$θ_{i}$", 14).paint(painter, end.x() - 6, end.y() - 12, whole, card)
