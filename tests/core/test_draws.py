"""The batches of many seeds at once, against the plan of each seed."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgdviz.core import batches, draws
from sgdviz.core.batches import keys, orders
from sgdviz.core.draws import TOGETHER, batch_means, drawn, shuffles
from sgdviz.core.plan import Plan, Stretch
from sgdviz.core.sorts import Room, at_once, by_halves

SEEDS = np.array([0, 1, 2**63 - 1, 2**40, 77], dtype=np.uint64)


@settings(max_examples=40)
@given(st.integers(1, 300), st.integers(1, 320), st.sampled_from(list(orders)), st.sampled_from(list(orders)),
       st.integers(1, 40), st.data())
def test_every_batch_has_the_rows_of_its_seeds_own_run(
        n: int, size: int, order: str, later: str, change: int, data: st.DataObject) -> None:
    stretches = [Stretch(0, size, order), Stretch(change, data.draw(st.integers(1, 40)), later)]
    step = data.draw(st.integers(0, 80))
    plan = Plan(n, 0, stretches)
    epoch, start, stop, cut = plan.piece(step, step + data.draw(st.integers(1, 30)))
    found = np.empty((len(SEEDS), stop - start), dtype=np.int64)
    for some, rows in drawn(plan, SEEDS, epoch, start, stop, cut, Room()):
        found[some] = rows
    for seed, rows in zip(SEEDS, found, strict=True):
        alone = Plan(n, int(seed), stretches)
        for k, at in enumerate(range(0, stop - start, cut), step):
            np.testing.assert_array_equal(np.sort(rows[at : at + cut]), np.sort(alone.rows(k)))


def test_keys_that_begin_alike_are_told_apart_at_an_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    """With 32 bits for 2000 rows at every place an edge: about every replica has a tie of its upper bits."""
    monkeypatch.setattr(draws, "TIES", np.inf)
    n, seeds = 2000, np.arange(60, dtype=np.uint64)
    sure = np.argsort(keys(seeds, 3, n), axis=-1, kind="stable")
    upper = np.take_along_axis(keys(seeds, 3, n) >> np.uint64(43), sure, axis=-1)
    assert (upper[:, 1:] == upper[:, :-1]).any(axis=1).mean() > 0.5
    for some, rows in shuffles(seeds, 3, n, np.arange(1, n), Room()):
        assert rows.dtype == np.uint32
        np.testing.assert_array_equal(rows, sure[some])


WAYS = [at_once, by_halves]
NUMBERS_OF_ROWS = [*range(1, 71), 511, 512, 513, 514, 1000, 1023, 1024, 1025, 5000]


@pytest.mark.parametrize("sort", WAYS)
@pytest.mark.parametrize("together", [1, 3000, TOGETHER])
def test_any_number_of_rows(sort: Any, together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "sorting", lambda n, kind: sort)
    monkeypatch.setattr(draws, "TOGETHER", together)
    room = Room()
    for n in NUMBERS_OF_ROWS:
        for some, rows in shuffles(SEEDS, 7, n, np.arange(1, n), room):
            np.testing.assert_array_equal(rows, np.argsort(keys(SEEDS[some], 7, n), axis=-1, kind="stable"))


@pytest.mark.parametrize("n", [1, 2, 33, 512, 513, 1000, 1025, 2000])
def test_every_batch_of_any_size_has_the_rows_of_its_seeds_own_run(n: int) -> None:
    for size in {1, 2, 7, 32, 33, 64, 500, 512, n // 2 + 1, n}:
        plans = [Plan(n, int(seed), [Stretch(0, size, "shuffle")]) for seed in SEEDS]
        for some, rows in drawn(plans[0], SEEDS, 2, 0, n, min(size, n), Room()):
            for own, plan in zip(rows, plans[some], strict=True):
                expected = plan.epoch_rows(2)
                for at in range(0, n, size):
                    np.testing.assert_array_equal(np.sort(own[at : at + size]), np.sort(expected[at : at + size]))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("order", orders)
def test_means_are_those_of_the_batches_rows(order: str, dtype: Any) -> None:
    n, size = 1003, 32
    summary = (keys(9, 1, 4 * n).reshape(n, 4) / 2.0**63 - 1).astype(dtype)
    means = batch_means(summary, Plan(n, 0, [Stretch(0, size, order)]), SEEDS, 2, 0, n, size, Room())
    assert means.shape == (32, 4, len(SEEDS)) and means.dtype == dtype
    for r, seed in enumerate(SEEDS):
        plan = Plan(n, int(seed), [Stretch(0, size, order)])
        for batch in range(32):
            expected = summary[plan.rows(32 + batch)].astype(float).mean(axis=0)
            np.testing.assert_allclose(means[batch, :, r], expected, rtol=1e-5, atol=1e-6 if dtype == np.float32 else 1e-14)
