"""Maps of runs in their thread: they become whole, they can be cancelled, and what goes wrong is told."""

import threading
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from sgdviz.core.atlas.atlas import Atlas, survey
from sgdviz.core.atlas.basins import Basins
from sgdviz.core.atlas.fates import UNKNOWN
from sgdviz.core.descent import courses
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.engine import surveyor
from sgdviz.engine.surveyor import Surveyor

pytestmark = pytest.mark.usefixtures("qapp")


def basins(epochs: int = 40, side: int = 24) -> Basins:
    experiment = experiment_of({"problem": {"kind": "landscape", "name": "himmelblau"}, "epochs": epochs,
                                "optimizer": {"name": "sgd", "lr": 0.01}})
    problem = problem_for(experiment)
    line = np.linspace(-5, 5, side)
    return Basins(courses(experiment, problem)[0], np.stack(np.meshgrid(line, line), axis=-1))


def test_a_map_is_made_in_the_background_and_told_of_on_the_gui_thread(qtbot: QtBot) -> None:
    made, here = Surveyor(), QThread.currentThread()
    shares: list[float] = []

    def note() -> None:
        assert QThread.currentThread() is here and made.survey is not None and made.survey.progress is not None
        shares.append(made.survey.progress.share)
    made.told.connect(note)
    made.start(basins())
    qtbot.waitUntil(lambda: not made.busy)
    made.close()
    assert made.survey is not None and shares == sorted(shares) and shares[-1] == pytest.approx(1)
    alone = basins()
    for _ in survey(alone):
        pass
    assert np.array_equal(made.survey.atlas.fate, alone.fate) and np.array_equal(made.survey.atlas.step, alone.step)


def test_another_map_cancels_the_one_before(qtbot: QtBot) -> None:
    made = Surveyor()
    long = basins(epochs=1_000_000)
    made.start(long)
    first = made.survey
    made.start(basins())
    assert first is not None and first.cancelled
    qtbot.waitUntil(lambda: not made.busy)
    made.close()
    assert not first.done and (long.fate == UNKNOWN).all() and (made.survey.atlas.fate != UNKNOWN).all()


def test_it_can_be_closed_while_it_works_and_begins_anew(qtbot: QtBot) -> None:
    made = Surveyor()
    for epochs in (1_000_000, 10):
        made.start(basins(epochs))
        if epochs > 10:
            made.close()
            assert not made.busy
    qtbot.waitUntil(lambda: not made.busy)
    assert made.survey is not None and made.survey.done
    made.close()


def test_a_closed_gate_holds_it_back(qtbot: QtBot) -> None:
    made = Surveyor()
    gate = threading.Event()
    made.heed(gate)
    made.start(basins())
    with qtbot.assertNotEmitted(made.told, wait=50):
        pass
    gate.set()
    qtbot.waitUntil(lambda: not made.busy)
    made.close()


def test_what_goes_wrong_in_it_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(atlas: Atlas, *given: Any) -> Any:
        raise RuntimeError("broken on purpose")
    monkeypatch.setattr(surveyor, "survey", broken)
    made = Surveyor()
    with qtbot.waitSignal(made.failed) as told:
        made.start(basins())
    assert "broken on purpose" in told.args[0] and "the surveyor's thread" in caplog.text
    assert not made.busy
    made.close()
