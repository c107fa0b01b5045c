"""A label whose text may hold mathematics and colours."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..look import theme
from ..text.mathtext import Line, display, draw, layout, plain
from ..text.paragraph import Paragraph, paragraph


class MathLabel(QWidget):
    """Shows marked-up text (see `ui.markup`) on one line, or as a paragraph as wide as the label if `wrap`.

    `token` is the colour of what has none of its own. `display` sets the text as a formula that stands alone.
    A screen reader hears the text without its markup.
    """

    def __init__(self, text: str = "", px: float = 13, *, weight: int = 400, token: str = "ink", wrap: bool = False,
                 leading: float = 0.0, display: bool = False,
                 align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__()
        self._text, self._px, self._weight, self._token = text, px, weight, token
        self._wrap, self._leading, self._display, self._align = wrap, leading, display, align
        # A fixed height would be that of the hint, at another width than the label's.
        vertical = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setAccessibleName(plain(text))

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleName(plain(text))
            self.updateGeometry()
            self.update()

    def set_token(self, token: str) -> None:
        if token != self._token:
            self._token = token
            self.update()

    def _line(self) -> Line:
        if self._display:
            return display(self._text, self._px)
        return layout(self._text, self._px, self._weight)

    def _paragraph(self, width: float) -> Paragraph:
        return paragraph(self._text, self._px, width, self._weight, self._leading)

    def sizeHint(self) -> QSize:
        if self._wrap:
            width = min(320, int(self._line().width) + 1)
            return QSize(width, self.heightForWidth(width))
        line = self._line()
        return QSize(int(line.width) + 1, int(line.height) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 0) if self._wrap else QSize(0, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        return int(self._paragraph(width).height + 0.999) if self._wrap and self._text else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        ink = theme.colour(self._token)
        if self._wrap:
            self._paragraph(self.width()).paint(painter, 0, 0, ink)
        elif self._display:
            line = self._line()
            top = (self.height() - line.height) / 2
            left = (self.width() - line.width) / 2 if self._align == Qt.AlignmentFlag.AlignHCenter else 0.0
            line.paint(painter, left, top + line.ascent, ink)
        else:
            draw(painter, QRectF(self.rect()), self._line().elided(self.width()), ink, self._align, self._px)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.PaletteChange):
            self.update()
        super().changeEvent(event)
