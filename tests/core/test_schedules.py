"""Learning-rate schedules, against PyTorch's and against runs written out by hand."""

import math
import runpy
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgdviz.core.course import Course
from sgdviz.core.descent import advance, courses
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Change, Experiment, Run, schedule
from sgdviz.core.kinds import build
from sgdviz.core.parameters import Number
from sgdviz.core.problem import Array
from sgdviz.core.schedules import Watch, plateau, schedules
from sgdviz.core.trace import CHECKPOINT, Trace
from sgdviz.core.walk import state_at

recorder = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "record_schedules.py")))
TABLE = np.load(recorder.TABLE)
PURE = [name for name in schedules if schedule({"name": name}).observe is None]
LINE = build({"kind": "linear_regression", "data": "faithful", "standardize": True})


@pytest.mark.parametrize("name", [*recorder.CASES, *(f"{name}_warm" for name in recorder.WARMUPS)])
def test_the_rates_are_pytorchs(name: str) -> None:
    plain = name.removesuffix("_warm")
    warmup = recorder.WARMUPS[plain] if plain != name else 0
    made = schedule({**recorder.CASES[plain][0], "warmup": warmup})
    rates = [recorder.RATE * made.factor(k, recorder.STEPS) for k in range(recorder.STEPS)]
    # PyTorch goes from rate to rate: what is left at the end of a length is rounding on the first of them.
    np.testing.assert_allclose(rates, TABLE[name], rtol=1e-12, atol=1e-15)


def test_the_plateau_is_pytorchs() -> None:
    made, watch, rates = schedule({"name": "plateau", **recorder.PLATEAU, "floor": recorder.FLOOR}), Watch(), []
    assert made.observe is not None
    for loss in recorder.losses():
        watch = made.observe(watch, loss)
        rates.append(recorder.RATE * watch.scale)
    np.testing.assert_allclose(rates, TABLE["plateau"], rtol=1e-12)
    assert len(set(rates)) > 3 and min(rates) == recorder.RATE * recorder.FLOOR


def test_the_table_is_what_pytorch_does_today() -> None:
    pytest.importorskip("torch")
    with warnings.catch_warnings():
        # SequentialLR steps its parts in a way that PyTorch itself warns of.
        warnings.simplefilter("ignore")
        today = recorder.table()
    assert set(today) == set(TABLE.files)
    for name, rates in today.items():
        np.testing.assert_array_equal(rates, TABLE[name])


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    """Any pure schedule with any numbers that it takes."""
    name = draw(st.sampled_from(PURE))
    spec: dict[str, Any] = {"name": name}
    for p in schedules[name].parameters:
        assert isinstance(p, Number)
        if p.name not in ("steps", "warmup") and draw(st.booleans()):
            low, high = p.slider or (p.low, p.high)
            spec[p.name] = draw(st.integers(int(low), int(high)) if p.whole else st.floats(low, high))
    length = draw(st.none() | st.integers(1, 400)) if any(p.name == "steps" for p in schedules[name].parameters) else None
    spec["warmup"] = draw(st.integers(0, 50 if length is None else length - 1))
    return spec if length is None else {**spec, "steps": length}


@given(spec=specs(), total=st.integers(1, 500))
def test_every_rate_is_a_finite_number_that_is_not_negative(spec: dict[str, Any], total: int) -> None:
    made, again = schedule(spec), schedule(spec)
    steps = [*range(60), total - 1, total, total + 1, 10**6, 10**9]
    factors = [made.factor(k, total) for k in steps]
    assert all(math.isfinite(factor) and factor >= 0 for factor in factors)
    assert factors[::-1] == [again.factor(k, total) for k in reversed(steps)], "a rate depends on its step alone"


@given(spec=specs(), total=st.integers(1, 500), k=st.integers(0, 500))
def test_a_warm_up_rises_in_equal_steps_to_where_the_schedule_begins(spec: dict[str, Any], total: int, k: int) -> None:
    warmup, length = spec["warmup"], spec.get("steps", total)
    made, bare = schedule(spec), schedule({**{key: v for key, v in spec.items() if key != "steps"}, "warmup": 0})
    span = max(1, length - warmup)
    assert made.factor(warmup + k, total) == bare.factor(k, span)
    begin = bare.factor(0, span)
    rising = np.array([made.factor(i, total) for i in range(warmup + 1)])
    np.testing.assert_allclose(rising, begin * np.arange(1, warmup + 2) / (warmup + 1), rtol=1e-14)


