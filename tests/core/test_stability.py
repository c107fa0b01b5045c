"""The limits of the learning rate against spectral radii of enumerated steps, closed forms, and runs of the rules."""

from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

from sgdviz.core.batches import orders
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.optimizers import Rule, optimizers, sgd
from sgdviz.core.problem import Array, Problem
from sgdviz.core.theory.recursion import linear, radius
from sgdviz.core.theory.rows import batch_share, is_quadratic, spread
from sgdviz.core.theory.stability import mean_square_limit, stability

RULES: list[dict[str, Any]] = [
    {}, {"momentum": 0.5}, {"momentum": 0.9}, {"momentum": 0.6, "nesterov": True}, {"momentum": 0.5, "dampening": 0.4},
    {"weight_decay": 0.3}, {"momentum": 0.8, "weight_decay": 0.2}]
SMALL = {"kind": "formula", "formula": "x^2 + x*y + 2*y^2", "noise": {"kind": "curvature", "sd": 0.9}, "samples": 4}
ANSCOMBE = {"kind": "linear_regression", "data": "anscombe", "standardize": True}
PENGUINS = {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
            "standardize": True}
QUINTIC = {"kind": "landscape", "name": "quintic"}


def problem(spec: dict[str, Any]) -> Problem:
    return problem_for(experiment_of({"problem": spec}))


def parabola(sd: float = 0.0) -> Problem:
    noise = {"noise": {"kind": "curvature", "sd": sd}} if sd else {}
    return problem({"kind": "landscape", "name": "parabola", **noise})


def walked(rule: Rule, curvature: float, lr: float, steps: int) -> Array:
    """The path of a rule on (λ/2)θ² from 1."""
    theta, memory, path = np.ones(1), rule.init(np.ones(1)), [1.0]
    for age in range(steps):
        theta, memory = rule.update(theta, curvature * theta, memory, age, lr, np)
        path.append(float(theta[0]))
    return np.array(path)


@pytest.mark.parametrize("name", optimizers)
def test_a_rule_is_a_recursion_only_if_it_acts_like_one(name: str) -> None:
    rule = optimizers[name].make()
    way = linear(rule)
    if way is None:
        assert name != "sgd"
        return
    assert isinstance(rule, Rule)
    z = np.array([1.0, *np.zeros(way.size - 1)])
    for theta in walked(rule, 3.0, 0.2, 30):
        assert z[0] == pytest.approx(theta, rel=1e-12)
        z = way.at(0.2).step(np.array([[3.0]])) @ z


@pytest.mark.parametrize("numbers", RULES, ids=str)
def test_the_recursion_of_sgd_is_its_path(numbers: dict[str, Any]) -> None:
    rule, lr = sgd(**numbers), 0.37
    way = linear(rule)
    assert way is not None and way == linear(sgd(lr=0.9, **numbers))
    z = np.array([1.0, *np.zeros(way.size - 1)])
    # PyTorch's first velocity is the bare gradient; from the second step on all steps are alike.
    theta, memory = rule.update(1.0, 3.0, rule.init(1.0), 0, lr, np)
    z = np.array([theta, *(memory or ())])
    for step in range(2, 30):
        z = way.at(lr).step(np.array([[3.0]])) @ z
        assert z[0] == pytest.approx(walked(rule, 3.0, lr, step)[-1], rel=1e-10)


@pytest.mark.parametrize("numbers", RULES, ids=str)
def test_just_above_its_limit_a_rule_grows_and_just_below_it_shrinks(numbers: dict[str, Any]) -> None:
    """Facts 5, 7 and 8."""
    rule = sgd(**numbers)
    found = stability(parabola(), rule, np.array([1.0]))
    way = linear(rule)
    assert way is not None and found.curvatures == (2.0,)
    for share, grows in ((0.9999, False), (1.0001, True)):
        assert (radius(way.at(share * found.stable).step(np.array([[2.0]]))) > 1) == grows


@pytest.mark.parametrize("numbers", RULES, ids=str)
def test_up_to_the_first_limit_descent_does_not_overshoot(numbers: dict[str, Any]) -> None:
    rule = sgd(**numbers)
    found = stability(parabola(), rule, np.array([1.0]))
    below = walked(rule, 2.0, 0.999 * found.monotone, 3000)
    assert (below >= 0).all() and (np.diff(below) <= 0).all()
    assert walked(rule, 2.0, 1.2 * found.monotone, 3000).min() < 0
    assert stability(parabola(), rule, np.array([1.0]), lr=0.999 * found.monotone).state == "monotone"
    assert stability(parabola(), rule, np.array([1.0]), lr=1.001 * found.monotone).state == "oscillates"
    assert stability(parabola(), rule, np.array([1.0]), lr=found.stable).state == "unstable"


