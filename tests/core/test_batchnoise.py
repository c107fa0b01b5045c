"""The noise of batches against enumeration: every batch that can be, every order that an epoch can have."""

from collections.abc import Mapping
from itertools import combinations, cycle, permutations, product
from typing import Any

import numpy as np
import pytest

from sgdviz.core.batches import orders
from sgdviz.core.descent import simulate
from sgdviz.core.experiment import Experiment, Run
from sgdviz.core.kinds import build, kinds
from sgdviz.core.landscapes import landscapes
from sgdviz.core.plan import Plan, Stretch
from sgdviz.core.problem import Array, Problem
from sgdviz.core.slice import Slice, plane_of_weights
from sgdviz.core.theory import batchnoise, endtoend
from sgdviz.core.theory.batchnoise import batch_covariance, cloud, losses_after, second_moment
from sgdviz.core.theory.endtoend import end_to_end
from sgdviz.core.theory.ensembles import Batches, all_batches, epoch_batches, number_of_batches

KINDS: dict[str, dict[str, Any]] = {
    "linear": {"kind": "linear_regression", "data": "anscombe"},
    "two features": {"kind": "linear_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"],
                     "y": "body_mass_g", "standardize": True},
    "logistic": {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"], "y": "sex",
                 "standardize": True},
    "formula": {"kind": "formula", "formula": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "samples": 9,
                "noise": {"kind": "curvature", "sd": 0.5}},
    "quiet": {"kind": "formula", "formula": "x^4 - 3*x^2", "samples": 5},
    "polynomial": {"kind": "polynomial_regression", "data": "faithful", "degree": 3, "standardize": True},
    "huber": {"kind": "polynomial_regression", "data": "faithful", "degree": 1, "standardize": True, "loss": "huber",
              "delta": 0.4},
    "absolute": {"kind": "linear_network", "data": "faithful", "standardize": True, "loss": "absolute"},
    "typed": {"kind": "regression", "data": "faithful", "model": "b1*(1 - exp(-b2*x))", "parameters": ["b1", "b2"]},
    "neuron": {"kind": "neuron", "data": "faithful", "standardize": True},
    "two weights": {"kind": "linear_network", "data": "faithful", "standardize": True},
    "network": {"kind": "network", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "body_mass_g",
                "standardize": True, "hidden": 3},
    **{f"{name}, {noise}": {"kind": "landscape", "name": name, "samples": 7, "noise": {"kind": noise, "sd": 0.7}}
       for name, noise in zip(landscapes, cycle(("tilt", "curvature", "local")))},
    **{f"quintic, {noise}": {"kind": "landscape", "name": "quintic", "samples": 7, "noise": {"kind": noise, "sd": 0.7}}
       for noise in ("tilt", "curvature", "local")},
}
FEW = 7
"""So many rows are few enough for all batches and all orders."""


def few_rows(spec: Mapping[str, Any], n: int = FEW) -> Problem:
    """The first rows of a problem, as a problem."""
    problem = build(spec)
    return problem.on(np.arange(min(n, problem.n)))


def somewhere(problem: Problem) -> Array:
    return problem.box @ np.array([0.6, 0.4]) + 0.05


def close(a: Array, b: Array, problem: Problem, rel: float = 1e-12) -> None:
    """Equal up to rounding of the largest of the rows' gradients."""
    scale = float(np.abs(problem.gradients(somewhere(problem))).max()) or 1.0
    np.testing.assert_allclose(a, b, rtol=1e-9, atol=rel * max(scale, scale**2))


def test_every_kind_of_problem_is_here() -> None:
    assert {spec["kind"] for spec in KINDS.values()} == set(kinds)


@pytest.mark.parametrize("kind", KINDS)
def test_the_gradients_of_rows_are_those_of_batches_of_one(kind: str) -> None:
    problem = build(KINDS[kind])
    for one in (problem, problem.on(np.array([2, 0, 2]))):
        theta = somewhere(problem)
        rows = one.gradients(theta)
        assert rows.shape == (one.n, one.dim)
        for row in range(min(one.n, 12)):
            close(rows[row], one.on(np.array([row])).gradient(theta), problem)
        close(rows.mean(axis=0), one.gradient(theta), problem)
        close(rows, Problem.gradients(one, theta), problem)


def test_a_slice_has_the_rows_of_its_plane() -> None:
    problem = build(KINDS["two features"])
    theta = somewhere(problem)
    plane = Slice(problem, plane_of_weights(problem, theta, (2, 0)))
    np.testing.assert_array_equal(plane.gradients(theta[[2, 0]]), problem.gradients(theta)[:, [2, 0]])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [1, 2, 3, FEW])
