"""A halo round letters: their own shape, made wider."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter


def haloed(letters: QImage, halo: QColor, radius: float) -> QImage:
    """A picture of letters, ARGB32 premultiplied, on a ground of `halo` that reaches `radius` of its pixels beyond them.

    To stroke their outlines so wide takes Qt ten times as long.
    """
    wide, high = letters.width(), letters.height()
    cover = np.frombuffer(letters.constBits(), np.uint8).reshape(high, wide, 4)[..., 3]
    around = np.ascontiguousarray(widened(cover, radius))
    shape = QImage(around.data, wide, high, wide, QImage.Format.Format_Alpha8)
    found = QImage(letters.size(), QImage.Format.Format_ARGB32_Premultiplied)
    found.fill(halo)
    painter = QPainter(found)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(QPointF(), shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    plain = QImage(letters)
    plain.setDevicePixelRatio(1.0)
    painter.drawImage(QPointF(), plain)
    painter.end()
    found.setDevicePixelRatio(letters.devicePixelRatio())
    return found


def widened(cover: NDArray[np.uint8], radius: float) -> NDArray[np.uint8]:
    """The largest cover (r, c) within `radius` of each pixel."""
    reach, (high, wide) = math.ceil(radius), cover.shape
    padded = np.pad(cover, reach)
    found = np.zeros_like(cover)
    for down, across in disc(radius):
        np.maximum(found, padded[reach + down : reach + down + high, reach + across : reach + across + wide], out=found)
    return found


@cache
def disc(radius: float) -> tuple[tuple[int, int], ...]:
    """The pixels of a disc about one pixel, as steps down and across; its edge goes through the middles of pixels."""
    steps = range(-math.ceil(radius), math.ceil(radius) + 1)
    return tuple((down, across) for down in steps for across in steps if math.hypot(down, across) < radius + 0.5)
