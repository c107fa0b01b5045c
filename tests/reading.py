"""What a person can read in a window: the words that its widgets hold, and the lines that they paint."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QAction, QColor, QImage, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDockWidget, QLabel, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.exhibits import exhibits
from sgdviz.ui.text.line import Glyphs, Line
from sgdviz.ui.window import MainWindow

PAGES = [(exhibit.number, page) for exhibit in exhibits() for page in range(len(exhibit.pages))]


def opened(qtbot: QtBot, width: int = 1920, height: int = 1080) -> MainWindow:
    """A window of that size."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    return window


def show(window: MainWindow, number: int, page: int, qtbot: QtBot, step: int | None = None) -> None:
    """Lay a page of an exhibit on the desk, at `step` or where its story can be seen."""
    window.session.open_exhibit(number)
    if page:
        window.session.show_page(page)
    wanted = exhibits()[number - 1].step if step is None else step
    window.player.seek(wanted)
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.experiment is window.store.experiment
                    and window.shown.step == min(wanted, window.player.last))
    settle()


def settle() -> None:
    """Let everything be laid out and painted; a layout asks for that of what it is in."""
    for _ in range(6):
        QApplication.processEvents()


class Painted(NamedTuple):
    """A line and its box in its widget's pixels; None for one that stands askew or was painted on a picture first."""

    text: str
    box: QRectF | None
    widget: QWidget


def visible(window: QWidget) -> list[QWidget]:
    """The widgets of a window of which something can be seen."""
    return [widget for widget in (window, *window.findChildren(QWidget)) if not widget.visibleRegion().isEmpty()]


def entries(menu: QMenu) -> Iterator[QAction]:
    """The entries of a menu and of the menus in it."""
    for action in menu.actions():
        yield action
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from entries(inner)


def words(window: QWidget) -> Iterator[tuple[str, str]]:
    """Where a text is kept, and the text: captions, menus, options, and what a screen reader says of them."""
    if isinstance(window, QMainWindow):
        for action in window.menuBar().actions():
            menu = action.menu()
            assert isinstance(menu, QMenu)
            yield from (("menu", entry.text()) for entry in (action, *entries(menu)))
    for dock in window.findChildren(QDockWidget):
        yield "dock", dock.windowTitle()
    for widget in visible(window):
        name = type(widget).__name__
        yield f"name of {name}", widget.accessibleName()
        yield f"description of {name}", widget.accessibleDescription()
        yield f"tip of {name}", widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield name, widget.text()
        if isinstance(widget, QComboBox):
            yield from ((name, widget.itemText(i)) for i in range(widget.count()))


def painted(window: QWidget, patch: pytest.MonkeyPatch) -> list[Painted]:
    """Every line that the visible widgets of a window paint themselves."""
    found: list[Painted] = []
    paint = Line.paint

    def record(line: Line, painter: QPainter, x: float, baseline: float, *rest: Any, **named: Any) -> None:
        text = "".join(piece.text for piece in line.pieces if isinstance(piece, Glyphs))
        way = painter.deviceTransform()
        elsewhere = way.isRotating() or isinstance(painter.device(), QPixmap | QImage)
        box = None if elsewhere else way.mapRect(QRectF(x, baseline - line.ascent, line.width, line.height))
        found.append(Painted(text, box, widget))
        paint(line, painter, x, baseline, *rest, **named)

    with patch.context() as patched:
        patched.setattr(Line, "paint", record)
        for widget in visible(window):
            picture = QImage(widget.size(), QImage.Format.Format_RGB32)
            picture.fill(QColor("white"))
            widget.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return found
