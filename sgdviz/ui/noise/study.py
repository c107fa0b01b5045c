"""What the noise canvas shows of a frame, worked out once for every θ."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sgdviz.core.frame import Frame
from sgdviz.core.plan import Plan
from sgdviz.core.problem import Array, Problem, Rows
from sgdviz.core.theory.afterstep import AfterStep, NearStep
from sgdviz.core.theory.batchnoise import Cloud, Flags, cloud, lowering
from sgdviz.core.theory.ensembles import Batches, all_batches, epoch_batches

from .plane import Plane, plane_along
from .rates import rates_of

MOST, LEAST, WORK = 2000, 100, 2_000_000
"""So many batches are drawn at most, fewer where J after the steps of all takes more than WORK losses of rows."""

FAST = 4000
"""Of so many rows J is computed at every point of a grid, whether it has a closed form or not."""


@dataclass(frozen=True, eq=False)
class Dots:
    """Batches that are drawn: their numbers in their ensemble from 0, ∇J_B (k, d), and whether a step lowers J (k,)."""

    which: Rows
    gradients: Array
    lower: Flags


@dataclass(frozen=True, eq=False)
class Study:
    """The cloud at θ of the current epoch's batches, or of all batches that there can be where these are few.

    `everything` is the cloud of all there can be, None where they are too many or no others than the epoch's. `rate` is
    the learning rate of the step to come.
    """

    problem: Problem
    number: int
    current: int
    done: int
    epoch: Cloud
    everything: Cloud | None
    rate: float

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
    def dots(self) -> Dots:
        """The epoch's batches."""
        return self._dots(self.epoch, self.current)

    @cached_property
    def others(self) -> Dots | None:
        """All batches that there can be, where they are shown."""
        return None if self.everything is None else self._dots(self.everything, 0)

    @property
    def counted(self) -> Dots:
        """Those whose share is told."""
        return self.others or self.dots

    def _dots(self, cloud: Cloud, kept: int) -> Dots:
        """Evenly spread ones, if they are too many, with the one that must be among them."""
        count = len(cloud.batches)
        most = count if cloud.batches.complete else MOST
        if not self.problem.closed_form:
            most = max(LEAST, min(most, WORK // self.problem.n))
        which = np.arange(count)
        if count > most:
            which = np.unique(np.append(np.linspace(0, count - 1, most).astype(int), kept))
        gradients = cloud.gradients[which]
        return Dots(which, gradients, lowering(self.problem, cloud.theta, gradients, self.rate))

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
    def after(self) -> AfterStep:
        """J after a step; near θ alone where each value of J is a long pass over rows."""
        exact = self.problem.closed_form or self.problem.n <= FAST
        return (AfterStep if exact else NearStep)(self.problem, self.cloud.theta, self.rate)

    @cached_property
    def plane(self) -> Plane:
        return plane_along(-self.cloud.whole, self.cloud.rows)


class Studies:
    """Makes the study of a frame; what stays from frame to frame is kept."""

    def __init__(self) -> None:
        self._epoch: tuple[object, Batches | None] = (None, None)
        self._study: tuple[object, Study | None] = (None, None)
        self._first: tuple[object, Study | None] = (None, None)

    def of(self, frame: Frame) -> Study:
        """The study of this frame's epoch at its θ."""
        key = (frame.course, frame.batch_step, frame.done, frame.theta.tobytes())
        if key != self._study[0] or self._study[1] is None:
            self._study = (key, self._made(frame, frame.theta))
        assert self._study[1] is not None
        return self._study[1]

    def at_first(self, frame: Frame) -> Study:
        """The study of the same epoch at its first θ: what is in sight during the epoch is judged by it."""
        plan, number = frame.course.plan, frame.place.epoch
        key = (frame.course, frame.trace, number)
        if key != self._first[0] or self._first[1] is None:
            step = min(plan.first_step(number), frame.reached(frame.watched))
            self._first = (key, self._made(frame, frame.trace.theta[step]))
        assert self._first[1] is not None
        return self._first[1]

    def _made(self, frame: Frame, theta: Array) -> Study:
        problem, place = frame.problem, frame.place
        batches = self.batches(frame.course.plan, place.epoch)
        epoch = cloud(problem, batches, theta)
        size = int(batches.sizes.max())
        every = all_batches(problem.n, size, batches.replacement)
        if every is not None and len(every) == len(batches) and not batches.replacement:
            every = None
        everything = None if every is None else cloud(problem, every, theta)
        rate = float(rates_of(frame.course, frame.trace, frame.batch_step, 1)[0])
        return Study(problem, place.epoch, place.batch - 1, place.batches if frame.done else place.batch - 1,
                     epoch, everything, rate)

    def batches(self, plan: Plan, number: int) -> Batches:
        """The batches of an epoch."""
        if (plan, number) != self._epoch[0] or self._epoch[1] is None:
            self._epoch = ((plan, number), epoch_batches(plan, number))
        assert self._epoch[1] is not None
        return self._epoch[1]
