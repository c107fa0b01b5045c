"""A cloud kept in step with the watched run: behind it, in a thread of its own, and never in its way."""

import os
import threading
import time

from PySide6.QtCore import QObject, QThread, Signal

from sgdviz.core.cloud import Cloud
from sgdviz.core.course import Course
from sgdviz.core.experiment import Spec
from sgdviz.core.invalid import Invalid
from sgdviz.core.progress import roughly

from .thread import Hand, Task, Thread

REST = 4.0
"""While the watched run is computed the follower works with one thread and rests so many times as long as it has worked."""
SURE = 1.0
"""Seconds after which it is told how many more there will be."""
BOUT, MOST = 0.004, 0.1
"""Seconds after which it rests, and for which it rests at most."""


class Pursuit(Task):
    """A cloud and how far it is to be advanced, which the GUI thread sets.

    At the step `shown` its θ is to be at hand. While it is `modest` there is somebody else who needs the processor.
    """

    def __init__(self, cloud: Cloud, gate: threading.Event) -> None:
        super().__init__()
        self.cloud, self._gate = cloud, gate
        self.target = self.shown = 0
        self.modest = False
        self._since = 0.0
        self._began = 0.0, 0.0

    def begin(self) -> None:
        """It is worked at from now on."""
        self._began = time.perf_counter(), self.cloud.way[0]

    def measure(self) -> None:
        """How long it takes yet to what is shown, if it goes on as since it was begun."""
        cloud, (began, first), (reached, goal) = self.cloud, self._began, self.cloud.way
        worked, gone = time.perf_counter() - began, reached - first
        # Steps that are computed together are known together.
        missing = max(goal, min(self.shown, cloud.steps)) - reached
        cloud.left = missing * worked / gone if worked > SURE and gone > 0 and cloud.last < self.shown else 0.0

    def proceed(self) -> bool:
        """Wait while a frame is drawn, and rest if need be; whether this is still wanted."""
        self.measure()
        worked = time.perf_counter() - self._since
        if self.modest and worked > BOUT and not self.cancelled:
            time.sleep(min(MOST, REST * worked))
            self._since = time.perf_counter()
        self._gate.wait()
        return not self.cancelled

    @property
    def unfinished(self) -> bool:
        """Whether there is anything to do."""
        cloud = self.cloud
        step = min(self.shown, cloud.last)
        return not self.cancelled and (cloud.last < min(self.target, cloud.steps) or cloud.at_hand(step) < step)


class _Hand(Hand):
    """Advances one cloud after another."""

    where = "the cloud's thread"

    def work(self, task: Pursuit) -> None:
        cloud = task.cloud
        task.begin()
        while task.unfinished:
            cloud.threads = 1 if task.modest else os.cpu_count() or 1
            if not cloud.advance(task.target, task.proceed) and not task.cancelled:
                cloud.at(task.shown, task.proceed)
        cloud.left = 0.0


class Follower(QObject):
    """Advances the cloud beside the watched run; `refused` says why there is none that was asked for."""

    failed = Signal(str)

    def __init__(self, gate: threading.Event, parent: QObject) -> None:
        super().__init__(parent)
        self._gate = gate
        self._pursuit: Pursuit | None = None
        self.refused: Invalid | None = None
        hand = _Hand(gate)
        hand.failed.connect(self.failed)
        self._thread = Thread(hand, self, QThread.Priority.LowPriority)

    @property
    def cloud(self) -> Cloud | None:
        return self._pursuit.cloud if self._pursuit else None

    @property
    def unfinished(self) -> bool:
        """Whether the cloud is behind."""
        return self._pursuit is not None and self._pursuit.unfinished

    def known(self, step: int) -> tuple[object, ...]:
        """How far the cloud is, for which step up to `step` its θ is at hand, and about how long it takes yet."""
        cloud = self.cloud
        return () if cloud is None else (cloud.last, cloud.at_hand(step), roughly(cloud.left))

    def accompany(self, course: Course, spec: Spec | None) -> None:
        """Let a cloud go beside this course, if one is asked for: the one there is if it is the same, else what they share."""
        new, self.refused, old = None, None, self.cloud
        if old is not None and spec is not None and old.suits(course, spec):
            return
        if spec is not None:
            try:
                new = Cloud(course, spec)
            except Invalid as reason:
                self.refused = reason
        if new is not None and old is not None:
            new.adopt(old)
        self.follow(new)

    def follow(self, cloud: Cloud | None) -> None:
        """Turn to another cloud, or to none."""
        if self._pursuit is not None:
            self._pursuit.cancelled = True
        self._pursuit = Pursuit(cloud, self._gate) if cloud else None

    def want(self, target: int, shown: int, modest: bool) -> None:
        """Have the cloud advanced up to `target`, and its θ at hand at step `shown`; if `modest`, in nobody's way."""
        pursuit = self._pursuit
        if pursuit is None:
            return
        pursuit.target, pursuit.shown, pursuit.modest = target, shown, modest
        if pursuit.idle and pursuit.unfinished:
            self._thread.give(pursuit)

    def close(self) -> None:
        """End the thread."""
        self.follow(None)
        self._thread.close()
