"""Check the numbers, as a person does it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.audit import Check
from sgdviz.core.trace import Cause
from sgdviz.exhibits import exhibits
from sgdviz.ui import i18n
from sgdviz.ui.audit import AuditDialog
from sgdviz.ui.window import MainWindow


@pytest.fixture
def window(qapp: object, qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.session.open_exhibit(2)
    qtbot.waitUntil(lambda: made.shown is not None)
    return made


def opened(window: MainWindow) -> AuditDialog:
    window.menus.actions["audit"].trigger()
    return window.findChild(AuditDialog)


def test_the_menu_checks_what_is_on_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.player.seek(200)
    qtbot.waitUntil(lambda: window.player.computed >= 200)
    dialog = opened(window)
    assert dialog.verdict() == "Checking…"
    qtbot.waitUntil(lambda: dialog.done_checking)
    assert dialog.verdict() == "All 11 checks that apply hold." and len(dialog.checks) == 11
    text = dialog.text.toPlainText()
    assert "The path computed anew holds" in text and "bit for bit" in text
    dialog.copy()
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0] == dialog.verdict() and len(copied) == 12
    i18n.speak("ko")
    QApplication.sendPostedEvents()
    assert dialog.windowTitle() == dialog.tr("Check the numbers")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not window.findChildren(AuditDialog) or not dialog.isVisible()


def test_a_cross_is_told_in_words_too(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window)
    qtbot.waitUntil(lambda: dialog.done_checking)
    dialog._add(Check("a", "fails", Cause("off by {n}.", {"n": 3})))
    assert dialog.verdict() == f"Checks that do not hold: 1 of {sum(c.verdict != 'none' for c in dialog.checks)}."
    assert "A does not hold\nOff by 3." in dialog.text.toPlainText()
    dialog.reject()


def test_the_window_can_be_closed_while_it_checks(window: MainWindow, qtbot: QtBot) -> None:
    window.session.begin(exhibits()[2].pages[2])
    window.player.seek(10**9)
    qtbot.waitUntil(lambda: window.player.computed > 1000)
    dialog = opened(window)
    window.close()
    assert not dialog.auditor._thread.isRunning()


def test_there_is_nothing_to_check_on_the_start_page(window: MainWindow) -> None:
    window.leave_for_start_page()
    assert not window.menus.actions["audit"].isEnabled()
