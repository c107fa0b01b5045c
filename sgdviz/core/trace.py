"""What happened: append-only rows. One writer, many readers; a row below the length never changes."""

from typing import Any, NamedTuple

import numpy as np

from .problem import Array
from .schedules import Watch

CHECKPOINT = 256
"""The optimizer's memory is kept every so many steps; between, it is replayed."""


class Cause(NamedTuple):
    """Why a run ended before its time: a sentence as data, like Invalid's. A value may be a Cause itself."""

    template: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return self.template.format(**self.values)


class State(NamedTuple):
    """All that the next step needs: θ, the optimizer's memory, how many updates it has seen, and what its schedule has."""

    theta: Any
    memory: Any
    age: int
    watch: Watch = Watch()


class Trace:
    """Row k holds θ_k, the state after k updates, and the loss of the batch that made it, at θ_{k−1}.

    `theta` (steps+1, d) and `batch_loss` (steps+1,) are whole columns; their first `len(trace)` rows are computed. Row 0
    is the start, its batch loss is nan. `loss` is J, a derived column: nan where it is not known yet. `end` says why no
    more rows will come, if the run diverged. `scales` are the rows at which a schedule that looks at J changed its mind,
    each with the share of the learning rate from there on.
    """

    def __init__(self, start: Array, steps: int) -> None:
        self.steps = steps
        self.theta = np.empty((steps + 1, len(start)))
        self.batch_loss = np.empty(steps + 1)
        self.loss = np.full(steps + 1, np.nan)
        self.theta[0], self.batch_loss[0] = start, np.nan
        self.checkpoints: dict[int, State] = {}
        self.scales: list[tuple[int, float]] = []
        self.end: Cause | None = None
        self._length = 1
        # A memoryview takes a float at a fifth of what an array's own assignment costs.
        self._numbers: Any = self.theta.reshape(-1).data
        self._losses: Any = self.batch_loss.data

    def __len__(self) -> int:
        return self._length

    @property
    def last(self) -> int:
        """The last step that is computed."""
        return self._length - 1

    @property
    def done(self) -> bool:
        """Whether no more rows will come."""
        return self.end is not None or self._length == self.steps + 1

    def append(self, theta: Any, batch_loss: float) -> None:
        """Write the next row, then publish it."""
        row, numbers = self._length, self._numbers
        for at, number in enumerate(theta, row * len(theta)):
            numbers[at] = number
        self._losses[row] = batch_loss
        self._length = row + 1

    def keep(self, state: State) -> None:
        """Keep the state after the last row."""
        self.checkpoints[self.last] = state

    def nearest(self, step: int) -> tuple[int, State] | None:
        """The last kept state at or before `step`."""
        at = step - step % CHECKPOINT
        while at >= 0:
            if at in self.checkpoints:
                return at, self.checkpoints[at]
            at -= CHECKPOINT
        return None

    def adopt(self, other: "Trace", steps: int) -> None:
        """Take over what another trace knows of the first `steps` steps, which the two have in common.

        Traces without a common step may differ in their start as well.
        """
        if steps == 0:
            return
        if other.end is not None and steps > other.last and other.last < self.steps:
            self.end = other.end
        steps = min(steps, other.last, self.steps)
        rows = slice(0, steps + 1)
        self.theta[rows], self.batch_loss[rows], self.loss[rows] = other.theta[rows], other.batch_loss[rows], other.loss[rows]
        self.checkpoints = {step: state for step, state in list(other.checkpoints.items()) if step <= steps}
        self.scales = [(step, scale) for step, scale in list(other.scales) if step <= steps]
        self._length = steps + 1
