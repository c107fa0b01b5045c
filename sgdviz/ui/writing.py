"""A history on its way to a file: a bar that comes where it takes long, and can give it up."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from sgdviz.core.invalid import Invalid
from sgdviz.core.progress import Progress
from sgdviz.engine.work import Work

from .patience import POLL
from .widgets.progress import WorkDialog

PATIENCE = 700
"""Milliseconds after which the bar is shown."""


class Writing(WorkDialog):
    """Begins to write as soon as it is made, while the window lives on, and deletes itself when it is done.

    At its end comes one of `written` with the file's name, `refused` with an Invalid and `failed` with a report; none of them
    once it was given up. Between two blocks of rows it calls `pause`.
    """

    written = Signal(str)
    refused = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, write: Callable[[Progress], object], pause: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._name = path.name
        self.setWindowTitle(self.tr("Export history"))
        self.setLabelText(self.tr("Writing {name}").format(name=path.name))
        self.setCancelButtonText(self.tr("Cancel"))
        self.setMinimumDuration(PATIENCE)
        self.canceled.connect(self._cancel)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(POLL)
        self.work = Work(write, pause)
        self.work.start()

    @Slot()
    def _look(self) -> None:
        work = self.work
        if work.is_alive():
            if work.wanted and work.share is not None:
                self.setValue(int(100 * work.share))
            return
        self._timer.stop()
        self.deleteLater()
        if work.wanted:
            self._tell(work.error)

    def _tell(self, error: BaseException | None) -> None:
        if error is None:
            self.written.emit(self._name)
        elif isinstance(error, Invalid):
            self.refused.emit(error)
        else:
            logging.error("the thread that writes a history", exc_info=error)
            self.failed.emit("".join(traceback.format_exception(error)))

    @Slot()
    def _cancel(self) -> None:
        self.work.wanted = False

    def give_up(self) -> None:
        """Write no more, and wait until that is so."""
        self._cancel()
        self.work.join()
        self._look()