def test_fact_1_the_batches_of_an_epoch_have_the_mean_of_all(kind: str, size: int) -> None:
    problem = few_rows(KINDS[kind])
    theta = somewhere(problem)
    for order in orders:
        if orders[order].facts.get("replacement"):
            continue
        found = cloud(problem, epoch_batches(Plan(problem.n, 3, [Stretch(0, size, order)]), 2), theta)
        weights = [problem.on(found.batches.rows_of(k)).n / problem.n for k in range(len(found.batches))]
        by_hand = sum(w * problem.on(found.batches.rows_of(k)).gradient(theta) for k, w in enumerate(weights))
        close(found.mean, problem.gradient(theta), problem)
        close(np.asarray(by_hand), problem.gradient(theta), problem)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [1, 2, 4])
@pytest.mark.parametrize("replacement", [False, True])
def test_facts_2_and_4_all_batches_have_mean_and_covariance_of_theory(kind: str, size: int, replacement: bool) -> None:
    problem = few_rows(KINDS[kind], 5)
    theta, n = somewhere(problem), problem.n
    size = min(size, n)
    batches = all_batches(n, size, replacement)
    assert batches is not None and batches.complete and len(batches) == number_of_batches(n, size, replacement)
    found = cloud(problem, batches, theta)
    each = product(range(n), repeat=size) if replacement else combinations(range(n), size)
    gradients = np.array([problem.on(np.array(rows)).gradient(theta) for rows in each])
    close(found.gradients, gradients, problem)
    close(gradients.mean(axis=0), problem.gradient(theta), problem)
    by_hand = np.cov(gradients.T, bias=True).reshape(problem.dim, problem.dim)
    close(found.measured, by_hand, problem)
    close(found.predicted, by_hand, problem)


@pytest.mark.parametrize("sizes", [(2, 2, 2), (4, 2), (3, 3), (5, 1), (1,) * 6, (6,)])
def test_the_covariance_of_an_epoch_is_the_mean_over_all_orders(sizes: tuple[int, ...]) -> None:
    """Ragged or not, each batch weighted by its rows."""
    problem = few_rows(KINDS["linear"], 6)
    theta = somewhere(problem)
    starts = np.cumsum([0, *sizes[:-1]])
    clouds = [cloud(problem, Batches(np.array(order), starts), theta) for order in permutations(range(6))]
    mean = np.mean([found.measured for found in clouds], axis=0)
    np.testing.assert_allclose(mean, clouds[0].predicted, rtol=1e-10, atol=1e-12 * np.abs(clouds[0].rows).max())
    if len(set(sizes)) == 1:
        same = batch_covariance(clouds[0].rows, 6, sizes[0], False)
        np.testing.assert_allclose(clouds[0].predicted, same, rtol=1e-12, atol=1e-12 * np.abs(clouds[0].rows).max())


def test_an_epoch_with_replacement_has_c_over_b_about_the_whole() -> None:
    problem = few_rows(KINDS["linear"], 4)
    theta = somewhere(problem)
    draws = [Batches(np.array(rows), np.array([0, 2]), replacement=True) for rows in product(range(4), repeat=4)]
    clouds = [cloud(problem, batches, theta) for batches in draws]
    mean = np.mean([found.measured for found in clouds], axis=0)
    expected = batch_covariance(clouds[0].rows, 4, 2, True)
    np.testing.assert_allclose(mean, expected, rtol=1e-10, atol=1e-12 * np.abs(expected).max())
    np.testing.assert_allclose(clouds[0].predicted, expected, rtol=1e-12)
    assert max(np.abs(found.mean - found.whole).max() for found in clouds) > 0.1, "an epoch of draws is not all rows"


@pytest.mark.parametrize("kind", ["linear", "logistic", "formula"])
def test_fact_3_what_is_left_of_an_epoch(kind: str) -> None:
    """The mean over all ways to go on of the next batch's gradient, given the batches that are done."""
    problem = few_rows(KINDS[kind], 6)
    theta = somewhere(problem)
    found = cloud(problem, Batches(np.array([4, 1, 0, 5, 2, 3]), np.array([0, 2, 4])), theta)
    next_ones = [problem.on(np.array(rows)).gradient(theta) for rows in combinations([0, 5, 2, 3], 2)]
    left = found.left(1)
    assert left is not None
    close(left, np.mean(next_ones, axis=0), problem)
    close(left, (3 * found.whole - found.gradients[0]) / 2, problem)
    whole, last, none = found.left(0), found.left(2), found.left(3)
    assert whole is not None and last is not None and none is None
    close(whole, found.whole, problem)
    close(last, found.gradients[2], problem)


