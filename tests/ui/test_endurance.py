"""Opened, played and closed over and over, at every moment: no thread, no widget, no message, no growth.

SGDVIZ_ROUNDS says how many times; a thousand is what was promised, a dozen is what a quick run can wait for.
"""

import gc
import os
import weakref
from collections.abc import Callable
from itertools import cycle

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.edits import with_value
from sgdviz.engine.playhead import FASTEST
from sgdviz.exhibits import exhibits
from sgdviz.ui.window import MainWindow

ROUNDS = int(os.environ.get("SGDVIZ_ROUNDS", "12"))
SETTLED = 8
"""Rounds after which caches are full."""


def leave_idle(window: MainWindow) -> None:
    """Close while nothing goes on."""


def leave_playing(window: MainWindow) -> None:
    window.player.play()


def leave_at_full_speed(window: MainWindow) -> None:
    window.player.set_speed(FASTEST)
    window.player.play()


def leave_on_the_way_to_the_end(window: MainWindow) -> None:
    window.player.to_end()


def leave_recomputing(window: MainWindow) -> None:
    window.player.to_end()
    window.session.edit(with_value(window.store.experiment, "optimizer.lr", 0.01), "")
    window.store.mark_saved()


def leave_dragging(window: MainWindow) -> None:
    window.player.play()
    for lr in (0.02, 0.03, 0.04):
        window.session.edit(with_value(window.store.experiment, "optimizer.lr", lr), "lr")
    window.store.mark_saved()


MOMENTS = (leave_idle, leave_playing, leave_at_full_speed, leave_on_the_way_to_the_end, leave_recomputing, leave_dragging)


def open_and_close(moment: Callable[[MainWindow], None], number: int) -> weakref.ref[MainWindow]:
    window = MainWindow()
    window.show()
    window.session.open_exhibit(number)
    QApplication.processEvents()
    moment(window)
    for _ in range(3):
        window.player.advance(0.1)
        QApplication.processEvents()
    window.close()
    assert not window.player.is_running
    window.deleteLater()
    return weakref.ref(window)


def delete() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def memory() -> float:
    """Megabytes that the process holds; 0 where that cannot be read."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


def test_windows_come_and_go_without_a_trace(qtbot: QtBot) -> None:
    found = []
    pairs = zip(cycle(MOMENTS), cycle(exhibit.number for exhibit in exhibits()), strict=False)
    for round_, (moment, number) in zip(range(ROUNDS + SETTLED), pairs, strict=False):
        window = open_and_close(moment, number)
        delete()
        assert window() is None
        if round_ >= SETTLED:
            found.append((len(QApplication.allWidgets()), threads(), memory()))
    widgets, running, held = zip(*found, strict=True)
    assert set(widgets) == {widgets[0]}
    assert set(running) == {running[0]}
    assert held[-1] - held[0] < 30


def test_an_edit_that_waits_while_the_window_closes_comes_to_nothing(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.session.open_exhibit(1)
    qtbot.waitUntil(lambda: window.shown is not None and not window.player.is_due)
    for lr in (0.02, 0.03):
        window.session.edit(with_value(window.store.experiment, "optimizer.lr", lr), "lr")
    kept = window.store.experiment
    window.store.mark_saved()
    window.player.advance(1.0)
    window.close()
    QApplication.processEvents()
    assert window.store.experiment is kept and not window.player.is_running


def threads() -> int:
    """How many threads the process has; 0 where that cannot be read."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 0


@pytest.mark.parametrize("busy", ["", "asking", "choosing data"])
def test_a_signal_closes_at_once_and_keeps_what_is_not_saved(qtbot: QtBot, busy: str) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.session.open_exhibit(2)
    edited = with_value(window.store.experiment, "optimizer.lr", 0.01)
    window.session.edit(edited, "")
    QTimer.singleShot(0, window, window.leave_unasked)
    if busy == "asking":
        window.close()
    elif busy:
        window.open_data()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not window.player.is_running
    assert window.documents.rescued() == edited
