"""The noise canvas against the core: where its dots lie, what its words and numbers say, where its paths lead."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import frames
import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array
from sgdviz.core.theory.afterstep import AfterStep, NearStep
from sgdviz.exhibits import exhibits
from sgdviz.ui import i18n
from sgdviz.ui.look import theme
from sgdviz.ui.noise import paths as paths_module
from sgdviz.ui.noise import scenes
from sgdviz.ui.noise import study as study_module
from sgdviz.ui.noise.boxes import cloud_box
from sgdviz.ui.noise.plane import plane_along
from sgdviz.ui.noise.reading import reading
from sgdviz.ui.noise.study import Studies
from sgdviz.ui.text.mathtext import plain
from sgdviz.ui.views import noise as module
from sgdviz.ui.views.noise import NoiseView

PENGUINS: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 4, "epochs": 3, "start": [-0.9, -1.0], "optimizer": {"name": "sgd", "lr": 0.03},
    "problem": {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
                "standardize": True}}
FEW: dict[str, Any] = {"sgdviz": 1, "batch_size": 4, "epochs": 4, "optimizer": {"name": "sgd", "lr": 0.005},
                       "problem": {"kind": "linear_regression", "data": "anscombe"}}
QUINTIC: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 4, "epochs": 5, "start": [-3.0], "optimizer": {"name": "sgd", "lr": 0.1},
    "problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}}}
THREE: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 16, "epochs": 2, "optimizer": {"name": "sgd", "lr": 0.05},
    "problem": {"kind": "linear_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"],
                "y": "body_mass_g", "standardize": True}}

LOGISTIC: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 8, "epochs": 2, "optimizer": {"name": "sgd", "lr": 0.5},
    "problem": {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"], "y": "sex", "standardize": True}}


def frame_at(document: dict[str, Any], step: int, **changes: Any) -> Frame:
    return frames.frame_of({**document, **changes}, step)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[NoiseView]:
    theme.apply(qapp, "light")
    i18n.speak("en")
    widget = NoiseView()
    qtbot.addWidget(widget)
    widget.resize(620, 480)
    widget.show()
    yield widget


def said(view: NoiseView) -> str:
    """The sentences above the picture, as far as they are letters."""
    return " / ".join("".join(piece.text for piece in caption.line.pieces if hasattr(piece, "text"))
                      for caption in view.captions.captions)


def spread_of(frame: Frame) -> Array:
    """−∇J_B of the epoch's batches, one by one."""
    plan, place = frame.course.plan, frame.place
    first = plan.first_step(place.epoch)
    parts = [frame.problem.on(plan.rows(first + k)) for k in range(place.batches)]
    return -np.array([part.gradient(frame.theta) for part in parts])


def test_the_dots_are_the_gradients_of_the_batches(view: NoiseView) -> None:
    frame = frame_at(PENGUINS, 100)
    view.draw(frame)
    study = view.study
    assert study is not None and study.everything is None and view.cloud.visible and not view.line.visible
    dots, expected = study.dots, spread_of(frame)
    np.testing.assert_allclose(view.cloud.steps(dots), expected, rtol=1e-9, atol=1e-11)
    assert (study.number, study.current, study.done) == (2, 14, 14)
    np.testing.assert_allclose(-study.epoch.gradients[study.current], -frame.batch_gradient, rtol=1e-9)
    lower = [float(frame.problem.loss(frame.theta + 0.03 * s)) < frame.loss for s in expected]
    assert dots.lower.tolist() == lower
    assert f"lower J {100 * np.mean(lower):.0f} %" in view.header.texts()
    left = spread_of(frame)[14:]
    sizes = study.epoch.batches.sizes[14:]
    assert study.left is not None
    np.testing.assert_allclose(-study.left, (sizes[:, None] * left).sum(axis=0) / sizes.sum(), rtol=1e-9)


