"""Bars as images: what each covers, and that parts of a row of them meet."""

from collections.abc import Iterable

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from sgdviz.ui.loss.strokes import Bars, paint_bars

WIDE, HIGH = 120, 80
RECT, EVERYWHERE = QRectF(10.5, 6, 100, 70.25), QRectF(0, 0, WIDE, HIGH)


def painted(parts: Iterable[tuple[QRectF, Bars]], colour: str = "#2060c0", ratio: float = 1.0) -> QImage:
    image = QImage(round(WIDE * ratio), round(HIGH * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for clip, bars in parts:
        painter.setClipRect(clip)
        paint_bars(painter, RECT, bars, QColor(colour))
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_bars_drawn_in_two_parts_meet_at_a_pixel_as_if_drawn_at_once(ratio: float) -> None:
    heights = np.random.default_rng(0).uniform(5, 75, 30)
    edges = 12.2 + 3 * np.arange(31)
    bars = Bars(edges, heights - 4, heights + 4)
    for cut in (3, 11, 27):
        at = float(np.floor(edges[cut]))
        left = Bars(edges[: cut + 2], bars.tops[: cut + 1], bars.bottoms[: cut + 1])
        right = Bars(edges[cut - 1 :], bars.tops[cut - 1 :], bars.bottoms[cut - 1 :])
        parts = [(QRectF(0, 0, at, HIGH), left), (QRectF(at, 0, WIDE - at, HIGH), right)]
        assert painted(parts, ratio=ratio) == painted([(EVERYWHERE, bars)], ratio=ratio)


def test_a_bar_covers_the_shares_of_pixels_that_it_has() -> None:
    image = painted([(EVERYWHERE, Bars(np.array([20.0, 30.0]), np.array([30.25]), np.array([40.5])))], colour="black")
    column = [255 - image.pixelColor(25, y).red() for y in range(28, 43)]
    assert column == pytest.approx([0, 0, 0.75 * 255, *[255] * 9, 0.5 * 255, 0, 0], abs=1)
    assert image.pixelColor(19, 35) == image.pixelColor(30, 35) == QColor("white") != image.pixelColor(20, 35)
