"""The ground that canvases and boxes stand on."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from .. import theme


class Card(QWidget):
    """A plain ground with round corners, in the colour `token`: no border, no shadow."""

    def __init__(self, token: str = "card", radius: float = 8) -> None:
        super().__init__()
        self._token, self._radius = token, radius

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._token))
        painter.drawRoundedRect(QRectF(self.rect()), self._radius, self._radius)
        painter.end()
