"""A map is coarse at once where J takes long, says so, and becomes exact while nobody waits."""

import frames
import numpy as np
import pytest
from PySide6.QtCore import QRectF

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.landscapes import landscapes
from sgdviz.core.slice import Slice, plane_of_weights
from sgdviz.ui.map.field import Field, survey
from sgdviz.ui.map.levels import Level, Levels
from sgdviz.ui.map.window import Window
from sgdviz.ui.render import render
from sgdviz.ui.views.batch import BatchView
from sgdviz.ui.views.landscape import LandscapeView

PENGUINS = {"data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g", "standardize": True}
NEURON = {"problem": {"kind": "neuron", **PENGUINS, "box": [[-20, 20], [-20, 20]]}, "batch_size": 16, "epochs": 1,
          "optimizer": {"name": "sgd", "lr": 0.05}}
COARSE = "coarse so far"


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr("sgdviz.core.relief.AT_ONCE", 3e5)
    monkeypatch.setattr("sgdviz.core.relief.PIECE", 1e5)


def opened(qtbot, make=LandscapeView):
    view = make()
    qtbot.addWidget(view)
    view.resize(420, 420)
    with qtbot.waitExposed(view):
        view.show()
    return view


def words(view):
    return [placed.words.text for placed in view.picture.sheet.scene.labels]


def test_a_coarse_map_says_so_until_it_is_fine(qtbot, hasty):
    view = opened(qtbot)
    view.draw(frames.frame_of(NEURON, 3))
    field = view.picture.sheet.backdrop.ground.field
    assert view.picture.coarse and COARSE in words(view)
    qtbot.waitUntil(lambda: not view.picture.coarse)
    qtbot.waitUntil(lambda: COARSE not in words(view))
    fine = view.picture.sheet.backdrop.ground.field
    assert fine is not field and not fine.coarse
    qtbot.waitUntil(lambda: not view.picture._finer.isActive())


def test_what_changes_is_let_alone_and_forgotten(qtbot, hasty):
    """A batch that passes is never finished; the next one begins anew."""
    view = opened(qtbot, BatchView)
    frame = frames.frame_of({**NEURON, "batch_size": 128}, 1, pace="slow")
    view.draw(frame)
    first = view.picture.sheet._shapes["batch"][1]
    assert first.coarse and not view.picture.sheet.refine(0.0)
    view.draw(frames.frame_of({**NEURON, "batch_size": 128, "seed": 5}, 2, pace="slow"))
    assert view.picture.sheet._shapes["batch"][1] is not first
    version = first.version
    qtbot.waitUntil(lambda: not view.picture.coarse)
    assert first.version == version and first.coarse


def test_a_hidden_map_does_not_compute(qtbot, hasty):
    view = opened(qtbot)
    view.draw(frames.frame_of(NEURON, 3))
    view.hide()
    qtbot.waitUntil(lambda: not view.picture._finer.isActive())
    assert view.picture.coarse


def test_a_saved_picture_is_fine(qapp, hasty, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr("sgdviz.ui.render.save_picture", lambda widget, *_: seen.append(widget.picture.coarse))
    render(experiment_of(NEURON), tmp_path / "x.png", "landscape", 3, (400, 400))
    assert seen == [False]


EYED = [{"kind": "neuron", **PENGUINS}, {"kind": "network", **PENGUINS}, {"kind": "neuron", **PENGUINS, "loss": "huber"},
        {"kind": "linear_regression", **PENGUINS, "loss": "absolute"}, {"kind": "regression", **PENGUINS, "model": "a*exp(b*x)"},
        *({"kind": "landscape", "name": name} for name in landscapes if len(landscapes[name].facts["box"]) == 2)]


@pytest.mark.parametrize("spec", EYED, ids=lambda spec: spec.get("name") or spec["kind"])
@pytest.mark.parametrize("zoom", [1.0, 1e2, 1e5])
def test_no_contour_moves_by_half_a_pixel_for_the_eyes_precision(spec, zoom, qapp):
    """However near: where float32 would blur what is in sight, the relief is made of float64."""
    problem = problem_for(experiment_of({"problem": spec})).on(np.arange(24) if "data" in spec else np.arange(1))
    if problem.dim > 2:
        problem = Slice(problem, plane_of_weights(problem, problem.start, [0, problem.dim - 1]))
    middle, half = problem.start, np.diff(problem.box, axis=1)[:, 0] / 2 / zoom
    window = Window(QRectF(0, 0, 300, 300), np.column_stack([middle - half, middle + half]))
    relief = survey(problem, window, 3.0)
    exact = problem.loss(relief.mesh.points())
    values = np.quantile(exact, [0.02, 0.1, 0.3, 0.6, 0.9])
    if not np.ptp(values) > 1e-13 * np.abs(values).max():
        pytest.skip("flat to the last digit")
    levels = Levels(tuple(Level(float(value), "") for value in np.unique(values)), None)
    field, true = Field(relief, window, levels), Field(relief, window, levels)
    true.z = exact
    for level in levels.levels:
        found, wanted = (one.polylines(level.value)[0] for one in (field, true))
        if found is None or wanted is None:
            assert found is None and wanted is None
            continue
        apart = np.sqrt(((found[:, None] - wanted[None, :: max(1, len(wanted) // 2000)]) ** 2).sum(axis=-1).min(axis=1))
        # Points are less than a cell apart: what is farther from all of them is not on the line.
        assert np.quantile(apart, 0.99) < 0.5
