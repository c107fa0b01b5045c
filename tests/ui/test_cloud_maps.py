"""The runs of a cloud on the maps: where they stand, how many are counted, which of them a click means."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.exhibits import exhibits
from sgdviz.ui import i18n
from sgdviz.ui.cloud.present import is_watched, label, present, watching
from sgdviz.ui.cloud.swarm import LEAST, RINGS, Swarm
from sgdviz.ui.curve.picture import CurvePicture
from sgdviz.ui.look import theme
from sgdviz.ui.making import view_of
from sgdviz.ui.map.path import dots
from sgdviz.ui.map.picture import MapPicture
from sgdviz.ui.map.window import Window
from sgdviz.ui.offstage import frame_of
from sgdviz.ui.text.mathtext import layout
from sgdviz.ui.views import VIEWS
from sgdviz.ui.views.batch import BatchView
from sgdviz.ui.views.cloud import CloudView
from sgdviz.ui.views.landscape import LandscapeView
from sgdviz.ui.views.maps import MapView

LINE: dict[str, Any] = {
    "problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}, "samples": 40},
    "batch_size": 4, "epochs": 20, "optimizer": {"name": "sgd", "lr": 0.1}, "cloud": {"runs": 200}}
PLANE: dict[str, Any] = {
    "problem": {"kind": "linear_regression", "data": "anscombe", "standardize": True}, "batch_size": 3, "epochs": 6,
    "start": [-1.0, 1.0], "seed": 5, "optimizer": {"name": "sgd", "lr": 0.1}, "cloud": {"runs": 60, "seed": 5}}


@pytest.fixture
def spoken(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    i18n.speak("en")


def landscape(frame: Frame, qtbot: QtBot) -> LandscapeView:
    view = LandscapeView()
    qtbot.addWidget(view)
    view.resize(640, 520)
    view.show()
    qtbot.waitExposed(view)
    view.draw(frame)
    return view


def path(experiment: Experiment, frame: Frame) -> np.ndarray[Any, Any]:
    """θ of an experiment's own run at the frame's step, in float64."""
    trace = simulate(experiment, frame.problem, frame.step)[0]
    return np.asarray(trace.theta[frame.step])


@pytest.mark.parametrize("count", [RINGS, 20_000])
def test_the_density_has_every_run_that_is_seen(spoken: None, count: int) -> None:
    points = np.random.default_rng(0).normal(0, 1.2, (count, 2)).astype(np.float32)
    points[::50] = np.nan
    window, swarm = Window(QRectF(52, 8, 301, 277), np.array([[-1.0, 2.0], [-3.0, 0.5]])), Swarm()
    swarm.lay(points, window, theme.colour("ink"))
    seen = np.count_nonzero(((points > [-1, -3]) & (points < [2, 0.5])).all(axis=1))
    assert np.count_nonzero(swarm.inside) == seen
    assert (swarm.counts is None) == (count == RINGS)
    if swarm.counts is not None:
        assert swarm.counts.sum() == seen
        # The cells of the upper left quarter, in pixels.
        px = window.px(points)
        corner = ((px > [52, 8]) & (px < [52 + 150, 8 + 138])).all(axis=1)
        assert swarm.counts[:69, :75].sum() == np.count_nonzero(corner)


def test_chance_makes_no_pattern_of_a_cloud_and_no_run_is_lost(spoken: None) -> None:
    """Where runs are even the picture nearly is, and the one that is far off is seen as it stands."""
    points = np.random.default_rng(0).uniform(0, 1, (20_000, 2))
    points[0] = 1.803, 1.803
    window, swarm = Window(QRectF(0, 0, 400, 400), np.array([[0.0, 2.0], [0.0, 2.0]])), Swarm()
    swarm.lay(points, window, QColor("black"))
    image = QImage(400, 400, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    swarm.paint(painter)
    painter.end()
    opacity = np.array([[image.pixelColor(x, y).alphaF() for x in range(21, 180, 2)] for y in range(221, 380, 2)])
    even = swarm.counts is not None and swarm.counts[110:190, 10:90]
    assert np.std(even) > 0.5 * np.mean(even) and np.std(opacity) < 0.1 * np.mean(opacity)
    assert abs(image.pixelColor(361, 39).alphaF() - LEAST) < 0.01 and image.pixelColor(341, 81).alphaF() == 0


def test_a_click_on_a_dot_means_the_run_that_stands_there(spoken: None, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of(PLANE), 9)
    view = landscape(frame, qtbot)
    assert isinstance(view.picture, MapPicture)
    for run in (7, 41):
        own = replace(frame.experiment, base=replace(frame.experiment.base, seed=5 + run))
        at = QPointF(*view.canvas.to_px(path(own, frame)).tolist())
        found = view.picture.pick(at)
        assert isinstance(found, tuple) and found[0] == "replica"
        assert np.allclose(frame.cloud.at(9)[found[1]], path(own, frame), atol=2e-3)  # type: ignore[union-attr]
        edited = watching(frame, run)
        assert edited == own


def test_a_click_asks_once_for_that_run(spoken: None, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of(PLANE), 9)
    view = landscape(frame, qtbot)
    assert isinstance(view.picture, MapPicture)
    px = view.picture.sheet.swarm.px
    ball = view.canvas.to_px(frame.theta)
    alone = int(np.hypot(*(px - ball).T).argmax())
    edits = list[Experiment]()
    view.edited.connect(lambda experiment, gesture: edits.append(experiment))
    qtbot.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(*px[alone].tolist()).toPoint())
    assert [edited.base.seed for edited in edits] == [5 + alone]
    assert edits[0].cloud == frame.experiment.cloud


def test_runs_on_a_curve_are_counted_by_columns(spoken: None, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of(LINE), 200)
    view = landscape(frame, qtbot)
    assert isinstance(view.picture, CurvePicture)
    crowd, theta = view.picture.crowd, frame.cloud.at(200)[:, 0]  # type: ignore[union-attr]
    low, high = view.canvas.box[0]
    assert crowd.counts.sum() == np.count_nonzero((theta >= low) & (theta < high))
    x = float(view.canvas.to_px(np.array([theta[31], 0.0]))[0])
    bottom = view.canvas.plot_rect().bottom()
    found = crowd.near(QPointF(x, bottom - 5), 3)
    assert found is not None and abs(theta[found] - theta[31]) < 0.02


@pytest.mark.parametrize("step", [0, 40, 200])
def test_what_is_said_of_a_cloud_stands_off_the_curve(spoken: None, qtbot: QtBot, step: int) -> None:
    """Also on a canvas as small as beside another one, where every corner is taken by something."""
    frame = frame_of(experiment_of({**LINE, "start": [-3.0]}), step)
    view = landscape(frame, qtbot)
    view.resize(468, 350)
    view.draw(frame)
    assert isinstance(view.picture, CurvePicture)
    graph, labels = view.picture.graph, view.picture.actors.labels
    (said,) = (label.box for label in labels if label.line == layout("200 runs, float32", 12))
    ways = view.canvas.to_px(np.column_stack([graph.whole[:, 0], graph.whole[:, 1]]))
    x = np.linspace(said.left(), said.right(), 200)
    heights = np.interp(x, ways[:, 0], ways[:, 1])
    assert not ((heights > said.top()) & (heights < said.bottom())).any()


def test_a_cloud_of_starts_gives_its_start(spoken: None) -> None:
    frame = frame_of(experiment_of({**PLANE, "cloud": {"runs": 10, "vary": "start", "spread": 0.2}}), 0)
    edited = watching(frame, 4)
    assert edited is not None and edited.base.start == tuple(frame.cloud.starts[4])  # type: ignore[union-attr]
    assert edited.cloud == {**(frame.experiment.cloud or {}), "centre": (-1.0, 1.0)}
    assert watching(frame, 0) is None


def test_a_run_that_starts_where_none_of_a_document_may_is_not_watched(spoken: None) -> None:
    spec = {"runs": 10, "vary": "start", "spread": 0.2, "centre": [-1e12, 1e12]}
    frame = frame_of(experiment_of({**PLANE, "cloud": spec}), 0)
    starts = frame.cloud.starts  # type: ignore[union-attr]
    beyond = (np.abs(starts) > 1e12).any(axis=1)
    assert beyond.any() and not beyond.all()
    assert [watching(frame, run) is None for run in range(10)] == beyond.tolist()
    assert not any(is_watched(frame, run) for run in range(10))


def test_what_diverged_is_said(spoken: None) -> None:
    wild = {**LINE, "order": "with_replacement", "epochs": 60, "optimizer": {"name": "sgd", "lr": 0.15}, "seed": 0}
    frame = frame_of(experiment_of(wild), 600)
    shown = present(frame)
    ended = sum(simulate(replace(frame.experiment, base=replace(frame.experiment.base, seed=seed)), frame.problem)[0].end
                is not None for seed in range(200))
    assert shown is not None and ended == 1
    assert label(frame, shown) == "200 runs, float32, 1 diverged"


@pytest.mark.parametrize("name", [view.name for view in VIEWS])
def test_every_canvas_draws_a_cloud(spoken: None, qtbot: QtBot, name: str) -> None:
    for exhibit in exhibits():
        experiment = replace(exhibit.pages[0], cloud={"runs": 12})
        view = view_of(name)
        qtbot.addWidget(view)
        view.resize(420, 300)
        frame = frame_of(experiment, min(12, courses(experiment, frame_of(experiment, 0).problem)[0].steps))
        if view.suits(frame.problem):
            view.draw(frame)
            view.grab()
        assert isinstance(view, MapView) <= (frame.cloud is not None)


def test_the_share_of_a_settled_cloud_stands_beside_each_minimum(spoken: None, qtbot: QtBot) -> None:
    """Runs that share their batches lie on one another there, under the sign. The card counts who has reached it, to 1/1,000."""
    frame = frame_of(experiment_of({
        "problem": {"kind": "landscape", "name": "himmelblau", "noise": {"kind": "tilt", "sd": 5}, "samples": 40},
        "start": [0.0, 0.0], "batch_size": 4, "epochs": 20, "optimizer": {"name": "sgd", "lr": 0.01},
        "cloud": {"runs": 300, "vary": "start", "spread": 0.5}}))
    views = LandscapeView(), BatchView(), CloudView()
    for view in views:
        qtbot.addWidget(view)
        view.resize(640, 520)
        view.draw(frame)
    assert frame.cloud is not None
    theta = frame.cloud.at(frame.step)
    minima = np.array([(3, 2), (-2.805118, 3.131312), (-3.779310, -3.283186), (3.584428, -1.848126)])
    nearest = np.hypot(*(theta[:, None] - minima).transpose(2, 0, 1)).argmin(axis=1)
    texts, others = ([placed.words.text for placed in view.picture.sheet.scene.labels] for view in views[:2]
                     if isinstance(view.picture, MapPicture))
    for count in np.bincount(nearest, minlength=4).tolist():
        assert count > 30 and f"minimum, {100 * count / 300:.0f} % near it" in texts
    assert not any("%" in text for text in others), "its minima are those of a batch"
    off = np.array([frame.cloud.at(10 * epoch) for epoch in range(1, 21)])[:, :, None] - minima
    reached = (np.abs(off) < 1e-3).all(axis=3).any(axis=(0, 2)).mean()
    assert views[2].header.texts() == [f"has reached a minimum {100 * reached:.1f} %"]


def test_no_share_is_told_before_any_run_is_about_a_minimum(spoken: None, qtbot: QtBot) -> None:
    view = landscape(frame_of(experiment_of(PLANE), 0), qtbot)
    assert isinstance(view.picture, MapPicture)
    assert not any("%" in placed.words.text for placed in view.picture.sheet.scene.labels)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_runs_are_hollow_where_the_steps_of_a_path_are_dots(spoken: None, ratio: float) -> None:
    window, swarm = Window(QRectF(0, 0, 40, 40), np.array([[0.0, 40.0], [0.0, 40.0]])), Swarm()
    swarm.lay(np.array([[20.0, 20.0]], dtype=np.float32), window, theme.colour("ink"))
    image = QImage(QSize(40, 40) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.colour("card"))
    painter = QPainter(image)
    swarm.paint(painter)
    dots(painter, np.array([[0.0, 5.0], [10.0, 5.0]]), theme.colour("ink"))
    painter.end()

    def tone(x: float, y: float) -> float:
        return image.pixelColor((QPointF(x, y) * ratio).toPoint()).lightnessF()
    assert tone(10, 5) < 0.2 < 0.9 < tone(20, 20)
    assert min(tone(20 + x, 20) for x in np.arange(-4, 4, 0.5)) < 0.6


def test_a_caption_says_how_far_a_cloud_is_off_the_plane_of_a_map(spoken: None, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of({
        "problem": {"kind": "network", "data": "faithful", "hidden": 4, "standardize": True}, "batch_size": 32, "epochs": 2,
        "optimizer": {"name": "sgd", "lr": 0.1}, "cloud": {"runs": 40, "vary": "start", "spread": 0.3}}))
    view = landscape(frame, qtbot)
    assert isinstance(view.picture, MapPicture) and frame.cloud is not None and view.picture.sight.plane is not None
    plane = view.picture.sight.plane
    away = (frame.cloud.at(frame.step) - plane.origin).T
    within = np.linalg.lstsq(plane.ways.T, away, rcond=None)[0]
    median = np.median(np.sqrt(((away - plane.ways.T @ within) ** 2).sum(axis=0)))
    texts = [placed.words.text for placed in view.picture.sheet.scene.labels]
    assert median > 1 and f"○ 40 runs, float32, off the plane by {median:.2g} (median)" in texts
    view.resize(320, 340)
    texts = [placed.words.text for placed in view.picture.sheet.scene.labels]
    assert "○ 40 runs, float32" in texts and f"off the plane by {median:.2g} (median)" in texts


def test_a_cloud_that_is_long_behind_says_how_long_it_takes(spoken: None, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of({**LINE, "cloud": {"runs": 200}}), 20)
    assert frame.cloud is not None
    frame.cloud.left = 200.0
    shown = present(replace(frame, step=0))
    assert shown is not None
    assert label(frame, shown) == "200 runs, float32, at step 0, about 3 min to go"
    assert label(replace(frame, step=0), shown) == "200 runs, float32"


def test_where_most_points_have_no_name_a_share_stands_alone_if_it_is_no_small_one(spoken: None, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of({
        "problem": {"kind": "landscape", "name": "rastrigin", "noise": {"kind": "tilt", "sd": 2}, "samples": 40}, "batch_size": 4,
        "epochs": 20, "optimizer": {"name": "sgd", "lr": 0.002}, "cloud": {"runs": 1000, "vary": "start", "spread": 0.9}}))
    view = landscape(frame, qtbot)
    assert isinstance(view.picture, MapPicture)
    texts = [placed.words.text for placed in view.picture.sheet.scene.labels]
    alone = [float(text.removesuffix(" %")) for text in texts if re.fullmatch(r"[\d.]+ %", text)]
    assert len(alone) > 5 and min(alone) >= 1
    assert [text for text in texts if "near it" in text] == [text for text in texts if "minimum, " in text]


def test_a_run_at_the_end_of_single_precision_is_beside_the_curve(spoken: None, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of(LINE), 20)
    view, shown = landscape(frame, qtbot), present(frame)
    assert isinstance(view.picture, CurvePicture) and shown is not None
    far = shown._replace(theta=np.full_like(shown.theta, 3e38))
    with np.errstate(all="raise"):
        view.picture.crowd.take(frame, far, theme.colour("ink"))
    assert not view.picture.crowd.counts.any()