def test_the_limits_have_their_closed_forms() -> None:
    """Facts 5 to 8: 1/λ, 2/λ, 2(1+β)/λ, 2(1+β)/((1+2β)λ); heavy ball overshoots from (1−√β)²/λ on."""
    bowl = problem({"kind": "landscape", "name": "quadratic_bowl"})
    plain = stability(bowl, sgd(), bowl.start)
    low, high = plain.curvatures
    assert (plain.monotone, plain.stable, plain.plain) == pytest.approx((1 / high, 2 / high, 2 / high), rel=1e-11)
    assert plain.best == pytest.approx(2 / (low + high)) and plain.quadratic and plain.shape == "bowl"
    heavy = stability(bowl, sgd(momentum=0.81), bowl.start)
    assert (heavy.monotone, heavy.stable) == pytest.approx((0.1**2 / high, 2 * 1.81 / high), rel=1e-9)
    nesterov = stability(bowl, sgd(momentum=0.5, nesterov=True), bowl.start)
    assert nesterov.stable == pytest.approx(2 * 1.5 / (2 * high))


def test_the_best_rate_contracts_most() -> None:
    """Fact 6: (κ−1)/(κ+1), and no other constant rate does better."""
    bowl = problem({"kind": "landscape", "name": "quadratic_bowl"})
    found = stability(bowl, sgd(), bowl.start)
    hessian, (low, high) = bowl.hessian(bowl.start), found.curvatures
    assert found.best is not None
    rates = found.best * np.array([0.98, 1.0, 1.02])
    contraction = [radius(np.eye(2) - lr * hessian) for lr in rates]
    assert contraction[1] == pytest.approx((high - low) / (high + low), rel=1e-12) and min(contraction) == contraction[1]


@pytest.mark.parametrize(("order", "share"), [("with_replacement", 1 / 4), ("shuffle", 36 / 39 / 4)])
def test_the_limit_of_sgd_in_one_dimension(order: str, share: float) -> None:
    """Fact 12: 2h/(h² + Var(q)/B), with the factor (n−B)/(n−1) where no row comes twice."""
    h, sd = 2.0, 1.5
    found = stability(parabola(sd), sgd(), np.array([1.0]), 4, order)
    assert found.batches == pytest.approx(2 * h / (h**2 + sd**2 * share), rel=1e-10)
    assert found.batches is not None and found.batches < found.stable == found.plain


def drawn(n: int, size: int, replacement: bool) -> list[tuple[int, ...]]:
    return list(product(range(n), repeat=size) if replacement else combinations(range(n), size))


@pytest.mark.parametrize("numbers", RULES, ids=str)
@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize(("spec", "size"), [(SMALL, 1), (SMALL, 3), (ANSCOMBE, 2)], ids=str)
def test_the_limit_of_sgd_in_any_dimension(spec: dict[str, Any], size: int, replacement: bool, numbers: dict[str, Any]) -> None:
    """Enumerated over all batches that can be drawn, E[A ⊗ A] has a spectral radius of 1 at the limit."""
    whole, rule = problem(spec), sgd(**numbers)
    way, rows = linear(rule), spread(whole, whole.start)
    assert way is not None and rows is not None
    limit = mean_square_limit(way, rows, batch_share(whole.n, size, replacement))
    assert limit is not None
    hessians = [whole.on(np.array(batch)).hessian(whole.start) for batch in drawn(whole.n, size, replacement)]
    for share, grows in ((0.9999, False), (1.0001, True)):
        steps = [way.at(share * limit).step(hessian) for hessian in hessians]
        assert (radius(np.mean([np.kron(step, step) for step in steps], axis=0)) > 1) == grows


@pytest.mark.parametrize("numbers", [{}, {"momentum": 0.6}], ids=str)
@pytest.mark.parametrize("size", [1, 4])
def test_the_limit_of_a_fixed_order_is_where_its_epoch_grows(numbers: dict[str, Any], size: int) -> None:
    whole, rule = problem(ANSCOMBE), sgd(**numbers)
    found, way = stability(whole, rule, whole.start, size, "sequential"), linear(rule)
    assert found.batches is not None and way is not None and found.drawn == "order"
    for share, grows in ((0.2, False), (0.9999, False), (1.0001, True)):
        epoch = np.eye(2 * way.size)
        for first in range(0, whole.n, size):
            rows = np.arange(first, min(first + size, whole.n))
            epoch = way.at(share * found.batches).step(whole.on(rows).hessian(whole.start)) @ epoch
        assert (radius(epoch) > 1) == grows


