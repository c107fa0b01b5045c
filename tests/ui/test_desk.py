"""Each frame reaches what it changes, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace

import frames
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.exhibits import exhibits
from sgdviz.ui.desk import GLIDING, Desk
from sgdviz.ui.look import theme
from sgdviz.ui.map.picture import MapPicture
from sgdviz.ui.offstage import frame_of

DOCUMENT = {"sgdviz": 1, "problem": {"kind": "linear_regression", "data": "norris", "standardize": True}, "batch_size": 9}


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.resize(1920, 1080)
    frame = frame_at(0)
    desk.show()
    desk.draw(frame)
    desk.arrange((), frame.problem)
    qtbot.waitUntil(lambda: all(desk.docks[name].seen for name in ("landscape", "batch", "data", "loss")))
    yield desk


def frame_at(step: int) -> Frame:
    return frames.frame_of(DOCUMENT, step)


def fractions(desk: Desk) -> dict[str, float]:
    return {name: desk.views[name].frame_shown.fraction for name in ("landscape", "batch", "data", "loss")}


def test_a_view_is_made_when_it_is_first_shown(desk: Desk, qtbot: QtBot) -> None:
    four = ["landscape", "batch", "data", "loss"]
    assert [view.name for view in desk.views.made] == four and len(desk.views) > 4
    desk.docks["chord"].toggleViewAction().trigger()
    qtbot.waitUntil(lambda: desk.docks["chord"].seen)
    assert [view.name for view in desk.views.made] == [*four, "chord"]
    qtbot.waitUntil(lambda: desk.shown is not None and desk.views["chord"].frame_shown is desk.shown)


def test_while_a_ball_glides_only_its_maps_are_drawn(desk: Desk) -> None:
    frame = frame_at(3)
    desk.draw(replace(frame, fraction=0.0))
    assert fractions(desk) == dict(landscape=0, batch=0, data=0, loss=0)
    desk.draw(replace(frame, fraction=0.5))
    assert fractions(desk) == dict(landscape=0.5, batch=0.5, data=0, loss=0)
    desk.draw(frame)
    assert set(fractions(desk).values()) == {1.0}


@pytest.mark.parametrize("other", [dict(step=4), dict(pace="slow"), dict(traces=())])
def test_whatever_else_changes_is_drawn_at_once(desk: Desk, other: dict[str, object]) -> None:
    frame = replace(frame_at(3), fraction=0.0)
    desk.draw(frame)
    if "traces" in other:
        other = {"traces": frame_at(3).traces}
    desk.draw(replace(frame, fraction=0.5, **other))
    assert set(fractions(desk).values()) == {0.5}


def edited(rate: float, step: int = 3) -> Frame:
    return frames.frame_of(DOCUMENT | {"optimizer": {"name": "sgd", "lr": rate}}, step)


def shows(desk: Desk, frame: Frame) -> list[str]:
    return [name for name, view in desk.views.items() if desk.docks[name].seen and view.frame_shown is frame]


def test_after_an_edit_the_maps_come_first_and_the_rest_soon(desk: Desk, qtbot: QtBot) -> None:
    before, after = frame_at(3), edited(0.03)
    desk.draw(before)
    desk.draw(after)
    assert shows(desk, after) == ["landscape", "batch"] and desk.shown is before
    qtbot.waitUntil(lambda: desk.shown is after)
    assert {"landscape", "batch", "data", "loss"} <= set(shows(desk, after)) and not shows(desk, before)
    qtbot.waitUntil(lambda: not desk.drawing.is_behind)


def test_the_settings_follow_an_edit_soon_and_take_nothing_of_it_back(desk: Desk, qtbot: QtBot) -> None:
    """Another edit made of an older experiment would take the first one back."""
    desk.draw(frame_at(3))
    desk.draw(edited(0.03))
    batch_size, made = desk.panel.form.row("batch_size").editor, list[Experiment]()
    desk.panel.edited.connect(lambda experiment, gesture: made.append(experiment))
    batch_size.edited.emit(5)
    assert made[0].base.optimizer["lr"] == 0.03 and made[0].base.batch_size == 5
    qtbot.waitUntil(lambda: not desk.drawing.is_behind)
    assert desk.panel.form.row("optimizer.lr").editor.field.value() == 0.03


def test_edits_that_follow_each_other_leave_no_part_behind(desk: Desk) -> None:
    """However fast they come: who has waited longest is drawn next, with the newest frame."""
    desk.draw(frame_at(3))
    seen = set[str]()
    for i in range(8):
        desk.draw(after := edited(0.02 + 0.001 * i))
        desk.drawing.draw_next()
        seen |= set(shows(desk, after))
    assert {"landscape", "batch", "data", "loss"} <= seen


def test_a_canvas_uncovered_meanwhile_shows_the_newest(desk: Desk, qtbot: QtBot) -> None:
    desk.draw(frame_at(3))
    desk.draw(after := edited(0.03))
    desk._redraw()
    assert desk.shown is after and {"data", "loss"} <= set(shows(desk, after))
    qtbot.waitUntil(lambda: not desk.drawing.is_behind)
    assert desk.shown is after


def test_axes_are_painted_once_and_again_where_they_must(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    axes, canvas, drawn = desk.landscape.picture.axes, desk.landscape.canvas, list[object]()
    monkeypatch.setattr(axes, "draw", drawn.append)
    desk.views["landscape"].canvas.zoom(1.1)
    desk.draw(frame_at(1))
    for change in (lambda: canvas.zoom(1.25), lambda: axes.rename("$u$", "$v$"), canvas.home):
        drawn.clear()
        change()
        desk.grab()
        assert drawn
        drawn.clear()
        desk.draw(frame_at(2))
        desk.grab()
        assert not drawn


def test_a_sentence_over_a_curve_hides_nothing_of_it(qtbot: QtBot) -> None:
    """Maps keep their size beside each other; a curve moves down, since its names stand at its top."""
    desk, saddle = Desk(), exhibits()[2].pages[1]
    qtbot.addWidget(desk)
    desk.resize(1280, 720)
    desk.show()
    frame = frame_of(saddle, 600)
    desk.arrange(saddle.views, frame.problem)
    desk.draw(frame)
    qtbot.waitUntil(lambda: desk.notice.isVisible() and desk.landscape.canvas.covered == desk.notice.height())
    assert desk.landscape.canvas.plot_rect().top() > desk.notice.height()
    desk.draw(frame_of(saddle, 0))
    qtbot.waitUntil(lambda: desk.landscape.canvas.covered == 0)


def test_what_is_painted_is_laid_out(desk: Desk) -> None:
    """Painting does not wait for the loop of events, so layouts must not either."""
    heard: list[QEvent.Type] = []

    class Row(QWidget):
        def event(self, event: QEvent) -> bool:
            heard.append(event.type())
            return super().event(event)

    row = Row(desk.panel)
    QCoreApplication.postEvent(row, QEvent(QEvent.Type.LayoutRequest))
    desk.draw(frame_at(2))
    assert QEvent.Type.LayoutRequest in heard


def test_a_sentence_over_a_map_covers_no_name(desk: Desk, qtbot: QtBot) -> None:
    """The map stays as it is beside the other; what is written on it keeps off the sentence."""
    canvas = desk.landscape.canvas
    box, rect = canvas.box.copy(), canvas.plot_rect()
    desk.notice.say("A sentence.")
    qtbot.waitUntil(lambda: canvas.covered == desk.notice.height())
    assert canvas.box.tolist() == box.tolist() and canvas.plot_rect() == rect
    assert canvas.seen_rect().top() == canvas.covered > rect.top() and canvas.seen_rect().bottom() == rect.bottom()
    picture = desk.landscape.picture
    assert isinstance(picture, MapPicture) and picture.sheet.scene.labels
    assert all(label.rect.top() >= canvas.covered for label in picture.sheet.scene.labels)


def test_a_sentence_lies_over_both_maps_while_they_lie_side_by_side(desk: Desk, qtbot: QtBot) -> None:
    left, right = (desk.docks[name] for name in GLIDING)
    canvases = [desk.views[name].canvas for name in GLIDING]
    desk.notice.say("A sentence.")
    qtbot.waitUntil(lambda: [canvas.covered for canvas in canvases] == [desk.notice.height()] * 2)
    assert desk.notice.width() == right.geometry().right() + 1 - left.geometry().left()
    desk.canvases.splitDockWidget(left, right, Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: canvases[1].covered == 0 and desk.notice.width() == left.width())
    left.hide()
    qtbot.waitUntil(lambda: [canvas.covered for canvas in canvases] == [0, desk.notice.height()])
    right.hide()
    qtbot.waitUntil(lambda: not desk.notice.isVisible())
    left.show()
    qtbot.waitUntil(lambda: desk.notice.isVisible() and canvases[0].covered > 0 == canvases[1].covered)
    left.setFloating(True)
    qtbot.waitUntil(lambda: left.isAncestorOf(desk.notice) and desk.notice.isVisible())
    assert desk.notice.mapTo(left, QPoint()) == left.view.mapTo(left, QPoint())
    left.setFloating(False)
    qtbot.waitUntil(lambda: not left.isAncestorOf(desk.notice) and desk.notice.isVisible())


def test_a_canvas_that_is_switched_on_is_seen(desk: Desk, qtbot: QtBot) -> None:
    """Not under another tab, in a window too narrow for all of them side by side."""
    desk.resize(1280, 720)
    qtbot.waitUntil(lambda: desk.docks["data"].seen and not desk.docks["loss"].seen)
    for name in ("noise", "chord"):
        desk.docks[name].toggleViewAction().trigger()
        qtbot.waitUntil(lambda name=name: desk.docks[name].seen)


def test_tabs_have_whole_names_however_many_there_are(desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    desk.resize(1280, 720)
    names = ["batch", "noise", "flat", "update", "cloud"]
    for name in names:
        if desk.docks[name].toggleViewAction().isChecked():
            desk.docks[name].close()
        desk.docks[name].toggleViewAction().trigger()
        qtbot.waitUntil(lambda name=name: desk.docks[name].seen)
    (bar,) = (bar for bar in desk.findChildren(QTabBar) if bar.count() == len(names))
    for tab in range(len(names)):
        # Of a tab's width its padding and its margin take 26 pixels.
        assert bar.tabRect(tab).width() - 26 >= bar.fontMetrics().horizontalAdvance(bar.tabText(tab)) > 0
        assert bar.tabText(tab) == desk.docks[names[tab]].windowTitle()
    assert bar.currentIndex() == len(names) - 1 and bar.rect().contains(bar.tabRect(bar.currentIndex()))
