"""A problem on a plane against the whole problem: values, the chain rule, and marks that are on it."""

import numpy as np
import pytest

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.slice import Plane, Slice, plane_of_weights

PENGUINS = {"data": "penguins", "x": ["bill_length_mm", "flipper_length_mm"]}
KINDS = {
    "linear": {"kind": "linear_regression", "y": "body_mass_g", "standardize": True, **PENGUINS},
    "logistic": {"kind": "logistic_regression", "y": "species", "classes": ["Adelie", "Gentoo"], "standardize": "x", **PENGUINS},
}


@pytest.fixture(params=KINDS)
def problem(request):
    return problem_for(experiment_of({"sgdviz": 1, "problem": KINDS[request.param]}))


def tilted(dim, seed=3):
    """A plane that is along no axis."""
    rng = np.random.default_rng(seed)
    ways = np.linalg.qr(rng.normal(size=(dim, 2)))[0].T
    return Plane(rng.normal(size=dim), ways, ("u", "v"), np.array([[-1.0, 1.0], [-1.0, 1.0]]))


@pytest.mark.parametrize("pair", [(0, 1), (2, 0)])
def test_on_two_weights_a_slice_is_the_problem_to_the_last_bit(problem, pair):
    through = np.array([0.3, -0.2, 0.7])
    plane = Slice(problem, plane_of_weights(problem, through, pair))
    points = np.random.default_rng(1).normal(size=(5, 4, 2))
    full = np.broadcast_to(through, (5, 4, 3)).copy()
    full[..., list(pair)] = points
    assert np.array_equal(plane.plane.lift(points), full)
    assert np.array_equal(plane.plane.project(full), points)
    assert np.array_equal(plane.loss(points), problem.loss(full))
    assert np.array_equal(plane.gradient(points), problem.gradient(full)[..., list(pair)])
    assert np.array_equal(plane.hessian(points), problem.hessian(full)[..., list(pair), :][..., list(pair)])
    assert plane.names == tuple(problem.names[i] for i in pair)


def test_derivatives_on_a_tilted_plane_are_those_of_its_loss(problem):
    piece = Slice(problem, tilted(problem.dim))
    points = np.random.default_rng(1).normal(size=(3, 4, 2))
    step = 1e-5
    for axis in range(2):
        shift = step * np.eye(2)[axis]
        slope = (piece.loss(points + shift) - piece.loss(points - shift)) / (2 * step)
        np.testing.assert_allclose(piece.gradient(points)[..., axis], slope, rtol=1e-7, atol=1e-9)
        bend = (piece.gradient(points + shift) - piece.gradient(points - shift)) / (2 * step)
        np.testing.assert_allclose(piece.hessian(points)[..., axis], bend, rtol=1e-7, atol=1e-9)


def test_lifting_and_projecting_meet_at_right_angles():
    plane = tilted(7)
    theta = np.random.default_rng(2).normal(size=(6, 7))
    np.testing.assert_allclose(plane.project(plane.lift(plane.project(theta))), plane.project(theta), atol=1e-14)
    np.testing.assert_allclose(plane.off(theta) @ plane.ways.T, 0, atol=1e-14)
    nearest = np.linalg.lstsq(plane.ways.T, (theta - plane.origin).T, rcond=None)[0].T
    np.testing.assert_allclose(plane.project(theta), nearest, atol=1e-13)


def test_a_batch_of_a_slice_is_a_slice_of_the_batch(problem):
    rows = np.array([3, 5, 8])
    part = Slice(problem, tilted(3)).on(rows)
    assert part.loss(np.array([0.5, 1.0])) == problem.on(rows).loss(tilted(3).lift(np.array([0.5, 1.0])))


def test_only_marks_on_the_plane_are_shown(problem):
    minimum = problem.marks[0].point
    assert np.array_equal(Slice(problem, plane_of_weights(problem, minimum, (0, 1))).marks[0].point, minimum[:2])
    beside = minimum + np.array([0, 0, 1.0])
    assert Slice(problem, plane_of_weights(problem, beside, (0, 1))).marks == ()
    plane = tilted(3)
    through = Plane(minimum - 0.3 * plane.ways[0], plane.ways, plane.names, plane.box)
    np.testing.assert_allclose(Slice(problem, through).marks[0].point, [0.3, 0], atol=1e-14)
