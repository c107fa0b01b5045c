"""Check the numbers, as a person does it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.audit import Check
from sgdviz.core.trace import Cause
from sgdviz.exhibits import exhibits
from sgdviz.ui import i18n
from sgdviz.ui.audit import AuditDialog
from sgdviz.ui.window import MainWindow


def checking(opened: MainWindow) -> AuditDialog:
    opened.menus.actions["audit"].trigger()
    return opened.findChild(AuditDialog)


def test_the_menu_checks_what_is_on_the_screen(opened: MainWindow, qtbot: QtBot) -> None:
    opened.player.seek(200)
    qtbot.waitUntil(lambda: opened.player.computed >= 200)
    dialog = checking(opened)
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
    assert not opened.findChildren(AuditDialog) or not dialog.isVisible()


def test_a_cross_is_told_in_words_too(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = checking(opened)
    qtbot.waitUntil(lambda: dialog.done_checking)
    dialog._add(Check("a", "fails", Cause("off by {n}.", {"n": 3})))
    assert dialog.verdict() == f"Checks that do not hold: 1 of {sum(c.verdict != 'none' for c in dialog.checks)}."
    assert "A does not hold\nOff by 3." in dialog.text.toPlainText()
    dialog.reject()


def test_the_window_can_be_closed_while_it_checks(opened: MainWindow, qtbot: QtBot) -> None:
    opened.session.begin(exhibits()[2].pages[2])
    opened.player.seek(10**9)
    qtbot.waitUntil(lambda: opened.player.computed > 1000)
    dialog = checking(opened)
    opened.close()
    assert not dialog.auditor._thread.isRunning()


def test_there_is_nothing_to_check_on_the_start_page(opened: MainWindow) -> None:
    opened.leave_for_start_page()
    assert not opened.menus.actions["audit"].isEnabled()
