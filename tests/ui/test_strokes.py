"""Bars as pictures: what is kept of the one before is what would be drawn anew."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from sgdviz.ui.loss.strokes import BarPicture, Bars

WIDE, HIGH = 120, 80
RECT = QRectF(10.5, 6, 100, 70.25)


def painted(picture: BarPicture, bars: Bars, rect: QRectF = RECT, colour: str = "#2060c0", ratio: float = 1.0) -> QImage:
    image = QImage(round(WIDE * ratio), round(HIGH * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = QPainter(image)
    picture.paint(painter, rect, bars, QColor(colour))
    painter.end()
    return image


def bars_of(heights: np.ndarray, until: float) -> Bars:
    """A bar every three pixels, the last of them up to `until`."""
    edges = np.minimum(8.2 + 3 * np.arange(len(heights) + 1), until)
    return Bars(edges, heights - 4, heights + 4).joined(2.2)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_bars_that_came_went_or_moved_are_as_if_drawn_anew(ratio: float) -> None:
    random, kept = np.random.default_rng(0), BarPicture()
    heights = random.uniform(-10, 95, 40)
    for count, until in [(3, 15.0), (4, 19.5), (4, 20.2), (20, 68.0), (40, 130.0), (40, 130.0), (7, 28.7), (1, 9.0), (33, 107.0)]:
        if count == 20:
            heights[5] = 41.0
        bars = bars_of(heights[:count], until)
        assert painted(kept, bars, ratio=ratio) == painted(BarPicture(), bars, ratio=ratio), count


def test_a_bar_that_became_shorter_leaves_no_rest() -> None:
    kept = BarPicture()
    for heights in ([40.0, 10.0], [40.0, 40.0], [40.0, 40.0, 10.0]):
        bars = Bars(20 + 5.0 * np.arange(len(heights) + 1), np.array(heights) - 2, np.array(heights) + 2)
        assert painted(kept, bars) == painted(BarPicture(), bars)


def test_another_colour_or_rectangle_leaves_nothing_of_the_one_before() -> None:
    kept, bars = BarPicture(), bars_of(np.full(30, 40.0), 98.0)
    for rect, colour in [(RECT, "red"), (RECT, "green"), (QRectF(20, 10, 50, 45), "green"), (RECT, "green")]:
        assert painted(kept, bars, rect, colour) == painted(BarPicture(), bars, rect, colour)


def test_a_bar_covers_the_shares_of_pixels_that_it_has() -> None:
    image = painted(BarPicture(), Bars(np.array([20.0, 30.0]), np.array([30.25]), np.array([40.5])), colour="black")
    column = [255 - image.pixelColor(25, y).red() for y in range(28, 43)]
    assert column == pytest.approx([0, 0, 0.75 * 255, *[255] * 9, 0.5 * 255, 0, 0], abs=1)
    assert image.pixelColor(19, 35) == image.pixelColor(30, 35) == QColor("white") != image.pixelColor(20, 35)