def test_few_batches_are_shown_all(view: NoiseView) -> None:
    frame = frame_at(FEW, 4)
    view.draw(frame)
    study = view.study
    assert study is not None and study.everything is not None and study.others is not None
    assert len(study.others.which) == 330 and len(study.dots.which) == 3
    np.testing.assert_allclose(view.cloud.steps(study.others).mean(axis=0), -frame.gradient, rtol=1e-10)
    measured = np.cov(view.cloud.steps(study.others).T, bias=True)
    np.testing.assert_allclose(study.plane.moment(study.cloud.predicted), measured, rtol=1e-9)
    assert said(view).startswith("All 330 batches of 4 of the 11 rows; large: epoch 2")
    assert view.cloud.names.theory.startswith("measured = theory") and not view.cloud.names.measured
    view.draw(frame_at(FEW, 4, order="with_replacement", batch_size=3))
    assert "All 1,331 draws of 3 of the 11 rows, with replacement" in said(view)


def test_one_parameter_is_a_line_of_dots(view: NoiseView) -> None:
    frame = frame_at(QUINTIC, 23)
    view.draw(frame)
    study = view.study
    assert study is not None and view.line.visible and not view.cloud.visible
    values = spread_of(frame)[:, 0]
    np.testing.assert_allclose(-study.dots.gradients[:, 0], values, rtol=1e-9)
    px, size = view.line.stacked(values)
    true = view.canvas.to_px(np.column_stack([values, values]))[:, 0]
    np.testing.assert_allclose(px[:, 0], true)
    rect = view.canvas.plot_rect()
    assert (px[:, 1] < view.line.base).all() and (px[:, 1] > rect.top()).all()
    apart = np.abs(px[:, None] - px).max(axis=-1) + size * np.eye(len(px))
    assert apart.min() >= size - 1e-9, "no dot covers another"
    spread = np.random.default_rng(1).normal(size=1000)
    many, wide = view.line.stacked(spread)
    assert np.abs(many[:, 0] - view.canvas.to_px(np.column_stack([spread, spread]))[:, 0]).max() <= wide / 2 + 1e-9
    crowd, small = view.line.stacked(np.zeros(5000))
    assert small == 2 and (crowd[:, 1] > rect.top()).all()


def test_three_parameters_are_seen_along_the_gradient(view: NoiseView) -> None:
    frame = frame_at(THREE, 5)
    view.draw(frame)
    study = view.study
    assert study is not None and study.plane.turned
    steps, way = spread_of(frame), -frame.gradient / np.linalg.norm(frame.gradient)
    np.testing.assert_allclose(view.cloud.steps(study.dots)[:, 0], steps @ way, rtol=1e-8, atol=1e-11)
    np.testing.assert_allclose(study.plane.ways.T @ study.plane.ways, np.eye(2), atol=1e-12)
    across = np.cov((steps - np.outer(steps @ way, way)).T)
    rows = frame.problem.gradients(frame.theta)
    rest = np.eye(3) - np.outer(way, way)
    widest = np.linalg.eigvalsh(rest @ np.cov(rows.T, bias=True) @ rest)[-1]
    second = study.plane.ways[:, 1]
    assert second @ np.cov(rows.T, bias=True) @ second == pytest.approx(widest)
    assert across.shape == (3, 3) and "along $−∇J$" in view.axes.x_name


def test_a_plane_without_a_way_is_the_widest() -> None:
    moment = np.diag([1.0, 3.0, 9.0])
    plane = plane_along(np.zeros(3), moment)
    np.testing.assert_allclose(np.abs(plane.ways), [[0, 0], [0, 1], [1, 0]], atol=1e-12)
    flat = plane_along(np.array([0.0, 0.0, 2.0]), np.zeros((3, 3)))
    np.testing.assert_allclose(flat.ways.T @ flat.ways, np.eye(2), atol=1e-12)


