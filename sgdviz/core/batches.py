"""The orders in which an epoch's rows come: pure functions of the seed and the epoch."""


import numpy as np
from numpy.typing import ArrayLike, NDArray

from .invalid import QT_TRANSLATE_NOOP
from .parameters import Catalog
from .problem import Rows
from .sorts import Room, sorting

orders: Catalog[Rows] = Catalog("order")
"""Functions (seed, epochs of any shape, n) → the n rows of each epoch in the order in which they come, shape (…, n)."""

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ over the golden ratio: splitmix64's step from one word to the next."""
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
    """A hash of (seed, epoch, row) for every row, shape (…, n) for seeds and epochs of shape (…).

    Counter-based, so that any epoch of any seed is at hand at once, and of integers only, so that it is the same on
    every machine and under every version of NumPy.
    """
    z = words(seed, epoch)[..., None] + GOLDEN * np.arange(1, n + 1, dtype=np.uint64)
    mix_in_place(z, ROOM("between", z.shape, np.uint64))
    return z


def words(seed: ArrayLike, epoch: ArrayLike) -> NDArray[np.uint64]:
    """A hash of (seed, epoch), of which the keys of its rows are made."""
    # Arrays overflow without a word, which single numbers do not.
    seeds, epochs = (np.asarray(given, dtype=np.uint64)[..., None] for given in (seed, epoch))
    return mix(mix(seeds + GOLDEN) + GOLDEN * epochs)[..., 0]


def ranked(keys: NDArray[np.uint64], bits: int = 32) -> Rows:
    """The rows in the order of their keys (…, n), the earlier first of two that are equal: a stable argsort.

    Numbers of so many bits, of each key's upper ones and the row's number below, are sorted in a third of an argsort's
    time; longer ones, and the whole keys, only where two keys begin alike.
    """
    n = keys.shape[-1]
    if n > 1024:
        bits = 64
    word = np.uint32 if bits == 32 else np.uint64
    low = word((1 << n.bit_length()) - 1)
    packed = ROOM(f"packed{bits}", keys.shape, word)
    np.right_shift(keys, np.uint64(64 - bits), out=packed, casting="unsafe")
    packed &= ~low
    packed |= np.arange(n, dtype=word)
    sorting(n, word)(packed.reshape(-1, n), ROOM)
    alike = ((packed[..., 1:] ^ packed[..., :-1]) <= low).any(axis=-1)
    packed &= low
    rows: Rows = packed.astype(np.int64)
    if alike.any():
        again = keys[alike]
        rows[alike] = ranked(again, 64) if bits == 32 else np.argsort(again, axis=-1, kind="stable")
    return rows


@orders.register(QT_TRANSLATE_NOOP("core", "shuffle each epoch"))
def shuffle(seed: int, epoch: ArrayLike, n: int) -> Rows:
    """Every epoch has its own random order."""
    return ranked(keys(seed, epoch, n))


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
