"""The microscope's numbers, against closed forms and against descent itself."""

from typing import Any

import numpy as np
import pytest

from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.formula import formula_problem
from sgdviz.core.kinds import build
from sgdviz.core.landscapes import landscape_problem
from sgdviz.core.problem import Array
from sgdviz.core.theory.flat import constant_rate, creep, factor, nature, reach, steps_to_leave


def descent(problem: dict[str, Any], lr: float, start: list[float], steps: int) -> Array:
    experiment = experiment_of({"problem": problem, "optimizer": {"name": "sgd", "lr": lr}, "start": start, "epochs": steps})
    return simulate(experiment, problem_for(experiment))[0].theta


@pytest.mark.parametrize(("formula", "at", "kind", "third", "fourth"), [
    ("0.01*x^5 + 0.0625*x^4 + x^3/240 - 0.4875*x^2 - 0.9*x", -1.5, "degenerate", -0.875, -0.3),
    ("0.01*x^5 + 0.0625*x^4 + x^3/240 - 0.4875*x^2 - 0.9*x", 2.0, "minimum", 5.425, 3.9),
    ("x^4/4", 0.0, "degenerate", 0.0, 6.0), ("-(x-1)^4", 1.0, "degenerate", 0.0, -24.0), ("x^6", 0.0, "degenerate", 0.0, 0.0),
    ("cos(x)", 0.0, "maximum", 0.0, 1.0), ("exp(x) - x", 0.0, "minimum", 1.0, 1.0), ("log(cosh(x))", 0.0, "minimum", 0.0, -2.0),
])
def test_derivatives_of_a_point(formula: str, at: float, kind: str, third: float, fourth: float) -> None:
    problem = formula_problem(formula.replace("cosh(x)", "exp(x)/2 + exp(-x)/2"))
    found = nature(problem, np.array([at]))
    assert found.kind == kind and np.abs(problem.gradient(found.point)).max() < 1e-12
    assert found.higher[0] == pytest.approx(third, rel=1e-9, abs=1e-7)
    assert found.higher[1] == pytest.approx(fourth, rel=1e-5, abs=1e-3)
    assert found.is_flat_inflection == (kind == "degenerate" and third != 0)


def test_in_one_dimension_with_noise_that_takes_no_complex_numbers() -> None:
    problem = build({"kind": "landscape", "name": "quintic", "noise": {"kind": "local", "sd": 0.5}, "samples": 40})
    assert nature(problem, np.array([-1.5])).higher[0] == pytest.approx(-0.875, rel=1e-8)


@pytest.mark.parametrize(("problem", "start", "point", "power", "rate"), [
    ({"kind": "landscape", "name": "quintic"}, -3.0, -1.5, 2, 0.4375),
    ({"kind": "landscape", "name": "quartic"}, 2.0, 0.0, 3, 1.0),
    ({"kind": "formula", "formula": "3*(x-1)^4"}, -2.0, 1.0, 3, 12.0)])
def test_descent_creeps_as_the_line_says(problem: dict[str, Any], start: float, point: float, power: int, rate: float) -> None:
    """Fact 20 and its like at a fourth order: at 40,000 steps within 3 %, and closer than at 4,000."""
    law = creep(nature(build(problem), np.array([point])))
    assert law is not None and law.power == power and law.rate == pytest.approx(rate, rel=1e-6)
    away = np.abs(descent(problem, 0.01, [start], 40_000)[:, 0] - point)
    steps = np.array([4_000.0, 40_000.0])
    errors = np.abs(away[[4_000, 40_000]] / law.distance(0.01, steps) - 1)
    assert errors[1] < 0.03 and errors[1] < errors[0]


def test_what_does_not_creep() -> None:
    for formula, at in (("-x^4", 0.0), ("x^6", 0.0), ("x^2", 0.0)):
        assert creep(nature(formula_problem(formula), np.array([at]))) is None
    assert creep(nature(landscape_problem("monkey_saddle"), np.zeros(2))) is None


@pytest.mark.parametrize(("lr", "expected"), [(0.05, 0.95), (0.11, 0.89), (0.12, 0.92)])
def test_the_factor_at_a_minimum(lr: float, expected: float) -> None:
    """On the quadratic bowl (curvatures 1 and 16) distances shrink by max |1 − ηλ|."""
    problem = landscape_problem("quadratic_bowl")
    found = nature(problem, np.zeros(2))
    ratio = factor(found, lr)
    assert ratio == pytest.approx(expected, rel=1e-12)
    away = np.linalg.norm(descent({"kind": "landscape", "name": "quadratic_bowl"}, lr, [3.0, 1.0], 200), axis=1)
    assert away[200] / away[199] == pytest.approx(expected, rel=1e-6)
    assert reach(problem, found) == np.ptp(problem.box, axis=1).max(), "it is quadratic everywhere"


def test_the_factor_at_a_saddle() -> None:
    """Fact 22: y_k = (1+ηγ)^k y0, and the steps to a radius."""
    spec = {"kind": "landscape", "name": "strict_saddle"}
    found = nature(build(spec), np.zeros(2))
    assert found.kind == "saddle" and factor(found, 0.1) == pytest.approx(1.1)
    out = np.abs(descent(spec, 0.1, [2.0, 1e-6], 300) @ found.escape)
    k = np.arange(301)
    np.testing.assert_allclose(out, np.abs(out[0]) * 1.1**k, rtol=1e-10)
    steps = steps_to_leave(found, 0.1, 1e-6, 1.0)
    assert int(np.argmax(out >= 1)) == int(np.ceil(steps)) and steps_to_leave(found, 0.1, 0.0, 1.0) == np.inf


def test_a_kink_is_what_its_mark_says_and_has_no_factor() -> None:
    """Least absolute deviations: the Hessian is zero beside the minimum, which is none the less one."""
    problem = build({"kind": "linear_regression", "data": "engel", "loss": "absolute"})
    found = nature(problem, problem.marks[0].point)
    assert found.kind == "minimum" and not found.smooth and not found.curvatures.any()
    assert creep(found) is None and factor(found, 0.1) is None and not found.is_flat_inflection


def test_how_near_the_quadratic_is() -> None:
    problem = landscape_problem("quintic")
    found = nature(problem, np.array([2.0]))
    r = reach(problem, found)
    inside = problem.hessian(2 + np.linspace(-r, r, 101)[:, None])[:, 0, 0]
    assert r > 0 and np.abs(inside - 3.675).max() <= 0.1 * 3.675 * 1.001
    assert reach(landscape_problem("kinked"), nature(landscape_problem("kinked"), np.zeros(1))) <= 1, "up to the first kink"


def test_theory_speaks_of_plain_descent_only() -> None:
    def rate(**rest: Any) -> float | None:
        document = {"problem": {"kind": "landscape", "name": "quintic"}, "optimizer": {"name": "sgd", "lr": 0.3}, **rest}
        return constant_rate(experiment_of(document).runs[0])
    assert rate() == 0.3 and rate(optimizer={"name": "sgd", "lr": 0.2, "momentum": 0.0}) == 0.2
    assert rate(optimizer={"name": "sgd", "lr": 0.2, "momentum": 0.5}) is None and rate(carry_over=False) is None
    assert rate(changes=[{"step": 3, "optimizer": {"name": "sgd", "lr": 0.1}}]) is None
    assert rate(schedule={"name": "constant", "warmup": 0}) == 0.3 and rate(schedule={"name": "constant", "warmup": 3}) is None
