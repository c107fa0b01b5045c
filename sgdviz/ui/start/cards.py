"""What stands on the start page: cards of exhibits, lines of files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QPushButton

from sgdviz.exhibits import Exhibit

from ..look import theme
from ..text.mathtext import draw, escape, layout, plain
from ..text.paragraph import paragraph
from ..words import language, localized

Still = Callable[[int, QSize, float], QPixmap]
"""(number of an exhibit, logical size, device pixel ratio) → its picture."""

TEXT, RADIUS = 90, 8
REDUCED = 1.5
"""A still is drawn so much larger than it is shown."""
STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class Card(QAbstractButton):
    """An exhibit: a still of its own canvas, its number, title and question.

    `chosen` carries its number; `left` also where an arrow key points, columns to the right and rows down.
    """

    chosen = Signal(int)
    left = Signal(int, int, int)

    def __init__(self, exhibit: Exhibit) -> None:
        super().__init__()
        self.clicked.connect(self._choose)
        self.exhibit = exhibit
        self._still: Still | None = None
        self._picture, self._drawn = QPixmap(), ("", "", QSize(), 0.0)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", RADIUS)

    def set_still(self, still: Still) -> None:
        """Have the picture from this; until then its place is empty."""
        self._still = still
        self.update()

    def picture_size(self) -> QSize:
        """How large the still is."""
        return QSize(self.width(), max(1, self.height() - TEXT))

    def _wanted(self) -> tuple[str, str, QSize, float]:
        """All that the still depends on."""
        return theme.palette().name, language(), self.picture_size() * REDUCED, self.devicePixelRatioF()

    @Slot()
    def _renew(self) -> None:
        """Draw the still anew: it is laid out as a widget of its own, so never while this one is painted."""
        wanted = self._wanted()
        if self._still is not None and wanted != self._drawn:
            self._picture, self._drawn = self._still(self.exhibit.number, *wanted[2:]), wanted
            self.update()

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.setAccessibleName(f"{self.exhibit.number}. {plain(localized(self.exhibit.title))}")
        self.setAccessibleDescription(plain(localized(self.exhibit.question)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(460, 250)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, size = theme.palette(), self.picture_size()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(outline)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("wash" if self.underMouse() else "card"))
        painter.drawRect(self.rect())
        if self._still is not None and self._wanted() != self._drawn:
            QTimer.singleShot(0, self, self._renew)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRect(QPoint(0, 0), size), self._picture)
        top, x, room = size.height(), 20.0, self.width() - 40.0
        title = layout(f"[muted:{self.exhibit.number}]\u2002{localized(self.exhibit.title)}", 17, 600)
        draw(painter, QRectF(x, top + 6, room, 30), title.elided(room), palette.colour("ink"), px=17)
        question = paragraph(localized(self.exhibit.question), 14, room, leading=19)
        question.paint(painter, x, top + 37, palette.colour("ink2"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in STEPS:
            self.left.emit(self.exhibit.number, *STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.chosen.emit(self.exhibit.number)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()


class FileLine(QPushButton):
    """A recent file: its name, its folder and its date."""

    chosen = Signal(str)

    def __init__(self, path: Path, date: str) -> None:
        super().__init__()
        self.clicked.connect(self._choose)
        self.path = path
        self._text = f"{escape(path.stem)}\u2003[muted:{escape(str(path.parent))}\u2003{escape(date)}]"
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(plain(self._text))
        self.setFixedHeight(30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("wash"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        room = QRectF(self.rect()).adjusted(8, 0, -8, 0)
        draw(painter, room, layout(self._text, 13).elided(room.width()), theme.colour("ink"), px=13)
        painter.end()

    def _choose(self) -> None:
        self.chosen.emit(str(self.path))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)
