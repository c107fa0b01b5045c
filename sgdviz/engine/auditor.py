"""The audit of what is on the screen, in a thread of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from sgdviz.core.audit import audit
from sgdviz.core.cloud import Cloud
from sgdviz.core.course import Course
from sgdviz.core.problem import Problem
from sgdviz.core.trace import Trace

from .thread import Hand, Task, Thread


class Audit(Task):
    """What is audited."""

    def __init__(self, problem: Problem, courses: Sequence[Course], traces: Sequence[Trace],
                 cloud: Cloud | None) -> None:
        super().__init__()
        self.subject, self.cloud = (problem, courses, traces), cloud


class _Hand(Hand):
    """Audits, and says what it finds."""

    found = Signal(object)
    ended = Signal()
    where = "the audit's thread"

    def work(self, task: Audit) -> None:
        for check in audit(*task.subject, stopped=lambda: task.cancelled, cloud=task.cloud):
            if task.cancelled:
                return
            self.found.emit(check)
        self.ended.emit()


class Auditor(QObject):
    """Audits once. `found` carries each Check, then comes `ended`, or `failed` with a report; all on the GUI thread."""

    found = Signal(object)
    ended = Signal()
    failed = Signal(str)

    def __init__(self, problem: Problem, courses: Sequence[Course], traces: Sequence[Trace],
                 parent: QObject | None = None, cloud: Cloud | None = None) -> None:
        super().__init__(parent)
        self._audit, hand = Audit(problem, courses, traces, cloud), _Hand()
        hand.found.connect(self.found)
        hand.ended.connect(self.ended)
        hand.failed.connect(self.failed)
        self._thread = Thread(hand, self)

    def start(self) -> None:
        self._thread.give(self._audit)

    def close(self) -> None:
        """End the thread, in the middle of a check if need be."""
        self._audit.cancelled = True
        self._thread.close()
