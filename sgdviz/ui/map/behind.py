"""What of a path stays where it is while the run goes on: its start, its first steps, the ends of its epochs."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from sgdviz.core.problem import Array

from ..text.mathtext import layout
from .labels import Rank, Words, around
from .scene import box_round
from .subject import Subject
from .window import Window

HEAD = 6
"""No word covers so many of the first steps."""
APART = 24.0
"""Ends of epochs have rings as long as they are so many pixels apart."""
RINGS = 100
"""So many ends of epochs have a ring: of a path that is magnified all would be apart."""
NUMBERED = (1, 2, 3, 5)
PX = 12


class Behind(NamedTuple):
    """The starts of all runs, the rings at the ends of the watched run's epochs, what no word may cover, and the words."""

    starts: list[QPointF]
    rings: list[QPointF]
    obstacles: list[QRectF]
    labels: list[Words]


def behind_of(subject: Subject, window: Window) -> Behind:
    """What lies behind the balls of this moment."""
    frame = subject.frame
    starts = [window.point(subject.seen(trace.theta[0])) for trace in frame.traces]
    start = starts[frame.watched]
    head = subject.rows_of(frame.watched)(0, min(frame.reached(frame.watched), HEAD) + 1)
    rings = _rings(subject, window)
    obstacles = [box_round(start, 4), *along(window.px(head)), *(box_round(at, 5) for at in rings)]
    return Behind(starts, rings, obstacles, [_start(subject.words.start, start), *_numbers(rings)])


def key_of(subject: Subject, window: Window) -> tuple[object, ...]:
    """Equal for equal Behind."""
    frame = subject.frame
    reached = frame.reached(frame.watched)
    return (frame.traces, frame.watched, frame.course.plan, frame.course.plan.place(reached).epoch, frame.place.batches > 1,
            min(reached, HEAD), subject.key, subject.words.start, window.key)


def along(px: Array) -> Iterator[QRectF]:
    """Squares along a line through pixels (k, 2)."""
    for (x0, y0), (x1, y1) in pairwise(px.tolist()):
        count = min(100, 1 + int(math.hypot(x1 - x0, y1 - y0) / 10))
        across, up = (x0 - x1) / count, (y0 - y1) / count
        for i in range(count):
            yield QRectF(x1 + i * across - 4, y1 + i * up - 4, 8, 8)


def _start(word: str, at: QPointF) -> Words:
    """The word below the first dot of the watched run."""
    return Words(word, Rank.START, (at + QPointF(0, 16), at - QPointF(0, 16), *around(at, layout(word, PX).width, 12, 7)))


def _rings(subject: Subject, window: Window) -> list[QPointF]:
    """The ends of the watched run's epochs, as long as they are apart."""
    frame, plan = subject.frame, subject.frame.course.plan
    last, found = frame.reached(frame.watched), list[QPointF]()
    while (step := plan.first_step(len(found) + 2)) <= last and max(plan.place(step - 1).batches, frame.place.batches) > 1:
        at = window.point(subject.seen(frame.trace.theta[step]))
        if len(found) == RINGS or (found and math.dist(at.toTuple(), found[-1].toTuple()) < APART):
            break
        found.append(at)
    return found


def _numbers(rings: list[QPointF]) -> Iterator[Words]:
    """1, 2, 3, 5, 10, 20, 30, 50, … beside the ends of these epochs."""
    for epoch, at in enumerate(rings, 1):
        text = str(epoch)
        if int(text.rstrip("0")) in NUMBERED:
            right, left, *above = around(at, layout(text, PX).width, 12, 5)
            yield Words(text, Rank.EPOCH, (*above, right, left), px=PX)
