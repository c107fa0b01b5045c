"""Tasks that are done in a thread: what is to be done, the hand that does it, and the thread that the hand lives in."""

import logging
import threading
import traceback
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QThread, Signal, Slot


class Task:
    """Something to be done. The GUI thread may set `cancelled` at any time; `idle` is whether no hand has it."""

    def __init__(self) -> None:
        self.cancelled, self.idle = False, True


class Hand(QObject):
    """Does one task after another in the thread it lives in. What it tells meanwhile are signals of a subclass.

    While the `gate` is closed it rests: whoever draws closes it, for on two cores that is faster than sharing them. What goes
    wrong in a task ends that task only; it is in the log, and `failed` carries the report.
    """

    failed = Signal(str)
    where = ""
    """How the log calls its thread."""

    def __init__(self, gate: threading.Event | None = None) -> None:
        super().__init__()
        self.gate = gate or threading.Event()
        if gate is None:
            self.gate.set()

    def work(self, task: Any) -> None:
        """Do it, or as much of it as is done when it is cancelled."""
        raise NotImplementedError

    @Slot(object)
    def do(self, task: Task) -> None:
        """Do a task here and now, unless it is cancelled by now. Nothing is raised."""
        try:
            if not task.cancelled:
                with np.errstate(all="ignore"):
                    self.work(task)
        except Exception:
            logging.exception(self.where)
            task.cancelled = True
            self.failed.emit(traceback.format_exc())
        finally:
            task.idle = True


class Thread(QThread):
    """The thread of one hand: the first task begins it, `close` ends it at any time, and another task begins it anew.

    Signals that are connected to its owner's come on the GUI thread; a plain function that is connected to one of the hand's
    is called in this thread.
    """

    _given = Signal(object)

    def __init__(self, hand: Hand, parent: QObject | None = None,
                 priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        super().__init__(parent)
        # The hand has no parent, which would have to live where it lives: it is there as long as Python knows of it.
        self._hand, self._priority = hand, priority
        hand.moveToThread(self)
        self._given.connect(hand.do)

    def give(self, task: Task) -> None:
        """Have a task done after those that were given before."""
        task.idle = False
        if not self.isRunning():
            self.start(self._priority)
        self._given.emit(task)

    def close(self) -> None:
        """End the thread when it has let go of its task: cancel that first."""
        self._hand.gate.set()
        self.quit()
        self.wait()
