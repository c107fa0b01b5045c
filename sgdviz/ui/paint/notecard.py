"""A small card with the values under the pointer."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ..look import theme
from ..text.mathtext import layout
from .canvas import Canvas, Layer

LINE, PAD, AWAY = 19, 9, 14


class NoteCard(Layer):
    """Lines of markup beside a position, and hairlines through it; nothing while there are no lines."""

    def __init__(self, canvas: Canvas, across: bool = False) -> None:
        super().__init__(canvas, z=120, clipped=False)
        self.across = across
        self.at = QPointF()
        self.lines: tuple[str, ...] = ()

    def tell(self, at: QPointF | None, lines: Sequence[str] = ()) -> None:
        """Say this at a position in pixels; None says nothing."""
        now = (at or QPointF(), tuple(lines) if at is not None else ())
        if now != (self.at, self.lines):
            self.at, self.lines = now
            self.update()

    def card(self) -> QRectF:
        """Where the card lies: right above the position, or on the side where there is room."""
        wide = max(layout(line, 13).width for line in self.lines) + 2 * PAD
        high = LINE * len(self.lines) + 2 * PAD - 5
        room = QRectF(self.canvas.rect()).adjusted(4, 4 + self.canvas.covered, -4, -4)
        left = self.at.x() + AWAY if self.at.x() + AWAY + wide <= room.right() else self.at.x() - AWAY - wide
        top = self.at.y() - AWAY - high if self.at.y() - AWAY - high >= room.top() else self.at.y() + AWAY
        return QRectF(max(room.left(), left), max(room.top(), min(top, room.bottom() - high)), wide, high)

    def draw(self, painter: QPainter) -> None:
        if not self.lines:
            return
        rect = self.canvas.plot_rect()
        painter.setPen(QPen(theme.colour("ink", 0.3), 1))
        painter.drawLine(QLineF(self.at.x(), rect.top(), self.at.x(), rect.bottom()))
        if self.across:
            painter.drawLine(QLineF(rect.left(), self.at.y(), rect.right(), self.at.y()))
        card = self.card()
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(card, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for i, line in enumerate(self.lines):
            layout(line, 13).paint(painter, card.left() + PAD, card.top() + PAD + 11 + i * LINE, theme.colour("ink"))
