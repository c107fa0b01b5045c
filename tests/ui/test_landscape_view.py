import itertools
from dataclasses import replace

import frames
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from sgdviz.core.document import experiment_of
from sgdviz.core.landscapes import landscapes
from sgdviz.ui import offstage
from sgdviz.ui.look import theme
from sgdviz.ui.map import density as density_module
from sgdviz.ui.map import path
from sgdviz.ui.map.arrows import LONGEST
from sgdviz.ui.map.planewords import off_plane, percent
from sgdviz.ui.text.numbers import exact
from sgdviz.ui.views.landscape import LandscapeView

PENGUINS = {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
            "standardize": True}
DOCUMENT = {"sgdviz": 1, "problem": PENGUINS, "start": [-1.2, -1.0], "batch_size": 4, "seed": 217, "epochs": 3,
            "optimizer": {"name": "sgd", "lr": 0.03}}
BOWL = {"sgdviz": 1, "problem": {"kind": "landscape", "name": "himmelblau", "noise": {"kind": "tilt", "sd": 8}},
        "batch_size": 4, "epochs": 4, "optimizer": {"name": "sgd", "lr": 0.01}}
RUNS = {**DOCUMENT, "runs": [{"name": "full", "batch_size": 9999, "start": [-1.2, -1.0]}, {"name": "SGD"}]}
THREE = {**DOCUMENT, "problem": {**PENGUINS, "x": ["bill_length_mm", "flipper_length_mm"]}, "start": [0.0, 0.0, 0.5]}


def frame_of(document, step, **more):
    return frames.frame_of({**DOCUMENT, **document}, step, **more)


@pytest.fixture
def view(qtbot):
    view = LandscapeView()
    qtbot.addWidget(view)
    view.resize(620, 480)
    with qtbot.waitExposed(view):
        view.show()
    return view


def drawn(view, document, step, **more):
    frame = frame_of(document, step, **more)
    view.draw(frame)
    return frame


def at(view, theta):
    x, y = view.canvas.to_px(np.asarray(theta, dtype=float))
    return QPointF(x, y)


def press(qtbot, view, position, button=Qt.MouseButton.LeftButton):
    qtbot.mousePress(view.canvas.viewport(), button, pos=position.toPoint())


def test_every_landscape_of_two_variables_draws(view):
    for name in landscapes:
        if len(landscapes[name].facts["box"]) == 2:
            drawn(view, {"problem": {"kind": "landscape", "name": name}, "start": list(landscapes[name].facts["start"]),
                         "batch_size": 1, "epochs": 5, "optimizer": {"name": "sgd", "lr": 1e-3}}, 3)
            view.canvas.repaint()
            assert len(view.picture.sheet.scene.balls) == 1


def test_the_path_is_where_the_weights_were(view):
    frame = drawn(view, {}, 40)
    trail = view.picture.sheet.trails[0]
    shown = np.concatenate([trail.px[:-1], trail.tail])
    assert trail.older.blocks == (40 - path.TAIL) // path.BLOCK
    assert np.allclose(shown, view.canvas.to_px(frame.trace.theta[trail.older.blocks * path.BLOCK : 41]))
    assert len(trail.tail) == path.TAIL + 1
    ball = view.picture.sheet.scene.balls[0].at
    assert np.allclose([ball.x(), ball.y()], view.canvas.to_px(frame.theta))


def test_the_ball_glides(view):
    frame = drawn(view, {}, 5, fraction=0.3)
    ball = view.picture.sheet.scene.balls[0].at
    assert np.allclose([ball.x(), ball.y()], view.canvas.to_px(frame.ball(0)))
    assert np.allclose(view.picture.sheet.trails[0].tail[-1], [ball.x(), ball.y()])


def test_a_path_that_grew_is_the_one_that_is_drawn_at_once(qtbot, view):
    document = {"epochs": 12}
    for step in (100, 130, 131, 500, 900):
        drawn(view, document, step)
    view.finish()
    grown = view.picture.sheet.trails[0].older
    fresh = LandscapeView()
    qtbot.addWidget(fresh)
    fresh.resize(view.size())
    with qtbot.waitExposed(fresh):
        fresh.show()
    drawn(fresh, document, 900)
    fresh.finish()
    assert fresh.picture.sheet.trails[0].older.image == grown.image
    drawn(view, document, 70)
    drawn(view, document, 900)
    view.finish()
    assert view.picture.sheet.trails[0].older.image == grown.image


