"""Maps of runs, filled in by a thread of their own."""

import logging
import threading
import time
import traceback

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from sgdviz.core.atlas.atlas import Atlas, Progress, survey

PATIENCE = 1.0
"""A gate that stays closed for so many seconds has been forgotten."""


class Survey:
    """An atlas that is being filled in: the thread sets `progress` and `done`, the GUI thread `cancelled`."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.progress: Progress | None = None
        self.done = self.cancelled = False


class _Work(QObject):
    """Lives in the thread: fills in one atlas after another, unless they are cancelled."""

    told = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.gate.set()

    def _give_way(self) -> None:
        """Wait while a frame is painted, and let whoever waits for Python's lock have it, as a window that is to react does."""
        self.gate.wait(PATIENCE)
        time.sleep(0)

    @Slot(object)
    def run(self, job: Survey) -> None:
        try:
            for progress in survey(job.atlas, lambda: job.cancelled, self._give_way):
                job.progress = progress
                self.told.emit()
            job.done = not job.cancelled
            if job.done:
                self.told.emit()
        except Exception:
            logging.exception("the surveyor's thread")
            self.failed.emit(traceback.format_exc())


class Surveyor(QObject):
    """Owns the thread, which there is while there is something to survey. `told` comes on the GUI thread when there is more.

    Whoever paints may give it the `gate` of the optimizer's worker: while that is closed, it waits as well.
    """

    told = Signal()
    failed = Signal(str)
    _wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.survey: Survey | None = None
        self.gate: threading.Event | None = None
        self._thread: QThread | None = None

    def start(self, atlas: Atlas) -> None:
        """Fill in this atlas and no other."""
        self.cancel()
        if self._thread is None:
            self._open()
        self.survey = Survey(atlas)
        self._wanted.emit(self.survey)

    def _open(self) -> None:
        self._thread, work = QThread(self), _Work()
        work.gate = self.gate or work.gate
        work.moveToThread(self._thread)
        self._wanted.connect(work.run, Qt.ConnectionType.QueuedConnection)
        self._thread.finished.connect(work.deleteLater)
        work.told.connect(self._tell)
        work.failed.connect(self._fail)
        # A QObject without a parent lives as long as Python knows of it.
        self._work = work
        self._thread.start()

    @Slot()
    def _tell(self) -> None:
        self.told.emit()

    @Slot(str)
    def _fail(self, report: str) -> None:
        self.failed.emit(report)

    @property
    def busy(self) -> bool:
        """Whether an atlas is being filled in."""
        return self.survey is not None and not (self.survey.done or self.survey.cancelled)

    def cancel(self) -> None:
        """Stop within a step of what is being done; what is known of it stays."""
        if self.survey is not None:
            self.survey.cancelled = True

    def close(self) -> None:
        """End the thread; it starts anew with the next atlas."""
        self.cancel()
        if self._thread is not None:
            self._thread.quit()
            self._thread.wait()
            self._thread.deleteLater()
            self._thread = None
