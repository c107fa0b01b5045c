"""One sentence that comes, can be read, and goes by itself."""

import math

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from .look import theme
from .text.mathtext import escape, layout
from .text.paragraph import Paragraph, paragraph

SECONDS_A_LETTER, AT_LEAST = 0.08, 4.0
ABOVE, PAD, BESIDE = 16, 10, 20
WIDEST = 720


class Toast(QWidget):
    """Lies over the lower edge of `host`, in as many lines as it takes; a click takes it away, or Escape in the host."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def say(self, text: str, above: int) -> None:
        """Show `text`, `above` pixels over the lower edge of the host, for as long as it takes to read."""
        self._text, self._above = text, above
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.start(int(1000 * max(AT_LEAST, SECONDS_A_LETTER * len(text))))

    def text(self) -> str:
        """What is said, "" if nothing is."""
        return "" if self.isHidden() else self._text

    def dismiss(self) -> bool:
        """Take it away; whether there was anything."""
        said = self.isVisible()
        self._timer.stop()
        self.hide()
        return said

    def _place(self) -> None:
        host = self._host
        width = min(math.ceil(layout(escape(self._text), 13).width) + 2 * BESIDE, WIDEST, host.width() - 40)
        height = math.ceil(self._lines(width).height) + 2 * PAD
        self.setGeometry((host.width() - width) // 2, host.height() - self._above - height - ABOVE, width, height)

    def _lines(self, width: int) -> Paragraph:
        return paragraph(escape(self._text), 13, width - 2 * BESIDE, leading=20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        painter.drawRoundedRect(self.rect(), 8, 8)
        self._lines(self.width()).paint(painter, BESIDE, PAD, theme.colour("card"))
        painter.end()

    def mousePressEvent(self, event: QEvent) -> None:
        self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False
