"""A long column seen through few pixels: the least and the greatest value of blocks of rows, however many there are."""

from typing import NamedTuple

import numpy as np

from sgdviz.core.problem import Array


class Blocks(NamedTuple):
    """Blocks of `size` rows, the last perhaps shorter; block i begins at row `first` + i·`size`. Low and high are (m,)."""

    first: int
    size: int
    low: Array
    high: Array

    @property
    def middles(self) -> Array:
        """The row in the middle of each block, as if all were full, (m,)."""
        return self.first + self.size * np.arange(len(self.low), dtype=float) + (self.size - 1) / 2


class Envelope:
    """Least and greatest values in a column whose rows become known one after another and never change.

    A pyramid: level L holds the full blocks of 2^L rows. Each row is looked at once; after that any stretch of the
    column costs what its picture costs. nan is no value.
    """

    def __init__(self, column: Array) -> None:
        self.column, self.rows = column, 0
        sizes = [2**level for level in range(1, len(column).bit_length())]
        self._levels = [(np.empty(len(column) // size), np.empty(len(column) // size)) for size in sizes]

    def extend(self, rows: int) -> None:
        """The first `rows` rows are known from now on."""
        before, self.rows = self.rows, rows
        below = self.column, self.column
        for level, (low, high) in enumerate(self._levels, 1):
            new = slice(before >> level, rows >> level)
            left, right = slice(2 * new.start, 2 * new.stop, 2), slice(2 * new.start + 1, 2 * new.stop, 2)
            np.fmin(below[0][left], below[0][right], out=low[new])
            np.fmax(below[1][left], below[1][right], out=high[new])
            below = low, high

    def blocks(self, first: int, stop: int, most: int) -> Blocks:
        """Rows [first, stop) in the finest blocks of a power of two of which at most `most` are needed.

        Blocks begin at multiples of their size, so the first may begin before `first`, and a picture does not flicker
        as rows come; the last ends at `stop`. Only known rows count.
        """
        stop = min(stop, self.rows)
        first = max(0, min(first, stop))
        level = 0
        while -(-stop >> level) - (first >> level) > most:
            level += 1
        begin, full = first >> level, stop >> level
        low, high = self._levels[level - 1] if level else (self.column, self.column)
        rest = self.column[full << level:stop]
        least, greatest = ([reduce(rest)] if len(rest) else [] for reduce in (np.fmin.reduce, np.fmax.reduce))
        return Blocks(begin << level, 1 << level, np.append(low[begin:full], least), np.append(high[begin:full], greatest))

    def range(self, stop: int) -> tuple[float, float]:
        """The least and the greatest of rows [0, stop), nan if there is none."""
        found = self.blocks(0, stop, 64)
        if not len(found.low):
            return np.nan, np.nan
        return float(np.fmin.reduce(found.low)), float(np.fmax.reduce(found.high))
