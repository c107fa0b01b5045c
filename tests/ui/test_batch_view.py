import re

import frames
import numpy as np
import pytest
from PySide6.QtCore import QPointF

from sgdviz.ui.text.numbers import exact
from sgdviz.ui.views.batch import BatchView
from sgdviz.ui.views.landscape import LandscapeView
from sgdviz.ui.views.maps import Link

PENGUINS = {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
            "standardize": True}
DOCUMENT = {"sgdviz": 1, "problem": PENGUINS, "start": [-1.2, -1.0], "batch_size": 4, "seed": 217, "epochs": 3,
            "optimizer": {"name": "sgd", "lr": 0.03}}
NOISY = {"problem": {"kind": "landscape", "name": "quadratic_bowl", "noise": {"kind": "tilt", "sd": 1}},
         "start": [-3.0, 2.0], "optimizer": {"name": "sgd", "lr": 0.02}}


def frame_of(document, step, **more):
    return frames.frame_of({**DOCUMENT, **document}, step, **more)


@pytest.fixture
def views(qtbot):
    views = LandscapeView(), BatchView()
    for view in views:
        qtbot.addWidget(view)
        view.resize(620, 480)
        with qtbot.waitExposed(view):
            view.show()
    Link(*views)
    return views


def drawn(views, document, step, **more):
    frame = frame_of(document, step, **more)
    for view in views:
        view.draw(frame)
    return frame


def test_the_ground_is_the_batchs_in_the_levels_of_the_whole(views):
    frame = drawn(views, {}, 16)
    landscape, batch = (view.picture.sheet.backdrop.ground for view in views)
    assert batch.levels == landscape.levels
    fields = [ground.field for ground in (batch, landscape)]
    for field, problem in zip(fields, (frame.batch, frame.problem), strict=True):
        for level in batch.levels.levels[::4]:
            _, px = field.contour(level.value)
            theta = np.array([field.window.data(QPointF(x, y)) for x, y in px.tolist()])
            assert len(theta) and problem.loss(theta) == pytest.approx(level.value, rel=1e-6)


def test_each_batch_has_a_ground_of_its_own(views):
    grounds = []
    for step in (16, 17, 17):
        drawn(views, {}, step)
        grounds.append(views[1].picture.sheet.backdrop.ground)
    assert grounds[0] is not grounds[1]
    assert grounds[1] is grounds[2]


def test_the_minimum_of_the_batch_and_those_of_the_others(views):
    frame = drawn(views, {}, 16)
    scene = views[1].picture.sheet.scene
    signs = {sign.token: views[1].canvas.to_data(sign.at) for sign in scene.signs}
    assert np.allclose(frame.batch.gradient(signs["batch"]), 0, atol=1e-9)
    assert np.allclose(frame.problem.gradient(signs["whole"]), 0, atol=1e-9)
    assert len(scene.minima) <= 85
    rows = frame.course.plan.rows(3)
    other = views[1].canvas.to_px(frame.problem.on(rows).marks[0].point)
    assert any(np.allclose([at.x(), at.y()], other) for at in scene.minima)
    own = views[1].canvas.to_px(signs["batch"])
    assert not any(np.allclose([at.x(), at.y()], own) for at in scene.minima)
    assert any("85" in placed.words.text for placed in scene.labels)


def test_minima_of_a_noisy_function_are_found(views):
    frame = drawn(views, NOISY, 5)
    scene = views[1].picture.sheet.scene
    batch = next(sign for sign in scene.signs if sign.token == "batch")
    assert np.allclose(frame.batch.gradient(views[1].canvas.to_data(batch.at)), 0, atol=1e-8)
    assert len(scene.minima) == 9


def test_of_very_many_batches_it_says_how_many_have_their_minima_shown(views):
    drawn(views, {**NOISY, "problem": {**NOISY["problem"], "samples": 1000}, "batch_size": 2}, 5)
    scene = views[1].picture.sheet.scene
    shown, all_others = next(re.search(r"minima of (\d+) of the other (\d+)", placed.words.text).groups()
                             for placed in scene.labels if "of the other" in placed.words.text)
    assert 0 < int(shown) < int(all_others) == 499


def test_the_contour_of_the_whole_goes_through_the_ball(views):
    frame = drawn(views, {}, 16)
    scene = views[1].picture.sheet.scene
    assert scene.contour is not None
    count = scene.contour.elementCount()
    elements = [scene.contour.elementAt(i) for i in range(0, count, 9)]
    values = [float(frame.problem.loss(views[1].canvas.to_data(QPointF(e.x, e.y)))) for e in elements]
    assert np.allclose(values, frame.loss, rtol=2e-3)
    assert scene.balls[0].at.x() == pytest.approx(views[1].canvas.to_px(frame.theta)[0])
    assert views[0].picture.sheet.scene.contour is None


