"""The button that plays and pauses."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton

from ..look import theme
from ..look.icons import paint_icon

DISC = 44


class PlayButton(QToolButton):
    """The disc: the only filled control in the window."""

    def __init__(self) -> None:
        super().__init__()
        self.playing = False
        self.setFixedSize(DISC + 8, DISC + 8)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focusRadius", DISC / 2 + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent").darker(115 if self.isDown() or self.underMouse() else 100))
        painter.drawEllipse(middle, DISC / 2, DISC / 2)
        sign = QRectF(middle.x() - 10, middle.y() - 10, 20, 20)
        paint_icon(painter, "pause" if self.playing else "play", sign, "on_accent")
        painter.end()
