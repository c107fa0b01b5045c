"""The exhibits: every page runs, and every number that a text gives is computed here anew."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sgdviz.core.batches import keys
from sgdviz.core.convexity import chord_test, find_violated, gap
from sgdviz.core.datasets import card, load
from sgdviz.core.descent import simulate
from sgdviz.core.document import document_of, experiment_of, problem_for
from sgdviz.core.experiment import Experiment, Run
from sgdviz.core.landscapes.noise import noises
from sgdviz.core.models import LogisticRegression
from sgdviz.core.problem import Array, Problem
from sgdviz.core.trace import Trace
from sgdviz.exhibits import exhibits

PAGES = [(exhibit.number, i) for exhibit in exhibits() for i in range(len(exhibit.pages))]
SEEDS = 200
Facts = set[str]
Check = Callable[[Experiment, Problem, tuple[Trace, ...]], Facts]
checks: dict[tuple[int, int], Check] = {}


def page(exhibit: int, index: int) -> Callable[[Check], Check]:
    """Register the check of a page; it gives the numbers of its texts that it has computed."""
    def add(check: Check) -> Check:
        checks[exhibit, index] = check
        return check
    return add


def numbers(text: str) -> set[str]:
    """The numbers in a text, outside its display formulas."""
    plain = re.sub(r"\$\$.*?\$\$", "", text, flags=re.S).replace("−", "-")
    return set(re.findall(r"(?<![\w^_])-?\d+(?:\.\d+)?", plain))


def test_there_are_four_and_each_has_a_question_in_both_languages() -> None:
    assert [exhibit.number for exhibit in exhibits()] == [1, 2, 3, 4]
    for exhibit in exhibits():
        assert set(exhibit.question) == {"ko", "en"}
        assert exhibit.title == exhibit.pages[0].title


@pytest.mark.parametrize(("number", "index"), PAGES)
def test_page(number: int, index: int) -> None:
    experiment = exhibits()[number - 1].pages[index]
    assert experiment_of(document_of(experiment)) == experiment
    for text in (experiment.title, experiment.text, *(run.name for run in experiment.runs)):
        assert isinstance(text, str) or set(text) == {"ko", "en"}
    problem = problem_for(experiment)
    traces = simulate(experiment, problem)
    facts = checks[number, index](experiment, problem, traces)
    for language, text in experiment.text.items():
        assert numbers(text) <= facts | {"0", "1", "0.5"}, language


def left(trace: Trace, problem: Problem, step: int) -> float:
    """Which part of the way to the minimum is left."""
    way = np.linalg.norm(trace.theta - problem.marks[0].point, axis=1)
    return float(way[step] / way[0])


@page(1, 0)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    plan = experiment.base.plan(problem.n)
    rows = np.concatenate([plan.rows(k) for k in range(8)])
    assert problem.n == 272 == 8 * 34 and experiment.base.batch_size == 34 and plan.first_step(2) == 8
    assert np.array_equal(np.sort(rows), np.arange(272))
    assert load("faithful").rows == 272
    for seed in range(20):
        base = replace(experiment.base, seed=seed)
        varied = replace(experiment, base=base, epochs=1)
        carried, anew = simulate(varied, problem)
        assert left(carried, problem, 8) < 1 / 5
        assert left(anew, problem, 8) > 3 / 5
    return {"272", "8", "34", "5", "3"}


@page(1, 1)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    plan = experiment.base.plan(problem.n)
    batches = [plan.rows(k) for k in range(plan.first_step(2))]
    assert [len(rows) for rows in batches] == [60, 60, 60, 60, 32]
    theta = problem.start + 0.3
    mean = sum(len(rows) / 272 * problem.on(rows).loss(theta) for rows in batches)
    assert mean == pytest.approx(float(problem.loss(theta)), rel=1e-12)
    return {"60", "272", "4", "32", "5"}


@page(2, 0)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    plan = experiment.base.plan(problem.n)
    batches = [problem.on(plan.rows(k)) for k in range(86)]
    assert problem.n == 342 and plan.first_step(2) == 86 and [b.n for b in batches] == [4] * 85 + [2]
    theta = traces[0].theta[16]
    mean = sum(batch.n * batch.gradient(theta) for batch in batches) / 342
    np.testing.assert_allclose(mean, problem.gradient(theta), rtol=1e-11)
    assert _spread(problem, 4) > _spread(problem, 20) > _spread(problem, 100)
    return {"342", "4", "86"}


def _spread(problem: Problem, size: int) -> float:
    """The median distance of the batches' minima from that of J."""
    rows = np.argsort(keys(0, 1, problem.n))
    parts = [problem.on(rows[i : i + size]).marks for i in range(0, problem.n - size, size)]
    return float(np.median([np.linalg.norm(m[0].point - problem.marks[0].point) for m in parts if m]))


