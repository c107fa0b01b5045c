"""The batches of a run, against a plan made step by step."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.batch_schedules import constant, linear, step
from sgdviz.core.batches import orders
from sgdviz.core.plan import CHUNK, MOST, Place, Plan, Stretch
from sgdviz.core.problem import pieces

WITHOUT_REPLACEMENT = [name for name in orders if not orders[name].facts.get("replacement")]
sizes = st.integers(1, 23)
seeds = st.integers(0, 2**63 - 1)
growths = st.builds(constant) | st.builds(step, st.integers(1, 3), st.sampled_from([1.2, 2.0, 3.5])) | st.builds(
    linear, st.integers(1, 3), st.integers(1, 9))


def naive_size(change: Stretch, epoch: int, n: int) -> int:
    """The size of an epoch's batches: that of its stage, rounded, and n at most."""
    stage = (epoch - 1) // change.growth.every
    return min(n, max(round(size) for size in islice(change.growth.sizes(change.batch_size), stage + 1)))


@st.composite
def stretches(draw: st.DrawFn, whole: bool = True) -> list[Stretch]:
    """Where a run's batch size and order are changed: at its start, and at up to four later steps; at some of them to
    batches of all rows, if `whole`."""
    steps = [0, *sorted(draw(st.sets(st.integers(1, 40), max_size=4)))]
    found = [Stretch(step, draw(sizes), draw(st.sampled_from(list(orders))), growth=draw(growths)) for step in steps]
    return [Stretch(s.step, 23, "sequential", True) if whole and draw(st.booleans()) else s for s in found]


class Naive(NamedTuple):
    """A step of the plan made the slow way: its epoch, its batch, its rows, and where in the epoch these begin."""

    epoch: int
    batch: int
    rows: list[int]
    start: int


def naive_plan(n: int, seed: int, changes: Sequence[Stretch], steps: int) -> list[Naive]:
    """Deal out each epoch's rows a batch at a time; a change of order deals what is left in the new order.

    Batches of all rows wait for no epoch to end.
    """
    def order(name: str) -> list[int]:
        return [int(row) for row in orders[name].make(seed, epoch, n)]

    plan: list[Naive] = []
    epoch, force, name = 1, changes[0], changes[0].order
    left, batch = order(name), 0
    for k in range(steps):
        if not left:
            epoch, batch = epoch + 1, 0
            left = order(name)
        for change in changes:
            if change.step == k:
                force = change
                if change.whole and 0 < len(left) < n:
                    epoch, batch, name = epoch + 1, 0, change.order
                    left = order(name)
                if change.order != name:
                    distinct = {name, change.order} <= set(WITHOUT_REPLACEMENT)
                    name = change.order
                    left = [row for row in order(name) if row in left] if distinct else order(name)[n - len(left):]
        batch, size = batch + 1, naive_size(force, epoch, n)
        plan.append(Naive(epoch, batch, left[:size], n - len(left)))
        left = left[size:]
    return plan


def naive_places(n: int, seed: int, changes: Sequence[Stretch], steps: int) -> list[Place]:
    # Long enough that the epoch of the last step is complete, so that its batches can be counted.
    plan = naive_plan(n, seed, changes, steps + n)
    counts = Counter(step.epoch for step in plan)
    return [Place(s.epoch, s.batch, counts[s.epoch], s.start, s.start + len(s.rows)) for s in plan[:steps]]


@given(n=sizes, seed=seeds, changes=stretches())
def test_every_step_is_what_dealing_out_rows_gives(n: int, seed: int, changes: list[Stretch]) -> None:
    plan = Plan(n, seed, changes)
    assert [plan.rows(k).tolist() for k in range(60)] == [step.rows for step in naive_plan(n, seed, changes, 60)]
    places = naive_places(n, seed, changes, 60)
    assert [plan.place(k) for k in range(60)] == places
    for first, stop in ((0, 60), (7, 31), (40, 40)):
        epochs, batches = plan.places(first, stop)
        assert list(zip(epochs.tolist(), batches.tolist(), strict=True)) == [place[:2] for place in places[first:stop]]


@given(n=sizes, seed=seeds, changes=stretches())
def test_chunks_are_the_same_batches_one_after_another(n: int, seed: int, changes: list[Stretch]) -> None:
    plan, step, until = Plan(n, seed, changes), 0, 60
    while step < until:
        rows, size = plan.chunk(step, until)
        for part in pieces(rows, size):
            # All rows may come in any order.
            found, wanted = part.tolist(), plan.rows(step).tolist()
            assert found == wanted or (sorted(found) == sorted(wanted) == list(range(n)))
            step += 1
    assert step == until


