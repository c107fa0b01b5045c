"""The sweep: for every learning rate and every batch size, what becomes of the run from the same start with the same seed."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..course import Course
from ..descent import courses
from ..experiment import Experiment
from ..problem import Array, Problem
from ..replicas import Replicas, check
from ..theory import largest_stable, stability
from .atlas import Atlas, Cells
from .fates import Fates, Stopped, fates
from .pixels import with_rate

COLUMNS = 64
"""Up to so many rows of data every batch size has its column; of more, so many sizes do, evenly spread on a log axis."""
LONGEST = 50_000
"""Batches so small that their run would have more steps than that are left out."""
SCOUTS = 9
"""So many learning rates look for minima first."""
OVERHEAD = 2000
"""A step of an array costs as much as that of so many runs, however few are in it."""


class Sweep(Atlas):
    """Runs of one experiment with the learning rates `rates` (rows,) and the batch sizes `sizes` (columns,).

    Each is the watched run as it is once the two are set, from its start with its seed, for the same number of epochs;
    where another run is the first, which says how long all are, for the same number of steps. `limits` (columns,) are the
    learning rates up to which theory calls the minimum stable, nan where it says nothing. Invalid as in Replicas.
    """

    strided, valued = False, True

    def __init__(self, experiment: Experiment, problem: Problem, watched: int, rates: Array, sizes: NDArray[np.int64]) -> None:
        super().__init__(problem, len(rates), len(sizes))
        self.rates, self.sizes = rates, sizes
        # With η = 1 the share of a rate is the rate itself, to the last digit.
        self.courses = [courses(with_rate(experiment, watched, 1.0, size), problem)[watched] for size in sizes.tolist()]
        check(self.courses[0])
        self.limits: Array = np.full(len(sizes), np.nan)

    def axes(self) -> dict[str, NDArray[Any]]:
        return {"rates": self.rates, "sizes": self.sizes, "limits": self.limits}

    def scouts(self) -> Replicas:
        """Those of the largest batches at a few rates."""
        return self._runs(self.columns - 1, self.rates[np.unique(np.linspace(0, self.rows - 1, SCOUTS).astype(int))])

    def scout(self, stopped: Stopped) -> None:
        """Also what theory says of the minimum, where there is one."""
        super().scout(stopped)
        minima = [mark.point for mark in self.ends.marks if mark.kind == "minimum" and mark.smooth]
        if len(minima) == 1:
            for column, course in enumerate(self.courses):
                if not stopped():
                    self.limits[column] = limit(course, minima[0])

    def _runs(self, column: int, rates: Array) -> Replicas:
        return Replicas(self.courses[column], rates=rates, dtype=np.float64, threads=1)

    def blocks(self, cells: Cells) -> list[Cells]:
        order = np.argsort(cells[:, 1], kind="stable")
        cells = cells[order]
        return np.split(cells, np.flatnonzero(np.diff(cells[:, 1])) + 1)

    def work(self, cells: Cells) -> float:
        return float(self.courses[cells[0, 1]].steps) * (OVERHEAD + len(cells))

    def follow(self, cells: Cells, stopped: Stopped) -> Fates | None:
        return fates(self._runs(int(cells[0, 1]), self.rates[cells[:, 0]]), self.ends, stopped)


def limit(course: Course, minimum: Array) -> float:
    """The learning rate up to which the rule of a course is stable at a minimum with its batches; nan where unknown."""
    plan, law = course.plan, course.laws[0]
    size, order = plan.drawn(0)
    found = stability(course.problem, law.method, minimum, size, order, plan.seed)
    if found.acts == "unknown" or course.rate_varies or plan.size_varies:
        return np.nan
    value = found.stable if found.batches is None else found.batches
    return value if np.isfinite(value) else np.nan


def batch_sizes(n: int, epochs: int) -> NDArray[np.int64]:
    """The batch sizes of a sweep over n rows: all, or as many as there are columns."""
    least = min(n, max(1, -(-n * epochs // LONGEST)))
    if n - least < COLUMNS:
        return np.arange(least, n + 1)
    return np.unique(np.rint(np.geomspace(least, n, COLUMNS)).astype(np.int64))


def learning_rates(course: Course, rows: int) -> Array:
    """The learning rates of a map, evenly spread on a log axis about the limit of the rule and the present rate."""
    present, minima = course.laws[0].method.lr, [mark.point for mark in course.problem.marks if mark.kind == "minimum"]
    known = largest_stable(course.problem, course.laws[0].method, minima[0]) if minima else None
    high = 3 * max(present, known if known is not None and np.isfinite(known) else 10 * present)
    return np.geomspace(min(high / 300, present / 3), high, rows)


def steady(experiment: Experiment, watched: int) -> Experiment:
    """What all pixels of a sweep have in common: the experiment but for learning rate and batch size of the watched run."""
    return replace(with_rate(experiment, watched, 1.0, 1), title="", text="", views=(), chord=None, averages=())
