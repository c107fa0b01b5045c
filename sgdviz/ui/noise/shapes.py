"""What the pictures of noise are painted with: dots, rings, ellipses, the ground that steps should not reach."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from sgdviz.core.problem import Array

from ..look import theme
from ..loss.strokes import polygon
from ..map.window import Window
from ..text.mathtext import layout

TURN = np.stack([np.cos(np.linspace(0, 2 * np.pi, 97)), np.sin(np.linspace(0, 2 * np.pi, 97))])


def ellipse(middle: Array, covariance: Array, sigmas: float) -> Array:
    """The points (97, 2) at so many standard deviations of a covariance (2, 2) from the middle."""
    values, vectors = np.linalg.eigh(covariance)
    points: Array = middle + sigmas * (vectors * np.sqrt(np.maximum(values, 0)) @ TURN).T
    return points


def paint_discs(painter: QPainter, px: Array, size: float, colour: QColor) -> None:
    """Discs at (k, 2) pixels."""
    pen = QPen(colour, size)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPoints(polygon(px))


def paint_rings(painter: QPainter, px: Array, size: float, colour: QColor, width: float = 1.3) -> None:
    """Hollow dots at (k, 2) pixels, `size` across."""
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = (size - width) / 2
    for x, y in px.tolist():
        painter.drawEllipse(QPointF(x, y), half, half)


def dashed(colour: QColor, width: float = 1.4, dash: tuple[float, float] = (5, 4)) -> QPen:
    """A dashed pen; the dash in pixels."""
    pen = QPen(colour, width)
    pen.setDashPattern([length / width for length in dash])
    return pen


def outline(painter: QPainter, points: Array, pen: QPen) -> None:
    """A closed line through pixels (k, 2)."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(polygon(points)))


def paint_note(painter: QPainter, window: Window, text: str) -> None:
    """A few words on the picture itself, in its lower left corner."""
    at = window.rect.bottomLeft()
    layout(text, 12).paint(painter, at.x() + 10, at.y() - 10, theme.colour("ink2"), theme.colour("card"))
