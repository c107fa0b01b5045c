"""A long column seen through few pixels: the least and the greatest value of blocks of rows, however many there are."""

from typing import NamedTuple

import numpy as np

from sgdviz.core.problem import Array

FINEST = 6
"""The pyramid's lowest level has blocks of 2^6 rows: finer ones are made of the column itself, as far as it is seen."""
PART = 1 << 15
"""So many rows are looked at for both values before the next ones, so that they are fetched from memory once."""


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

    A pyramid: level L ≥ FINEST holds the full blocks of 2^L rows, half a byte a row. Each row is looked at once; after
    that any stretch of the column costs what its picture costs. nan is no value.
    """

    def __init__(self, column: Array) -> None:
        self.column, self.rows = column, 0
        self._range = (0, np.nan, np.nan)
        sizes = [2**level for level in range(FINEST, len(column).bit_length())]
        self._levels = [(np.empty(len(column) // size), np.empty(len(column) // size)) for size in sizes]

    def extend(self, rows: int) -> None:
        """The first `rows` rows are known from now on."""
        before, self.rows = self.rows, rows
        if before >> FINEST == rows >> FINEST:
            return
        low, high = self._levels[0]
        for first in range(before >> FINEST, rows >> FINEST, PART >> FINEST):
            new = slice(first, min(first + (PART >> FINEST), rows >> FINEST))
            part = self.column[new.start << FINEST : new.stop << FINEST].reshape(-1, 1 << FINEST)
            np.fmin.reduce(part, axis=1, out=low[new])
            np.fmax.reduce(part, axis=1, out=high[new])
        for level, (lower, upper) in enumerate(self._levels[1:], FINEST + 1):
            new = slice(before >> level, rows >> level)
            below = slice(2 * new.start, 2 * new.stop)
            _halve(low[below], high[below], lower[new], upper[new])
            low, high = lower, upper

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
        return self.on_level(first, stop, level)

    def on_level(self, first: int, stop: int, level: int) -> Blocks:
        """Rows [first, stop) in blocks of 2^level rows, as `blocks` has them."""
        stop = min(stop, self.rows)
        first = max(0, min(first, stop))
        begin, full = first >> level, stop >> level
        low, high = self._full(level, begin, full)
        rest = self.column[full << level:stop]
        least, greatest = ([reduce(rest)] if len(rest) else [] for reduce in (np.fmin.reduce, np.fmax.reduce))
        return Blocks(begin << level, 1 << level, np.append(low, least), np.append(high, greatest))

    def _full(self, level: int, begin: int, full: int) -> tuple[Array, Array]:
        """The full blocks [begin, full) of a level, of which a picture needs a few thousand at most."""
        if level >= FINEST:
            low, high = self._levels[level - FINEST]
            return low[begin:full], high[begin:full]
        low = high = self.column[begin << level : full << level]
        for _ in range(level):
            low, high = _halve(low, high)
        return low, high

    def range(self, stop: int) -> tuple[float, float]:
        """The least and the greatest of rows [0, stop), nan if there is none; what it told last is not looked for again."""
        stop = min(stop, self.rows)
        before, low, high = self._range
        if stop < before or stop - before > 1 << FINEST:
            found = self.blocks(0, stop, 64)
            low, high = (float(reduce(part, initial=np.nan)) for reduce, part in
                         ((np.fmin.reduce, found.low), (np.fmax.reduce, found.high)))
        elif stop > before:
            new = self.column[before:stop]
            low, high = float(np.fmin.reduce(new, initial=low)), float(np.fmax.reduce(new, initial=high))
        self._range = stop, low, high
        return low, high


def _halve(low: Array, high: Array, lower: Array | None = None, upper: Array | None = None) -> tuple[Array, Array]:
    """Pairs of blocks as one, into `lower` and `upper` if they are given."""
    return np.fmin(low[::2], low[1::2], out=lower), np.fmax(high[::2], high[1::2], out=upper)
