"""Several batches at once: those of an epoch, or all that there can be."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations, product

import numpy as np

from ..plan import Plan
from ..problem import Array, Rows

ALL, ROWS = 5000, 100_000
"""Up to so many possible batches, of so many rows in all, all of them are looked at."""
COUNTLESS = 10**80


@dataclass(frozen=True, eq=False)
class Batches:
    """Their rows one batch after another, and where each begins in them.

    `complete` says that they are all batches of one size that there can be, `replacement` that a row may repeat.
    """

    rows: Rows
    starts: Rows
    complete: bool = False
    replacement: bool = False

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def sizes(self) -> Rows:
        """How many rows each batch has, (m,)."""
        return np.diff(self.starts, append=len(self.rows))

    @cached_property
    def are_equal(self) -> bool:
        """Whether all batches have as many rows."""
        return bool((self.sizes == self.sizes[0]).all())

    @cached_property
    def weights(self) -> Array:
        """The share that each batch has of the rows, (m,)."""
        weights: Array = self.sizes / len(self.rows)
        return weights

    def rows_of(self, batch: int) -> Rows:
        """The rows of one batch, counted from 0."""
        first = self.starts[batch]
        return self.rows[first : first + self.sizes[batch]]

    def means(self, values: Array) -> Array:
        """The mean of the rows' `values` (n, d) over each batch, (m, d)."""
        with np.errstate(all="ignore"):
            return self.own_means(values.take(self.rows, axis=0))

    def own_means(self, values: Array) -> Array:
        """The same of `values` (…, d) in the order of `rows`."""
        means: Array = np.add.reduceat(values, self.starts) / self.sizes[:, None]
        return means

    def blocks(self, most: int) -> Iterator["Batches"]:
        """Some batches after another that have up to `most` rows together, but one at least."""
        first, ends = 0, self.starts + self.sizes
        while first < len(self):
            begin = self.starts[first]
            stop = max(first + 1, int(np.searchsorted(ends, begin + most, side="right")))
            yield Batches(self.rows[begin : ends[stop - 1]], self.starts[first:stop] - begin)
            first = stop


def epoch_batches(plan: Plan, epoch: int) -> Batches:
    """The batches of an epoch in the order in which they come."""
    step = plan.first_step(epoch)
    until = step + plan.place(step).batches
    parts: list[Rows] = []
    starts: list[int] = []
    length, replacement = 0, False
    while step < until:
        (rows,), size = plan.chunk(step, until)
        replacement |= plan.has_replacement(step)
        parts.append(rows)
        starts += range(length, length + len(rows), size)
        length += len(rows)
        step += -(-len(rows) // size)
    return Batches(np.concatenate(parts), np.array(starts), False, replacement)


@lru_cache(maxsize=8)
def all_batches(n: int, size: int, replacement: bool) -> Batches | None:
    """All batches of `size` rows, C(n,B) subsets or n^B draws with replacement; None if they are too many."""
    count = number_of_batches(n, size, replacement)
    if count > ALL or count * size > ROWS:
        return None
    each: Iterable[tuple[int, ...]] = product(range(n), repeat=size) if replacement else combinations(range(n), size)
    rows = np.fromiter(chain.from_iterable(each), np.int64, count * size)
    return Batches(rows, np.arange(count) * size, True, replacement)


def number_of_batches(n: int, size: int, replacement: bool) -> int:
    """How many batches of `size` rows there can be, COUNTLESS at most: nobody reads more digits than that."""
    if not replacement:
        small = min(size, n - size)
        return math.comb(n, small) if small * math.log(n) < 400 else COUNTLESS
    return min(n**size, COUNTLESS) if size * math.log(n) < 400 else COUNTLESS
