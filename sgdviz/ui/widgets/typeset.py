"""A formula as mathematics, as wide as there is room: broken before its signs, and smaller where that is not enough."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..look import theme
from ..text.mathtext import Line, display

LARGE, SMALL = 17, 10
"""The height of its letters in pixels, and the least to which they shrink."""
LEADING, INDENT = 5, 18
"""Room between its lines, and how far all but the first are moved in."""


class Typeset(QWidget):
    """Shows a formula that is given in parts, between which a line may be broken. It is for the eye alone."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_parts(self, parts: Sequence[str]) -> None:
        """Show the markup of these parts."""
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.updateGeometry()
            self.update()

    def lines(self, width: float) -> list[Line]:
        """The lines in which it is set in so much room."""
        for px in range(LARGE, SMALL - 1, -1):
            found = self._broken(width, px)
            if all(line.width <= width - INDENT * (i > 0) for i, line in enumerate(found)):
                return found
        return [line.elided(width - INDENT * (i > 0)) for i, line in enumerate(found)]

    def _broken(self, width: float, px: int) -> list[Line]:
        rows: list[str] = []
        for part in self._parts:
            if rows and display(rows[-1] + part, px).width <= width - INDENT * (len(rows) > 1):
                rows[-1] += part
            else:
                rows.append(part)
        return [display(row, px) for row in rows]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self.lines(width)
        return int(sum(line.height + LEADING for line in lines) + 0.999) if lines else 0

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(40, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, top = QPainter(self), 0.0
        for i, line in enumerate(self.lines(self.width())):
            line.paint(painter, INDENT * (i > 0), top + line.ascent, theme.colour("ink"))
            top += line.height + LEADING
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.PaletteChange):
            self.update()
        super().changeEvent(event)