def test_a_long_path_is_seen_as_its_density(view, monkeypatch):
    monkeypatch.setattr(path, "LINES", 64)
    monkeypatch.setattr(path, "FADED", 512)
    frame = drawn(view, {"epochs": 8}, 600)
    density = view.picture.sheet.trails[0].older.density
    assert density.have == (600 - path.TAIL) // path.BLOCK * path.BLOCK
    corner = view.canvas.plot_rect().topLeft()
    seen = density.picture()
    for theta in frame.trace.theta[: density.have]:
        x, y = view.canvas.to_px(theta) - [corner.x(), corner.y()]
        assert seen.pixelColor(int(x), int(y)).alphaF() > density_module.FAINT - 0.01


def test_going_back_on_a_long_path_shows_what_is_drawn_at_once(view, monkeypatch):
    monkeypatch.setattr(path, "LINES", 64)
    monkeypatch.setattr(path, "FADED", 1024)
    monkeypatch.setattr(density_module, "KEEP", 256)
    monkeypatch.setattr(density_module, "CHUNK", 128)
    frame = drawn(view, {"epochs": 30}, 2500)
    older = view.picture.sheet.trails[0].older
    for step in (1500, 700, 90, 50, 2500):
        view.draw(replace(frame, step=step))
        kept = older.image.copy(), older.density.picture().copy() if older.density is not None else None
        older._key = None
        view.draw(replace(frame, step=step))
        assert older.image == kept[0]
        if step > 200:
            assert older.density.picture() == kept[1]


def test_a_chord_of_three_parameters_is_not_on_the_map(view):
    view.show_chord = True
    drawn(view, {"problem": {"kind": "linear_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"],
                             "y": "body_mass_g", "standardize": True}, "start": [0.0, 0.0, 0.0]}, 3)
    assert view.picture.sheet.scene.chord is None


def test_marks_stand_where_the_gradient_is_zero(view):
    frame = drawn(view, BOWL | {"start": [-0.4, -1.2]}, 3)
    signs = view.picture.sheet.scene.signs
    assert sorted(sign.kind for sign in signs) == ["maximum"] + 4 * ["minimum"] + 4 * ["saddle"]
    for sign in signs:
        theta = view.canvas.to_data(sign.at)
        assert np.hypot(*frame.problem.gradient(theta)) < 1e-6


def test_arrows_are_the_gradients_to_one_round_scale(view):
    frame = drawn(view, {}, 16)
    scene = view.picture.sheet.scene
    factor = view.picture.sheet.factor(view.picture.subject, view.picture.sheet.window)
    assert float(f"{factor:.0e}") == factor or float(f"{factor:.1e}") == factor
    for arrow, gradient in zip(scene.arrows, (frame.gradient, frame.batch_gradient), strict=True):
        tip = view.canvas.to_px(frame.theta - factor * gradient)
        assert np.allclose([arrow.tip.x(), arrow.tip.y()], tip)
    assert [arrow.thick for arrow in scene.arrows] == [True, False]
    assert [arrow.token for arrow in scene.arrows] == ["whole", "batch"]
    longest = np.hypot(*(frame.problem.gradient(frame.trace.theta[:86]) * factor * view.picture.sheet.window.scale).T).max()
    assert 0.15 < longest / view.picture.sheet.window.short < 0.4


def test_the_scale_of_the_arrows_stays_while_it_plays(view):
    factors = set()
    for step in (0, 20, 86, 200):
        drawn_frame = frame_of({}, step)
        view.draw(drawn_frame)
        factors.add(view.picture.sheet.factor(view.picture.subject, view.picture.sheet.window))
    assert len(factors) == 1


def test_where_a_run_went_changes_nothing_at_its_start(view):
    """The picture of step 0 is the same before and after the run is computed, though it leaves the map."""
    document = {"problem": {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
                            "standardize": True}, "start": [0.0, 1.5], "batch_size": 32, "optimizer": {"name": "sgd", "lr": 1.5}}
    begun = offstage.frame_of(experiment_of(document), 0)
    view.draw(begun)
    factor = view.picture.sheet.factor(view.picture.subject, view.picture.sheet.window)
    arrows = view.picture.sheet.scene.arrows
    assert arrows[0].length > 40
    run = offstage.frame_of(experiment_of(document), 60)
    assert len(begun.trace) < 3 and run.loss > 1e15
    view.draw(run)
    assert view.picture.sheet.factor(view.picture.subject, view.picture.sheet.window) == factor
    view.draw(replace(run, step=0))
    assert view.picture.sheet.scene.arrows == arrows


