"""The audit in its thread: what it says, and how it ends."""

from typing import Any

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from sgdviz.core.audit import Check
from sgdviz.core.cloud import gathered
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.engine import auditor
from sgdviz.engine.auditor import Auditor

LINE: dict[str, Any] = {"problem": {"kind": "linear_regression", "data": "faithful", "standardize": True}, "batch_size": 16}


def auditor_of(document: dict[str, Any]) -> Auditor:
    experiment = experiment_of(document)
    problem = problem_for(experiment)
    runs = courses(experiment, problem)
    cloud = experiment.cloud and gathered(runs[0], experiment.cloud, runs[0].steps)
    return Auditor(problem, runs, simulate(experiment, problem), cloud=cloud)


@pytest.mark.usefixtures("qapp")
def test_checks_come_on_the_gui_thread_and_then_the_end(qtbot: QtBot) -> None:
    made, here = auditor_of({**LINE, "cloud": {"runs": 10}}), QThread.currentThread()
    found: list[Check] = []

    def add(check: Check) -> None:
        assert QThread.currentThread() is here
        found.append(check)
    made.found.connect(add)
    with qtbot.waitSignal(made.ended):
        made.start()
    assert len(found) == 12 and all(check.verdict == "holds" for check in found)
    made.close()


@pytest.mark.usefixtures("qapp")
def test_it_can_be_closed_while_it_works(qtbot: QtBot) -> None:
    made = auditor_of({**LINE, "epochs": 200, "batch_size": 1})
    with qtbot.waitSignal(made.found):
        made.start()
    made.close()


@pytest.mark.usefixtures("qapp")
def test_what_goes_wrong_in_it_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*given: Any, **named: Any) -> Any:
        raise RuntimeError("broken on purpose")
    monkeypatch.setattr(auditor, "audit", broken)
    made = auditor_of(LINE)
    with qtbot.waitSignal(made.failed) as told:
        made.start()
    assert "broken on purpose" in told.args[0] and "the audit's thread" in caplog.text
    made.close()
