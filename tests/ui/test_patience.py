"""Long work in a thread of its own: the window lives, sees how far it is, and can stop it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.core import datasets, kinds
from sgdviz.core.datasets import load
from sgdviz.core.invalid import Invalid
from sgdviz.core.kinds import build
from sgdviz.core.progress import Cancelled, Progress, wait_by
from sgdviz.ui.patience import Patience

READING = Invalid("", "Reading {name}", name="x.csv")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    yield widget
    wait_by(None)


def dialog(window: QWidget) -> QProgressDialog:
    (found,) = window.findChildren(QProgressDialog)
    return found


def test_the_window_lives_while_it_waits(window: QWidget) -> None:
    patience, seen, enough = Patience(window), [], threading.Event()

    def look() -> None:
        shown = dialog(window)
        if shown.value() == 25:
            seen.append((shown.labelText(), shown.isModal()))
            enough.set()

    def deed(progress: Progress) -> str:
        progress(0.25)
        assert enough.wait(20)
        return threading.current_thread().name

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(10)
    assert patience.wait(deed, READING) != threading.main_thread().name
    assert seen[0] == ("Reading x.csv…", True)
    timer.stop()
    assert not any(shown.isVisible() for shown in window.findChildren(QProgressDialog))


def test_it_can_be_stopped_and_then_comes_to_nothing(window: QWidget, qtbot: QtBot) -> None:
    patience, ended = Patience(window), threading.Event()

    def deed(progress: Progress) -> None:
        try:
            while True:
                progress(0.5)
        finally:
            ended.set()

    def press() -> None:
        (button,) = dialog(window).findChildren(QPushButton)
        button.click()

    QTimer.singleShot(100, window, press)
    with pytest.raises(Cancelled, match="it was stopped"):
        patience.wait(deed, READING)
    assert ended.wait(20), "the thread has noticed"
    assert patience.wait(lambda progress: 3, READING) == 3, "and the next work is waited for as ever"


def test_it_comes_to_nothing_when_the_program_ends(window: QWidget) -> None:
    """Then all event loops end, whatever they wait for."""
    patience, enough = Patience(window), threading.Event()
    QTimer.singleShot(0, patience._loop.quit)
    with pytest.raises(Cancelled):
        patience.wait(lambda progress: enough.wait(20), READING)
    enough.set()


def test_what_is_wrong_is_raised_where_it_is_waited_for(window: QWidget) -> None:
    def deed(progress: Progress) -> None:
        raise Invalid("problem.data", "no")

    with pytest.raises(Invalid, match=r"problem\.data: no"):
        Patience(window).wait(deed, READING)


def test_a_large_table_and_its_problem_are_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.csv"
    path.write_text("x,y\n" + "".join(f"{i},{i % 7}\n" for i in range(100)))
    spec = {"kind": "linear_regression", "data": str(path), "x": ["x"], "y": "y"}
    monkeypatch.setattr(datasets, "LONG", 100)
    monkeypatch.setattr(kinds, "LONG", 100)
    told: list[str] = []

    def waiter(deed, what):  # type: ignore[no-untyped-def]  # of any deed
        told.append(str(what))
        return deed(lambda share: None)

    wait_by(waiter)
    try:
        first = build(spec)
        assert told == ["Reading large.csv", "Fitting the model to all rows"]
        assert build(dict(spec)) is first and load(str(path)) is load(str(path)) and len(told) == 2
    finally:
        wait_by(None)
