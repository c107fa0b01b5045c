"""Bounded and yet not settled: cycles of known period, chaos of known rate, and what is neither."""

from typing import Any

import numpy as np
import pytest

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.theory import unsettled
from sgdviz.core.trace import Cause

WELL = {"kind": "landscape", "name": "double_well"}
KINKED = {"kind": "landscape", "name": "kinked"}
QUARTIC = {"kind": "landscape", "name": "quartic"}
TILTED = {"kind": "landscape", "name": "parabola", "noise": {"kind": "tilt", "sd": 1.0}}


def said(problem: dict[str, Any], lr: float, step: int | None = None, numbers: dict[str, Any] | None = None,
         **keys: Any) -> Cause | None:
    experiment = experiment_of({"problem": problem, "batch_size": 10**6, "epochs": 400, **keys,
                                "optimizer": {"name": "sgd", "lr": lr, **(numbers or {})}})
    built = problem_for(experiment)
    (course,), (trace,) = courses(experiment, built), simulate(experiment, built)
    return unsettled(course, trace, trace.last if step is None else step)


def test_heavy_ball_cycles_below_its_limit() -> None:
    """Fact 9: 792/1225, −2208/1225, 2592/1225, for ever (Lessard, Recht, Packard 2016)."""
    found = said(KINKED, 1 / 9, numbers={"momentum": 4 / 9})
    assert found is not None and found.values["period"] == 3 and "although" in str(found)
    assert found.values["limit"] == pytest.approx(2 * (1 + 4 / 9) / 25)
    assert found.values["lr"] < found.values["limit"]


def test_descent_on_a_quartic_swings_between_two_points() -> None:
    """x⁴/4 from √(2/η): x ← x − ηx³ = −x. There λ = 3x² = 6/η, so that 2/λ is a third of η."""
    eta = 0.5
    found = said(QUARTIC, eta, start=[2.0], step=400)
    assert found is not None and found.values["period"] == 2
    assert found.values["limit"] == pytest.approx(eta / 3) and "is not below" in str(found)


@pytest.mark.parametrize(("lr", "period"), [(1.1, 2), (1.25, 4), (1.29, 8)])
def test_periods_double_in_a_double_well(lr: float, period: int) -> None:
    """The period is counted anew from the map x ← x − ηx(x²−1) itself."""
    x, seen = -0.5, []
    for _ in range(20_000):
        x -= lr * x * (x * x - 1)
        seen.append(x)
    counted = next(p for p in range(1, 64) if abs(seen[-1] - seen[-1 - p]) < 1e-9)
    found = said(WELL, lr, start=[-0.5], epochs=3000)
    assert found is not None and found.values["period"] == counted == period


def test_chaos_parts_neighbours_at_the_rate_of_the_map() -> None:
    """η = 2: neighbours of x ← 3x − 2x³ part by 3 a step in the mean: 3 cos t under x = √2 cos t becomes cos 3t."""
    found = said(WELL, 2.0, start=[-0.5], epochs=3000)
    assert found is not None and "does not settle" in str(found)
    assert found.values["factor"] == pytest.approx(3.0, rel=0.1)


@pytest.mark.parametrize(("problem", "lr", "keys"), [
    (WELL, 0.8, {"start": [-0.5]}), (WELL, 0.05, {"start": [-1.9]}), (QUARTIC, 0.3, {}),
    ({"kind": "landscape", "name": "quadratic_bowl"}, 0.12499, {"epochs": 200}),
    ({"kind": "landscape", "name": "quadratic_bowl"}, 0.126, {"epochs": 200}),
    ({"kind": "formula", "formula": "x^2 - y^2"}, 0.1, {"start": [1.0, 1e-8]}),
    ({"kind": "landscape", "name": "quintic"}, 0.1, {}), (WELL, 1.1, {"start": [-0.5], "epochs": 30}),
    (TILTED, 0.2, {"batch_size": 4}), (TILTED, 0.2, {"batch_size": 4, "order": "with_replacement"}),
    (TILTED, 0.2, {"batch_size": 4, "order": "sequential"})], ids=str)
def test_what_settles_or_grows_or_wanders_by_chance_is_no_cycle(problem: dict[str, Any], lr: float, keys: dict[str, Any]) -> None:
    assert said(problem, lr, **keys) is None


def test_momentum_that_swings_towards_the_minimum_is_no_cycle() -> None:
    for momentum in (0.9, 0.99):
        assert said({"kind": "landscape", "name": "parabola"}, 0.05, numbers={"momentum": momentum}) is None


def test_a_fixed_order_may_cycle_over_epochs() -> None:
    """Rows in file order bring the double well back every other epoch, not every epoch."""
    tilted = {**WELL, "noise": {"kind": "tilt", "sd": 0.02}, "samples": 2}
    found = said(tilted, 1.1, start=[-0.5], batch_size=1, order="sequential", epochs=2000)
    assert found is None or "epochs" in str(found)
    three = {**WELL, "noise": {"kind": "tilt", "sd": 0.02}, "samples": 3}
    found = said(three, 1.1, start=[-0.5], batch_size=1, order="sequential", epochs=2000)
    assert found is not None and found.values["period"] == 2 and "2 epochs" in str(found)


def test_before_a_change_nothing_is_looked_back_on() -> None:
    changes = [{"step": 380, "optimizer": {"name": "sgd", "lr": 1.1}}]
    assert said(WELL, 1.25, start=[-0.5], changes=changes, step=400) is None
    assert said(WELL, 1.25, start=[-0.5], changes=changes, step=379) is not None


def test_a_run_that_starts_every_batch_anew_has_no_cycle() -> None:
    assert said(WELL, 1.1, start=[-0.5], carry_over=False) is None


def test_where_there_is_no_curvature_no_limit_is_named() -> None:
    found = said({"kind": "formula", "formula": "abs(x)"}, 0.3, start=[2.0])
    assert str(found) == "Bounded, but a cycle: θ comes back every 2 steps."
    assert found is not None and "limit" not in found.values
    assert np.isfinite(found.values["lr"])
