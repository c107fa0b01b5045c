"""Update rules against PyTorch's and against closed forms."""

import math
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.descent import FLOATS, simulate
from sgdviz.core.experiment import Run
from sgdviz.core.invalid import Invalid
from sgdviz.core.optimizers import optimizers, sgd
from sgdviz.core.parameters import Flag, Number, Real

recorder = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "record_torch.py")))
CASES = {name: (experiment, model) for name, experiment, model in recorder.cases()}
moderate = st.floats(-1e3, 1e3)


@pytest.mark.parametrize("name", CASES)
def test_the_path_is_pytorchs(name: str) -> None:
    experiment, model = CASES[name]
    (trace,) = simulate(experiment, model)
    with np.load(recorder.TABLE) as table:
        np.testing.assert_allclose(trace.theta, table[f"{name}_theta"], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(trace.batch_loss[1:], table[f"{name}_loss"], rtol=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_the_table_is_what_pytorch_does_today(name: str) -> None:
    pytest.importorskip("torch")
    path, loss = recorder.record(*CASES[name])
    with np.load(recorder.TABLE) as table:
        np.testing.assert_allclose(path, table[f"{name}_theta"], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(loss, table[f"{name}_loss"], rtol=1e-12)


def samples(name: str) -> list[dict[str, Any]]:
    """Numbers that an optimizer accepts: its defaults, and a number of its own in place of each."""
    found: list[dict[str, Any]] = [{}]
    for parameter in optimizers[name].parameters:
        if isinstance(parameter, Number):
            found.append({parameter.name: 0.3})
    return found


@given(data=st.data(), theta=st.lists(moderate, min_size=1, max_size=4), name=st.sampled_from(list(optimizers)))
def test_floats_and_arrays_are_moved_alike(data: st.DataObject, theta: list[float], name: str) -> None:
    """The same rule on floats one at a time, on a vector, and on many replicas at once."""
    rule = optimizers[name].make(**data.draw(st.sampled_from(samples(name))))
    gradients = np.array([data.draw(st.lists(moderate, min_size=len(theta), max_size=len(theta))) for _ in range(3)])
    vector = np.array(theta)
    replicas, many = np.stack([vector, 2 * vector]), rule.init(np.stack([vector, 2 * vector]))
    floats, memories, memory = list(theta), [rule.init(t) for t in theta], rule.init(vector)
    for age, g in enumerate(gradients):
        replicas, many = rule.update(replicas, np.stack([g, g]), many, age, rule.lr, np)
        vector, memory = rule.update(vector, g, memory, age, rule.lr, np)
        for i, own in enumerate(g.tolist()):
            floats[i], memories[i] = rule.update(floats[i], own, memories[i], age, rule.lr, FLOATS)
        assert vector.tolist() == floats == replicas[0].tolist()


@pytest.mark.parametrize("name", optimizers)
def test_a_rule_changes_nothing_that_it_is_given(name: str) -> None:
    for numbers in samples(name):
        rule = optimizers[name].make(**numbers)
        theta, g = np.array([1.0, -2.0]), np.array([0.5, 0.25])
        _, memory = rule.update(theta, g, rule.init(theta), 0, rule.lr, np)
        rule.update(theta, g, memory, 1, rule.lr, np)
        assert theta.tolist() == [1, -2] and g.tolist() == [0.5, 0.25]


@pytest.mark.parametrize("name", optimizers)
def test_every_number_of_an_optimizer_is_declared(name: str) -> None:
    entry = optimizers[name]
    assert entry.label and entry.make.__doc__
    for parameter in entry.parameters:
        assert parameter.label and isinstance(parameter, Real | Flag)
        parameter.check(parameter.default, parameter.name)


def test_the_first_velocity_is_the_bare_gradient() -> None:
    rule = sgd(0.1, momentum=0.9, dampening=0.5)
    theta, memory = rule.update(1.0, 2.0, rule.init(1.0), 0, rule.lr, FLOATS)
    assert (theta, memory) == (1 - 0.1 * 2, (2.0,))
    assert rule.update(theta, 2.0, memory, 1, rule.lr, FLOATS)[1] == (0.9 * 2 + 0.5 * 2,)


@pytest.mark.parametrize("numbers", [{"nesterov": True}, {"nesterov": True, "momentum": 0.9, "dampening": 0.1}])
def test_nesterov_without_its_momentum_is_refused(numbers: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="Nesterov needs a momentum above 0 and no dampening") as e:
        sgd(**numbers)
    assert e.value.place == "nesterov"


@pytest.mark.parametrize(("curvature", "lr"), [(3.0, 0.1), (3.0, 0.66), (0.5, 3.9)])
def test_plain_descent_on_a_parabola_shrinks_by_its_factor(curvature: float, lr: float) -> None:
    rule = sgd(lr)
    theta = 5.0
    for k in range(1, 20):
        theta, _ = rule.update(theta, curvature * theta, None, k - 1, rule.lr, FLOATS)
        assert math.isclose(theta, 5 * (1 - lr * curvature) ** k, rel_tol=1e-13)


def test_the_heavy_ball_can_cycle() -> None:
    """Lessard, Recht, Packard 2016: with η = 1/9, β = 4/9 from 3.3 a convex function holds the ball in a 3-cycle."""
    def slope(x: float) -> float:
        return 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24

    rule = sgd(1 / 9, momentum=4 / 9)
    x, velocity = 3.3, None
    for k in range(300):
        x, velocity = rule.update(x, slope(x), velocity, k, rule.lr, FLOATS)
    cycle = []
    for k in range(3):
        x, velocity = rule.update(x, slope(x), velocity, k, rule.lr, FLOATS)
        cycle.append(x)
    assert sorted(cycle) == pytest.approx([-2208 / 1225, 792 / 1225, 2592 / 1225], abs=1e-12)


def test_the_default_run_is_sgd() -> None:
    ((step, name, rule),) = Run().rules()
    assert (step, name, rule.lr) == (0, "sgd", 0.1)
