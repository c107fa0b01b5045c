"""What every editor of a setting has in common."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from sgdviz.core.frame import Frame
from sgdviz.core.parameters import Parameter


class Editor(QWidget):
    """Edits one setting. `edited` carries its value, while it changes too; `settled` ends the gesture.

    `wanted` asks for what no value can say: another table. `touched` says that the value that was refused is no longer
    what is shown.
    """

    edited = Signal(object)
    settled = Signal()
    wanted = Signal()
    touched = Signal()
    wide = False
    """Whether it stands under its label, in the whole width."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self.parameter = parameter
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        # A fixed height would be that of the hint, at another width: too low for a complaint of two lines.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def add(self, widget: QWidget) -> None:
        """The widget that does the work; it takes the focus."""
        self.column.addWidget(widget)
        if self.focusProxy() is None:
            self.setFocusProxy(widget)

    def set_name(self, name: str) -> None:
        """What a screen reader calls it."""
        self.setAccessibleName(name)
        worker = self.focusProxy()
        if worker is not None:
            worker.setAccessibleName(name)

    def declare(self, parameter: Parameter) -> None:
        """Allow another range, or other options, from now on."""
        self.parameter = parameter

    def show_value(self, value: Any, frame: Frame) -> None:
        """Show `value`; nothing is emitted."""
        raise NotImplementedError

    def decide(self, value: Any) -> None:
        """Emit a value that is a gesture of its own."""
        self.edited.emit(value)
        self.settled.emit()
