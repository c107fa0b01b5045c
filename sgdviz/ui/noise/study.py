"""What the noise canvas shows of a frame, worked out once for every θ."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sgdviz.core.frame import Frame
from sgdviz.core.plan import Plan
from sgdviz.core.problem import Array, Problem, Rows
from sgdviz.core.progress import Progress, untold
from sgdviz.core.theory.afterstep import AfterStep, NearStep
from sgdviz.core.theory.batchnoise import Cloud, Flags, cloud, losses_after
from sgdviz.core.theory.ensembles import Batches, all_batches, epoch_batches

from .plane import Plane, plane_along
from .rates import rates_of

MOST, LEAST, WORK = 2000, 50, 2_000_000
"""So many batches are drawn at most, fewer where J after the steps of all takes more than WORK losses of rows."""

TINY = 1e-12
"""Gradients below this have no axis that could show them."""
FAST = 4000
"""Of so many rows J is computed at every point of a grid, whether it has a closed form or not."""


@dataclass(frozen=True, eq=False)
class Dots:
    """Batches that are drawn: their numbers in their ensemble from 0, ∇J_B (k, d), J after their steps (k,), and whether
    that is lower than J before (k,)."""

    which: Rows
    gradients: Array
    after: Array
    lower: Flags

    def some(self, chosen: Flags) -> "Dots":
        """Those that are chosen (k,)."""
        return Dots(self.which[chosen], self.gradients[chosen], self.after[chosen], self.lower[chosen])


@dataclass(frozen=True, eq=False)
class Study:
    """The cloud at θ of the current epoch's batches, or of all batches that there can be where these are few.

    `everything` is the cloud of all there can be, None where they are too many or no others than the epoch's; `dots` and
    `others` are what is drawn of the two. `rate` is the learning rate of the step to come, `here` is J at θ, and `after` J
    after a step, near θ alone where each value of J is a long pass over rows; None beyond two parameters.
    """

    problem: Problem
    number: int
    current: int
    done: int
    epoch: Cloud
    everything: Cloud | None
    rate: float
    here: float
    dots: Dots
    others: Dots | None
    after: AfterStep | None

    @property
    def cloud(self) -> Cloud:
        """The cloud that the ellipses and the numbers are of."""
        return self.everything or self.epoch

    @cached_property
    def is_whole(self) -> bool:
        """Whether the epoch is one batch of all rows."""
        return len(self.epoch.batches) == 1 and not self.epoch.batches.replacement

    @cached_property
    def has_noise(self) -> bool:
        """Whether the rows differ in their gradients by more than rounding."""
        scale = np.sqrt(np.trace(self.epoch.rows) + self.epoch.whole @ self.epoch.whole)
        return bool(self.epoch.spread > 1e-12 * scale)

    @cached_property
    def vanishes(self) -> bool:
        """Whether no batch has a gradient, but for rounding."""
        parts = (self.cloud.whole, self.epoch.gradients, self.cloud.gradients)
        return all(bool((np.abs(part) < TINY).all()) for part in parts)

    @property
    def counted(self) -> Dots:
        """Those whose share is told."""
        return self.others or self.dots

    @cached_property
    def lowers(self) -> bool:
        """Whether the current batch's step lowers J."""
        return bool(self.dots.lower[np.searchsorted(self.dots.which, self.current)])

    @cached_property
    def left(self) -> Array | None:
        """The mean of the batches left, in the middle of an epoch that uses each row once."""
        if self.epoch.batches.replacement or not 0 < self.done < len(self.epoch.batches):
            return None
        return self.epoch.left(self.done)

    @property
    def drawn_mean(self) -> Array | None:
        """The mean of what is left of an epoch, or of all of it where rows repeat: what is no longer, or never was, ∇J."""
        if self.left is not None:
            return self.left
        return self.epoch.mean if self.epoch.batches.replacement and len(self.epoch.batches) > 1 else None

    @cached_property
    def plane(self) -> Plane:
        return plane_along(-self.cloud.whole, self.cloud.rows)

    def raises(self, steps: Array) -> Flags:
        """Which steps of the plane (k, 1 or 2) raise J, (k,); to first order where the plane is turned."""
        if self.after is None:
            return np.asarray(steps[:, 0] < 0)
        with np.errstate(all="ignore"):
            return np.asarray(self.after.loss(steps) > self.here)


