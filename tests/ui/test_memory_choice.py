"""How much memory steps may take, chosen in the menu."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from sgdviz.core.document import experiment_of
from sgdviz.core.memory import CHOICES, USUAL, memory_of
from sgdviz.ui import settings
from sgdviz.ui.window import MainWindow

DOCUMENT = {"problem": {"kind": "landscape", "name": "quadratic_bowl"}, "optimizer": {"name": "sgd", "lr": 0.01}}
BOWL = replace(experiment_of(DOCUMENT), epochs=10**9)


@pytest.fixture
def window(qapp: object, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    made.furnish()
    yield made
    made.player.close()


def chosen(window: MainWindow) -> list[str]:
    return [action.data() for action in window.menus.submenus["memory"].actions() if action.isChecked()]


def test_what_is_chosen_decides_how_long_runs_are_and_is_remembered(window: MainWindow) -> None:
    window.player.show(BOWL)
    assert chosen(window) == [USUAL] and window.player.steps == memory_of(USUAL) // 36
    for choice in CHOICES[:3]:
        (action,) = (action for action in window.menus.submenus["memory"].actions() if action.data() == choice)
        action.trigger()
        assert window.player.steps == memory_of(choice) // 36
        assert chosen(window) == [choice] == [settings.choice("memory", CHOICES, USUAL)]


def test_the_menu_says_how_many_steps_each_holds(window: MainWindow) -> None:
    window.player.show(BOWL)
    window.drawing.shown = window.player.current_frame()
    menu = window.menus.submenus["memory"]
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()][2] == "400 MB: 11,111,111 steps"


@pytest.mark.parametrize(("steps", "offered"), [(40_000_000, "1.6 GB"), (10**9, "6.4 GB")])
def test_what_all_steps_need_is_one_press_away_until_there_is_no_more(window: MainWindow, steps: int, offered: str) -> None:
    window.player.show(replace(BOWL, epochs=steps))
    frame = window.player.current_frame()
    acts = window.notice._more_memory(frame)
    assert [label for label, _ in acts] == [f"Allow {offered}"]
    acts[0][1]()
    assert chosen(window) == [offered.replace(" ", "")]
    assert window.player.steps == steps or not window.notice._more_memory(window.player.current_frame())


def test_where_the_machine_has_no_room_it_stays_as_it_was(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.player.show(BOWL)
    steps, said = window.player.steps, list[str]()
    window.say = said.append  # type: ignore[method-assign]  # what it would show

    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("sgdviz.core.course.Trace", full)
    window.notice.memory_wanted.emit(memory_of(CHOICES[-1]))
    assert len(said) == 1 and "the machine has no room for so much" in said[0]
    assert chosen(window) == [USUAL] and window.player.steps == steps and settings.choice("memory", CHOICES, "") == USUAL
