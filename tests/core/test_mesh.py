import numpy as np
import pytest

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.mesh import Mesh
from sgdviz.core.slice import Plane, Slice, plane_of_weights

DATA = {"data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g", "standardize": True}
THREE = {**DATA, "x": ["flipper_length_mm", "bill_length_mm", "bill_depth_mm"]}
CLASSES = {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "species",
           "classes": ["Adelie", "Chinstrap"], "standardize": True}
SPECS = [
    {"kind": "linear_regression", **DATA}, {"kind": "linear_regression", **THREE},
    {"kind": "linear_regression", **THREE, "loss": "huber"}, {"kind": "polynomial_regression", **DATA, "degree": 3},
    *({"kind": "neuron", **DATA, "activation": activation} for activation in ("tanh", "logistic", "relu")),
    {"kind": "neuron", **THREE, "loss": "absolute"}, {"kind": "linear_network", **DATA}, {"kind": "network", **THREE},
    {"kind": "regression", **DATA, "model": "a*exp(b*x) + a"}, CLASSES, {**CLASSES, "bias": False},
    {"kind": "landscape", "name": "himmelblau", "noise": {"kind": "local", "sd": 1}},
    {"kind": "formula", "formula": "x^2 + sin(y)"},
]


def meshes(problem):
    """Of a problem's own two parameters, or of two planes through more of them, one of them oblique."""
    if problem.dim == 2:
        yield problem, problem.box
        return
    centre, rng = problem.start, np.random.default_rng(3)
    oblique = np.linalg.qr(rng.normal(size=(problem.dim, 2)))[0].T
    for plane in (plane_of_weights(problem, centre + 0.3, [0, problem.dim - 1]),
                  Plane(centre, oblique, ("u", "v"), np.array([[-2.0, 1.0], [0.0, 3.0]]))):
        yield Slice(problem, plane), plane.box


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_a_surface_is_the_loss(spec):
    whole = problem_for(experiment_of({"sgdviz": 1, "problem": spec}))
    for problem in (whole, whole.on(np.arange(5)) if whole.n > 5 else whole):
        for shown, box in meshes(problem):
            xs, ys = np.linspace(*box[0], 19), np.linspace(*box[1], 31)
            mesh, exact = Mesh.flat(xs, ys), np.empty((31, 19))
            true = shown.loss(mesh.points())
            shown.surface(mesh, exact)
            assert np.allclose(exact, true, rtol=1e-11, atol=1e-12 * np.abs(true).max())
            eyed = np.empty((31, 19), np.float32)
            shown.surface(mesh, eyed)
            assert np.abs(eyed - true).max() < 2e-6 * np.abs(true).max()


def test_more_rows_and_points_than_fit_into_the_cache():
    """A mean over rows is put together from blocks of rows and of points."""
    spec = {"kind": "neuron", "data": "penguins", "x": ["bill_length_mm"], "y": "body_mass_g", "standardize": True}
    problem = problem_for(experiment_of({"sgdviz": 1, "problem": spec}))
    assert problem.n > 64
    mesh, found = Mesh.flat(np.linspace(-2, 2, 83), np.linspace(-1, 1, 61)), np.empty((61, 83))
    problem.surface(mesh, found)
    assert np.allclose(found, problem.loss(mesh.points()), rtol=1e-12)


def test_a_mesh_leads_to_its_points():
    mesh = Mesh.flat(np.linspace(-2, 2, 5), np.linspace(-1, 1, 3))
    assert np.array_equal(mesh.points()[1, 3], [1.0, 0.0])
    assert np.array_equal(mesh.centre, [0.0, 0.0])
    directions = np.array([[2.0, 3.0], [0.0, 1.0]])
    straight = mesh.along(directions, np.float64) @ mesh.basis(np.float64)
    assert np.allclose(straight, directions @ mesh.points().reshape(-1, 2).T)
