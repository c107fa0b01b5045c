"""The path on a map: the same picture however it came there, coarse only while there is no time."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from sgdviz.core.problem import Array
from sgdviz.ui.map import path as module
from sgdviz.ui.map.path import Look, Trail
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
