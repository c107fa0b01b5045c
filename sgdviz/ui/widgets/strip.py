"""One sentence under a header, with what can be done about it."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ..look import theme
from ..look.icons import paint_icon
from ..text.mathtext import plain
from .mathlabel import MathLabel

Act = tuple[str, Callable[[], None]]
LEADING, MOST_LINES = 18, 2
"""Beside the buttons the sentence has so many lines at most; of more they stand below it."""


class Strip(QWidget):
    """`say` shows a sentence (markup) on a quiet ground, or on the tint of errors; `clear` takes it away, and so does Escape.

    The buttons stand at its right end, or below it where they would make a column of it. The Tab key stops at the sentence
    before them, so that it can be read out again.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bad, self._kind, self._closed = False, "", ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._label = MathLabel(wrap=True, leading=LEADING)
        self._buttons: list[QPushButton] = []
        self._acts: list[Callable[[], None]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._box, self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self), QHBoxLayout()
        self._box.setContentsMargins(40, 5, 10, 5)
        self._box.setSpacing(4)
        self._box.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        self._box.addLayout(self._row)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self.hide()

    def say(self, text: str, bad: bool = False, acts: Sequence[Act] = (), kind: str = "") -> None:
        """Show `text` with a button for each of `acts`, a label and what it does.

        What was closed stays away until something else is said or nothing was to be said: it is told by its `kind`, by the
        text if it has none.
        """
        self._kind = kind or text
        if self._kind == self._closed:
            return
        self._closed, self._acts = "", [act for _, act in acts]
        labels = [label for label, _ in acts]
        if (text, bad, labels) == (self._label.text(), self._bad, [button.text() for button in self._buttons]):
            self.show()
            return
        self._bad = bad
        self._label.set_text(text)
        self._label.set_token("batch_text" if bad else "ink")
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(label, index) for index, label in enumerate(labels)]
        for before, after in pairwise([self, *self._buttons]):
            QWidget.setTabOrder(before, after)
        self._fit()
        self.setAccessibleName(plain(text))
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Say nothing."""
        self._closed = ""
        self.hide()

    def dismiss(self) -> bool:
        """Take away what is said, and keep it away; whether there was anything."""
        said = self.isVisible()
        if said:
            self._closed = self._kind
            self.hide()
        return said

    def text(self) -> str:
        """What is said, "" if nothing is."""
        return "" if self.isHidden() else self._label.text()

    def buttons(self) -> list[QPushButton]:
        return self._buttons

    def _button(self, label: str, index: int) -> QPushButton:
        button = QPushButton(label)
        button.setProperty("small", True)
        button.clicked.connect(lambda: self._acts[index]())
        self._row.addWidget(button)
        return button

    def _fit(self) -> None:
        """Put the buttons where there is room for them."""
        margins = self._box.contentsMargins()
        taken = sum(button.sizeHint().width() + self._row.spacing() for button in self._buttons)
        room = self.width() - margins.left() - margins.right() - taken
        below = bool(self._buttons) and self._label.heightForWidth(max(1, room)) > MOST_LINES * LEADING
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self._box.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.palette()
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.colour("bad_tint" if self._bad else "wash"))
        token = "batch_text" if self._bad else "ink2"
        paint_icon(painter, "warning" if self._bad else "circle", QRectF(16, (self.height() - 16) / 2, 16, 16), token)
        painter.end()
