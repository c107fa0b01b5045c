"""A line with a number that changes."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ..look import theme
from ..look.fonts import text_font


class Count(QLabel):
    """A line with a number in it, as wide as it will ever be."""

    def __init__(self, token: str, weight: int, align: Qt.AlignmentFlag) -> None:
        super().__init__()
        self.token = token
        self.setFont(text_font(14 if weight > 400 else 13, weight))
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def say(self, text: str, widest: str) -> None:
        """Show `text`; `widest` is the text with the largest numbers that can come."""
        wide = self.fontMetrics().horizontalAdvance(widest) + 10
        if wide != self.minimumWidth():
            self.setFixedWidth(wide)
        if text != self.text():
            self.setText(text)

    def sizeHint(self) -> QSize:
        # QLabel remembers the width that it once was given.
        return QSize(self.minimumWidth(), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        # A tool bar with a style sheet takes the colours of its labels away.
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour(self.token))
        painter.drawText(self.rect().adjusted(4, 0, -4, 0), self.alignment(), self.text())
        painter.end()
