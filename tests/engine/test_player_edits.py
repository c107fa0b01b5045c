"""What the player keeps of an experiment when another one comes in its place."""

from dataclasses import replace
from typing import Any

import pytest
from players import LINE, LONG, PROBLEM, TWO, Make, assert_true, frames_of, settle, wait_for
from pytestqt.qtbot import QtBot

from sgdviz.core.document import experiment_of
from sgdviz.core.edits import from_here, from_start, with_value
from sgdviz.core.invalid import Invalid
from sgdviz.engine.player import PATIENCE


def test_paused_the_cursor_keeps_its_step_and_rows_are_computed_anew(qtbot: QtBot, make: Make) -> None:
    player, told = make(LONG), []
    player.seek(700)
    settle(qtbot, player)
    player.worker.stepped.connect(lambda run, step: told.append(step))
    player.show(from_start(LONG, with_value(LONG, "optimizer.lr", 0.05), 700))
    assert player.cursor == 700
    settle(qtbot, player)
    assert player.step == 700
    assert_true(player, 700)
    assert told == list(range(701, player.computed + 1)), "rows that are shown already are not told again"


def test_a_quick_edit_shows_no_row_on_the_way(qtbot: QtBot, make: Make) -> None:
    """A frame waits a little for what an edit has made stale: no jump to the start and back."""
    player = make(LONG)
    player.seek(200)
    settle(qtbot, player)
    shown = frames_of(player)
    player.show(with_value(LONG, "seed", 1))
    wait_for(qtbot, player, 200)
    settle(qtbot, player)
    assert {frame.step for frame in shown} == {200}


def test_but_not_for_long(make: Make) -> None:
    player = make(LONG)
    player._timer.stop()
    player.worker.work = lambda task: None
    shown = frames_of(player)
    player.seek(5000)
    player.advance(PATIENCE / 2)
    assert shown == []
    player.advance(PATIENCE)
    assert [frame.step for frame in shown] == [player.computed]


def test_playing_a_change_acts_from_the_cursor_on_and_replays_exactly(qtbot: QtBot, make: Make) -> None:
    player = make(LONG)
    player.set_speed(120)
    player.play()
    wait_for(qtbot, player, 200)
    player.advance(1.5)
    before, kept = player.job.traces[0], player.step
    assert kept == 180
    for place, value in (("optimizer.lr", 0.02), ("batch_size", 7), ("order", "sequential"), ("optimizer.momentum", 0.5)):
        player.show(from_here(player.experiment, with_value(player.experiment, place, value), player.cursor))
        assert player.playing and player.step == player.cursor
    trace = player.job.traces[0]
    assert trace.theta[: kept + 1].tobytes() == before.theta[: kept + 1].tobytes()
    wait_for(qtbot, player, 300)
    assert_true(player, 300)
    assert player.experiment.base.changes[0].step == 180


@pytest.mark.parametrize("begun", ["cosine", "plateau"])
def test_schedules_change_from_the_cursor_on_and_leave_alone_what_was_before(qtbot: QtBot, make: Make,
                                                                             begun: str) -> None:
    player = make(with_value(LONG, "schedule", {"name": begun, "warmup": 50}))
    player.set_speed(120)
    player.play()
    wait_for(qtbot, player, 200)
    player.advance(1.5)
    before, kept = player.job.traces[0], player.step
    for place, value in (("batch_schedule", {"name": "step"}), ("batch_size", 20), ("schedule.warmup", 10),
                         ("schedule", {"name": "plateau", "patience": 0})):
        player.show(from_here(player.experiment, with_value(player.experiment, place, value), player.cursor))
    trace = player.job.traces[0]
    assert trace.theta[: kept + 1].tobytes() == before.theta[: kept + 1].tobytes()
    wait_for(qtbot, player, 400)
    assert_true(player, 400)


def test_more_epochs_stretch_a_cosine_from_the_start(qtbot: QtBot, make: Make) -> None:
    player = make(with_value(LINE, "schedule", {"name": "cosine"}))
    player.to_end()
    settle(qtbot, player)
    player.show(with_value(player.experiment, "epochs", 60))
    settle(qtbot, player)
    assert_true(player, 200)


@pytest.mark.parametrize(("place", "value"), [("seed", 5), ("start", [1.0, 1.0]), ("problem.standardize", "x")])
def test_what_acts_from_the_start_keeps_the_cursor_even_while_playing(qtbot: QtBot, make: Make, place: str,
                                                                      value: Any) -> None:
    player = make(LONG)
    player.seek(3000)
    settle(qtbot, player)
    player.play()
    player.show(with_value(LONG, place, value))
    assert player.cursor == 3000
    qtbot.waitUntil(lambda: player.step >= 3000, timeout=20_000)
    assert player.playing and player.step == 3000
    assert_true(player, 3000)


def test_an_edit_of_a_title_computes_nothing_anew(qtbot: QtBot, make: Make) -> None:
    player, told = make(), []
    player.to_end()
    settle(qtbot, player)
    player.worker.stepped.connect(lambda run, step: told.append(step))
    player.show(replace(LINE, title="A line"))
    assert player.computed == 200 and not player.job.unfinished
    settle(qtbot, player)
    assert told == []


def test_fewer_epochs_leave_the_cursor_at_the_end(qtbot: QtBot, make: Make) -> None:
    player = make()
    player.to_end()
    settle(qtbot, player)
    player.show(replace(LINE, epochs=3))
    assert (player.step, player.steps, player.last) == (15, 15, 15)
    player.show(replace(LINE, epochs=5))
    player.to_end()
    settle(qtbot, player)
    assert player.step == 25
    assert_true(player, 25)


def test_fewer_runs_are_fewer_to_watch(qtbot: QtBot, make: Make) -> None:
    player = make(TWO)
    player.watch(1)
    player.show(LINE)
    assert player.watched == 0 and len(player.current_frame().traces) == 1


def test_an_experiment_that_cannot_be_built_changes_nothing(qtbot: QtBot, make: Make) -> None:
    player = make()
    player.seek(50)
    settle(qtbot, player)
    job = player.job
    with pytest.raises(Invalid):
        player.show(experiment_of({"problem": {**PROBLEM, "x": ["bmi"]}}))
    assert player.job is job and not job.cancelled and player.experiment == LINE and player.step == 50
    player.to_end()
    settle(qtbot, player)
    assert_true(player, 200)


def test_a_storm_of_edits_ends_in_the_last(qtbot: QtBot, make: Make) -> None:
    player = make(LONG)
    player.seek(2000)
    for seed in range(50):
        player.show(with_value(LONG, "seed", seed))
        player.advance(0.001)
    settle(qtbot, player)
    assert player.step == 2000
    assert_true(player, 2000)
