"""The path on a map: the same picture however it came there, coarse only while there is no time."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from sgdviz.core.problem import Array
from sgdviz.ui.map import path as module
from sgdviz.ui.map.path import Look, Trail, left_at
from sgdviz.ui.map.window import Window

WINDOW = Window(QRectF(10, 20, 200, 150), np.array([[-1.0, 1.0], [-1.0, 1.0]]))
STEPS = 2000
ANGLES = np.arange(STEPS + 1) * 0.37
PATH = np.column_stack([np.cos(ANGLES), np.sin(1.3 * ANGLES)]) * np.linspace(0.9, 0.1, STEPS + 1)[:, None]


def rows(first: int, stop: int, step: int = 1) -> Array:
    return PATH[first:stop:step]


def picture(trail: Trail) -> QImage:
    image = QImage(220, 180, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    trail.paint(painter)
    painter.end()
    return image


def followed(*stops: int) -> Trail:
    trail = Trail()
    for stop in stops:
        trail.follow(rows, stop, PATH[stop], WINDOW, Look(QColor("#2a6fdb"), None), 1.0, "path")
    return trail


def inked(image: QImage) -> np.ndarray:
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[:, :, 3] > 0


def opacity(image: QImage) -> int:
    """That of the darkest of its older part, which is away from the tail in the middle."""
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return int(pixels[:, :60, 3].max())


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 60.0)


@pytest.mark.parametrize("stops", [(5, 40, 900, STEPS), (STEPS, 700, STEPS), (1999, 2000), (0, STEPS)])
def test_however_it_came_there_it_is_what_is_drawn_at_once(qtbot: QtBot, patient: None, stops: tuple[int, ...]) -> None:
    trail = followed(*stops)
    assert not trail.coarse and picture(trail) == picture(followed(STEPS))


def test_what_there_is_no_time_for_is_coarse_and_becomes_exact(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 60.0)
    exact = picture(followed(STEPS))
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    trail = followed(STEPS)
    assert trail.coarse
    rough = picture(trail)
    covered = inked(rough)
    assert (covered & inked(exact)).sum() > 0.5 * inked(exact).sum(), "the whole way is there at once"
    assert not (covered & ~inked(exact)).any(), "and nothing beside it"
    assert opacity(rough) == pytest.approx(opacity(exact), abs=2), "as pale as it will be, however often it crosses itself"
    monkeypatch.setattr(module, "PATIENCE", 60.0)
    trail.follow(rows, STEPS, PATH[STEPS], WINDOW, Look(QColor("#2a6fdb"), None), 1.0, "path")
    assert not trail.coarse and picture(trail) == exact


AWAY = 0.5 * (1.25 * np.exp(2.5j)) ** np.arange(3000)
GONE = np.column_stack([AWAY.real, AWAY.imag])
"""It leaves the window after its fourth row, for good."""


def gone(first: int, stop: int, step: int = 1) -> Array:
    return GONE[first:stop:step]


@pytest.mark.parametrize("reached", [5, 12, 40, 2000])
def test_no_step_is_seen_of_a_path_after_it_has_left(qtbot: QtBot, patient: None, reached: int) -> None:
    trail = Trail()
    for step in (2, 4, reached):
        left = left_at(gone, step, GONE[step], (WINDOW.box,))
        trail.follow(gone, step, GONE[step], WINDOW, Look(QColor("#2a6fdb"), None), 1.0, "path", until=left)
    assert (np.abs(GONE[:4]) < 1).all() and not (np.abs(GONE[4]) < 1).all() and left == 4
    y, x = np.nonzero(inked(picture(trail))[20:170, 10:210])
    points, ends = np.column_stack([x + 10.5, y + 20.5]), WINDOW.px(GONE[:5])
    away = []
    for a, b in pairwise(ends):
        share = np.clip((points - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
        away.append(np.hypot(*(points - a - share[:, None] * (b - a)).T))
    assert len(points) > 100 and np.min(away, axis=0).max() < 4


def test_a_path_that_comes_back_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = (WINDOW.box, 2 * WINDOW.box)
    assert left_at(gone, 2999, np.zeros(2), boxes) == 2999
    assert left_at(gone, 5, GONE[5], (WINDOW.box,)) == left_at(gone, 2999, GONE[2999], (WINDOW.box,)) == 4
    assert left_at(gone, 2999, GONE[2999], boxes) == 1 + np.flatnonzero((np.abs(GONE) <= 2).all(axis=1))[-1]
    monkeypatch.setattr(module, "SEARCHED", 100)
    assert left_at(gone, 2999, GONE[2999], boxes) == 2899