@pytest.mark.parametrize("name", schedules)
def test_a_schedule_with_a_horizon_takes_that_of_the_run_or_its_own(name: str) -> None:
    takes_length = any(p.name == "steps" for p in schedules[name].parameters)
    made = schedule({"name": name})
    at_half = [made.factor(30, total) for total in (40, 60, 1000)]
    assert made.horizon == takes_length == (len(set(at_half)) > 1)
    if takes_length:
        own = schedule({"name": name, "steps": 60})
        assert not own.horizon and own.factor(30, 1000) == made.factor(30, 60)


@pytest.mark.parametrize("name", ["polynomial", "cosine", "one_cycle"])
def test_after_its_length_a_schedule_stays(name: str) -> None:
    made = schedule({"name": name, "steps": 50})
    assert {made.factor(k, 7) for k in range(50, 200)} == {made.factor(50, 7)}


def test_the_first_rate_is_the_optimizers() -> None:
    begins = {name: schedule({"name": name}).factor(0, 100) for name in schedules}
    assert begins.pop("one_cycle") == 1 / 25
    assert set(begins.values()) == {1.0}


def computed(course: Course, trace: Trace | None = None, until: int | None = None) -> Trace:
    trace = trace or course.trace()
    with np.errstate(all="ignore"):
        for _ in advance(course, trace, course.steps if until is None else until):
            pass
    return trace


def by_hand(run: Run, rates: list[float], steps: int) -> Array:
    """The path of plain SGD with a rate for each step."""
    plan, theta = run.plan(LINE.n), LINE.start
    path = [theta]
    for k in range(steps):
        theta = theta - rates[k] * LINE.on(plan.rows(k)).gradient(theta)
        path.append(theta)
    return np.array(path)


@pytest.mark.parametrize("name", PURE)
def test_a_run_takes_the_steps_that_its_schedule_says(name: str) -> None:
    run = Run(optimizer={"name": "sgd", "lr": 0.2}, schedule={"name": name, "warmup": 4}, batch_size=20)
    course = Course(LINE, run, 70)
    trace, made = computed(course), schedule(run.schedule)
    rates = [course.rate(trace, k) for k in range(70)]
    assert rates == [0.2 * made.factor(k, 70) for k in range(70)]
    np.testing.assert_allclose(trace.theta, by_hand(run, rates, 70), rtol=1e-9, atol=1e-13)


FLAT = {"name": "plateau", "patience": 1, "factor": 0.6, "threshold": 0.05, "floor": 0.01}


def test_the_plateau_of_a_run_is_that_of_a_plain_loop() -> None:
    run = Run(optimizer={"name": "sgd", "lr": 0.3}, schedule=FLAT, batch_size=50)
    course = Course(LINE, run, 400)
    trace = computed(course)
    plan, theta, rate, best, bad, cuts = run.plan(LINE.n), LINE.start, 0.3, math.inf, 0, 0
    for k in range(400):
        assert course.rate(trace, k) == pytest.approx(rate, rel=1e-14)
        theta = theta - rate * LINE.on(plan.rows(k)).gradient(theta)
        np.testing.assert_allclose(trace.theta[k + 1], theta, rtol=1e-9)
        if plan.place(k + 1).batch == 1:
            loss = float(LINE.loss(theta))
            bad = 0 if loss < best * 0.95 else bad + 1
            best = loss if bad == 0 else best
            if bad > 1:
                rate, bad, cuts = max(0.003, 0.6 * rate), 0, cuts + 1
    assert cuts > 3 and rate == pytest.approx(0.003)


