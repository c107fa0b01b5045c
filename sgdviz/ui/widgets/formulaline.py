"""A line for a formula, in which a mistake is marked where it stands."""

import re

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit

from ..look import theme

WORD = re.compile(r"[A-Za-z_0-9.]+|.", re.DOTALL)
WAVE, HIGH, LEAST = 2.5, 1.6, 7.0
"""Half the length of a wave, its height, and how long the marker is at least, in pixels."""


class FormulaLine(QLineEdit):
    """`mistake` is the column, counted from 1, of what is marked; None marks nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.mistake: int | None = None
        self.setAcceptDrops(False)

    def mark(self, column: int | None) -> None:
        """Mark what stands in a column, or what is missing there."""
        if column != self.mistake:
            self.mistake = column
            self.update()

    def marked(self) -> tuple[float, float] | None:
        """Where the marker is, from left to right in pixels; None if it is out of sight."""
        if self.mistake is None:
            return None
        text, first = self.text(), self.mistake - 1
        word = WORD.match(text, first)
        last = word.end() if word else first
        advance, frame = self.fontMetrics().horizontalAdvance, self.contentsRect()
        before = text.encode("utf-16-le")[: 2 * self.cursorPosition()].decode("utf-16-le", "ignore")
        origin = self.cursorRect().center().x() - advance(before)
        left = max(origin + advance(text[:first]), frame.left() + 4)
        right = min(max(origin + advance(text[:last]), left + LEAST), frame.right() - 2)
        return (left, right) if right - left > 2 else None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if (span := self.marked()) is None:
            return
        base = (self.height() + self.fontMetrics().height()) / 2 - 1
        count = max(2, round((span[1] - span[0]) / WAVE))
        points = [QPointF(span[0] + i * WAVE, base + (HIGH if i % 2 else -HIGH)) for i in range(count + 1)]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("batch_text"), 1.4))
        painter.drawPolyline(QPolygonF(points))
        painter.end()
