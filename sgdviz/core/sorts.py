"""Sorting many lines of words at once, and the room for such work."""

import math
import threading
from collections.abc import Callable
from functools import cache, partial
from timeit import timeit
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Words = NDArray[np.unsignedinteger[Any]]
NETWORK = 512
"""So many words at most NumPy sorts by a network."""
TRIED = 16
"""So many lines tell which way is the faster."""
LONGEST = 1 << 19
"""Room of more numbers is not kept: a thread would hold on to it for a batch of a million rows."""
SCATTERED = 2654435761
"""2³² over the golden ratio: its multiples are in no order (Knuth 1973)."""


class Room(threading.local):
    """Memory for what comes between, by name, that is used again: to get it anew takes as long as to work in it.

    Each thread has its own.
    """

    def __init__(self) -> None:
        self._kept: dict[str, NDArray[Any]] = {}

    def __call__(self, name: str, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
        """An array that holds anything, until the next one of this name is asked for."""
        size, kept = math.prod(shape), self._kept.get(name)
        if kept is None or len(kept) < size or kept.dtype != dtype:
            kept = np.empty(size, dtype)
            if size <= LONGEST:
                self._kept[name] = kept
        return kept[:size].reshape(shape)


@cache
def sorting(n: int, kind: type[np.unsignedinteger[Any]]) -> Callable[[Words, Room], None]:
    """The faster of two ways on this processor to sort lines of n words.

    Halves that NumPy sorts by a network, without a branch, gain on the passes that it makes over more words, which some
    processors are slow at.
    """
    if not NETWORK < n <= 2 * NETWORK:
        return at_once
    words = (SCATTERED * np.arange(TRIED * n, dtype=np.uint64)).astype(np.uint32).astype(kind).reshape(TRIED, n)

    def seconds(sort: Callable[[Words, Room], None]) -> float:
        return min(timeit(partial(sort, words.copy(), Room()), number=1) for _ in range(3))

    return min(at_once, by_halves, key=seconds)


def at_once(words: Words, room: Room) -> None:
    """Sort each line (r, n) in place."""
    words.sort(axis=-1)


def by_halves(words: Words, room: Room) -> None:
    """Sort each line (r, n) in place: both halves, then their lower and their upper numbers (Batcher 1968).

    The i-th least number of one half against the i-th greatest of the other: the lesser of all pairs are the lower half.
    """
    n = words.shape[-1]
    half = n // 2
    first, last = words[:, : n - half], words[:, n - half :]
    first.sort(axis=-1)
    last.sort(axis=-1)
    upper, falling = first[:, n - 2 * half :], last[:, ::-1]
    greater = np.maximum(upper, falling, out=room("greater", upper.shape, words.dtype))
    np.minimum(upper, falling, out=upper)
    np.copyto(last, greater)
    first.sort(axis=-1)
    last.sort(axis=-1)
