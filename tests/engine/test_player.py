"""The player: what its thread computes is what is played, a run that diverges ends, and closing ends all of it."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from players import LINE, LONG, SCHEDULED, TWO, WILD, WILD_AND_TAME, Make, assert_true, settle, wait_for
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from sgdviz.core.document import experiment_of
from sgdviz.core.edits import with_value
from sgdviz.core.experiment import Experiment
from sgdviz.engine.player import Player
from sgdviz.engine.playhead import FASTEST


def test_it_runs_two_seconds_of_play_ahead(qtbot: QtBot, make: Make) -> None:
    player = make(LONG)
    settle(qtbot, player)
    assert player.job.traces[0].last == 8 and player.step == 0
    player.set_speed(60)
    settle(qtbot, player)
    assert player.job.traces[0].last == 120


def test_of_more_than_two_parameters_it_runs_to_the_end(qtbot: QtBot, make: Make) -> None:
    """The plane of the path is that of the whole path."""
    columns = {"data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "body_mass_g"}
    player = make(experiment_of({"problem": {"kind": "linear_regression", "standardize": True, **columns}, "epochs": 40}))
    settle(qtbot, player)
    assert player.step == 0 and player.job.traces[0].done


def test_every_step_is_told_once_in_order_from_the_workers_thread(qtbot: QtBot, make: Make) -> None:
    player, told = make(LINE), []
    settle(qtbot, player)
    player.worker.stepped.connect(lambda run, step: told.append((threading.get_ident(), run, step)))
    player.show(with_value(TWO, "seed", 1))
    player.to_end()
    settle(qtbot, player)
    assert {thread for thread, _, _ in told} != {threading.get_ident()} and len({thread for thread, _, _ in told}) == 1
    for run in (0, 1):
        assert [step for _, other, step in told if other == run] == list(range(1, 201))
    assert_true(player, 200)


@pytest.mark.parametrize("experiment", [LINE, TWO, WILD_AND_TAME, SCHEDULED], ids=["one", "two", "one diverges", "scheduled"])
def test_what_is_played_is_what_a_simulation_gives(qtbot: QtBot, make: Make, experiment: Experiment) -> None:
    player = make(experiment)
    player.set_speed(FASTEST)
    player.play()
    qtbot.waitUntil(lambda: not player.playing, timeout=20_000)
    assert player.step == player.last == player.steps
    assert_true(player, player.steps)


def test_where_J_has_no_closed_form_it_is_filled_in_while_idle(qtbot: QtBot, make: Make) -> None:
    player = make(experiment_of({"problem": {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"],
                                             "y": "sex", "standardize": True}, "batch_size": 60}))
    player.to_end()
    settle(qtbot, player)
    trace = player.job.traces[0]
    np.testing.assert_allclose(trace.loss, player.problem.loss(trace.theta), rtol=1e-13)


def test_the_gate_is_closed_while_a_frame_is_drawn(qtbot: QtBot, make: Make) -> None:
    player, seen = make(), []
    player.frame.connect(lambda frame: seen.append(player.worker.gate.is_set()))
    player.to_end()
    settle(qtbot, player)
    assert seen and not any(seen) and player.worker.gate.is_set()


def test_an_error_in_the_thread_is_told_and_another_experiment_goes_on(qtbot: QtBot, make: Make,
                                                                       monkeypatch: pytest.MonkeyPatch,
                                                                       caplog: pytest.LogCaptureFixture) -> None:
    player = make()
    settle(qtbot, player)
    player.play()
    with monkeypatch.context() as patch, qtbot.waitSignal(player.failed) as told:
        patch.setattr("sgdviz.core.trace.Trace.expect", None)
        player.show(with_value(LINE, "seed", 3))
    assert told.args is not None and "TypeError" in told.args[0] and not player.playing
    settle(qtbot, player)
    player.show(with_value(LINE, "seed", 4))
    player.to_end()
    settle(qtbot, player)
    assert_true(player, 200)
    assert [record.name for record in caplog.records] == ["root"]


def test_a_diverged_run_ends_where_it_ended(qtbot: QtBot, make: Make) -> None:
    player = make(WILD)
    player.to_end()
    settle(qtbot, player)
    trace = player.job.traces[0]
    assert trace.end is not None and player.step == trace.last == player.last < player.steps == 2000
    player.step_by(1)
    assert player.step == trace.last
    player.epoch_by(1)
    settle(qtbot, player)
    assert player.step == trace.last


def test_playing_stops_there_and_can_begin_anew(qtbot: QtBot, make: Make) -> None:
    player = make(WILD)
    player.set_speed(FASTEST)
    player.play()
    qtbot.waitUntil(lambda: not player.playing, timeout=20_000)
    assert player.step == player.job.traces[0].last
    player.set_speed(4)
    player.play()
    assert player.step == 0 and player.playing


def test_other_runs_go_on(qtbot: QtBot, make: Make) -> None:
    player = make(WILD_AND_TAME)
    player.to_end()
    settle(qtbot, player)
    frame = player.current_frame()
    assert player.step == 2000 == player.last
    assert frame.reached(0) < 2000 and frame.reached(1) == 2000


@pytest.mark.parametrize("moment", ["at once", "computing", "playing", "paused", "drawing", "failed"])
def test_closing_ends_the_thread_at_any_moment(qtbot: QtBot, moment: str) -> None:
    player = Player(LONG)
    if moment == "computing":
        player.to_end()
        wait_for(qtbot, player, 100)
    elif moment == "playing":
        player.set_speed(FASTEST)
        player.play()
        wait_for(qtbot, player, 100)
    elif moment == "paused":
        settle(qtbot, player)
    elif moment == "drawing":
        player.frame.connect(lambda frame: player.close())
        qtbot.waitUntil(lambda: not player.is_running)
    elif moment == "failed":
        player.job.cancelled = True
    player.close()
    assert not player.is_running and not player._timer.isActive()
    player.close()


def test_nothing_is_shown_after_it(qtbot: QtBot) -> None:
    player = Player(LONG)
    player.to_end()
    wait_for(qtbot, player, 100)
    player.close()
    with qtbot.assertNotEmitted(player.frame, wait=50):
        pass


def test_opened_and_closed_a_thousand_times_while_playing(qtbot: QtBot) -> None:
    for round_ in range(1000):
        player = Player(LONG)
        player.set_speed(FASTEST)
        player.play()
        if round_ % 10 == 0:
            wait_for(qtbot, player, 1 + round_ % 70)
        player.close()
        assert not player.is_running
        player.deleteLater()


def test_very_many_steps_are_played_while_the_event_loop_lives(qtbot: QtBot, make: Make) -> None:
    """Every step is told, and a timer of the GUI thread comes to its turn meanwhile."""
    player, told, beats = make(), [0], list[int]()
    settle(qtbot, player)
    player.worker.stepped.connect(lambda run, step: told.__setitem__(0, told[0] + 1))
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: beats.append(told[0]))
    timer.start()
    player.show(with_value(replace(LINE, epochs=20_000), "seed", 1))
    player.set_speed(FASTEST)
    player.play()
    qtbot.waitUntil(lambda: player.computed == 100_000 and player.job.idle, timeout=120_000)
    timer.stop()
    assert told[0] == 100_000
    assert sum(0 < beat < 100_000 for beat in beats) >= 3


def test_a_speed_is_told(qtbot: QtBot, make: Make) -> None:
    player = make()
    with qtbot.waitSignal(player.speed_changed) as told:
        player.set_speed(15)
    assert told.args == [15.0]
    with qtbot.assertNotEmitted(player.speed_changed):
        player.set_speed(15)
