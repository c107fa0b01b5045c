"""Reference methods, against closed forms, their own conditions, and minima that are known."""

import math
from typing import Any

import numpy as np
import pytest

from sgdviz.core.batches import orders
from sgdviz.core.course import Course
from sgdviz.core.datasets import card
from sgdviz.core.descent import advance
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Change, Run
from sgdviz.core.kinds import build
from sgdviz.core.optimizers import Reference, armijo, damped_newton, lbfgs, newton, optimizers
from sgdviz.core.problem import Array, Problem, Rows
from sgdviz.core.trace import Trace

WHOLE = [name for name, entry in optimizers.items() if entry.facts.get("whole")]
DESCENTS = ["armijo", "damped_newton", "lbfgs"]
FUNCTIONS = ["rosenbrock", "himmelblau", "beale", "quadratic_bowl"]


class Quadratic(Problem):
    """J(θ) = ½ (θ−m)ᵀH(θ−m) of one row."""

    def __init__(self, h: Array, minimum: Array) -> None:
        self.h, self.minimum, self.n, self.dim = h, minimum, 1, len(minimum)
        self.names, self.start = tuple(f"w_{i}" for i in range(self.dim)), np.zeros(self.dim)
        self.box = np.array([[-1.0, 1.0]] * self.dim)

    def loss(self, theta: Array) -> Array:
        return np.asarray(((theta - self.minimum) @ self.h * (theta - self.minimum)).sum(-1) / 2)

    def gradient(self, theta: Array) -> Array:
        return (theta - self.minimum) @ self.h

    def hessian(self, theta: Array) -> Array:
        return np.broadcast_to(self.h, (*theta.shape, self.dim))

    def batch(self, rows: Rows) -> Problem:
        return self


def quadratic(dim: int, seed: int = 0, low: float = 0.1, high: float = 10.0) -> Quadratic:
    """A positive definite one, its axes turned, its curvatures between `low` and `high`."""
    random = np.random.default_rng(seed)
    axes = np.linalg.qr(random.normal(size=(dim, dim)))[0]
    curvatures = np.geomspace(low, high, dim)
    return Quadratic(axes * curvatures @ axes.T, random.normal(size=dim))


def ran(problem: Problem, spec: dict[str, Any], steps: int, **run: Any) -> Trace:
    course = Course(problem, Run(optimizer=spec, **run), steps)
    trace = course.trace()
    with np.errstate(all="ignore"):
        for _ in advance(course, trace, steps):
            pass
    return trace


def landscape(name: str) -> Problem:
    return build({"kind": "landscape", "name": name})


@pytest.mark.parametrize("dim", [1, 2, 5, 12])
def test_newton_lands_on_a_quadratics_minimum_in_one_step(dim: int) -> None:
    for name in ("newton", "damped_newton"):
        problem = quadratic(dim)
        trace = ran(problem, {"name": name}, 2)
        np.testing.assert_allclose(trace.theta[1], problem.minimum, rtol=1e-12)
        np.testing.assert_allclose(trace.theta[2], problem.minimum, rtol=1e-12)


