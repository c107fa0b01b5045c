"""Where J settles, against enumerations of every draw and every order, closed forms, and the program's own runs."""

from collections.abc import Callable, Sequence
from itertools import permutations, product
from typing import Any

import numpy as np
import pytest

from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.optimizers import Rule, optimizers, sgd
from sgdviz.core.problem import Array, Problem
from sgdviz.core.theory import floor

RULES: list[dict[str, Any]] = [
    {"lr": 0.11}, {"lr": 0.05, "momentum": 0.6}, {"lr": 0.04, "momentum": 0.5, "nesterov": True},
    {"lr": 0.06, "momentum": 0.5, "dampening": 0.3, "weight_decay": 0.2}]
SHIFTED = "x^2 + x*y + 2*y^2 + x - 3*y"
TILTED = {"kind": "formula", "formula": SHIFTED, "noise": {"kind": "tilt", "sd": 0.9}, "samples": 5}
ANSCOMBE = {"kind": "linear_regression", "data": "anscombe", "standardize": True}
PARABOLA = {"kind": "landscape", "name": "parabola"}


def problem(spec: dict[str, Any]) -> Problem:
    return problem_for(experiment_of({"problem": spec}))


def four_rows() -> Problem:
    """Four rows of a regression, each with a curvature and a noise of its own."""
    return problem(ANSCOMBE).on(np.array([0, 3, 5, 9]))


class Affine:
    """What a step or an epoch does to (θ, v), found by taking it from zero and from each unit."""

    def __init__(self, act: Callable[[Array], Array], size: int) -> None:
        self.offset = act(np.zeros(size))
        self.matrix = np.column_stack([act(unit) - self.offset for unit in np.eye(size)])


def step(whole: Problem, rule: Rule, rows: Sequence[int], z: Array, started: bool) -> Array:
    """The rule's own step from (θ, v) with the batch of these rows."""
    d = whole.dim
    gradient = whole.on(np.array(rows)).gradient(z[:d])
    theta, memory = rule.update(z[:d], gradient, (z[d:],) if started else None, 1, rule.lr, np)
    return np.concatenate([theta, memory[0]]) if started else theta


def settled(maps: list[Affine], whole: Problem) -> float:
    """The mean of J in the long run where each of `maps` is as likely as the others and independent of the last."""
    size, d = len(maps[0].offset), whole.dim
    mean, offset = np.mean([one.matrix for one in maps], axis=0), np.mean([one.offset for one in maps], axis=0)
    first = np.linalg.solve(np.eye(size) - mean, offset)
    square = np.mean([np.kron(one.matrix, one.matrix) for one in maps], axis=0)
    rest = np.mean([np.kron(one.matrix @ first, one.offset) + np.kron(one.offset, one.matrix @ first)
                    + np.kron(one.offset, one.offset) for one in maps], axis=0)
    second = np.linalg.solve(np.eye(size * size) - square, rest).reshape(size, size)[:d, :d]
    origin, hessian = np.zeros(d), whole.hessian(np.zeros(d))
    return float(whole.loss(origin) + whole.gradient(origin) @ first[:d] + np.trace(hessian @ second) / 2)


@pytest.mark.parametrize("numbers", RULES, ids=str)
@pytest.mark.parametrize(("make", "size"), [(lambda: problem(TILTED), 1), (lambda: problem(ANSCOMBE), 1),
                                            (lambda: four_rows(), 2)], ids=["tilted", "regression", "four rows"])
def test_the_floor_of_independent_batches_is_that_of_all_draws(make: Callable[[], Problem], size: int,
                                                              numbers: dict[str, Any]) -> None:
    """Facts 10 and 11, with the noise of each row's own curvature."""
    whole, rule = make(), sgd(**numbers)
    started = "momentum" in numbers
    maps = [Affine(lambda z, rows=rows: step(whole, rule, rows, z, started), whole.dim * (1 + started))
            for rows in product(range(whole.n), repeat=size)]
    found = floor(whole, rule, size, "with_replacement")
    assert found is not None and found.kind == "independent" and found.steady
    assert found.loss == pytest.approx(settled(maps, whole), rel=1e-9) and found.loss > found.least


def test_a_short_last_batch_is_counted() -> None:
    whole, rule = four_rows(), sgd(lr=0.1)

    def epoch(rows: Sequence[int]) -> Affine:
        return Affine(lambda z: step(whole, rule, rows[3:], step(whole, rule, rows[:3], z, False), False), whole.dim)

    found = floor(whole, rule, 3, "with_replacement")
    assert found is not None and not found.steady
    assert found.loss == pytest.approx(settled([epoch(rows) for rows in product(range(4), repeat=4)], whole), rel=1e-9)


@pytest.mark.parametrize("numbers", RULES, ids=str)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_floor_of_reshuffling_is_that_of_all_orders(size: int, numbers: dict[str, Any]) -> None:
    """Fact 17 for any batch size, a short last batch, any number of dimensions, and momentum."""
    whole, rule = problem(TILTED), sgd(**numbers)
    started = "momentum" in numbers

    def epoch(order: Sequence[int]) -> Affine:
        def act(z: Array) -> Array:
            for first in range(0, whole.n, size):
                z = step(whole, rule, order[first : first + size], z, started)
            return z
        return Affine(act, whole.dim * (1 + started))

    found = floor(whole, rule, size, "shuffle")
    assert found is not None and found.kind == "reshuffled" and not found.steady
    assert found.loss == pytest.approx(settled([epoch(order) for order in permutations(range(whole.n))], whole), rel=1e-9)


