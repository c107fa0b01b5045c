"""A verdict in words, with a sign, so that its colour is never alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..look import theme
from ..look.icons import paint_icon
from ..text.mathtext import Line, draw, layout, plain

_HEIGHT, _SIDE, _SIGN = 30, 12, 16


class Pill(QWidget):
    """Shows a verdict: an icon, a marked-up sentence (cut where there is no room), a quiet tint or a violation's."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._text, self._bad = "circle", "", False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_verdict(self, sign: str, text: str, bad: bool = False) -> None:
        """Say `text` behind the icon `sign` (cross, circle, …), or nothing at all if it is empty."""
        if (sign, text, bad) != (self._sign, self._text, self._bad):
            self._sign, self._text, self._bad = sign, text, bad
            self.setAccessibleName(plain(text))
            self.setToolTip(plain(text))
            self.updateGeometry()
            self.update()
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._text

    def _line(self) -> Line:
        return layout(self._text, 13, 600)

    def sizeHint(self) -> QSize:
        return QSize(int(self._line().width + 2 * _SIDE + _SIGN + 7), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _SIDE + _SIGN, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.palette()
        ink = "batch_text" if self._bad else "whole"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("bad_tint" if self._bad else "good_tint"))
        painter.drawRoundedRect(QRectF(self.rect()), _HEIGHT / 2, _HEIGHT / 2)
        paint_icon(painter, self._sign, QRectF(_SIDE, (_HEIGHT - _SIGN) / 2, _SIGN, _SIGN), ink)
        left = _SIDE + _SIGN + 6
        room = self.width() - left - _SIDE + 1
        if room > 20:
            draw(painter, QRectF(left, 0, room, _HEIGHT), self._line().elided(room), palette.colour(ink))
        painter.end()
