"""When the player shows a frame, and what is in it."""


import pytest
from players import LINE, LONG, TWO, Make, frames_of, settle, wait_for
from pytestqt.qtbot import QtBot

from sgdviz.core.edits import with_value
from sgdviz.engine.player import FRAME, LOOK, PROGRESS


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
