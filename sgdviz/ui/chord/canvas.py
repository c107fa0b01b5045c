"""A canvas whose handles the keyboard reaches: Tab goes from one to the next, the arrows move it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from ..paint.canvas import Canvas

HANDLES = 3
_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class HandleCanvas(Canvas):
    """`focused` is the handle that has the keyboard, None while it is elsewhere or the mouse brought it.

    `nudged` carries the handle and how many hundredths of the width it is to move: ±1, ±0.1 with Shift; `nudge_ended`
    comes when the key is let go.
    """

    handle_focused = Signal()
    nudged = Signal(int, float)
    nudge_ended = Signal()

    def __init__(self, margins: tuple[float, float, float, float]) -> None:
        super().__init__(margins)
        self.focused: int | None = None

    def _focus(self, handle: int | None) -> None:
        if handle != self.focused:
            self.focused = handle
            self.handle_focused.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = {Qt.FocusReason.TabFocusReason: 0, Qt.FocusReason.BacktabFocusReason: HANDLES - 1}
        self._focus(first.get(event.reason(), 0 if event.reason() == Qt.FocusReason.ShortcutFocusReason else None))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focus(None)

    def focusNextPrevChild(self, next: bool) -> bool:
        there = None if self.focused is None else self.focused + (1 if next else -1)
        if there is None or not 0 <= there < HANDLES:
            return super().focusNextPrevChild(next)
        self._focus(there)
        return True

    def event(self, event: QEvent) -> bool:
        # Left and right are also the window's: they step. Here they move the handle that has the keyboard.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._way(event):
            event.accept()
            return True
        return super().event(event)

    def _way(self, event: QKeyEvent) -> float:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        way = _WAYS.get(Qt.Key(event.key()), 0) if self.focused is not None and plain else 0
        return way * (0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = self._way(event)
        if way and self.focused is not None:
            self.nudged.emit(self.focused, way)
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.focused is not None and event.key() in _WAYS and not event.isAutoRepeat():
            self.nudge_ended.emit()
            event.accept()
        else:
            super().keyReleaseEvent(event)
