"""When the player shows a frame, and what is in it."""

import threading
from typing import Any

import numpy as np
import pytest
from players import LINE, LONG, TWO, Make, frames_of, settle, wait_for
from pytestqt.qtbot import QtBot

from sgdviz.core import local
from sgdviz.core.document import experiment_of
from sgdviz.core.edits import with_value
from sgdviz.core.problem import Problem
from sgdviz.engine.player import FRAME, LOOK, PROGRESS
from sgdviz.engine.playhead import FASTEST
from sgdviz.engine.scout import LATER, SOON


def test_one_at_most_for_each_tick_and_none_when_nothing_changed(qtbot: QtBot, make: Make) -> None:
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


def test_an_idle_player_has_no_running_clock(qtbot: QtBot, make: Make) -> None:
    player = make()
    settle(qtbot, player)
    assert not player._timer.isActive() and player.job.idle
    player.seek(3)
    assert player._timer.isActive()
    settle(qtbot, player)


def test_what_is_wanted_of_an_idle_player_is_shown_at_once(qtbot: QtBot, make: Make) -> None:
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


def test_a_frame_of_progress_alone_holds_up_none(qtbot: QtBot, make: Make) -> None:
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


def test_what_an_edit_needs_is_begun_with_the_edit(qtbot: QtBot, make: Make) -> None:
    player = make()
    player.seek(100)
    settle(qtbot, player)
    player.show(with_value(LINE, "optimizer.lr", 0.02))
    player._timer.stop()
    wait_for(qtbot, player, 100)


def test_rows_that_an_edit_made_stale_are_looked_for_soon(qtbot: QtBot, make: Make) -> None:
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


def test_a_single_step_glides(qtbot: QtBot, make: Make) -> None:
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


def test_with_reduced_motion_nothing_glides(qtbot: QtBot, make: Make) -> None:
    player = make()
    settle(qtbot, player)
    player.reduced_motion = True
    shown = frames_of(player)
    player.step_by(1)
    settle(qtbot, player)
    assert {frame.fraction for frame in shown} == {1.0}


@pytest.mark.parametrize(("speed", "pace", "glides"), [(4.0, "slow", True), (8.0, "slow", True), (15.0, "fast", False)])
def test_its_pace(qtbot: QtBot, make: Make, speed: float, pace: str, glides: bool) -> None:
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


def test_a_frame_is_of_the_moment_it_is_made(qtbot: QtBot, make: Make) -> None:
    player = make(TWO)
    player.seek(12)
    player.watch(1)
    settle(qtbot, player)
    frame = player.current_frame()
    assert (frame.step, frame.watched, frame.pace, frame.fraction) == (12, 1, "still", 1.0)
    assert frame.experiment is player.experiment and frame.problem is player.problem


def test_what_takes_long_to_know_of_a_place_is_found_out_in_another_thread(qtbot: QtBot, make: Make,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame comes when J and its gradient are known, and once more with the rest; views compute nothing of it."""
    monkeypatch.setattr(local, "AT_ONCE", -1.0)
    hills = experiment_of({"problem": {"kind": "landscape", "name": "himmelblau", "noise": {"kind": "tilt", "sd": 5.0}}})
    player, seen, computed = make(hills), [], set()
    player.frame.connect(lambda frame: seen.append((frame.step, frame.local.knows(*SOON), frame.local.knows(*LATER))))

    def noting(own: Any) -> Any:
        def noted(self: Problem, theta: Any) -> Any:
            if np.ndim(theta) == 1:
                computed.add(threading.get_ident())
            return own(self, theta)
        return noted

    for name in ("loss", "gradient", "hessian"):
        monkeypatch.setattr(type(player.problem), name, noting(getattr(type(player.problem), name)))
    player.seek(3)
    qtbot.waitUntil(lambda: (3, True, True) in seen)
    assert (3, True, False) in seen and all(known for _, known, _ in seen)
    assert computed and threading.get_ident() not in computed
    player.set_speed(FASTEST)
    player.play()
    qtbot.waitUntil(lambda: not player.playing and seen[-1] == (player.last, True, True))
    assert [step for step, _, _ in seen] == sorted(step for step, _, _ in seen)
