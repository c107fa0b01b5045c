"""Which plane a map of many parameters shows."""

import re

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ..widgets.choice import Choice

PATH = ""
"""What stands in the first list for the principal directions of the path."""


class PlaneChoice(QWidget):
    """The path's own plane or two parameters, offered only where there are more than two.

    `chosen` carries the names of the two, or None for the path. The second list is there once there is a first parameter.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.across, self.up = Choice(), Choice()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for choice in (self.across, self.up):
            choice.setFixedSize(78, 28)
            choice.chosen.connect(self._choose)
            row.addWidget(choice)
        self._names: tuple[str, ...] = ()
        self._plane: tuple[str, str] | None = None
        self.hide()
        self.retranslate()

    def offer(self, names: tuple[str, ...], plane: tuple[str, str] | None) -> None:
        """Offer these parameters if they are more than two, and show which plane is chosen."""
        names = names if len(names) > 2 else ()
        if (names, plane) != (self._names, self._plane):
            self._names, self._plane = names, plane
            self._fill()
            self.setVisible(bool(names))

    def _fill(self) -> None:
        options = [(name, re.sub(r"[_{}]", "", name)) for name in self._names]
        self.across.set_options([(PATH, self.tr("path")), *options])
        self.up.set_options(options)
        first, second = self._plane or (PATH, PATH)
        self.across.set_value(first)
        self.up.set_value(second)
        self.up.setVisible(self._plane is not None)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._names else QSize(0, 0)

    @Slot(object)
    def _choose(self, value: object) -> None:
        """Two different ones: choosing the other's parameter exchanges them."""
        if value == PATH:
            self.chosen.emit(None)
            return
        name = str(value)
        across, up = self._plane or (name, next(other for other in self._names if other != name))
        if self.sender() is self.up:
            self.chosen.emit((up, name) if name == across else (across, name))
        else:
            self.chosen.emit((name, across) if name == up else (name, up))

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self._fill()
        self.across.setAccessibleName(self.tr("The plane of the path, or the parameter along the horizontal axis"))
        self.up.setAccessibleName(self.tr("Parameter along the vertical axis"))
        for choice in (self.across, self.up):
            choice.setToolTip(choice.accessibleName())