def test_fast_batches_leave_the_tints_alone(views):
    drawn(views, {}, 16, pace="fast")
    backdrop = views[1].picture.sheet.backdrop
    before = backdrop._picture
    drawn(views, {}, 40, pace="fast")
    assert backdrop._picture is before
    assert len(backdrop.sparse) == 3
    assert views[1].picture.sheet.scene.minima == []
    drawn(views, {}, 41)
    assert backdrop.sparse == ()
    assert backdrop._picture is not before


def test_one_batch_fades_into_the_next_while_the_ball_glides(views):
    drawn(views, {}, 16)
    drawn(views, {}, 17, fraction=0.2, pace="slow")
    assert 0 < views[1].picture.sheet.backdrop.fade < 1
    drawn(views, {}, 17)
    assert views[1].picture.sheet.backdrop.fade == 1


def test_a_batch_of_all_rows_is_the_whole(views):
    drawn(views, {"batch_size": 9999}, 3)
    scene = views[1].picture.sheet.scene
    assert [arrow.token for arrow in scene.arrows] == ["whole"]
    assert scene.contour is None


def test_the_header_has_the_batchs_numbers(views):
    frame = drawn(views, {}, 16)
    numbers = [text.rsplit(" ", 1)[1] for text in views[1].header.texts()]
    assert numbers == [f"{frame.batch_loss:.3f}", f"{np.hypot(*frame.batch_gradient):.3f}", f"{frame.angle:.0f}°"]


def test_two_maps_zoom_and_point_together(qtbot, views):
    frame = drawn(views, {}, 16)
    landscape, batch = views
    landscape.canvas.zoom(2.0)
    assert np.allclose(batch.canvas.box, landscape.canvas.box)
    batch.canvas.home()
    assert np.allclose(landscape.canvas.box, batch.canvas.box)
    qtbot.mouseMove(landscape.canvas.viewport(), pos=QPointF(300, 200).toPoint())
    theta = landscape.canvas.to_data(QPointF(300, 200))
    assert batch.picture.note.lines[0] == f"$J_B$ = {exact(float(frame.batch.loss(theta)))}"
    assert np.allclose([batch.picture.note.at.x(), batch.picture.note.at.y()], batch.canvas.to_px(theta))
    landscape.canvas.pointed.emit(None)
    assert batch.picture.note.lines == ()


THREE = {"problem": {**PENGUINS, "x": ["bill_length_mm", "flipper_length_mm"]}, "start": [0.0, 0.0, 0.5]}


def test_both_maps_show_the_plane_that_was_chosen(views):
    frame = drawn(views, {**THREE, "plane": ["w_1", "b"]}, 10)
    assert [view.planes.isVisibleTo(view.header) for view in views] == [True, False]
    batch = next(sign for sign in views[1].picture.sheet.scene.signs if sign.token == "batch")
    theta = frame.theta.copy()
    theta[[0, 2]] = views[1].canvas.to_data(batch.at)
    assert np.allclose(frame.batch.gradient(theta)[[0, 2]], 0, atol=1e-8)


def test_on_the_plane_of_the_path_the_minimum_of_the_batch_is_where_no_way_leads_down(views):
    frame = drawn(views, THREE, 10)
    first, second = (view.picture.sight.plane for view in views)
    assert first.key == second.key
    batch = next(sign for sign in views[1].picture.sheet.scene.signs if sign.token == "batch")
    theta = second.lift(views[1].canvas.to_data(batch.at))
    assert np.allclose(second.along(frame.batch.gradient(theta)), 0, atol=1e-8)
    _, said = views[1].picture.sentences.texts
    below = float(frame.batch.loss(second.lift(second.project(frame.theta))))
    assert said.endswith(f"$J_B$ = {exact(frame.batch_loss)} there, {exact(below)} on the plane.")


def test_of_several_runs_the_header_says_whose_batch_it_is(views):
    runs = {"runs": [{"name": "slow"}, {"name": "fast", "batch_size": 8}]}
    drawn(views, runs, 3, watched=1)
    assert views[1].header.accessibleDescription().startswith("batch 4, 8 rows · fast.")
    drawn(views, {}, 3)
    assert views[1].header.accessibleDescription().startswith("batch 4, 4 rows.")
