"""What keys mean on every canvas on which something is read or moved with them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Down: (0, -1), Qt.Key.Key_Up: (0, 1)}


def way_of(event: QKeyEvent) -> tuple[int, int] | None:
    """To the right and up, each −1, 0 or 1: where an arrow key leads together with Shift; None for every other key."""
    return _WAYS.get(Qt.Key(event.key())) if _modifiers(event) == Qt.KeyboardModifier.ShiftModifier else None


def is_choice(event: QKeyEvent) -> bool:
    """Whether what is read is chosen."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _modifiers(event)


def _modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    """Without the one that tells where the key is."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
