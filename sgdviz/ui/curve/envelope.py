"""A long column of numbers, seen through few pixels: the least and the greatest value of every pixel row."""

import numpy as np

from sgdviz.core.problem import Array
from sgdviz.core.trace import Trace


class Envelope:
    """θ of a trace from step 0 to `until` in `bins` rows of equal time. A full row is looked at once, then kept."""

    def __init__(self, trace: Trace, until: int, bins: int) -> None:
        self.trace, self.until, self.bins = trace, until, bins
        self.edges = np.ceil(np.arange(bins + 1) * ((until + 1) / bins)).astype(np.int64)
        self.low, self.high = np.empty(bins), np.empty(bins)
        self._full = 0

    def upto(self, step: int) -> tuple[Array, Array, Array]:
        """Time (the middle of each row, in steps), least and greatest θ of steps 0 to `step`, all of shape (rows,)."""
        last = int(np.searchsorted(self.edges, step, side="right")) - 1
        column = self.trace.theta[:, 0]
        if last > self._full:
            first = self.edges[self._full]
            part = column[first:self.edges[last]]
            cuts = self.edges[self._full:last] - first
            self.low[self._full:last] = np.minimum.reduceat(part, cuts)
            self.high[self._full:last] = np.maximum.reduceat(part, cuts)
            self._full = last
        rest = column[self.edges[last]:step + 1]
        times = (self.edges[:last] + self.edges[1:last + 1] - 1) / 2
        return (np.append(times, step), np.append(self.low[:last], rest.min()), np.append(self.high[:last], rest.max()))
