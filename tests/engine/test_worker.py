"""The worker alone: jobs, the gate, and what goes wrong in a step."""

import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.trace import BLOCK, Trace
from sgdviz.engine.thread import Thread
from sgdviz.engine.worker import Job, Worker

LINE: dict[str, Any] = {"problem": {"kind": "linear_regression", "data": "faithful", "standardize": True}, "batch_size": 16}
CLASSES: dict[str, Any] = {"problem": {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"], "y": "sex",
                                       "standardize": True}, "batch_size": 16}


def job_of(document: dict[str, Any], target: int = 200, shown: int = 0) -> Job:
    experiment = experiment_of(document)
    problem = problem_for(experiment)
    todo = courses(experiment, problem)
    job = Job(problem, todo, [course.trace() for course in todo], shown)
    job.target = target
    return job


def truth(document: dict[str, Any], until: int) -> tuple[Trace, ...]:
    experiment = experiment_of(document)
    return simulate(experiment, problem_for(experiment), until)


def assert_computed(job: Job, document: dict[str, Any], until: int) -> None:
    for trace, true in zip(job.traces, truth(document, until), strict=True):
        assert trace.last == true.last
        rows = slice(0, len(true))
        assert trace.theta[rows].tobytes() == true.theta[rows].tobytes()
        assert trace.batch_loss[rows].tobytes() == true.batch_loss[rows].tobytes()
        np.testing.assert_allclose(trace.loss[rows], true.loss[rows], rtol=1e-13)


def emissions(worker: Worker) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    worker.stepped.connect(lambda run, step: found.append((run, step)))
    return found


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("document", [LINE, CLASSES, {**LINE, "runs": [{}, {"batch_size": 272}, {"seed": 1}]}], ids=str)
def test_a_job_is_done_up_to_its_target(document: dict[str, Any]) -> None:
    """The same bits as without a thread, every step told once and in order, and J known at every row."""
    worker, job = Worker(), job_of(document)
    found = emissions(worker)
    worker.do(job)
    assert_computed(job, document, 200)
    for run in range(len(job.traces)):
        assert [step for other, step in found if other == run] == list(range(1, 201))
    assert job.idle and not job.unfinished and [trace.known for trace in job.traces] == [201] * len(job.traces)
    job.target = 300
    assert job.unfinished
    worker.do(job)
    assert_computed(job, document, 300)
    assert len(found) == 300 * len(job.traces)


@pytest.mark.usefixtures("qapp")
def test_rows_that_are_shown_already_are_not_told_again() -> None:
    worker, job = Worker(), job_of(LINE, shown=50)
    found = emissions(worker)
    worker.do(job)
    assert found == [(0, step) for step in range(51, 201)]


@pytest.mark.usefixtures("qapp")
def test_a_job_is_never_done_beyond_its_target_or_its_end() -> None:
    worker = Worker()
    for target, last in ((0, 0), (1, 1), (65, 65), (10**9, 340)):
        job = job_of(LINE, target)
        worker.do(job)
        assert job.traces[0].last == last and not job.unfinished


@pytest.mark.usefixtures("qapp")
def test_a_run_that_diverges_leaves_the_others_alone() -> None:
    document = {**LINE, "epochs": 200, "runs": [{}, {"optimizer": {"name": "sgd", "lr": 9}}]}
    worker, job = Worker(), job_of(document, 3000)
    found = emissions(worker)
    worker.do(job)
    assert_computed(job, document, 3000)
    wild = job.traces[1]
    assert wild.end is not None and job.traces[0].last == 3000 and not job.unfinished
    assert max(step for run, step in found if run == 1) == wild.last


@pytest.mark.usefixtures("qapp")
def test_a_cancelled_job_is_left_alone() -> None:
    worker, job = Worker(), job_of(CLASSES, 100)
    found = emissions(worker)
    worker.stepped.connect(lambda run, step: setattr(job, "cancelled", step >= 10))
    worker.do(job)
    assert job.traces[0].last == 10 and len(found) == 10 and job.traces[0].known == 0
    assert not job.unfinished, "nothing of it is waited for"


