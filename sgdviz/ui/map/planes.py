"""Which two of many parameters a map shows."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sgdviz.core.problem import Problem

from ..widgets.choice import Choice


class PlaneChoice(QWidget):
    """Two lists of parameters, shown only where there are more than two; `chosen` carries the pair of coordinates."""

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
        self.pair = (0, 1)
        self._names: tuple[str, ...] = ()
        self.hide()
        self.retranslate()

    def offer(self, problem: Problem | None) -> None:
        """Offer this problem's parameters, if they are more than two."""
        names = problem.names if problem is not None and problem.dim > 2 else ()
        if names == self._names:
            return
        self._names, self.pair = names, (0, 1)
        for choice, value in zip((self.across, self.up), self.pair, strict=True):
            choice.set_options(list(enumerate(name.replace("_", "") for name in names)))
            choice.set_value(value)
        self.setVisible(bool(names))

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._names else QSize(0, 0)

    @Slot(object)
    def _choose(self, value: object) -> None:
        """Two different ones: choosing the other's parameter exchanges them."""
        across, up = self.across.value(), self.up.value()
        if across == up:
            across, up = (value, self.pair[0]) if self.sender() is self.across and value != self.pair[0] else (
                self.pair[1], value)
            self.across.set_value(across)
            self.up.set_value(up)
        self.pair = (int(str(across)), int(str(up)))
        self.chosen.emit(self.pair)

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.across.setAccessibleName(self.tr("Parameter along the horizontal axis"))
        self.up.setAccessibleName(self.tr("Parameter along the vertical axis"))
