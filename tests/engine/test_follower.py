"""The cloud beside the watched run: it comes after it, keeps what an edit leaves as it was, and is shown as it is known."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from sgdviz.core.cloud import Cloud
from sgdviz.core.document import experiment_of
from sgdviz.core.edits import from_here, with_value
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.progress import roughly
from sgdviz.engine import follower
from sgdviz.engine.player import Player
from sgdviz.engine.playhead import FASTEST
from sgdviz.ui.cloud.present import watching

PROBLEM = {"kind": "linear_regression", "data": "faithful", "standardize": True}
CLOUD = experiment_of({"problem": PROBLEM, "batch_size": 60, "epochs": 40, "cloud": {"runs": 50}})
Make = Callable[[Experiment], Player]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[Player] = []

    def player(experiment: Experiment) -> Player:
        made.append(Player(experiment, clock=lambda: 0.0))
        return made[-1]

    yield player
    for one in made:
        one.close()


def settle(qtbot: QtBot, player: Player) -> None:
    """Let time go by until there is nothing left to compute or to show."""
    def idle() -> bool:
        player.advance(1.0)
        return not player._timer.isActive()

    qtbot.waitUntil(idle, timeout=20_000)


def cloud_of(player: Player) -> Cloud:
    cloud = player.current_frame().cloud
    assert cloud is not None
    return cloud


def fresh(player: Player, step: int) -> Cloud:
    """The same cloud, computed at once."""
    cloud = Cloud(player.job.courses[player.watched], player.experiment.cloud or {})
    while cloud.advance(step):
        pass
    return cloud


def test_a_cloud_comes_along_with_the_watched_run(qtbot: QtBot, make: Make) -> None:
    player = make(CLOUD)
    frames: list[Frame] = []
    player.frame.connect(frames.append)
    player.seek(33)
    settle(qtbot, player)
    cloud, trace = cloud_of(player), player.job.traces[0]
    assert cloud.last >= 33 and frames[-1].cloud is cloud and frames[-1].cloudless is None
    at, theta = cloud.near(33)
    assert at == 33 and theta.tobytes() == fresh(player, 33).at(33).tobytes()
    np.testing.assert_allclose(theta[0], trace.theta[33], rtol=1e-5)


def test_how_long_it_takes_yet_goes_by_what_is_done_of_the_steps_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    player = Player(CLOUD, clock=lambda: 0.0)
    cloud, now = Cloud(player.job.courses[0], {"runs": 50}), 0.0
    pursuit = follower.Pursuit(cloud, threading.Event())
    monkeypatch.setattr(follower.time, "perf_counter", lambda: now)
    monkeypatch.setattr(Cloud, "way", property(lambda cloud: (4.0, 64)))
    pursuit.shown = 8
    pursuit.begin()
    now = 10.0
    monkeypatch.setattr(Cloud, "way", property(lambda cloud: (20.0, 64)))
    pursuit.measure()
    assert cloud.left == pytest.approx(44 / (16 / 10.0)), "steps that are computed together are known together"
    pursuit.shown = 164
    pursuit.measure()
    assert cloud.left == pytest.approx(144 / (16 / 10.0))
    cloud.last = 164
    pursuit.measure()
    assert cloud.left == 0
    player.close()


@pytest.mark.parametrize("seconds, told", [(0.0, (0, "s")), (4.9, (0, "s")), (26.0, (30, "s")), (89.0, (90, "s")),
                                           (91.0, (2, "min")), (5000.0, (83, "min")), (90_000.0, (25, "h"))])
def test_a_time_to_wait_is_told_as_people_do(seconds: float, told: tuple[int, str]) -> None:
    assert roughly(seconds) == told


def test_without_one_there_is_none(qtbot: QtBot, make: Make) -> None:
    player = make(replace(CLOUD, cloud=None))
    settle(qtbot, player)
    assert player.current_frame().cloud is None and not player._follower._thread.isRunning()


@pytest.mark.parametrize("optimizer", [{"name": "newton"}, {"name": "lbfgs"}])
def test_what_has_no_cloud_says_why(qtbot: QtBot, make: Make, optimizer: dict[str, str]) -> None:
    player = make(replace(CLOUD, base=replace(CLOUD.base, optimizer=optimizer)))
    settle(qtbot, player)
    frame = player.current_frame()
    assert frame.cloud is None and frame.cloudless is not None and frame.cloudless.place == "optimizer"
    player.show(CLOUD)
    assert player.current_frame().cloud is not None and player.current_frame().cloudless is None


def test_a_change_from_here_keeps_the_cloud_up_to_here(qtbot: QtBot, make: Make) -> None:
    player = make(CLOUD)
    player.seek(60)
    settle(qtbot, player)
    before = cloud_of(player).at(50)
    player.show(from_here(CLOUD, with_value(CLOUD, "optimizer.lr", 0.01), 55))
    assert cloud_of(player).last >= 50 and cloud_of(player).at(50).tobytes() == before.tobytes()
    settle(qtbot, player)
    assert cloud_of(player).at(60).tobytes() == fresh(player, 60).at(60).tobytes()


def test_another_watched_run_has_a_cloud_of_its_own(qtbot: QtBot, make: Make) -> None:
    player = make(replace(CLOUD, overrides=({}, {"batch_size": 9, "seed": 7})))
    player.seek(20)
    settle(qtbot, player)
    player.watch(1)
    settle(qtbot, player)
    assert cloud_of(player).course.run.batch_size == 9 and cloud_of(player).at(20).tobytes() == fresh(player, 20).at(20).tobytes()


@pytest.mark.parametrize("spec", [{"runs": 50}, {"runs": 50, "seed": 3}, {"runs": 50, "vary": "start", "spread": 0.4}])
def test_to_watch_another_of_its_runs_leaves_the_cloud_as_it_is(qtbot: QtBot, make: Make, spec: dict[str, object]) -> None:
    player = make(experiment_of({"problem": PROBLEM, "batch_size": 60, "epochs": 40, "cloud": spec}))
    player.seek(33)
    settle(qtbot, player)
    cloud, theta, last = cloud_of(player), cloud_of(player).at(33), cloud_of(player).last
    edited = watching(player.current_frame(), 17)
    assert edited is not None
    player.show(edited)
    assert cloud_of(player) is cloud and cloud.last == last and cloud.near(33)[1].tobytes() == theta.tobytes()
    settle(qtbot, player)
    assert cloud_of(player) is cloud and watching(player.current_frame(), 17) is None
    np.testing.assert_allclose(theta[17], player.job.traces[0].theta[33], rtol=1e-4)


def test_another_seed_of_the_watched_run_leaves_a_cloud_of_seeds_and_takes_along_one_of_starts(
        qtbot: QtBot, make: Make) -> None:
    for spec, stays in (({"runs": 50}, True), ({"runs": 50, "vary": "start"}, False)):
        player = make(replace(CLOUD, cloud=spec))
        cloud = cloud_of(player)
        player.show(with_value(replace(CLOUD, cloud=spec), "seed", 1234))
        assert (cloud_of(player) is cloud) == stays


def test_a_state_that_is_not_kept_is_had_a_little_later(
        qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sgdviz.core.cloud.MOST", 4)
    player = make(CLOUD)
    player.seek(77)
    settle(qtbot, player)
    assert cloud_of(player)._stride > 1 and 77 % cloud_of(player)._stride and cloud_of(player).near(77)[0] == 77


def test_while_the_watched_run_is_computed_the_cloud_is_modest(
        qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    player, seen, rests = make(replace(CLOUD, epochs=4000)), list[tuple[bool, int]](), list[float]()
    advance, pursuit = Cloud.advance, player._follower._pursuit
    assert pursuit is not None

    def told(cloud: Cloud, until: int, proceed: Callable[[], bool]) -> bool:
        seen.append((pursuit.modest, cloud.threads))
        return advance(cloud, until, proceed)

    monkeypatch.setattr(follower.Cloud, "advance", told)
    monkeypatch.setattr(follower.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(follower.time, "sleep", rests.append)
    pursuit.modest, pursuit._since = True, 0.0
    assert pursuit.proceed() and rests == [follower.MOST]
    assert pursuit.proceed() and len(rests) == 1
    pursuit.modest, pursuit._since = False, 0.0
    assert pursuit.proceed() and len(rests) == 1
    player.set_speed(FASTEST)
    player.play()
    player.advance(0.0)
    assert pursuit.modest
    player.pause()
    player.set_speed(4.0)
    player.seek(300)
    settle(qtbot, player)
    assert not pursuit.modest and seen[-1] == (False, 2)
    assert all(threads == 1 or not modest for modest, threads in seen)


def test_a_cloud_that_fails_says_so(qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bool:
        raise ValueError("broken")

    monkeypatch.setattr(follower.Cloud, "advance", broken)
    player = make(CLOUD)
    with qtbot.waitSignal(player.failed) as said:
        player.seek(3)
        settle(qtbot, player)
    assert "broken" in said.args[0]
