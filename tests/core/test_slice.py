import numpy as np
import pytest

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.slice import Slice

PENGUINS = {"kind": "linear_regression", "data": "penguins", "x": ["bill_length_mm", "flipper_length_mm"],
            "y": "body_mass_g", "standardize": True}


@pytest.fixture
def problem():
    return problem_for(experiment_of({"sgdviz": 1, "problem": PENGUINS}))


@pytest.mark.parametrize("pair", [(0, 1), (2, 0)])
def test_a_slice_is_the_problem_on_a_plane(problem, pair):
    through = np.array([0.3, -0.2, 0.7])
    plane = Slice(problem, through, pair)
    points = np.random.default_rng(1).normal(size=(5, 4, 2))
    full = np.broadcast_to(through, (5, 4, 3)).copy()
    full[..., list(pair)] = points
    assert np.array_equal(plane.loss(points), problem.loss(full))
    assert np.array_equal(plane.gradient(points), problem.gradient(full)[..., list(pair)])
    step = 1e-6
    for axis in range(2):
        shift = step * np.eye(2)[axis]
        slope = (plane.gradient(points + shift) - plane.gradient(points - shift)) / (2 * step)
        assert np.allclose(plane.hessian(points)[..., axis], slope, rtol=1e-6)


def test_a_batch_of_a_slice_is_a_slice_of_the_batch(problem):
    rows = np.array([3, 5, 8])
    plane = Slice(problem, np.zeros(3), (0, 2)).on(rows)
    assert plane.loss(np.array([0.5, 1.0])) == problem.on(rows).loss(np.array([0.5, 0.0, 1.0]))


def test_only_marks_on_the_plane_are_shown(problem):
    minimum = problem.marks[0].point
    assert np.array_equal(Slice(problem, minimum, (0, 1)).marks[0].point, minimum[:2])
    beside = minimum + np.array([0, 0, 1.0])
    assert Slice(problem, beside, (0, 1)).marks == ()