def key_of(frame: Frame) -> tuple[object, ...]:
    """Equal for frames with one study."""
    return frame.course, frame.batch_step, frame.done, frame.theta.tobytes()


class Studies:
    """Makes the study of a frame; what stays from frame to frame is kept. Any thread may ask."""

    def __init__(self) -> None:
        self._epoch: tuple[object, Batches] | None = None
        self._study: tuple[object, Study] | None = None
        self._first: tuple[object, Study] | None = None

    def of(self, frame: Frame, progress: Progress = untold) -> Study:
        """The study of this frame's epoch at its θ."""
        key, kept = key_of(frame), self._study
        if kept is None or key != kept[0]:
            kept = self._study = key, self._made(frame, frame.theta, progress)
        return kept[1]

    def at_first(self, frame: Frame, progress: Progress = untold) -> Study:
        """The study of the same epoch at its first θ: what is in sight during the epoch is judged by it."""
        plan, number = frame.course.plan, frame.place.epoch
        key, kept = (frame.course, frame.trace, number), self._first
        if kept is None or key != kept[0]:
            step = min(plan.first_step(number), frame.reached(frame.watched))
            theta = frame.trace.theta[step]
            same = np.array_equal(theta, frame.theta)
            kept = self._first = key, self.of(frame, progress) if same else self._made(frame, theta, progress)
        return kept[1]

    def _made(self, frame: Frame, theta: Array, progress: Progress) -> Study:
        problem, place = frame.problem, frame.place
        batches = self.batches(frame.course.plan, place.epoch)
        epoch = cloud(problem, batches, theta, progress)
        size = int(batches.sizes.max())
        every = all_batches(problem.n, size, batches.replacement)
        if every is not None and len(every) == len(batches) and not batches.replacement:
            every = None
        everything = None if every is None else cloud(problem, every, theta, progress)
        rate = float(rates_of(frame.course, frame.trace, frame.batch_step, 1)[0])
        exact = problem.closed_form or problem.n <= FAST
        with np.errstate(all="ignore"):
            here = float(problem.loss(theta))
            after = None if problem.dim > 2 else (AfterStep if exact else NearStep)(problem, theta, rate)
        current = place.batch - 1
        dots = _dots(problem, epoch, current, rate, here, progress)
        others = None if everything is None else _dots(problem, everything, 0, rate, here, progress)
        return Study(problem, place.epoch, current, place.batches if frame.done else current,
                     epoch, everything, rate, here, dots, others, after)

    def batches(self, plan: Plan, number: int) -> Batches:
        """The batches of an epoch."""
        kept = self._epoch
        if kept is None or (plan, number) != kept[0]:
            kept = self._epoch = (plan, number), epoch_batches(plan, number)
        return kept[1]


def _dots(problem: Problem, cloud: Cloud, kept: int, rate: float, here: float, progress: Progress) -> Dots:
    """The batches of a cloud, evenly spread ones if they are too many, with the one that must be among them."""
    count = len(cloud.batches)
    most = count if cloud.batches.complete else MOST
    if not problem.closed_form:
        most = max(LEAST, min(most, WORK // problem.n))
    which = np.arange(count)
    if count > most:
        which = np.unique(np.append(np.linspace(0, count - 1, most).astype(int), kept))
    gradients = cloud.gradients[which]
    after = losses_after(problem, cloud.theta, gradients, rate, progress)
    return Dots(which, gradients, after, after < here)
