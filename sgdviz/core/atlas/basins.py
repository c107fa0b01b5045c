"""Basins: for every start of a plane, or of a line and every learning rate, the minimum that the run from there reaches."""


from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..course import Course
from ..problem import Array
from ..replicas import Replicas, check
from ..slice import Plane
from .atlas import Atlas, Cells
from .fates import Fates, Stopped, fates

BLOCK = 16384
"""So many runs are taken together: fewer are slowed by what each step costs, more leave the cache."""
SCOUTS = 8
"""So many runs a side look for minima first."""


class Basins(Atlas):
    """The runs of one course from other starts (rows, columns, d) and, if given, with other learning rates (rows, columns).

    On a `plane` the starts are its points (rows, columns, 2), which become θ when they are asked for: all of them together
    take gigabytes where there are many weights. Batches, rule, schedule and the number of steps are those of the course.
    Invalid as in Replicas.
    """

    def __init__(self, course: Course, starts: Array, rates: Array | None = None, plane: Plane | None = None) -> None:
        check(course)
        super().__init__(course.problem, *starts.shape[:2])
        self.course, self.rates = course, rates
        self._starts, self._plane = starts, plane

    def starts(self, cells: Cells) -> Array:
        """The θ (k, d) where the runs of these pixels start."""
        points = self._starts[tuple(cells.T)]
        if self._plane is None:
            return points
        # A product with one row alone is rounded otherwise than one with many, and a pixel must be the run that it opens.
        return self._plane.lift(np.concatenate([points, points[:1]]))[:-1]

    def axes(self) -> dict[str, NDArray[Any]]:
        starts = self.starts(np.argwhere(np.ones_like(self.fate))).reshape(*self.fate.shape, -1)
        return {"starts": starts, **({} if self.rates is None else {"rates": self.rates})}

    def scouts(self) -> Replicas:
        rows, columns = (np.linspace(0, count - 1, min(count, SCOUTS)).astype(int) for count in self.fate.shape)
        return self._runs(np.stack(np.meshgrid(rows, columns, indexing="ij"), axis=-1).reshape(-1, 2))

    def _runs(self, cells: Cells) -> Replicas:
        rates = None if self.rates is None else self.rates[tuple(cells.T)]
        return Replicas(self.course, starts=self.starts(cells), rates=rates, dtype=np.float64, threads=1)

    def blocks(self, cells: Cells) -> list[Cells]:
        return np.array_split(cells, -(-len(cells) // BLOCK))

    def work(self, cells: Cells) -> float:
        return float(len(cells))

    def follow(self, cells: Cells, stopped: Stopped) -> Fates | None:
        return fates(self._runs(cells), self.ends, stopped)
