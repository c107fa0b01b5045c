"""Long lines and bands, painted in a time that a live picture can afford."""

import math
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen, QPolygonF

from sgdviz.core.problem import Array

from ..look.palette import RunStyle

LINE = 2.2


class Bars(NamedTuple):
    """Bars side by side in pixels: bar i from edges[i] to edges[i+1], from tops[i] down to bottoms[i]."""

    edges: Array
    tops: Array
    bottoms: Array

    def joined(self, width: float) -> "Bars":
        """As a line of that width: every bar is as high at least, and meets the next."""
        tops, bottoms = self.tops - width / 2, self.bottoms + width / 2
        tops[:-1] = np.minimum(tops[:-1], bottoms[1:])
        bottoms[:-1] = np.maximum(bottoms[:-1], tops[1:])
        return Bars(self.edges, tops, bottoms)

    def agree(self, other: "Bars") -> int:
        """How many of the first bars are the same."""
        edges, tops, bottoms = (_agree(mine, its) for mine, its in zip(self, other, strict=True))
        return max(0, min(edges - 1, tops, bottoms))


def _agree(a: Array, b: Array) -> int:
    """How many of the first numbers are the same."""
    many = min(len(a), len(b))
    other = np.flatnonzero(a[:many] != b[:many])
    return int(other[0]) if len(other) else many


NO_BARS = Bars(np.zeros(1), np.empty(0), np.empty(0))


def faint(colour: QColor, opacity: float) -> QColor:
    """The colour at an opacity."""
    result = QColor(colour)
    result.setAlphaF(opacity)
    return result


def polygon(px: Array) -> QPolygonF:
    """Points (m, 2) in pixels for a painter."""
    if not len(px):
        return QPolygonF()
    return pg.functions.arrayToQPolygonF(np.ascontiguousarray(px[:, 0]), np.ascontiguousarray(px[:, 1]))


def is_vector(painter: QPainter) -> bool:
    """Whether what is painted becomes SVG."""
    return painter.paintEngine().type() == QPaintEngine.Type.SVG


def wide_line(painter: QPainter, px: Array, style: RunStyle, width: float = LINE) -> None:
    """A line of `width` pixels, 1 to 2.2, through points (m, 2).

    Qt takes 20 ms for a long one but half a millisecond for one of a single pixel: so a long one is drawn as four of
    those, little more than a pixel apart.
    """
    points = polygon(px)
    if len(px) < 60 or is_vector(painter):
        pen = QPen(style.colour, width, j=Qt.PenJoinStyle.RoundJoin, c=Qt.PenCapStyle.FlatCap)
        offsets, unit = [QPointF()], width
    else:
        pen, half, unit = QPen(style.colour, 1), (width - 1) / 2, 1.0
        offsets = [QPointF(half, 0), QPointF(-half, 0), QPointF(0, half), QPointF(0, -half)]
    if style.dash:
        pen.setDashPattern([length / unit for length in style.dash])
    painter.setPen(pen)
    for offset in offsets:
        painter.drawPolyline(points.translated(offset))


class BarPicture:
    """Bars in one colour as an image with soft edges: filling polygons takes ten times as long.

    The image is kept. Bars seldom change but for the last ones, so only columns from the first changed bar on are computed.
    """

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._bars, self._pixels, self._image = NO_BARS, np.empty((0, 0), np.uint32), QImage()

    def paint(self, painter: QPainter, rect: QRectF, bars: Bars, colour: QColor) -> None:
        """Paint them within `rect`."""
        if is_vector(painter):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            corners = np.concatenate([np.column_stack([bars.edges[:-1], bars.tops]),
                                      np.column_stack([bars.edges[1:], bars.bottoms])[::-1]])
            painter.drawPolygon(polygon(corners))
            return
        scale, corner = painter.device().devicePixelRatioF(), (math.floor(rect.left()), math.floor(rect.top()))
        right, bottom = min(rect.right() + 1, bars.edges[-1]), min(rect.bottom(), bars.bottoms.max())
        left, top = math.floor(max(rect.left(), bars.edges[0])), math.floor(max(rect.top(), bars.tops.min()))
        if not (left < right and top < bottom):
            return
        size = math.ceil(rect.right() + 1 - corner[0]), math.ceil(rect.bottom() - corner[1])
        self._prepare(int(size[0] * scale), int(size[1] * scale), scale, (corner, colour))
        part = [int(scale * length) for length in (left - corner[0], top - corner[1],
                                                   math.ceil(right - left), math.ceil(bottom - top))]
        self._change(bars, part, corner, scale, shades(colour))
        painter.drawImage(QPointF(left, top), self._image, QRectF(*part))

    def _prepare(self, wide: int, high: int, scale: float, look: object) -> None:
        """Have an image of that size, an empty one where another is kept."""
        key = wide, high, scale, look
        if key != self._key:
            self._key, self._bars, self._pixels = key, NO_BARS, np.zeros((high, wide), np.uint32)
            self._image = QImage(self._pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied)
            self._image.setDevicePixelRatio(scale)

    def _change(self, bars: Bars, part: list[int], corner: tuple[int, int], scale: float, colours: NDArray[np.uint32]) -> None:
        """Compute the columns of the bars that are new, within `part`: left, top, width and height in pixels of the image."""
        same, self._bars = bars.agree(self._bars), bars
        left, top, wide, high = part
        across = corner[0] + (np.arange(left + wide) + 0.5) / scale
        first = max(left, int(np.searchsorted(across, bars.edges[same]))) if same else left
        self._pixels[:, first if same else 0 :] = 0
        which = np.clip(np.searchsorted(bars.edges, across[first:], side="right") - 1, 0, len(bars.tops) - 1)
        tops, bottoms = ((ends[which].astype(np.float32) - corner[1]) * scale for ends in (bars.tops, bars.bottoms))
        rows = np.arange(top, top + high, dtype=np.float32)[:, None]
        # In place: fresh memory of this size costs more than what is computed in it.
        cover = np.minimum(rows + 1, bottoms)
        cover -= np.maximum(rows, tops)
        np.clip(cover, 0, 1, out=cover)
        cover *= 255
        self._pixels[top : top + high, first : left + wide] = colours[np.rint(cover, out=cover).astype(np.uint8)]


def paint_bars(painter: QPainter, rect: QRectF, bars: Bars, colour: QColor) -> None:
    """Bars in one colour within `rect`, once."""
    BarPicture().paint(painter, rect, bars, colour)


def shades(colour: QColor) -> NDArray[np.uint32]:
    """The colour at 0 to 255 of 255 parts, as premultiplied pixels."""
    alpha = np.arange(256) * colour.alphaF()
    parts = (1.0, colour.redF(), colour.greenF(), colour.blueF())
    opaque, red, green, blue = (np.rint(alpha * part).astype(np.uint32) for part in parts)
    shades: NDArray[np.uint32] = (opaque << 24) | (red << 16) | (green << 8) | blue
    return shades
