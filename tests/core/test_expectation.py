"""The mean of J after every step, against all draws of all batches, one after another."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from sgdviz.core.course import Course
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.problem import Array
from sgdviz.core.theory import floor
from sgdviz.core.theory.expectation import expectation

ANSCOMBE: dict[str, Any] = {"problem": {"kind": "linear_regression", "data": "anscombe", "standardize": True},
                            "start": [1.5, -1.0], "order": "with_replacement", "batch_size": 3, "epochs": 50}


def course_of(**keys: Any) -> Course:
    experiment = experiment_of({**ANSCOMBE, **keys})
    return courses(experiment, problem_for(experiment))[0]


@pytest.mark.parametrize("numbers", [{"lr": 0.3}, {"lr": 0.2, "momentum": 0.6},
                                     {"lr": 0.1, "momentum": 0.5, "nesterov": True}], ids=str)
def test_it_is_the_mean_over_all_draws(numbers: dict[str, Any]) -> None:
    course = course_of(optimizer={"name": "sgd", **numbers}, batch_size=1)
    problem, rule = course.problem.on(np.array([0, 3, 5, 9])), course.rules[0][2]
    small = Course(problem, course.run, 5)
    expected = expectation(small)
    assert expected is not None
    at: list[tuple[Array, Any]] = [(np.asarray(course.start), rule.init(course.start))]  # type: ignore[union-attr]
    means = [float(problem.loss(at[0][0]))]
    for age in range(5):
        at = [rule.update(theta, problem.on(np.array([row])).gradient(theta), memory, age, rule.lr, np)  # type: ignore[union-attr]
              for (theta, memory), row in product(at, range(4))]
        means.append(float(np.mean([problem.loss(theta) for theta, _ in at])))
    assert expected.losses(range(6)) == pytest.approx(means, rel=1e-10)


def test_in_the_long_run_it_is_the_floor() -> None:
    course = course_of(optimizer={"name": "sgd", "lr": 0.1, "momentum": 0.5}, epochs=400)
    expected, settled = expectation(course), floor(course.problem, course.laws[0].method, 3, "with_replacement")
    assert expected is not None and settled is not None
    assert expected.losses([course.steps])[0] == pytest.approx(settled.loss, rel=1e-9)


def test_it_does_not_matter_at_which_steps_it_is_asked() -> None:
    expected = expectation(course_of(optimizer={"name": "sgd", "lr": 0.1}))
    assert expected is not None
    every = expected.losses(range(161))
    for steps in ([0, 1, 4, 7, 9, 64, 160], [2, 3, 159], [160]):
        assert expected.losses(steps) == pytest.approx(every[steps], rel=1e-10)


def test_a_full_batch_is_the_run_itself_from_any_starts() -> None:
    course = course_of(optimizer={"name": "sgd", "lr": 0.2}, order="shuffle", batch_size=100)
    starts = np.array([[1.5, -1.0], [0.3, 0.4], [-2.0, 0.1]])
    expected = expectation(course, starts)
    assert expected is not None
    runs = [simulate(experiment_of({**ANSCOMBE, "order": "shuffle", "batch_size": 100, "start": start.tolist(),
                                    "optimizer": {"name": "sgd", "lr": 0.2}}), course.problem)[0].loss for start in starts]
    assert expected.losses(range(course.steps + 1)) == pytest.approx(np.mean(runs, axis=0), rel=1e-10)


@pytest.mark.parametrize("keys", [
    {"order": "shuffle"}, {"optimizer": {"name": "adam"}}, {"schedule": {"name": "cosine"}}, {"carry_over": False},
    {"optimizer": {"name": "sgd", "weight_decay": 0.1}}, {"problem": {"kind": "landscape", "name": "double_well"}, "start": [1]},
], ids=str)
def test_where_it_has_no_closed_form_there_is_none(keys: dict[str, Any]) -> None:
    assert expectation(course_of(**keys)) is None
