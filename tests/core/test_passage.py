"""The theory of escapes, against many runs and against the law of the crossing time of a flat point."""

from typing import Any

import numpy as np
import pytest

from sgdviz.core.cloud import gathered
from sgdviz.core.course import Course
from sgdviz.core.descent import courses
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.theory.passage import Passage, passage

QUINTIC: dict[str, Any] = {
    "problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "tilt", "sd": 1.0}, "samples": 40},
    "batch_size": 4, "order": "with_replacement", "epochs": 40, "optimizer": {"name": "sgd", "lr": 0.1}}


def theory(**keys: Any) -> tuple[Course, Passage | None]:
    experiment = experiment_of({**QUINTIC, **keys})
    course = courses(experiment, problem_for(experiment))[0]
    event = gathered(course, {"runs": 2}, 1).events[0]
    return course, passage(course, event)


@pytest.mark.parametrize(("noise", "lr"), [("tilt", 0.1), ("curvature", 0.15)])
def test_it_is_what_many_runs_do(noise: str, lr: float) -> None:
    course, found = theory(problem={**QUINTIC["problem"], "noise": {"kind": noise, "sd": 1.0 if noise == "tilt" else 0.5}},
                           optimizer={"name": "sgd", "lr": lr})
    assert found is not None
    cloud = gathered(course, {"runs": 2000}, course.steps)
    epochs = list(range(0, 41, 4))
    counted = [len(cloud.counts(0, 10 * epoch)) / 2000 for epoch in epochs]
    # Four deviations of a share of 2,000 runs, and the noise of four rows is not quite normal.
    assert np.abs(found.shares(epochs) - counted).max() < 0.045 + 0.01


def test_the_mean_time_is_that_of_sigeti_and_horsthemke() -> None:
    """Fact 21: with noise of one variance everywhere a flat point is crossed in 4.976 (C²D)^(−1/3)/η steps in the mean."""
    lr = 0.04
    _, found = theory(optimizer={"name": "sgd", "lr": lr}, epochs=900)
    assert found is not None
    shares = found.shares(range(901))
    mean = 10 * float((1 - shares).sum())
    curvature, diffusion = 0.4375, lr * (1.0 / 4) / 2
    predicted = 4.976 * (curvature**2 * diffusion) ** (-1 / 3) / lr
    assert shares[-1] > 0.99
    assert mean == pytest.approx(predicted, rel=0.12)


def test_it_does_not_matter_at_which_epochs_it_is_asked() -> None:
    _, found = theory()
    assert found is not None
    every = found.shares(range(41))
    assert (np.diff(every) >= 0).all() and every[0] == 0
    assert found.shares([3, 17, 40]) == pytest.approx(every[[3, 17, 40]], rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("keys", [
    {"order": "shuffle"}, {"optimizer": {"name": "sgd", "lr": 0.1, "momentum": 0.5}}, {"schedule": {"name": "cosine"}},
    {"batch_size": 3}, {"optimizer": {"name": "sgd", "lr": 0.0001}},
    {"problem": {**QUINTIC["problem"], "noise": {"kind": "local", "sd": 1.0}}},
], ids=str)
def test_where_its_assumptions_do_not_hold_there_is_none(keys: dict[str, Any]) -> None:
    assert theory(**keys)[1] is None
