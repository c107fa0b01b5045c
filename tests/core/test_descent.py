"""Runs, against loops written out by hand, and against themselves computed in another way."""

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgdviz.core.batches import keys, orders
from sgdviz.core.course import Course
from sgdviz.core.descent import MEMORY, advance, courses, cut_short, losses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Change, Experiment, Run
from sgdviz.core.kinds import build
from sgdviz.core.models import LinearRegression, LogisticRegression, Network, Regression, Sample
from sgdviz.core.models.losses import squared
from sgdviz.core.optimizers import Rule, optimizers
from sgdviz.core.problem import SCALAR_DIM, Array, Problem
from sgdviz.core.selection import Scaling
from sgdviz.core.trace import CHECKPOINT, Trace
from sgdviz.core.walk import state_at

WITHOUT_REPLACEMENT = [name for name in orders if not orders[name].facts.get("replacement")]


def numbers(seed: int, *shape: int) -> Array:
    """Numbers between −1 and 1 that look random."""
    return keys(seed, 1, math.prod(shape)).reshape(shape) / 2.0**63 - 1


def sample(features: int, classes: bool = False, n: int = 37) -> Sample:
    """Rows near a plane, or in two classes that overlap."""
    x = numbers(1, n, features)
    y = x @ numbers(2, features) + 0.3 + 0.4 * numbers(3, n)
    names = tuple(f"x{i}" for i in range(features))
    return Sample(x, (y > 0).astype(float) if classes else y, np.arange(n), Scaling(np.zeros(features), np.ones(features)),
                  names, "y")


@cache
def problems() -> dict[str, Problem]:
    """One problem for every way in which a step can be computed."""
    return {
        "one variable": build({"kind": "landscape", "name": "double_well", "noise": {"kind": "tilt"}, "samples": 21}),
        "two variables": build({"kind": "landscape", "name": "himmelblau", "noise": {"kind": "local"}, "samples": 21}),
        "no noise": build({"kind": "landscape", "name": "rosenbrock", "samples": 7}),
        "formula": build({"kind": "formula", "formula": "exp(x) + exp(-x) + x*y/2 + y**4/9"}),
        "line through the origin": LinearRegression(sample(1), bias=False),
        "line": LinearRegression(sample(1)),
        "plane": LinearRegression(sample(2)),
        "many weights": LinearRegression(sample(SCALAR_DIM)),
        "two classes": LogisticRegression(sample(2, classes=True)),
        "more weights": LinearRegression(sample(SCALAR_DIM + 1)),
        "network": network(),
    }


def network() -> Problem:
    function = Network(2, 3)
    problem = Regression(sample(2), function, squared())
    problem.start = function.initial(1)
    return problem


RATES = {"two variables": 0.002, "no noise": 2e-4, "formula": 0.01}
OPTIMIZERS: list[dict[str, Any]] = [
    {},
    {"momentum": 0.9},
    {"momentum": 0.5, "dampening": 0.3},
    {"momentum": 0.8, "nesterov": True},
    {"momentum": 0.8, "nesterov": True, "weight_decay": 0.1},
]
METHODS = [*OPTIMIZERS, *({"name": name} for name in optimizers if name != "sgd")]
SCHEDULES: list[dict[str, Any]] = [
    {"name": "constant"}, {"name": "constant", "warmup": 9}, {"name": "cosine", "floor": 0.1, "warmup": 5},
    {"name": "one_cycle", "steps": 100}, {"name": "inverse_sqrt"}, {"name": "plateau", "patience": 0, "threshold": 0.3},
    {"name": "plateau", "patience": 2, "factor": 0.9, "floor": 0.2, "warmup": 3},
]
GROWTHS: list[dict[str, Any]] = [
    {"name": "constant"}, {"name": "step", "every": 2, "factor": 1.7}, {"name": "linear", "by": 3}]
STEPS = CHECKPOINT + 60
places = st.sampled_from(list(problems()))
few = settings(max_examples=60)


