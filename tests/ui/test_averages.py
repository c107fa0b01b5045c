"""The averages on the canvases: where they stand is where they are, and no mark is taken for a ball."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import frames
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.frame import Frame
from sgdviz.ui.look import theme
from sgdviz.ui.loss import means
from sgdviz.ui.loss.means import stations
from sgdviz.ui.map.picture import MapPicture
from sgdviz.ui.paint.means import leader
from sgdviz.ui.views.batch import BatchView
from sgdviz.ui.views.landscape import LandscapeView
from sgdviz.ui.views.loss import LossView
from sgdviz.ui.views.maps import MapView

AVERAGES = [{"name": "polyak", "start": 30}, {"name": "tail"}, {"name": "exponential", "decay": 0.9}]
LINE: dict[str, Any] = {"problem": {"kind": "linear_regression", "data": "faithful", "standardize": True}, "batch_size": 8,
                        "start": [-1.0, 1.5], "epochs": 4, "optimizer": {"name": "sgd", "lr": 0.3}, "averages": AVERAGES}
QUINTIC: dict[str, Any] = {"problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature"}},
                           "batch_size": 4, "epochs": 50, "averages": AVERAGES}


def frame_of(document: dict[str, Any], step: int, **changes: Any) -> Frame:
    return frames.frame_of({**document, **changes}, step)


@pytest.fixture(params=[LandscapeView, BatchView])
def map_view(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Iterator[MapView]:
    theme.apply(qapp, "light")
    view: MapView = request.param()
    qtbot.addWidget(view)
    view.resize(700, 560)
    view.show()
    yield view


def test_a_frame_has_what_has_begun() -> None:
    frame = frame_of(LINE, 20)
    polyak, tail, exponential = (theta for _, theta in frame.averages)
    assert polyak is None and tail is not None and exponential is not None
    np.testing.assert_allclose(tail, frame.trace.theta[11:21].mean(axis=0), rtol=1e-13)
    (_, at_last), *_ = frame_of(LINE, 90).averages
    assert at_last is not None
    np.testing.assert_allclose(at_last, frame.trace.theta[30:91].mean(axis=0), rtol=1e-13)


def test_on_a_map_each_stands_where_it_is_with_its_name(map_view: MapView) -> None:
    frame = frame_of(LINE, 60)
    map_view.draw(frame)
    assert isinstance(map_view.picture, MapPicture)
    scene = map_view.picture.sheet.scene
    assert [mean.average for mean in scene.means] == [0, 1, 2]
    for mean, (_, theta) in zip(scene.means, frame.averages, strict=True):
        assert theta is not None
        np.testing.assert_allclose(mean.at.toTuple(), map_view.canvas.to_px(theta), atol=1e-6)
    named = {placed.words.mean: placed.words.text for placed in scene.labels if placed.words.mean is not None}
    assert named == {0: "mean from step 30 on", 1: "mean of the last 50 % of steps", 2: "exponential mean, β = 0.9"}
    assert len(scene.balls) == 1
    map_view.draw(frame_of(LINE, 60, averages=[]))
    assert map_view.picture.sheet.scene.means == []


def test_on_a_curve_each_stands_on_it(map_view: MapView) -> None:
    frame = frame_of(QUINTIC, 400)
    map_view.draw(frame)
    actors: Any = map_view.picture.actors  # type: ignore[union-attr]  # one weight is drawn as a curve
    problem = frame.problem if map_view.whole else frame.batch
    assert [index for index, _ in actors.means]
    for index, at in actors.means:
        theta = frame.averages[index][1]
        assert theta is not None
        np.testing.assert_allclose(at.toTuple(), map_view.canvas.to_px(np.array([theta[0], problem.loss(theta)])), atol=1e-6)


@pytest.fixture
def loss_view(qtbot: QtBot, qapp: QApplication) -> Iterator[LossView]:
    theme.apply(qapp, "light")
    view = LossView()
    qtbot.addWidget(view)
    view.resize(900, 480)
    view.show()
    yield view


def test_their_losses_are_lines_that_end_at_the_cursor(loss_view: LossView) -> None:
    for step in (10, 120, 45):
        frame = frame_of(LINE, step)
        loss_view.draw(frame)
        for line, (_, theta) in zip(loss_view.means.lines, frame.averages, strict=True):
            if theta is None:
                assert not len(line.steps)
                continue
            assert line.steps[-1] == step
            assert line.losses[-1] == pytest.approx(float(frame.problem.loss(theta)), rel=1e-13)
    names = [name.mean for name in loss_view.names.ends.names]
    assert names[:1] == [None] and sorted(mean for mean in names if mean is not None) == [0, 1, 2]
    low, high = loss_view.canvas.box[1]
    assert all(low <= np.log10(loss) <= high for line in loss_view.means.lines for loss in line.losses)
    assert any(text.startswith("mean of the last 50 % of steps: $J$ = ") for text in loss_view.reading(30))


def test_of_each_frame_not_everything_is_kept(loss_view: LossView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(means, "KEPT", 40)
    frame = frame_of(LINE, 0, epochs=5)
    for step in range(30, 170):
        loss_view.draw(replace(frame, step=step))
        assert all(len(line._known) <= max(40, len(line.steps)) for line in loss_view.means.lines)
    shown = [(line.steps.tolist(), line.losses.tolist()) for line in loss_view.means.lines]
    fresh = means.MeanLine(frame.trace, frame.averages[1][0])
    fresh.follow(replace(frame, step=169))
    assert shown[1] == (fresh.steps.tolist(), fresh.losses.tolist())


def test_another_run_has_other_lines(loss_view: LossView) -> None:
    frame = frame_of(LINE, 80)
    loss_view.draw(frame)
    before = loss_view.means.lines[1].losses.tolist()
    loss_view.draw(frame_of(LINE, 80, seed=1))
    assert loss_view.means.lines[1].losses.tolist() != before
    loss_view.draw(frame)
    assert loss_view.means.lines[1].losses.tolist() == before


def test_where_there_is_no_room_their_names_stand_above(loss_view: LossView) -> None:
    loss_view.resize(460, 400)
    loss_view.draw(frame_of(LINE, 80))
    captions = loss_view.names.key.captions
    assert [caption.mean for caption in captions] == [None, None, 0, 1, 2]
    assert all(caption.base <= loss_view.canvas.plot_rect().top() - 8 for caption in captions)
    assert all(caption.x + caption.line.width < 460 for caption in captions)


@given(first=st.integers(0, 50), last=st.integers(0, 10**6), most=st.integers(16, 256))
def test_stations_are_few_and_have_both_ends(first: int, last: int, most: int) -> None:
    found = stations(first, last, most)
    if last < first:
        assert found == []
        return
    assert found[0] == first and found[-1] == last and len(found) <= most + 45
    assert found == sorted(set(found))
    further = set(stations(first, 2 * last - first, most))
    kept = sum(step in further for step in found)
    assert kept >= len(found) // 2


@pytest.mark.parametrize(("at", "length"), [((5.0, 5.0), None), ((-4.0, 5.0), None), ((-30.0, 5.0), 30.0), ((50.0, 40.0), 30.0)])
def test_a_name_that_is_far_off_has_a_leader(at: tuple[float, float], length: float | None) -> None:
    line = leader(QRectF(0, 0, 100, 10), QPointF(*at))
    assert (line is None) == (length is None)
    assert line is None or (line.length() == pytest.approx(length) and line.p2() == QPointF(*at))
