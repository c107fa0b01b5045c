"""The player: a cursor over what its thread computes. A clock that stands still makes every move the test's own."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.edits import from_here, from_start, with_value
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import Invalid
from sgdviz.engine.player import FASTEST, FRAME, LOOK, PATIENCE, PROGRESS, Player

PROBLEM = {"kind": "linear_regression", "data": "faithful", "standardize": True}
LINE = experiment_of({"problem": PROBLEM, "batch_size": 60, "epochs": 40})  # 5 batches an epoch, 200 steps
LONG = replace(LINE, epochs=4000)
TWO = experiment_of({"problem": PROBLEM, "batch_size": 60, "epochs": 40, "runs": [{}, {"batch_size": 272}]})
WILD = replace(LINE, epochs=400, base=replace(LINE.base, optimizer={"name": "sgd", "lr": 5.0}))
WILD_AND_TAME = replace(WILD, overrides=({}, {"optimizer": {"name": "sgd", "lr": 0.1}}))
SCHEDULED = experiment_of({"problem": PROBLEM, "batch_size": 60, "epochs": 200, "optimizer": {"name": "sgd", "lr": 0.3}, "runs": [
    {"schedule": {"name": "cosine", "warmup": 20}}, {"schedule": {"name": "plateau", "patience": 0}},
    {"schedule": {"name": "one_cycle"}, "batch_schedule": {"name": "linear", "every": 10, "by": 20}}]})
Make = Callable[..., Player]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[Player] = []

    def player(experiment: Experiment = LINE) -> Player:
        made.append(Player(experiment, clock=lambda: 0.0))
        return made[-1]

    yield player
    for one in made:
        one.close()


def frames_of(player: Player) -> list[Frame]:
    found: list[Frame] = []
    player.frame.connect(found.append)
    return found


def settle(qtbot: QtBot, player: Player) -> None:
    """Let time go by until there is nothing left to compute or to show."""
    def idle() -> bool:
        player.advance(1.0)
        return not player._timer.isActive()

    qtbot.waitUntil(idle, timeout=20_000)


def wait_for(qtbot: QtBot, player: Player, step: int) -> None:
    qtbot.waitUntil(lambda: player.computed >= step, timeout=20_000)


def assert_true(player: Player, until: int) -> None:
    """What is computed is bit by bit what a simulation of the player's experiment gives."""
    for trace, true in zip(player.job.traces, simulate(player.experiment, problem_for(player.experiment), until), strict=True):
        rows = min(len(trace), len(true))
        assert rows > min(until, true.last)
        assert trace.theta[:rows].tobytes() == true.theta[:rows].tobytes()
        assert trace.batch_loss[:rows].tobytes() == true.batch_loss[:rows].tobytes()
        known = ~np.isnan(trace.loss[:rows])
        np.testing.assert_array_equal(trace.loss[:rows][known], true.loss[:rows][known])


