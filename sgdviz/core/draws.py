"""The batches of many seeds at once: each has the rows that it has in the run of its seed, within a batch in any order."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .batches import arranged, mask, settle, words
from .plan import Plan
from .problem import Array, Rows
from .sorts import Room

TOGETHER = 1 << 17
"""So many rows of some seeds are put in order at a time: what that needs stays in the cache.

Of fewer, threads would mostly wait for each other, as only one at a time is between two of NumPy's calls.
"""
TIES = 0.1
"""Keys that begin alike at an edge are made anew; that may be needed for so large a share of the seeds."""


def drawn(plan: Plan, seeds: NDArray[np.uint64], epoch: int, start: int, stop: int, size: int,
          room: Room) -> Iterator[tuple[slice, Rows]]:
    """Some of the seeds (R,) at a time, and their rows [start, stop) of an epoch that is cut into batches of `size`, (r, L).

    The array is used again for the next ones.
    """
    if seeds.tolist() == [plan.seed]:
        yield slice(0, 1), plan.epoch_rows(epoch)[None, start:stop]
        return
    shuffled = plan.shuffled(epoch)
    if shuffled is not None:
        # All edges of the epoch, so that a piece of it has the order that it has in the whole.
        edges = np.arange(start % size or size, plan.n, size)
        for some, rows in shuffles(seeds, shuffled, plan.n, edges, room):
            yield some, rows[:, start:stop]
        return
    count = max(1, TOGETHER // plan.n)
    for at in range(0, len(seeds), count):
        some = slice(at, at + count)
        yield some, plan.orders_of(seeds[some], epoch)[:, start:stop]


def shuffles(seeds: NDArray[np.uint64], epoch: int, n: int, edges: Rows, room: Room) -> Iterator[tuple[slice, Any]]:
    """Some of the seeds at a time, and the rows of their shuffled epoch, (r, n); between two edges they are in any order.

    They are sorted by 32 bits if that tells most keys apart at the edges, else by 64. Which of two keys that begin alike
    comes first is of no matter unless an edge lies between them.
    """
    kind = np.uint32 if len(edges) * n * (int(mask(n, np.uint64)) + 1) <= TIES * 2**32 else np.uint64
    low, begun, count = mask(n, kind), words(seeds, epoch), max(1, TOGETHER // n)
    for at in range(0, len(seeds), count):
        some = slice(at, at + count)
        found = arranged(begun[some], n, kind, room)
        tied = ((found.take(edges, axis=1) ^ found.take(edges - 1, axis=1)) <= low).nonzero()
        for line, edge in zip(*tied, strict=True):
            begin = found[line, edges[edge]] & ~low
            places = np.arange(found[line].searchsorted(begin), found[line].searchsorted(begin | low, side="right"))
            settle(found, np.full(len(places), line), places, begun[some])
        found &= low
        yield some, found


def batch_means(summary: Array, plan: Plan, seeds: NDArray[np.uint64], epoch: int, start: int, stop: int, size: int,
                room: Room, between: Callable[[int], object] = lambda dealt: None) -> Array:
    """The means of the `summary` (n, s) over the batches of `size` of the rows [start, stop) of an epoch, (batches, s, R).

    `between` is called after every part of a millisecond, with how many seeds have their rows.
    """
    full, count = (stop - start) // size, -(-(stop - start) // size)
    means = np.empty((count, summary.shape[1], len(seeds)), summary.dtype)
    for some, rows in drawn(plan, seeds, epoch, start, stop, size, room):
        between(min(some.stop, len(seeds)))
        cut = rows[:, : full * size].reshape(len(rows), full, size)
        for batches, lines in ((slice(0, full), cut), (slice(full, count), rows[:, None, full * size :])):
            if lines.size:
                means[batches, :, some] = means_of(summary, lines.transpose(2, 0, 1), room).transpose(1, 2, 0)
    return means


def means_of(summary: Array, rows: Rows, room: Room) -> Array:
    """The means of the `summary` (n, s) over the rows (B, …) of batches that lie side by side, (…, s)."""
    taken, gathered = room("rows", rows.shape, np.intp), room("gathered", (*rows.shape, summary.shape[1]), summary.dtype)
    np.copyto(taken, rows)
    # Any mode but that which looks for rows that are not there takes them straight to where they belong.
    summary.take(taken, axis=0, mode="wrap", out=gathered)
    sums = np.add.reduce(gathered.reshape(len(rows), -1), axis=0)
    sums *= sums.dtype.type(1 / len(rows))
    return sums.reshape(gathered.shape[1:])
