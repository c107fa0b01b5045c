"""Where the runs of a cloud have settled: at a minimum they are on one another, so that their number has to be told."""

import time

import numpy as np

from sgdviz.core.atlas.attractors import Attractors, known_attractors
from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem

from .present import Present

REFRESH = 0.1
"""Numbers change at most every so many seconds while the run plays."""


class Settled:
    """The share of a cloud's runs that is about each of the known minima and flat points."""

    def __init__(self) -> None:
        self._ends: tuple[Problem | None, Attractors | None] = (None, None)
        self._found: tuple[object, list[tuple[Array, float]]] = (None, [])
        self._due = 0.0

    def of(self, frame: Frame, shown: Present | None) -> list[tuple[Array, float]]:
        """The points (d,) about which some of the runs are, each with the share of all that is."""
        if shown is None:
            return []
        key = (shown.cloud, shown.step)
        if key != self._found[0] and (frame.pace == "still" or time.monotonic() >= self._due):
            marks = self._among(frame.problem)
            counts = np.bincount(marks.about(shown.theta) + 1, minlength=len(marks.marks) + 1)[1:]
            shares = (counts / shown.cloud.runs).tolist()
            self._found = key, [(mark.point, share) for mark, share in zip(marks.marks, shares, strict=True) if share]
            self._due = time.monotonic() + REFRESH
        return self._found[1]

    def _among(self, problem: Problem) -> Attractors:
        """The points that runs can be about."""
        before, found = self._ends
        if before is not problem or found is None:
            found = known_attractors(problem)
            self._ends = problem, found
        return found
