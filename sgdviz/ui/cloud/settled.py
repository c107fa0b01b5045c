"""What the eye does not see of a cloud on a map: how many runs lie on one another, and how far from the map they are."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np

from sgdviz.core.atlas.attractors import known_attractors
from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem
from sgdviz.core.slice import Plane

from .present import Present

T = TypeVar("T")
REFRESH = 0.1
"""Numbers change at most every so many seconds while the run plays."""
ON = 1e-6
"""Runs that are nearer to a plane than this share of its box are on it."""


class Seldom(Generic[T]):
    """A value that is found anew for another key, but while the run plays only every REFRESH seconds."""

    def __init__(self, value: T) -> None:
        self._value, self._due = value, 0.0
        self._key: object = None

    def of(self, frame: Frame, key: object, find: Callable[[], T]) -> T:
        """The value for this key, or while the run plays one of a moment ago."""
        if key != self._key and (frame.pace == "still" or time.monotonic() >= self._due):
            self._key, self._value = key, find()
            self._due = time.monotonic() + REFRESH
        return self._value


def settled(problem: Problem, shown: Present | None) -> list[tuple[Array, float]]:
    """The minima and flat points (d,) about which some of a cloud's runs are, each with the share of all runs that is."""
    if shown is None:
        return []
    ends = known_attractors(problem)
    counts = np.bincount(ends.about(shown.theta) + 1, minlength=len(ends.marks) + 1)[1:]
    shares = (counts / shown.cloud.runs).tolist()
    return [(mark.point, share) for mark, share in zip(ends.marks, shares, strict=True) if share]


def off_plane(plane: Plane, shown: Present) -> float:
    """How far half of a cloud's runs that go on are off a plane at least; 0 where they are on it, or none goes on."""
    if shown.diverged == shown.cloud.runs:
        return 0.0
    with np.errstate(all="ignore"):
        away = float(np.median(np.linalg.norm(plane.off(shown.theta[~shown.lost]), axis=1)))
    return away if away > ON * float(np.diff(plane.box, axis=1).max()) else 0.0
