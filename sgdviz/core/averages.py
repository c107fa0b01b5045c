"""Averages of the iterates of a run: pure functions of its rows, at any step for the price of a few hundred rows."""

import math
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from .invalid import QT_TRANSLATE_NOOP
from .parameters import Catalog, Flag, Integer, Real
from .problem import Array
from .trace import Trace

BLOCK, SIDE = 256, 64
"""So many rows are summed up once and for all, SIDE blocks side by side; less than two blocks are summed whenever they are
asked for."""


class Sums:
    """Σ_{i<k} β^(k−1−i) (θ_i − θ_0) at every block, for one decay β, growing with the trace.

    From the start, and with what the additions round off beside them: else 10⁶ steps would cost six digits.
    """

    def __init__(self, trace: Trace, decay: float) -> None:
        self._fades = decay ** np.arange(BLOCK, dtype=float)[:, None]
        self._block = decay**BLOCK
        shape = trace.steps // BLOCK + 2, trace.theta.shape[1]
        self._sums, self._rest, self._known = np.zeros(shape), np.zeros(shape), 0

    def upto(self, trace: Trace, stop: int) -> Array:
        """The faded sum of the rows below `stop`, (d,)."""
        block = stop // BLOCK
        self._grow(trace, block)
        rows = trace.theta[block * BLOCK : stop] - trace.theta[0]
        fades = self._fades[: len(rows)][::-1]
        fade = float(self._fades[len(rows), 0])
        found: Array = fade * self._sums[block] + (fade * self._rest[block] + (fades * rows).sum(axis=0))
        return found

    def between(self, trace: Trace, first: int, stop: int) -> Array:
        """The sum of the rows [first, stop), (d,); for a decay of 1."""
        start = trace.theta[0]
        low, high = -(-first // BLOCK), stop // BLOCK
        if low >= high:
            found: Array = (trace.theta[first:stop] - start).sum(axis=0)
            return found
        self._grow(trace, high)
        ends = (trace.theta[first : low * BLOCK] - start).sum(axis=0) + (trace.theta[high * BLOCK : stop] - start).sum(axis=0)
        found = (self._sums[high] - self._sums[low]) + ((self._rest[high] - self._rest[low]) + ends)
        return found

    def _grow(self, trace: Trace, block: int) -> None:
        while self._known < block:
            first, stop = self._known, min(self._known + SIDE, block)
            rows = trace.theta[first * BLOCK : stop * BLOCK].reshape(stop - first, BLOCK, -1)
            # One row of each block beside that of the next: so a sum is one of long vectors.
            parts = rows.transpose(1, 2, 0).copy()
            parts -= trace.theta[0][:, None]
            parts *= self._fades[::-1, :, None]
            for sums, rests, more in zip(self._sums.T, self._rest.T, parts.sum(axis=0).tolist(), strict=True):
                self._chain(sums[first : stop + 1], rests[first : stop + 1], more)
            self._known = stop

    def _chain(self, sums: Array, rests: Array, more: list[float]) -> None:
        """Add the sums of some blocks (m,) of one coordinate to what is there before them: (m+1,) each, the first known."""
        total, rest, block, totals, left = float(sums[0]), float(rests[0]), self._block, list[float](), list[float]()
        for one in more:
            before = block * total
            total = before + one
            # What is rounded off in a + b, exactly (Knuth's two-sum).
            part = total - before
            rest = block * rest + ((before - (total - part)) + (one - part))
            totals.append(total)
            left.append(rest)
        sums[1:], rests[1:] = totals, left


class History:
    """The rows of a trace, and their sums as they are asked for."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace

    def _sums(self, decay: float) -> Sums:
        kept = _kept.setdefault(self._trace, {})
        if decay not in kept:
            kept[decay] = Sums(self._trace, decay)
        return kept[decay]

    def of(self, average: "Average", step: int) -> Array | None:
        """An average up to θ_step, (d,); None where it has not begun or is not finite."""
        if step < average.begins:
            return None
        with np.errstate(all="ignore"):
            theta = average.at(self, step)
        return theta if np.isfinite(theta).all() else None

    def mean(self, first: int, last: int) -> Array:
        """The mean of θ_first … θ_last, (d,)."""
        total = self._sums(1.0).between(self._trace, first, last + 1)
        mean: Array = self._trace.theta[0] + total / (last + 1 - first)
        return mean

    def faded(self, decay: float, last: int, corrected: bool) -> Array:
        """(1 − β) Σ_{i≤k} β^(k−i) θ_i, divided by the sum of these weights, or else with what is missing of them at θ_0, (d,)."""
        total = self._sums(decay).upto(self._trace, last + 1)
        share = -math.expm1((last + 1) * math.log(decay)) if corrected and decay else 1.0
        mean: Array = self._trace.theta[0] + total * ((1 - decay) / share)
        return mean


_kept: WeakKeyDictionary[Trace, dict[float, Sums]] = WeakKeyDictionary()
"""They end with their trace, which they do not hold."""


class Average(NamedTuple):
    """An average of the iterates up to θ_k, which begins with step `begins`: `at(history, k)` for k from there on, (d,).

    `words` say which one it is, filled with `values`.
    """

    at: Callable[[History, int], Array]
    words: str
    values: dict[str, Any]
    begins: int = 0


averages: Catalog[Average] = Catalog("average")


@averages.register(QT_TRANSLATE_NOOP("core", "from a step on"))
def polyak(
    start: Annotated[int, Integer(low=0, high=10**9, slider=(0, 1000), label=QT_TRANSLATE_NOOP("core", "from step"))] = 0,
) -> Average:
    """The mean of θ_start … θ_k (Ruppert 1988; Polyak, Juditsky 1992)."""
    return Average(lambda history, k: history.mean(start, k), QT_TRANSLATE_NOOP("core", "mean from step {start} on"),
                   {"start": start}, start)


@averages.register(QT_TRANSLATE_NOOP("core", "of the last steps"))
def tail(
    share: Annotated[float, Real(above=0, high=1, slider=(0.05, 1), label=QT_TRANSLATE_NOOP("core", "share"))] = 0.5,
) -> Average:
    """The mean of the last ⌈share · k⌉ of θ_1 … θ_k, and θ_0 at the start (Rakhlin, Shamir, Sridharan 2012)."""
    def at(history: History, k: int) -> Array:
        # A product like 0.07 · 100 is a little too large.
        count = max(1, math.ceil(share * k * (1 - 1e-12)))
        return history.mean(k + 1 - count, k)

    return Average(at, QT_TRANSLATE_NOOP("core", "mean of the last {share:.4g} % of steps"), {"share": 100 * share})


@averages.register(QT_TRANSLATE_NOOP("core", "exponential"))
def exponential(
    decay: Annotated[float, Real(low=0, below=1, slider=(0, 0.999), symbol="β", label=QT_TRANSLATE_NOOP("core", "decay"))] = 0.99,
    corrected: Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "bias correction"))] = True,
) -> Average:
    """e_k = β e_{k−1} + (1−β) θ_k from e_{−1} = 0, over 1 − β^{k+1} (Kingma, Ba 2015); uncorrected from e_{−1} = θ_0."""
    return Average(lambda history, k: history.faded(decay, k, corrected),
                   QT_TRANSLATE_NOOP("core", "exponential mean, β = {decay:.6g}"), {"decay": decay})
