"""Update rules against PyTorch's and against closed forms."""

import inspect
import math
import runpy
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Run
from sgdviz.core.invalid import Invalid
from sgdviz.core.kernels import FLOATS
from sgdviz.core.optimizers import Rule, adagrad, adam, adamw, lion, optimizers, rmsprop, rprop, sgd, sign_sgd
from sgdviz.core.parameters import Flag, Integer, Number, Pair, Real

recorder = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "record_torch.py")))
CASES = {name: (experiment, model) for name, experiment, model in recorder.cases()}
moderate = st.floats(-1e3, 1e3)


RULES = [name for name, entry in optimizers.items() if not entry.facts.get("whole")]


@pytest.mark.parametrize("name", CASES)
def test_the_path_is_pytorchs(name: str) -> None:
    experiment, model = CASES[name]
    (trace,) = simulate(experiment, model)
    assert trace.last >= 200
    theta, loss = recorder.kept(trace.theta, trace.batch_loss[1:])
    with np.load(recorder.TABLE) as table:
        np.testing.assert_allclose(theta, table[f"{name}_theta"], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(loss, table[f"{name}_loss"], rtol=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_the_table_is_what_pytorch_does_today(name: str) -> None:
    pytest.importorskip("torch")
    experiment, model = CASES[name]
    path, loss = recorder.kept(*recorder.record(replace(experiment, epochs=7), model))
    with np.load(recorder.TABLE) as table:
        np.testing.assert_allclose(path[:-1], table[f"{name}_theta"][: len(path) - 1], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(loss[:-1], table[f"{name}_loss"][: len(loss) - 1], rtol=1e-12)


@pytest.mark.parametrize("name", recorder.NAMES)
def test_every_number_is_compared_with_pytorch(name: str) -> None:
    compared = {key for numbers in recorder.OPTIONS[name].values() for key in numbers}
    assert compared >= {parameter.name for parameter in optimizers[name].parameters} - {"lr"}


@pytest.mark.parametrize("name", recorder.NAMES)
def test_names_and_defaults_are_pytorchs(name: str) -> None:
    torch = pytest.importorskip("torch")
    taken = inspect.signature(getattr(torch.optim, recorder.NAMES[name])).parameters
    theirs = {key: p.default for key, p in taken.items()
              if key not in ("params", "foreach", "capturable", "differentiable", "fused")}
    mine = {parameter.name: parameter.default for parameter in optimizers[name].parameters}
    assert mine == theirs | ({"lr": 0.1} if name == "sgd" else {})


def samples(name: str) -> list[dict[str, Any]]:
    """Numbers that an optimizer accepts: its defaults, and others of its own in place of each."""
    found: list[dict[str, Any]] = [{}]
    for parameter in optimizers[name].parameters:
        if isinstance(parameter, Integer):
            found.append({parameter.name: 3})
        elif isinstance(parameter, Number):
            found.append({parameter.name: 0.3})
        elif isinstance(parameter, Pair):
            found.append({parameter.name: [0.25, 1.5] if parameter.name == "etas" else [0.25, 0.75]})
        elif parameter.name != "nesterov":
            found.append({parameter.name: True})
    everything = {key: value for numbers in found for key, value in numbers.items()}
    found += [everything, {**everything, "weight_decay": 0.0}] if "weight_decay" in everything else [everything]
    return found + ([{"momentum": 0.5, "nesterov": True}] if name == "sgd" else [])


@given(data=st.data(), theta=st.lists(moderate, min_size=1, max_size=4), name=st.sampled_from(RULES))
def test_floats_and_arrays_are_moved_alike(data: st.DataObject, theta: list[float], name: str) -> None:
    """The same rule on floats one at a time, on a vector, and on many replicas at once."""
    rule = optimizers[name].make(**data.draw(st.sampled_from(samples(name))))
    gradients = np.array([data.draw(st.lists(moderate, min_size=len(theta), max_size=len(theta))) for _ in range(9)])
    vector = np.array(theta)
    replicas, many = np.stack([vector, 2 * vector]), rule.init(np.stack([vector, 2 * vector]))
    floats, memories, memory = list(theta), [rule.init(t) for t in theta], rule.init(vector)
    for age, g in enumerate(gradients):
        replicas, many = rule.update(replicas, np.stack([g, g]), many, age, rule.lr, np)
        vector, memory = rule.update(vector, g, memory, age, rule.lr, np)
        for i, own in enumerate(g.tolist()):
            floats[i], memories[i] = rule.update(floats[i], own, memories[i], age, rule.lr, FLOATS)
        assert vector.tolist() == floats == replicas[0].tolist()
        for entry, own in zip(memory or (), zip(*memories, strict=True) if memory else (), strict=True):
            assert (entry is None and own[0] is None) or np.broadcast_to(entry, len(theta)).tolist() == list(own)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_changes_nothing_that_it_is_given(name: str) -> None:
    for numbers in samples(name):
        rule = optimizers[name].make(**numbers)
        theta, g = np.array([1.0, -2.0]), np.array([0.5, 0.25])
        _, memory = rule.update(theta, g, rule.init(theta), 0, rule.lr, np)
        before = deepcopy(memory)
        rule.update(theta, g, memory, 1, rule.lr, np)
        assert theta.tolist() == [1, -2] and g.tolist() == [0.5, 0.25]
        assert all(np.array_equal(a, b) for a, b in zip(memory or (), before or (), strict=True))


@pytest.mark.parametrize("name", RULES)
def test_a_memory_has_an_entry_for_each_slot_whatever_the_numbers(name: str) -> None:
    """So numbers may change while a run plays: the memory of the old ones fits the new ones."""
    for first in samples(name):
        for then in samples(name):
            theta, memory = 1.0, None
            for age in range(4):
                rule = optimizers[name].make(**(first if age < 2 else then))
                theta, memory = rule.update(theta, 0.5 - age, memory, age, rule.lr, FLOATS)
                assert memory is None or len(memory) == len(rule.slots)
            assert math.isfinite(theta)


@pytest.mark.parametrize("name", RULES)
def test_what_a_rule_takes_for_the_gradient_is_declared(name: str) -> None:
    """With g as its rule takes it and no decay or climbing of its own, a rule makes the same step."""
    for numbers in samples(name):
        rule = optimizers[name].make(**numbers)
        coupled = not numbers.get("decoupled_weight_decay") and name not in ("adamw", "lion")
        plain = {k: v for k, v in numbers.items() if k != "maximize" and not (coupled and k == "weight_decay")}
        without = optimizers[name].make(**plain)
        taken = rule.gradient(1.5, 0.25) if rule.gradient else 0.25
        assert rule.update(1.5, 0.25, None, 0, 0.1, FLOATS) == without.update(1.5, taken, None, 0, 0.1, FLOATS)


@pytest.mark.parametrize("name", optimizers)
def test_every_number_of_an_optimizer_is_declared(name: str) -> None:
    entry = optimizers[name]
    assert entry.label and entry.make.__doc__
    for parameter in entry.parameters:
        assert parameter.label and isinstance(parameter, Real | Integer | Flag | Pair)
        parameter.check(parameter.default, parameter.name)
        for part in parameter.parts if isinstance(parameter, Pair) else ():
            assert part.label and part.check(part.default, part.name) == part.default


@pytest.mark.parametrize("name", optimizers)
def test_a_method_is_written_in_the_letters_of_its_memory(name: str) -> None:
    for numbers in samples(name):
        method = optimizers[name].make(**numbers)
        assert "$θ_{k+1} = " in method.formula
        assert all(slot.symbol and slot.label for slot in method.slots)
        if isinstance(method, Rule):
            memory = method.update(1.0, 0.5, None, 0, 0.1, FLOATS)[1] or (None,) * len(method.slots)
            used = [slot.symbol for slot, entry in zip(method.slots, memory, strict=True) if entry is not None]
            assert all(f"{symbol}_{{k+1}}" in method.formula for symbol in used)


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


@pytest.mark.parametrize(("weight_decay", "betas"), [(0.0, [0.9, 0.99]), (0.3, [0.95, 0.98]), (0.1, [0.0, 0.5])])
def test_lion_is_its_paper(weight_decay: float, betas: list[float]) -> None:
    """Chen et al. 2023, program 1, in its own words."""
    random = np.random.default_rng(3)
    rule = lion(0.01, betas, weight_decay)
    theta, memory = np.array([1.0, -2.0, 0.5]), None
    p, exp_avg = theta.copy(), np.zeros(3)
    for k, grad in enumerate(random.normal(size=(200, 3))):
        theta, memory = rule.update(theta, grad, memory, k, rule.lr, np)
        p *= 1 - 0.01 * weight_decay
        p -= 0.01 * np.sign(exp_avg * betas[0] + grad * (1 - betas[0]))
        exp_avg = exp_avg * betas[1] + grad * (1 - betas[1])
        np.testing.assert_allclose(theta, p, rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(memory[0], exp_avg, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_sign_sgd_steps_by_the_sign_of_the_mean(momentum: float) -> None:
    """Bernstein et al. 2018: the mean in one sum over all gradients so far, instead of step by step."""
    gradients = np.random.default_rng(4).normal(size=(100, 2)) + 0.1
    rule = sign_sgd(0.01, momentum)
    theta, memory = np.zeros(2), None
    for k, g in enumerate(gradients):
        theta, memory = rule.update(theta, g, memory, k, rule.lr, np)
    signs = [np.sign(momentum ** np.arange(k + 1)[::-1] @ gradients[: k + 1]) for k in range(100)]
    np.testing.assert_allclose(theta, -0.01 * np.sum(signs, axis=0), rtol=1e-12)


@given(g=moderate.filter(lambda g: abs(g) > 1e-3), lr=st.floats(1e-4, 1))
def test_adams_first_step_is_the_sign(g: float, lr: float) -> None:
    """Kingma, Ba 2015: with ε = 0 it is as long as the learning rate, whatever the gradient."""
    theta, _ = adam(lr, eps=0.0).update(0.0, g, None, 0, lr, FLOATS)
    assert theta == pytest.approx(math.copysign(lr, -g), rel=1e-12)


def test_adagrads_step_on_a_constant_slope_falls_like_one_over_root_k() -> None:
    rule = adagrad(0.5, eps=0.0)
    theta, memory = 0.0, None
    for k in range(1, 200):
        before = theta
        theta, memory = rule.update(theta, 3.0, memory, k - 1, rule.lr, FLOATS)
        assert before - theta == pytest.approx(0.5 / math.sqrt(k), rel=1e-9)


def test_decoupled_decay_shrinks_and_differs_from_an_l2_term() -> None:
    """Loshchilov, Hutter 2019: without a gradient AdamW is (1 − ηλ)θ; Adam with a penalty takes a step of length η."""
    assert adamw(0.1, weight_decay=0.5).update(2.0, 0.0, None, 0, 0.1, FLOATS)[0] == 2 * (1 - 0.1 * 0.5)
    assert adam(0.1, weight_decay=0.5).update(2.0, 0.0, None, 0, 0.1, FLOATS)[0] == pytest.approx(2 - 0.1, rel=1e-6)


def test_adam_can_go_to_the_worst_point() -> None:
    """Reddi, Kale, Kumar 2018: gradients 3, −1, −1, η/√t, projected on [−1, 1]: Adam ends at +1, AMSGrad and SGD at −1."""
    def end(rule: Rule) -> float:
        x, memory = 0.0, None
        for k in range(3000):
            x, memory = rule.update(x, 3.0 if k % 3 == 0 else -1.0, memory, k, 0.5 / math.sqrt(k + 1), FLOATS)
            x = min(max(x, -1.0), 1.0)
        return x

    assert end(adam(betas=[0.0, 0.1], eps=0.0)) > 0.9
    assert end(adam(betas=[0.0, 0.1], eps=0.0, amsgrad=True)) < -0.9 and end(sgd()) < -0.9


def test_a_variance_below_zero_is_zero() -> None:
    """Equal gradients have no variance about their mean, whatever rounding makes of it."""
    rule = rmsprop(0.1, alpha=0.1, eps=0.5, centered=True)
    theta, memory = 0.0, None
    for k in range(100):
        theta, memory = rule.update(theta, 0.7, memory, k, rule.lr, FLOATS)
        assert memory[0] - memory[1] ** 2 > -1e-15 and math.isfinite(theta)


def test_rprop_refuses_bounds_that_cross() -> None:
    with pytest.raises(Invalid, match="must not be above") as e:
        rprop(step_sizes=[2.0, 1.0])
    assert e.value.place == "step_sizes"


@pytest.mark.parametrize("rule", [sgd(0.6), sgd(0.6, momentum=0.5), sgd(0.1, 0.5, 0.2), sgd(0.3, 0.8, nesterov=True),
                                  sgd(0.2, 0.9, weight_decay=0.7), adagrad(50.0)])
def test_a_limit_tells_what_settles_from_what_leaves(rule: Rule) -> None:
    def distance(eta: float) -> float:
        theta, memory = 1.0, None
        for k in range(5000):
            theta, memory = rule.update(theta, 2.0 * theta, memory, k, eta, FLOATS)
            if not abs(theta) < 1e9:
                break
        return abs(theta)

    limit = rule.limit(2.0)
    assert distance(min(0.98 * limit, 100.0)) < 1e-3
    assert limit == math.inf or distance(1.02 * limit) > 1e3


@pytest.mark.parametrize("name", [name for name in optimizers if any(p.name == "eps" for p in optimizers[name].parameters)])
def test_nothing_divided_by_nothing_ends_with_a_sentence(name: str) -> None:
    experiment = experiment_of({"problem": {"kind": "formula", "formula": "x^2"}, "start": [0.0], "epochs": 9,
                                "optimizer": {"name": name, "eps": 0.0}})
    (trace,) = simulate(experiment, problem_for(experiment))
    assert trace.last < 9 and "divides 0 by 0" in str(trace.end)