def test_a_long_arrow_is_cut(view):
    drawn(view, {"start": [40.0, 40.0], "optimizer": {"name": "sgd", "lr": 0.1}}, 0)
    view.canvas.zoom(1.0)
    arrow = view.picture.sheet.scene.arrows[0]
    assert arrow.length <= LONGEST * view.picture.sheet.window.short + 1e-6


def test_an_arrow_ends_within_the_map_and_points_as_it_did(view):
    drawn(view, {}, 2)
    canvas, ball, ways = view.canvas, view.frame_shown.theta, [arrow.way for arrow in view.picture.sheet.scene.arrows]
    span, cut = np.diff(canvas.box, axis=1), []
    for corner in itertools.product((0.05, 0.95), repeat=2):
        low = ball[:, None] - span * np.array(corner)[:, None]
        canvas.show_box(np.hstack([low, low + span]))
        for arrow, way in zip(view.picture.sheet.scene.arrows, ways, strict=True):
            assert canvas.plot_rect().contains(arrow.tip)
            assert arrow.way == pytest.approx(way, abs=1e-6)
            cut.append(arrow.cut)
    assert any(cut) and not all(cut)


def test_labels_do_not_meet(view):
    for document, step in (({}, 16), ({}, 200), (BOWL | {"start": [-0.4, -1.2]}, 20), (RUNS, 14)):
        drawn(view, document, step)
        boxes = [placed.rect for placed in view.picture.sheet.scene.labels]
        assert boxes
        for i, box in enumerate(boxes):
            assert view.canvas.plot_rect().contains(box)
            assert not any(box.intersects(other) for other in boxes[:i])


def test_a_press_sets_the_start_and_a_drag_moves_it(qtbot, view):
    frame = drawn(view, {}, 16)
    edits, ends = [], []
    view.edited.connect(lambda experiment, gesture: edits.append((experiment, gesture)))
    view.gesture_ended.connect(lambda: ends.append(True))
    place = view.canvas.plot_rect().center() + QPointF(-80, -90)
    qtbot.mouseMove(view.canvas.viewport(), pos=place.toPoint())
    press(qtbot, view, place)
    experiment, gesture = edits[-1]
    assert gesture == "start"
    assert np.allclose(experiment.base.start, view.canvas.to_data(place), atol=1 / np.abs(view.picture.sheet.window.scale).min())
    assert experiment.problem == frame.experiment.problem
    qtbot.mouseMove(view.canvas.viewport(), pos=(place + QPointF(20, 0)).toPoint())
    qtbot.mouseRelease(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=(place + QPointF(20, 0)).toPoint())
    assert len(edits) == 2
    assert edits[1][0].base.start[0] > edits[0][0].base.start[0]
    assert ends == [True]


def test_the_start_of_a_run_of_its_own_is_that_runs(qtbot, view):
    drawn(view, RUNS, 14)
    with qtbot.waitSignal(view.edited) as caught:
        press(qtbot, view, view.canvas.plot_rect().center() + QPointF(60, 60))
    experiment = caught.args[0]
    assert experiment.overrides[0]["start"] != (-1.2, -1.0)
    assert experiment.base.start == (-1.2, -1.0)
    assert experiment.runs[1].start == (-1.2, -1.0)


def test_a_ball_or_a_name_makes_its_run_the_watched_one(qtbot, view):
    drawn(view, RUNS, 14)
    ball, other = sorted(view.picture.sheet.scene.balls, key=lambda ball: ball.run != 1)
    away = (ball.at - other.at) * (4 / np.hypot(*(ball.at - other.at).toTuple()))
    with qtbot.waitSignal(view.watched) as caught:
        press(qtbot, view, ball.at + away)
    assert caught.args == [1]
    name = next(placed for placed in view.picture.sheet.scene.labels if placed.words.run == 1)
    with qtbot.waitSignal(view.watched) as caught:
        press(qtbot, view, name.rect.center())
    assert caught.args == [1]


def test_runs_are_named_at_their_ends_and_in_the_header(view):
    drawn(view, RUNS, 14)
    names = {placed.words.run: placed.words.text for placed in view.picture.sheet.scene.labels if placed.words.run is not None}
    assert names == {0: "full", 1: "SGD"}
    assert [text.split()[0] for text in view.header.texts()] == ["full", "SGD"]


