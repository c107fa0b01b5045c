"""A number with its unit and a slider in one field."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from sgdviz.core.invalid import Invalid
from sgdviz.core.parameters import Number

from ..look import theme
from ..look.stylesheet import CONTROL
from ..text.mathtext import draw, escape, layout
from ..words import core_text, remark
from .mathlabel import MathLabel
from .scale import Scale, written
from .slider import POSITIONS, Slider

BESIDE, WIDEST = 6, 88
"""A number needs so much more room than its text, and takes no more beside a slider."""
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Left: -1}
_PAGES = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
_ENDS = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}


class NumberField(QWidget):
    """Edits one declared number.

    Values are int if the number is whole, else float. `edited` carries each while it changes (a drag, a held key),
    `committed` the last one when the gesture ends. What cannot be taken stays in the field, with a sentence below and
    in `refused`; the value stays what it was, and Escape brings it back. Up, Down, PageUp and PageDown step; on the
    slider also Left, Right, Home and End.
    """

    edited = Signal(object)
    committed = Signal(object)
    refused = Signal(str)

    def __init__(self, number: Number, value: float | None = None, name: str = "") -> None:
        super().__init__()
        self._scale = Scale.of(number)
        self._value = value if value is not None else number.default or 0
        self._invalid: Invalid | None = None
        self._moving = False
        self.frame = _Frame(core_text(number.unit))
        self.slider = self.frame.slider
        self._complaint = MathLabel(px=12, token="batch_text", wrap=True)
        self._complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.frame)
        column.addWidget(self._complaint)
        self.line = self.frame.line
        self.line.installEventFilter(self)
        self.slider.installEventFilter(self)
        self.line.textEdited.connect(self._read_along)
        self.line.editingFinished.connect(self._read)
        self.slider.sliderMoved.connect(self._dragged)
        self.slider.sliderReleased.connect(self._settle)
        self.setFocusProxy(self.line)
        self.set_name(name)
        self._show_value()
        self._show_slider()

    def value(self) -> float:
        """The last value that could be taken."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show `value`; nothing is emitted. What is being typed or dragged is left alone."""
        if value == self._value and self._invalid is None:
            return
        self._value = value
        if not (self.slider.isSliderDown() or (self.line.hasFocus() and self.line.isModified())):
            self._complain(None)
            self._show_value()

    def set_name(self, name: str) -> None:
        """What a screen reader calls it."""
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.slider.setAccessibleName(name)

    def set_number(self, number: Number) -> None:
        """Allow another range from now on (a batch of another problem); the value stays."""
        if number != self._scale.number:
            self._scale = Scale.of(number)
            self._show_slider()
            self._show_value()

    def complaint(self) -> str:
        """The sentence below the field, "" if its text is taken."""
        return remark(self._invalid) if self._invalid else ""

    def _show_value(self) -> None:
        if self.line.text() != written(self._value):
            self.line.setText(written(self._value))
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)
        self.line.setModified(False)
        self.frame.make_room(written(value) for value in (self._value, self._scale.low, self._scale.high))
        self.slider.setSliderPosition(round(POSITIONS * self._scale.fraction(self._value)))
        self.frame.update()

    def _show_slider(self) -> None:
        self.slider.setVisible(self._scale.has_slider)
        self.frame.spread()

    def _complain(self, invalid: Invalid | None) -> None:
        if invalid is None and self._invalid is None:
            return
        self._invalid = invalid
        self.frame.refused = invalid is not None
        self.frame.update()
        self._complaint.set_text(escape(self.complaint()))
        self._complaint.setVisible(invalid is not None)
        self.line.setAccessibleDescription(self.complaint())
        if invalid is not None:
            self.refused.emit(self.complaint())

    def _read_along(self) -> None:
        """While typing, a complaint goes as soon as its cause does; a new one waits until the typing ends."""
        self.frame.update()
        if self._invalid is not None:
            try:
                self._scale.read(self.line.text())
            except Invalid:
                return
            self._complain(None)

    def _read(self) -> None:
        if not self.line.isModified():
            self._settle()
            return
        try:
            value = self._scale.read(self.line.text())
        except Invalid as invalid:
            self._complain(invalid)
            return
        self._complain(None)
        self._move(value)
        self._show_value()
        self._settle()

    def _dragged(self, position: int) -> None:
        self._complain(None)
        self._move(self._scale.value(position / POSITIONS))

    def _move(self, value: float) -> None:
        if value != self._value:
            self._value = value
            self._moving = True
            if not self.slider.isSliderDown():
                self._show_value()
            else:
                self.line.setText(written(value))
                self.frame.update()
            self.edited.emit(value)

    def _settle(self) -> None:
        """The gesture ended."""
        if self._moving:
            self._moving = False
            self._show_value()
            self.committed.emit(self._value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event, on_slider=watched is self.slider)
        if (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.line.isModified()
                and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))):
            # Nothing is being typed: what is undone is the last edit, not letters.
            event.ignore()
            return True
        released = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat()
        if released or (event.type() == QEvent.Type.FocusOut and watched is self.slider):
            self._settle()
        return False

    def _pressed(self, event: QKeyEvent, on_slider: bool) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and (self._invalid is not None or self.line.isModified()):
            self._complain(None)
            self.line.setModified(False)
            self._show_value()
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or (
                not on_slider and key in (Qt.Key.Key_Left, Qt.Key.Key_Right, *_ENDS)):
            return False
        if key in _STEPS:
            value = self._scale.stepped(self._value, _STEPS[key])
        elif key in _PAGES:
            value = self._scale.paged(self._value, _PAGES[key])
        elif key in _ENDS:
            value = self._scale.value(_ENDS[key])
        else:
            return False
        self._complain(None)
        self._move(value)
        self._show_value()
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.frame.unit = core_text(self._scale.number.unit)
        self.frame.update()
        self._complaint.set_text(escape(self.complaint()))


class _Frame(QWidget):
    """The field itself: border, line edit, unit after the number, slider."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self.unit = unit
        self.refused = False
        self.setProperty("focusTarget", True)
        self.setFixedHeight(CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line = QLineEdit()
        self.line.setAcceptDrops(False)
        self.line.setProperty("bare", True)
        self.line.setFrame(False)
        self.slider = Slider()
        self.slider.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 0, 9, 0)
        row.setSpacing(6)
        row.addWidget(self.line)
        row.addWidget(self.slider)

    def make_room(self, texts: Iterable[str]) -> None:
        """Let the number have as much room as these texts need, and the slider what it needs at least."""
        widest = max(map(self.line.fontMetrics().horizontalAdvance, texts))
        self.line.setMinimumWidth(min(widest + BESIDE, WIDEST))

    def spread(self) -> None:
        """Number and slider share the width 9 : 11, if the number needs no more; without a slider all is the number's."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.setStretch(0, 9)
        row.setStretch(1, 0 if self.slider.isHidden() else 11)

    def sizeHint(self) -> QSize:
        return QSize(150, CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.line.hasFocus()
        token = "batch" if self.refused else "whole" if focused else "axis" if self.isEnabled() else "line"
        pen = QPen(palette.colour(token), 2 if self.refused else 1)
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(palette.colour("field"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        if self.unit:
            box = QRectF(self.line.geometry())
            after = layout(escape(self.line.text()), 13).width + 8
            unit = layout(self.unit, 13)
            if after + unit.width < box.width():
                draw(painter, box.translated(after, 0), unit, palette.colour("muted"))
        painter.end()
