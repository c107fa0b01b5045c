"""A cloud kept in step with the watched run: behind it, in a thread of its own, and never in its way."""

import logging
import os
import threading
import time
import traceback

from PySide6.QtCore import QObject, QThread, Signal, Slot

from sgdviz.core.cloud import Cloud

REST = 3.0
"""While the watched run is computed the follower works with one thread and rests so many times as long as it has worked."""
BOUT, MOST = 0.004, 0.1
"""Seconds after which it rests, and for which it rests at most."""


class Pursuit:
    """A cloud and how far it is to be advanced. The GUI thread sets all but `idle`, which the follower's thread sets too.

    At the step `shown` its θ is to be at hand. While it is `modest` there is somebody else who needs the processor.
    """

    def __init__(self, cloud: Cloud, gate: threading.Event) -> None:
        self.cloud, self._gate = cloud, gate
        self.target = self.shown = 0
        self.cancelled, self.idle, self.modest = False, True, False
        self._since = 0.0

    def proceed(self) -> bool:
        """Wait while a frame is drawn, and rest if need be; whether this is still wanted."""
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


class Follower(QObject):
    """Advances one cloud at a time, the last that it was given."""

    failed = Signal(str)
    _wanted = Signal(object)

    def __init__(self, gate: threading.Event, parent: QObject) -> None:
        super().__init__(parent)
        self._gate = gate
        self._pursuit: Pursuit | None = None
        self._runner = _Runner()
        self._thread = QThread(self)
        self._runner.moveToThread(self._thread)
        self._thread.finished.connect(self._runner.deleteLater)
        self._wanted.connect(self._runner.pursue)
        self._runner.failed.connect(self.failed)

    @property
    def cloud(self) -> Cloud | None:
        return self._pursuit.cloud if self._pursuit else None

    @property
    def unfinished(self) -> bool:
        """Whether the cloud is behind."""
        return self._pursuit is not None and self._pursuit.unfinished

    def known(self, step: int) -> tuple[int, int]:
        """How far the cloud is, and for which step up to `step` its θ is at hand."""
        return (self._pursuit.cloud.last, self._pursuit.cloud.at_hand(step)) if self._pursuit else (0, 0)

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
            if not self._thread.isRunning():
                self._thread.start(QThread.Priority.LowPriority)
            pursuit.idle = False
            self._wanted.emit(pursuit)

    def close(self) -> None:
        """End the thread."""
        self.follow(None)
        self._gate.set()
        self._thread.quit()
        self._thread.wait()


class _Runner(QObject):
    """What lives in the thread."""

    failed = Signal(str)

    @Slot(object)
    def pursue(self, pursuit: Pursuit) -> None:
        """Work until there is nothing to do."""
        try:
            cloud = pursuit.cloud
            while pursuit.unfinished:
                cloud.threads = 1 if pursuit.modest else os.cpu_count() or 1
                if not cloud.advance(pursuit.target, pursuit.proceed) and not pursuit.cancelled:
                    cloud.at(pursuit.shown, pursuit.proceed)
        except Exception:
            logging.exception("the cloud's thread")
            pursuit.cancelled = True
            self.failed.emit(traceback.format_exc())
        finally:
            pursuit.idle = True
