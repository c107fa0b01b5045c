"""What lies over the upper edge of canvases: a sentence that takes no room of its own, so that nothing moves for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Slot
from PySide6.QtWidgets import QWidget

from .look.stylesheet import GUTTER

if TYPE_CHECKING:
    from .docks import CanvasDock
    from .view import View

OUTSIDE = (QEvent.Type.Move, QEvent.Type.Resize)
INSIDE = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest)


class Overlay(QWidget):
    """Holds `widget` over the view of the first of `docks` that is seen, and over those that lie beside it in a row.

    The wider it is, the fewer lines it has. Each view is told how many pixels of it are covered.
    """

    def __init__(self, widget: QWidget, docks: Sequence[CanvasDock]) -> None:
        super().__init__(docks[0].parentWidget())
        self._widget, self._docks = widget, docks
        widget.setParent(self)
        widget.installEventFilter(self)
        for dock in docks:
            dock.installEventFilter(self)
            dock.visibilityChanged.connect(self._place)
            dock.made.connect(self._watch)
            if dock.held is not None:
                self._watch(dock.held)
        self._place()

    @Slot(object)
    def _watch(self, view: View) -> None:
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (INSIDE if watched is self._widget else OUTSIDE):
            self._place()
        return False

    @Slot()
    def _place(self) -> None:
        row, place = self._row()
        if self._widget.isHidden() or not row:
            row, height = [], 0
        else:
            height = self._widget.heightForWidth(place.width())
            if self.parentWidget() is not _room(row[0]):
                self.setParent(_room(row[0]))
            self.setGeometry(place.x(), place.y(), place.width(), height)
            self._widget.setGeometry(self.rect())
            self.raise_()
        self.setVisible(bool(row))
        for dock in self._docks:
            if dock.held is not None:
                dock.held.set_covered(height if dock in row else 0)

    def _row(self) -> tuple[list[CanvasDock], QRect]:
        """The docks that it lies over, and the place of their views."""
        row: list[CanvasDock] = []
        place = QRect()
        for dock in self._docks:
            if not dock.seen or dock.held is None:
                continue
            own = QRect(dock.held.mapTo(_room(dock), QPoint()), dock.held.size())
            beside = own.top() == place.top() and 0 < own.left() - place.right() <= 2 * GUTTER
            if not row or (beside and _room(dock) is _room(row[0])):
                row, place = [*row, dock], place.united(own)
        return row, place


def _room(dock: CanvasDock) -> QWidget:
    """In what a dock lies with others, or lies alone."""
    parent = dock.parentWidget()
    return dock if parent is None or dock.isFloating() else parent
