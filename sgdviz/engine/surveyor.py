"""Maps of runs, filled in by a thread of their own."""

import threading
import time

from PySide6.QtCore import QObject, Signal

from sgdviz.core.atlas.atlas import Atlas, Progress, survey

from .thread import Hand, Task, Thread


class Survey(Task):
    """An atlas that is being filled in: the thread sets `progress` and `done`."""

    def __init__(self, atlas: Atlas) -> None:
        super().__init__()
        self.atlas = atlas
        self.progress: Progress | None = None
        self.done = False


class _Hand(Hand):
    """Fills in one atlas after another."""

    told = Signal()
    where = "the surveyor's thread"

    def _give_way(self) -> None:
        """Wait while a frame is painted, and let whoever waits for Python's lock have it, as a window that is to react does."""
        self.gate.wait()
        time.sleep(0)

    def work(self, task: Survey) -> None:
        for progress in survey(task.atlas, lambda: task.cancelled, self._give_way):
            task.progress = progress
            self.told.emit()
        task.done = not task.cancelled
        if task.done:
            self.told.emit()


class Surveyor(QObject):
    """Fills in one atlas at a time, the last that it was given. `told` comes when there is more of it.

    `failed` carries a report of what went wrong; both come on the GUI thread.
    """

    told = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.survey: Survey | None = None
        self._hand = _Hand()
        self._hand.told.connect(self.told)
        self._hand.failed.connect(self.failed)
        self._thread = Thread(self._hand, self)

    def heed(self, gate: threading.Event) -> None:
        """Rest while this gate is closed."""
        self._hand.gate = gate

    def start(self, atlas: Atlas) -> None:
        """Fill in this atlas and no other."""
        self.cancel()
        self.survey = Survey(atlas)
        self._thread.give(self.survey)

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
        self._thread.close()