@page(2, 1)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    batch = problem.on(experiment.base.plan(problem.n).rows(0))
    assert batch.n == 1 and not batch.marks
    x, y = batch.sample.x[0, 0], batch.sample.y[0]  # type: ignore[attr-defined]  # a model's batch
    w = np.linspace(-2, 2, 9)
    np.testing.assert_allclose(batch.loss(np.stack([w, y - w * x], axis=-1)), 0, atol=1e-25)
    late = traces[0].theta[-342:] - problem.marks[0].point
    assert 0.02 < np.linalg.norm(late, axis=1).mean() < 0.3
    return set()


@page(2, 2)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    plan = experiment.base.plan(problem.n)
    assert problem.on(plan.rows(0)) is problem and plan.first_step(2) == 1
    drawn = Run(order="with_replacement", batch_size=342).plan(342).rows(0)
    assert len(drawn) == 342 and len(set(drawn.tolist())) < 342
    return set()


@page(2, 3)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    plan = experiment.base.plan(problem.n)
    samples = [problem.on(plan.rows(k)).sample for k in range(plan.first_step(4))]  # type: ignore[attr-defined]
    without = [not LogisticRegression(sample, bias=False).marks for sample in samples]
    assert problem.n == 219 and experiment.base.batch_size == 8 and len(problem.marks) == 1
    assert without[0] and sum(without) > len(without) / 2
    return {"219", "8"}


@cache
def quintic_runs(kind: str, sd: float, lr: float, order: str, epochs: int) -> tuple[Array, Array, Array]:
    """(x at the end, epoch at the end of which x > 0, epoch of |x − 2| < 1e-3) for all seeds; 0 for never."""
    n, seeds = 40, np.arange(SEEDS, dtype=np.uint64)
    a = np.linspace(-1, 1, n)
    a *= sd / a.std()
    slope = {"curvature": lambda x: x - 2, "tilt": np.ones_like,
             "local": lambda x: np.exp(-(x + 1.5) ** 2 / (2 * 0.6**2))}[kind]
    x, crossed, arrived = np.full(SEEDS, -3.0), np.zeros(SEEDS), np.zeros(SEEDS)
    for epoch in range(1, epochs + 1):
        k = keys(seeds, epoch, n)
        drawn = ((k >> np.uint64(32)) * np.uint64(n) >> np.uint64(32)).astype(int)
        rows = np.argsort(k, axis=-1, kind="stable") if order == "shuffle" else drawn
        for batch in np.split(rows, 10, axis=1):
            with np.errstate(all="ignore"):
                x = x - lr * (0.05 * (x + 1.5) ** 2 * (x + 4) * (x - 2) + a[batch].mean(axis=1) * slope(x))
        crossed[(crossed == 0) & (x > 0)] = epoch
        arrived[(arrived == 0) & (np.abs(x - 2) < 1e-3)] = epoch
    return x, crossed, arrived


def half_across(crossed: Array) -> float:
    """The epoch by whose end half of the seeds are across."""
    return float(np.median(np.where(crossed > 0, crossed, np.inf)))


@page(3, 0)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    sgd, full = traces
    x, crossed, arrived = quintic_runs("curvature", 0.5, 0.1, "shuffle", 60)
    assert problem.start == -3 and [run.optimizer["lr"] for run in experiment.runs] == [0.1, 0.1]
    assert half_across(crossed) == pytest.approx(36, rel=0.1) and (crossed[crossed > 0] <= 45).all()
    assert (crossed > 0).all() and (arrived > 0).all()
    assert sgd.theta[-1, 0] == pytest.approx(2, abs=1e-3) and sgd.theta[-1, 0] == pytest.approx(x[0], abs=1e-9)
    assert (np.diff(full.theta[:, 0]) > 0).all() and full.theta[-1, 0] < -1.5
    assert np.allclose([problem.gradient(np.array([-1.5])), problem.hessian(np.array([-1.5]))[0]], 0)
    slopes = _batch_slopes(experiment, problem)
    assert (slopes > 0).all(axis=1).any() or (slopes < 0).all(axis=1).any()
    return {"-3", "0.1", "-1.5", "2", "199", "36", "45"}


def _batch_slopes(experiment: Experiment, problem: Problem) -> Array:
    """The slope of each batch's curve of the first epoch near the flat point, (10, points)."""
    plan, x = experiment.base.plan(problem.n), np.linspace(-3, 0, 301)[:, None]
    return np.stack([problem.on(plan.rows(k)).gradient(x)[:, 0] for k in range(10)])