@st.composite
def runs(draw: st.DrawFn, place: str) -> Run:
    """Any run that goes well on the problem, with up to three changes on its way."""
    lr = RATES.get(place, 0.05)

    def optimizer() -> dict[str, Any]:
        return {"name": "sgd", "lr": lr * draw(st.floats(0.2, 1)), **draw(st.sampled_from(OPTIMIZERS) | st.sampled_from(METHODS))}

    size, order = st.integers(1, 40), st.sampled_from(list(orders))
    steps = sorted(draw(st.sets(st.integers(0, STEPS), max_size=3)))
    schedule, growth = st.sampled_from(SCHEDULES), st.sampled_from(GROWTHS)
    changes = tuple(Change(step, draw(st.sampled_from([None, optimizer()])), draw(st.none() | schedule),
                           draw(st.none() | size), draw(st.none() | growth), draw(st.none() | order))
                    for step in steps)
    return Run(optimizer=optimizer(), schedule=draw(schedule), batch_size=draw(size), batch_schedule=draw(growth),
               order=draw(order), seed=draw(st.integers(0, 9)), carry_over=draw(st.sampled_from([True, True, False])),
               changes=changes)


def computed(course: Course, trace: Trace | None = None, until: int | None = None) -> Trace:
    trace = trace or course.trace()
    with np.errstate(all="ignore"):
        for _ in advance(course, trace, course.steps if until is None else until):
            pass
    return trace


def assert_same(a: Trace, b: Trace) -> None:
    """Bit for bit, the end included."""
    assert len(a) == len(b) and a.end == b.end
    assert a.theta[: len(a)].tobytes() == b.theta[: len(b)].tobytes()
    assert a.batch_loss[: len(a)].tobytes() == b.batch_loss[: len(b)].tobytes()


@few
@given(data=st.data(), place=places, cuts=st.lists(st.integers(0, STEPS), max_size=6))
def test_a_run_in_pieces_is_the_run_at_once(data: st.DataObject, place: str, cuts: list[int]) -> None:
    course = Course(problems()[place], data.draw(runs(place)), STEPS)
    pieces = course.trace()
    for until in sorted(cuts):
        computed(course, pieces, until)
        assert pieces.last == until or pieces.done
    assert_same(computed(course, pieces), computed(course))


@few
@given(data=st.data(), place=places, step=st.integers(0, STEPS), steps=st.integers(CHECKPOINT, STEPS))
def test_a_run_forked_anywhere_is_the_run_at_once(data: st.DataObject, place: str, step: int, steps: int) -> None:
    """What was computed before a change is kept, and the rest is as if the change had always been known."""
    run, change = data.draw(runs(place)), Change(step, batch_size=data.draw(st.integers(1, 40)))
    changed = replace(run, changes=(*(c for c in run.changes if c.step < step), change))
    old = Course(problems()[place], run, STEPS)
    before = computed(old, until=data.draw(st.integers(0, STEPS)))
    course = Course(problems()[place], changed, steps, data.draw(st.sampled_from([(), ((0, STEPS), (step, steps))])))
    common = old.common_steps(course)
    forked = course.trace()
    forked.adopt(before, steps + 1 if common is None else common)
    assert forked.last <= before.last
    assert_same(computed(course, forked), computed(course))


@few
@given(data=st.data(), place=places, step=st.integers(0, STEPS))
def test_the_state_of_every_step_can_be_replayed(data: st.DataObject, place: str, step: int) -> None:
    course = Course(problems()[place], data.draw(runs(place)), STEPS)
    trace = computed(course)
    step = min(step, trace.last)
    theta, _, age, _ = state_at(course, trace, step)
    assert np.asarray(theta).tobytes() == trace.theta[step].tobytes()
    assert age == step - course.law(max(step - 1, 0)).began or not course.run.carry_over
    assert list(trace.checkpoints) == list(range(CHECKPOINT, len(trace), CHECKPOINT))