@pytest.mark.parametrize("document", [PENGUINS, FEW, QUINTIC, THREE])
def test_everything_is_in_sight_and_the_box_stays_during_an_epoch(document: dict[str, Any]) -> None:
    studies, boxes = Studies(), []
    for step in range(6):
        frame = frame_at(document, step)
        now, first = studies.of(frame), studies.at_first(frame)
        box = cloud_box(first, now)
        points = now.plane.seen(-now.epoch.gradients)
        shown = box[: now.problem.dim]
        assert (points[:, : len(shown)] > shown[:, 0]).all() and (points[:, : len(shown)] < shown[:, 1]).all()
        assert (shown[:, 0] < 0).all() and (shown[:, 1] > 0).all()
        boxes.append(box)
    first_epoch = frame_at(document, 0).place.batches
    assert len({box.tobytes() for box in boxes[:first_epoch]}) <= 3


def test_the_paths_are_those_of_the_epoch(view: NoiseView) -> None:
    frame = frame_at(PENGUINS, 100)
    view.path_button.setChecked(True)
    view.draw(frame)
    epoch = view.epoch
    assert epoch is not None and view.paths.visible and not view.cloud.visible
    full, fixed, real = (points for _, points in view.paths.paths())
    np.testing.assert_array_equal(real, frame.trace.theta[86:101])
    gradients = np.array([frame.problem.on(frame.course.plan.rows(86 + k)).gradient(frame.trace.theta[86]) for k in range(86)])
    np.testing.assert_allclose(fixed[-1], frame.trace.theta[86] - 0.03 * gradients.sum(axis=0), rtol=1e-9)
    at = frame.trace.theta[86]
    for _ in range(86):
        at = at - 0.03 * frame.problem.gradient(at)
    np.testing.assert_allclose(full[-1], at, rtol=1e-9)
    np.testing.assert_allclose(view.paths.leap, frame.trace.theta[86] - 86 * 0.03 * frame.problem.gradient(frame.trace.theta[86]))
    box = epoch.box
    for points in (full, fixed):
        assert (points > box[:, 0]).all() and (points < box[:, 1]).all()
    assert "Epoch 2 after 14 of 86 steps" in said(view) and "the batches differ in size" in said(view)


def test_at_the_end_of_an_epoch_it_is_shown_whole(view: NoiseView) -> None:
    view.path_button.setChecked(True)
    view.draw(frame_at(QUINTIC, 20))
    assert "Epoch 2 after 10 of 10 steps" in said(view) and "arrive where one large step" in said(view)
    (_, full), (_, fixed), (_, real) = view.paths.paths()
    assert full.shape == fixed.shape == real.shape == (11, 2)
    np.testing.assert_array_equal(real[:, 1], -np.arange(11))
    np.testing.assert_allclose(view.paths.leap, fixed[-1], rtol=1e-9)
    assert "end to end = one step of 10η" in plain(view.paths.names.both)
    view.draw(frame_at(QUINTIC, 0))
    assert "Epoch 1 after 0 of 10 steps" in said(view)


def test_words_for_other_optimizers_and_orders(view: NoiseView) -> None:
    view.draw(frame_at(PENGUINS, 5, optimizer={"name": "sgd", "lr": 0.01, "momentum": 0.9}))
    assert "as plain SGD steps with η = 0.01" in said(view)
    view.draw(frame_at(PENGUINS, 5, order="with_replacement"))
    assert "drawn with replacement" in said(view) and view.study is not None and view.study.left is None
    view.draw(frame_at(PENGUINS, 2, batch_size=342))
    assert "The batch is all 342 rows" in said(view) and "Its step lowers J" in said(view)
    view.draw(frame_at(QUINTIC, 2, problem={"kind": "landscape", "name": "quintic", "samples": 8}))
    assert "batches have no noise" in said(view)
    view.path_button.setChecked(True)
    view.draw(frame_at(PENGUINS, 5, order="with_replacement"))
    assert "rows came twice or not at all" in said(view)
    view.draw(frame_at(PENGUINS, 5, optimizer={"name": "sgd", "lr": 0.01, "momentum": 0.9}))
    assert "the other two are plain SGD" in said(view)


