"""Ways to sort many lines, against NumPy's own, and room that is used again."""

from threading import Thread
from typing import Any

import numpy as np
import pytest

from sgdviz.core.batches import keys
from sgdviz.core.sorts import LONGEST, Room, at_once, by_halves, sorting

WAYS = [at_once, by_halves]
NUMBERS_OF_ROWS = [*range(1, 71), 511, 512, 513, 514, 1000, 1023, 1024, 1025, 5000]


@pytest.mark.parametrize("kind", [np.uint32, np.uint64])
@pytest.mark.parametrize("sort", WAYS)
def test_each_way_sorts_every_line_of_any_length(sort: Any, kind: Any) -> None:
    room = Room()
    for n in NUMBERS_OF_ROWS:
        whole = (keys(np.arange(9), 1, n + 3) >> np.uint64(40 if n % 2 else 62)).astype(kind)
        found = whole[:, :n]
        expected = np.sort(found, axis=-1)
        beside = whole[:, n:].copy()
        sort(found, room)
        np.testing.assert_array_equal(found, expected)
        np.testing.assert_array_equal(whole[:, n:], beside)


def test_one_of_the_ways_is_taken() -> None:
    assert sorting(1000, np.uint32) in WAYS
    assert sorting(1000, np.uint32) is sorting(1000, np.uint32)
    assert sorting(1025, np.uint32) is at_once
    assert sorting(512, np.uint32) is at_once


def test_room_is_used_again_by_its_own_thread() -> None:
    room, found = Room(), []
    first = room("a", (3, 4), np.uint32)
    assert np.shares_memory(room("a", (2, 5), np.uint32), first)
    assert not np.shares_memory(room("b", (3, 4), np.uint32), first)
    thread = Thread(target=lambda: found.append(room("a", (3, 4), np.uint32)))
    thread.start()
    thread.join()
    assert not np.shares_memory(found[0], first)
    assert not np.shares_memory(room("a", (LONGEST + 1,), np.uint8), room("a", (LONGEST + 1,), np.uint8))
