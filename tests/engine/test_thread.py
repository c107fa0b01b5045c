"""Tasks in a thread: in their order, given up or broken without harm to the next, and the thread ended at any time."""

import gc
import logging
import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QThread, Signal
from pytestqt.qtbot import QtBot

from sgdviz.engine.thread import Hand, Task, Thread

pytestmark = pytest.mark.usefixtures("qapp")


class Deed(Task):
    """A task that a test makes up. `begun` is set when a hand takes it."""

    def __init__(self, deed: Callable[["Deed"], object] = lambda task: None) -> None:
        super().__init__()
        self.deed, self.begun = deed, threading.Event()


class Doer(Hand):
    told = Signal(object)
    where = "the doer's thread"

    def work(self, task: Deed) -> None:
        task.begun.set()
        self.told.emit(task.deed(task))


def turn(task: Deed) -> None:
    """What takes until it is cancelled."""
    while not task.cancelled:
        pass


@pytest.fixture
def hand() -> Doer:
    return Doer()


@pytest.fixture
def thread(hand: Doer) -> Iterator[Thread]:
    made = Thread(hand)
    yield made
    made.close()


def done(qtbot: QtBot, *tasks: Task) -> None:
    qtbot.waitUntil(lambda: all(task.idle for task in tasks))


def test_tasks_are_done_one_after_another_in_its_thread(qtbot: QtBot, hand: Doer, thread: Thread) -> None:
    seen: list[tuple[QThread, Task]] = []
    tasks = [Deed(lambda task: seen.append((QThread.currentThread(), task))) for _ in range(5)]
    assert not thread.isRunning(), "there is nothing to do"
    for task in tasks:
        thread.give(task)
    done(qtbot, *tasks)
    assert seen == [(thread, task) for task in tasks]


def test_what_it_tells_comes_on_the_gui_thread_to_an_object_and_in_its_own_to_a_function(
        qtbot: QtBot, hand: Doer, thread: Thread) -> None:
    class Owner(QThread):
        told = Signal(object)

    owner, here, there = Owner(), [], []
    hand.told.connect(owner.told)
    owner.told.connect(lambda _: here.append(QThread.currentThread()))
    hand.told.connect(lambda _: there.append(QThread.currentThread()))
    task = Deed()
    with qtbot.waitSignal(owner.told):
        thread.give(task)
    done(qtbot, task)
    assert here == [owner.thread()] and there == [thread]


def test_a_task_that_is_cancelled_before_its_turn_is_not_begun(qtbot: QtBot, thread: Thread) -> None:
    first, second, third = Deed(turn), Deed(), Deed()
    for task in (first, second, third):
        thread.give(task)
    second.cancelled = first.cancelled = True
    done(qtbot, first, second, third)
    assert third.begun.is_set() and not second.begun.is_set()


@pytest.mark.parametrize("error", [ValueError("out of tune"), MemoryError(), ZeroDivisionError()], ids=repr)
def test_what_goes_wrong_is_told_and_logged_and_ends_only_its_task(
        qtbot: QtBot, hand: Doer, thread: Thread, caplog: pytest.LogCaptureFixture, error: Exception) -> None:
    def broken(task: Deed) -> None:
        raise error

    wrong, right, reports = Deed(broken), Deed(), list[str]()
    hand.failed.connect(reports.append)
    with caplog.at_level(logging.CRITICAL):
        for task in (wrong, right):
            thread.give(task)
        done(qtbot, wrong, right)
    assert len(reports) == 1 and "Traceback" in reports[0] and type(error).__name__ in reports[0]
    assert wrong.cancelled and right.begun.is_set() and not right.cancelled


def test_the_log_says_whose_thread_it_was(hand: Doer, caplog: pytest.LogCaptureFixture) -> None:
    hand.do(Deed(lambda task: 1 / 0))
    assert [(record.message, record.levelname) for record in caplog.records] == [("the doer's thread", "ERROR")]
    assert "ZeroDivisionError" in caplog.text


def test_a_number_that_overflows_is_inf_and_no_warning(hand: Doer) -> None:
    found: list[Any] = []
    hand.told.connect(found.append)
    hand.do(Deed(lambda task: float(np.exp(np.float64(1e6)))))
    assert found == [np.inf]


@pytest.mark.parametrize("moment", ["never begun", "just given", "at work", "at the gate", "idle", "closed before"])
def test_it_is_closed_at_any_moment_and_begins_anew(qtbot: QtBot, hand: Doer, thread: Thread, moment: str) -> None:
    def wait(task: Deed) -> None:
        while not task.cancelled:
            hand.gate.wait()

    task = Deed(turn if moment == "at work" else wait)
    if moment == "at the gate":
        hand.gate.clear()
    if moment != "never begun":
        thread.give(task)
    if moment in ("at work", "at the gate"):
        assert task.begun.wait(10)
    task.cancelled = True
    if moment == "idle":
        done(qtbot, task)
    elif moment == "closed before":
        thread.close()
    thread.close()
    assert not thread.isRunning() and hand.gate.is_set()
    again = Deed()
    thread.give(again)
    done(qtbot, again)
    assert again.begun.is_set()


def test_the_same_task_can_be_given_again(qtbot: QtBot, hand: Doer, thread: Thread) -> None:
    task, times = Deed(lambda task: times.append(1)), list[int]()
    for count in (1, 2, 3):
        thread.give(task)
        done(qtbot, task)
        assert len(times) == count


def test_nothing_of_it_stays() -> None:
    for _ in range(20):
        hand = Doer()
        thread, task = Thread(hand), Deed()
        thread.give(task)
        task.cancelled = True
        thread.close()
        gone = weakref.ref(hand), weakref.ref(thread), weakref.ref(task)
        del hand, thread, task
        gc.collect()
        assert [ref() for ref in gone] == [None] * 3
