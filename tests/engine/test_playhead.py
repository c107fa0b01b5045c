"""The cursor: where it goes by itself and where each deed leads."""

from collections.abc import Callable

import pytest
from players import LONG, TWO, Make, frames_of, settle, wait_for
from pytestqt.qtbot import QtBot

from sgdviz.engine.player import PROGRESS, Player
from sgdviz.engine.playhead import FASTEST, GLIDE, SPEEDS, Playhead, beside


def test_playing_moves_it_by_speed_times_time(qtbot: QtBot, make: Make) -> None:
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


def test_it_never_passes_what_is_computed() -> None:
    head = Playhead()
    head.seek(30, computed=20)
    assert (head.step, head.goal) == (20, 30)
    head.move(100.0, 4.0, computed=25, glides=True)
    assert (head.step, head.goal) == (25, 30)
    for computed, step in ((40, 30), (40, 40), (41, 41)):
        head.move(100.0, 4.0, computed, glides=True)
        assert head.step == head.goal == step
    head.move(100.0, FASTEST, 1000, glides=True)
    assert head.step == head.goal == 1000


def test_the_ball_is_there_before_the_next_step() -> None:
    for speed in SPEEDS[:4]:
        head = Playhead()
        head.move(1.001 / speed, speed, 1000, glides=True)
        assert head.step == 1 and head.glide > 0
        head.move(min(GLIDE, 0.6 / speed), speed, 1000, glides=True)
        assert head.step == 1 and head.glide == 1


def test_the_next_speed_is_one_of_those_there_are() -> None:
    assert [beside(speed, 1) for speed in SPEEDS] == [*SPEEDS[1:], FASTEST]
    assert [beside(speed, -1) for speed in SPEEDS] == [SPEEDS[0], *SPEEDS[:-1]]
    assert beside(5.0, 1) == 8.0 and beside(7.0, -1) == 4.0


def test_at_the_end_it_stops_and_playing_again_begins_anew(qtbot: QtBot, make: Make) -> None:
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
def test_where_each_deed_leads(qtbot: QtBot, make: Make, begin: int, deed: Callable[[Player], None], end: int) -> None:
    player = make()
    player.seek(begin)
    settle(qtbot, player)
    assert player.step == begin
    deed(player)
    settle(qtbot, player)
    assert player.step == end == player.cursor and not player.playing


def test_it_follows_the_computing_to_a_step_that_is_far(qtbot: QtBot, make: Make) -> None:
    player, shown = make(LONG), []
    player.frame.connect(lambda frame: shown.append(frame.step))
    player.seek(15_000)
    assert player.cursor == 15_000
    settle(qtbot, player)
    assert player.step == 15_000 and shown == sorted(shown) and shown[-1] == 15_000


def test_the_way_to_a_step_that_is_far_is_shown_now_and_then_and_soon_told(make: Make) -> None:
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


def test_a_seek_while_playing_plays_on_from_there(qtbot: QtBot, make: Make) -> None:
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


def test_pausing_on_the_way_to_a_step_still_leads_there(qtbot: QtBot, make: Make) -> None:
    player = make(LONG)
    player.play()
    player.seek(5_000)
    player.pause()
    settle(qtbot, player)
    assert player.step == 5_000


def test_as_fast_as_it_can_shows_whatever_is_computed(qtbot: QtBot, make: Make) -> None:
    player = make(LONG)
    player.set_speed(FASTEST)
    player.play()
    qtbot.waitUntil(lambda: player.step > 2000, timeout=20_000)
    player.pause()
    assert player.cursor == player.step <= player.computed


def test_epochs_are_those_of_the_watched_run(qtbot: QtBot, make: Make) -> None:
    player = make(TWO)
    player.watch(1)
    player.epoch_by(1)
    assert player.cursor == 1
    player.watch(7)
    assert player.watched == 1
    player.watch(-1)
    player.epoch_by(1)
    assert (player.watched, player.cursor) == (0, 5)
