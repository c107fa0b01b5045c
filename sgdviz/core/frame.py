"""What is on the screen, as a value: an experiment, what is computed of it, and a step."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from .averages import Average, History, averages
from .cloud import Cloud
from .course import Course
from .experiment import Experiment, made
from .invalid import Invalid
from .local import Local
from .plan import Place
from .problem import Array, Problem, Rows
from .trace import Trace

Pace = Literal["still", "slow", "fast"]


@dataclass(frozen=True)
class Frame:
    """Everything that a view may draw from. `watched` is the run whose batch, data and numbers are shown.

    At `step` k the weights are θ_k and the current batch is the one that step k+1 will use; at the end of a run it is
    the last batch, done. `fraction` (0–1) is how far the ball has come on its way from θ_{k−1} to θ_k. `cloud` are the runs
    beside the watched one, if the experiment has some; `cloudless` says why it has none although it wants them. `goal` is the
    step that is meant where it is far from being computed: then `step` is on its way there. `known` is what is known of J about
    some θ, for the case that it is θ_k.
    """

    experiment: Experiment
    problem: Problem
    courses: tuple[Course, ...]
    traces: tuple[Trace, ...]
    step: int
    fraction: float = 1.0
    pace: Pace = "still"
    watched: int = 0
    cloud: Cloud | None = None
    cloudless: Invalid | None = None
    goal: int | None = None
    known: Local | None = None

    @property
    def course(self) -> Course:
        return self.courses[self.watched]

    @property
    def trace(self) -> Trace:
        return self.traces[self.watched]

    def reached(self, run: int) -> int:
        """The step that a run shows: `step`, or its last if it ended before."""
        return min(self.step, self.traces[run].last)

    @cached_property
    def done(self) -> bool:
        """Whether the watched run has no further step."""
        return self.step >= self.course.steps or (self.trace.end is not None and self.step >= self.trace.last)

    @cached_property
    def theta(self) -> Array:
        """θ_k of the watched run, (d,)."""
        theta: Array = self.trace.theta[self.reached(self.watched)]
        return theta

    def ball(self, run: int) -> Array:
        """Where a run's ball is drawn: on its way to θ_k, or there, (d,)."""
        k = self.reached(run)
        theta: Array = self.traces[run].theta[k]
        if self.fraction >= 1 or k == 0 or k < self.step:
            return theta
        left = (1 - self.fraction) ** 3
        return theta - left * (theta - self.traces[run].theta[k - 1])

    @cached_property
    def batch_step(self) -> int:
        """The step whose batch is the current one."""
        return min(self.reached(self.watched), self.course.steps - 1)

    @cached_property
    def place(self) -> Place:
        """Epoch and batch of the current batch."""
        return self.course.plan.place(self.batch_step)

    @cached_property
    def rows(self) -> Rows:
        """The rows of the current batch."""
        return self.course.plan.rows(self.batch_step)

    @cached_property
    def batch(self) -> Problem:
        """J_B of the current batch; J itself where the batch is the whole."""
        return self.problem.on(self.rows)

    @cached_property
    def averages(self) -> tuple[tuple[Average, Array | None], ...]:
        """The averages of the watched run up to θ_k, (d,) each; None where one has not begun or is not finite."""
        k, history = self.reached(self.watched), History(self.trace)
        return tuple((average, history.of(average, k)) for average in
                     (made(averages, spec) for spec in self.experiment.averages))

    @cached_property
    def local(self) -> Local:
        """J about θ_k."""
        if self.known is not None and self.known.is_about(self.problem, self.theta):
            return self.known
        return Local(self.problem, self.theta, self.course.origin)

    @property
    def loss(self) -> float:
        return self.local.loss

    @property
    def gradient(self) -> Array:
        return self.local.gradient

    @cached_property
    def batch_loss(self) -> float:
        """J_B of the current batch at θ_k, taken from the run where its next step is computed."""
        k, trace = self.reached(self.watched), self.trace
        if not self.done and k < trace.last and self.course.run.carry_over:
            return float(trace.batch_loss[k + 1])
        return float(self.batch.loss(self.theta))

    @cached_property
    def batch_gradient(self) -> Array:
        return self.batch.gradient(self.theta)

    @cached_property
    def angle(self) -> float | None:
        """The angle between ∇J and ∇J_B in degrees; None where one of them is zero or not finite."""
        with np.errstate(all="ignore"):
            a, b = self.gradient, self.batch_gradient
            # First by the largest entry, since the squares of a diverged run are beyond a float.
            a, b = a / np.abs(a).max(), b / np.abs(b).max()
            a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
            # atan2 keeps the digits that acos loses at 0° and 180°.
            angle = float(np.degrees(2 * np.arctan2(np.linalg.norm(a - b), np.linalg.norm(a + b))))
        return angle if np.isfinite(angle) else None
