"""How far runs are from a point, however long they are."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sgdviz.core.problem import Array
from sgdviz.core.trace import Trace

from ..loss.envelope import Envelope

PART = 1 << 14
"""So many rows at a time stay in the cache."""


class Piece(NamedTuple):
    """Steps [edges[i], edges[i+1]) lie between low[i] and high[i]; single steps each if `single`."""

    edges: Array
    low: Array
    high: Array
    single: bool


class Distances:
    """|θ_k − s| of every row of a trace as far as it is computed, and in one dimension x_k − s with its sign."""

    def __init__(self, trace: Trace, point: Array) -> None:
        self.trace, self.point = trace, point
        self.away = Envelope(np.empty(trace.steps + 1))
        self.side = Envelope(np.empty(trace.steps + 1)) if len(point) == 1 else None
        self._looked: tuple[float, int, int | None] = (0.0, 0, None)

    def extend(self, most: int) -> None:
        """Take in what has been computed, at most so many rows of it."""
        first, stop = self.away.rows, min(len(self.trace), self.away.rows + most)
        with np.errstate(all="ignore"):
            for begin in range(first, stop, PART):
                rows = slice(begin, min(begin + PART, stop))
                off = self.trace.theta[rows] - self.point
                if self.side is not None:
                    self.side.column[rows] = off[:, 0]
                    np.abs(off[:, 0], out=self.away.column[rows])
                else:
                    np.sqrt(np.einsum("ij,ij->i", off, off), out=self.away.column[rows])
        self.away.extend(stop)
        if self.side is not None:
            self.side.extend(stop)

    def first_within(self, radius: float, last: int) -> int | None:
        """The first step up to `last` at which the run is no farther than this; each row is looked at once."""
        before, rows, found = self._looked
        if radius != before:
            rows, found = 0, None
        if found is None:
            near = self.away.column[rows : self.away.rows] <= radius
            found = rows + int(near.argmax()) if near.any() else None
        self._looked = radius, self.away.rows, found
        return found if found is not None and found <= last else None


def pieces(envelope: Envelope, last: int, width: float, log: float | None) -> Iterator[Piece]:
    """The rows up to `last` in as many blocks as there are pixels: `width` of them, or on a logarithmic axis `log` of them
    for every doubling of the step, which begins at step 1."""
    first = 0 if log is None else 1
    while first <= last:
        stop = last + 1 if log is None else min(2 * first, last + 1)
        blocks = envelope.blocks(first, stop, max(2, int(width if log is None else log * math.log2(stop / first))))
        if not len(blocks.low):
            return
        edges = np.minimum(blocks.first + blocks.size * np.arange(len(blocks.low) + 1.0), stop)
        yield Piece(edges, blocks.low, blocks.high, blocks.size == 1)
        first = stop
