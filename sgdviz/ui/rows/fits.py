"""What a model says, over its rows: a line or a curve for one feature, a tinted ground with contours for two."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..loss.strokes import polygon
from ..paint import signs
from ..paint.axes import number
from ..paint.canvas import Canvas, Layer
from ..text.mathtext import layout
from .scenes import Level, Line, Role

NUMBERED = (0.5, 0.1, 0.9, 0.25, 0.75)
NUMBERS_APART = 34


def role_colour(role: Role) -> QColor:
    """The model at θ is ink, the whole's things are blue, the batch's orange."""
    return theme.colour({"fit": "ink", "best": "whole", "all": "whole", "batch": "batch"}[role])


def role_pen(role: Role) -> QPen:
    pen = QPen(role_colour(role), 1.4 if role in ("best", "all") else 2.2)
    if role in ("best", "all"):
        pen.setDashPattern([5 / 1.4, 4 / 1.4])
    return pen


class Ground(Layer):
    """Steps of probability as tints: the ground of the second class is darker. `best` is the edge of the best fit."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=1)
        self.levels: list[Level] = []
        self.best = np.empty((0, 2))

    def show_levels(self, levels: list[Level], best: Array) -> None:
        self.levels, self.best = levels, best
        self.update()

    def tints(self) -> list[QColor]:
        """The colours of the ground below the first level, between it and the next, …"""
        return [QColor(*rgb) for rgb in theme.palette().bands(2 * len(self.levels) + 2)[::2].tolist()]

    def draw(self, painter: QPainter) -> None:
        if not self.levels:
            return
        tints = self.tints()
        painter.fillRect(self.canvas.plot_rect(), tints[0])
        painter.setPen(Qt.PenStyle.NoPen)
        for level, tint in zip(self.levels, tints[1:], strict=True):
            painter.setBrush(tint)
            painter.drawPolygon(polygon(self.canvas.to_px(level.above)))


class Contours(Layer):
    """The edges between the tints with their probabilities: p = 0.5 wide, the others thin, the best fit's dashed."""

    def __init__(self, canvas: Canvas, ground: Ground) -> None:
        super().__init__(canvas, z=20)
        self.ground = ground

    def draw(self, painter: QPainter) -> None:
        for level in self.ground.levels:
            half = level.probability == 0.5
            painter.setPen(role_pen("fit") if half else QPen(theme.colour("contour", 0.8), 1))
            painter.drawPolyline(polygon(self.canvas.to_px(level.edge)))
        if len(self.ground.best):
            painter.setPen(role_pen("best"))
            painter.drawPolyline(polygon(self.canvas.to_px(self.ground.best)))
        self._numbers(painter)

    def _numbers(self, painter: QPainter) -> None:
        """Each near the upper end of its edge; those that would meet another are left out."""
        taken: list[QRectF] = []
        rect, tints = self.canvas.plot_rect(), self.ground.tints()
        for level, tint in sorted(zip(self.ground.levels, tints, strict=False),
                                  key=lambda pair: NUMBERED.index(pair[0].probability)):
            if len(level.edge) < 2:
                continue
            upper, lower = sorted(self.canvas.to_px(level.edge).tolist(), key=lambda point: (point[1], -point[0]))
            way = np.subtract(lower, upper)
            x, y = np.add(upper, way * min(0.5, 22 / max(1.0, float(np.hypot(*way)))))
            text = layout(number(level.probability), 12)
            box = QRectF(x - text.width / 2, y - 6, text.width, 12)
            spot = box.adjusted(-5, -3, 5, 3)
            if rect.contains(box) and not any(spot.intersects(other) for other in taken):
                taken.append(spot)
                text.paint(painter, box.left(), y + 4.5, theme.colour("ink2"), tint, 6)


class Fits(Layer):
    """Lines over the rows, and marked places."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=25)
        self.lines: list[Line] = []
        self.spots: list[tuple[Array, Role]] = []

    def show_fits(self, lines: list[Line], spots: list[tuple[Array, Role]]) -> None:
        self.lines, self.spots = lines, spots
        self.update()

    def draw(self, painter: QPainter) -> None:
        for line in self.lines:
            painter.setPen(role_pen(line.role))
            painter.drawPolyline(polygon(np.clip(self.canvas.to_px(line.points), -1e5, 1e5)))
        for point, role in self.spots:
            signs.plus(painter, QPointF(*self.canvas.to_px(point)), role_colour(role), theme.colour("card"))
