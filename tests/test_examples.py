"""The examples: each opens, runs, draws and passes its audit, and every number that a text gives is computed here anew."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from sgdviz.core.audit import audit
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import document_of, experiment_of, problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.pathplane import plane_of_path, spread_of
from sgdviz.core.problem import Array, Problem
from sgdviz.core.slice import plane_of_weights
from sgdviz.core.trace import Trace
from sgdviz.examples import examples
from sgdviz.ui.render import offstage, view_of

ALL = {example.name: example for example in examples()}
Facts = set[str]
Check = Callable[[Experiment, Problem, tuple[Trace, ...]], Facts]
checks: dict[str, Check] = {}


def told(name: str) -> Callable[[Check], Check]:
    """Register the check of an example's text; it gives the numbers that it has computed."""
    def add(check: Check) -> Check:
        checks[name] = check
        return check
    return add


def numbers(text: str) -> set[str]:
    """The numbers in a text, outside its display formulas, without the years of its sources."""
    plain = re.sub(r"\$\$.*?\$\$|\([^()]*\d{4}\)", "", text, flags=re.S).replace("−", "-")
    return set(re.findall(r"(?<![\w^_])-?\d+(?:\.\d+)?", plain))


@cache
def ran(name: str) -> tuple[Experiment, Problem, tuple[Trace, ...]]:
    experiment = ALL[name].experiment
    problem = problem_for(experiment)
    return experiment, problem, simulate(experiment, problem)


def test_they_are_in_order_and_have_names_of_their_own() -> None:
    assert len(ALL) == len(examples()) >= 2
    assert [example.group for example in examples()] == sorted(example.group for example in examples())
    assert set(checks) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_document_is_complete(name: str) -> None:
    experiment = ALL[name].experiment
    assert experiment_of(document_of(experiment)) == experiment
    for text in (experiment.title, experiment.text, *(run.name for run in experiment.runs if run.name)):
        assert isinstance(text, str) or set(text) == {"ko", "en"}
    assert experiment.title and experiment.text and experiment.views


@pytest.mark.parametrize("name", ALL)
def test_every_number_in_a_text_is_so(name: str) -> None:
    experiment, problem, traces = ran(name)
    facts = checks[name](experiment, problem, traces)
    assert not isinstance(experiment.text, str)
    for language, text in experiment.text.items():
        assert numbers(text) <= facts | {"0", "1"}, language


@pytest.mark.parametrize("name", ALL)
def test_it_passes_its_audit(name: str) -> None:
    experiment, problem, traces = ran(name)
    found = list(audit(problem, courses(experiment, problem), traces, seconds=0.15))
    assert not [check for check in found if check.verdict == "fails"]
    assert any(check.verdict == "holds" for check in found)


@pytest.mark.parametrize("name", ALL)
def test_it_is_drawn(qtbot: QtBot, name: str) -> None:
    experiment, problem, traces = ran(name)
    runs = courses(experiment, problem)
    for canvas in experiment.views:
        view = view_of(canvas)
        assert view.suits(problem)
        with offstage(view, QSize(480, 320)):
            for step in (0, runs[0].steps // 2, runs[0].steps):
                view.draw(Frame(experiment, problem, runs, traces, step))
            assert not view.grab().isNull()


def end(trace: Trace) -> Array:
    """Where a run ends."""
    theta: Array = trace.theta[trace.last]
    return theta


@told("four_weights")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    path = traces[0].theta
    spread = spread_of(path)
    assert spread.share(plane_of_path(spread, [path])) == pytest.approx(0.99, abs=0.005)
    variances = path.var(axis=0)
    shares = {(i, j): float(variances[[i, j]].sum() / variances.sum()) for i in range(4) for j in range(i)}
    ordered = sorted(shares, key=lambda pair: shares[pair])
    assert (ordered[0], ordered[-1]) == ((1, 0), (3, 2)) and problem.names == ("w_1", "w_2", "w_3", "b")
    assert spread.share(plane_of_weights(problem, path[3], (2, 3))) == pytest.approx(0.80, abs=0.005)
    assert shares[1, 0] == pytest.approx(0.20, abs=0.005)
    return {"99", "80", "20"}


@told("schedules")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    eta, sd = experiment.base.optimizer["lr"], experiment.problem["noise"]["sd"]
    variance = sd**2 / experiment.base.batch_size
    floor = eta * variance / (4 * (1 - eta))
    assert (eta, variance, traces[0].steps) == (0.25, 1, 600) and f"{floor:.3f}" == "0.083"
    for course, trace, mean in zip(courses(experiment, problem), traces, (0.0833, 0.0021, 0.0022), strict=True):
        square = float(course.start[0]) ** 2
        for step in range(course.steps):
            rate = course.rate(trace, step)
            square = (1 - 2 * rate) ** 2 * square + rate**2 * variance
        assert square == pytest.approx(mean, abs=5e-5)
    assert floor / 30 > 0.0022
    alone = replace(experiment, overrides=())
    ends = [end(simulate(replace(alone, base=replace(alone.base, seed=seed)), problem)[0]) for seed in range(60)]
    assert problem.loss(np.array(ends)).mean() == pytest.approx(floor, rel=0.5)
    return {"0.25", "0.083", "600", "0.0021", "0.0022", "30", "4"}
