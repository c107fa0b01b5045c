"""What a frame has to know of J about its place: found out ahead of the frame, where that takes long."""

from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal

from sgdviz.core.frame import Frame
from sgdviz.core.local import Local
from sgdviz.core.progress import Progress

from .aside import Aside

SOON, LATER = ("loss", "gradient"), ("hessian", "nearby")
"""What a frame has to know before it is drawn, and what one that stands still is drawn once more for."""


class Scout(QObject):
    """Looks about the place of the frame that is asked for. `told` says that more is known: then ask again.

    `local` is what is known of the place that was asked for last. `failed` carries a report of what went wrong.
    """

    told = Signal()
    failed = Signal(str)

    def __init__(self, gate: Event, parent: QObject) -> None:
        super().__init__(parent)
        self.local: Local | None = None
        self._aside = Aside(self)
        self._aside.heed(gate)
        self._aside.told.connect(self.told)
        self._aside.failed.connect(self.failed)

    @property
    def frame(self) -> Frame | None:
        """The last frame of which more became known."""
        frame: Frame | None = self._aside.answer
        return frame

    def is_ready(self, frame: Frame) -> bool:
        """Whether a frame can be drawn at once; what it needs first, or once more for, is being found out."""
        local = self.local = frame.local
        ready = local.knows(*SOON)
        if not ready:
            if self._aside.asked is not None and self._aside.asked[1] is LATER:
                self._aside.drop()
            self._ask(frame, SOON)
        elif frame.pace == "still" and not local.knows(*LATER):
            self._ask(frame, LATER)
        return ready

    def _ask(self, frame: Frame, parts: tuple[str, ...]) -> None:
        self._aside.ask((frame.local, parts), partial(_learned, frame, parts))

    def drop(self) -> None:
        """Nobody waits for what is being found out."""
        self._aside.drop()

    def close(self) -> None:
        """End the thread."""
        self._aside.close()


def _learned(frame: Frame, parts: tuple[str, ...], progress: Progress) -> Frame:
    """The frame, when these parts are known of J about its θ."""
    frame.course.origin.learn(SOON, progress)
    frame.local.learn(parts, progress)
    return frame
