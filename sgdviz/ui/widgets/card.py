"""The ground that canvases and boxes stand on."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ..look import theme

RADIUS = 8


def paint_card(painter: QPainter, rect: QRectF, token: str = "card", radius: float = RADIUS) -> None:
    """A ground with round corners: no border, no shadow."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawRoundedRect(rect, radius, radius)


class Card(QWidget):
    """A plain ground with round corners, in the colour `token`."""

    def __init__(self, token: str = "card", radius: float = RADIUS) -> None:
        super().__init__()
        self._token, self._radius = token, radius

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_card(painter, QRectF(self.rect()), self._token, self._radius)
        painter.end()