class TestComputing:
    def test_it_runs_two_seconds_of_play_ahead(self, qtbot: QtBot, make: Make) -> None:
        player = make(LONG)
        settle(qtbot, player)
        assert player.job.traces[0].last == 8 and player.step == 0
        player.set_speed(60)
        settle(qtbot, player)
        assert player.job.traces[0].last == 120

    def test_of_more_than_two_parameters_it_runs_to_the_end(self, qtbot: QtBot, make: Make) -> None:
        """The plane of the path is that of the whole path."""
        columns = {"data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "body_mass_g"}
        player = make(experiment_of({"problem": {"kind": "linear_regression", "standardize": True, **columns}, "epochs": 40}))
        settle(qtbot, player)
        assert player.step == 0 and player.job.traces[0].done

    def test_every_step_is_told_once_in_order_from_the_workers_thread(self, qtbot: QtBot, make: Make) -> None:
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
    def test_what_is_played_is_what_a_simulation_gives(self, qtbot: QtBot, make: Make, experiment: Experiment) -> None:
        player = make(experiment)
        player.set_speed(FASTEST)
        player.play()
        qtbot.waitUntil(lambda: not player.playing, timeout=20_000)
        assert player.step == player.last == player.steps
        assert_true(player, player.steps)

    def test_where_J_has_no_closed_form_it_is_filled_in_while_idle(self, qtbot: QtBot, make: Make) -> None:
        player = make(experiment_of({"problem": {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"],
                                                 "y": "sex", "standardize": True}, "batch_size": 60}))
        player.to_end()
        settle(qtbot, player)
        trace = player.job.traces[0]
        np.testing.assert_allclose(trace.loss, player.problem.loss(trace.theta), rtol=1e-13)

    def test_the_gate_is_closed_while_a_frame_is_drawn(self, qtbot: QtBot, make: Make) -> None:
        player, seen = make(), []
        player.frame.connect(lambda frame: seen.append(player.worker.gate.is_set()))
        player.to_end()
        settle(qtbot, player)
        assert seen and not any(seen) and player.worker.gate.is_set()

    def test_an_error_in_the_thread_is_told_and_another_experiment_goes_on(self, qtbot: QtBot, make: Make,
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


class TestCursor:
    def test_playing_moves_it_by_speed_times_time(self, qtbot: QtBot, make: Make) -> None:
        player = make()
        player.set_speed(30)
        wait_for(qtbot, player, 60)
        player.play()
        for tenths in range(1, 11):
            player.advance(0.1)
            assert player.step == 3 * tenths
        player.pause()
        player.advance(1)
        assert player.step == 30 == player.cursor and not player.playing

    def test_it_never_passes_what_is_computed(self, qtbot: QtBot, make: Make) -> None:
        player = make(LONG)
        settle(qtbot, player)
        player.play()
        player._timer.stop()
        player.worker.gate.clear()
        player._move(100.0)
        assert player.step == player.computed < 1000

    def test_at_the_end_it_stops_and_playing_again_begins_anew(self, qtbot: QtBot, make: Make) -> None:
        player = make()
        player.to_end()
        settle(qtbot, player)
        assert player.step == 200 == player.last
        with qtbot.waitSignals([player.playing_changed, player.playing_changed]):
            player.play()
            assert player.step == 0 and player.playing
            player.advance(1000)
        assert player.step == 200 and not player.playing

    @pytest.mark.parametrize(("begin", "deed", "end"), [
        (0, lambda p: p.step_by(1), 1), (7, lambda p: p.step_by(-1), 6), (0, lambda p: p.step_by(-1), 0),
        (200, lambda p: p.step_by(1), 200), (0, lambda p: p.epoch_by(1), 5), (5, lambda p: p.epoch_by(1), 10),
        (7, lambda p: p.epoch_by(1), 10), (199, lambda p: p.epoch_by(1), 200), (200, lambda p: p.epoch_by(1), 200),
        (7, lambda p: p.epoch_by(-1), 5), (5, lambda p: p.epoch_by(-1), 0), (0, lambda p: p.epoch_by(-1), 0),
        (200, lambda p: p.epoch_by(-1), 195), (90, lambda p: p.to_start(), 0), (90, lambda p: p.to_end(), 200),
        (90, lambda p: p.seek(-5), 0), (90, lambda p: p.seek(10**9), 200), (90, lambda p: p.seek(33), 33)])
    def test_where_each_deed_leads(self, qtbot: QtBot, make: Make, begin: int, deed: Callable[[Player], None], end: int) -> None:
        player = make()
        player.seek(begin)
        settle(qtbot, player)
        assert player.step == begin
        deed(player)
        settle(qtbot, player)
        assert player.step == end == player.cursor and not player.playing

    def test_it_follows_the_computing_to_a_step_that_is_far(self, qtbot: QtBot, make: Make) -> None:
        player, shown = make(LONG), []
        player.frame.connect(lambda frame: shown.append(frame.step))
        player.seek(15_000)
        assert player.cursor == 15_000
        settle(qtbot, player)
        assert player.step == 15_000 and shown == sorted(shown) and shown[-1] == 15_000

    def test_the_way_to_a_step_that_is_far_is_shown_now_and_then_and_soon_told(self, make: Make) -> None:
        player = make(LONG)
        player.worker.work = lambda task: None
        found = frames_of(player)
        player.advance(0.0)
        player.seek(19_000)
        trace, ready = player.job.traces[0], 0
        for _ in range(100):
            ready += 100
            trace.last = max(trace.last, ready)
            player.advance(0.016)
        steps = [frame.step for frame in found[1:]]
        assert 5 <= len(steps) <= 1.6 / PROGRESS + 1 and steps == sorted(steps), "1.6 seconds"
        assert [frame.goal for frame in found if frame.goal is not None] == [19_000] * 3
        assert found[1].goal is None and found[-1].goal == 19_000

    def test_a_seek_while_playing_plays_on_from_there(self, qtbot: QtBot, make: Make) -> None:
        player = make(LONG)
        settle(qtbot, player)
        player.play()
        player.advance(0.5)
        player.seek(9_000)
        qtbot.waitUntil(lambda: player.step >= 9_000, timeout=20_000)
        assert player.playing and player.step == 9_000
        wait_for(qtbot, player, 9_004)
        player.advance(0.5)
        assert player.step == 9_002
        player.seek(3)
        player.advance(0.25)
        assert player.step == 4

    def test_pausing_on_the_way_to_a_step_still_leads_there(self, qtbot: QtBot, make: Make) -> None:
        player = make(LONG)
        player.play()
        player.seek(5_000)
        player.pause()
        settle(qtbot, player)
        assert player.step == 5_000

    def test_as_fast_as_it_can_shows_whatever_is_computed(self, qtbot: QtBot, make: Make) -> None:
        player = make(LONG)
        player.set_speed(FASTEST)
        player.play()
        qtbot.waitUntil(lambda: player.step > 2000, timeout=20_000)
        player.pause()
        assert player.cursor == player.step <= player.computed

    def test_epochs_are_those_of_the_watched_run(self, qtbot: QtBot, make: Make) -> None:
        player = make(TWO)
        player.watch(1)
        player.epoch_by(1)
        assert player.cursor == 1
        player.watch(7)
        assert player.watched == 1
        player.watch(-1)
        player.epoch_by(1)
        assert (player.watched, player.cursor) == (0, 5)


class TestDivergence:
    def test_a_diverged_run_ends_where_it_ended(self, qtbot: QtBot, make: Make) -> None:
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

    def test_playing_stops_there_and_can_begin_anew(self, qtbot: QtBot, make: Make) -> None:
        player = make(WILD)
        player.set_speed(FASTEST)
        player.play()
        qtbot.waitUntil(lambda: not player.playing, timeout=20_000)
        assert player.step == player.job.traces[0].last
        player.set_speed(4)
        player.play()
        assert player.step == 0 and player.playing

    def test_other_runs_go_on(self, qtbot: QtBot, make: Make) -> None:
        player = make(WILD_AND_TAME)
        player.to_end()
        settle(qtbot, player)
        frame = player.current_frame()
        assert player.step == 2000 == player.last
        assert frame.reached(0) < 2000 and frame.reached(1) == 2000


class TestEdits:
    def test_paused_the_cursor_keeps_its_step_and_rows_are_computed_anew(self, qtbot: QtBot, make: Make) -> None:
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

    def test_a_quick_edit_shows_no_row_on_the_way(self, qtbot: QtBot, make: Make) -> None:
        """A frame waits a little for what an edit has made stale: no jump to the start and back."""
        player = make(LONG)
        player.seek(200)
        settle(qtbot, player)
        shown = frames_of(player)
        player.show(with_value(LONG, "seed", 1))
        wait_for(qtbot, player, 200)
        settle(qtbot, player)
        assert {frame.step for frame in shown} == {200}

    def test_but_not_for_long(self, make: Make) -> None:
        player = make(LONG)
        player._timer.stop()
        player.worker.work = lambda task: None
        shown = frames_of(player)
        player.seek(5000)
        player.advance(PATIENCE / 2)
        assert shown == []
        player.advance(PATIENCE)
        assert [frame.step for frame in shown] == [player.computed]

    def test_playing_a_change_acts_from_the_cursor_on_and_replays_exactly(self, qtbot: QtBot, make: Make) -> None:
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
    def test_schedules_change_from_the_cursor_on_and_leave_alone_what_was_before(self, qtbot: QtBot, make: Make,
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

    def test_more_epochs_stretch_a_cosine_from_the_start(self, qtbot: QtBot, make: Make) -> None:
        player = make(with_value(LINE, "schedule", {"name": "cosine"}))
        player.to_end()
        settle(qtbot, player)
        player.show(with_value(player.experiment, "epochs", 60))
        settle(qtbot, player)
        assert_true(player, 200)

    @pytest.mark.parametrize(("place", "value"), [("seed", 5), ("start", [1.0, 1.0]), ("problem.standardize", "x")])
    def test_what_acts_from_the_start_keeps_the_cursor_even_while_playing(self, qtbot: QtBot, make: Make, place: str,
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

    def test_an_edit_of_a_title_computes_nothing_anew(self, qtbot: QtBot, make: Make) -> None:
        player, told = make(), []
        player.to_end()
        settle(qtbot, player)
        player.worker.stepped.connect(lambda run, step: told.append(step))
        player.show(replace(LINE, title="A line"))
        assert player.computed == 200 and not player.job.unfinished
        settle(qtbot, player)
        assert told == []

    def test_fewer_epochs_leave_the_cursor_at_the_end(self, qtbot: QtBot, make: Make) -> None:
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

    def test_fewer_runs_are_fewer_to_watch(self, qtbot: QtBot, make: Make) -> None:
        player = make(TWO)
        player.watch(1)
        player.show(LINE)
        assert player.watched == 0 and len(player.current_frame().traces) == 1

    def test_an_experiment_that_cannot_be_built_changes_nothing(self, qtbot: QtBot, make: Make) -> None:
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

    def test_a_storm_of_edits_ends_in_the_last(self, qtbot: QtBot, make: Make) -> None:
        player = make(LONG)
        player.seek(2000)
        for seed in range(50):
            player.show(with_value(LONG, "seed", seed))
            player.advance(0.001)
        settle(qtbot, player)
        assert player.step == 2000
        assert_true(player, 2000)


class TestFrames:
    def test_one_at_most_for_each_tick_and_none_when_nothing_changed(self, qtbot: QtBot, make: Make) -> None:
        player = make()
        player.to_end()
        settle(qtbot, player)
        player._timer.stop()
        shown = frames_of(player)
        player.seek(10)
        player.advance(0.016)
        assert len(shown) == 1
        player.advance(0.016)
        player.advance(0.016)
        assert len(shown) == 1
        player.watch(0)
        player.advance(0.016)
        assert len(shown) == 2

    def test_an_idle_player_has_no_running_clock(self, qtbot: QtBot, make: Make) -> None:
        player = make()
        settle(qtbot, player)
        assert not player._timer.isActive() and player.job.idle
        player.seek(3)
        assert player._timer.isActive()
        settle(qtbot, player)

    def test_what_is_wanted_of_an_idle_player_is_shown_at_once(self, qtbot: QtBot, make: Make) -> None:
        """But no sooner than a frame after the last one."""
        player = make()
        settle(qtbot, player)
        player._last_frame = player._clock() - 1.0
        player.seek(3)
        assert player._timer.interval() == 0
        player.advance(0.0)
        assert player._timer.interval() == FRAME
        player._timer.stop()
        player.seek(4)
        assert player._timer.interval() == FRAME

    def test_a_frame_of_progress_alone_holds_up_none(self, qtbot: QtBot, make: Make) -> None:
        player = make(LONG)
        settle(qtbot, player)
        player._timer.start(FRAME)
        player._last_frame = player._clock() - 1.0
        shown = frames_of(player)
        player.job.target += 100
        player.worker.do(player.job)
        player.advance(PROGRESS + 0.1)
        assert len(shown) == 1
        assert player._timer.isActive() and player._timer.interval() == FRAME
        player.seek(3)
        assert player._timer.interval() == 0

    def test_what_an_edit_needs_is_begun_with_the_edit(self, qtbot: QtBot, make: Make) -> None:
        player = make()
        player.seek(100)
        settle(qtbot, player)
        player.show(with_value(LINE, "optimizer.lr", 0.02))
        player._timer.stop()
        wait_for(qtbot, player, 100)

    def test_rows_that_an_edit_made_stale_are_looked_for_soon(self, qtbot: QtBot, make: Make) -> None:
        player = make()
        player.seek(100)
        settle(qtbot, player)
        player.worker.gate.clear()
        player.show(with_value(LINE, "optimizer.lr", 0.02))
        player.advance(0.001)
        assert player.is_due and player._timer.interval() == LOOK
        player.worker.gate.set()
        wait_for(qtbot, player, 100)
        player.advance(0.001)
        assert not player.is_due and player._timer.interval() == FRAME

    def test_a_single_step_glides(self, qtbot: QtBot, make: Make) -> None:
        player = make()
        settle(qtbot, player)
        player._timer.stop()
        shown = frames_of(player)
        player.step_by(1)
        for _ in range(12):
            player.advance(0.016)
        fractions = [frame.fraction for frame in shown]
        assert all(frame.step == 1 for frame in shown) and 0 < fractions[0] < 0.2
        assert fractions == sorted(set(fractions)) and fractions[-1] == 1
        player.step_by(-1)
        player.advance(0.016)
        assert (shown[-1].step, shown[-1].fraction) == (0, 1.0)

    def test_with_reduced_motion_nothing_glides(self, qtbot: QtBot, make: Make) -> None:
        player = make()
        settle(qtbot, player)
        player.reduced_motion = True
        shown = frames_of(player)
        player.step_by(1)
        settle(qtbot, player)
        assert {frame.fraction for frame in shown} == {1.0}

    @pytest.mark.parametrize(("speed", "pace", "glides"), [(4.0, "slow", True), (8.0, "slow", True), (15.0, "fast", False)])
    def test_its_pace(self, qtbot: QtBot, make: Make, speed: float, pace: str, glides: bool) -> None:
        player = make()
        player.set_speed(speed)
        settle(qtbot, player)
        player._timer.stop()
        shown = frames_of(player)
        player.play()
        player.advance(0.99 / speed)
        player.advance(0.02 / speed)
        assert player.step == 1 and {frame.pace for frame in shown} == {pace}
        assert (shown[-1].fraction < 1) == glides
        player.pause()
        player.advance(1)
        assert shown[-1].pace == "still" and shown[-1].fraction == 1

    def test_a_frame_is_of_the_moment_it_is_made(self, qtbot: QtBot, make: Make) -> None:
        player = make(TWO)
        player.seek(12)
        player.watch(1)
        settle(qtbot, player)
        frame = player.current_frame()
        assert (frame.step, frame.watched, frame.pace, frame.fraction) == (12, 1, "still", 1.0)
        assert frame.experiment is player.experiment and frame.problem is player.problem


class TestTheEnd:
    @pytest.mark.parametrize("moment", ["at once", "computing", "playing", "paused", "drawing", "failed"])
    def test_closing_ends_the_thread_at_any_moment(self, qtbot: QtBot, moment: str) -> None:
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

    def test_nothing_is_shown_after_it(self, qtbot: QtBot) -> None:
        player = Player(LONG)
        player.to_end()
        wait_for(qtbot, player, 100)
        player.close()
        with qtbot.assertNotEmitted(player.frame, wait=50):
            pass

    def test_opened_and_closed_a_thousand_times_while_playing(self, qtbot: QtBot) -> None:
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
