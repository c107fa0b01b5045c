import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.slice import Slice, plane_of_weights
from sgdviz.ui.map.ellipses import LONGEST, ellipses_of
from sgdviz.ui.map.field import Field, survey
from sgdviz.ui.map.levels import levels_of
from sgdviz.ui.map.window import Window

LINE = {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g"}
MANY = {**LINE, "x": ["flipper_length_mm", "bill_length_mm", "bill_depth_mm"], "standardize": True}


def problem_of(spec, rows=None):
    problem = problem_for(experiment_of({"problem": spec}))
    part = problem if rows is None else problem.on(np.array(rows))
    return part if part.dim == 2 else Slice(part, plane_of_weights(part, part.start, [0, 2]))


def window_of(problem, zoom=1.0, about=(0.5, 0.5)):
    middle = problem.box[:, 0] + np.array(about) * np.diff(problem.box, axis=1)[:, 0]
    half = np.diff(problem.box, axis=1)[:, 0] / 2 / zoom
    return Window(QRectF(52, 8, 412, 434), np.column_stack([middle - half, middle + half]))


def off(problem, window, path, level):
    """How many pixels the points of a path that are in sight are off their level, at a hundred places of it."""
    places = [path.pointAtPercent(share) for share in np.linspace(0, 1, 400)]
    seen = np.array([window.data(place) for place in places if window.rect.contains(place)]).reshape(-1, 2)
    if not len(seen):
        return 0.0
    slope = np.hypot(*(problem.gradient(seen) / window.scale).T)
    return float((np.abs(problem.loss(seen) - level) / np.maximum(slope, 1e-300)).max())


@pytest.mark.parametrize("spec", [{**LINE, "standardize": True}, LINE, MANY], ids=["standardized", "narrow", "plane"])
@pytest.mark.parametrize("rows", [None, [3, 8, 120, 200], [5, 9]], ids=["whole", "four rows", "two rows"])
def test_an_ellipse_is_where_the_loss_has_its_level(spec, rows):
    whole, problem = problem_of(spec), problem_of(spec, rows)
    levels = levels_of(whole).values
    for zoom in (1.0, 10.0):
        window = window_of(whole, zoom, about=(0.55, 0.48))
        found = ellipses_of(problem, window, levels)
        if found is None:  # longer than can be drawn: then a grid does it
            bends = np.linalg.eigvalsh(problem.hessian(whole.start) / np.outer(window.scale, window.scale)) / 2
            assert (levels[-1] - 0) / bends[0] > 0.5 * LONGEST**2
            continue
        for level in levels:
            path = found.path(level)
            assert path.isEmpty() == (level <= found.bottom)
            if not path.isEmpty():
                assert off(problem, window, path, level) < 0.05


def test_one_row_has_straight_contours():
    """Along one way J does not change: two lines, drawn as ellipses that are longer than anyone sees."""
    whole, one = problem_of({**LINE, "standardize": True}), problem_of({**LINE, "standardize": True}, [7])
    window, levels = window_of(whole), levels_of(whole).values
    found = ellipses_of(one, window, levels)
    assert found is not None and found.bottom == pytest.approx(0, abs=1e-9)
    for level in levels:
        assert off(one, window, found.path(level), level) < 0.3


def test_what_is_no_quadratic_has_no_ellipses():
    problem = problem_of({"kind": "landscape", "name": "himmelblau"})
    assert ellipses_of(problem, window_of(problem), levels_of(problem).values) is None
    line = problem_of(LINE)
    assert ellipses_of(line, window_of(line), np.empty(0)) is None
    beyond = Window(QRectF(0, 0, 400, 400), np.array([[1e200, 2e200], [1e200, 2e200]]))
    assert ellipses_of(line, beyond, levels_of(line).values) is None


@pytest.mark.parametrize("about", [(0.5, 0.5), (0.85, 0.6)], ids=["minimum in sight", "minimum out of sight"])
def test_what_ellipses_tell_is_what_a_grid_tells(about):
    """Heights, tints, and where rays from the lowest place come over the levels."""
    problem = problem_of({**LINE, "standardize": True})
    window, levels = window_of(problem, 2.0, about), levels_of(problem)
    exact, grid = ellipses_of(problem, window, levels.values), Field(survey(problem, window, 0.5), window, levels)
    assert exact.low == pytest.approx(grid.low, rel=1e-4) and exact.high == pytest.approx(grid.high, rel=1e-9)
    turns = 2 * np.pi * (np.arange(36) + 0.5) / 36
    ways = np.column_stack([np.cos(turns), np.sin(turns)])
    seen = window.rect.adjusted(3, 3, -3, -3)
    met = 0
    for x, y, mx, my, both in zip(*map(np.ravel, (*exact.crossings(ways, levels.values)[:2],
                                                 *grid.crossings(ways, levels.values))), strict=True):
        if both and seen.contains(x, y):
            met += 1
            assert np.hypot(x - mx, y - my) < 1.5
    assert met > 20
    rng = np.random.default_rng(0)
    places = [QPointF(*at) for at in rng.uniform([52, 8], [464, 442], (300, 2))]
    assert np.mean([exact.band(at) == grid.band(at) for at in places]) > 0.97


def test_only_the_levels_of_a_map_are_kept():
    problem = problem_of({**LINE, "standardize": True})
    levels = levels_of(problem).values.tolist()
    found = ellipses_of(problem, window_of(problem), np.array(levels))
    assert found.below(levels[3]) is found.below(levels[3])
    for level in np.linspace(found.low, found.high, 50)[1:].tolist():
        path, _ = found.contour(level)
        assert path == found.path(level) != found.below(levels[3])
    assert list(found._paths) == [levels[3]]
