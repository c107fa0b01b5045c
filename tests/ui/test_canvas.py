"""The canvas: which box it shows, whatever its size becomes, and how often it says so."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.core.problem import Array
from sgdviz.ui.paint.canvas import Canvas
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


def sized(widget: QWidget, width: int, height: int) -> None:
    widget.resize(width, height)
    QApplication.processEvents()


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
        sized(canvas, width, height)
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
        sized(view, 400, 300)
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
            sized(view, width, height)
        assert told == ["one", "other"]
        np.testing.assert_allclose(other.box, one.box)
    np.testing.assert_allclose(one.box, before)
    assert link is not None


def test_what_cannot_be_shown_changes_nothing(qtbot: QtBot) -> None:
    canvas = shown(qtbot, Canvas())
    before = canvas.box.copy()
    for box in (np.zeros((2, 2)), np.full((2, 2), np.nan), 1e12 * HOME):
        canvas.show_box(box)
        assert canvas.is_home and (canvas.box == before).all() and (canvas.asked == HOME).all()
