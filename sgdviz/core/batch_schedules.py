"""Batch-size schedules: how large the batches of an epoch are, a pure function of the epoch, settled where it begins."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import count
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .invalid import QT_TRANSLATE_NOOP
from .parameters import Catalog, Integer, Real


class Growth(NamedTuple):
    """`sizes(first)` are the batch sizes of one stage after another, never falling; a stage lasts `every` epochs.

    The last stage of those that end lasts for ever.
    """

    every: int
    sizes: Callable[[int], Iterable[float]]


batch_schedules: Catalog[Growth] = Catalog("batch-size schedule")
Every = Annotated[int, Integer(low=1, high=10**7, slider=(1, 50), label=QT_TRANSLATE_NOOP("core", "epochs a stage"))]


@batch_schedules.register(QT_TRANSLATE_NOOP("core", "constant"))
def constant() -> Growth:
    """B at all times."""
    return Growth(1, lambda first: (first,))


@batch_schedules.register(QT_TRANSLATE_NOOP("core", "steps up"))
def step(
    every: Every = 5,
    factor: Annotated[float, Real(low=1.01, high=1000, slider=(1.1, 10), scale="log",
                                  label=QT_TRANSLATE_NOOP("core", "factor"))] = 2.0,
) -> Growth:
    """B · factor^⌊(epoch − 1) / every⌋, in place of a learning rate that falls (Smith, Kindermans, Ying, Le 2018)."""
    return Growth(every, lambda first: (first * factor**stage for stage in count()))


@batch_schedules.register(QT_TRANSLATE_NOOP("core", "linear"))
def linear(
    every: Every = 1,
    by: Annotated[int, Integer(low=1, high=10**9, slider=(1, 100), scale="log", unit=QT_TRANSLATE_NOOP("core", "rows"),
                               label=QT_TRANSLATE_NOOP("core", "increase"))] = 8,
) -> Growth:
    """B + by · ⌊(epoch − 1) / every⌋ (cf. Friedlander, Schmidt 2012)."""
    return Growth(every, lambda first: count(first, by))


CONSTANT = constant()


class Ladder:
    """The batch size of every epoch over n rows, and which steps it would have, were they counted from epoch 1 on.

    Each rung is a run of epochs that are cut alike; the last has no end. Random access is a bisect.
    """

    def __init__(self, n: int, first: int, growth: Growth) -> None:
        self.n = n
        self._epochs, self._sizes, self._steps = [1], [min(first, n)], [0]
        for stage, size in enumerate(growth.sizes(first)):
            if min(round(size), n) > self._sizes[-1]:
                self._add(1 + stage * growth.every, min(round(size), n))
            if self._sizes[-1] == n:
                break

    @property
    def _rungs(self) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        return self.n, tuple(self._epochs), tuple(self._sizes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ladder) and self._rungs == other._rungs

    def __hash__(self) -> int:
        return hash(self._rungs)

    def _add(self, epoch: int, size: int) -> None:
        self._steps.append(self._steps[-1] + (epoch - self._epochs[-1]) * -(-self.n // self._sizes[-1]))
        self._epochs.append(epoch)
        self._sizes.append(size)

    @property
    def is_even(self) -> bool:
        """Whether all epochs are cut alike."""
        return len(self._sizes) == 1

    def size(self, epoch: int) -> int:
        """The batch size of an epoch."""
        return self._sizes[bisect_right(self._epochs, epoch) - 1]

    def alike(self, epoch: int, most: int) -> int:
        """How many epochs from this one on are cut alike, if they are not more than `most`."""
        after = bisect_right(self._epochs, epoch)
        return min(most, self._epochs[after] - epoch) if after < len(self._epochs) else most

    def first_step(self, epoch: int) -> int:
        """The step with which an epoch begins."""
        rung = bisect_right(self._epochs, epoch) - 1
        return self._steps[rung] + (epoch - self._epochs[rung]) * -(-self.n // self._sizes[rung])

    def at(self, step: int) -> tuple[int, int, int]:
        """The epoch of a step, how many of its batches are done before it, and their size."""
        rung = bisect_right(self._steps, step) - 1
        size = self._sizes[rung]
        more, done = divmod(step - self._steps[rung], -(-self.n // size))
        return self._epochs[rung] + more, done, size

    def places(self, steps: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The epochs of many steps, and how many of their batches are done before each."""
        rungs = np.searchsorted(self._steps, steps, side="right") - 1
        first, begun, sizes = (np.array(column)[rungs] for column in (self._epochs, self._steps, self._sizes))
        more, done = np.divmod(steps - begun, -(-self.n // sizes))
        return first + more, done
