"""A slider as thin as a line: a track, the part before the knob in the accent, the knob."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from ..look import theme

_KNOB, _TRACK = 12, 4
POSITIONS = 1000


class Slider(QSlider):
    """Positions 0 to 1000. A press takes the knob to the pointer; the wheel is left to what scrolls around it."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, POSITIONS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", 8)

    def sizeHint(self) -> QSize:
        return QSize(72, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(36, 20)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _follow(self, event: QMouseEvent) -> None:
        run = self.width() - _KNOB
        self.setSliderPosition(round(POSITIONS * (event.position().x() - _KNOB / 2) / max(1, run)))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        knob = _KNOB / 2 + (self.width() - _KNOB) * self.sliderPosition() / POSITIONS
        for right, token in ((self.width(), "cell"), (knob, "whole")):
            painter.setBrush(palette.colour(token))
            painter.drawRoundedRect(QRectF(0, middle - _TRACK / 2, right, _TRACK), _TRACK / 2, _TRACK / 2)
        painter.drawEllipse(QPointF(knob, middle), _KNOB / 2, _KNOB / 2)
        painter.end()
