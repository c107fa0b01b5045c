"""A history written from the window, while it lives on."""

import threading
from pathlib import Path
from typing import Any

import frames
import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.core.invalid import Invalid
from sgdviz.ui.desk import Desk
from sgdviz.ui.export import Exporter
from sgdviz.ui.map.picture import MapPicture
from sgdviz.ui.writing import Writing

LINE = {"problem": {"kind": "linear_regression", "data": "faithful", "standardize": True}, "batch_size": 60, "epochs": 1000}
NEURON = {"problem": {"kind": "neuron", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g", "standardize": True,
                      "box": [[-20, 20], [-20, 20]]}, "batch_size": 16, "epochs": 1, "optimizer": {"name": "sgd", "lr": 0.05}}


class Window(QWidget):
    """A window with a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = frames.frame_of(LINE, 5000)


class Documents:
    """What an exporter asks of documents."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def attempt(self, deed: Any, heading: str) -> bool:
        try:
            deed()
        except Invalid as wrong:
            self.complain(heading, str(wrong))
            return False
        return True

    def complain(self, heading: str, words: str) -> None:
        self.complaints.append(words)

    def folder(self) -> Path:
        return Path()


@pytest.fixture
def window(qapp: object, qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made


def exporter(window: Window, path: Path, monkeypatch: pytest.MonkeyPatch, pause: Any = lambda: None) -> Exporter:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return Exporter(window, Documents(), lambda: window.shown, lambda: None, pause)  # type: ignore[arg-type]  # as much of them as it needs


def is_over(window: Window) -> bool:
    return not window.findChildren(Writing)


def test_a_history_is_written_and_that_is_said(window: Window, qtbot: QtBot, tmp_path: Path,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    one = exporter(window, tmp_path / "a.npz", monkeypatch)
    with qtbot.waitSignal(one.said) as said:
        one.history()
    assert said.args == ["a.npz is written."]
    with np.load(tmp_path / "a.npz") as arrays:
        np.testing.assert_array_equal(arrays["theta_1"], window.shown.trace.theta[:, 1])
    qtbot.waitUntil(lambda: is_over(window))


def test_it_can_be_given_up_and_then_there_is_no_file(window: Window, qtbot: QtBot, tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    one = exporter(window, tmp_path / "a.csv", monkeypatch, gate.wait)
    one.history()
    (writing,) = window.findChildren(Writing)
    qtbot.waitUntil(lambda: any(tmp_path.iterdir()))
    with qtbot.assertNotEmitted(one.said):
        writing.canceled.emit()
        gate.set()
        qtbot.waitUntil(lambda: is_over(window))
    assert list(tmp_path.iterdir()) == []


def test_a_window_that_closes_gives_it_up(window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = exporter(window, tmp_path / "a.csv", monkeypatch, lambda: threading.Event().wait(0.001))
    one.history()
    (writing,) = window.findChildren(Writing)
    one.close()
    assert not writing.work.is_alive()
    qtbot.waitUntil(lambda: is_over(window))
    assert [file for file in tmp_path.iterdir() if file.name != "a.csv"] == [], "whole or not at all"


@pytest.mark.parametrize(("name", "why"), [("missing/a.csv", "cannot be written"), ("a.xlsx", "ends in neither")])
def test_what_cannot_be_written_is_one_sentence(window: Window, qtbot: QtBot, tmp_path: Path, name: str, why: str,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    one = exporter(window, tmp_path / name, monkeypatch)
    one.history()
    qtbot.waitUntil(lambda: is_over(window))
    assert len(one._documents.complaints) == 1 and why in one._documents.complaints[0]


def test_what_nobody_thought_of_is_reported(window: Window, qtbot: QtBot, tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    def pause() -> None:
        raise RuntimeError("no such thing")

    one = exporter(window, tmp_path / "a.csv", monkeypatch, pause)
    with qtbot.waitSignal(one.failed) as failed:
        one.history()
    assert failed.args[0].startswith("Traceback") and "no such thing" in failed.args[0]
    qtbot.waitUntil(lambda: is_over(window))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", ["picture", "copy_picture"])
def test_a_picture_of_the_window_is_as_fine_as_it_can_be(qapp: object, qtbot: QtBot, tmp_path: Path, way: str,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sgdviz.core.relief.AT_ONCE", 2e5)
    monkeypatch.setattr("sgdviz.core.relief.PIECE", 1e5)
    desk = Desk()
    qtbot.addWidget(desk)
    desk.resize(1280, 720)
    desk.show()
    frame = frames.frame_of(NEURON, 3)
    desk.arrange((), frame.problem)
    desk.draw(frame)
    picture = desk.landscape.picture
    assert isinstance(picture, MapPicture) and picture.coarse
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.png"), ""))
    one = Exporter(desk, Documents(), lambda: desk.shown, desk.finish, lambda: None)  # type: ignore[arg-type]
    getattr(one, way)()
    assert not picture.coarse