@pytest.mark.parametrize("place", problems())
@pytest.mark.parametrize("given", OPTIMIZERS, ids=str)
def test_a_run_is_its_rule_on_its_batches(place: str, given: dict[str, Any]) -> None:
    """Row k+1 follows from row k by the batch of step k alone, and holds that batch's loss before the step."""
    problem, lr = problems()[place], RATES.get(place, 0.05)
    momentum, decay = given.get("momentum", 0), given.get("weight_decay", 0)
    course = Course(problem, Run(optimizer={"name": "sgd", "lr": lr, **given}, batch_size=5), 40)
    trace = computed(course)
    theta, velocity = problem.start, None
    for k in range(40):
        batch = problem.on(course.plan.rows(k))
        assert trace.batch_loss[k + 1] == pytest.approx(float(batch.loss(theta)), rel=1e-11)
        g = batch.gradient(theta) + decay * theta
        velocity = g if velocity is None else momentum * velocity + (1 - given.get("dampening", 0)) * g
        theta = theta - lr * (g + momentum * velocity if given.get("nesterov") else velocity)
        np.testing.assert_allclose(trace.theta[k + 1], theta, rtol=1e-10, atol=1e-13)
        theta = trace.theta[k + 1]
    assert math.isnan(trace.batch_loss[0])


@pytest.mark.parametrize("place", problems())
def test_a_full_batch_is_descent_bit_for_bit_in_every_order(place: str) -> None:
    problem, lr = problems()[place], RATES.get(place, 0.05)
    run = Run(optimizer={"name": "sgd", "lr": lr, "momentum": 0.5}, batch_size=problem.n)
    first, *others = (computed(Course(problem, replace(run, order=order, seed=seed, batch_size=size), 50))
                      for order in WITHOUT_REPLACEMENT for seed in (0, 1) for size in (problem.n, 10**6))
    for other in others:
        assert_same(first, other)
    theta, velocity = problem.start, np.zeros(problem.dim)
    for k in range(50):
        velocity = 0.5 * velocity + problem.gradient(theta)
        theta = theta - lr * velocity
        np.testing.assert_allclose(first.theta[k + 1], theta, rtol=1e-9)


@pytest.mark.parametrize("place", [name for name in problems() if name not in ("no noise", "formula")])
def test_n_draws_with_replacement_are_no_full_batch(place: str) -> None:
    problem, lr = problems()[place], RATES.get(place, 0.05)
    full, drawn = (computed(Course(problem, Run(optimizer={"name": "sgd", "lr": lr}, batch_size=problem.n, order=order), 5))
                   for order in ("shuffle", "with_replacement"))
    assert not np.array_equal(full.theta[5], drawn.theta[5])


def test_a_batch_of_all_rows_is_the_problem_itself() -> None:
    for problem in problems().values():
        assert problem.on(np.arange(problem.n)[::-1]) is problem
        assert problem.n == 1 or problem.on(np.zeros(problem.n, dtype=int)) is not problem


@pytest.mark.parametrize("place", problems())
def test_without_carrying_over_every_batch_begins_at_the_start(place: str) -> None:
    problem = problems()[place]
    course = Course(problem, Run(optimizer={"name": "sgd", "lr": 1e-3, "momentum": 0.9}, batch_size=4, carry_over=False), 30)
    trace = computed(course)
    for k in range(30):
        step = -1e-3 * problem.on(course.plan.rows(k)).gradient(problem.start)
        np.testing.assert_allclose(trace.theta[k + 1] - problem.start, step, rtol=1e-9, atol=1e-15)


def test_a_start_of_its_own() -> None:
    problem = problems()["line"]
    trace = computed(Course(problem, Run(start=(1.5, -2.0)), 3))
    assert trace.theta[0].tolist() == [1.5, -2.0]


