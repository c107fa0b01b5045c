"""The orders in which an epoch's rows come: pure functions of the seed and the epoch."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .invalid import QT_TRANSLATE_NOOP
from .parameters import Catalog
from .problem import Rows
from .sorts import Room, Words, sorting

orders: Catalog[Rows] = Catalog("order")
"""Functions (seed, epochs of any shape, n) → the n rows of each epoch in the order in which they come, shape (…, n).

Few rows may be told by integers of 32 bits.
"""

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ over the golden ratio: splitmix64's step from one word to the next."""
SHORT = 1024
"""The order of so many rows at most is told by 32 bits, but for a pair in one epoch of eight."""
ROOM = Room()


def mix(z: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finalizer of splitmix64 (Steele, Lea, Flood 2014), elementwise: one 64-bit hash for one 64-bit word."""
    z = z.copy()
    mix_in_place(z, np.empty_like(z))
    return z


def mix_in_place(z: NDArray[np.uint64], room: NDArray[np.uint64]) -> None:
    """`mix` of an array that is overwritten, with `room` of its shape for what comes between."""
    mix_upper(z, room)
    np.right_shift(z, np.uint64(31), out=room)
    z ^= room


def mix_upper(z: NDArray[np.uint64], room: NDArray[np.uint64]) -> None:
    """`mix_in_place` but for its last step, which only changes a word's lower 33 bits."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        np.right_shift(z, np.uint64(shift), out=room)
        z ^= room
        z *= np.uint64(factor)


def keys(seed: ArrayLike, epoch: ArrayLike, n: int) -> NDArray[np.uint64]:
    """A hash of (seed, epoch, row) for every row, shape (…, n) for seeds and epochs of shape (…); no two of an epoch are equal.

    Counter-based, so that any epoch of any seed is at hand at once, and of integers only, so that it is the same on
    every machine and under every version of NumPy.
    """
    z = words(seed, epoch)[..., None] + steps(n)
    mix_in_place(z, ROOM("between", z.shape, np.uint64))
    return z


def words(seed: ArrayLike, epoch: ArrayLike) -> NDArray[np.uint64]:
    """A hash of (seed, epoch), of which the keys of its rows are made."""
    # Arrays overflow without a word, which single numbers do not.
    seeds, epochs = (np.asarray(given, dtype=np.uint64)[..., None] for given in (seed, epoch))
    return mix(mix(seeds + GOLDEN) + GOLDEN * epochs)[..., 0]


def steps(n: int) -> NDArray[np.uint64]:
    """From the word of an epoch to those of its rows, (n,)."""
    return GOLDEN * np.arange(1, n + 1, dtype=np.uint64)


def mask(n: int, kind: Any) -> Any:
    """The lower bits of a word that hold the number of one of n rows."""
    return kind((1 << max(1, (n - 1).bit_length())) - 1)


def arranged(begun: NDArray[np.uint64], n: int, kind: Any, room: Room) -> Words:
    """The rows of some epochs, given by their `words` (r,), in the order in which the upper bits of their keys put them, (r, n).

    Numbers of so many bits with the row's in place of the lower ones (`mask`) are sorted in a third of an argsort's time.
    """
    shape = (len(begun), n)
    z, between = room("hashes", shape, np.uint64), room("between", shape, np.uint64)
    np.add(begun[:, None], steps(n), out=z)
    found: Words = z
    if kind is np.uint32:
        mix_upper(z, between)
        found = np.right_shift(z, np.uint64(32), out=room("upper", shape, kind), casting="unsafe")
    else:
        mix_in_place(z, between)
    found &= ~mask(n, kind)
    found |= np.arange(n, dtype=kind)
    sorting(n, kind)(found, room)
    return found


def settle(found: Words, lines: Rows, places: Rows, begun: NDArray[np.uint64]) -> None:
    """Put those of the `arranged` rows in the order of their whole keys, of which all that begin alike are given."""
    alike = found[lines, places]
    rows = (alike & mask(found.shape[1], found.dtype.type)).astype(np.uint64)
    found[lines, places] = alike[np.lexsort((mix(begun[lines] + GOLDEN * (rows + np.uint64(1))), lines))]


@orders.register(QT_TRANSLATE_NOOP("core", "shuffle each epoch"))
def shuffle(seed: int, epoch: ArrayLike, n: int) -> Rows:
    """Every epoch has its own random order, that of the keys of its rows."""
    begun = words(seed, epoch)
    kind = np.uint32 if n <= SHORT else np.uint64
    low, found = mask(n, kind), arranged(begun.reshape(-1), n, kind, ROOM)
    # Where the last row of an epoch and the first of the next one count as alike they stay what they are.
    flat = found.reshape(-1)
    apart = np.bitwise_xor(flat[1:], flat[:-1], out=ROOM("apart", (len(flat) - 1,), kind))
    alike = np.flatnonzero(apart <= low)
    if len(alike):
        lines, places = np.divmod(sorted({*alike.tolist(), *(alike + 1).tolist()}), n)
        settle(found, lines, places, begun.reshape(-1))
    rows: Rows = (found & low).view(f"i{found.itemsize}")
    return rows.reshape(*begun.shape, n)


@orders.register(QT_TRANSLATE_NOOP("core", "shuffle once"), fixed=True)
def shuffle_once(seed: int, epoch: ArrayLike, n: int) -> Rows:
    """The first epoch's random order, for ever."""
    return shuffle(seed, np.ones_like(epoch), n)


@orders.register(QT_TRANSLATE_NOOP("core", "as in the file"), fixed=True)
def sequential(seed: int, epoch: ArrayLike, n: int) -> Rows:
    """The order of the file."""
    return np.broadcast_to(np.arange(n), (*np.shape(epoch), n))


@orders.register(QT_TRANSLATE_NOOP("core", "with replacement"), replacement=True)
def with_replacement(seed: int, epoch: ArrayLike, n: int) -> Rows:
    """n draws, each from all rows: a row may come twice or not at all."""
    high = keys(seed, epoch, n) >> np.uint64(32)
    return ((high * np.uint64(n)) >> np.uint64(32)).astype(np.int64)
