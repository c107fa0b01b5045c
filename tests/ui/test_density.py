"""A path counted in pixels, against counting it row by row."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from sgdviz.ui.map import density as module
from sgdviz.ui.map.density import Density
from sgdviz.ui.map.window import Window

WINDOW = Window(QRectF(10, 20, 40, 30), np.array([[-1.0, 1.0], [-2.0, 2.0]]))
RNG = np.random.default_rng(5)
PATH = np.cumsum(RNG.normal(size=(5000, 2)), axis=0) * [0.02, 0.04]
PATH[100:103] = [[1e300, -1e300], [np.nan, 0.0], [1e9, 0.0]]
FAR = 1e9


def rows(first: int, stop: int, step: int = 1) -> np.ndarray:
    return PATH[first:stop:step]


def made(window: Window = WINDOW, ratio: float = 1.0) -> Density:
    return Density(window, ratio, QColor("black"))


def opacities(density: Density) -> np.ndarray:
    picture = density.picture()
    return np.array([[picture.pixelColor(x, y).alpha() for x in range(picture.width())] for y in range(picture.height())])


def hits(stop: int, window: Window = WINDOW, ratio: float = 1.0) -> np.ndarray:
    """Pixel by pixel, with Python's own numbers."""
    (left, right), (bottom, top) = window.box.tolist()
    rect, found = window.rect, np.zeros((math.ceil(window.rect.height() * ratio), math.ceil(window.rect.width() * ratio)), int)
    for x, y in PATH[:stop].tolist():
        across = (x - left) / (right - left) * rect.width() * ratio
        down = (top - y) / (top - bottom) * rect.height() * ratio
        if 0 <= across < found.shape[1] and 0 <= down < found.shape[0]:
            found[int(down), int(across)] += 1
    return found


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_pixel_is_the_darker_the_more_often_it_was_hit(ratio: float) -> None:
    density, true = made(ratio=ratio), hits(5000, ratio=ratio)
    density.show(rows, 5000, FAR)
    seen = opacities(density)
    # Single precision may put a row that is on the edge of a pixel into its neighbour.
    assert ((seen > 0) != (true > 0)).sum() <= 2 and not density.coarse
    order = np.argsort(true, axis=None, kind="stable")
    assert (np.diff(seen.ravel()[order].astype(int)) < 0).sum() <= 2
    assert seen.max() <= math.ceil(255 * module.STRONG) and seen[seen > 0].min() >= math.floor(255 * module.FAINT)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=6))
def test_however_it_came_there_it_is_what_is_drawn_at_once(stops: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CHUNK", 300)
        patch.setattr(module, "KEEP", 512)
        walked = made()
        for stop in stops:
            walked.show(rows, stop, FAR)
        fresh = made()
        fresh.show(rows, stops[-1], FAR)
    assert walked.picture() == fresh.picture()
    assert walked.have == stops[-1] and len(walked._kept) <= module.KEPT


def test_what_there_is_no_time_for_is_there_in_part_and_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 500)
    monkeypatch.setattr(module, "SAMPLE", 900)
    density, whole = made(), made()
    whole.show(rows, 5000, FAR)
    density.show(rows, 5000, 0.0)
    assert density.coarse and density.have == 500
    covered = (opacities(density) > 0) & (opacities(whole) > 0)
    assert covered.sum() > 0.5 * (opacities(whole) > 0).sum(), "the whole way, thinned out"
    density.show(rows, 3000, 0.0)
    for _ in range(5):
        density.show(rows, 3000, 0.0)
    there = made()
    there.show(rows, 3000, FAR)
    assert not density.coarse and density.picture() == there.picture()


def test_a_window_that_magnifies_a_million_times_is_exact() -> None:
    at = PATH[4000]
    window = Window(WINDOW.rect, np.column_stack([at - 1e-7, at + 1e-7]))
    density = made(window)
    density.show(rows, 5000, FAR)
    assert (opacities(density) > 0).sum() == (hits(5000, window) > 0).sum() == 1
