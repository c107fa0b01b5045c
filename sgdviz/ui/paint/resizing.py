"""What takes too long to be done at every size that a window is dragged to."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

SHARE = 1.0
"""What took so long is followed by a rest SHARE times as long."""


class Pace:
    """Lets deeds take a part of the time, one after another, whoever they belong to."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock, self._free = clock, -math.inf

    @property
    def wait(self) -> int:
        """Milliseconds until the next deed may be done, 0 if that is now."""
        return math.ceil(1000 * max(0.0, self._free - self._clock()))

    def take(self, deed: Callable[[], None]) -> None:
        """Do a deed, and rest in proportion to what it took."""
        began = self._clock()
        deed()
        done = self._clock()
        self._free = done + SHARE * (done - began)


PACE = Pace()
"""All canvases of a window change their size at once, and take turns."""


class Resizing(QObject):
    """Does what a widget's new size needs when there is time for it; what its size becomes meanwhile is done with it."""

    def __init__(self, widget: QWidget, deed: Callable[[], None], pace: Pace = PACE) -> None:
        super().__init__(widget)
        self._deed, self._pace = deed, pace
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    @property
    def waits(self) -> bool:
        """Whether there is something to do."""
        return self._timer.isActive()

    def want(self) -> None:
        """The size is another one."""
        if not self.waits:
            self._timer.start(self._pace.wait)

    @Slot()
    def _look(self) -> None:
        if self._pace.wait:
            self._timer.start(self._pace.wait)
        else:
            self._pace.take(self._deed)
