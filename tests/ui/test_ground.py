from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.landscapes import landscapes
from sgdviz.core.mesh import Mesh
from sgdviz.core.slice import Slice, plane_of_weights
from sgdviz.ui.map.field import Field, survey
from sgdviz.ui.map.ground import Ground
from sgdviz.ui.map.levels import COUNT, levels_of, sampled
from sgdviz.ui.map.window import Window

NAMES = [name for name in landscapes if len(landscapes[name].facts["box"]) == 2]
MODELS = [
    {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g", "standardize": True},
    {"kind": "linear_regression", "data": "faithful"},
    {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "species",
     "classes": ["Adelie", "Chinstrap"], "standardize": True, "bias": False},
    {"kind": "neuron", "data": "norris", "standardize": True, "loss": "absolute"},
]
WALL = {"kind": "regression", "model": "b1*(1-exp(-b2*x))", "data": "boxbod", "box": [[-100, 500], [-1, 3]]}
"""Below b2 = 0 it rises to 1e13, and the contours are where it does not."""
PROBLEMS = [{"kind": "landscape", "name": name} for name in NAMES] + MODELS


def problem_of(spec):
    return problem_for(experiment_of({"sgdviz": 1, "problem": spec}))


def exact(problem, side):
    """J on side² points of the problem's box."""
    return problem.loss(Mesh.flat(*(np.linspace(low, high, side) for low, high in problem.box)).points())


def field_of(problem, window, levels, cell):
    return Field(survey(problem, window, cell), window, levels)


def ground_of(problem, window, levels, cell, avoid):
    return Ground(survey(problem, window, cell), window, levels, avoid)


def window_for(problem, width=400.0, height=400.0):
    return Window(QRectF(52, 8, width, height), problem.box)


@pytest.mark.parametrize("spec", PROBLEMS, ids=lambda spec: spec.get("name") or f"{spec['kind']} {spec['data']}")
def test_levels_rise_and_share_the_ground_out(spec):
    problem = problem_of(spec)
    levels = levels_of(problem)
    values = levels.values
    assert 10 <= len(values) <= COUNT
    assert (np.diff(values) > 0).all()
    # Levels are written with few digits: of a plain that is level with the last of them, a part may lie above.
    edges = [values[0], values[-1], values[-1] + 0.05 * np.ptp(values)]
    first, last, with_plain = np.searchsorted(np.sort(exact(problem, 301).ravel()), edges) / 301**2
    assert first < 0.08
    assert with_plain > 0.9 and last < 1
    assert np.allclose(values, [float(level.text.replace("−", "-")) for level in levels.levels], rtol=5e-3, atol=1e-12)


def test_levels_are_geometric_above_a_known_minimum():
    values = levels_of(problem_of({"kind": "landscape", "name": "rosenbrock"})).values
    ratios = values[1:] / values[:-1]
    assert ratios.max() / ratios.min() < 1.1


def test_a_wall_leaves_the_valley_its_levels():
    problem = problem_of(WALL)
    values = levels_of(problem).values
    shares = np.searchsorted(np.sort(exact(problem, 301).ravel()), values) / 301**2
    assert (shares < 0.5).sum() >= 5 and shares[0] < 0.02


def test_the_contour_of_a_saddle_goes_through_it():
    for name in NAMES:
        problem = problem_of({"kind": "landscape", "name": name})
        levels = levels_of(problem)
        if levels.lowest is None:
            for mark in problem.marks:
                if mark.kind == "saddle":
                    assert float(problem.loss(mark.point)) in levels.values


def test_levels_belong_to_the_problem_not_to_the_start():
    assert levels_of(problem_of(MODELS[0])) == levels_of(problem_of({**MODELS[0]}))


@pytest.mark.parametrize("spec", [*PROBLEMS, WALL], ids=lambda spec: spec.get("name") or f"{spec['kind']} {spec['data']}")
def test_contours_lie_on_their_level(spec, qapp):
    problem = problem_of(spec)
    levels, window = levels_of(problem), window_for(problem)
    field = field_of(problem, window, levels, 1.5)
    for level in levels.levels:
        points, _ = field.polylines(level.value)
        assert points is not None
        theta = np.array([window.data(QPointF(x, y)) for x, y in points[::7]])
        slope = np.hypot(*(problem.gradient(theta) / window.scale).T)
        pixels_off = np.abs(problem.loss(theta) - level.value) / np.maximum(slope, 1e-9 * slope.max())
        assert np.median(pixels_off) < 0.2
        assert np.quantile(pixels_off, 0.9) < 1.5


def test_a_batch_has_the_levels_and_the_colours_of_the_whole(qapp):
    problem = problem_of(MODELS[0])
    levels, window = levels_of(problem), window_for(problem)
    batch = field_of(problem.on(np.array([3, 8, 120, 200])), window, levels, 3.0)
    whole = field_of(problem, window, levels, 3.0)
    assert batch.levels is whole.levels
    at = QPointF(150, 120)
    for field, part in ((whole, problem), (batch, problem.on(np.array([3, 8, 120, 200])))):
        expected = np.searchsorted(levels.values, part.loss(window.data(at)))
        assert abs(field.band(at) - min(expected, COUNT - 1)) <= 1


def test_numbers_keep_away_from_what_there_is_and_from_each_other(qapp):
    problem = problem_of(MODELS[0])
    window = window_for(problem)
    avoid = np.array([[200.0, 200.0], [260.0, 120.0]])
    numbers = ground_of(problem, window, levels_of(problem), 2.5, avoid).numbers
    assert len(numbers) >= 2
    for i, number in enumerate(numbers):
        centre = number.rect.center()
        assert window.rect.contains(number.rect)
        assert np.hypot(*(avoid - [centre.x(), centre.y()]).T).min() > 20
        assert abs(float(problem.loss(window.data(centre))) - number.level.value) < 0.15 * number.level.value
        assert not any(number.rect.intersects(other.rect) for other in numbers[:i])


def test_a_map_of_a_flat_function_has_no_levels(qapp):
    problem = problem_of({"kind": "formula", "formula": "0*x + 0*y + 3"})
    levels = levels_of(problem)
    assert levels.levels == ()
    assert ground_of(problem, window_for(problem), levels, 2.5, np.empty((0, 2))).lines == ()


def test_a_close_look_has_finer_levels():
    problem = problem_of(MODELS[0])
    levels = levels_of(problem)
    found = levels.finer(levels.lowest + 1e-5, levels.lowest + 2e-3)
    assert len(found) >= 5
    assert all(levels.lowest < level.value < levels.lowest + 2e-3 for level in found)
    assert levels.finer(levels.values[0], levels.values[-1]) == ()


def test_ground_without_a_value_is_no_high_ground():
    """log(y) has no value for y < 0, the lower half of the map; 1/x is high at its pole, and defined."""
    problem = problem_of({"kind": "formula", "formula": "1/x^2 + log(y)"})
    window = window_for(problem)
    ground = ground_of(problem, window, levels_of(problem), 2, None)
    high, low = (QPointF(*window.px(np.array([0.01, y]))) for y in (4.0, -4.0))
    assert ground.field.band(low) is None and ground.field.band(high) == COUNT - 1
    assert ground.colour_at(low) != ground.colour_at(high)
    without = ground.field.without_value()
    assert without.contains(low) and not without.contains(high)
    assert without.boundingRect().top() == pytest.approx(window.px(np.array([0.0, 0.0]))[1], abs=3)
    quiet = problem_of({"kind": "landscape", "name": "himmelblau"})
    assert not ground_of(quiet, window_for(quiet), levels_of(quiet), 2, None).field.undefined.any()


def test_a_plane_through_where_single_precision_ends_has_levels_without_a_warning():
    problem = problem_of({"kind": "network", "data": "faithful", "hidden": 2})
    far = replace(plane_of_weights(problem, problem.start, (0, 1)), box=np.array([[-1e60, 1e60]] * 2))
    with np.errstate(all="raise"):
        z = sampled(Slice(problem, far), 8)
    assert z.shape == (8, 8) and np.isfinite(z).all()
