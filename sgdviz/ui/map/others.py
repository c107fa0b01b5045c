"""Where the other batches of an epoch have their minima."""

from typing import NamedTuple

from PySide6.QtCore import QPointF

from sgdviz.core.problem import Array

from .subject import Subject, epoch_minima
from .window import Window


class Others(NamedTuple):
    """The pixels of those minima that are in sight, how many batches have one, and how many other batches there are."""

    minima: list[QPointF]
    having: int
    batches: int


class OtherMinima:
    """Looks for minima once an epoch, and for their pixels once a window."""

    def __init__(self) -> None:
        self._found: tuple[object, list[tuple[Array, ...]]] = (None, [])
        self._seen: tuple[object, list[list[QPointF]]] = (None, [])

    def of(self, subject: Subject, window: Window) -> Others:
        """Those of all batches of this epoch but the current one; none where they are not to be had at once."""
        frame, plan = subject.frame, subject.frame.course.plan
        key = (frame.problem, plan.seed, tuple(plan.segments), frame.place.epoch, subject.sight.view)
        if key != self._found[0]:
            self._found, self._seen = (key, epoch_minima(frame, subject.problem) or []), (None, [])
        found = self._found[1]
        if window.key != self._seen[0]:
            at = [[window.point(point) for point in points] for points in found]
            self._seen = (window.key, [list(filter(window.rect.contains, points)) for points in at])
        others = [i for i, points in enumerate(found) if i != frame.place.batch - 1 and points]
        return Others([at for i in others for at in self._seen[1][i]], len(others), frame.place.batches - 1)
