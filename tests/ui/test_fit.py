"""Every text has room, in both languages and sizes: none is cut off, none stands in another."""

from collections.abc import Iterator
from itertools import combinations

import pytest
import reading
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QCheckBox, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.ui import i18n
from sgdviz.ui.form.columns import ColumnMenu
from sgdviz.ui.look import theme
from sgdviz.ui.tables.open_data import OpenDataDialog
from sgdviz.ui.widgets.switch import Switch


def narrow(window: QWidget) -> Iterator[str]:
    """Captions that need more room than they have. Choices elide theirs and show them whole in their lists."""
    for widget in reading.visible(window):
        if isinstance(widget, QLabel):
            needed = widget.fontMetrics().horizontalAdvance(widget.text())
        elif isinstance(widget, QPushButton | QCheckBox) and not isinstance(widget, Switch | ColumnMenu):
            needed = widget.sizeHint().width()
        else:
            continue
        if needed > widget.width():
            yield f"{type(widget).__name__} {widget.text()!r}: {needed} > {widget.width()}"


def cut(lines: list[reading.Painted]) -> Iterator[str]:
    """Painted lines that reach over the edge of their widget; what is out of sight as a whole is not cut."""
    for line in lines:
        room = QRectF(line.widget.rect()).adjusted(-1, -1, 1, 1)
        if line.text.strip() and line.box is not None and room.intersects(line.box) and not room.contains(line.box):
            yield f"{line.text!r} on {type(line.widget).__name__}: {line.box} in {room}"


def crossing(lines: list[reading.Painted]) -> Iterator[str]:
    """Painted lines that stand in one another."""
    level = [line for line in lines if line.text.strip() and line.box is not None]
    for a, b in combinations(level, 2):
        if a.widget is b.widget and a.box is not None and b.box is not None:
            common = a.box.intersected(b.box)
            if common.width() > 2 and common.height() > 5:
                yield f"{a.text!r} and {b.text!r} on {type(a.widget).__name__}"


def faults(widget: QWidget, patch: pytest.MonkeyPatch) -> list[str]:
    lines = reading.painted(widget, patch)
    return [*narrow(widget), *cut(lines), *crossing(lines)]


@pytest.mark.parametrize(("language", "size"), [("ko", (1280, 720)), ("en", (1280, 720)), ("ko", (1920, 1080))])
def test_all_texts_have_room(
        qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str, size: tuple[int, int]) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    theme.apply(qapp, "light")
    i18n.speak(language)
    window = reading.opened(qtbot, *size)
    reading.settle()
    found = [f"start page: {text}" for text in faults(window, monkeypatch)]
    for number, page in reading.PAGES:
        for step in (0, None, 10**9):
            reading.show(window, number, page, qtbot, step)
            found += [f"exhibit {number}, page {page + 1}, step {window.player.step}: {text}"
                      for text in faults(window, monkeypatch)]
    for kind in ("linear_regression", "logistic_regression"):
        dialog = OpenDataDialog(window.store.experiment, "", window)
        dialog.kind.chosen.emit(kind)
        dialog.show()
        reading.settle()
        found += [f"open data, {kind}: {text}" for text in faults(dialog, monkeypatch)]
        dialog.close()
        dialog.deleteLater()
    window.close()
    assert not found, "\n".join(found)
