"""Very many rows as a picture of how many there are at each place: a million dots would be a blot, and slow."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from sgdviz.core.problem import Array

from ..look import theme
from ..paint.canvas import Canvas

DENSE = 10_000
"""More rows than that are drawn as their density."""
CELL = 2.0
"""Pixels a side of the places at which rows are counted."""
BLOCK = 1 << 15
"""So many rows are counted at a time."""
FAINT, FULL = 0.3, 0.9
"""Opacity where there is one row, and where there are most."""


def counted(px: Array, rect: QRectF) -> NDArray[np.int64]:
    """How many of the points (m, 2) in pixels lie in each cell of `rect`, (rows, columns) from its upper left corner."""
    high, wide = (int(np.ceil(length / CELL)) for length in (rect.height(), rect.width()))
    with np.errstate(invalid="ignore"):
        column, row = (px - [rect.left(), rect.top()]).T / CELL
        inside = (column >= 0) & (column < wide) & (row >= 0) & (row < high)
    if not inside.all():
        column, row = column[inside], row[inside]
    at = row.astype(np.int64) * wide + column.astype(np.int64)
    return np.bincount(at, minlength=high * wide).reshape(high, wide)


class Density:
    """Paints rows as their density, from a picture as long as they are the same rows on the same canvas.

    Where there are more of them the colour is stronger; of rows of two kinds it is between those of the two.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.image = QImage()
        self._key: tuple[object, ...] = ()
        self._kept: Any = None

    def paint(self, painter: QPainter, xy: Array, classes: NDArray[np.bool_] | None, colours: tuple[QColor, ...]) -> None:
        """Paint rows at data (m, 2); where `classes` (m,) the second of the colours."""
        rect = self.canvas.plot_rect()
        key = (id(xy), self.canvas.box.tobytes(), rect.getRect(), theme.palette())
        if key != self._key:
            self._key, self._kept = key, xy  # an array that is kept keeps its id
            counts = self._counted(xy, None, rect)
            second = np.zeros_like(counts) if classes is None else self._counted(xy, classes, rect)
            self.image = _image(counts, second, colours[0], colours[-1])
        high, wide = self.image.height(), self.image.width()
        painter.drawImage(QRectF(rect.left(), rect.top(), wide * CELL, high * CELL), self.image)

    def _counted(self, xy: Array, chosen: NDArray[np.bool_] | None, rect: QRectF) -> NDArray[np.int64]:
        """`counted` of the chosen rows, a block at a time: what stays in the cache takes a fifth of the time."""
        total = counted(np.empty((0, 2)), rect)
        for i in range(0, len(xy), BLOCK):
            block = xy[i : i + BLOCK]
            total += counted(self.canvas.to_px(block if chosen is None else block[chosen[i : i + BLOCK]]), rect)
        return total


def _image(counts: NDArray[np.int64], second: NDArray[np.int64], first_colour: QColor, second_colour: QColor) -> QImage:
    with np.errstate(all="ignore"):
        share = np.nan_to_num(np.log(counts) / max(1.0, np.log(counts.max())), neginf=0.0)
        mixed = np.nan_to_num(second / counts)
    alpha = np.where(counts > 0, FAINT + (FULL - FAINT) * share, 0.0)
    low, high = (np.array(colour.getRgbF()) for colour in (first_colour, second_colour))
    colour = low + mixed[..., None] * (high - low)
    pixels = np.empty((*counts.shape, 4), np.uint8)
    pixels[..., 3] = np.rint(255 * alpha)
    pixels[..., :3] = np.rint(255 * alpha[..., None] * colour[..., 2::-1])  # blue, green, red
    rows, columns = counts.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied).copy()
