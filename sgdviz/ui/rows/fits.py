"""What a model says, over its rows: a line or a curve for one feature, a tinted ground with contours for two."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from sgdviz.core.problem import Array

from ..curve.sampling import path_of
from ..look import theme
from ..loss.strokes import polygon
from ..paint import signs
from ..paint.axes import numbers
from ..paint.canvas import Canvas, Layer
from ..text.mathtext import layout
from .scene import Level, Line, Role

NUMBER_FROM = 22.0

QUIET: tuple[Role, ...] = ("best", "all", "equal")
"""Roles with a thin, dashed line."""


def role_colour(role: Role) -> QColor:
    """The model at θ is ink, the whole's things are blue, the batch's orange."""
    return theme.colour({"fit": "ink", "best": "whole", "all": "whole", "batch": "batch", "equal": "axis"}[role])


def role_pen(role: Role) -> QPen:
    pen = QPen(role_colour(role), 1.4 if role in QUIET else 2.2)
    if role in QUIET:
        pen.setDashPattern([5 / 1.4, 4 / 1.4])
    return pen


class Ground(Layer):
    """What the model says, as tints in steps: the ground where it is more is darker. `best` are edges of the best fit."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=1)
        self.levels: list[Level] = []
        self.best: tuple[Array, ...] = ()

    def show_levels(self, levels: list[Level], best: tuple[Array, ...]) -> None:
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
        for level, tint in zip(self.levels, tints[1:], strict=True):
            ground = QPainterPath()
            ground.setFillRule(Qt.FillRule.OddEvenFill)
            for area in level.areas:
                ground.addPolygon(polygon(self.canvas.to_px(area)))
            painter.fillPath(ground, tint)


class Contours(Layer):
    """The edges between the tints with their numbers: the main one wide, the others thin, the best fit's dashed."""

    def __init__(self, canvas: Canvas, ground: Ground) -> None:
        super().__init__(canvas, z=20)
        self.ground = ground

    def draw(self, painter: QPainter) -> None:
        for level in self.ground.levels:
            painter.setPen(role_pen("fit") if level.main else QPen(theme.colour("contour", 0.8), 1))
            for edge in level.edges:
                painter.drawPolyline(polygon(self.canvas.to_px(edge)))
        painter.setPen(role_pen("best"))
        for edge in self.ground.best:
            painter.drawPolyline(polygon(self.canvas.to_px(edge)))
        self._numbers(painter)

    def _numbers(self, painter: QPainter) -> None:
        """Each near the upper end of its edge; those that would meet another are left out, first the ones in between."""
        taken: list[QRectF] = []
        rect, levels = self.canvas.plot_rect(), self.ground.levels
        middle = next((i for i, level in enumerate(levels) if level.main), 0)
        by_rank = sorted(range(len(levels)), key=lambda i: (not levels[i].main, (i - middle) % 2 == 1, abs(i - middle)))
        tints, texts = self.ground.tints(), numbers([level.value for level in levels])
        for i in by_rank:
            spot = self._spot(levels[i])
            if spot is None:
                continue
            text = layout(texts[i], 12)
            box = QRectF(spot.x() - text.width / 2, spot.y() - 6, text.width, 12)
            room = box.adjusted(-5, -3, 5, 3)
            if rect.contains(box) and not any(room.intersects(other) for other in taken):
                taken.append(room)
                text.paint(painter, box.left(), spot.y() + 4.5, theme.colour("ink2"), tints[i], 6)

    def _spot(self, level: Level) -> QPointF | None:
        """On the longest edge, NUMBER_FROM pixels from its upper end, or in its middle if it is short."""
        edges = [self.canvas.to_px(edge) for edge in level.edges if len(edge) > 1]
        if not edges:
            return None
        edge = max(edges, key=lambda px: float(np.hypot(*np.ptp(px, axis=0))))
        edge = edge if (edge[0, 1], -edge[0, 0]) <= (edge[-1, 1], -edge[-1, 0]) else edge[::-1]
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(edge, axis=0).T))])
        at = min(NUMBER_FROM, along[-1] / 2)
        return QPointF(float(np.interp(at, along, edge[:, 0])), float(np.interp(at, along, edge[:, 1])))


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
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self.lines:
            painter.setPen(role_pen(line.role))
            painter.drawPath(path_of(self.canvas.to_px(line.points)))
        for point, role in self.spots:
            signs.plus(painter, QPointF(*self.canvas.to_px(point)), role_colour(role), theme.colour("card"))
