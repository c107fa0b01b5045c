"""The examples: each opens, runs, draws and passes its audit, and every number that a text gives is computed here anew."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from sgdviz.core.atlas.atlas import survey
from sgdviz.core.atlas.attractors import NOWHERE
from sgdviz.core.atlas.basins import Basins
from sgdviz.core.atlas.fates import GONE
from sgdviz.core.atlas.sweep import Sweep
from sgdviz.core.audit import audit
from sgdviz.core.cloud import gathered
from sgdviz.core.datasets import load
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import document_of, experiment_of, problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.models import Model
from sgdviz.core.pathplane import plane_of_path, spread_of
from sgdviz.core.problem import Array, Problem
from sgdviz.core.slice import plane_of_weights
from sgdviz.core.theory.passage import passage
from sgdviz.core.trace import Trace
from sgdviz.examples import examples
from sgdviz.ui.making import view_of
from sgdviz.ui.offstage import offstage

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
    runs = courses(experiment, problem)
    cloud = experiment.cloud and gathered(runs[0], experiment.cloud, 400)
    found = list(audit(problem, runs, traces, seconds=0.1, cloud=cloud))
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
                cloud = None if experiment.cloud is None else gathered(runs[0], {**experiment.cloud, "runs": 50}, step)
                view.draw(Frame(experiment, problem, runs, traces, step, cloud=cloud))
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
    count, ratio = 300, 1 - 2 * eta
    lags = np.arange(1, count)
    tail = floor / count**2 * (count + 2 * ((count - lags) * ratio**lags).sum())
    assert tail == pytest.approx(0.0008, abs=5e-5)
    alone = replace(experiment, overrides=())
    paths = [simulate(replace(alone, base=replace(alone.base, seed=seed)), problem)[0].theta for seed in range(60)]
    assert problem.loss(np.array([path[-1] for path in paths])).mean() == pytest.approx(floor, rel=0.5)
    assert problem.loss(np.array([path[-count:].mean(axis=0) for path in paths])).mean() == pytest.approx(tail, rel=0.5)
    return {"0.25", "0.083", "600", "0.0021", "0.0022", "30", "4", "0.0008"}


def agrees(trace: Trace, certified: tuple[float, float], digits: int = 9) -> int:
    """The first step from which on both numbers agree with what is certified; −1 if that is never so."""
    wrong = (np.abs(trace.theta[: len(trace)] / certified - 1) > 0.5 * 10.0 ** (1 - digits)).any(axis=1)
    last = int(np.flatnonzero(wrong)[-1]) if wrong.any() else -1
    return last + 1 if last < trace.last else -1


def alone(experiment: Experiment, start: tuple[float, ...], steps: int, **optimizer: Any) -> Trace:
    """One run of another method over the problem of an example, from a start, with all rows at each step."""
    base = replace(experiment.base, start=start, optimizer=optimizer, changes=())
    problem = problem_for(experiment)
    return simulate(replace(experiment, base=base, overrides=(), epochs=steps), problem, steps)[0]


@told("misra1a")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    certified, scaled = (238.94212918, 5.5015643181e-4), (2.3894212918, 5.5015643181)
    np.testing.assert_allclose(scaled, np.array(certified) * [1 / 100, 10000], rtol=1e-14)
    assert problem.n == 14 and problem.n * problem.loss(np.array(scaled)) == pytest.approx(1.2455138894e-1, rel=1e-10)
    assert [agrees(trace, scaled) for trace in traces] == [30, 7, -1]
    assert np.abs(alone(experiment, (2.5, 5), 2000, name="sgd", lr=0.001).theta[-1] / scaled - 1).max() > 0.01
    own = replace(experiment, problem={**experiment.problem, "model": "b1*(1-exp(-b2*x))"})
    assert alone(own, (250, 5e-4), 300, name="armijo").theta[:, 0] == pytest.approx(250, abs=1e-3)
    for start in ((5, 1), (2.5, 5)):
        assert abs(alone(experiment, start, 40, name="newton").theta[-1, 0]) < 1e-6
    return {"14", "238.94212918", "0.00055015643181", "0.12455138894", "100", "10000", "2.3894212918", "5.5015643181",
            "30", "7", "2000", "250", "0.0005", "300"}


@told("boxbod")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    certified = (213.80940889, 0.54723748542)
    assert problem.n == 6 and 6 * problem.loss(np.array(certified)) == pytest.approx(1168.0088766, rel=1e-10)
    assert [agrees(trace, certified) for trace in traces] == [12, 6, 10, -1]
    assert [tuple(trace.theta[0]) for trace in traces] == [(1, 1), (100, 0.75)] * 2
    for start in ((1, 1), (100, 0.75)):
        assert agrees(alone(experiment, start, 300, name="newton"), certified) == -1
    for trace in (traces[3], *(alone(experiment, start, 300, name="armijo") for start in ((1, 1), (100, 0.75)))):
        assert float(problem.loss(end(trace))) == pytest.approx(1628.6, abs=0.05)
        assert end(trace)[0] == pytest.approx(172.5) and end(trace)[1] > 20
    assert load("boxbod").columns["y"].values.mean() == pytest.approx(172.5)  # type: ignore[union-attr]  # numbers
    return {"6", "213.80940889", "0.54723748542", "1168.0088766", "100", "0.75", "12", "10", "172.5", "1628.6", "2"}


@told("danwood")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    certified = (0.76886226176, 3.8604055871)
    assert problem.n == 6 and 6 * problem.loss(np.array(certified)) == pytest.approx(4.3173084083e-3, rel=1e-9)
    assert [agrees(trace, certified) for trace in traces] == [12, 5, 9, 6, -1]
    assert [tuple(trace.theta[0]) for trace in traces] == [(1, 5), (0.7, 4), (1, 5), (0.7, 4), (1, 5)]
    assert float(problem.loss(end(traces[4]))) == pytest.approx(17.3, abs=0.05)
    assert float(problem.loss(traces[4].theta[1])) == pytest.approx(17.3, abs=0.2)
    return {"6", "0.76886226176", "3.8604055871", "0.0043173084083", "5", "0.7", "4", "12", "9", "17.3"}


@told("two_weights")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    assert [mark.kind for mark in problem.marks] == ["saddle"] and not problem.marks[0].point.any()
    assert isinstance(problem, Model)
    product = np.linalg.lstsq(problem.sample.x, problem.sample.y, rcond=None)[0][0]
    assert product == pytest.approx(0.871, abs=5e-4)
    np.testing.assert_allclose(problem.gradient(np.array([[2.0, product / 2], [0.5, 2 * product]])), 0, atol=1e-12)
    rows = problem.gradients(np.array([0.7, -0.2]))
    np.testing.assert_allclose(rows[:, 0] * 0.7, rows[:, 1] * -0.2, atol=1e-14)
    assert not problem.gradients(np.zeros(2)).any()
    on, beside, wide = traces
    assert (on.theta[:, 0] == -on.theta[:, 1]).all() and on.loss[-1] == pytest.approx(1) and np.abs(end(on)).max() < 1e-6
    assert [int(np.argmax(trace.loss < 0.5)) for trace in (wide, beside)] == [15, 29]
    assert (beside.loss[29:] < 0.5).all() and (wide.loss[15:] < 0.5).all()
    return {"0.871", "-1", "-0.9", "-0.99", "15", "29", "0.5"}


@told("neuron")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    best = [problem.loss(mark.point) for mark in problem.marks if mark.kind == "minimum"]
    assert best == [pytest.approx(0.154, abs=5e-4)]
    line = problem_for(replace(experiment, overrides=(), problem={
        **{key: experiment.problem[key] for key in ("data", "x", "y", "standardize")}, "kind": "linear_regression"}))
    assert line.loss(line.marks[0].point) == pytest.approx(0.189, abs=5e-4)
    zero, saturated, wrong = traces
    assert zero.steps == 320 and zero.loss[-1] == pytest.approx(0.155, abs=5e-4)
    assert saturated.loss[[0, -1]] == pytest.approx([1.9987, 1.9980], abs=5e-5) and saturated.theta[0, 1] == 4
    assert wrong.theta[0, 0] == -3 and wrong.loss[20] > 3 and wrong.loss[-1] < 0.17
    return {"0.154", "0.189", "320", "0.155", "4", "1.9987", "1.9980", "-3"}


@told("network")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    path = traces[0].theta
    spread = spread_of(path)
    plane = plane_of_path(spread, [path])
    assert spread.share(plane) == pytest.approx(0.99, abs=0.005)
    assert np.linalg.norm(plane.off(path[0])) == pytest.approx(0.49, abs=0.005)
    assert problem.loss(plane.lift(plane.project(path[0]))) == pytest.approx(0.52, abs=0.005)
    assert problem.dim == 33 and experiment.problem["hidden"] == 8 and traces[0].steps == 440
    assert traces[0].loss[[0, 11, -1]] == pytest.approx([0.80, 0.48, 0.27], abs=0.005) and experiment.epochs == 40
    flat = problem_for(replace(experiment, problem={
        **{key: experiment.problem[key] for key in ("data", "x", "y", "standardize")}, "kind": "linear_regression"}))
    assert flat.loss(flat.marks[0].point) == pytest.approx(0.53, abs=0.005)
    return {"8", "33", "99", "39", "0.80", "0.48", "0.27", "0.53", "0.49", "0.52"}


@told("race")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    def arrives(trace: Trace) -> int:
        return int(np.flatnonzero(trace.loss >= 0.01)[-1]) + 1

    assert [arrives(trace) for trace in traces] == [95, 79, 26, 107]
    assert {run.optimizer["lr"] for run in experiment.runs} == {0.1}
    assert problem.hessian(np.zeros(2))[1, 1] == 18 and round(2 / 18, 3) == 0.111
    first = [np.abs(trace.theta[1] - trace.theta[0]) for trace in traces[2:]]
    np.testing.assert_allclose(first, [[1, 1], [0.1, 0.1]], rtol=1e-6)
    assert arrives(alone(experiment, (-8, 1.6), 120, name="adam", lr=0.3)) == 74
    return {"0.1", "18", "0.01", "95", "2", "0.111", "79", "26", "10", "0.99", "107", "0.3", "74"}


@told("flat_and_sharp")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    eta, sharp, flat = experiment.base.optimizer["lr"], *(float(problem.hessian(np.array([x]))[0, 0]) for x in (-1.0, 2.0))
    assert (eta, sharp, flat) == (0.25, pytest.approx(6.12), pytest.approx(0.72)) and traces[0].theta[0, 0] == -1.2
    assert problem.loss(np.array([[-1.0], [2.0]])).tolist() == [0, 0] and 2 / sharp == pytest.approx(0.327, abs=5e-4)
    assert end(traces[1])[0] == pytest.approx(-1) and traces[0].steps == 1200
    assert (2 - eta * flat) / (2 - eta * sharp) == pytest.approx(3.9, abs=0.05)
    top = next(mark.point[0] for mark in problem.marks if mark.kind == "maximum")
    base = replace(experiment.base, changes=())
    for seed in range(40):
        assert end(simulate(replace(experiment, base=replace(base, seed=seed), overrides=()), problem)[0])[0] > top
    return {"-1", "6.12", "2", "0.72", "-1.2", "0.25", "0.327", "39", "1200", "3.9"}


@told("catapult")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    def curvature(theta: Array) -> float:
        return float(np.linalg.eigvalsh(problem.hessian(theta))[-1])

    large, small = traces
    assert curvature(large.theta[0]) == pytest.approx(16.1, abs=0.05) and round(2 / 16.1, 3) == 0.124
    assert curvature(np.ones(2)) == pytest.approx(2)
    for x in (0.5, 3.0):
        assert curvature(np.array([x, 1 / x])) == pytest.approx(x**2 + 1 / x**2)
    assert (large.loss[0], large.loss.max()) == (pytest.approx(0.0008), pytest.approx(16.7, abs=0.05))
    assert curvature(end(large)) == pytest.approx(2.4, abs=0.05)
    assert np.linalg.norm(end(small) - small.theta[0]) < 0.02 and max(large.loss[-1], small.loss[-1]) < 1e-12
    for rate in (0.12, 0.13, 0.15, 0.2, 0.22, 0.24):
        assert curvature(end(alone(experiment, (4, 0.26), 400, name="sgd", lr=rate))) < 2 / rate
    assert alone(experiment, (4, 0.26), 400, name="sgd", lr=0.26).end is not None
    return {"4", "0.26", "16.1", "2", "0.1", "0.124", "0.2", "0.0008", "16.7", "2.4"}


@told("every_batch")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    size, rate = experiment.base.batch_size, experiment.base.optimizer["lr"]
    batches, theta = [np.array(rows) for rows in combinations(range(problem.n), size)], traces[0].theta
    assert (problem.n, size, len(batches), traces[0].steps) == (11, 4, 330, 24)
    factor = (problem.n - size) / (problem.n - 1) / size
    assert (f"{factor:.3f}", 1 / size) == ("0.175", 0.25)
    lower = []
    for at in (theta[0], theta[24]):
        gradients = np.array([problem.on(rows).gradient(at) for rows in batches])
        rows = np.array([problem.on(np.array([row])).gradient(at) for row in range(problem.n)])
        np.testing.assert_allclose(gradients.mean(axis=0), problem.gradient(at), atol=1e-13)
        np.testing.assert_allclose(np.cov(gradients.T, bias=True), factor * np.cov(rows.T, bias=True), rtol=1e-9, atol=1e-13)
        lower.append(int((problem.loss(at - rate * gradients) < problem.loss(at)).sum()))
    assert lower == [330, 8]
    first = np.array([problem.on(np.array([row])).gradient(theta[0]) for row in range(problem.n)])
    whole = problem.gradient(theta[0])
    assert f"{np.trace(np.cov(first.T, bias=True)) / (whole @ whole):.1f}" == "1.7"
    plan = courses(experiment, problem)[0].plan
    assert [len(plan.rows(step)) for step in range(3)] == [4, 4, 3]
    laid = theta[0] - rate * sum(problem.on(plan.rows(step)).gradient(theta[0]) for step in range(3))
    leap = theta[0] - 3 * rate * whole
    assert 0 < np.linalg.norm(laid - leap) < 0.2 * np.linalg.norm(leap - theta[0])
    return {"330", "4", "11", "0.175", "0.25", "1.7", "24", "8", "3"}


@told("thousand_seeds")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    def escapes(order: str) -> list[int]:
        """The epochs by the end of which one run after another is past the flat point, x > 0."""
        course = courses(replace(experiment, base=replace(experiment.base, order=order)), problem)[0]
        cloud = gathered(course, {"runs": 1000}, course.steps)
        assert not (cloud.ends >= 0).any() and cloud.events[0].reach == 1.5
        return (cloud.counts(0, course.steps) // 10).tolist()

    drawn, shuffled = escapes("with_replacement"), escapes("shuffle")
    assert (drawn[0], drawn[499], drawn[949], 1000 - len(drawn), experiment.epochs) == (4, 18, 46, 18, 60)
    assert (shuffled[0], shuffled[999]) == (28, 44)
    course = courses(experiment, problem)[0]
    theory = passage(course, gathered(course, {"runs": 2}, 1).events[0])
    assert theory is not None and np.searchsorted(theory.shares(range(61)), 0.5) == 18
    return {"3", "18", "95", "46", "4", "60", "28", "44"}


@told("basins")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    line = np.linspace(-5, 5, 51)
    found = []
    for momentum in (0.9, 0.0):
        run = replace(experiment.base, optimizer={**experiment.base.optimizer, "momentum": momentum})
        atlas = Basins(courses(replace(experiment, base=run), problem)[0], np.stack(np.meshgrid(line, line), axis=-1))
        assert list(survey(atlas))[-1].share == pytest.approx(1) and (atlas.fate != NOWHERE).all() and len(atlas.ends.marks) == 4
        fate = atlas.fate
        found.append((int((fate[1:] != fate[:-1]).sum() + (fate[:, 1:] != fate[:, :-1]).sum()), int((fate == GONE).sum())))
    assert found == [(1046, 9), (115, 0)]
    return {"0.9", "51", "1046", "9", "115"}


@told("rates_and_sizes")
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    atlas = Sweep(experiment, problem, 0, np.array([0.05, 0.1, 0.2]), np.arange(1, problem.n + 1))
    assert list(survey(atlas))[-1].share == pytest.approx(1)
    kinds = [(mark.kind, float(mark.point[0])) for mark in atlas.ends.marks]
    assert kinds == [("minimum", 2.0), ("degenerate", -1.5)] and traces[0].theta[0, 0] == -3 and experiment.epochs == 60
    across = [np.flatnonzero(row == 0) + 1 for row in atlas.fate]
    assert across[0].tolist() == [1, 2] and across[1].tolist() == [1, 2, 3, 4, 5]
    assert across[2][:8].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert atlas.limits[-1] == pytest.approx(0.544, abs=5e-4) and (atlas.limits <= atlas.limits[-1]).all()
    return {"-3", "60", "2", "-1.5", "5", "6", "0.05", "0.1", "0.2", "8", "0.544"}
