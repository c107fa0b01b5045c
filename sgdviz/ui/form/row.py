"""One setting on its line: a dot if it was changed, its label, its editor, and a sentence below where there is one."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sgdviz.core.frame import Frame

from ..look import theme
from ..look.stylesheet import CONTROL
from ..text.mathtext import escape, plain
from ..text.paragraph import paragraph
from ..widgets.mathlabel import MathLabel
from ..words import capital, core_text
from .editors import editor_of
from .fields import Field, shown_value

LABEL, FIELD = 41, 59
"""How label and field share the width."""
INDENT = 16
"""Room for the dot, left of the labels."""


class Dot(QAbstractButton):
    """Four pixels that say that something was changed; pressing them takes the change back."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(INDENT, CONTROL)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(INDENT, CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        size = 8 if self.underMouse() else 4
        painter.drawEllipse(QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size))
        painter.end()


class Label(QWidget):
    """What a setting is called: markup in one line, or in two where it is long."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.setFixedHeight(CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        self.words = words
        self.setAccessibleName(plain(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        lines = paragraph(self.words, 13, self.width() - 6, leading=16)
        lines.paint(painter, 0, (self.height() - lines.height) / 2, theme.colour("ink"))
        painter.end()


class Head(QWidget):
    """The muted words over a group of rows, in line with their labels."""

    def __init__(self) -> None:
        super().__init__()
        self.words = MathLabel(px=12, weight=600, token="muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(INDENT, 12, 0, 2)
        line.addWidget(self.words)


class Row(QWidget):
    """Shows a field. `edited` carries its place and value; `reset` asks for what it was in the document."""

    edited = Signal(str, object)
    settled = Signal()
    wanted = Signal()
    reset = Signal(str)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.dot, self.label, self.editor = Dot(), Label(), editor_of(field)
        self.sentence = MathLabel(px=12, wrap=True, leading=17)
        self.sentence.hide()
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.label, LABEL, Qt.AlignmentFlag.AlignTop)
        if not self.editor.wide:
            line.addWidget(self.editor, FIELD)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(line)
        if self.editor.wide:
            below = QHBoxLayout()
            below.setContentsMargins(INDENT, 0, 0, 0)
            below.addWidget(self.editor)
            column.addLayout(below)
        under = QHBoxLayout()
        under.setContentsMargins(INDENT, 0, 0, 2)
        under.addWidget(self.sentence)
        column.addLayout(under)
        self._note, self._complaint = "", ""
        self.editor.edited.connect(self._edited)
        self.editor.settled.connect(self.settled)
        self.editor.wanted.connect(self.wanted)
        self.editor.touched.connect(self._forgive)
        self.dot.clicked.connect(self._reset)
        self.retranslate()

    def show_field(self, field: Field, frame: Frame, changed: bool, note: str) -> None:
        """Show what the field is in this frame; `note` is a sentence with markup below, `changed` whether the dot is there."""
        if field.parameter != self.field.parameter:
            self.field = field
            self.editor.declare(field.parameter)
            self.retranslate()
        self.editor.show_value(shown_value(frame, field), frame)
        self.dot.setVisible(changed)
        self._note = note
        self.complain("")

    def complain(self, words: str) -> None:
        """Say what is wrong with the last edit; "" if nothing is."""
        self._complaint = words
        text = escape(words) or self._note
        self.sentence.set_token("batch_text" if words else "muted")
        self.sentence.set_text(text)
        self.sentence.setVisible(bool(text))
        self.editor.setAccessibleDescription(words)

    def complaint(self) -> str:
        return self._complaint

    def note(self) -> str:
        return self._note

    def retranslate(self) -> None:
        """Put the label into the language of now."""
        parameter = self.field.parameter
        words = capital(core_text(parameter.label))
        symbol = f"${parameter.symbol}$" if parameter.symbol else ""
        self.label.set_words("\u00a0".join(part for part in (words, symbol) if part))
        name = plain(self.label.words)
        self.editor.set_name(name)
        reset = self.tr("Reset {setting}").format(setting=name)
        self.dot.setAccessibleName(reset)
        self.dot.setToolTip(reset)

    def _edited(self, value: object) -> None:
        self.edited.emit(self.field.place, value)

    def _forgive(self) -> None:
        self.complain("")

    def _reset(self) -> None:
        self.reset.emit(self.field.place)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
