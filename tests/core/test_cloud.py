"""Clouds: against single runs, and against themselves computed in another way."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sgdviz.core import cloud as module
from sgdviz.core.cloud import CLOUD, Cloud, cloud_of
from sgdviz.core.course import Course
from sgdviz.core.descent import advance
from sgdviz.core.experiment import Change, Run
from sgdviz.core.invalid import Invalid
from sgdviz.core.kinds import build
from sgdviz.core.problem import Array, Problem
from sgdviz.core.replicas import size_of
from sgdviz.core.theory.events import events

QUINTIC = {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}, "samples": 40}
LINE = {"kind": "linear_regression", "data": "faithful", "x": ["eruptions"], "y": "waiting", "standardize": True}
NEURON = {**LINE, "kind": "neuron"}
RUN = Run(optimizer={"name": "adam", "lr": 0.03}, batch_size=16, seed=5)


def cloud_on(problem: dict[str, Any], run: Run = RUN, steps: int = 300, runs: int = 30, **spec: Any) -> Cloud:
    seed = {} if spec.get("vary") == "start" else {"seed": run.seed}
    return Cloud(Course(build(problem), run, steps), {"runs": runs, **seed, **spec})


def ran(cloud: Cloud, until: int = 10**9) -> Cloud:
    """The cloud advanced bite after bite."""
    while cloud.advance(until):
        pass
    return cloud


def path(problem: Problem, run: Run, steps: int) -> Array:
    course = Course(problem, run, steps)
    trace = course.trace()
    with np.errstate(all="ignore"):
        for _ in advance(course, trace, steps):
            pass
    return trace.theta[: len(trace)]


@pytest.mark.parametrize("vary", [{"vary": "seed"}, {"vary": "start", "spread": 0.3}])
@pytest.mark.parametrize("problem", [QUINTIC, LINE, NEURON])
def test_each_of_its_runs_is_the_watched_run_made_alone(problem: dict[str, Any], vary: dict[str, Any]) -> None:
    cloud = ran(cloud_on(problem, steps=120, runs=12, **vary))
    assert cloud.last == 120
    for run in range(12):
        alone = path(cloud.course.problem, replace(RUN, **cloud.alone(run)), 120)
        np.testing.assert_allclose(cloud.at(77)[run], alone[77], rtol=1e-3, atol=1e-4)
    np.testing.assert_array_equal(cloud.starts[0], cloud.course.start)
    assert cloud.seeds[0] == 5


def test_starts_fill_their_share_of_the_box() -> None:
    problem = {"kind": "landscape", "name": "himmelblau"}
    cloud = cloud_on(problem, runs=4000, vary="start", spread=0.2)
    away = (cloud.starts - cloud.course.start) / np.ptp(cloud.course.problem.box, axis=1)
    assert np.abs(away).max() <= 0.1 and np.abs(away).max() > 0.0999
    np.testing.assert_allclose(away.mean(axis=0), 0, atol=0.003)
    np.testing.assert_allclose(away.std(axis=0), 0.2 / 12**0.5, rtol=0.03)
    assert (cloud.starts != cloud_on(problem, replace(RUN, seed=6), runs=4000, vary="start", spread=0.2).starts)[1:].all()


def test_states_that_were_given_up_come_back_bit_for_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ran(cloud_on(LINE))
    monkeypatch.setattr(module, "MOST", 9)
    thin = ran(cloud_on(LINE))
    assert len(whole._kept) == 301 and len(thin._kept) <= 9
    for step in (0, 1, 17, 63, 64, 65, 255, 299, 300):
        assert thin.at(step).tobytes() == whole.at(step).tobytes()
        at, theta = thin.near(step)
        assert at == step and theta.tobytes() == whole.at(step).tobytes()
    assert thin.near(298)[0] == 256


@pytest.mark.parametrize("problem", [QUINTIC, LINE, NEURON])
def test_a_longer_bite_leads_to_the_same_bits(problem: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    usual = ran(cloud_on(problem))
    monkeypatch.setattr(module, "MANY", 20)
    longer = cloud_on(problem)
    assert longer.advance(10**9) and longer.last >= min(usual.steps, longer.course.plan.n // 20)
    assert ran(longer).at(usual.steps).tobytes() == usual.at(usual.steps).tobytes()


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("problem", [QUINTIC, LINE, NEURON])
def test_it_tells_how_much_of_a_bite_is_done(problem: dict[str, Any], threads: int) -> None:
    cloud, told = cloud_on(problem, runs=60), list[tuple[float, int]]()
    cloud.threads = threads
    assert cloud.advance(9) and cloud.way == (first := cloud.last, first)

    def proceed() -> bool:
        told.append(cloud.way)
        return True
    assert cloud.advance(90, proceed)
    assert all(first <= reached <= goal == cloud.last for reached, goal in told[:-1]) and cloud.way == (cloud.last, cloud.last)
    reached = [at for at, _ in told]
    assert threads > 1 or (reached == sorted(reached) and len(set(reached)) > 1)


def test_the_memory_of_a_cloud_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY", 1 << 16)
    cloud = ran(cloud_on(LINE, runs=200))
    assert sum(map(size_of, cloud._kept.values())) <= 1 << 16
    assert len(cloud._kept) > 8 and cloud.near(300)[0] > 250


@pytest.mark.parametrize("problem", [QUINTIC, LINE, NEURON])
def test_the_band_is_J_of_the_runs(problem: dict[str, Any]) -> None:
    cloud = ran(cloud_on(problem))
    assert (np.diff(cloud.band[:, 0]) > 0).all() and cloud.band[0, 0] == 0 and cloud.band[-1, 0] > 290
    for step, mean, low, high, median in cloud.band[::29]:
        loss = cloud.course.problem.loss(cloud.at(int(step)).astype(float))
        np.testing.assert_allclose([mean, low, high, median], [loss.mean(), *np.quantile(loss, (0.1, 0.9, 0.5))], rtol=1e-4)


def test_where_J_is_dear_the_band_is_of_fewer_runs_and_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DEAR", 1e6)
    cloud = ran(cloud_on(NEURON, runs=1000))
    assert 100 <= cloud.sampled < 1000 and 1 < np.diff(cloud.band[:, 0]).max() < 20


def test_a_change_on_the_way_keeps_what_came_before_it() -> None:
    changed = replace(RUN, changes=(Change(130, optimizer={"name": "adam", "lr": 0.001}, batch_size=4),))
    old, new, fresh = ran(cloud_on(NEURON)), cloud_on(NEURON, changed), ran(cloud_on(NEURON, changed))
    new.adopt(old)
    assert 0 < new.last <= 130 and new.at(100).tobytes() == old.at(100).tobytes()
    ran(new)
    for step in (100, 130, 131, 300):
        assert new.at(step).tobytes() == fresh.at(step).tobytes()
    np.testing.assert_array_equal(new.band, fresh.band)
    np.testing.assert_array_equal(new.when, fresh.when)


def test_another_layout_takes_nothing_over() -> None:
    old = ran(cloud_on(NEURON))
    for new in (cloud_on(NEURON, runs=31), cloud_on(NEURON, vary="start"), cloud_on(NEURON, seed=6)):
        new.adopt(old)
        assert new.last == 0


@pytest.mark.parametrize("spec", [{"seed": 5}, {"vary": "start", "spread": 0.3}])
@pytest.mark.parametrize("problem", [QUINTIC, LINE])
def test_it_does_not_matter_to_a_cloud_which_of_its_runs_is_watched(problem: dict[str, Any], spec: dict[str, Any]) -> None:
    cloud = cloud_on(problem, runs=12, **spec)
    assert cloud.suits(Course(cloud.course.problem, RUN, 300), {"runs": 12, **spec})
    centre = {"centre": tuple(cloud.course.start.tolist())} if cloud.spread else {}
    beside = Course(cloud.course.problem, replace(RUN, name="other", **cloud.alone(7)), 300)
    laid = {"runs": 12, **spec, **centre}
    assert cloud.suits(beside, laid)
    assert ran(Cloud(beside, laid)).at(300).tobytes() == ran(cloud).at(300).tobytes()
    assert not cloud.suits(beside, {**laid, "runs": 13})
    assert not cloud.suits(Course(cloud.course.problem, replace(beside.run, batch_size=15), 300), laid)
    assert not cloud.suits(Course(cloud.course.problem, beside.run, 299), laid)
    assert cloud.suits(beside, {"runs": 12, **spec}) == (not cloud.spread)


def test_a_cloud_that_may_not_proceed_stays_where_it_is() -> None:
    cloud = cloud_on(NEURON)
    assert not cloud.advance(300, lambda: False) and cloud.last == 0
    assert cloud.advance(300) and 0 < cloud.last < 300


def test_escape_and_arrival_on_the_quintic() -> None:
    """Past x = 0, as far beyond the flat point as the start is before it; and within 1e-3 of 2; at the ends of epochs."""
    run = Run(optimizer={"name": "sgd", "lr": 0.1}, batch_size=4)
    cloud = ran(cloud_on(QUINTIC, run, 600, 40))
    escape, arrival = cloud.events
    assert [event.kind for event in cloud.events] == ["escape", "arrival"]
    np.testing.assert_array_equal(escape.happened(np.array([[-1e-9], [1e-9], [5]])), [False, True, True])
    near = arrival.happened(np.array([[1.9989], [1.9991], [2.0009], [2.0011]]))
    np.testing.assert_array_equal(near, [False, True, True, False])
    for seed in range(40):
        ends = path(cloud.course.problem, replace(run, seed=seed), 600)[10::10, 0]
        assert cloud.when[0][seed] == 10 * (1 + int(np.argmax(ends > 0)))
        assert abs(cloud.when[1][seed] - 10 * (1 + int(np.argmax(np.abs(ends - 2) < 1e-3)))) <= 10
    np.testing.assert_array_equal(cloud.counts(0, 360), sorted(when for when in cloud.when[0] if when <= 360))


def test_a_saddle_is_left_along_its_way_out() -> None:
    problem = build({"kind": "formula", "formula": "x**2/2 - y**2/2 + y**4/4", "box": [[-3, 3], [-2, 2]]})
    escape, arrival = events(problem, np.array([-2.0, 0.01]))
    assert escape.kind == "escape" and 0 < escape.reach < 1
    far = np.array([[0, 1.01 * escape.reach], [0, -1.01 * escape.reach], [2, 0.99 * escape.reach]])
    np.testing.assert_array_equal(escape.happened(far), [True, True, False])
    np.testing.assert_array_equal(arrival.happened(np.array([[0, 1.0005], [0, -1.0005], [0, 1.002]])), [True, True, False])


def test_what_has_no_marks_has_no_events() -> None:
    assert events(build({"kind": "formula", "formula": "exp(x)"}), np.array([1.0])) == ()


def test_runs_that_diverge_are_told() -> None:
    run = Run(optimizer={"name": "sgd", "lr": 0.15}, batch_size=4, order="with_replacement")
    cloud = ran(cloud_on(QUINTIC, run, 600, 100))
    assert np.flatnonzero(cloud.ends >= 0).tolist() == [83] and np.isfinite(cloud.at(600)).all()
    step, mean, _, high, median = cloud.band[-1]
    loss = cloud.course.problem.loss(cloud.at(600).astype(float))
    assert step == 600 and np.isclose(median, np.median(loss), rtol=1e-4) and abs(median - high) < 1e-3 and abs(mean) > 1e3


def test_where_runs_have_no_finite_loss_neither_has_what_is_told_of_them() -> None:
    cloud = ran(cloud_on(QUINTIC, Run(optimizer={"name": "sgd", "lr": 3.0}, batch_size=4), 60, 30))
    assert (cloud.ends >= 0).all()
    with np.errstate(all="ignore"):
        ended = cloud.course.problem.loss(cloud.at(60))
    assert np.count_nonzero(ended == -np.inf) > 28 and cloud.band[-1, 1:].tolist() == [-np.inf] * 4
    assert np.isfinite(cloud.band[0]).all()


@pytest.mark.parametrize(("spec", "place", "sentence"), [
    (3, "cloud", "3 is not an object"),
    ({"runs": 1}, "cloud.runs", "1 is out of range; allowed: 2 ≤ R ≤ 100,000"),
    ({"vary": "rows"}, "cloud.vary", '"rows" is not allowed; one of these is: "seed", "start"'),
    ({"spread": 0.5}, "cloud.spread", 'is only taken where vary is "start"'),
    ({"seed": -1}, "cloud.seed", "−1 is out of range; allowed: 0 ≤ seed < 2⁶³"),
    ({"vary": "start", "seed": 1}, "cloud.seed", 'is only taken where vary is "seed"'),
    ({"centre": [1]}, "cloud.centre", 'is only taken where vary is "start"'),
    ({"vary": "start", "centre": []}, "cloud.centre", "is empty; a list of numbers is needed"),
    ({"vary": "start", "centre": ["a"]}, "cloud.centre[0]", '"a" is not a number'),
    ({"vary": "start", "spread": 0}, "cloud.spread", "0 is out of range; allowed: 0 < s ≤ 10"),
    ({"seeds": 9}, "cloud.seeds", "cloud takes no such number; it takes runs, vary, spread, seed, centre"),
])
def test_what_can_be_wrong_in_a_layout(spec: Any, place: str, sentence: str) -> None:
    with pytest.raises(Invalid) as wrong:
        cloud_of(spec)
    assert (wrong.value.place, str(wrong.value.template.format(**wrong.value.values))) == (place, sentence)


def test_the_defaults_of_a_layout() -> None:
    assert cloud_of({}) == {} and Cloud(Course(build(LINE), RUN, 10), {}).runs == 1000
    assert [parameter.name for parameter in CLOUD.parameters] == ["runs", "vary", "spread", "seed", "centre"]
