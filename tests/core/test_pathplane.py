"""The plane of a path against the singular value decomposition of the centred path."""

import numpy as np
import pytest

from sgdviz.core import pathplane
from sgdviz.core.descent import simulate
from sgdviz.core.document import document_of, experiment_of, problem_for
from sgdviz.core.invalid import Invalid
from sgdviz.core.pathplane import known, needs_path, path_of, plane_of_path, spread_of
from sgdviz.core.slice import plane_of_weights
from sgdviz.core.trace import Cause

DOCUMENT = {"sgdviz": 1, "start": [1.0, -1.0, 0.5, 2.0], "batch_size": 16, "epochs": 4, "optimizer": {"name": "sgd", "lr": 0.05},
            "problem": {"kind": "linear_regression", "data": "penguins", "standardize": True, "y": "body_mass_g",
                        "x": ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]}}


@pytest.fixture
def run():
    experiment = experiment_of(DOCUMENT)
    problem = problem_for(experiment)
    return experiment, problem, simulate(experiment, problem)[0]


def decomposed(path):
    centred = path - path.mean(axis=0)
    return np.linalg.svd(centred, full_matrices=False)[1:]


def test_directions_and_share_are_those_of_the_decomposition(run):
    _, problem, trace = run
    path = path_of(problem, trace, known(trace))
    assert len(path) == 89
    spread = spread_of(path)
    plane = plane_of_path(spread, [path])
    sizes, ways = decomposed(path)
    np.testing.assert_allclose(plane.origin, path.mean(axis=0), rtol=1e-14)
    np.testing.assert_allclose(np.abs(np.sum(plane.ways * ways[:2], axis=1)), 1, rtol=1e-12)
    np.testing.assert_allclose(plane.ways @ plane.ways.T, np.eye(2), atol=1e-14)
    assert spread.share(plane) == pytest.approx((sizes[:2] ** 2).sum() / (sizes**2).sum(), rel=1e-12)
    seen = plane.project(path)
    left = np.linalg.norm(path - plane.lift(seen), axis=1)
    assert (left**2).sum() == pytest.approx((sizes[2:] ** 2).sum(), rel=1e-10)
    assert seen[0, 0] < seen[-1, 0] and seen[0, 1] > seen[-1, 1]
    assert (plane.box[:, 0] < seen.min(axis=0)).all() and (seen.max(axis=0) < plane.box[:, 1]).all()


def test_no_two_weights_show_more_than_the_principal_directions(run):
    _, problem, trace = run
    spread = spread_of(trace.theta)
    best = spread.share(plane_of_path(spread, [trace.theta]))
    variances = trace.theta.var(axis=0)
    for pair in [(0, 1), (3, 1), (2, 3)]:
        share = spread.share(plane_of_weights(problem, trace.theta[5], pair))
        assert share == pytest.approx(variances[list(pair)].sum() / variances.sum(), rel=1e-12)
        assert share < best <= 1


def test_the_sums_are_the_same_in_blocks(run, monkeypatch):
    theta = run[2].theta
    at_once = spread_of(theta)
    monkeypatch.setattr(pathplane, "BLOCK", 10)
    np.testing.assert_allclose(spread_of(theta).covariance, at_once.covariance, rtol=1e-13, atol=1e-16)
    np.testing.assert_allclose(plane_of_path(at_once, [theta]).box, plane_of_path(spread_of(theta), [theta]).box, rtol=1e-9)


def test_a_path_that_stays_where_it_is_has_a_plane_but_no_share():
    path = np.tile([1.0, 2.0, 3.0], (4, 1))
    spread = spread_of(path)
    plane = plane_of_path(spread, [path])
    assert spread.share(plane) is None
    np.testing.assert_allclose(plane.ways @ plane.ways.T, np.eye(2))
    assert (np.diff(plane.box, axis=1) > 0).all()


def test_the_plane_takes_few_turns_until_the_path_is_whole():
    grown = [known(_Growing(length, False)) for length in range(1, 20)]
    assert grown == [1, 2, 2, 4, 4, 4, 4, *[8] * 8, *[16] * 4]
    assert known(_Growing(19, True)) == 19


class _Growing:
    def __init__(self, length, done):
        self.length, self.done = length, done

    def __len__(self):
        return self.length


def test_what_a_run_did_before_it_diverged_is_what_counts():
    document = {**DOCUMENT, "optimizer": {"name": "sgd", "lr": 0.6}, "batch_size": 400, "epochs": 4000}
    experiment = experiment_of(document)
    problem = problem_for(experiment)
    trace = simulate(experiment, problem)[0]
    assert isinstance(trace.end, Cause) and np.abs(trace.theta[trace.last]).max() > 1e100
    path = path_of(problem, trace, known(trace))
    diagonal = np.linalg.norm(np.diff(problem.box, axis=1))
    assert np.linalg.norm(path - path[0], axis=1).max() <= 3 * diagonal < np.linalg.norm(trace.theta[len(path)] - path[0])
    assert len(path) > 2
    assert np.isfinite(plane_of_path(spread_of(path), [path]).box).all()


def test_a_document_names_the_plane(run):
    experiment, problem, _ = run
    assert experiment.plane is None and needs_path(problem)
    chosen = experiment_of({**DOCUMENT, "plane": ["b", "w_2"]})
    assert chosen.plane == ("b", "w_2") and problem_for(chosen) is problem
    assert experiment_of(document_of(chosen)) == chosen
    flat = experiment_of({"sgdviz": 1, "problem": {"kind": "landscape", "name": "quintic"}})
    assert not needs_path(problem_for(flat))


@pytest.mark.parametrize(("plane", "place"), [(["b"], "plane"), (["b", "b"], "plane"), ("b", "plane"), (["b", 2], "plane[1]")])
def test_a_plane_that_is_none_is_refused(plane, place):
    with pytest.raises(Invalid) as refused:
        experiment_of({**DOCUMENT, "plane": plane})
    assert refused.value.place == place


def test_a_plane_of_other_parameters_is_refused():
    with pytest.raises(Invalid) as refused:
        problem_for(experiment_of({**DOCUMENT, "plane": ["b", "w_9"]}))
    assert refused.value.place == "plane[1]"