def test_the_pointer_reads_exact_values(qtbot, view):
    frame = drawn(view, {}, 16)
    place = QPoint(300, 200)
    with qtbot.waitSignal(view.pointed_at) as caught:
        qtbot.mouseMove(view.canvas.viewport(), pos=place)
    theta = view.canvas.to_data(QPointF(place))
    assert np.array_equal(caught.args[0], theta)
    assert view.picture.note.lines[0] == f"$J$ = {exact(float(frame.problem.loss(theta)))}"
    assert view.picture.note.lines[1:] == (f"$w$ = {exact(theta[0])}", f"$b$ = {exact(theta[1])}")
    assert view.picture.readout(QPointF(2, 2)) is None


def test_shift_and_arrows_move_the_start(qtbot, view):
    drawn(view, {}, 16)
    view.canvas.setFocus()
    with qtbot.waitSignal(view.edited) as caught:
        qtbot.keyClick(view.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    start = caught.args[0].base.start
    assert start[0] > -1.2
    assert start[1] == pytest.approx(-1.0)


def test_the_ends_of_the_chord_can_be_dragged(qtbot, view):
    frame = drawn(view, {"chord": [[-1, -1], [1, 0.5]]}, 16)
    assert view.picture.sheet.scene.chord is None
    view.show_chord = True
    second = view.picture.sheet.scene.chord[1]
    assert np.allclose(view.canvas.to_data(second), [1, 0.5])
    press(qtbot, view, second)
    with qtbot.waitSignal(view.edited) as caught:
        qtbot.mouseMove(view.canvas.viewport(), pos=(second + QPointF(30, 0)).toPoint())
    experiment, gesture = caught.args
    assert gesture == "chord"
    assert experiment.chord[0] == (-1, -1)
    assert experiment.chord[1][0] > 1
    assert experiment.base == frame.experiment.base


def test_the_header_has_the_numbers(view):
    frame = drawn(view, {}, 16)
    assert view.header.texts() == [f"J {frame.loss:.3f}", f"|∇J| {np.hypot(*frame.gradient):.3f}"]


def test_a_run_that_diverges_stops_with_an_arrow_head_at_the_edge(view):
    frame = drawn(view, {"problem": {"kind": "landscape", "name": "himmelblau"}, "start": [-0.4, -1.2], "batch_size": 1,
                         "epochs": 60, "optimizer": {"name": "sgd", "lr": 0.03}}, 60)
    assert frame.trace.end is not None
    scene = view.picture.sheet.scene
    assert scene.balls[0].hollow
    assert len(scene.exits) == 1
    rect = view.canvas.plot_rect().adjusted(-1, -1, 1, 1)
    assert rect.contains(scene.exits[0].at)
    trail = view.picture.sheet.trails[0]
    assert not trail.older.blocks
    *before, last = np.concatenate([trail.px[:-1], trail.tail] if len(trail.tail) else [trail.px])
    assert rect.contains(QPointF(*before[-1])) and not rect.contains(QPointF(*last)), "its last step leads away"


def test_epochs_have_rings_while_they_are_apart(view):
    frame = drawn(view, {"optimizer": {"name": "sgd", "lr": 0.002}, "epochs": 3}, 258)
    rings = view.picture.sheet.scene.rings
    assert len(rings) >= 2
    for ring, step in zip(rings, (86, 172), strict=False):
        assert np.allclose([ring.x(), ring.y()], view.canvas.to_px(frame.trace.theta[step]))


def test_a_lens_opens_when_the_last_epoch_is_small(qtbot, view):
    view.resize(760, 620)
    drawn(view, {}, 16)
    assert view.picture.lens.view is None
    frame = drawn(view, {"epochs": 6}, 500)
    lens = view.picture.lens.view
    assert lens is not None
    assert lens.power in (4, 8, 16)
    ratio = lens.window.scale / view.picture.sheet.window.scale
    assert np.allclose(ratio, lens.power)
    px = lens.window.px(frame.trace.theta[414:501])
    assert all(lens.window.rect.contains(QPointF(x, y)) for x, y in px)


def test_no_lens_opens_in_the_middle_of_a_slope(qtbot, view):
    view.resize(760, 620)
    for step, is_open in ((60, False), (300, True)):
        frame = drawn(view, {"optimizer": {"name": "sgd", "lr": 0.005}, "batch_size": 9999, "epochs": 300}, step)
        last = view.canvas.to_px(frame.trace.theta[step - path.TAIL : step + 1])
        assert np.ptp(last, axis=0).max() < 30
        assert (view.picture.sheet.scene.arrows[0].length < 24) == is_open == (view.picture.lens.view is not None)


def test_two_weights_of_many_are_a_plane_through_the_ball(view):
    frame = drawn(view, {**THREE, "plane": ["w_1", "b"]}, 10)
    assert (view.planes.across.value(), view.planes.up.value()) == ("w_1", "b")
    pair = frame.theta[[0, 2]]
    assert view.picture.subject.problem.loss(pair) == frame.problem.loss(frame.theta)
    ball = view.picture.sheet.scene.balls[0].at
    assert np.allclose([ball.x(), ball.y()], view.canvas.to_px(pair))
    theta = view.picture.place(ball + QPointF(40, 0))
    assert theta.shape == (3,)
    assert theta[1] == frame.trace.theta[0][1]
    variance = frame.trace.theta.var(axis=0)
    share = 100 * variance[[0, 2]].sum() / variance.sum()
    assert view.picture.sentences.texts == [f"This plane shows {share:.0f} % of the path's variance.", "The ball lies on it."]


def test_how_far_a_ball_is_off_its_plane_is_told_where_squares_are_beyond_a_float(view):
    drawn(view, THREE, 10)
    plane = view.picture.sight.plane
    with np.errstate(all="raise"):
        assert off_plane(plane, plane.origin + 1e200 * np.cross(*plane.ways)) == pytest.approx(1e200)


def test_more_than_two_parameters_are_seen_on_the_plane_of_their_path(qtbot, view):
    frame = drawn(view, THREE, 10)
    assert view.planes.isVisibleTo(view.header)
    assert view.planes.up.isHidden()
    plane = view.picture.sight.plane
    ball = view.picture.sheet.scene.balls[0].at
    assert np.allclose([ball.x(), ball.y()], view.canvas.to_px(plane.project(frame.theta)))
    away = np.linalg.norm(frame.theta - plane.lift(plane.project(frame.theta)))
    below = float(frame.problem.loss(plane.lift(plane.project(frame.theta))))
    assert view.picture.sentences.texts[1] == (f"The ball is {away:.2g} away from it: "
                                               f"$J$ = {exact(frame.loss)} there, {exact(below)} on the plane.")
    assert view.header.texts()[0] == f"J {frame.loss:.3f}"
    rect = view.canvas.plot_rect()
    assert all(rect.contains(QPointF(*px)) for px in view.canvas.to_px(plane.project(frame.trace.theta)))
    assert view.canvas.square


def test_what_covers_the_canvas_pushes_the_sentences_about_a_plane_down(view):
    """On to the map, which stays where it is; no name is under them there."""
    drawn(view, THREE, 5)
    rect, words = view.canvas.plot_rect(), view.picture.sentences
    free = [caption.base for caption in words.captions]
    assert max(free) < rect.top() and all(caption.halo is None for caption in words.captions)
    view.set_covered(36)
    assert view.canvas.plot_rect() == rect
    assert all(caption.base - caption.line.ascent >= 36 and caption.halo is not None for caption in words.captions)
    lowest = max(caption.base for caption in words.captions)
    assert lowest > rect.top() and all(label.rect.top() >= lowest for label in view.picture.sheet.scene.labels)
    view.set_covered(0)
    assert [caption.base for caption in words.captions] == free


def test_nothing_on_the_plane_moves_from_step_to_step(view):
    frame = drawn(view, THREE, 10)
    plane, ground, box = view.picture.sight.plane, view.picture.sheet.backdrop.ground, view.canvas.box
    view.draw(replace(frame, step=11))
    assert view.picture.sight.plane is plane
    assert view.picture.sheet.backdrop.ground is ground
    assert np.array_equal(view.canvas.box, box)


def test_where_no_minimum_is_known_two_weights_are_seen_as_far_as_the_path_goes(view):
    columns = {"data": "penguins", "x": ["bill_length_mm"], "y": "body_mass_g", "standardize": True}
    network = {"problem": {"kind": "network", "hidden": 2, **columns}, "plane": ["w_1", "v_2"],
               "start": [0.8, 0.1, -0.4, 0.2, 0.3, 0.5, 0.0]}
    frame = drawn(view, network, 20)
    names = frame.problem.names
    path = frame.trace.theta[:, [names.index("w_1"), names.index("v_2")]]
    low, high = view.picture.sight.plane.box.T
    assert (low < path.min(axis=0)).all() and (path.max(axis=0) < high).all()
    assert np.ptp(path, axis=0).max() > 0.5 * (high - low).max()
    edits = []
    view.edited.connect(lambda experiment, _: edits.append(experiment))
    view.canvas.pressed.emit(view.canvas.plot_rect().center(), Qt.KeyboardModifier.NoModifier)
    assert edits == []


def test_on_the_plane_of_the_path_no_start_is_dragged(qtbot, view):
    drawn(view, THREE, 10)
    edits = []
    view.edited.connect(lambda experiment, _: edits.append(experiment))
    middle = view.canvas.plot_rect().center().toPoint()
    qtbot.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert edits == []
    drawn(view, {**THREE, "plane": ["b", "w_1"]}, 10)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    start = edits[0].base.start
    before = view.frame_shown.trace.theta[0]
    assert start[0] > before[0]
    assert start[1:] == tuple(before[1:])


@pytest.mark.parametrize(("plane", "list_name", "value", "expected"), [
    (None, "across", "w_2", ("w_2", "w_1")), (None, "across", "w_1", ("w_1", "w_2")), (["w_1", "b"], "up", "w_2", ("w_1", "w_2")),
    (["w_1", "b"], "up", "w_1", ("b", "w_1")), (["w_1", "b"], "across", "b", ("b", "w_1")), (["w_1", "b"], "across", "", None)])
def test_a_plane_is_chosen_in_the_header(view, plane, list_name, value, expected):
    drawn(view, {**THREE, **({"plane": plane} if plane else {})}, 10)
    edits = []
    view.edited.connect(lambda experiment, _: edits.append(experiment.plane))
    choice = getattr(view.planes, list_name)
    assert choice.accessibleName()
    choice.set_value(value)
    choice.activated.emit(choice.currentIndex())
    assert edits == [expected]


def test_zoom_to_the_last_epoch_shows_its_path(view):
    frame = drawn(view, {}, 200)
    view.zoom_to_last_epoch()
    px = view.canvas.to_px(frame.trace.theta[114:201])
    rect = view.canvas.plot_rect()
    assert all(rect.contains(QPointF(x, y)) for x, y in px)
    assert max(np.ptp(px[:, 0]) / rect.width(), np.ptp(px[:, 1]) / rect.height()) > 0.5


def test_the_theme_changes_the_ground(qapp, view):
    drawn(view, {}, 16)
    before = view.picture.sheet.backdrop._picture.toImage()
    theme.apply(qapp, "dark")
    try:
        assert view.picture.sheet.backdrop._picture.toImage() != before
    finally:
        theme.apply(qapp, "light")


def test_from_a_map_to_a_curve_and_back(view):
    drawn(view, {}, 16)
    drawn(view, {"problem": {"kind": "landscape", "name": "quintic"}, "start": [-3.0]}, 3)
    assert not view._pictures[True].layer.visible
    drawn(view, {}, 20)
    assert view.picture.layer.visible


def test_rings_stay_when_the_batches_have_grown_to_the_whole(view):
    document = {**BOWL, "epochs": 8, "batch_schedule": {"name": "step", "every": 1, "factor": 2.0}}
    frame = drawn(view, document, 22)
    assert frame.place.batches == 1
    first, end = view.picture.sheet.scene.rings[0], at(view, frame.trace.theta[frame.course.plan.first_step(2)])
    assert first.toTuple() == pytest.approx(end.toTuple())


@pytest.mark.parametrize(("share", "text"), [(0.00384, "0.38"), (0.2, "20"), (0.984, "98"), (0.9874, "99"), (0.99996, "99.99"),
                                             (0.999999, "99.99"), (1.0, "100"), (0.9912, "99.12")])
def test_a_share_is_never_rounded_up_to_all(share, text):
    assert percent(share) == text


def test_the_sentences_say_what_the_header_says(view):
    frame = drawn(view, THREE, 10)
    for step in (11, 12):
        view.draw(replace(frame, step=step, pace="fast"))
        shown = float(view.header.texts()[0].split()[1])
        told = float(view.picture.sentences.texts[1].split("$J$ = ")[1].split()[0])
        assert told == pytest.approx(shown, abs=6e-4)
    assert frame.loss == pytest.approx(shown, abs=6e-4)