@pytest.mark.parametrize(("n", "size", "lines", "length"), [
    (40, 4, CHUNK // 40, 40), (10**5, 32, 1, CHUNK), (10**5, 30, 1, CHUNK // 30 * 30), (10**5, 3 * CHUNK, 1, 3 * CHUNK)])
def test_a_chunk_is_no_longer_than_it_has_to_be(n: int, size: int, lines: int, length: int) -> None:
    """Long epochs are dealt out in parts, of short ones several at once."""
    rows, cut = Plan(n, 0, [Stretch(0, size, "sequential")]).chunk(0, 10**9)
    assert rows.shape == (lines, length) and cut == size


def test_a_long_run_is_dealt_more_at_a_time() -> None:
    plan, step, lines = Plan(1000, 0, [Stretch(0, 100, "sequential")]), 0, []
    while step < 10**4:
        rows, size = plan.chunk(step, 10**4)
        step += len(rows) * 1000 // size
        lines.append(len(rows))
    assert lines[:4] == [16, 17, 34, 68] and lines[4:-1] == [MOST // 1000] * len(lines[4:-1]) and len(lines) > 6


@given(n=sizes, seed=seeds, changes=stretches())
def test_an_epoch_begins_with_its_first_batch(n: int, seed: int, changes: list[Stretch]) -> None:
    plan = Plan(n, seed, changes)
    for epoch in range(1, 8):
        step = plan.first_step(epoch)
        assert plan.place(step)[:2] == (epoch, 1)
        assert step == 0 or plan.place(step - 1).epoch == epoch - 1


@given(n=sizes, seed=seeds, changes=stretches(whole=False))
def test_an_epoch_without_replacement_holds_every_row_once(n: int, seed: int, changes: list[Stretch]) -> None:
    changes = [change._replace(order=WITHOUT_REPLACEMENT[len(change.order) % len(WITHOUT_REPLACEMENT)]) for change in changes]
    plan = Plan(n, seed, changes)
    for epoch in range(1, 6):
        rows = [row for k in range(plan.first_step(epoch), plan.first_step(epoch + 1)) for row in plan.rows(k).tolist()]
        assert sorted(rows) == list(range(n))


@given(n=sizes, seed=seeds, changes=stretches(whole=False))
def test_an_epoch_has_as_many_draws_as_rows_in_every_order(n: int, seed: int, changes: list[Stretch]) -> None:
    plan = Plan(n, seed, changes)
    for epoch in range(1, 6):
        steps = range(plan.first_step(epoch), plan.first_step(epoch + 1))
        assert sum(len(plan.rows(k)) for k in steps) == n == len(plan.epoch_rows(epoch))


@pytest.mark.parametrize("order", orders)
def test_the_last_short_batch_is_kept(order: str) -> None:
    plan = Plan(10, 3, [Stretch(0, 4, order)])
    assert [len(plan.rows(k)) for k in range(6)] == [4, 4, 2, 4, 4, 2]
    assert [plan.place(k)[:3] for k in range(4)] == [(1, 1, 3), (1, 2, 3), (1, 3, 3), (2, 1, 3)]


def test_a_new_batch_size_cuts_only_what_is_left_of_the_epoch() -> None:
    plan, untouched = (Plan(10, 0, changes) for changes in
                       ([Stretch(0, 2, "shuffle"), Stretch(7, 4, "shuffle")], [Stretch(0, 2, "shuffle")]))
    assert [len(plan.rows(k)) for k in range(13)] == [2, 2, 2, 2, 2, 2, 2, 4, 2, 4, 4, 2, 4]
    assert [plan.rows(k).tolist() for k in range(7)] == [untouched.rows(k).tolist() for k in range(7)]
    assert np.array_equal(plan.epoch_rows(2), untouched.epoch_rows(2))
    assert [plan.place(k).batches for k in (5, 6, 7, 8, 9)] == [4, 4, 4, 4, 3]


@pytest.mark.parametrize("order", orders)
def test_a_batch_size_above_n_is_n(order: str) -> None:
    plan = Plan(5, 1, [Stretch(0, 1000, order)])
    assert [len(plan.rows(k)) for k in range(3)] == [5, 5, 5]
    assert [plan.place(k).epoch for k in range(3)] == [1, 2, 3]
