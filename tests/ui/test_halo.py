"""A halo reaches as far as it says, and letters stand on it as they were written."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from sgdviz.ui.text.halo import haloed, widened


@pytest.mark.parametrize("radius", [1.0, 2.0, 2.5, 4.0])
def test_a_pixel_takes_the_largest_cover_that_is_near(radius: float) -> None:
    cover = np.random.default_rng(3).integers(0, 256, (17, 23)).astype(np.uint8) * (np.arange(23) % 7 == 0)
    down, across = np.mgrid[:17, :23]
    far = np.hypot(down[..., None, None] - down, across[..., None, None] - across)
    assert np.array_equal(widened(cover, radius), np.where(far < radius + 0.5, cover, 0).max(axis=(2, 3)))


def test_letters_stand_on_their_halo(qapp: QApplication) -> None:
    letters = QImage(9, 7, QImage.Format.Format_ARGB32_Premultiplied)
    letters.fill(0)
    letters.setDevicePixelRatio(2.0)
    letters.setPixelColor(4, 3, QColor("black"))
    found = haloed(letters, QColor(250, 200, 0), 2.0)
    assert found.devicePixelRatio() == 2.0 and found.size() == letters.size()
    colours = {(x, y): found.pixelColor(x, y) for x in range(9) for y in range(7)}
    assert colours[4, 3] == QColor("black")
    for (x, y), colour in colours.items():
        far = np.hypot(x - 4, y - 3)
        if far:
            assert colour.alpha() == (255 if far < 2.5 else 0) and (far > 2.5 or colour.getRgb()[:3] == (250, 200, 0))
