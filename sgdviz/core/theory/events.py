"""What happens to a run once: it gets past a flat point, or it arrives at a minimum."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..problem import Array, Mark, Problem
from .flat import nature, reach

NEAR = 1e-3
"""A run has arrived when it is so near a minimum, in the power of ten that half a side of the box holds."""


class Event(NamedTuple):
    """A run has escaped from `points` (1, d) when (θ − point)·axis > reach, or |…| > reach where `both` ways lead away.

    It has arrived when every coordinate of (θ − point)·axis is within `reach` for one of the `points` (k, d). `axis` (d,) is
    a direction there, here one over the unit of each coordinate. Asked at the ends of epochs.
    """

    kind: Literal["escape", "arrival"]
    points: Array
    axis: Array
    reach: float
    both: bool = False

    def happened(self, theta: Array) -> NDArray[np.bool_]:
        """Whether it has, at θ (R, d) → (R,)."""
        if self.kind == "escape":
            along = (theta - self.points[0]) @ self.axis
            return np.asarray((np.abs(along) if self.both else along) > self.reach)
        near = np.zeros(len(theta), dtype=bool)
        for point in self.points:
            near |= (np.abs((theta - point) * self.axis) < self.reach).all(axis=1)
        return near


def events(problem: Problem, start: Array) -> tuple[Event, ...]:
    """What can happen to runs from about `start` (d,), as far as the problem's marks tell."""
    found = [_escape_on_a_line(problem, start) if problem.dim == 1 else _escape(problem, start), _arrival(problem)]
    return tuple(event for event in found if event is not None)


def _escape_on_a_line(problem: Problem, start: Array) -> Event | None:
    """Past the last flat inflection on the way down to the first minimum: as far beyond it as the start is before it.

    But no further than half the way to the next mark.
    """
    way = -float(np.sign(problem.gradient(start)[0]))
    ahead = sorted((mark for mark in problem.marks if way * (mark.point - start)[0] > 0), key=lambda m: way * m.point[0])
    flat: Mark | None = None
    for at, mark in enumerate(ahead):
        if not (mark.kind == "degenerate" and nature(problem, mark.point).is_flat_inflection):
            break
        flat, after = mark, ahead[at + 1 : at + 2]
    if flat is None:
        return None
    lengths = [abs(float((flat.point - start)[0])), *(abs(float((mark.point - flat.point)[0])) / 2 for mark in after)]
    return Event("escape", flat.point[None], np.array([way]), min(lengths))


def _escape(problem: Problem, start: Array) -> Event | None:
    """Out of the neighbourhood, where J is nearly a quadratic, of the nearest saddle whose way out the start is still on."""
    unit = np.ptp(problem.box, axis=1)
    saddles = sorted((mark for mark in problem.marks if mark.kind == "saddle" and mark.smooth),
                     key=lambda mark: float(np.linalg.norm((mark.point - start) / unit)))
    for mark in saddles:
        found = nature(problem, mark.point)
        event = Event("escape", mark.point[None], found.escape, reach(problem, found), True)
        if event.reach and not event.happened(start[None])[0]:
            return event
    return None


def _arrival(problem: Problem) -> Event | None:
    points = [mark.point for mark in problem.marks if mark.kind == "minimum"]
    if not points:
        return None
    units = 10.0 ** np.floor(np.log10(np.ptp(problem.box, axis=1) / 2))
    return Event("arrival", np.array(points), 1 / units, NEAR)