@page(3, 1)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    x, crossed, arrived = quintic_runs("curvature", 0.5, 0.15, "with_replacement", 60)
    assert experiment.base.optimizer["lr"] == 0.15
    assert (arrived > 0).sum() == 199 and not np.isfinite(x[83])
    assert np.ptp(crossed[crossed > 0]) > 20
    assert traces[0].end is None and traces[0].theta[-1, 0] == pytest.approx(2, abs=1e-3)
    assert traces[2].end is not None and traces[2].theta[traces[2].last, 0] < -4
    return {"0.15", "199", "60", "2", "83", "-4"}


@page(3, 2)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    for order, epochs in (("shuffle", 109), ("with_replacement", 29)):
        x, crossed, _ = quintic_runs("tilt", 1.0, 0.1, order, 200)
        assert half_across(crossed) == pytest.approx(epochs, rel=0.1)
        assert 0.01 < np.abs(x - 2).mean() < 0.3
    assert traces[0].theta[-1, 0] > 0 and traces[2].theta[-1, 0] > 0
    return {"199", "109", "29", "2"}


@page(3, 3)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    assert not quintic_runs("local", 1.0, 0.05, "shuffle", 200)[1].any()
    assert (quintic_runs("local", 1.0, 0.05, "with_replacement", 200)[1] > 0).mean() == pytest.approx(0.9, abs=0.06)
    assert traces[0].theta[-1, 0] < -1.5 and traces[2].theta[-1, 0] == pytest.approx(2, abs=1e-3)
    return {"-1.5", "0.05", "199", "200"}


@page(3, 4)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    slope = float(problem.gradient(np.array([-3.0]))[0])
    curvature = float(problem.hessian(np.array([2.0]))[0, 0])
    assert 1.5 / abs(slope) == pytest.approx(2.667, abs=5e-4) and 2 / curvature == pytest.approx(0.544, abs=5e-4)
    slow, fast = traces
    assert slow.theta[-1, 0] < -1.5 and fast.theta[1, 0] > -1.5
    assert fast.end is not None and fast.theta[fast.last, 0] < -4
    return {"-3", "2.667", "2", "0.544", "3"}


@page(3, 5)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    full = traces[1]
    assert [mark.kind for mark in problem.marks] == ["saddle"]
    assert not full.theta[:, 1].any() and abs(full.theta[-1, 0]) < 0.02
    sides = set()
    for seed in range(10):
        base = replace(experiment.base, seed=seed)
        y = simulate(replace(experiment, base=base), problem)[0].theta[:, 1]
        sides.add(bool(y[-1] > 0))
        assert 0.01 < abs(y[-1]) < problem.box[1, 1] * 1.2
    assert sides == {False, True}
    assert 1 + experiment.base.optimizer["lr"] == 1.1
    return {"1.1"}


@page(4, 0)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    test = chord_test(problem, *map(np.array, experiment.chord))
    np.testing.assert_allclose(test.gaps, 36 * test.alphas * (1 - test.alphas), atol=1e-12)
    assert test.gaps.max() == pytest.approx(9) and test.strict and find_violated(problem) is None
    return {"-2", "4", "9", "36", "2"}


@page(4, 1)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    ends = tuple(map(np.array, experiment.chord))
    assert ends == (-2, 4) and chord_test(problem, *ends).verdict == "passes"
    np.testing.assert_allclose(gap(problem, *ends, np.array([0.9, 0.5, 0.1])), [1.478, 9.113, 9.282], atol=6e-4)
    assert find_violated(problem) is not None
    return {"-2", "4", "0.9", "1.478", "9.113", "0.1", "9.282"}


@page(4, 2)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    test = chord_test(problem, *map(np.array, experiment.chord))
    assert (test.a, test.b) == (-2, 1) and test.verdict == "violated"
    assert test.alpha == pytest.approx(0.437, abs=5e-4) and test.min_gap == pytest.approx(-0.754, abs=5e-4)
    return {"0.437", "0.754"}


@page(4, 3)
def _(experiment: Experiment, problem: Problem, traces: tuple[Trace, ...]) -> Facts:
    ends = tuple(map(np.array, experiment.chord))
    assert chord_test(problem, *ends).verdict == "passes"
    assert chord_test(problem.on(experiment.base.plan(40).rows(0)), *ends).verdict == "violated"
    return set()


def test_the_saddle_shows_every_noise() -> None:
    shown = {page.problem.get("noise", {}).get("kind", "none") for page in exhibits()[2].pages}
    assert shown == set(noises)


def test_the_tables_of_the_exhibits_have_cards() -> None:
    for exhibit in exhibits():
        for experiment in exhibit.pages:
            if "data" in experiment.problem:
                assert card(experiment.problem["data"])["title"]
