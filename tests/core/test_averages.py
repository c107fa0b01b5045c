"""Averages of the iterates, against exact sums and against their recursions."""

import gc
import math
import weakref
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core import averages as module
from sgdviz.core.averages import BLOCK, Average, History, averages, exponential, polyak, tail
from sgdviz.core.batches import keys
from sgdviz.core.problem import Array
from sgdviz.core.trace import Trace


def filled(path: Array) -> Trace:
    """A trace with this path."""
    trace = Trace(path[0], len(path) + 40)
    trace.theta[: len(path)] = path
    trace.last = len(path) - 1
    return trace


def wander(steps: int) -> Array:
    """A path that falls from far away to a place off 0, and jitters there."""
    k = np.arange(steps + 1)[:, None]
    return np.array([3.7, -41.0]) + np.array([1e6, 3e3]) * 0.999**k + keys(1, 1, 2 * (steps + 1)).reshape(-1, 2) / 2.0**64


PATH = wander(5 * BLOCK + 17)
edges = sorted({0, 1, 2, 30, *(block * BLOCK + i for block in (1, 2, 5) for i in (-2, -1, 0, 1, 2)), len(PATH) - 1})


def exact(weights: list[float], path: Array) -> Array:
    return np.array([math.fsum(w * x for w, x in zip(weights, column, strict=True)) / math.fsum(weights)
                     for column in path.T.tolist()])


@pytest.mark.parametrize("k", edges)
@pytest.mark.parametrize("start", [0, 1, 255, 256, 700])
def test_polyaks_average_is_the_mean(start: int, k: int) -> None:
    if k >= start:
        found = polyak(start).at(History(filled(PATH)), k)
        np.testing.assert_allclose(found, exact([1.0] * (k + 1 - start), PATH[start : k + 1]), rtol=1e-13)


@pytest.mark.parametrize(("share", "k", "count"), [
    (0.5, 0, 1), (0.5, 1, 1), (0.5, 2, 1), (0.5, 3, 2), (1.0, 700, 700), (0.07, 100, 7), (0.3, 1000, 300), (0.001, 500, 1)])
def test_the_tail_is_the_mean_of_so_many(share: float, k: int, count: int) -> None:
    found = tail(share).at(History(filled(PATH)), k)
    np.testing.assert_allclose(found, exact([1.0] * count, PATH[k + 1 - count : k + 1]), rtol=1e-13)


@pytest.mark.parametrize("decay", [0.0, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("k", edges)
def test_the_exponential_average_is_its_weights(decay: float, k: int) -> None:
    history, weights = History(filled(PATH)), [(1 - decay) * decay ** (k - i) for i in range(k + 1)]
    np.testing.assert_allclose(exponential(decay).at(history, k), exact(weights, PATH[: k + 1]), rtol=1e-12)
    average = PATH[0]
    for theta in PATH[: k + 1]:
        average = decay * average + (1 - decay) * theta
    np.testing.assert_allclose(exponential(decay, corrected=False).at(history, k), average, rtol=1e-12)


def test_a_million_steps_lose_no_digits() -> None:
    path = wander(10**6)
    history, last = History(filled(path)), 10**6
    for average, first in ((polyak(), 0), (polyak(999_000), 999_000), (polyak(10**6), 10**6), (tail(0.001), 999_001)):
        found, rows = average.at(history, last), path[first:]
        truth = np.array([math.fsum(column) / len(rows) for column in rows.T.tolist()])
        # A few units of the last place of the largest number in the sum, the start.
        np.testing.assert_allclose(found, truth, rtol=1e-14, atol=1e-15 * np.abs(path[0]).max())


@given(steps=st.lists(st.integers(0, len(PATH) - 1), max_size=12), name=st.sampled_from(list(averages)))
def test_an_average_depends_on_its_step_alone(steps: list[int], name: str) -> None:
    """Whatever was asked before, and however many rows there are by now."""
    average = averages[name].make()
    trace, longer = filled(PATH), filled(PATH)
    for k in steps:
        short = filled(PATH[: k + 1])
        trace.last = len(PATH) - 1
        found = average.at(History(trace), k).tobytes()
        assert found == average.at(History(short), k).tobytes() == average.at(History(longer), k).tobytes()


@pytest.mark.parametrize("name", averages)
def test_an_average_of_one_point_is_that_point(name: str) -> None:
    trace = filled(np.full((700, 3), 0.1))
    assert all(averages[name].make().at(History(trace), k).tolist() == [0.1] * 3 for k in (0, 1, 256, 699))


@pytest.mark.parametrize("name", averages)
def test_the_words_of_an_average_have_its_numbers(name: str) -> None:
    average = averages[name].make()
    text = average.words.format(**average.values)
    assert "{" not in text and any(character.isdigit() for character in text)


def test_sums_end_with_their_trace() -> None:
    trace = filled(PATH)
    polyak().at(History(trace), 600)
    assert trace in module._kept
    seen = weakref.ref(trace)
    del trace
    gc.collect()
    assert seen() is None


@pytest.mark.parametrize("make", [polyak, tail, exponential])
def test_an_average_of_nothing_that_is_finite_is_no_exception(make: Callable[[], Average]) -> None:
    trace = filled(np.array([[0.0], *[[1e308]] * 600]))
    with np.errstate(all="ignore"):
        assert make().at(History(trace), 600).shape == (1,)
