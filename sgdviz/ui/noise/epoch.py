"""The epoch that led to the cursor: laid end to end, taken with all rows, and as it was."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem, Rows
from sgdviz.core.progress import Progress, untold
from sgdviz.core.theory.batchnoise import second_moment
from sgdviz.core.theory.endtoend import EndToEnd, end_to_end
from sgdviz.core.theory.ensembles import Batches, epoch_batches

from .boxes import with_room
from .plane import Plane, plane_along
from .rates import rates_of

MOST = 4000
STILL = 1e-9
"""A way that is shorter than this share of θ is not seen."""


@dataclass(frozen=True, eq=False)
class Epoch:
    """Epoch `number` from its first θ on: its batches, η of each step, and what `end_to_end` makes of them."""

    problem: Problem
    number: int
    batches: Batches
    rates: Array
    laid: EndToEnd

    @property
    def start(self) -> Array:
        first: Array = self.laid.fixed[0]
        return first

    @property
    def has_one_rate(self) -> bool:
        return bool((self.rates == self.rates[0]).all())

    @property
    def meets(self) -> bool:
        """Whether the gradients laid end to end arrive exactly where the one leap does."""
        return not self.batches.replacement and self.has_one_rate and self.batches.are_equal

    @cached_property
    def vanishes(self) -> bool:
        """Whether the batches have no gradients at the first θ, but for rounding."""
        return moves(self.laid.fixed) < STILL and (self.laid.full is None or moves(self.laid.full) < STILL)

    @cached_property
    def plane(self) -> Plane:
        """θ itself for up to two parameters; else along −∇J at the first θ, and where the paths lead widest across."""
        steps = self.laid.fixed - self.start
        if self.laid.full is not None:
            steps = np.concatenate([steps, self.laid.full - self.start])
        steps = steps[np.isfinite(steps).all(axis=1)]
        # Directions are all that counts, and squares of a diverged run are beyond a float.
        steps = steps / (float(np.abs(steps).max()) or 1.0)
        way = self.laid.leap - self.start
        return plane_along(way if np.isfinite(way).all() else np.zeros_like(way), second_moment(steps, np.zeros_like(way)))

    @cached_property
    def kept(self) -> Rows:
        """The steps of the ways that are drawn: all, or MOST and a few more of very many, the last one among them."""
        count = len(self.batches)
        return np.unique(np.append(np.arange(0, count, max(1, count // MOST)), count))

    @cached_property
    def box(self) -> Array:
        """What is in sight of all three ways, where they are finite: the real one has the steps of the first to go."""
        points = [self.laid.fixed[self.kept], self.laid.leap[None]]
        if self.laid.full is not None:
            points.append(self.laid.full[self.kept])
        theta = np.concatenate(points)
        return with_room(self.seen(theta[np.isfinite(theta).all(axis=1)]))

    def seen(self, theta: Array) -> Array:
        """θ (…, d) as the picture shows it, (…, 2)."""
        return self.plane.seen(theta - self.start if self.plane.turned else theta)


class Epochs:
    """Makes the epoch of a frame, and keeps it while the cursor is in it. Any thread may ask."""

    def __init__(self) -> None:
        self._kept: tuple[object, Epoch] | None = None

    def of(self, frame: Frame, progress: Progress = untold) -> Epoch:
        """The epoch of the last step that was taken, the first one at the start."""
        plan, reached = frame.course.plan, frame.reached(frame.watched)
        number = plan.place(max(0, reached - 1)).epoch
        key, kept = (frame.course, frame.trace, number), self._kept
        if kept is None or key != kept[0]:
            first, batches = plan.first_step(number), epoch_batches(plan, number)
            rates = rates_of(frame.course, frame.trace, first, len(batches))
            laid = end_to_end(frame.problem, batches, frame.trace.theta[first], rates, progress)
            kept = self._kept = key, Epoch(frame.problem, number, batches, rates, laid)
        return kept[1]


def moves(path: Array) -> float:
    """How far a path (k, d) goes, as a share of where it begins, or of a thousandth if that is more."""
    with np.errstate(all="ignore"):
        return float(np.ptp(path, axis=0).max() / max(1e-3, float(np.abs(path[0]).max())))


def real_path(frame: Frame, epoch: Epoch) -> Array:
    """What the watched run has done of the epoch, (k+1, d)."""
    first = frame.course.plan.first_step(epoch.number)
    path: Array = frame.trace.theta[first : frame.reached(frame.watched) + 1]
    return path
