"""The pyramid against looking at every row."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.ui.loss.envelope import Envelope

values = st.floats(-1e6, 1e6) | st.just(np.nan)


@given(st.lists(values, min_size=1, max_size=300), st.data())
def test_blocks_are_the_minima_and_maxima_of_their_rows(numbers: list[float], data: st.DataObject) -> None:
    column = np.array(numbers)
    envelope = Envelope(column)
    known = 0
    for _ in range(data.draw(st.integers(1, 4))):
        known = data.draw(st.integers(known, len(column)))
        envelope.extend(known)
    first, most = data.draw(st.integers(0, len(column))), data.draw(st.integers(2, 40))
    stop = data.draw(st.integers(first, len(column) + 5))
    found = envelope.blocks(first, stop, most)
    shown = min(stop, known)
    assert len(found.low) == len(found.high) <= most
    assert found.size & (found.size - 1) == 0
    for i, (low, high) in enumerate(zip(found.low, found.high, strict=True)):
        rows = column[found.first + i * found.size : min(found.first + (i + 1) * found.size, shown)]
        assert len(rows) > 0
        np.testing.assert_equal([low, high], [np.fmin.reduce(rows), np.fmax.reduce(rows)])
    if first < shown:
        assert found.first <= first < found.first + found.size
        assert found.first + len(found.low) * found.size >= shown
    low, high = envelope.range(stop)
    rows = column[:shown]
    np.testing.assert_equal([low, high], [np.fmin.reduce(rows), np.fmax.reduce(rows)] if len(rows) else [np.nan, np.nan])


@pytest.mark.parametrize("rows", [1_000, 1_000_000])
def test_a_long_column_is_seen_through_as_few_blocks(rows: int) -> None:
    column = np.sin(np.arange(rows))
    envelope = Envelope(column)
    envelope.extend(rows)
    found = envelope.blocks(0, rows, 800)
    assert 400 <= len(found.low) <= 800
    assert found.middles[-1] < rows + found.size


def test_a_long_column_that_grows_in_leaps_is_seen_as_it_is() -> None:
    column = np.random.default_rng(0).normal(size=200_000)
    envelope = Envelope(column)
    for known in (1, 63, 64, 40_000, 40_001, 131_072, 200_000):
        envelope.extend(known)
        for stop in (known, known // 3):
            if stop:
                assert envelope.range(stop) == (column[:stop].min(), column[:stop].max())


def test_unknown_rows_are_not_looked_at() -> None:
    column = np.array([1.0, 2.0, 99.0, 99.0])
    envelope = Envelope(column)
    envelope.extend(2)
    assert envelope.range(4) == (1.0, 2.0)
    column[2:] = 3.0, -1.0
    envelope.extend(4)
    assert envelope.range(4) == (-1.0, 3.0)
