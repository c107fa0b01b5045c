"""The loops over the steps, against the rule applied to the oracle's numbers one step after another: bit for bit."""

import math
from itertools import repeat
from typing import Any

import numpy as np
import pytest

from sgdviz.core.batches import keys
from sgdviz.core.course import Course
from sgdviz.core.experiment import Run, rule
from sgdviz.core.kernels import FLOATS, oracled, quadratic
from sgdviz.core.models import LinearRegression, Network, Regression, Sample, losses
from sgdviz.core.optimizers import Reference, Rule, optimizers
from sgdviz.core.problem import SCALAR_DIM, Array
from sgdviz.core.selection import Scaling
from sgdviz.core.trace import Trace
from sgdviz.core.walk import Walk

RULES = [{"name": "sgd", "lr": 0.05}, {"name": "sgd", "lr": 0.05, "momentum": 0.9, "weight_decay": 0.1},
         *({"name": name} for name in optimizers if not optimizers[name].facts.get("whole"))]


def numbers(seed: int, *shape: int) -> Array:
    """Numbers between −1 and 1 that look random."""
    return keys(seed, 1, math.prod(shape)).reshape(shape) / 2.0**63 - 1


def sample(features: int, n: int = 40) -> Sample:
    x = numbers(1, n, features)
    return Sample(x, x @ numbers(2, features) + numbers(3, n), np.arange(n), Scaling(np.zeros(features), np.ones(features)),
                  tuple(f"x{i}" for i in range(features)), "y")


def ruled(spec: dict[str, Any]) -> Rule:
    found = rule(spec)
    assert not isinstance(found, Reference)
    return found


@pytest.mark.parametrize("spec", RULES, ids=str)
@pytest.mark.parametrize("dim", [1, 2, 3, SCALAR_DIM])
def test_written_out_steps_are_the_rule_on_the_oracle(dim: int, spec: dict[str, Any]) -> None:
    problem, law = LinearRegression(sample(dim, 60), bias=False), ruled(spec)
    course = Course(problem, Run(optimizer=spec, batch_size=7, seed=3), 30)
    trace = course.trace()
    list(Walk(course, course.begin(), 0, trace).steps(30))
    theta, memory = problem.start.tolist(), [law.init(t) for t in problem.start.tolist()]
    for k in range(30):
        rows = course.plan.rows(k)
        loss, gradient = next(problem.oracles(rows[None], len(rows)))(theta)
        moved = [law.update(t, g, m, k, law.lr, FLOATS) for t, g, m in zip(theta, gradient, memory, strict=True)]
        theta, memory = [t for t, _ in moved], [m for _, m in moved]
        assert trace.theta[k + 1].tolist() == theta and trace.batch_loss[k + 1] == loss


@pytest.mark.parametrize("dim", [1, 2, 5])
def test_a_plain_step_is_what_the_rule_makes_of_it(dim: int) -> None:
    """Of both kinds of loops; and what a rule remembers or adds is never left out."""
    plain = ruled({"name": "sgd", "lr": 0.3})
    assert plain.plain and not any(ruled(spec).plain for spec in RULES[1:] if spec != {"name": "sgd"})
    assert not ruled({"name": "sgd", "weight_decay": 0.1}).plain and not ruled({"name": "sgd", "maximize": True}).plain
    batches = numbers(4, 50, dim * (dim + 1) // 2 + dim + 1).tolist()
    steps, oracle = quadratic(dim)(*numbers(5, dim).tolist())
    for take, given in ((steps, batches), (oracled(dim), [lambda theta, b=b: oracle(b, theta) for b in batches])):
        one, other = (walked(dim, take, given, law) for law in (plain, plain._replace(plain=False)))
        assert one.last == other.last == 50
        assert one.theta.tobytes() == other.theta.tobytes() and one.batch_loss[1:].tobytes() == other.batch_loss[1:].tobytes()


def walked(dim: int, take: Any, batches: Any, law: Rule) -> Trace:
    """The trace of these steps from 0."""
    problem = LinearRegression(sample(dim), bias=False)
    course = Course(problem, Run(), len(batches))
    walk = Walk(course, course.begin(), 0, course.trace())
    list(take(walk, iter(batches), repeat(law.lr), law))
    return walk.trace


@pytest.mark.parametrize("cost", losses)
@pytest.mark.parametrize(("features", "hidden"), [(1, 1), (2, 8), (3, 5)])
def test_the_passes_of_a_network_are_its_forward_and_backward(features: int, hidden: int, cost: str) -> None:
    """And what they gave before stays as it was, since a rule may remember it."""
    function = Network(features, hidden)
    problem = Regression(sample(features), function, losses[cost].make())
    rows = np.argsort(keys(9, 1, problem.n))
    kept = []
    for seed in range(20):
        theta = 2 * numbers(seed, problem.dim)
        for oracle, first in zip(problem.oracles(rows[None, :38], 7), range(0, 38, 7), strict=True):
            loss, gradient = oracle(theta)
            batch = problem.on(rows[first : min(first + 7, 38)])
            assert loss == pytest.approx(float(batch.loss(theta)), rel=1e-13)
            np.testing.assert_allclose(gradient, batch.gradient(theta), rtol=1e-12, atol=1e-14)
            kept.append((gradient, gradient.copy()))
    assert all(np.array_equal(one, copy) for one, copy in kept)


def test_an_overflow_in_the_middle_of_a_step_ends_the_walk_before_it() -> None:
    def burst(theta: list[float]) -> Any:
        raise OverflowError
    trace = walked(2, oracled(2), [lambda theta: (1.0, [1.0, 1.0]), burst], ruled({"name": "sgd", "lr": 0.5}))
    assert trace.last == 1 and trace.theta[1].tolist() == [-0.5, -0.5]


@pytest.mark.parametrize(("loss", "gradient", "taken"), [
    (math.inf, [0.0, 0.0], 0), (math.nan, [0.0, 0.0], 0), (0.0, [math.inf, 0.0], 0), (0.0, [math.inf, -math.inf], 0),
    (1.7e308, [-1.7e308, 0.0], 1)])
def test_a_step_is_taken_if_each_of_its_numbers_is_finite(loss: float, gradient: list[float], taken: int) -> None:
    """Whatever their sum is."""
    assert walked(2, oracled(2), [lambda theta: (loss, gradient)], ruled({"name": "sgd", "lr": 1.0})).last == taken
