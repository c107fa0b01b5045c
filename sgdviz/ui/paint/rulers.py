"""Which of the epochs along a ruler of steps have room for a mark or for a number."""

from collections.abc import Callable
from itertools import pairwise

Extent = Callable[[int], tuple[float, float]]
"""From where to where, in pixels, what stands at an epoch reaches."""


def interval(first: int, last: int, extent: Extent, gap: float) -> int:
    """The smallest of 1, 5, 10, 50, 100, … (each divides the next) whose multiples within [first, last] are `gap` pixels apart.

    Epochs may be unevenly far from each other: batches that change have others.
    """
    wide = extent(last)[1] - extent(first)[0]
    every, factor = 1, 5
    while (last - first) // every * gap > wide or not _fits(multiples(first, last, every), extent, gap):
        every, factor = every * factor, 7 - factor
    return every


def multiples(first: int, last: int, every: int) -> range:
    """Those within [first, last]."""
    return range(-(-first // every) * every, last + 1, every)


def _fits(epochs: range, extent: Extent, gap: float) -> bool:
    return all(extent(a)[1] + gap <= extent(b)[0] for a, b in pairwise(epochs))
