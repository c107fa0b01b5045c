"""What a cloud counts, as numbers to draw: how many runs have met with something by each epoch, and where they are."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sgdviz.core.cloud import Cloud
from sgdviz.core.frame import Frame
from sgdviz.core.plan import Plan
from sgdviz.core.problem import Array
from sgdviz.core.theory.passage import Passage, passage

from .present import Present

BINS = 60
"""A histogram has so many bars."""
INSIDE = 1e-6
"""What lies beyond the upper edge by no more than this share of the range is inside, as rounding cannot tell it."""


class Tally(NamedTuple):
    """How many runs it has happened to: of all, the share `shares[i]` by the end of `epochs[i]`, and `runs` by now."""

    kind: str
    epochs: Array
    shares: Array
    runs: int


class Bins(NamedTuple):
    """A histogram: `counts` (m,) between `edges` (m+1,), how many runs are below and above, and the number of all."""

    edges: Array
    counts: NDArray[np.int64]
    below: int
    above: int


def tallies(shown: Present) -> list[Tally]:
    """Escapes, arrivals and ends up to the step that is shown, each if there is such a thing."""
    cloud, plan = shown.cloud, shown.cloud.course.plan
    found = [tally(event.kind, cloud.counts(i, shown.step), plan, cloud.runs) for i, event in enumerate(cloud.events)]
    ends = cloud.ends
    lost = np.sort(ends[(ends >= 0) & (ends <= shown.step)])
    return [*found, tally("end", lost, plan, cloud.runs)] if len(lost) else found


def tally(kind: str, steps: NDArray[np.int64], plan: Plan, runs: int) -> Tally:
    """A tally of the steps (ascending) at which it happened, by epochs."""
    times, counts = np.unique(steps, return_counts=True)
    epochs = np.array([plan.place(max(0, int(step) - 1)).epoch for step in times], dtype=float)
    last = np.diff(epochs, append=np.inf) > 0
    return Tally(kind, epochs[last], (np.cumsum(counts) / runs)[last], len(steps))


def quantile(found: Tally, share: float) -> int | None:
    """By the end of which epoch it has happened to this share of all runs; None if it has not yet."""
    at = int(np.searchsorted(found.shares, share - 1e-12))
    return int(found.epochs[at]) if at < len(found.epochs) else None


def bins(values: Array, low: float, high: float) -> Bins:
    """The histogram of values (R,) over [low, high]; one that is no number is above."""
    counts = np.bincount(bars_of(values, low, high), minlength=BINS + 2)
    return Bins(np.linspace(low, high, BINS + 1), counts[1:-1], int(counts[0]), int(counts[-1]))


def bars_of(values: Array, low: float, high: float) -> NDArray[np.int64]:
    """In which bar, from 1, each of the values (R,) is; 0 is below all bars, and BINS + 1 is above."""
    # Bars of one width need no search for their edges. A value at the upper edge is inside.
    which = (values - low) * (BINS / (high - low) * (1 - INSIDE))
    which += 1.0
    np.fmin(which, BINS + 1.0, out=which)
    np.maximum(which, 0.0, out=which)
    return which.astype(np.int64)


def theory_of(cloud: Cloud) -> Passage | None:
    """The theory of the escape of a cloud's runs, if it has one."""
    event = next((event for event in cloud.events if event.kind == "escape"), None)
    return None if event is None or cloud.spread else passage(cloud.course, event)


def last_epoch(frame: Frame, steps: int) -> int:
    """The epoch that a step belongs to."""
    return frame.course.plan.place(max(0, min(steps, frame.course.steps) - 1)).epoch