@pytest.mark.parametrize("numbers", RULES, ids=str)
@pytest.mark.parametrize("order", ["sequential", "shuffle_once"])
@pytest.mark.parametrize(("spec", "size"), [(TILTED, 2), (ANSCOMBE, 4)], ids=str)
def test_a_fixed_order_settles_on_its_cycle(spec: dict[str, Any], size: int, order: str, numbers: dict[str, Any]) -> None:
    experiment = experiment_of({"problem": spec, "order": order, "batch_size": size, "epochs": 400, "seed": 5,
                                "optimizer": {"name": "sgd", **numbers}})
    whole = problem_for(experiment)
    (trace,) = simulate(experiment, whole)
    found = floor(whole, sgd(**numbers), size, order, seed=5)
    assert found is not None and found.kind == "cycle"
    assert found.loss == pytest.approx(trace.loss[-1], rel=1e-9)


def tilted_parabola(n: int, sd: float) -> Problem:
    return problem({**PARABOLA, "noise": {"kind": "tilt", "sd": sd}, "samples": n})


@pytest.mark.parametrize("size", [1, 4])
@pytest.mark.parametrize("momentum", [0.0, 0.7])
def test_the_floor_in_one_dimension_has_its_closed_form(size: int, momentum: float) -> None:
    """Facts 10 and 11: h/2 times ησ²(1+β)/(h(1−β)(2(1+β)−ηh)B)."""
    lr, h, sd = 0.2, 2.0, 1.3
    found = floor(tilted_parabola(40, sd), sgd(lr=lr, momentum=momentum), size, "with_replacement")
    variance = lr * sd**2 / size * (1 + momentum) / (h * (1 - momentum) * (2 * (1 + momentum) - lr * h))
    assert found is not None and found.least == pytest.approx(0, abs=1e-15)
    assert found.loss == pytest.approx(h / 2 * variance, rel=1e-10)


@pytest.mark.parametrize(("rate", "ratio"), [(0.1, 3.7), (0.05, 12), (0.025, 46)])
def test_reshuffling_has_a_lower_floor(rate: float, ratio: float) -> None:
    """Fact 17: ℓ_i = (h/2)(x−a_i)², B = 1, n = 20, with the ratios of the table to the floor with replacement."""
    n, h, sd = 20, 2.0, 2.0
    q, variance = 1 - rate, (sd / h) ** 2
    w = q ** np.arange(n)[::-1]
    expected = rate**2 * variance * n / (n - 1) * ((w**2).sum() - w.sum() ** 2 / n) / (1 - q ** (2 * n))
    whole, rule = tilted_parabola(n, sd), sgd(lr=rate / h)
    shuffled, drawn = floor(whole, rule, 1, "shuffle"), floor(whole, rule, 1, "with_replacement")
    assert shuffled is not None and drawn is not None
    assert shuffled.loss == pytest.approx(h / 2 * expected, rel=1e-9)
    assert drawn.loss / shuffled.loss == pytest.approx(ratio, rel=0.02)


@pytest.mark.parametrize(("spec", "order", "size", "numbers"), [
    (TILTED, "shuffle", 2, RULES[1]), (ANSCOMBE, "with_replacement", 2, RULES[0])], ids=str)
def test_the_mean_of_j_over_many_epochs_is_the_floor(spec: dict[str, Any], order: str, size: int,
                                                    numbers: dict[str, Any]) -> None:
    experiment = experiment_of({"problem": spec, "order": order, "batch_size": size, "epochs": 12_000,
                                "optimizer": {"name": "sgd", **numbers}})
    whole = problem_for(experiment)
    (trace,) = simulate(experiment, whole)
    ends = trace.loss[:: experiment.base.plan(whole.n).first_step(2)][100:]
    found = floor(whole, sgd(**numbers), size, order)
    assert found is not None
    assert ends.mean() - found.least == pytest.approx(found.loss - found.least, rel=0.05)


@pytest.mark.parametrize(("spec", "order", "size", "numbers"), [
    (ANSCOMBE, "shuffle", 2, {}), (TILTED, "shuffle", 5, {}), ({"kind": "landscape", "name": "quintic"}, "shuffle", 1, {}),
    (TILTED, "with_replacement", 1, {"lr": 5.0}), ({**PARABOLA, "noise": {"kind": "curvature", "sd": 1.0}}, "with_replacement",
                                                   1, {}),
    (ANSCOMBE, "with_replacement", 1, {"lr": 0.6}), ({"kind": "formula", "formula": "x^2 - y^2"}, "sequential", 1, {}),
    ({"kind": "formula", "formula": "abs(x)", "noise": {"kind": "tilt"}}, "with_replacement", 1, {})], ids=str)
def test_there_is_no_floor_where_none_is_known(spec: dict[str, Any], order: str, size: int, numbers: dict[str, Any]) -> None:
    """Reshuffled rows of several curvatures, a full batch, no quadratic, no stability, rows that agree at the minimum."""
    assert floor(problem(spec), sgd(**{"lr": 0.1, **numbers}), size, order) is None


@pytest.mark.parametrize("name", optimizers)
def test_an_optimizer_has_a_floor_only_if_it_is_linear(name: str) -> None:
    if name != "sgd":
        assert floor(problem(TILTED), optimizers[name].make(), 1, "with_replacement") is None
