"""What becomes of many runs: where they end, since when, and when they are gone."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..problem import Array
from ..replicas import Replicas
from .attractors import NOWHERE, Attractors

GONE, UNKNOWN = -2, -3
"""In place of the minimum of a run that has diverged, and of a run that is not computed."""
FAR = 1e6
"""A run that is so many sides of the box away from its middle has diverged."""
Stopped = Callable[[], bool]


class Fates(NamedTuple):
    """Of R runs: `fate` (R,) is the minimum at which each ends, NOWHERE if it is on its way, GONE if it has diverged.

    `step` (R,) is the step at which it came there and after which it has not left again, or that at which it diverged;
    the last where it is on its way. `theta` (R, d) is where each ends.
    """

    fate: NDArray[np.int16]
    step: NDArray[np.int32]
    theta: Array


def fates(runs: Replicas, ends: Attractors, stopped: Stopped = lambda: False) -> Fates | None:
    """Take all runs to the end of their course; None if that was stopped."""
    steps = runs.course.steps
    here = ends.visited(runs.theta, ends.nowhere(runs.runs))
    since = np.zeros(len(here), np.int32)
    gone = np.where(ends.away(runs.theta, FAR), 0, -1).astype(np.int32)
    for step in range(1, steps + 1):
        if stopped():
            return None
        runs.advance(step)
        theta = runs.theta
        now = ends.visited(theta, here)
        since[now != here] = step
        here = now
        lost = (gone < 0) & (ends.away(theta, FAR) | runs.ended)
        if lost.any():
            gone[lost] = step
            if (gone >= 0).all():
                break
    fate = np.where(gone >= 0, GONE, here).astype(np.int16)
    step_of = np.where(gone >= 0, gone, np.where(here == NOWHERE, steps, since)).astype(np.int32)
    return Fates(fate, step_of, runs.theta)
