"""A widget that lies over the upper edge of another."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class Overlay(QObject):
    """Keeps `widget` as wide as `host`, at its top, and says in `covered` how many pixels of the host lie under it."""

    covered = Signal(int)

    def __init__(self, widget: QWidget, host: QWidget) -> None:
        super().__init__(host)
        self._widget, self._host = widget, host
        widget.setParent(host)
        host.installEventFilter(self)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        changed = (QEvent.Type.Resize,) if watched is self._host else (QEvent.Type.Show, QEvent.Type.LayoutRequest)
        if event.type() in changed:
            self._place()
        elif watched is self._widget and event.type() == QEvent.Type.Hide:
            self.covered.emit(0)
        return False

    def _place(self) -> None:
        width = self._host.width()
        height = self._widget.heightForWidth(width)
        self._widget.setGeometry(0, 0, width, height if height > 0 else self._widget.sizeHint().height())
        self._widget.raise_()
        if not self._widget.isHidden():
            self.covered.emit(self._widget.height())