@pytest.mark.parametrize("eta", [0.5, 1.5, 1.99])
def test_newtons_distance_shrinks_by_its_factor(eta: float) -> None:
    problem = quadratic(3)
    trace = ran(problem, {"name": "newton", "lr": eta}, 30)
    powers = (1 - eta) ** np.arange(31)
    np.testing.assert_allclose(trace.theta - problem.minimum, -powers[:, None] * problem.minimum, atol=1e-10)
    assert newton().limit(123.0) == 2


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("kind", ["linear_regression", "logistic_regression"])
def test_a_regression_arrives_where_its_gradient_is_zero(name: str, kind: str) -> None:
    x = ["bill_length_mm", "bill_depth_mm"]
    y = "body_mass_g" if kind == "linear_regression" else "sex"
    problem = build({"kind": kind, "data": "penguins", "x": x, "y": y, "standardize": True if y == "body_mass_g" else "x"})
    trace = ran(problem, {"name": name}, 400 if name == "armijo" else 20)
    assert np.linalg.norm(problem.gradient(trace.theta[trace.last])) < 1e-7
    minimum = next(mark.point for mark in problem.marks if mark.kind == "minimum")
    np.testing.assert_allclose(trace.theta[trace.last], minimum, rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("dim", [2, 5, 9, 12])
def test_lbfgs_needs_no_more_steps_than_dimensions_on_a_quadratic(dim: int) -> None:
    """With an exact line search it goes as conjugate gradients do; one step more for rounding."""
    problem = quadratic(dim, high=3.0)
    trace = ran(problem, {"name": "lbfgs", "history_size": 20}, dim + 1)
    np.testing.assert_allclose(trace.theta[-1], problem.minimum, atol=1e-7)


@pytest.mark.parametrize("history", [1, 3, 20])
def test_lbfgs_keeps_so_many_pairs_and_maps_each_change_to_its_step(history: int) -> None:
    method, problem = lbfgs(history_size=history), landscape("rosenbrock")
    theta, memory = problem.start, None
    for k in range(12):
        theta, memory = method.step(problem, theta, memory)
        steps, changes = memory[2:]
        assert len(steps) == len(changes) <= min(history, k + 1)
        assert (np.einsum("kd,kd->k", steps, changes) > 0).all()


@pytest.mark.parametrize(("name", "where"), [("armijo", "himmelblau"), ("armijo", "quadratic_bowl"), *(
    (name, where) for name in ("damped_newton", "lbfgs") for where in FUNCTIONS)])
def test_a_descent_with_a_line_search_ends_at_a_minimum(name: str, where: str) -> None:
    problem = landscape(where)
    trace = ran(problem, {"name": name}, 200 if name == "armijo" else 60)
    end = trace.theta[trace.last]
    minima = [mark.point for mark in problem.marks if mark.kind == "minimum"]
    assert min(np.linalg.norm(end - point) for point in minima) < 1e-5
    assert trace.end is None


@pytest.mark.parametrize("name", DESCENTS)
@pytest.mark.parametrize("where", FUNCTIONS)
@pytest.mark.parametrize("c", [1e-4, 0.4])
def test_armijos_condition_holds_at_every_step(name: str, where: str, c: float) -> None:
    problem, method = landscape(where), optimizers[name].make(c=c)
    theta, memory = problem.start, None
    for _ in range(40):
        after, memory = method.step(problem, theta, memory)
        gain = problem.gradient(theta) @ (theta - after)
        before = float(problem.loss(theta))
        assert gain >= 0 and problem.loss(after) <= before - c * gain + 1e-14 * abs(before)
        theta = after


@pytest.mark.parametrize("shrink", [0.5, 0.8])
def test_armijo_takes_the_first_step_length_that_does(shrink: float) -> None:
    """The one before the accepted one is refused: that is what backtracking from η means."""
    method, problem = armijo(lr=1.0, c=0.3, shrink=shrink), landscape("rosenbrock")
    theta, shortened = problem.start, 0
    for _ in range(50):
        after, (t,) = method.step(problem, theta, None)
        g, before = problem.gradient(theta), float(problem.loss(theta))
        tries = round(math.log(t) / math.log(shrink))
        assert t == pytest.approx(shrink**tries)
        if tries:
            shortened += 1
            longer = t / shrink
            assert problem.loss(theta - longer * g) > before - 0.3 * longer * (g @ g)
        theta = after
    assert shortened > 40


def test_damping_leaves_a_convex_function_alone_and_turns_a_saddle_into_descent() -> None:
    method = damped_newton()
    _, (_, damping, t) = method.step(quadratic(3), np.ones(3), None)
    assert damping == 0 and t == 1
    saddle = Quadratic(np.diag([1.0, -2.0]), np.zeros(2))
    theta = np.array([1.0, 1e-3])
    after, (p, damping, _) = method.step(saddle, theta, None)
    assert damping > 1 and saddle.gradient(theta) @ p > 0 and saddle.loss(after) < saddle.loss(theta)
    np.testing.assert_allclose((saddle.h + damping * np.diag([1.0, 2.0])) @ p, saddle.gradient(theta), rtol=1e-12)
    straight, _ = newton().step(saddle, theta, None)
    np.testing.assert_allclose(straight, 0, atol=1e-15)


@pytest.mark.parametrize(("name", "data", "i"), [
    ("damped_newton", "misra1a", 1), *(("damped_newton", data, i) for data in ("boxbod", "danwood") for i in (0, 1)),
    ("lbfgs", "boxbod", 0), ("lbfgs", "danwood", 0), ("lbfgs", "danwood", 1)])
def test_certified_values_are_reached(name: str, data: str, i: int) -> None:
    """NIST StRD: from an official start to the certified parameters, whatever their units."""
    experiment = experiment_of(card(data)["suggested"][i])
    trace = ran(problem_for(experiment), {"name": name}, 200, start=experiment.base.start)
    certified = np.array(card(data)["certified"]["parameters"], dtype=float)
    np.testing.assert_allclose(trace.theta[trace.last], certified, rtol=1e-9)


def test_of_many_newton_steps_the_shortest_is_taken() -> None:
    """Two equal columns: H is singular, and the shortest of its steps gives both the same share."""
    flat = Quadratic(np.array([[2.0, 2.0], [2.0, 2.0]]), np.array([1.0, 0.0]))
    trace = ran(flat, {"name": "newton"}, 3)
    np.testing.assert_allclose(trace.theta[1:], 0.5, rtol=1e-12)
    assert trace.end is None


@pytest.mark.parametrize(("formula", "start"), [("x + y + 0*x*y", [1.0, 1.0]), ("x^3/3 + x", [0.0])])
def test_newton_without_a_step_ends_with_a_sentence(formula: str, start: list[float]) -> None:
    trace = ran(build({"kind": "formula", "formula": formula}), {"name": "newton"}, 5, start=tuple(start))
    assert trace.last == 0 and trace.end is not None and "the Hessian of J" in str(trace.end)


@pytest.mark.parametrize("name", WHOLE)
def test_a_method_stays_where_the_gradient_is_zero(name: str) -> None:
    for point in ([0.0, 0.0], [1.0, 1.0]):
        problem = Quadratic(np.diag([1.0, -1.0]), np.array(point))
        trace = ran(problem, {"name": name}, 3, start=tuple(point))
        assert trace.theta.tolist() == [point] * 4 and trace.end is None


@pytest.mark.parametrize("name", WHOLE)
def test_a_method_changes_nothing_that_it_is_given(name: str) -> None:
    method = optimizers[name].make()
    assert isinstance(method, Reference)
    problem, theta = landscape("rosenbrock"), np.array([-1.2, 1.0])
    memory = method.init(problem, theta)
    for _ in range(3):
        before = [np.copy(entry) for entry in memory or ()]
        _, following = method.step(problem, theta, memory)
        assert theta.tolist() == [-1.2, 1.0]
        assert all(np.array_equal(a, b) for a, b in zip(before, memory or (), strict=True))
        assert len(following) == len(method.slots)
        memory = following


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("order", orders)
def test_every_batch_is_all_rows_and_an_epoch_is_one_step(name: str, order: str) -> None:
    run = Run(optimizer={"name": name}, batch_size=3, order=order)
    plan = run.plan(10)
    assert [plan.rows(k).tolist() for k in range(4)] == [list(range(10))] * 4
    assert [plan.place(k)[:3] for k in range(3)] == [(1, 1, 1), (2, 1, 1), (3, 1, 1)] and not plan.has_replacement(0)
    later = Run(batch_size=3, order=order, changes=(Change(5, optimizer={"name": name}), Change(8, optimizer={"name": "sgd"})))
    plan = later.plan(10)
    assert [len(plan.rows(k)) for k in range(12)] == [3, 3, 3, 1, 3, 10, 10, 10, 3, 3, 3, 1]
    assert [plan.place(k)[:3] for k in (3, 4, 5, 7, 8)] == [(1, 4, 4), (2, 1, 1), (3, 1, 1), (5, 1, 1), (6, 1, 4)]


@pytest.mark.parametrize("name", WHOLE)
def test_the_batch_loss_of_a_step_is_j_before_it(name: str) -> None:
    problem = build({"kind": "landscape", "name": "himmelblau", "noise": {"kind": "tilt"}, "samples": 9})
    trace = ran(problem, {"name": name}, 4, batch_size=2, start=(1.0, 2.0))
    np.testing.assert_array_equal(trace.batch_loss[1:], [problem.loss(theta) for theta in trace.theta[:-1]])


def test_a_line_search_goes_round_where_j_is_not_defined() -> None:
    problem = build({"kind": "formula", "formula": "x - log(x)"})
    for name in DESCENTS:
        trace = ran(problem, {"name": name, "lr": 50.0}, 300, start=(0.1,))
        assert trace.end is None and trace.theta[-1, 0] == pytest.approx(1.0, abs=1e-6)