def test_batches_that_do_not_differ_in_curvature_have_no_limit_of_their_own() -> None:
    tilted = problem({"kind": "landscape", "name": "parabola", "noise": {"kind": "tilt", "sd": 1.0}})
    for whole, size in ((tilted, 4), (parabola(1.5), 40), (parabola(1.5), None)):
        for order in ("shuffle", "sequential"):
            assert stability(whole, sgd(), np.array([1.0]), size, order).batches is None
    assert stability(parabola(1.5), sgd(), np.array([1.0]), 40, "with_replacement").batches is not None


@pytest.mark.parametrize(("spec", "theta", "shape"), [
    (QUINTIC, [-3.0], "bowl"), (QUINTIC, [-1.5], "flat"), (QUINTIC, [-1.0], "hill"),
    ({"kind": "formula", "formula": "x^2 - y^2"}, [0.3, 0.1], "saddle"), ({"kind": "formula", "formula": "x^2 + 0*y"},
                                                                         [0.3, 0.1], "valley"),
    ({"kind": "formula", "formula": "log(x)"}, [-1.0], "none"), ({"kind": "formula", "formula": "abs(x)"}, [1.0], "flat")])
def test_what_is_no_bowl_is_called_what_it_is(spec: dict[str, Any], theta: list[float], shape: str) -> None:
    found = stability(problem(spec), sgd(momentum=0.9), np.array(theta), 1)
    assert found.shape == shape and found.batches is None
    assert (found.best is None) == (shape != "bowl")
    assert np.isinf(found.stable) == (shape in ("flat", "hill", "none"))


@pytest.mark.parametrize(("spec", "quadratic"), [
    (SMALL, True), (ANSCOMBE, True), (PENGUINS, True), ({"kind": "landscape", "name": "parabola"}, True), (QUINTIC, False),
    ({"kind": "landscape", "name": "kinked"}, False), ({"kind": "formula", "formula": "abs(x)"}, False),
    ({"kind": "landscape", "name": "parabola", "noise": {"kind": "local", "sd": 0.1}}, False),
    ({"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"], "y": "sex"}, False)])
def test_it_is_known_whether_a_problem_is_a_quadratic(spec: dict[str, Any], quadratic: bool) -> None:
    assert is_quadratic(problem(spec)) == quadratic


@pytest.mark.parametrize("spec", [
    {**QUINTIC, "noise": {"kind": "curvature", "sd": 0.5}}, {"kind": "landscape", "name": "himmelblau",
                                                            "noise": {"kind": "local", "sd": 0.5}, "samples": 12},
    ANSCOMBE, {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "body_mass_g"], "y": "sex",
               "standardize": True}], ids=str)
def test_the_hessians_of_the_rows_are_those_of_batches_of_one(spec: dict[str, Any]) -> None:
    whole = problem(spec)
    theta = whole.start + 0.3
    np.testing.assert_allclose(whole.hessians(theta), Problem.hessians(whole, theta), rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(whole.hessians(theta).mean(axis=0), whole.hessian(theta), rtol=1e-11, atol=1e-12)


def test_what_limits_an_adaptive_rule_is_not_known() -> None:
    odd = Rule(0.1, lambda theta: None, lambda theta, g, memory, age, eta, xp: (theta - eta * xp.sign(g), memory))
    found = stability(parabola(1.5), odd, np.array([1.0]), 4)
    assert found.acts == "unknown" and found.batches is None and (found.monotone, found.stable) == (0.5, 1.0)
    assert stability(parabola(1.5), sgd(), np.array([1.0]), 4).acts == "linear"


@pytest.mark.parametrize(("name", "acts", "limits"), [
    ("newton", "newton", (1.0, 2.0)), ("adagrad", "unlimited", (np.inf, np.inf)), ("armijo", "unlimited", (np.inf, np.inf)),
    ("adam", "unknown", (0.5, 1.0))])
def test_other_rules_have_the_limits_that_they_declare(name: str, acts: str, limits: tuple[float, float]) -> None:
    found = stability(parabola(), optimizers[name].make(), np.array([1.0]))
    assert found.acts == acts and (found.monotone, found.stable) == limits


@pytest.mark.parametrize("order", orders)
def test_every_order_says_how_its_batches_are_drawn(order: str) -> None:
    found = stability(parabola(1.5), sgd(), np.array([1.0]), 4, order)
    first, second = (orders[order].make(5, epoch, 40).tolist() for epoch in (1, 2))
    assert (found.drawn == "order") == (first == second)
    assert (found.drawn == "anew") == (len(set(first)) < 40)
