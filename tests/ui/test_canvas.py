"""The canvas: which box it shows, whatever its size becomes, and how often it says so."""

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.core.problem import Array
from sgdviz.ui.offstage import offstage
from sgdviz.ui.paint.canvas import Canvas, Layer
from sgdviz.ui.paint.resizing import Pace, Resizing
from sgdviz.ui.views.batch import BatchView
from sgdviz.ui.views.landscape import LandscapeView
from sgdviz.ui.views.maps import Link

HOME = np.array([[-2.0, 2.0], [-1.0, 1.0]])


def shown(qtbot: QtBot, canvas: Canvas) -> Canvas:
    qtbot.addWidget(canvas)
    canvas.square = True
    canvas.resize(400, 300)
    canvas.show()
    QApplication.processEvents()
    canvas.look_at(HOME)
    return canvas


def sized(qtbot: QtBot, widget: QWidget, canvas: Canvas, width: int, height: int) -> None:
    """Give a widget another size and wait until its canvas is laid out in it."""
    widget.resize(width, height)
    qtbot.waitUntil(lambda: canvas.is_laid_out)


def fitted(canvas: Canvas, box: Array) -> Array:
    """A box with one unit for both axes, as small as it can be about `box`."""
    rect, span = canvas.plot_rect(), np.diff(box, axis=1)[:, 0]
    unit = max(span[0] / rect.width(), span[1] / rect.height())
    half = np.array([rect.width(), rect.height()]) * unit / 2
    return box.mean(axis=1)[:, None] + np.column_stack([-half, half])


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("square", [True, False])
def test_a_new_size_is_said_once_and_keeps_what_is_looked_at(qtbot: QtBot, square: bool, zoom: float) -> None:
    canvas, told = shown(qtbot, Canvas()), list[Array]()
    canvas.square = square
    canvas.home()
    if zoom > 1:
        canvas.zoom(zoom)
    asked, before = canvas.asked.copy(), canvas.box.copy()
    canvas.range_changed.connect(lambda: told.append(canvas.box))
    for width, height in ((700, 300), (300, 500), (400, 300)):
        told.clear()
        sized(qtbot, canvas, canvas, width, height)
        assert len(told) == 1 and told[0] is canvas.box
        np.testing.assert_allclose(canvas.box, fitted(canvas, asked) if square else asked)
    np.testing.assert_allclose(canvas.box, before)


def test_linked_maps_keep_what_they_were_zoomed_to(qtbot: QtBot) -> None:
    views = LandscapeView(), BatchView()
    one, other = (view.canvas for view in views)
    for view in views:
        qtbot.addWidget(view)
        view.show()
        view.canvas.square = True
        sized(qtbot, view, view.canvas, 400, 300)
        view.canvas.look_at(HOME)
    link = Link(*views)
    one.zoom(2.0)
    np.testing.assert_allclose(other.box, one.box)
    before, told = one.box.copy(), list[str]()
    one.range_changed.connect(lambda: told.append("one"))
    other.range_changed.connect(lambda: told.append("other"))
    for width, height in ((700, 300), (300, 500), (400, 300)):
        told.clear()
        for view in views:
            sized(qtbot, view, view.canvas, width, height)
        assert told == ["one", "other"]
        np.testing.assert_allclose(other.box, one.box)
    np.testing.assert_allclose(one.box, before)
    assert link is not None


class Counter(Layer):
    """Notes the plot that it is painted in."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=1)
        self.plots: list[QRectF] = []

    def draw(self, painter: QPainter) -> None:
        self.plots.append(self.canvas.plot_rect())


def test_what_is_made_for_another_size_is_shown_until_there_is_time(qtbot: QtBot) -> None:
    canvas = shown(qtbot, Canvas())
    layer, told = Counter(canvas), list[bool]()
    canvas.repaint()
    before = canvas.plot_rect()
    canvas.resized.connect(lambda: told.append(canvas.is_laid_out))
    canvas.resize(500, 200)
    canvas.resize(700, 300)
    assert canvas.plot_rect() == before and not canvas.is_laid_out and canvas.box[0].tolist() == HOME[0].tolist()
    layer.plots.clear()
    canvas.repaint()
    assert layer.plots == []
    qtbot.waitUntil(lambda: canvas.is_laid_out)
    QApplication.processEvents()
    assert told == [True] and layer.plots == [canvas.plot_rect()]
    assert canvas.plot_rect().width() == before.width() + 300 and canvas.plot_rect().height() == before.height()


def test_a_canvas_that_is_not_seen_takes_its_size_at_once(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    for width in (300, 500):
        canvas.resize(width, 300)
        canvas.grab()
        left, _, right, _ = canvas.margins
        assert canvas.plot_rect().width() == width - left - right and canvas.is_laid_out


def test_a_picture_is_of_canvases_that_have_taken_their_sizes(qtbot: QtBot) -> None:
    canvas = Canvas()
    with offstage(canvas, QSize(400, 300)):
        canvas.repaint()
        canvas.resize(500, 200)
        left, _, right, _ = canvas.margins
        assert canvas.is_laid_out and canvas.plot_rect().width() == 500 - left - right


def test_what_takes_long_rests_as_long(qtbot: QtBot) -> None:
    now, done, widget = [10.0], list[str](), QWidget()
    qtbot.addWidget(widget)
    pace = Pace(lambda: now[0])

    def deed(name: str, took: float) -> None:
        done.append(name)
        now[0] += took

    one, other = (Resizing(widget, partial(deed, name, 0.02), pace) for name in ("one", "other"))
    one.want()
    one.want()
    other.want()
    assert not done
    qtbot.waitUntil(lambda: done == ["one"])
    assert pace.wait == 20 and other.waits and not one.waits
    one.want()
    now[0] += 0.03
    qtbot.waitUntil(lambda: done == ["one", "other"])
    now[0] += 0.03
    qtbot.waitUntil(lambda: done == ["one", "other", "one"])


def test_what_cannot_be_shown_changes_nothing(qtbot: QtBot) -> None:
    canvas = shown(qtbot, Canvas())
    before = canvas.box.copy()
    for box in (np.zeros((2, 2)), np.full((2, 2), np.nan), 1e12 * HOME):
        canvas.show_box(box)
        assert canvas.is_home and (canvas.box == before).all() and (canvas.asked == HOME).all()


def test_a_box_as_high_as_numbers_go_is_shown_and_can_be_zoomed(qtbot: QtBot) -> None:
    canvas = shown(qtbot, Canvas())
    canvas.square = False
    high = np.array([[0.0, 1.0], [0.0, 1e305]])
    with np.errstate(all="raise"):
        canvas.look_at(high)
        canvas.zoom(2.0)
    assert not canvas.is_home and np.diff(canvas.box[1])[0] == pytest.approx(5e304)
