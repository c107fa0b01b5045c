"""Where a learning rate stands on the dial: a logarithmic scale that holds all limits and the present rate."""

import math
from collections.abc import Iterable
from typing import NamedTuple

BELOW, ABOVE = 5.0, 3.0
"""How far the scale reaches beyond the outermost limits, as factors."""
MOST = 1e6
"""From one end to the other at most, unless the present rate is farther out."""


class Range(NamedTuple):
    """A logarithmic scale from `low` to `high`."""

    low: float
    high: float

    @classmethod
    def around(cls, limits: Iterable[float], rate: float) -> "Range":
        """One that holds the limits and the rate, on ends that seldom move: thirds of a decade."""
        known = [limit for limit in limits if 0 < limit < math.inf] or [rate if rate > 0 else 1.0]
        low, high = min(known) / BELOW, max(known) * ABOVE
        low = max(low, high / MOST)
        if rate > 0:
            low, high = min(low, rate / 1.5), max(high, rate * 1.5)
        return cls(10 ** (math.floor(3 * math.log10(low)) / 3), 10 ** (math.ceil(3 * math.log10(high)) / 3))

    def share(self, rate: float) -> float:
        """Where a rate stands, from 0 to 1; beyond an end, at the end."""
        if rate <= self.low:
            return 0.0
        return min(1.0, math.log(rate / self.low) / math.log(self.high / self.low))

    def rate(self, share: float) -> float:
        """The rate at a place from 0 to 1, to three figures."""
        return float(f"{self.low * (self.high / self.low) ** min(max(share, 0.0), 1.0):.3g}")