@pytest.mark.usefixtures("qapp")
def test_J_that_was_taken_over_is_not_computed_again() -> None:
    job = job_of(CLASSES, 100)
    Worker().do(job)
    copy = job.courses[0].trace()
    copy.adopt(job.traces[0], 60)
    assert copy.known == 61
    copy.loss[:61] = -1.0
    again = Job(job.problem, job.courses, [copy], shown=0)
    again.target = 70
    Worker().do(again)
    assert copy.known == 71 and (copy.loss[:61] == -1.0).all() and (copy.loss[61:71] > 0).all()


@pytest.mark.usefixtures("qapp")
def test_rows_in_common_are_taken_over_before_any_step_is_taken() -> None:
    experiment = experiment_of({"problem": {"kind": "landscape", "name": "parabola"}, "epochs": BLOCK + 5000})
    problem = problem_for(experiment)
    (course,) = courses(experiment, problem)
    (whole,) = simulate(experiment, problem)
    trace = course.trace()
    trace.adopt(whole, BLOCK + 4000)
    job = Job(problem, [course], [trace], shown=0)
    assert trace.inherits and job.unfinished
    worker = Worker()
    found = emissions(worker)
    job.target = course.steps
    worker.do(job)
    assert not job.unfinished and trace.known == len(trace) == len(whole)
    assert found == [(0, step) for step in range(BLOCK + 4001, BLOCK + 5001)]
    for name in ("theta", "batch_loss", "loss"):
        np.testing.assert_array_equal(getattr(trace, name), getattr(whole, name))


def test_at_a_closed_gate_the_worker_waits(qtbot: QtBot) -> None:
    worker, job, reached = Worker(), job_of(LINE), threading.Event()
    thread = Thread(worker)

    def close_at_50(run: int, step: int) -> None:
        if step == 50:
            worker.gate.clear()
            reached.set()

    worker.stepped.connect(close_at_50)
    thread.give(job)
    assert reached.wait(10)
    assert job.traces[0].last == 50 and not job.idle
    worker.gate.set()
    qtbot.waitUntil(lambda: job.idle)
    assert job.traces[0].last == 200
    thread.close()


def break_at(job: Job, step: int, error: Exception) -> None:
    def steps(real: Any) -> Any:
        for found in real:
            if found == step:
                raise error
            yield found
    job.steps = [steps(real) for real in job.steps]


@pytest.mark.parametrize("error", [ValueError("out of tune"), MemoryError(), ZeroDivisionError()], ids=repr)
def test_an_error_in_a_step_is_told_and_ends_only_its_job(qtbot: QtBot, caplog: pytest.LogCaptureFixture,
                                                          error: Exception) -> None:
    worker, job = Worker(), job_of(LINE)
    break_at(job, 20, error)
    with caplog.at_level(logging.CRITICAL), qtbot.waitSignal(worker.failed) as told:
        worker.do(job)
    assert told.args is not None and "Traceback" in told.args[0] and type(error).__name__ in told.args[0]
    assert job.idle and job.cancelled
    again = job_of(LINE)
    worker.do(again)
    assert again.traces[0].last == 200


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", [bool, lambda _: None], ids=["True", "None"])
def test_emissions_lose_no_references(kind: Callable[[Any], Any]) -> None:
    """What PySide6 6.12.0 does wrong under Python 3.11 (it is refused there)."""
    worker, thing = Worker(), kind(1)
    worker.stepped.connect(lambda run, step: None)
    before = sys.getrefcount(thing)
    for step in range(5000):
        worker.stepped.emit(0, step)
    assert abs(sys.getrefcount(thing) - before) < 1000


def test_J_is_known_at_the_ends_of_epochs_while_steps_are_taken() -> None:
    """Where J costs a pass over all rows it is filled in later, but for the rows at which an epoch is done."""
    worker, job = Worker(), job_of(CLASSES)
    while worker._take_steps(job):
        pass
    trace, plan = job.traces[0], job.courses[0].plan
    ends = [row for row in range(1, len(trace)) if plan.place(row).batch == 1]
    assert len(ends) > 5
    assert np.flatnonzero(~np.isnan(trace.loss[: len(trace)])).tolist() == ends
    np.testing.assert_allclose(trace.loss[ends], job.problem.loss(trace.theta[ends]), rtol=1e-13)
