"""The batches of many seeds at once: each has the rows that it has in the run of its seed, within a batch in any order."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .batches import GOLDEN, keys, mix_in_place, words
from .plan import Plan
from .problem import Array, Rows

TOGETHER = 1 << 14
"""So many rows of some seeds are put in order at a time: what that needs stays in the cache."""
TIES = 0.1
"""Two keys that cannot be told apart are looked for anew; that may be needed for so large a share of the seeds."""


def drawn(plan: Plan, seeds: NDArray[np.uint64], epoch: int, start: int, stop: int, size: int) -> Iterator[tuple[slice, Rows]]:
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
        for some, rows in shuffles(seeds, shuffled, plan.n, edges):
            yield some, rows[:, start:stop]
        return
    count = max(1, TOGETHER // plan.n)
    for at in range(0, len(seeds), count):
        some = slice(at, at + count)
        yield some, plan.orders_of(seeds[some], epoch)[:, start:stop]


def shuffles(seeds: NDArray[np.uint64], epoch: int, n: int, edges: Rows) -> Iterator[tuple[slice, Rows]]:
    """Some of the seeds at a time, and the rows of their shuffled epoch, (r, n); between two edges they are in any order.

    The upper bits of each key are sorted with its row in place of the lower ones, which are 32 in all if that tells most keys
    apart, else 64. Which of two keys that begin alike comes first is of no matter unless an edge lies between them.
    """
    bits = max(1, (n - 1).bit_length())
    kind = np.uint32 if (len(edges) * n) << bits <= TIES * 2**32 else np.uint64
    low = kind((1 << bits) - 1)
    count = max(1, TOGETHER // n)
    numbers, steps = np.arange(n, dtype=kind), GOLDEN * np.arange(1, n + 1, dtype=np.uint64)
    hashes, room, packed = (np.empty((count, n), dtype=dtype) for dtype in (np.uint64, np.uint64, kind))
    begun = words(seeds, epoch)
    for at in range(0, len(seeds), count):
        own = begun[at : at + count, None]
        some, z, w = slice(at, at + len(own)), hashes[: len(own)], packed[: len(own)]
        np.add(own, steps, out=z)
        mix_in_place(z, room[: len(own)])
        if kind is np.uint32:
            z >>= np.uint64(32)
        np.copyto(w, z, casting="unsafe")
        w &= ~low
        w |= numbers
        w.sort(axis=-1)
        tied = ((w.take(edges, axis=1) ^ w.take(edges - 1, axis=1)) <= low).any(axis=-1)
        w &= low
        if tied.any():
            w[tied] = np.argsort(keys(seeds[some][tied], epoch, n), axis=-1, kind="stable")
        yield some, w


def batch_means(summary: Array, plan: Plan, seeds: NDArray[np.uint64], epoch: int, start: int, stop: int, size: int) -> Array:
    """The means of the `summary` (n, s) over the batches of `size` of the rows [start, stop) of an epoch, (batches, s, R)."""
    full, count = (stop - start) // size, -(-(stop - start) // size)
    means = np.empty((count, summary.shape[1], len(seeds)), summary.dtype)
    for some, rows in drawn(plan, seeds, epoch, start, stop, size):
        cut = rows[:, : full * size].reshape(len(rows), full, size)
        for batches, lines in ((slice(0, full), cut), (slice(full, count), rows[:, None, full * size :])):
            if lines.size:
                means[batches, :, some] = means_of(summary, lines.transpose(2, 0, 1)).transpose(1, 2, 0)
    return means


def means_of(summary: Array, rows: Rows) -> Array:
    """The means of the `summary` (n, s) over the rows (B, …) of batches that lie side by side, (…, s)."""
    gathered = summary.take(np.ascontiguousarray(rows, dtype=np.intp).reshape(len(rows), -1), axis=0)
    sums = np.add.reduce(gathered.reshape(len(rows), -1), axis=0)
    sums *= sums.dtype.type(1 / len(rows))
    return sums.reshape(*rows.shape[1:], -1)
