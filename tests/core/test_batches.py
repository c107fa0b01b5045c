"""The orders of rows, and the hash behind them, against published numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core import batches
from sgdviz.core.batches import keys, mix, orders


def test_what_the_orders_are() -> None:
    first, second = (orders["shuffle"].make(7, epoch, 50).tolist() for epoch in (1, 2))
    assert first != second and sorted(first) == sorted(second) == list(range(50))
    assert orders["shuffle_once"].make(7, 1, 50).tolist() == orders["shuffle_once"].make(7, 9, 50).tolist() == first
    assert orders["sequential"].make(7, 3, 50).tolist() == list(range(50))
    draws = orders["with_replacement"].make(7, 1, 50).tolist()
    assert set(draws) < set(range(50)), "with 50 draws from 50 rows some come twice"


@pytest.mark.parametrize("order", orders)
def test_many_epochs_at_once_are_each_epoch(order: str) -> None:
    found = orders[order].make(7, np.arange(1, 7).reshape(2, 3), 11)
    assert found.shape == (2, 3, 11)
    assert found.reshape(6, 11).tolist() == [orders[order].make(7, epoch, 11).tolist() for epoch in range(1, 7)]


@pytest.mark.parametrize("order", [name for name in orders if name != "sequential"])
def test_orders_depend_on_the_seed(order: str) -> None:
    assert orders[order].make(0, 1, 20).tolist() != orders[order].make(1, 1, 20).tolist()


def test_the_hash_is_splitmix64() -> None:
    """The first outputs of splitmix64 with seed 0, as its authors publish them."""
    with np.errstate(over="ignore"):
        words = np.uint64(0x9E3779B97F4A7C15) * np.arange(1, 4, dtype=np.uint64)
    assert mix(words).tolist() == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


def python_keys(seed: int, epoch: int, n: int) -> list[int]:
    """The keys in Python's own integers."""
    mask, golden = 2**64 - 1, 0x9E3779B97F4A7C15

    def scramble(z: int) -> int:
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & mask
        return z ^ (z >> 31)

    word = scramble(scramble((seed + golden) & mask) + golden * epoch & mask)
    return [scramble(word + golden * row & mask) for row in range(1, n + 1)]


@given(seed=st.integers(0, 2**63 - 1), epoch=st.integers(1, 10**9), n=st.integers(1, 23))
def test_keys_are_the_same_in_any_arithmetic(seed: int, epoch: int, n: int) -> None:
    assert keys(seed, epoch, n).tolist() == python_keys(seed, epoch, n)


def test_keys_are_the_same_on_every_machine() -> None:
    assert keys(0, 1, 4).tolist() == [
        2558736989570252433, 17913671590881668180, 5125111896206277188, 16650050240625395466]
    assert orders["shuffle"].make(0, 1, 10).tolist() == [0, 7, 8, 2, 5, 9, 4, 6, 3, 1]
    assert orders["with_replacement"].make(2**63 - 1, 3, 10).tolist() == [0, 9, 1, 7, 6, 4, 0, 9, 6, 6]


@pytest.mark.parametrize("short", [1, 1024, 10**5])
@pytest.mark.parametrize("n", [1, 2, 40, 272, 1000, 1024, 1025, 5000])
def test_rows_come_in_the_order_of_their_keys(n: int, short: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where many keys begin alike, as those of 5,000 rows do in what 32 bits hold of them."""
    monkeypatch.setattr(batches, "SHORT", short)
    epochs = np.arange(1, 41).reshape(20, 2)
    found = orders["shuffle"].make(3, epochs, n)
    np.testing.assert_array_equal(found, np.argsort(keys(3, epochs, n), axis=-1))
    assert found.dtype in (np.int32, np.int64)


def test_many_keys_of_5000_rows_begin_alike() -> None:
    upper = np.sort(keys(3, np.arange(1, 41), 5000) >> np.uint64(32 + 13), axis=-1)
    assert (upper[:, 2:] == upper[:, :-2]).any(), "three of an epoch"
    assert (upper[:, 1:] == upper[:, :-1]).any(axis=1).all()


def test_keys_of_many_seeds_and_epochs_at_once() -> None:
    found = keys(np.arange(3)[:, None], np.arange(1, 3), 5)
    assert found.shape == (3, 2, 5)
    assert all(found[s, e].tolist() == python_keys(s, e + 1, 5) for s in range(3) for e in range(2))


@pytest.mark.parametrize("order", ["shuffle", "with_replacement"])
def test_every_row_comes_first_equally_often(order: str) -> None:
    """Over 4,000 epochs of 8 rows: Pearson's statistic is below the 0.1 % point of χ² with 7 degrees of freedom."""
    for place in (0, 7):
        counts = np.bincount([orders[order].make(5, epoch, 8)[place] for epoch in range(1, 4001)], minlength=8)
        assert ((counts - 500) ** 2 / 500).sum() < 24.3
