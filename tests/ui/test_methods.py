"""Every method in the window: chosen, played, changed while it plays, undone, saved and loaded."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import simulate
from sgdviz.core.document import problem_for
from sgdviz.core.files import read, write
from sgdviz.core.optimizers import optimizers
from sgdviz.ui import i18n
from sgdviz.ui.look import theme
from sgdviz.ui.window import MainWindow


@pytest.fixture
def window(qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    theme.apply(qapp, "light")
    i18n.speak("en")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.session.open_exhibit(2)
    qtbot.waitUntil(lambda: made.shown is not None)
    return made


def test_every_method_is_played_and_changed_on_its_way(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    form, store = window.panel.form, window.store
    window.player.speed = 200
    for name, entry in optimizers.items():
        window.player.pause()
        window.player.seek(0)
        if name != store.experiment.base.optimizer["name"]:
            form.row("optimizer.name").editor.decide(name)
        before = store.experiment
        assert before.base.optimizer["name"] == name and before.base.changes == ()
        window.player.play()
        qtbot.waitUntil(lambda: window.player.step >= 4)
        rate = float(f"{entry.parameters[0].default / 2:.3g}")
        form.row("optimizer.lr").editor.decide(rate)
        (change,) = store.experiment.base.changes
        assert change.step >= 4 and change.optimizer == {**before.base.optimizer, "lr": rate}
        qtbot.waitUntil(lambda step=change.step: window.player.step >= step + 4)
        window.player.pause()
        problem = problem_for(store.experiment)
        (trace,) = simulate(store.experiment, problem, window.player.step)
        shown = window.player.job.traces[0].theta[: len(trace)]
        assert np.array_equal(shown, trace.theta[: len(trace)])
        write(store.experiment, tmp_path / f"{name}.sgdviz")
        assert read(tmp_path / f"{name}.sgdviz") == store.experiment
        window.menus.actions["undo"].trigger()
        assert store.experiment == before
