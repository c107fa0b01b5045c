"""Many runs as arrays, against the same runs one after another."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgdviz.core.batches import orders
from sgdviz.core.course import Course
from sgdviz.core.descent import advance
from sgdviz.core.experiment import Change, Run
from sgdviz.core.invalid import Invalid
from sgdviz.core.kinds import build, kinds
from sgdviz.core.moves import Moves
from sgdviz.core.optimizers import optimizers
from sgdviz.core.problem import Array, Problem
from sgdviz.core.replicas import Replicas, theta_of
from sgdviz.core.schedules import schedules

RULES = [name for name, entry in optimizers.items() if not entry.facts.get("whole")]
SEEDS = [0, 3, 2**63 - 1, 12]
DATA = {"data": "penguins", "x": ["bill_length_mm"], "y": "body_mass_g", "standardize": True}
TWO = ["bill_length_mm", "flipper_length_mm"]
PROBLEMS: dict[str, dict[str, Any]] = {
    "linear_regression": {**DATA, "x": TWO},
    "polynomial_regression": {**DATA, "degree": 5},
    "logistic_regression": {"data": "penguins", "x": TWO, "y": "species", "classes": ["Adelie", "Gentoo"], "standardize": "x"},
    "regression": {**DATA, "model": "a*(1 - exp(-b*x)) + c"},
    "neuron": DATA,
    "linear_network": DATA,
    "network": {**DATA, "x": TWO, "hidden": 3, "loss": "huber"},
    "landscape": {"name": "himmelblau", "noise": {"kind": "local", "sd": 5.0}, "samples": 21},
    "formula": {"formula": "x**2/2 + cos(x)", "noise": {"kind": "tilt"}, "samples": 22},
}
RATES = {"landscape": 0.002, "polynomial_regression": 1e-3}


@pytest.fixture(scope="module", params=list(kinds))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def problem_of(kind: str) -> Problem:
    return build({"kind": kind, **PROBLEMS[kind]})


def single(problem: Problem, run: Run, steps: int, until: int) -> tuple[Array, int]:
    """θ after `until` steps, or where the run ended, and when."""
    course = Course(problem, run, steps)
    trace = course.trace()
    with np.errstate(all="ignore"):
        for _ in advance(course, trace, until):
            pass
    return trace.theta[trace.last], trace.last


def assert_are_single_runs(problem: Problem, run: Run, until: int, steps: int = 400) -> None:
    """Replicas of four seeds in float64, and the four runs."""
    many = Replicas(Course(problem, run, steps), seeds=SEEDS, dtype=np.float64)
    many.advance(until)
    found = [single(problem, replace(run, seed=seed), steps, until) for seed in SEEDS]
    np.testing.assert_array_equal(many.last, [last for _, last in found])
    np.testing.assert_array_equal(many.ended, [last < until for _, last in found])
    np.testing.assert_allclose(many.theta, [theta for theta, _ in found], rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("order", orders)
def test_replicas_are_single_runs_on_every_kind_of_problem_in_every_order(kind: str, order: str) -> None:
    problem = problem_of(kind)
    run = Run(optimizer={"name": "sgd", "lr": RATES.get(kind, 0.05)}, order=order, batch_size=9)
    assert_are_single_runs(problem, run, 75)


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("kind", ["linear_regression", "landscape"])
def test_replicas_are_single_runs_by_every_rule(kind: str, name: str) -> None:
    change = Change(23, optimizer={"name": name, "lr": 0.001}, batch_size=6)
    assert_are_single_runs(problem_of(kind), Run(optimizer={"name": name, "lr": 0.003}, changes=(change,)), 70)


FREE = [name for name in schedules if schedules[name].make().observe is None]


@settings(max_examples=40)
@given(st.data())
def test_replicas_are_single_runs_whatever_changes_on_their_way(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["landscape", "linear_regression", "neuron"]))
    rules = st.builds(lambda name, lr: {"name": name, "lr": lr * RATES.get(kind, 0.05)},
                      st.sampled_from(RULES), st.floats(0.1, 1))
    schedule = st.builds(lambda name, warmup: {"name": name, "warmup": warmup}, st.sampled_from(FREE), st.sampled_from([0, 7]))
    growth = st.sampled_from([{"name": "constant"}, {"name": "step", "every": 1, "factor": 1.7}, {"name": "linear", "by": 3}])
    size, order = st.integers(1, 50), st.sampled_from(list(orders))
    changes = tuple(
        Change(step, *(data.draw(st.none() | some) for some in (rules, schedule, size, growth, order)))
        for step in sorted(data.draw(st.sets(st.integers(1, 80), max_size=3))))
    problem = problem_of(kind)
    # Where a gradient is zero but for rounding, rules that scale it make something of the rounding.
    start = tuple((problem.start + [0.11, 0.23, 0.31][: problem.dim]).tolist())
    run = Run("", data.draw(rules), data.draw(schedule), data.draw(size), data.draw(growth), data.draw(order), start=start,
              carry_over=data.draw(st.sampled_from([True, True, False])), changes=changes)
    assert_are_single_runs(problem, run, data.draw(st.integers(1, 110)))


def test_all_rows_in_one_batch_are_one_run_for_all_seeds(kind: str) -> None:
    run = Run(optimizer={"name": "sgd", "lr": RATES.get(kind, 0.05)}, batch_size=10**6)
    assert_are_single_runs(problem_of(kind), run, 30)


def test_a_batch_that_is_to_be_all_rows_may_be_what_is_left_of_an_epoch() -> None:
    problem = problem_of("linear_regression")
    assert_are_single_runs(problem, Run(batch_size=35, changes=(Change(51, batch_size=problem.n),)), 53)


def test_replicas_that_share_their_batches_differ_in_their_starts(kind: str) -> None:
    problem = problem_of(kind)
    run = Run(optimizer={"name": "adam", "lr": 0.01}, batch_size=7, seed=5)
    starts = problem.start + np.linspace(-0.1, 0.1, 3)[:, None]
    many = Replicas(Course(problem, run, 400), starts=starts, dtype=np.float64)
    many.advance(60)
    for theta, start in zip(many.theta, starts, strict=True):
        np.testing.assert_allclose(theta, single(problem, replace(run, start=tuple(start)), 400, 60)[0], rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("name", RULES)
def test_replicas_may_differ_in_their_learning_rates(name: str) -> None:
    problem = problem_of("linear_regression")
    rates = [0.001, 0.02, 0.03]
    run = Run(optimizer={"name": name, "lr": 0.5}, schedule={"name": "inverse_time"})
    many = Replicas(Course(problem, run, 400), rates=rates, dtype=np.float64)
    many.advance(60)
    for theta, rate in zip(many.theta, rates, strict=True):
        alone = replace(run, optimizer={"name": name, "lr": rate})
        np.testing.assert_allclose(theta, single(problem, alone, 400, 60)[0], rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("formula", ["x**4", "x - log(x)", "exp(x) - 3*x"])
def test_a_replica_that_diverges_stays_where_it_was_and_the_others_go_on(formula: str) -> None:
    problem = build({"kind": "formula", "formula": formula, "box": [[0.5, 3]]})
    starts = np.array([[0.6], [1000.0], [0.7], [-2.0], [2.0]])
    run = Run(optimizer={"name": "sgd", "lr": 0.1})
    many = Replicas(Course(problem, run, 50), starts=starts, dtype=np.float64)
    alone = [single(problem, replace(run, start=tuple(start)), 50, 50) for start in starts]
    many.advance(50)
    np.testing.assert_array_equal(many.last, [last for _, last in alone])
    np.testing.assert_allclose(many.theta, [theta for theta, _ in alone], rtol=1e-9)
    assert many.ended.any() and not many.ended.all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_replicas_in_pieces_are_the_same_bit_for_bit(kind: str, dtype: Any) -> None:
    run = Run(optimizer={"name": "adam", "lr": 0.01}, batch_size=16)
    course = Course(problem_of(kind), run, 400)
    whole, pieces = (Replicas(course, seeds=np.arange(40), dtype=dtype) for _ in range(2))
    whole.advance(50)
    for step in (3, 4, 31):
        pieces.advance(step)
    kept = pieces.state
    pieces.advance(50)
    once = pieces.theta
    pieces.state = kept
    pieces.advance(50)
    assert whole.theta.dtype == dtype
    assert whole.theta.tobytes() == once.tobytes() == pieces.theta.tobytes()


def test_single_precision_is_near_double(kind: str) -> None:
    run = Run(optimizer={"name": "sgd", "lr": RATES.get(kind, 0.05) / 5}, batch_size=16)
    course = Course(problem_of(kind), run, 400)
    single, double = (Replicas(course, seeds=np.arange(40), dtype=dtype) for dtype in (np.float32, np.float64))
    single.advance(60)
    double.advance(60)
    np.testing.assert_allclose(single.theta, double.theta, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("run", "place"), [
    (Run(optimizer={"name": "newton"}), "optimizer"),
    (Run(changes=(Change(9, optimizer={"name": "lbfgs"}),)), "optimizer"),
    (Run(schedule={"name": "plateau"}), "schedule"),
])
def test_what_looks_at_the_whole_has_no_replicas(run: Run, place: str) -> None:
    with pytest.raises(Invalid) as wrong:
        Replicas(Course(problem_of("linear_regression"), run, 40), seeds=SEEDS)
    assert wrong.value.place == place


def test_steps_by_one_map_are_the_rule_on_the_gradient(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(optimizer={"name": "sgd", "lr": 0.05}, schedule={"name": "cosine"}, batch_size=30, seed=3)
    course = Course(problem_of("linear_regression"), run, 300)
    starts = np.linspace(-3, 5, 30).reshape(10, 3)
    by_maps = Replicas(course, starts=starts, dtype=np.float64)
    assert by_maps._moves.is_affine and by_maps._moves.rule(0).plain
    by_maps.advance(90)
    monkeypatch.setattr(Moves, "is_affine", False)
    by_rule = Replicas(course, starts=starts, dtype=np.float64)
    by_rule.advance(90)
    np.testing.assert_allclose(by_maps.theta, by_rule.theta, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("kind", ["linear_regression", "network"])
def test_some_blocks_go_on_by_themselves_to_the_same_bits(kind: str) -> None:
    many = Replicas(Course(problem_of(kind), Run(optimizer={"name": "adam", "lr": 0.01}, batch_size=9), 400),
                    seeds=np.arange(40_000), threads=2)
    many.advance(2)
    runs = [0, 9_000, 39_999]
    part, rows = many.part(runs)
    part.advance(7)
    assert many.step == 2 and part.runs < many.runs
    many.advance(7)
    np.testing.assert_array_equal(part.theta[rows], many.theta[runs])


@pytest.mark.parametrize("lr", [0.05, 3.0])
def test_what_is_kept_of_steps_by_one_map_stays_as_it_was(lr: float) -> None:
    """Also where some replicas diverge on the way, in more blocks than one."""
    run = Run(optimizer={"name": "sgd", "lr": lr}, batch_size=30, seed=3)
    course = Course(problem_of("linear_regression"), run, 2000)
    starts = np.linspace(-3, 5, 3 * 40_000).reshape(40_000, 3) * np.where(np.arange(40_000) % 2, 1, 1e3)[:, None]
    many, again = Replicas(course, starts=starts), Replicas(course, starts=starts)
    states = many.through([1, 2, 3, 40, 77, 78, 400])
    for state in states:
        again.advance(state.step)
        np.testing.assert_array_equal(theta_of(state), again.theta)
        np.testing.assert_array_equal(again.last, np.where(many.ended, np.minimum(many.last, state.step), state.step))
    assert many.ended.any() == (lr > 1)