def test_where_gradients_are_not_finite_it_says_so(view: NoiseView) -> None:
    wild = {**QUINTIC, "start": [30.0], "problem": {"kind": "formula", "formula": "exp(x^2)", "samples": 8,
                                                    "noise": {"kind": "tilt", "sd": 0.5}}}
    view.draw(frame_at(wild, 0))
    assert "too large here" in said(view) and not view.line.visible
    view.path_button.setChecked(True)
    view.draw(frame_at(wild, 0))
    view.grab()


@pytest.mark.parametrize("start", [2.0, -1.5, 1.9])
def test_where_all_gradients_vanish_there_is_one_sentence(view: NoiseView, start: float) -> None:
    """Rounding is no noise: at the minimum, at the flat point, and where a run has come to rest."""
    frame = frame_at(QUINTIC, 600, start=[start], epochs=60)
    assert abs(frame.problem.gradients(frame.theta)).max() < 1e-14
    for button in (view.cloud_button, view.path_button):
        button.setChecked(True)
        view.draw(frame)
        view.grab()
        assert said(view) == "The gradient of every batch vanishes here." and view.header.texts() == []
        assert not any(layer.visible for layer in (view.cloud, view.line, view.paths, view.axes))
    view.draw(frame_at(QUINTIC, 0))
    assert view.paths.visible and view.axes.visible and "Epoch 1" in said(view)


def test_one_row_has_no_noise(view: NoiseView) -> None:
    for button in (view.cloud_button, view.path_button):
        button.setChecked(True)
        view.draw(frame_at({**QUINTIC, "problem": {"kind": "landscape", "name": "quintic"}, "batch_size": 1}, 3))
        assert said(view) == "There is one row only: the gradient of every batch is ∇J, without noise."