@pytest.mark.parametrize("replacement", [False, True])
def test_fact_15_one_step_costs_what_the_noise_adds(replacement: bool) -> None:
    """On a quadratic the bound is an equation with tr HΣ: the mean of J over all steps of batches, enumerated."""
    problem = few_rows(KINDS["linear"], 6)
    theta, rate, size = somewhere(problem), 1e-3, 2
    batches = all_batches(6, size, replacement)
    assert batches is not None
    found, hessian = cloud(problem, batches, theta), problem.hessian(theta)
    mean = float(np.mean(problem.loss(theta - rate * found.gradients)))
    g = found.whole
    exact = (float(problem.loss(theta)) - rate * g @ g
             + rate**2 / 2 * (g @ hessian @ g + np.trace(hessian @ found.predicted)))
    assert mean == pytest.approx(exact, rel=1e-10)
    top = float(np.linalg.eigvalsh(hessian)[-1])
    bound = float(problem.loss(theta)) - rate * g @ g + top * rate**2 / 2 * (g @ g + np.trace(found.rows) / size)
    assert mean <= bound
    at_critical = np.trace(batch_covariance(found.rows, 10**9, 1, True)) / found.critical_size
    assert at_critical == pytest.approx(g @ g, rel=1e-12), "there the two terms of the bound are equal"


