"""A history on its way to a file: a bar that comes where it takes long, and can give it up."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from sgdviz.core.history import Progress
from sgdviz.engine.scribe import Scribe

PATIENCE = 700
"""Milliseconds after which the bar is shown."""


class Writing(QProgressDialog):
    """Begins to write as soon as it is made, while the window lives on, and deletes itself when it is done.

    `written`, `refused` and `failed` are the scribe's, on the GUI thread; none of them comes once it was given up.
    """

    written = Signal(str)
    refused = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, write: Callable[[Progress], object], rows: int, pause: Callable[[], object],
                 parent: QWidget) -> None:
        super().__init__(parent)
        self._name = path.name
        self.setWindowTitle(self.tr("Export history"))
        self.setLabelText(self.tr("Writing {name}").format(name=path.name))
        self.setCancelButtonText(self.tr("Cancel"))
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumDuration(PATIENCE)
        self.scribe = Scribe(write, rows, pause, self)
        self.canceled.connect(self.scribe.give_up)
        self.scribe.progressed.connect(self.setValue)
        self.scribe.written.connect(self._tell)
        self.scribe.refused.connect(self.refused)
        self.scribe.failed.connect(self.failed)
        self.scribe.finished.connect(self.deleteLater)
        self.scribe.start()

    @Slot()
    def _tell(self) -> None:
        self.written.emit(self._name)

    def give_up(self) -> None:
        """Write no more, and wait until that is so."""
        self.scribe.give_up()
        self.scribe.wait()
