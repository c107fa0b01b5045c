"""What is found out aside: the last question is answered, on the GUI thread, and it can be stopped at any time."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from sgdviz.core.progress import Progress
from sgdviz.engine.aside import Aside

pytestmark = pytest.mark.usefixtures("qapp")


def answer(value: Any) -> Callable[[Progress], Any]:
    return lambda progress: (value, threading.get_ident())


def test_an_answer_comes_from_another_thread_and_is_told_on_this_one(qtbot: QtBot) -> None:
    aside, here, told = Aside(), QThread.currentThread(), list[bool]()
    aside.told.connect(lambda: told.append(QThread.currentThread() is here))
    assert aside.ask("a", answer(1)) is None and aside.answer is None
    qtbot.waitUntil(lambda: bool(told))
    value, where = aside.ask("a", answer(2))
    assert value == 1 and where != threading.get_ident() and aside.answer == (1, where) and aside.took > 0
    aside.close()
    assert told == [True]


def test_with_now_it_is_found_out_here(qtbot: QtBot) -> None:
    aside = Aside()
    assert aside.ask("a", answer(1), now=True) == (1, threading.get_ident()) == aside.answer
    assert aside.ask("a", answer(2)) == (1, threading.get_ident())


def test_the_question_that_is_wanted_by_then_comes_after_the_one_that_is_at_work(qtbot: QtBot) -> None:
    aside, begun, go, made = Aside(), threading.Event(), threading.Event(), list[str]()

    def first(progress: Progress) -> str:
        begun.set()
        go.wait()
        return "first"

    def ask() -> None:
        made.append(str(aside.ask("third", lambda progress: "third")))
    aside.told.connect(ask)
    aside.ask("first", first)
    begun.wait()
    assert aside.ask("second", lambda progress: "second") is None
    go.set()
    qtbot.waitUntil(lambda: "third" in made)
    aside.close()
    assert made == ["None", "third"] and aside.answer == "third"


def test_it_is_closed_while_it_works_and_begins_anew(qtbot: QtBot) -> None:
    aside, begun = Aside(), threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            begun.set()
            progress(0.0)
    aside.ask("endless", endless)
    begun.wait()
    aside.close()
    assert aside.answer is None
    aside.ask("short", answer(1))
    qtbot.waitUntil(lambda: aside.answer is not None)
    aside.close()


def test_it_rests_while_the_gate_is_closed(qtbot: QtBot) -> None:
    aside, gate, rests, passed = Aside(), threading.Event(), threading.Event(), list[bool]()
    aside.heed(gate)

    def deed(progress: Progress) -> str:
        rests.set()
        progress(0.5)
        passed.append(gate.is_set())
        return "done"
    aside.ask("a", deed)
    rests.wait()
    gate.set()
    qtbot.waitUntil(lambda: aside.answer == "done")
    aside.close()
    assert passed == [True]


def test_what_goes_wrong_is_told_and_not_tried_again(qtbot: QtBot) -> None:
    aside, failed, tries = Aside(), list[str](), list[int]()
    aside.failed.connect(failed.append)

    def wrong(progress: Progress) -> None:
        tries.append(1)
        raise ValueError("no such thing")
    aside.ask("a", wrong)
    qtbot.waitUntil(lambda: bool(failed))
    assert "no such thing" in failed[0] and aside.ask("a", wrong) is None and tries == [1]
    aside.ask("b", answer(1))
    qtbot.waitUntil(lambda: aside.answer is not None)
    aside.close()
    assert tries == [1]
