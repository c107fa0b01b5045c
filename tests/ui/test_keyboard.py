"""The window without a mouse: the Tab key reaches what can be seen, in its order, and undo undoes."""

import pytest
import reading
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.ui import i18n
from sgdviz.ui.look import theme
from sgdviz.ui.window import MainWindow


@pytest.fixture
def window(qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """Exhibit 2 in a window of 1280×720, where data and losses share a place as tabs."""
    theme.apply(qapp, "dark")
    i18n.speak("ko")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    made = reading.opened(qtbot, 1280, 720)
    made.session.open_exhibit(2)
    made.activateWindow()
    qtbot.waitUntil(lambda: made.shown is not None and made.isActiveWindow() and made.docks["data"].seen)
    return made


def stops(window: MainWindow, qtbot: QtBot, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """What the Tab key reaches until it comes round."""
    found: list[QWidget] = []
    while True:
        qtbot.keyClick(QApplication.focusWidget(), key)
        focused = QApplication.focusWidget()
        assert focused is not None and len(found) < 200
        if focused in found:
            return found[found.index(focused):]
        assert window.rect().contains(focused.mapTo(window, QPoint())), focused.accessibleName()
        found.append(focused)


def editors(window: MainWindow) -> list[QWidget]:
    """What has the keyboard in each setting, from top to bottom."""
    found = []
    for place in window.panel.form.places():
        widget: QWidget = window.panel.form.row(place).editor
        while widget.focusProxy() is not None:
            widget = widget.focusProxy()
        found.append(widget)
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_the_tab_key_reaches_everything_that_is_seen_and_nothing_else(
        window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    found = stops(window, qtbot, key)
    assert set(editors(window)) <= set(found)
    assert window.views["landscape"].canvas in found and window.views["loss"].canvas not in found
    assert window.transport.play in found


def test_the_tab_key_goes_from_the_map_to_what_is_said_over_it(window: MainWindow, qtbot: QtBot) -> None:
    window.notice.say("Diverged at step 41.", acts=[("Go to step 40", int)])
    found = stops(window, qtbot)
    first = found.index(window.landscape.canvas)
    assert found[first + 1 : first + 3] == [window.notice, *window.notice.buttons()]


def test_the_tab_key_goes_down_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    found = stops(window, qtbot)
    panel = window.panel
    order = [*panel.pager.pages.buttons()[:1], panel.story.more, *editors(window)]
    first = found.index(order[0])
    turned = found[first:] + found[:first]
    assert sorted(order, key=turned.index) == order


def test_undo_undoes_an_edit_whose_field_still_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    line = window.panel.form.row("optimizer.lr").editor.field.line
    before = window.store.experiment
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "0.5")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.store.experiment is before and line.text() != "0.5"
    line.selectAll()
    qtbot.keyClicks(line, "0.5")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.store.experiment.base.optimizer["lr"] == 0.5
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.store.experiment == before)


def test_space_opens_a_list_and_plays_elsewhere(
        window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(QComboBox, "showPopup", lambda box: opened.append(box))
    stops(window, qtbot)
    while not isinstance(QApplication.focusWidget(), QComboBox):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert opened == [QApplication.focusWidget()] and not window.player.playing
    window.views["landscape"].canvas.setFocus()
    qtbot.keyClick(window.views["landscape"].canvas, Qt.Key.Key_Space)
    assert window.player.playing
    window.player.pause()


def test_a_complaint_of_two_lines_is_seen_whole(window: MainWindow, qtbot: QtBot) -> None:
    field = window.panel.form.row("optimizer.lr").editor.field
    field.line.setFocus()
    field.line.selectAll()
    qtbot.keyClicks(field.line, "-5")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    complaint = field._complaint
    qtbot.waitUntil(lambda: complaint.height() >= complaint.heightForWidth(complaint.width()) > 30)
    assert complaint.y() >= field.frame.geometry().bottom()
