"""Why a run left for infinity: the limit that it names, and the last step at which all was well."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sgdviz.core.course import Course
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.theory import last_safe, running_away
from sgdviz.core.trace import Trace

PARABOLA = {"kind": "landscape", "name": "parabola"}
QUINTIC = {"kind": "landscape", "name": "quintic"}
UNEVEN = {**PARABOLA, "noise": {"kind": "curvature", "sd": 3.0}}
FAITHFUL = {"kind": "linear_regression", "data": "faithful", "standardize": True}


def run(problem: dict[str, Any], until: int | None = None, **keys: Any) -> tuple[Course, Trace]:
    experiment = experiment_of({"problem": problem, "batch_size": 1, **keys})
    built = problem_for(experiment)
    return courses(experiment, built)[0], simulate(experiment, built, until)[0]


def rate(lr: float, **numbers: Any) -> dict[str, Any]:
    return {"name": "sgd", "lr": lr, **numbers}


LIMITS: list[tuple[dict[str, Any], Callable[[float], float]]] = [
    ({}, lambda h: 2 / h),
    ({"momentum": 0.5}, lambda h: 2 * 1.5 / h),
    ({"momentum": 0.5, "dampening": 0.5}, lambda h: 2 * 1.5 / 0.5 / h),
    ({"momentum": 0.5, "nesterov": True}, lambda h: 2 * 1.5 / (2 * h)),
    ({"weight_decay": 1.0}, lambda h: 2 / (h + 1)),
]


@pytest.mark.parametrize(("numbers", "limit"), LIMITS, ids=[str(numbers) for numbers, _ in LIMITS])
def test_a_diverged_run_names_the_limit_of_its_own_rule(numbers: dict[str, Any], limit: Callable[[float], float]) -> None:
    """Facts 5, 7 and 8 on x², whose curvature is 2: just above the limit the run diverges, just below it converges."""
    bound = limit(2.0)
    for share, diverges in ((1.05, True), (0.95, False)):
        _, trace = run(PARABOLA, epochs=20_000, optimizer=rate(share * bound, **numbers))
        assert (trace.end is not None) == diverges
        if trace.end is not None:
            assert trace.end.values["limit"] == pytest.approx(bound) and "is above" in str(trace.end)
        else:
            assert abs(trace.theta[-1, 0]) < 1e-6


@pytest.mark.parametrize(("order", "words"), [("with_replacement", "the mean-square limit for batches of 1."),
                                              ("shuffle", "batches of 1 each drawn from all rows."),
                                              ("sequential", "in this order")])
def test_batches_may_diverge_where_the_whole_does_not(order: str, words: str) -> None:
    """Fact 12: with η between SGD's limit and 2/λ it is the batches that make it grow."""
    lr = 0.85
    _, trace = run(UNEVEN, order=order, epochs=600, optimizer=rate(lr))
    assert trace.end is not None and words in str(trace.end)
    assert trace.end.values["limit"] < lr < trace.end.values["full"] == pytest.approx(1.0)
    assert run(UNEVEN, batch_size=40, epochs=600, optimizer=rate(lr))[1].end is None
    if order == "with_replacement":
        assert trace.end.values["limit"] == pytest.approx(2 * 2 / (4 + 9))
    calm = run(UNEVEN, order=order, epochs=600, optimizer=rate(0.3 * trace.end.values["limit"]))[1]
    assert calm.end is None and abs(calm.theta[-1, 0]) < 1e-6


def test_where_j_is_no_quadratic_the_step_that_was_too_long_is_named() -> None:
    course, trace = run(QUINTIC, epochs=100, optimizer=rate(3.0))
    assert trace.end is not None and "unbounded below" in str(trace.end)
    since = trace.end.values["since"]
    curvature = float(course.problem.hessian(trace.theta[since])[0, 0])
    assert trace.end.values["limit"] == pytest.approx(2 / curvature) and 2 / curvature < 3.0
    assert last_safe(course, trace, trace.last) <= since


