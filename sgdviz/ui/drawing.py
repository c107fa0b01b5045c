"""Which parts of the desk show a frame at once, and which of them later."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from .turns import Turns

if TYPE_CHECKING:
    from sgdviz.core.frame import Frame


class Drawing(QObject):
    """Shows frames on parts, which are names with what draws them; `frame` is the newest, `shown` the last that all have.

    While the run plays fast each frame is shown on as many parts as there is time for. After an edit those that come `first`
    are shown and painted now, and the rest follows part by part, who has waited longest before others.
    """

    def __init__(self, first: Collection[str], paint: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._first, self._paint = first, paint
        self.frame: Frame | None = None
        self.shown: Frame | None = None
        self._turns = Turns()
        self._left: dict[str, Callable[[], None]] = {}
        self._rest = QTimer(self, interval=0)
        self._rest.timeout.connect(self.draw_next)

    def show(self, frame: Frame, parts: Mapping[str, Callable[[Frame], None]]) -> None:
        """Show this frame on these parts."""
        before, self.frame = self.shown, frame
        if before is not None and is_edit(before, frame):
            self._show_first(frame, parts)
            return
        behind, self.shown, self._left = bool(self._left), frame, {}
        # Whoever edits makes another experiment of the one that it shows: a new one is shown by all at once.
        if frame.pace == "fast" and not behind and before is not None and before.experiment is frame.experiment:
            self._turns.take({name: partial(self._draw, draw, frame) for name, draw in parts.items()})
        else:
            for draw in parts.values():
                draw(frame)
            self._paint()

    def _show_first(self, frame: Frame, parts: Mapping[str, Callable[[Frame], None]]) -> None:
        for name, draw in parts.items():
            if name in self._first:
                draw(frame)
        self._paint()
        order = dict.fromkeys(name for name in (*self._left, *parts) if name in parts and name not in self._first)
        self._left = {name: partial(self._draw, parts[name], frame) for name in order}
        self._left[""] = partial(self._settle, frame)
        self._rest.start()

    @Slot()
    def draw_next(self) -> None:
        """Show the frame on one more part that it is not shown on yet."""
        if self._left:
            self._left.pop(next(iter(self._left)))()
        if not self._left:
            self._rest.stop()

    @property
    def is_behind(self) -> bool:
        """Whether there are parts that do not show the frame yet."""
        return bool(self._left)

    def stop(self) -> None:
        """Leave the parts as they are."""
        self._rest.stop()

    def forget(self) -> None:
        """Show the next frame on all parts, whatever they show."""
        self.shown = None

    def _settle(self, frame: Frame) -> None:
        self.shown = frame

    def _draw(self, draw: Callable[[Frame], None], frame: Frame) -> None:
        draw(frame)
        self._paint()


def is_edit(before: Frame, frame: Frame) -> bool:
    """Whether a paused run has become another one; what has one parameter and what has more do not share pictures."""
    return (frame.pace == "still" and frame.experiment is not before.experiment and frame.experiment != before.experiment
            and frame.problem.dim == before.problem.dim)


def is_gliding(before: Frame, frame: Frame) -> bool:
    """Whether nothing but the ball has moved since the frame before; it arrives in a frame that is drawn in full."""
    return (frame.fraction < 1 and frame.traces is before.traces and frame.step == before.step
            and frame.watched == before.watched and frame.pace == before.pace)
