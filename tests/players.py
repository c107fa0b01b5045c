"""Players for tests: what they play, and waiting for them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.frame import Frame
from sgdviz.engine.player import Player

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
