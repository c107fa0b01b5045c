"""The mathematics that must never be wrong, and the worked numbers, on the program's own runs."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from sgdviz.core.batches import keys, orders
from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.plan import Plan, Stretch
from sgdviz.core.problem import Array, Problem
from sgdviz.core.trace import Trace

QUINTIC: dict[str, Any] = {"kind": "landscape", "name": "quintic"}
NOISY: dict[str, Any] = {**QUINTIC, "noise": {"kind": "curvature", "sd": 0.5}, "samples": 40}
SADDLE: dict[str, Any] = {"problem": NOISY, "batch_size": 4, "epochs": 60}
PROBLEMS: list[dict[str, Any]] = [
    NOISY,
    {"kind": "landscape", "name": "himmelblau", "noise": {"kind": "tilt"}, "samples": 30},
    {"kind": "linear_regression", "data": "faithful", "standardize": True},
    {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "body_mass_g"], "y": "sex", "standardize": True},
]


def run(document: dict[str, Any], **base: Any) -> tuple[Problem, Trace]:
    experiment = experiment_of(document)
    experiment = replace(experiment, base=replace(experiment.base, **base))
    problem = problem_for(experiment)
    (trace,) = simulate(experiment, problem)
    return problem, trace


def descent(problem: dict[str, Any], lr: float, steps: int, **rest: Any) -> Array:
    """The path (steps+1, d) of the whole problem."""
    document = {"problem": problem, "optimizer": {"name": "sgd", "lr": lr}, "epochs": steps, "batch_size": 10**6, **rest}
    return run(document)[1].theta


@pytest.mark.parametrize("document", PROBLEMS, ids=str)
@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize("order", [name for name in orders if not orders[name].facts.get("replacement")])
def test_J_is_the_mean_of_an_epochs_batches_weighted_by_their_sizes(document: dict[str, Any], size: int, order: str) -> None:
    """Fact 1, for the loss and for its gradient, at any θ and with a short last batch."""
    problem = problem_for(experiment_of({"problem": document}))
    plan = Plan(problem.n, 3, [Stretch(0, size, order)])
    batches = [problem.on(plan.rows(k)) for k in range(plan.first_step(4), plan.first_step(5))]
    weights = np.array([batch.n / problem.n for batch in batches])
    assert sum(batch.n for batch in batches) == problem.n
    for theta in (problem.start, problem.start + 0.7, problem.box[:, 1]):
        assert weights @ [batch.loss(theta) for batch in batches] == pytest.approx(float(problem.loss(theta)), rel=1e-11)
        np.testing.assert_allclose(weights @ [batch.gradient(theta) for batch in batches], problem.gradient(theta),
                                   rtol=1e-9, atol=1e-12 * np.abs(problem.gradient(problem.start)).max())


@pytest.mark.parametrize("order", ["shuffle", "with_replacement"])
def test_the_noise_of_a_batch(order: str) -> None:
    """Fact 4: over many epochs the first batch's gradient has covariance C/B with replacement, else (C/B)(n−B)/(n−1)."""
    problem = problem_for(experiment_of({"problem": NOISY}))
    n, size, theta = problem.n, 4, np.array([-1.0])
    own = np.array([problem.on(np.array([i])).gradient(theta)[0] for i in range(n)])
    expected = own.var() / size * (1 if orders[order].facts.get("replacement") else (n - size) / (n - 1))
    rows = orders[order].make(0, np.arange(1, 20_001), n)[:, :size]
    assert own[rows].mean(axis=1).var() == pytest.approx(expected, rel=0.03)


def test_descent_creeps_towards_the_flat_point() -> None:
    x = descent(QUINTIC, 0.05, 10_000)[:, 0]
    assert [f"{x[100]:.4f}", f"{x[1000]:.4f}", f"{x[10_000]:.5f}"] == ["-1.8964", "-1.5455", "-1.50457"]
    assert (np.diff(x) > 0).all() and (x < -1.5).all()
    assert (-1.5 - x[10_000]) * 0.05 * 0.4375 * 10_000 == pytest.approx(1, rel=0.05), "like 1/(ηCk)"