@pytest.mark.parametrize("kind", ["two features", "network", "formula"])
@pytest.mark.parametrize("order", ["shuffle", "with_replacement"])
@pytest.mark.parametrize("size", [1, 4, 30])
def test_of_many_rows_a_block_at_a_time(kind: str, order: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = few_rows(KINDS[kind], 30)
    theta, batches = somewhere(problem), epoch_batches(Plan(problem.n, 3, [Stretch(0, size, order)]), 2)
    whole, shares = cloud(problem, batches, theta), list[float]()
    ends = end_to_end(problem, batches, theta, np.full(len(batches), 0.1))
    monkeypatch.setattr(batchnoise, "BLOCK", 7)
    parts = cloud(problem, batches, theta, shares.append)
    for one, other in ((whole.gradients, parts.gradients), (whole.rows, parts.rows), (whole.measured, parts.measured),
                       (whole.predicted, parts.predicted)):
        close(one, other, problem)
    close(ends.fixed, end_to_end(problem, batches, theta, np.full(len(batches), 0.1)).fixed, problem)
    after = losses_after(problem, theta, whole.gradients, 0.1, shares.append)
    np.testing.assert_allclose(after, [problem.loss(theta - 0.1 * g) for g in whole.gradients], rtol=1e-12)
    assert len(shares) > 3


@pytest.mark.parametrize("most", [1, 3, 4, 10, 100])
def test_batches_come_in_blocks(most: int) -> None:
    batches = Batches(np.arange(11)[::-1].copy(), np.array([0, 3, 6, 9]))
    blocks = list(batches.blocks(most))
    assert [block.rows_of(i).tolist() for block in blocks for i in range(len(block))] == [
        batches.rows_of(i).tolist() for i in range(4)]
    assert all(len(block.rows) <= most or len(block) == 1 for block in blocks)
    if most >= 11:
        assert len(blocks) == 1


def test_which_steps_lower_the_loss() -> None:
    problem = few_rows(KINDS["formula"], 7)
    theta = somewhere(problem)
    found = cloud(problem, epoch_batches(Plan(7, 0, [Stretch(0, 1, "shuffle")]), 1), theta)
    for rate in (1e-9, 1e-3, 0.02, 0.1):
        lower = losses_after(problem, theta, found.gradients, rate) < problem.loss(theta)
        one_by_one = [float(problem.loss(theta - rate * g)) < float(problem.loss(theta)) for g in found.gradients]
        assert lower.tolist() == one_by_one
    np.testing.assert_array_equal(losses_after(problem, theta, found.gradients, 1e-9) < problem.loss(theta), ~found.ascending)


@pytest.mark.parametrize("kind", ["linear", "logistic", "formula", "quintic, curvature", "two features"])
def test_end_to_end_arrives_where_one_leap_does(kind: str) -> None:
    problem = few_rows(KINDS[kind], 6)
    theta, rates = somewhere(problem), np.full(3, 0.01)
    laid = end_to_end(problem, epoch_batches(Plan(6, 1, [Stretch(0, 2, "shuffle")]), 1), theta, rates)
    close(laid.fixed[-1], theta - 3 * 0.01 * problem.gradient(theta), problem)
    close(laid.leap, laid.fixed[-1], problem)
    full, at = laid.full, theta
    assert full is not None and full.shape == (4, problem.dim)
    for step in range(3):
        close(full[step], at, problem, 1e-10)
        at = at - 0.01 * problem.gradient(at)


def test_the_epoch_laid_out_is_the_one_that_is_run() -> None:
    """Real steps are the batches' own; with one batch an epoch all three are the same."""
    spec = {"kind": "linear_regression", "data": "anscombe"}
    problem = build(spec)
    run = Run(optimizer={"name": "sgd", "lr": 1e-3}, batch_size=4, start=(0.1, 0.2))
    (trace,) = simulate(Experiment(spec, run, epochs=2), problem)
    batches = epoch_batches(run.plan(problem.n), 2)
    assert batches.sizes.tolist() == [4, 4, 3]
    at = trace.theta[3].copy()
    for k in range(3):
        np.testing.assert_array_equal(batches.rows_of(k), run.plan(problem.n).rows(3 + k))
        at -= 1e-3 * problem.on(batches.rows_of(k)).gradient(at)
    np.testing.assert_allclose(trace.theta[6], at, rtol=1e-10)
    whole = epoch_batches(Plan(problem.n, 0, [Stretch(0, problem.n, "shuffle")]), 1)
    laid = end_to_end(problem, whole, trace.theta[0], np.array([1e-3]))
    assert laid.full is not None
    np.testing.assert_allclose(laid.fixed, laid.full, rtol=1e-12)
    np.testing.assert_allclose(laid.leap, laid.full[-1], rtol=1e-12)


@pytest.mark.parametrize("optimizer", ["sgd", "newton"])
def test_the_epochs_of_a_schedule_and_of_a_method_of_all_rows(optimizer: str) -> None:
    run = Run(optimizer={"name": optimizer}, batch_size=3, batch_schedule={"name": "step", "every": 1})
    plan = run.plan(10)
    for epoch in (1, 2, 3):
        batches, first = epoch_batches(plan, epoch), plan.first_step(epoch)
        assert len(batches) == plan.first_step(epoch + 1) - first
        for k in range(len(batches)):
            own, rows = batches.rows_of(k), plan.rows(first + k)
            # A batch of all rows has no order.
            np.testing.assert_array_equal(own, np.sort(rows) if len(rows) == plan.n else rows)


def test_an_epoch_whose_batches_change_in_its_middle() -> None:
    plan = Plan(10, 0, [Stretch(0, 2, "shuffle"), Stretch(2, 5, "sequential")])
    batches = epoch_batches(plan, 1)
    assert [batches.rows_of(k).tolist() for k in range(len(batches))] == [plan.rows(k).tolist() for k in range(4)]
    assert batches.sizes.tolist() == [2, 2, 5, 1] and not batches.replacement
    assert epoch_batches(Plan(10, 0, [Stretch(0, 2, "shuffle"), Stretch(2, 5, "with_replacement")]), 1).replacement


def test_a_batch_of_all_rows_has_no_noise() -> None:
    problem = few_rows(KINDS["linear"])
    found = cloud(problem, epoch_batches(Plan(problem.n, 0, [Stretch(0, problem.n, "shuffle")]), 1), somewhere(problem))
    assert not found.predicted.any() and found.spread == 0
    close(found.gradients[0], found.whole, problem)
    one = problem.on(np.array([3]))
    assert not cloud(one, epoch_batches(Plan(1, 0, [Stretch(0, 1, "shuffle")]), 1), somewhere(problem)).predicted.any()


def test_too_many_batches_are_counted_and_not_listed() -> None:
    assert number_of_batches(20, 4, False) == 4845 and all_batches(20, 4, False) is not None
    assert all_batches(21, 4, False) is None and all_batches(10**6, 1000, False) is None
    assert number_of_batches(5000, 4999, False) == 5000 and all_batches(5000, 4999, False) is None
    assert all_batches(10**6, 10**6, True) is None and number_of_batches(9, 4, True) == 6561


def test_steps_of_all_rows_are_left_out_where_they_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = few_rows(KINDS["logistic"])
    batches = epoch_batches(Plan(7, 0, [Stretch(0, 1, "shuffle")]), 1)
    monkeypatch.setattr(endtoend, "WORK", 7 * (endtoend.STEP + 7) - 1)
    assert end_to_end(problem, batches, somewhere(problem), np.full(7, 0.1)).full is None


def test_a_point_from_which_all_overflows_is_no_error() -> None:
    problem = few_rows(KINDS["formula"])
    batches = epoch_batches(Plan(7, 0, [Stretch(0, 2, "shuffle")]), 1)
    far = np.full(2, 1e200)
    assert not cloud(problem, batches, far).is_finite
    assert not np.isfinite(end_to_end(problem, batches, far, np.full(4, 0.1)).fixed[-1]).any()
    with np.errstate(all="ignore"):
        assert not (losses_after(problem, far, np.ones((3, 2)), 0.1) < problem.loss(far)).any()


def test_the_covariance_has_divisor_n() -> None:
    np.testing.assert_allclose(second_moment(np.array([[1.0], [3.0]]), np.array([2.0])), [[1.0]])
