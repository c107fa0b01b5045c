"""Where runs can end: the minima of J, and the flat points at which descent creeps to a halt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..problem import Array, Mark, Problem
from ..progress import Progress, untold
from ..stationary import kind, refined, widths

REACH, LEFT = 1e-2, 1e-1
"""A run has come to a minimum that is no farther away than REACH, in sides of the box, until it is farther than LEFT."""
SAME = 1e-4
"""Ends that Newton's method takes to points so near each other, in sides of the box, are at one minimum."""
MOST = 64
"""So many minima are told apart."""
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Attractors:
    """The minima and flat points that runs are told to reach.

    A run has come to one when it is within `reach` of it, and has left it when it is farther than `left`, both in sides of
    the box: in between it may wander, as SGD does about a minimum.
    """

    problem: Problem
    marks: tuple[Mark, ...]
    reach: float = REACH
    left: float = LEFT

    def visited(self, theta: Array, before: NDArray[np.int16]) -> NDArray[np.int16]:
        """At which of the marks each θ (R, d) is, (R,), having been at those `before`; NOWHERE where it is at none."""
        now, scale = before.copy(), 1 / widths(self.problem)
        for index, mark in enumerate(self.marks):
            square = self._square(theta, mark.point, scale)
            now[(before == index) & ~(square <= self.left**2)] = NOWHERE
            now[square <= self.reach**2] = index
        return now

    def about(self, theta: Array) -> NDArray[np.int16]:
        """About which of the marks each θ (R, d) is, no farther than `left` from it, (R,); NOWHERE where it is about none."""
        found, scale = self.nowhere(len(theta)), 1 / widths(self.problem)
        for index, mark in enumerate(self.marks):
            found[self._square(theta, mark.point, scale) <= self.left**2] = index
        return found

    def nowhere(self, count: int) -> NDArray[np.int16]:
        """What so many runs have been at before their start."""
        return np.full(count, NOWHERE, np.int16)

    def away(self, theta: Array, sides: float) -> NDArray[np.bool_]:
        """Which of θ (R, d) are farther from the middle of the box than so many of its sides, or are no numbers, (R,)."""
        square = self._square(theta, self.problem.box.mean(axis=1), 1 / widths(self.problem))
        return ~(square <= sides**2)

    @staticmethod
    def _square(theta: Array, point: Array, scale: Array) -> Array:
        """The squared distance (R,) in sides of the box. One coordinate at a time: they lie side by side in memory."""
        total: Array = np.zeros(len(theta))
        # A run that has diverged may be farther away than a square can say.
        with np.errstate(over="ignore", invalid="ignore"):
            for i, (at, unit) in enumerate(zip(point.tolist(), scale.tolist(), strict=True)):
                off = (theta[:, i] - at) * unit
                total += off * off
        return total


def attractors(problem: Problem, ends: Array, progress: Progress = untold) -> Attractors:
    """Those that are known, and the minima that Newton's method finds from the ends (k, d) of some runs.

    `progress` is told before each step and before each point is looked at: of many weights these take long.
    """
    marks, size = _known(problem), widths(problem)
    ends = ends[np.isfinite(ends).all(axis=1)]
    with np.errstate(all="ignore"):
        points, reached = refined(problem, ends, progress=progress)
        near = (np.abs(points - ends) <= size).all(axis=1)
        for point in points[reached & near]:
            progress(1.0)
            if kind(problem, point) == "minimum" and all(np.abs((point - mark.point) / size).max() > SAME for mark in marks):
                marks.append(Mark("minimum", point))
    return _told_apart(problem, marks)


def known_attractors(problem: Problem) -> Attractors:
    """Those that are known."""
    return _told_apart(problem, _known(problem))


def _known(problem: Problem) -> list[Mark]:
    return [mark for mark in problem.marks if mark.kind in ("minimum", "degenerate")]


def _told_apart(problem: Problem, marks: list[Mark]) -> Attractors:
    """The first MOST of these, none within what belongs to another."""
    apart = _separation(marks[:MOST], widths(problem))
    return Attractors(problem, tuple(marks[:MOST]), min(REACH, apart / 8), min(LEFT, apart / 2))


def _separation(marks: list[Mark], size: Array) -> float:
    """The smallest distance between two of the marks, in sides of the box."""
    at = np.array([mark.point for mark in marks]).reshape(len(marks), -1) / size if marks else np.empty((0, 1))
    apart = np.linalg.norm(at[:, None] - at, axis=-1)
    return float(apart[~np.eye(len(at), dtype=bool)].min(initial=np.inf))
