"""The audit of what is on the screen, in a thread of its own."""

import logging
import threading
import traceback
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QThread, Signal, Slot

from sgdviz.core.audit import audit
from sgdviz.core.course import Course
from sgdviz.core.problem import Problem
from sgdviz.core.trace import Trace


class _Work(QObject):
    """Lives in the thread: audits, and says what it finds."""

    found = Signal(object)
    ended = Signal()
    failed = Signal(str)

    def __init__(self, problem: Problem, courses: Sequence[Course], traces: Sequence[Trace]) -> None:
        super().__init__()
        self.stop = threading.Event()
        self._subject = problem, courses, traces

    @Slot()
    def run(self) -> None:
        try:
            with np.errstate(all="ignore"):
                for check in audit(*self._subject, stopped=self.stop.is_set):
                    if self.stop.is_set():
                        return
                    self.found.emit(check)
            self.ended.emit()
        except Exception:
            logging.exception("the audit's thread")
            self.failed.emit(traceback.format_exc())


class Auditor(QObject):
    """Owns the thread. `found` carries each Check, then comes `ended`, or `failed` with a report; all on the GUI thread."""

    found = Signal(object)
    ended = Signal()
    failed = Signal(str)

    def __init__(self, problem: Problem, courses: Sequence[Course], traces: Sequence[Trace],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._work = _Work(problem, courses, traces)
        # The work deletes itself when its thread has ended, the word to stop must outlive it.
        self._stop = self._work.stop
        self._work.moveToThread(self._thread)
        self._thread.started.connect(self._work.run)
        self._thread.finished.connect(self._work.deleteLater)
        self._work.found.connect(self._find)
        self._work.ended.connect(self._end)
        self._work.failed.connect(self._fail)

    def start(self) -> None:
        self._thread.start()

    @Slot(object)
    def _find(self, check: object) -> None:
        self.found.emit(check)

    @Slot()
    def _end(self) -> None:
        self._thread.quit()
        self.ended.emit()

    @Slot(str)
    def _fail(self, report: str) -> None:
        self._thread.quit()
        self.failed.emit(report)

    def close(self) -> None:
        """End the thread, in the middle of a check if need be."""
        self._stop.set()
        self._thread.quit()
        self._thread.wait()
