import math

import numpy as np
import pytest

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.landscapes import landscapes
from sgdviz.core.mesh import Mesh
from sgdviz.core.relief import PIECE, Relief, between, thinned
from sgdviz.core.slice import Slice, plane_of_weights

PENGUINS = {"data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g", "standardize": True}
NETWORK = {"kind": "network", **PENGUINS, "hidden": 4}
CLASSES = {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "species",
           "classes": ["Adelie", "Chinstrap"], "standardize": True, "bias": False}
STEPS = {"kind": "neuron", "data": "faithful", "x": ["waiting"], "y": "eruptions", "standardize": True,
         "box": [[-12, 12], [-2, 5]]}
"""So steep between its plateaus that no polynomial follows it."""
SPECS = [*({"kind": "landscape", "name": name} for name in landscapes if len(landscapes[name].facts["box"]) == 2),
         {"kind": "linear_regression", **PENGUINS}, CLASSES, NETWORK, {"kind": "neuron", **PENGUINS, "loss": "absolute"}, STEPS]


def problem_of(spec):
    problem = problem_for(experiment_of({"sgdviz": 1, "problem": spec}))
    return problem if problem.dim == 2 else Slice(problem, plane_of_weights(problem, problem.start, [0, problem.dim - 1]))


def grid(problem, side):
    return [np.linspace(low, high, side) for low, high in problem.box]


def finished(problem, side):
    relief = Relief(problem, *grid(problem, side))
    relief.refine(math.inf)
    return relief


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.get("name") or f"{spec['kind']} {spec['data']}")
def test_a_finished_relief_is_the_loss(spec):
    problem = problem_of(spec)
    exact = problem.loss(Mesh.flat(*grid(problem, 70)).points())
    relief = finished(problem, 70)
    assert not relief.coarse
    assert np.allclose(relief.z, exact, rtol=1e-9, atol=1e-4 * np.ptp(exact))


@pytest.fixture
def hasty(monkeypatch):
    """Hardly anything is to be had at once."""
    monkeypatch.setattr("sgdviz.core.relief.AT_ONCE", 1e6)
    monkeypatch.setattr("sgdviz.core.relief.PIECE", 1e5)


@pytest.mark.parametrize("spec", [NETWORK, STEPS, CLASSES], ids=lambda spec: spec["kind"])
def test_what_takes_long_is_coarse_and_comes_closer(spec, hasty):
    problem = problem_of(spec)
    exact = problem.loss(Mesh.flat(*grid(problem, 60)).points())
    relief = Relief(problem, *grid(problem, 60))
    assert relief.z.shape == exact.shape and relief.version == 1
    errors = [np.abs(relief.z - exact).max()]
    assert np.median(np.abs(relief.z - exact)) < 0.05 * np.ptp(exact)
    while relief.coarse:
        before = relief.version
        if relief.refine(1e-9):
            assert relief.version > before
            errors.append(np.abs(relief.z - exact).max())
    assert errors[-1] <= 1e-4 * np.ptp(exact) and errors[-1] <= errors[0]
    assert not relief.refine(1.0)


def test_where_rows_are_too_many_the_first_picture_is_of_some_of_them(monkeypatch):
    """And in the end no block of rows is lost: the mean is that of all rows."""
    monkeypatch.setattr("sgdviz.core.relief.AT_ONCE", 2e5)
    monkeypatch.setattr("sgdviz.core.relief.PIECE", 2e4)
    problem = problem_of(NETWORK)
    relief = Relief(problem, *grid(problem, 40))
    assert relief.coarse
    exact = problem.loss(Mesh.flat(*grid(problem, 40)).points())
    assert 1e-3 < np.abs(relief.z - exact).max() / np.ptp(exact) < 0.3
    relief.refine(math.inf)
    assert np.abs(relief.z - exact).max() < 1e-4 * np.ptp(exact)


def test_however_long_it_takes_its_pieces_are_short(monkeypatch):
    """Between two looks at the clock no more numbers are computed than in a PIECE, however many rows there are."""
    rows = np.random.default_rng(1).integers(0, 342, 100_000)
    problem = problem_for(experiment_of({"sgdviz": 1, "problem": NETWORK})).on(rows)
    shown = Slice(problem, plane_of_weights(problem, problem.start, [0, 1]))
    relief = Relief(shown, *grid(shown, 100))
    assert relief.coarse
    asked, surface = [], Slice.surface

    def counted(self, mesh, out):
        asked.append(self.work * out.size)
        surface(self, mesh, out)
    monkeypatch.setattr(Slice, "surface", counted)
    for _ in range(15):
        before = len(asked)
        relief.refine(0.0)
        assert sum(asked[before:]) < 3 * PIECE
    assert asked


def test_straight_lines_between_uneven_points():
    nodes = np.array([0.0, 1.0, 4.0])
    found = between(np.array([0.0, 0.25, 1.0, 2.5, 4.0]), nodes) @ np.array([10.0, 14.0, 20.0])
    assert np.allclose(found, [10, 11, 14, 17, 20])


def test_some_rows_are_evenly_chosen():
    problem = problem_for(experiment_of({"sgdviz": 1, "problem": {**PENGUINS, "kind": "neuron"}}))
    few = thinned(problem, 10)
    assert few.n == 10 and thinned(problem, 1000) is problem
    assert np.array_equal(few.sample.y[[0, -1]], problem.sample.y[[0, -1]])