def test_a_run_that_noise_pushed_over_the_top_blames_no_limit() -> None:
    """Seed 83 of the saddle exhibit: η = 0.15 is below 2/λ wherever it goes."""
    course, trace = run({**QUINTIC, "noise": {"kind": "curvature", "sd": 0.5}}, batch_size=4, seed=83, epochs=60,
                        order="with_replacement", optimizer=rate(0.15))
    assert str(trace.end) == f"Ran away after step {trace.last}: J is unbounded below where θ went."
    safe = last_safe(course, trace, trace.last)
    assert trace.theta[safe, 0] > -4 and (trace.theta[: safe + 1, 0] > -4).all() and trace.theta[trace.last, 0] < -4


def test_leaving_the_domain_is_said() -> None:
    course, trace = run({"kind": "formula", "formula": "x - log(x)"}, epochs=40, start=[2.0], optimizer=rate(5.0))
    assert trace.end is not None and str(trace.end) == f"Stopped after step {trace.last}: J has no value where θ went."
    assert trace.theta[last_safe(course, trace, trace.last), 0] > 0


def test_all_was_well_until_j_began_its_last_growth() -> None:
    bowl = {"kind": "formula", "formula": "8*x^2 + y^2/2"}
    course, trace = run(bowl, start=[1e-6, 2.0], epochs=8000, optimizer=rate(0.13))
    safe = last_safe(course, trace, trace.last)
    assert trace.end is not None and trace.loss[safe] == trace.loss[: trace.last].min() and 10 < safe < 200
    assert (np.diff(trace.loss[safe : safe + 50]) > 0).all()
    course, trace = run(PARABOLA, epochs=3000, optimizer=rate(1.1))
    assert last_safe(course, trace, trace.last) == 0


@pytest.mark.parametrize("at", [300, 337])
def test_a_change_that_made_it_grow_is_where_all_was_still_well(at: int) -> None:
    """Of the rate of that step, while the noise of the batches hides where the growth began."""
    course, trace = run(FAITHFUL, batch_size=16, epochs=200, optimizer=rate(0.05),
                        changes=[{"step": at, "optimizer": rate(3.0)}])
    assert trace.end is not None and trace.end.values["lr"] == 3.0 and "3 is above 2/λ = 1" in str(trace.end)
    assert last_safe(course, trace, trace.last) == at


def test_a_run_on_its_way_out_says_why() -> None:
    course, trace = run(PARABOLA, 60, epochs=60, optimizer=rate(1.2))
    assert running_away(course, trace, 5) is None
    found = running_away(course, trace, 60)
    assert str(found) == "J grows without bound: η = 1.2 is above 2/λ = 1."
    course, trace = run(UNEVEN, 1200, order="with_replacement", epochs=30, optimizer=rate(0.75))
    found = running_away(course, trace, trace.last)
    assert found is not None and "the mean-square limit for batches" in str(found)


def test_an_absolute_value_has_no_curvature_to_blame() -> None:
    course, trace = run({"kind": "formula", "formula": "abs(x)*x^2"}, epochs=60, start=[2.0], optimizer=rate(1.0))
    assert trace.end is not None and trace.end.values["limit"] > 0
    course, trace = run({"kind": "formula", "formula": "abs(x)"}, epochs=60, start=[2.0], optimizer=rate(0.3))
    assert trace.end is None and running_away(course, trace, 60) is None


def test_newton_names_its_own_limit() -> None:
    """A Newton step of more than twice the way grows whatever the curvature is; one of less than that does not."""
    bowl = {"kind": "formula", "formula": "3*x^2 + x*y + 5*y^2"}
    _, trace = run(bowl, epochs=4000, start=[1.0, 2.0], optimizer={"name": "newton", "lr": 2.5})
    assert trace.end is not None and trace.end.values["limit"] == 2.0 and "above 2, the limit of this optimizer" in str(trace.end)
    assert run(bowl, epochs=400, start=[1.0, 2.0], optimizer={"name": "newton", "lr": 1.9})[1].end is None


def test_where_no_limit_is_known_none_is_named() -> None:
    steep = {"kind": "formula", "formula": "exp(x^2)"}
    _, trace = run(steep, epochs=4000, start=[3.0], optimizer={"name": "rmsprop", "lr": 50.0})
    assert trace.end is not None and "limit" not in trace.end.values and "grew without bound" in str(trace.end)
