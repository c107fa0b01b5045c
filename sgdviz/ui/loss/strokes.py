"""Long lines and bands, painted in a time that a live picture can afford."""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen, QPolygonF

from sgdviz.core.problem import Array

from ..look.palette import RunStyle

LINE = 2.2
LONG = 60
"""A line of so many points is a long one."""


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


def wide_line(painter: QPainter, px: Array, style: RunStyle, width: float = LINE, points: int | None = None) -> None:
    """A line of `width` pixels, 1 to 2.2, through points (m, 2); it may be a part of one that has so many `points`.

    Qt takes 20 ms for a long one but half a millisecond for one of a single pixel: so a long one is drawn as four of
    those, little more than a pixel apart.
    """
    outline = polygon(px)
    if (len(px) if points is None else points) < LONG or is_vector(painter):
        pen = QPen(style.colour, width, j=Qt.PenJoinStyle.RoundJoin, c=Qt.PenCapStyle.FlatCap)
        offsets, unit = [QPointF()], width
    else:
        pen, half, unit = QPen(style.colour, 1), (width - 1) / 2, 1.0
        offsets = [QPointF(half, 0), QPointF(-half, 0), QPointF(0, half), QPointF(0, -half)]
    if style.dash:
        pen.setDashPattern([length / unit for length in style.dash])
    painter.setPen(pen)
    for offset in offsets:
        painter.drawPolyline(outline.translated(offset))


def paint_bars(painter: QPainter, rect: QRectF, bars: Bars, colour: QColor) -> None:
    """Bars in one colour within `rect`, as an image with soft edges: filling polygons takes ten times as long."""
    if is_vector(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        corners = np.concatenate([np.column_stack([bars.edges[:-1], bars.tops]),
                                  np.column_stack([bars.edges[1:], bars.bottoms])[::-1]])
        painter.drawPolygon(polygon(corners))
        return
    scale = painter.device().devicePixelRatioF()
    left, right = max(rect.left(), bars.edges[0]), min(rect.right() + 1, bars.edges[-1])
    top, bottom = max(rect.top(), bars.tops.min()), min(rect.bottom(), bars.bottoms.max())
    if not (left < right and top < bottom):
        return
    first, above = math.floor(left * scale), math.floor(top * scale)
    wide, high = math.ceil(right * scale) - first, math.ceil(bottom * scale) - above
    which = np.searchsorted(bars.edges, (np.arange(first, first + wide) + 0.5) / scale, side="right") - 1
    which = np.clip(which, 0, len(bars.tops) - 1)
    tops, bottoms = ((ends[which] * scale - above).astype(np.float32) for ends in (bars.tops, bars.bottoms))
    rows = np.arange(high, dtype=np.float32)[:, None]
    # In place: fresh memory of this size costs more than what is computed in it.
    cover = np.minimum(rows + 1, bottoms)
    cover -= np.maximum(rows, tops)
    np.clip(cover, 0, 1, out=cover)
    cover *= 255
    pixels = shades(colour.rgba())[np.rint(cover, out=cover).astype(np.uint8)]
    image = QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    painter.drawImage(QPointF(first / scale, above / scale), image)


@lru_cache(64)
def shades(rgba: int) -> NDArray[np.uint32]:
    """A colour at 0 to 255 of 255 parts, as premultiplied pixels."""
    colour = QColor.fromRgba(rgba)
    alpha = np.arange(256) * colour.alphaF()
    parts = (1.0, colour.redF(), colour.greenF(), colour.blueF())
    opaque, red, green, blue = (np.rint(alpha * part).astype(np.uint32) for part in parts)
    shades: NDArray[np.uint32] = (opaque << 24) | (red << 16) | (green << 8) | blue
    return shades
