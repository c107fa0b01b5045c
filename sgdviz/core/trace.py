"""What happened: append-only rows. One writer, many readers; a row below the length never changes."""

import math
from typing import Any, NamedTuple

import numpy as np

from .invalid import filled
from .problem import Array
from .schedules import Watch

CHECKPOINT = 256
"""The optimizer's memory is kept every so many steps; between, it is replayed."""
MOST_KEPT = 1 << 14
"""Of more kept states than that every other one is let go: the longer a run, the farther they are apart."""
BLOCK = 1 << 16
"""So many rows are taken over from another trace at a time."""
BESIDE = 4
"""Bytes that a row costs beside its numbers: kept states, and what summarises rows for pictures."""


def bytes_per_step(dim: int) -> int:
    """What a step of `dim` weights costs: θ, the batch's loss and J, in full precision, and its part of what goes with them."""
    return 8 * (dim + 2) + BESIDE


class Cause(NamedTuple):
    """Why a run ended before its time: a sentence as data, like Invalid's. A value may be a Cause itself."""

    template: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return filled(self.template, **self.values)


class State(NamedTuple):
    """All that the next step needs: θ, the optimizer's memory, how many updates it has seen, and what its schedule has."""

    theta: Any
    memory: Any
    age: int
    watch: Watch = Watch()


class Trace:
    """Row k holds θ_k, the state after k updates, and the loss of the batch that made it, at θ_{k−1}.

    `theta` (steps+1, d) and `batch_loss` (steps+1,) are whole columns; their first `len(trace)` rows are computed, up to
    `last`. Row 0 is the start, its batch loss is nan. `loss` is J, a derived column: nan where it is not known yet, and in
    the first `known` rows it is. Rows that are not computed yet hold nothing, and take no memory. `end` says why no more
    rows will come, if the run diverged. `scales` are the rows at which a schedule that looks at J changed its mind, each
    with the share of the learning rate from there on.
    """

    def __init__(self, start: Array, steps: int) -> None:
        self.steps = steps
        self.theta = np.empty((steps + 1, len(start)))
        self.batch_loss = np.empty(steps + 1)
        self.loss = np.empty(steps + 1)
        self.theta[0], self.batch_loss[0], self.loss[0] = start, np.nan, np.nan
        self.known = 0
        self.checkpoints: dict[int, State] = {}
        self._every = CHECKPOINT
        self.scales: list[tuple[int, float]] = []
        self.end: Cause | None = None
        self.last = 0
        self._heritage: Heritage | None = None
        # A memoryview takes a float at a fifth of what an array's own assignment costs.
        self.columns: tuple[Any, ...] = tuple(column.data for column in self.theta.T)
        self.batch_losses: Any = self.batch_loss.data
        self._losses: Any = self.loss.data

    @property
    def bytes_per_step(self) -> int:
        return bytes_per_step(self.theta.shape[1])

    def __len__(self) -> int:
        return self.last + 1

    @property
    def done(self) -> bool:
        """Whether no more rows will come."""
        return self.end is not None or self.last == self.steps

    def expect(self, count: int) -> int:
        """Say that J is not known in the next `count` rows, which are about to be written; the last of them."""
        self.loss[self.last + 1 : self.last + 1 + count] = math.nan
        return self.last + count

    def append(self, theta: Any, batch_loss: float) -> int:
        """Write the next row, then publish it; its number."""
        row = self.last + 1
        self.theta[row], self.batch_losses[row], self._losses[row] = theta, batch_loss, math.nan
        self.last = row
        return row

    def keep(self, state: State) -> None:
        """Keep the state after the last row."""
        if self.last % self._every == 0:
            self.checkpoints[self.last] = state
        if len(self.checkpoints) > MOST_KEPT:
            self._every *= 2
            self.checkpoints = {step: kept for step, kept in self.checkpoints.items() if step % self._every == 0}

    def nearest(self, step: int) -> tuple[int, State] | None:
        """The last kept state at or before `step`."""
        kept = self.checkpoints
        at = step - step % CHECKPOINT
        while at >= 0:
            if at in kept:
                return at, kept[at]
            at -= CHECKPOINT
        return None

    def adopt(self, other: "Trace", steps: int) -> None:
        """Take over what another trace knows of the first `steps` steps, which the two have in common.

        Traces without a common step may differ in their start as well. Of many rows only the first are there at once: the
        writer takes over the rest, a block at a time, before it goes on.
        """
        if steps == 0:
            return
        before = other._heritage
        if before is not None:
            # All its rows are those of a third one, which has more of them.
            other, steps = before.trace, min(steps, before.steps)
        taken = min(steps, other.last, self.steps)
        end = other.end if steps > other.last and other.last < self.steps else None
        self._heritage = Heritage(other, steps, taken, min(other.known, taken + 1), end)
        self.inherit()

    @property
    def inherits(self) -> bool:
        """Whether there are rows of another trace still to be taken over."""
        return self._heritage is not None

    def inherit(self) -> None:
        """Take over the next block of rows."""
        heritage = self._heritage
        if heritage is None:
            return
        other, stop = heritage.trace, min(self.last + 1 + BLOCK, heritage.taken + 1)
        rows = slice(self.last, stop)
        self.theta[rows], self.batch_loss[rows], self.loss[rows] = other.theta[rows], other.batch_loss[rows], other.loss[rows]
        self.known = min(stop, heritage.known)
        if stop > heritage.taken:
            self.checkpoints = {step: state for step, state in list(other.checkpoints.items()) if step < stop}
            self._every = other._every
            self.scales = [(step, scale) for step, scale in list(other.scales) if step < stop]
        self.last = stop - 1
        if stop > heritage.taken:
            self.end, self._heritage = heritage.end, None


class Heritage(NamedTuple):
    """What a trace takes over from another: rows up to step `taken`, J of `known` of them, and how it ended, if it did.

    The two have `steps` steps in common.
    """

    trace: Trace
    steps: int
    taken: int
    known: int
    end: Cause | None
