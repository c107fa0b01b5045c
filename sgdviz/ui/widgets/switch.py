"""On or off."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ..look import theme

_WIDTH, _HEIGHT = 34, 18


class Switch(QCheckBox):
    """A check box that looks like a switch: on is filled, its knob at the right; off is an outline."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", _HEIGHT / 2)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, on = theme.palette(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        box = QRectF(0.75, (self.height() - _HEIGHT) / 2 + 0.75, _WIDTH - 1.5, _HEIGHT - 1.5)
        painter.setPen(QPen(palette.colour("whole" if on else "axis"), 1.5))
        painter.setBrush(palette.colour("whole" if on else "field"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("on_accent" if on else "axis"))
        painter.drawEllipse(QPointF(_WIDTH - _HEIGHT / 2 if on else _HEIGHT / 2, box.center().y()), 5.5, 5.5)
        painter.end()