@pytest.mark.parametrize("document", [PENGUINS, QUINTIC, THREE])
@pytest.mark.parametrize("lr", [3.0, 100.0])
def test_a_run_that_diverges_is_drawn_to_its_end(view: NoiseView, document: dict[str, Any], lr: float) -> None:
    experiment = experiment_of({**document, "optimizer": {"name": "sgd", "lr": lr}, "epochs": 40})
    problem = problem_for(experiment)
    runs, traces = courses(experiment, problem), simulate(experiment, problem)
    assert traces[0].end is not None
    for step in range(0, traces[0].last + 1, max(1, traces[0].last // 12)):
        for button in (view.path_button, view.cloud_button):
            button.setChecked(True)
            view.draw(Frame(experiment, problem, runs, traces, step))
            view.grab()


@pytest.mark.parametrize(("size", "sentences"), [((620, 480), 3), ((210, 600), 3), ((210, 330), 2), ((620, 140), 1)])
def test_sentences_are_told_whole_or_not_at_all(view: NoiseView, size: tuple[int, int], sentences: int, qtbot: QtBot) -> None:
    """As many as there is height for, on as many lines as they need."""
    view.resize(*size)
    qtbot.waitUntil(lambda: view.canvas.is_laid_out)
    frame = frame_at(QUINTIC, 7)
    view.draw(frame)
    assert view.study is not None
    told = view.cloud_words.sentences(frame, view.study)[:sentences]
    words = [plain(" ".join(told)).split(), said(view).replace(" / ", " ").split()]
    assert "".join(words[0]) == "".join(words[1])
    room = view.canvas.plot_rect()
    assert all(c.line.width <= room.right() - 16 and c.base < room.top() for c in view.captions.captions)


def test_many_batches_are_sampled_and_it_says_so(view: NoiseView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study_module, "MOST", 50)
    frame = frame_at(PENGUINS, 101)
    view.draw(frame)
    study = view.study
    assert study is not None and 50 <= len(study.dots.which) <= 51 and study.current in study.dots.which
    assert f"{len(study.dots.which)} of the 86 batches of epoch 2" in said(view)
    assert len(study.epoch.gradients) == 86, "the covariance is that of all"


def test_while_it_plays_it_is_drawn_as_often_as_there_is_time(view: NoiseView, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(np.array([0.0, 0.05, 0.06, 0.3, 0.31, 0.32, 0.33]))
    monkeypatch.setattr(module.time, "monotonic", lambda: float(next(clock)))
    view._due = 0.0
    frames = [replace(frame_at(PENGUINS, step), pace="fast") for step in (1, 2, 3)]
    seen = []
    for frame in frames:
        view.draw(frame)
        assert view.study is not None
        seen.append(view.study.current)
    assert seen == [1, 1, 3]
    view.draw(replace(frames[1], pace="still"))
    assert view.study is not None and view.study.current == 2


def test_the_pointer_reads_a_batch(view: NoiseView) -> None:
    frame = frame_at(PENGUINS, 100)
    view.draw(frame)
    assert view.study is not None
    px = view.canvas.to_px(view.cloud.steps(view.study.dots))
    view.canvas.pointed.emit(QPointF(*px[20].tolist()))
    words = [plain(line) for line in view.note.lines]
    assert any(line.startswith("batch ") and line.endswith("of 86") for line in words) and "its step: J" in " ".join(words)
    told = [plain(line) for line in reading(view.study, view.study.dots, 20)]
    rows = frame.course.plan.rows(86 + 20)
    numbers = frame.problem.sample.rows[rows] + 1  # type: ignore[attr-defined]
    assert told[0] == "batch 21 of 86" and told[1] == "rows " + ", ".join(map(str, numbers.tolist()))
    view.canvas.pointed.emit(None)
    assert not view.note.lines


def test_a_zoom_stays_during_the_epoch(view: NoiseView) -> None:
    view.draw(frame_at(PENGUINS, 3))
    view.canvas.zoom(2.0)
    box = view.canvas.box.copy()
    view.draw(frame_at(PENGUINS, 4))
    np.testing.assert_array_equal(view.canvas.box, box)
    view.path_button.setChecked(True)
    assert view.canvas.is_home


def test_it_suits_what_has_rows() -> None:
    assert NoiseView.suits(problem_for(experiment_of(PENGUINS)))
    alone = {"sgdviz": 1, "problem": {"kind": "landscape", "name": "quintic"}}
    assert not NoiseView.suits(problem_for(experiment_of(alone)))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_of_every_exhibit_is_drawn(view: NoiseView, language: str) -> None:
    i18n.speak(language)
    for exhibit in exhibits():
        for page in exhibit.pages:
            problem = problem_for(page)
            runs = courses(page, problem)
            for step in (0, min(7, runs[0].steps)):
                frame = Frame(page, problem, runs, simulate(page, problem, step), step)
                for button in (view.path_button, view.cloud_button):
                    button.setChecked(True)
                    view.draw(frame)
                    assert view.captions.captions and not view.grab().toImage().allGray()


def test_what_a_step_would_do() -> None:
    problem = problem_for(experiment_of(PENGUINS))
    theta, rate = np.array([0.3, -0.4]), 0.05
    after = AfterStep(problem, theta, rate)
    steps = np.array([[0.0, 0.0], [1.0, -2.0]])
    np.testing.assert_allclose(after.loss(steps), problem.loss(theta + rate * steps), rtol=1e-14)
    h = 1e-6
    for i, unit in enumerate(np.eye(2) * h):
        slope = (after.loss(steps[1] + unit) - after.loss(steps[1] - unit)) / (2 * h)
        assert after.gradient(steps[1])[i] == pytest.approx(slope, rel=1e-6)
        bend = (after.gradient(steps[1] + unit) - after.gradient(steps[1] - unit)) / (2 * h)
        np.testing.assert_allclose(after.hessian(steps[1])[i], bend, rtol=1e-6, atol=1e-12)
    rows = np.array([1, 5])
    np.testing.assert_allclose(after.on(rows).loss(steps), problem.on(rows).loss(theta + rate * steps), rtol=1e-14)


def test_what_a_step_would_do_to_second_order() -> None:
    theta, steps = np.array([0.3, -0.4]), np.array([[0.0, 0.0], [1.0, -2.0], [0.5, 0.1]])
    problem = problem_for(experiment_of(PENGUINS))
    near, after = NearStep(problem, theta, 0.05), AfterStep(problem, theta, 0.05)
    np.testing.assert_allclose(near.loss(steps), after.loss(steps), rtol=1e-12)
    np.testing.assert_allclose(near.gradient(steps), after.gradient(steps), rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(near.hessian(steps), after.hessian(steps), rtol=1e-12)
    curved = problem_for(experiment_of(LOGISTIC))
    errors = [np.abs(NearStep(curved, theta, rate).loss(steps) - AfterStep(curved, theta, rate).loss(steps)).max()
              for rate in (0.02, 0.01)]
    assert errors[0] / errors[1] == pytest.approx(8, rel=0.05), "the error is of third order"


def test_many_rows_without_a_closed_form(view: NoiseView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study_module, "FAST", 10)
    monkeypatch.setattr(paths_module, "FAST", 10)
    monkeypatch.setattr(paths_module, "SLOW", 10)
    frame = frame_at(LOGISTIC, 3)
    view.draw(frame)
    assert view.study is not None and isinstance(view.study.after, NearStep)
    assert not view.grab().toImage().allGray()
    view.path_button.setChecked(True)
    view.draw(frame)
    view.grab()
    assert view.paths._ground == (None, None)


@pytest.fixture
def slow(view: NoiseView, monkeypatch: pytest.MonkeyPatch) -> Iterator[NoiseView]:
    """A view for which every problem has many rows."""
    monkeypatch.setattr(scenes, "AT_ONCE", 0)
    yield view
    view.hide()


def test_the_noise_of_many_rows_is_worked_out_aside(slow: NoiseView, qtbot: QtBot) -> None:
    frame = frame_at(PENGUINS, 100)
    slow.draw(frame)
    assert slow.study is None and not slow.cloud.visible and not slow.axes.visible
    assert said(slow) == "The gradients of 342 rows are being worked out."
    qtbot.waitUntil(lambda: slow.study is not None)
    assert slow.study is not None and slow.cloud.visible and "worked out" not in said(slow)
    np.testing.assert_allclose(slow.cloud.steps(slow.study.dots), spread_of(frame), rtol=1e-9, atol=1e-11)
    slow.draw(replace(frame, step=101))
    assert slow.study.current == 14 and said(slow).startswith("At step 100; the next is being worked out. / ")
    qtbot.waitUntil(lambda: slow.study is not None and slow.study.current == 15)
    slow.path_button.setChecked(True)
    assert not slow.cloud.visible and not slow.paths.visible
    qtbot.waitUntil(lambda: slow.paths.visible)
    slow.draw(frame_at(FEW, 4))
    assert not slow.paths.visible, "nothing of another problem is shown"


def test_a_picture_of_the_noise_of_many_rows_is_that_of_its_step(slow: NoiseView) -> None:
    slow.draw(frame_at(PENGUINS, 7))
    slow.finish()
    assert slow.study is not None and slow.study.current == 7


def test_while_it_plays_the_next_one_waits_for_as_long_as_one_took(slow: NoiseView, qtbot: QtBot,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.time, "monotonic", lambda: 100.0)
    slow._due = 0.0
    slow.draw(replace(frame_at(PENGUINS, 7), pace="fast"))
    qtbot.waitUntil(lambda: slow.study is not None)
    assert slow._due == 100.0 + slow._scenes.aside.took > 100.0
