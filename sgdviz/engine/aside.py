"""What takes longer than a frame is found out aside, in a thread of its own, while frames go on."""

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from sgdviz.core.progress import Cancelled, Progress, untold

from .thread import Hand, Task, Thread


class Question(Task):
    """What is to be found out: the thread sets `answer`, and `took`, the seconds that it was at it, then `done`."""

    def __init__(self, key: object, deed: Callable[[Progress], Any]) -> None:
        super().__init__()
        self.key, self.deed = key, deed
        self.answer: Any = None
        self.took = 0.0
        self.done = False


class _Hand(Hand):
    """Answers one question after another."""

    told = Signal()
    where = "a thread aside"

    def work(self, task: Question) -> None:
        def tell(share: float) -> None:
            self.gate.wait()
            time.sleep(0)
            if task.cancelled:
                raise Cancelled
        began = time.perf_counter()
        try:
            task.answer = task.deed(tell)
        except Cancelled:
            return
        task.took = time.perf_counter() - began
        task.done = not task.cancelled
        self.told.emit()


class Aside(QObject):
    """Answers the question that was asked last, once the one before is answered.

    `told` says that there is an answer: then ask again, whatever is wanted by now. `failed` carries a report of what went
    wrong. Both come on the GUI thread.
    """

    told = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: Question | None = None
        self._asked: Question | None = None
        self._hand = _Hand()
        self._hand.told.connect(self._hear)
        self._hand.failed.connect(self.failed)
        self._thread = Thread(self._hand, self)

    def heed(self, gate: threading.Event) -> None:
        """Rest while this gate is closed."""
        self._hand.gate = gate

    @property
    def asked(self) -> Any:
        """The key of the question that is being answered, None if there is none."""
        return None if self._asked is None else self._asked.key

    @property
    def answer(self) -> Any:
        """The last answer, None if there was none."""
        return None if self._known is None else self._known.answer

    @property
    def took(self) -> float:
        """The seconds that it took."""
        return 0.0 if self._known is None else self._known.took

    def ask(self, key: object, deed: Callable[[Progress], Any], now: bool = False) -> Any:
        """What `deed` returns, None until that is known; equal keys are one question. With `now` it is found out here.

        The deed tells how far it is as often as it can be stopped.
        """
        asked = self._asked
        if self._known is not None and self._known.key == key:
            return self._known.answer
        if now:
            self.drop()
            self._known = Question(key, deed)
            self._known.answer = deed(untold)
            return self._known.answer
        # What went wrong is not tried again.
        if asked is None or (asked.idle and not asked.done and asked.key != key):
            self._asked = Question(key, deed)
            self._thread.give(self._asked)
        return None

    @Slot()
    def _hear(self) -> None:
        if self._asked is not None and self._asked.done:
            self._known, self._asked = self._asked, None
            self.told.emit()

    def drop(self) -> None:
        """Nobody waits for what is being found out."""
        if self._asked is not None:
            self._asked.cancelled = True
            self._asked = None

    def close(self) -> None:
        """End the thread; it starts anew with the next question."""
        self.drop()
        self._thread.close()
