"""One of a few, in a list that drops down."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from ..look.icons import paint_icon

SEPARATOR = (None, "")
"""Stands between options: a line that cannot be chosen."""
_CHEVRON, _INSET = 28, 2
"""The chevron's part of the width, and what Qt keeps free on both sides of the words."""


class Choice(QComboBox):
    """Options are values with their words; `chosen` carries the value that the user picked."""

    chosen = Signal(object)

    def __init__(self, options: Iterable[tuple[Hashable, str]] = (), name: str = "") -> None:
        super().__init__()
        self._options: list[Hashable] = []
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(self._activated)
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[Hashable, str]]) -> None:
        """Replace the options, or their words; the value that is shown stays if it is still there.

        At first the first one is shown.
        """
        pairs = list(options)
        before, first = self.value(), not self._options
        values = [value for value, _ in pairs]
        if values == self._options:
            for index, (_, words) in enumerate(pairs):
                self.setItemText(index, words)
            return
        self._options = values
        self.clear()
        for pair in pairs:
            if pair == SEPARATOR:
                self.insertSeparator(self.count())
            else:
                self.addItem(pair[1])
        if not first:
            self.set_value(before)

    def value(self) -> Hashable:
        """The value that is shown, None if there is none."""
        index = self.currentIndex()
        return self._options[index] if 0 <= index < len(self._options) else None

    def set_value(self, value: Hashable) -> None:
        """Show `value`; nothing is emitted. A value that is no option shows as an empty field."""
        same = [type(option) is type(value) and option == value for option in self._options]
        self.setCurrentIndex(same.index(True) if True in same else -1)

    def _activated(self, index: int) -> None:
        self.chosen.emit(self._options[index])

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def text_rect(self) -> QRect:
        """Where the words are painted."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(control, option, field, self).adjusted(_INSET, 0, -_INSET, 0)

    def shown_text(self) -> str:
        """The words of the value, cut where there is no room for all."""
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, self.text_rect().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        paint_icon(painter, "chevron-down", QRectF(self.width() - _CHEVRON + 3, (self.height() - 16) / 2, 16, 16))
        painter.end()