@pytest.mark.parametrize("place", ["line", "two classes"])
def test_a_change_of_numbers_keeps_the_memory(place: str) -> None:
    problem = problems()[place]
    run = Run(optimizer={"name": "sgd", "lr": 0.1, "momentum": 0.9},
              changes=(Change(7, {"name": "sgd", "lr": 0.02, "momentum": 0.5}),), batch_size=5)
    course = Course(problem, run, 20)
    trace, theta, velocity = computed(course), problem.start, np.zeros(problem.dim)
    for k in range(20):
        lr, momentum = (0.1, 0.9) if k < 7 else (0.02, 0.5)
        velocity = momentum * velocity + problem.on(course.plan.rows(k)).gradient(theta)
        theta = theta - lr * velocity
        np.testing.assert_allclose(trace.theta[k + 1], theta, rtol=1e-9)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A rule that goes as far to the right as it has memory of steps, and believes its age."""
    def stroll() -> Rule:
        def update(theta: Any, g: Any, seen: Any, age: int, eta: float, xp: Any) -> tuple[Any, Any]:
            assert age == seen
            return theta + seen, seen + 1
        return Rule(1.0, lambda theta: 0, update)

    monkeypatch.setattr(optimizers, "_entries", dict(optimizers._entries))
    optimizers.register("a stroll")(stroll)
    yield "stroll"


@pytest.mark.parametrize("place", ["one variable", "two classes"])
def test_another_rule_begins_without_memory(counter: str, place: str) -> None:
    problem = problems()[place]
    stroll, still = {"name": counter}, {"name": "sgd", "lr": 1e-300}
    run = Run(optimizer=stroll, changes=(Change(3, still), Change(CHECKPOINT, stroll), Change(CHECKPOINT + 2, stroll)))
    course = Course(problem, run, CHECKPOINT + 4)
    trace = computed(course)
    way = trace.theta[:, 0] - problem.start[0]
    np.testing.assert_allclose(way[[1, 2, 3, 4, CHECKPOINT]], [0, 1, 3, 3, 3])
    np.testing.assert_allclose(way[CHECKPOINT + 1 :], [3, 4, 6, 9])
    at_the_checkpoint = computed(course, until=CHECKPOINT)
    assert_same(computed(course, at_the_checkpoint), trace)


def descent(problem: dict[str, Any], lr: float, steps: int = 5000, **run: Any) -> tuple[Course, Trace]:
    course = Course(build(problem), Run(optimizer={"name": "sgd", "lr": lr}, batch_size=10**6, **run), steps)
    return course, computed(course)


PARABOLA = {"kind": "landscape", "name": "parabola"}


def test_a_diverging_run_ends_at_its_last_finite_row() -> None:
    """On x² the step is x ← (1 − 2η)x; the loss overflows when |x| passes 1.34e154."""
    course, trace = descent(PARABOLA, 1.5)
    assert trace.done and trace.end is not None
    k = np.arange(len(trace))
    assert (trace.theta[: len(trace), 0] == -3 * (-2.0) ** k).all()
    assert np.isfinite(trace.batch_loss[1 : len(trace)]).all()
    assert abs(trace.theta[trace.last, 0]) > 1.34e154 > abs(trace.theta[trace.last - 1, 0])
    assert str(trace.end) == f"Diverged after step {trace.last}: η = 1.5 is above 2/λ = 1."
    assert list(advance(course, trace, 5000)) == []


def test_a_diverging_run_on_data_names_the_limit() -> None:
    problem = problems()["line"]
    largest = np.linalg.eigvalsh(problem.hessian(problem.start))[-1]
    trace = computed(Course(problem, Run(optimizer={"name": "sgd", "lr": 3.0}, batch_size=6), 10_000))
    assert trace.end is not None and np.isfinite(trace.theta[: len(trace)]).all()
    assert trace.end.values["limit"] == pytest.approx(2 / largest)
    assert trace.end.values["step"] == trace.last


def test_a_run_on_classes_that_overflows_ends_too() -> None:
    trace = computed(Course(problems()["two classes"], Run(optimizer={"name": "sgd", "lr": 1e308}, batch_size=6), 100))
    assert trace.end is not None and 0 < trace.last < 100
    assert np.isfinite(trace.theta[: len(trace)]).all()


def test_a_run_over_the_edge_is_told_so() -> None:
    trace = descent({"kind": "landscape", "name": "quintic"}, 0.1, start=(-4.2,))[1]
    assert str(trace.end) == f"Ran away after step {trace.last}: J is unbounded below where θ went."


def test_an_overflow_inside_a_function_ends_the_run() -> None:
    trace = descent({"kind": "formula", "formula": "exp(exp(x))"}, 0.5, start=(7.0,))[1]
    assert trace.last == 0 and "Diverged after step 0:" in str(trace.end)


@pytest.mark.parametrize("formula", ["log(x)", "sqrt(x)"])
def test_a_run_out_of_the_domain_is_told_so(formula: str) -> None:
    trace = descent({"kind": "formula", "formula": formula}, 1.0, start=(0.5,))[1]
    assert trace.theta[trace.last] < 0
    assert str(trace.end) == f"Stopped after step {trace.last}: J has no value where θ went."


def test_runs_are_as_long_as_the_first() -> None:
    experiment = Experiment(PARABOLA | {"noise": {"kind": "tilt"}}, Run(batch_size=10), epochs=3,
                            overrides=({}, {"batch_size": 1}, {"batch_size": 40}))
    traces = simulate(experiment, build(experiment.problem))
    assert [trace.last for trace in traces] == [12, 12, 12]
    assert [course.steps for course in courses(experiment, build(experiment.problem))] == [12, 12, 12]


def test_a_simulation_can_end_early_and_holds_J_at_every_row() -> None:
    experiment = Experiment(PARABOLA | {"noise": {"kind": "tilt"}})
    problem = build(experiment.problem)
    (trace,) = simulate(experiment, problem, until=7)
    assert trace.last == 7 and not trace.done
    np.testing.assert_array_equal(trace.loss[:8], problem.loss(trace.theta[:8]))
    assert trace.known == len(trace) == 8


@given(cuts=st.lists(st.integers(0, 200), max_size=5), place=places)
def test_J_filled_in_by_parts_is_J(cuts: list[int], place: str) -> None:
    problem = problems()[place]
    trace = computed(Course(problem, Run(optimizer={"name": "sgd", "lr": 1e-3}), 200))
    for first, stop in pairwise([0, *sorted(cuts), 201]):
        losses(problem, trace, first, stop)
    np.testing.assert_allclose(trace.loss, problem.loss(trace.theta), rtol=1e-13)


def test_the_global_generator_is_never_touched() -> None:
    before = np.random.get_state()[1].tobytes()  # type: ignore[index]  # a tuple or a dict, says its type
    simulate(Experiment(PARABOLA | {"noise": {"kind": "tilt"}}), problems()["one variable"])
    assert np.random.get_state()[1].tobytes() == before  # type: ignore[index]


def test_a_run_longer_than_a_trace_can_hold_is_cut_with_a_sentence() -> None:
    experiment = experiment_of({"problem": {"kind": "landscape", "name": "parabola"}})
    experiment, endless = replace(experiment, epochs=MEMORY // 28), replace(experiment, epochs=10**9)
    problem = problem_for(experiment)
    assert cut_short(experiment, courses(experiment, problem)[0]) is None
    course, = courses(endless, problem)
    assert course.steps == MEMORY // 28
    both = courses(replace(endless, overrides=({}, {})), problem)
    assert [course.steps for course in both] == [MEMORY // 56] * 2
    assert str(cut_short(endless, course)).startswith("Only the first 14,285,714 of 1,000,000,000 steps")
    for cut in (cut_short(endless, course), cut_short(replace(endless, overrides=({}, {})), both[0])):
        assert "do not fit into 400 MB" in str(cut)


def test_the_memory_that_is_allowed_decides_how_long_runs_are() -> None:
    experiment = replace(experiment_of({"problem": {"kind": "landscape", "name": "rosenbrock"}}), epochs=10**9)
    problem = problem_for(experiment)
    short, long = (courses(experiment, problem, memory)[0] for memory in (36_000, 360_000_000))
    assert (short.steps, long.steps) == (1_000, 10_000_000)
    assert courses(experiment, problem, 1)[0].steps == 1