def test_full_batch_descent_does_not_pass_the_flat_point_in_100000_steps() -> None:
    x = descent(NOISY, 0.1, 100_000)[:, 0]
    assert len(x) == 100_001 and x.max() < -1.5


@cache
def escapes() -> tuple[list[int], list[float], list[float]]:
    """Exhibit 3 for 200 seeds: the epoch at whose end x > 0, where it ends, and how far to the left it came."""
    epochs, ends, lows = [], [], []
    for seed in range(200):
        _, trace = run(SADDLE, seed=seed)
        x = trace.theta[::10, 0]
        epochs.append(int(np.argmax(x > 0)))
        ends.append(float(x[-1]))
        lows.append(float(trace.theta.min()))
    return epochs, ends, lows


def test_every_seed_of_the_saddle_exhibit_ends_at_the_minimum() -> None:
    epochs, ends, lows = escapes()
    assert len(ends) == 200 and max(abs(x - 2) for x in ends) < 1e-3
    assert min(lows) > -3.8
    assert np.median(epochs) == pytest.approx(35, rel=0.1) and np.percentile(epochs, 95) <= 40


@pytest.mark.parametrize(("lr", "order", "median"), [(0.15, "shuffle", 18), (0.1, "with_replacement", 18),
                                                     (0.15, "with_replacement", 10)])
def test_how_soon_it_escapes_otherwise(lr: float, order: str, median: float) -> None:
    document = {**SADDLE, "optimizer": {"name": "sgd", "lr": lr}, "order": order}
    paths = [run(document, seed=seed)[1].theta[::10, 0] for seed in range(100)]
    assert np.median([np.argmax(x > 0) for x in paths if (x > 0).any()]) == pytest.approx(median, rel=0.1)


def test_no_seed_escapes_where_the_noise_is_only_local() -> None:
    document = {**SADDLE, "problem": {**QUINTIC, "noise": {"kind": "local", "sd": 1.0}}, "epochs": 200,
                "optimizer": {"name": "sgd", "lr": 0.05}}
    assert max(run(document, seed=seed)[1].theta.max() for seed in range(10)) < 0


@pytest.mark.parametrize(("lr", "crosses"), [(2.666, False), (2.667, True)])
def test_from_minus_3_a_large_step_crosses(lr: float, crosses: bool) -> None:
    assert (descent(QUINTIC, lr, 1)[1, 0] > -1.5) == crosses


@pytest.mark.parametrize(("lr", "settles"), [(0.54, True), (0.55, False)])
def test_the_minimum_is_stable_below_two_over_its_curvature(lr: float, settles: bool) -> None:
    x = descent(QUINTIC, lr, 3000, start=[1.999])[:, 0]
    assert (abs(x[-1] - 2) < 1e-6) == settles


@pytest.mark.parametrize("lr", [0.01, 0.5, 5.0])
def test_at_the_flat_point_every_learning_rate_stays(lr: float) -> None:
    assert (descent(QUINTIC, lr, 5, start=[-1.5]) == -1.5).all()


def test_a_strict_saddle_is_left_at_its_rate() -> None:
    """Fact 22: y_k = (1+ηγ)^k y_0, and y_0 = 0 never leaves."""
    saddle = {"kind": "formula", "formula": "(x^2 - y^2)/2"}
    theta = descent(saddle, 0.1, 50, start=[1.0, 1e-6])
    np.testing.assert_allclose(theta[:, 1], 1e-6 * 1.1 ** np.arange(51), rtol=1e-12)
    assert (descent(saddle, 0.1, 50, start=[1.0, 0.0])[:, 1] == 0).all()


def test_keys_are_as_good_as_random_for_the_noise() -> None:
    """Neighbouring seeds and epochs are uncorrelated."""
    words = keys(np.arange(50)[:, None], np.arange(1, 51), 40) / 2.0**64
    assert abs(np.corrcoef(words[:-1].ravel(), words[1:].ravel())[0, 1]) < 0.01
    assert abs(np.corrcoef(words[:, :-1].ravel(), words[:, 1:].ravel())[0, 1]) < 0.01