@settings(max_examples=12)
@given(cuts=st.lists(st.integers(0, 2 * CHECKPOINT), max_size=5), at=st.integers(0, 2 * CHECKPOINT), change=st.booleans())
def test_a_plateau_in_pieces_and_replayed_is_the_same_bit_for_bit(cuts: list[int], at: int, change: bool) -> None:
    changes = (Change(CHECKPOINT - 3, schedule={**FLAT, "patience": 3}), Change(CHECKPOINT, schedule={"name": "constant"}),
               Change(CHECKPOINT + 40, schedule={**FLAT, "factor": 0.9})) if change else ()
    run = Run(optimizer={"name": "sgd", "lr": 0.3, "momentum": 0.5}, schedule=FLAT, batch_size=50, changes=changes)
    course = Course(LINE, run, 2 * CHECKPOINT)
    whole, pieces = computed(course), course.trace()
    for until in sorted(cuts):
        computed(course, pieces, until)
    computed(course, pieces)
    assert pieces.theta.tobytes() == whole.theta.tobytes() and pieces.scales == whole.scales
    rates = [course.rate(whole, k) for k in range(course.steps)]
    assert [course.rate(pieces, k) for k in range(course.steps)] == rates and len(set(rates)) > 3
    state = state_at(course, whole, at)
    assert np.asarray(state.theta).tobytes() == whole.theta[at].tobytes()
    shorter = course.trace()
    shorter.adopt(whole, at)
    assert [course.rate(shorter, k) for k in range(at + 1)] == [course.rate(whole, k) for k in range(at + 1)]
    assert computed(course, shorter).theta.tobytes() == whole.theta.tobytes() and shorter.scales == whole.scales


def test_where_J_is_negative_an_improvement_is_still_one() -> None:
    observe = plateau(patience=0, factor=0.5, threshold=0.1).observe  # type: ignore[union-attr]  # it is no mere curve
    assert observe is not None
    assert observe(Watch(1.0, -2.0), -2.1) == Watch(0.5, -2.0, 0)
    assert observe(Watch(1.0, -2.0), -2.3) == Watch(1.0, -2.3, 0)
    assert observe(Watch(), math.nan).scale == 0.5


def document(**keys: Any) -> Experiment:
    return experiment_of({"problem": {"kind": "linear_regression", "data": "faithful", "standardize": True}, "batch_size": 68,
                          "epochs": 10, **keys})


def test_a_later_change_of_the_length_leaves_the_rates_before_it_alone() -> None:
    """272 rows in batches of 68 are 40 steps; from step 20 on in batches of 34, 20 + 40."""
    plain, live = document(schedule={"name": "cosine"}), document(schedule={"name": "cosine"}, changes=[
        {"step": 20, "batch_size": 34}])
    assert plain.lengths(272) == ((0, 40),) and live.lengths(272) == ((0, 40), (20, 60)) and live.steps(272) == 60
    (before,), (after,) = (courses(experiment, problem_for(experiment)) for experiment in (plain, live))
    assert before.common_steps(after) == 20
    traces = computed(before), computed(after)
    assert traces[0].theta[:21].tobytes() == traces[1].theta[:21].tobytes()
    assert after.rate(traces[1], 19) == pytest.approx(0.1 * (1 + math.cos(math.pi * 19 / 40)) / 2, rel=1e-14)
    assert after.rate(traces[1], 20) == pytest.approx(0.1 * (1 + math.cos(math.pi * 20 / 60)) / 2, rel=1e-14)


def test_more_epochs_are_another_run_only_for_a_schedule_that_knows_them() -> None:
    for spec, common in (({"name": "exponential"}, None), ({"name": "cosine"}, 0), ({"name": "cosine", "steps": 30}, None)):
        (short,), (long,) = (courses(e, problem_for(e)) for e in (document(schedule=spec), document(schedule=spec, epochs=11)))
        assert short.common_steps(long) == common == long.common_steps(short)


def test_a_schedule_of_the_same_name_keeps_what_it_has_seen() -> None:
    run = Run(optimizer={"name": "sgd", "lr": 0.3}, schedule=FLAT, batch_size=50,
              changes=(Change(121, schedule={**FLAT, "patience": 9}), Change(150, schedule={"name": "constant"}),
                       Change(200, schedule=FLAT)))
    course = Course(LINE, run, 300)
    trace = computed(course)
    rates = [course.rate(trace, k) for k in range(300)]
    assert rates[121] == rates[120] < 0.3
    assert rates[150] == rates[200] == 0.3 > rates[299]
    assert state_at(course, trace, 201).watch.scale == 1.0
