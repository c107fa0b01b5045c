"""The store: what is current, what can be undone, what is saved."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from sgdviz.core.document import experiment_of
from sgdviz.core.experiment import Experiment
from sgdviz.engine.store import DEPTH, Store

FIRST = experiment_of({"problem": {"kind": "landscape", "name": "quintic"}})


def edit(epochs: int) -> Experiment:
    return replace(FIRST, epochs=epochs)


def test_an_edit_is_shown_and_can_be_undone_and_redone(qtbot: QtBot) -> None:
    store = Store(FIRST)
    with qtbot.waitSignal(store.changed) as told, qtbot.waitSignal(store.history_changed):
        store.apply(edit(7))
    assert told.args == [edit(7)]
    assert (store.experiment, store.can_undo, store.can_redo, store.previous) == (edit(7), True, False, FIRST)
    with qtbot.waitSignal(store.changed):
        store.undo()
    assert (store.experiment, store.can_undo, store.can_redo) == (FIRST, False, True)
    store.redo()
    assert (store.experiment, store.can_undo, store.can_redo) == (edit(7), True, False)


def test_nothing_new_is_no_edit(qtbot: QtBot) -> None:
    store = Store(FIRST)
    with qtbot.assertNotEmitted(store.changed):
        store.apply(edit(FIRST.epochs))
        store.undo()
        store.redo()
    assert not store.can_undo


def test_a_gesture_is_undone_as_one() -> None:
    store = Store(FIRST)
    for epochs in (1, 2, 3):
        store.apply(edit(epochs), "epochs")
    store.end_gesture()
    store.apply(edit(4), "epochs")
    store.apply(edit(5), "other")
    store.apply(edit(6))
    seen = []
    while store.can_undo:
        store.undo()
        seen.append(store.experiment.epochs)
    assert seen == [5, 4, 3, FIRST.epochs]


def test_undo_ends_a_gesture() -> None:
    store = Store(FIRST)
    store.apply(edit(1), "epochs")
    store.undo()
    store.apply(edit(2), "epochs")
    store.undo()
    assert store.experiment == FIRST


def test_an_edit_forgets_what_was_undone() -> None:
    store = Store(FIRST)
    store.apply(edit(1))
    store.undo()
    store.apply(edit(2))
    assert not store.can_redo


def test_an_edit_can_be_put_another_way() -> None:
    store = Store(FIRST)
    store.apply(edit(1))
    store.replace(edit(2))
    assert store.experiment == edit(2)
    store.undo()
    assert store.experiment == FIRST and not store.can_undo


def test_opening_leaves_nothing_to_undo(qtbot: QtBot) -> None:
    store = Store(FIRST)
    store.apply(edit(1))
    store.undo()
    with qtbot.waitSignal(store.changed):
        store.open(edit(9))
    assert store.experiment == edit(9) and not (store.can_undo or store.can_redo or store.modified)


def test_what_there_is_to_save() -> None:
    store = Store(FIRST)
    assert not store.modified
    store.apply(edit(1))
    assert store.modified
    store.undo()
    assert not store.modified
    store.redo()
    store.mark_saved()
    assert not store.modified
    store.undo()
    assert store.modified
    store.forget_saved()
    store.redo()
    assert store.modified


def test_the_past_has_a_depth() -> None:
    store = Store(FIRST)
    for epochs in range(1, DEPTH + 50):
        store.apply(edit(epochs))
    for _ in range(DEPTH):
        store.undo()
    assert not store.can_undo and store.experiment == edit(49)


@pytest.mark.usefixtures("qapp")
@given(deeds=st.lists(st.sampled_from(["undo", "redo", *range(1, 6)]), max_size=30))
def test_undo_and_redo_walk_along_one_line(deeds: list[str | int]) -> None:
    """Against a list with a finger on it."""
    store, line, at = Store(FIRST), [FIRST], 0
    for deed in deeds:
        if deed == "undo":
            store.undo()
            at = max(0, at - 1)
        elif deed == "redo":
            store.redo()
            at = min(len(line) - 1, at + 1)
        elif edit(int(deed)) != line[at]:
            store.apply(edit(int(deed)))
            line, at = [*line[: at + 1], edit(int(deed))], at + 1
        assert store.experiment == line[at]
        assert (store.can_undo, store.can_redo) == (at > 0, at < len(line) - 1)
