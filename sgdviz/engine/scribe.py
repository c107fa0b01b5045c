"""The history of what is on the screen, written in a thread of its own."""

import logging
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from sgdviz.core.history import Progress
from sgdviz.core.invalid import Invalid


class GivenUp(Exception):
    """Nobody wants the file any more."""


class Scribe(QThread):
    """Calls `write(progress)`, which writes `rows` rows; between two blocks of them it calls `pause`.

    `progressed` carries the percentage that is written. The last signal before `finished` is `written`, `refused` with an
    Invalid, or `failed` with a report; none of them after `give_up`.
    """

    progressed = Signal(int)
    written = Signal()
    refused = Signal(object)
    failed = Signal(str)

    def __init__(self, write: Callable[[Progress], object], rows: int, pause: Callable[[], object],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write, self._rows, self._pause = write, rows, pause
        self._percent = 0

    def give_up(self) -> None:
        """Write no more: there will be no file."""
        self.requestInterruption()

    def run(self) -> None:
        try:
            self._write(self._progress)
            self.written.emit()
        except GivenUp:
            pass
        except Invalid as wrong:
            self.refused.emit(wrong)
        except Exception:
            logging.exception("the thread that writes a history")
            self.failed.emit(traceback.format_exc())

    def _progress(self, done: int) -> None:
        if self.isInterruptionRequested():
            raise GivenUp
        self._pause()
        percent = 100 * done // max(1, self._rows)
        if percent != self._percent:
            self._percent = percent
            self.progressed.emit(percent)
