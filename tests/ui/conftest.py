"""The window as a person finds it, and with an exhibit on the desk."""

import pytest
import reading
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from sgdviz.ui import i18n
from sgdviz.ui.look import theme
from sgdviz.ui.window import MainWindow


@pytest.fixture
def window(qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window of 1280×720 that its user closes without saving."""
    theme.apply(qapp, "light")
    i18n.speak("en")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    return reading.opened(qtbot, 1280, 720)


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with exhibit 2 on the desk."""
    window.session.open_exhibit(2)
    qtbot.waitUntil(lambda: window.shown is not None)
    return window
