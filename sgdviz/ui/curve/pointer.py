"""The hairline under the pointer, with the exact values there."""

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ..look import theme
from ..paint.canvas import Canvas, Layer
from ..text.mathtext import layout
from .graph import Graph


class Pointer(Layer):
    """A vertical line at `at` from the curve's top down to `bottom`, and `lines` of markup on a small card."""

    def __init__(self, canvas: Canvas, graph: Graph) -> None:
        super().__init__(canvas, z=90, clipped=False)
        self.graph = graph
        self.at: QPointF | None = None
        self.bottom = 0.0
        self.lines: list[str] = []

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect()
        if self.at is None or not rect.left() <= self.at.x() <= rect.right():
            return
        painter.setPen(QPen(theme.colour("ink", 0.3), 1))
        painter.drawLine(QLineF(self.at.x(), rect.top(), self.at.x(), self.bottom))
        if rect.contains(self.at):
            painter.setPen(QPen(theme.colour("card"), 1.5))
            painter.setBrush(theme.colour("ink"))
            painter.drawEllipse(self.at, 3.5, 3.5)
        lines = [layout(text, 13) for text in self.lines]
        width, height = max(line.width for line in lines) + 20, 20.0 * len(lines) + 8
        left = self.at.x() + 10 if self.at.x() + 14 + width < rect.right() else self.at.x() - 10 - width
        card = QRectF(left, rect.top() + 4, width, height)
        painter.setPen(QPen(theme.colour("axis"), 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(card, 6, 6)
        for row, line in enumerate(lines):
            line.paint(painter, left + 10, card.top() + 19 + 20 * row, theme.colour("ink"))
