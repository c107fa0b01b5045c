"""Every method in the window: chosen, played, changed while it plays, undone, saved and loaded."""

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import simulate
from sgdviz.core.document import problem_for
from sgdviz.core.files import read, write
from sgdviz.core.optimizers import optimizers
from sgdviz.ui.window import MainWindow


def test_every_method_is_played_and_changed_on_its_way(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    form, store = opened.panel.form, opened.store
    opened.player.speed = 60  # A run of 20 steps outlasts a frame in which all is drawn.
    for name, entry in optimizers.items():
        opened.player.pause()
        opened.player.seek(0)
        if name != store.experiment.base.optimizer["name"]:
            form.row("optimizer.name").editor.decide(name)
        before = store.experiment
        assert before.base.optimizer["name"] == name and before.base.changes == ()
        opened.player.play()
        qtbot.waitUntil(lambda: opened.player.step >= 4)
        rate = float(f"{entry.parameters[0].default / 2:.3g}")
        form.row("optimizer.lr").editor.decide(rate)
        (change,) = store.experiment.base.changes
        assert change.step >= 4 and change.optimizer == {**before.base.optimizer, "lr": rate}
        qtbot.waitUntil(lambda step=change.step: opened.player.step >= step + 4)
        opened.player.pause()
        problem = problem_for(store.experiment)
        (trace,) = simulate(store.experiment, problem, opened.player.step)
        shown = opened.player.job.traces[0].theta[: len(trace)]
        assert np.array_equal(shown, trace.theta[: len(trace)])
        write(store.experiment, tmp_path / f"{name}.sgdviz")
        assert read(tmp_path / f"{name}.sgdviz") == store.experiment
        opened.menus.actions["undo"].trigger()
        assert store.experiment == before
