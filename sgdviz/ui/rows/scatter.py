"""Rows as dots: all of them in a cached picture, those of the current batch on top with their residuals.

Very many are drawn as their density.
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..loss.strokes import polygon
from ..paint.canvas import Canvas, Layer, StillLayer
from .density import DENSE, Density

ALL, RING = 5.2, 1.3
SIZES = ((60, 10.0, 1.5), (400, 7.0, 1.0), (3000, 5.0, 0.0))
"""Up to so many rows in a batch: diameter and halo of their dots. More are drawn as small as all rows are."""
MOST_RESIDUALS = 200
"""So many rows of a batch have a line to what the model says of them."""


def dots(painter: QPainter, px: Array, diameter: float, colour: QColor, hollow: NDArray[np.bool_] | None = None) -> None:
    """Discs at pixels (m, 2); rings where `hollow` (m,)."""
    full = px if hollow is None else px[~hollow]
    pen = QPen(colour, diameter)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPoints(polygon(full))
    if hollow is not None:
        painter.setPen(QPen(colour, RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = (diameter - RING) / 2
        for x, y in px[hollow].tolist():
            painter.drawEllipse(QPointF(x, y), radius, radius)


class Scatter(StillLayer):
    """All rows: quiet dots, rings for the first of two classes."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10)
        self.xy = np.empty((0, 2))
        self.classes: NDArray[np.bool_] | None = None
        self._shown = 0
        self._density = Density(canvas)

    def show_rows(self, xy: Array, classes: NDArray[np.bool_] | None) -> None:
        self.xy, self.classes = xy, classes
        self._shown += 1
        self.update()

    def content(self) -> tuple[object, ...]:
        return (self._shown,)

    def draw(self, painter: QPainter) -> None:
        if len(self.xy) > DENSE:
            one = theme.colour("muted")
            self._density.paint(painter, self.xy, self.classes, (one,) if self.classes is None else (one, theme.colour("ink")))
            return
        hollow = None if self.classes is None else ~self.classes
        px = self.canvas.to_px(self.xy)
        seen = self.canvas.plot_rect().adjusted(-9, -9, 9, 9)
        inside = ((px > [seen.left(), seen.top()]) & (px < [seen.right(), seen.bottom()])).all(axis=1)
        dots(painter, px[inside], ALL, theme.colour("muted", 0.45 if hollow is not None else 0.3),
             None if hollow is None else hollow[inside])


class Lit(Layer):
    """The rows of the current batch, each with a line to what the model says of it."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=30)
        self.xy = np.empty((0, 2))
        self.classes: NDArray[np.bool_] | None = None
        self.residuals = np.empty((0, 2, 2))
        self._density = Density(canvas)

    def show_rows(self, xy: Array, classes: NDArray[np.bool_] | None, residuals: Array) -> None:
        self.xy, self.classes = xy, classes
        self.residuals = residuals[np.isfinite(residuals).all(axis=(1, 2))]
        self.update()

    def draw(self, painter: QPainter) -> None:
        colour, card = theme.colour("batch"), theme.colour("card")
        if len(self.xy) > DENSE:
            self._density.paint(painter, self.xy, None, (colour,))
            return
        painter.setPen(QPen(colour, 1.3))
        for start, end in np.clip(self.canvas.to_px(self.residuals), -4000, 4000).tolist():
            painter.drawLine(QPointF(*start), QPointF(*end))
        finite = np.isfinite(self.xy).all(axis=1)
        px = self.canvas.to_px(self.xy[finite])
        hollow = None if self.classes is None else ~self.classes[finite]
        diameter, halo = next(((d, h) for most, d, h in SIZES if len(px) <= most), (ALL / 2, 0.0))
        if halo:
            dots(painter, px, diameter + 2 * halo, card)
            dots(painter, px, diameter - (RING if hollow is not None else 0), card if hollow is not None else colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(px) <= SIZES[-1][0])
        dots(painter, px, diameter, colour, hollow)
