"""Runs of a cloud against the same runs alone, in double precision."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ..cloud import Cloud
from ..course import Course
from ..descent import advance
from ..invalid import QT_TRANSLATE_NOOP
from ..optimizers import Rule
from ..problem import Array
from ..trace import Cause
from .steps import kernel
from .subject import Check, Clock, Subject, Worst, told

ALONE = QT_TRANSLATE_NOOP("core", "runs of the cloud alone")
SAMPLE = 5
"""So many runs of a cloud are computed alone: the first, the last, and evenly between."""
UNIT = 2.0**-24
"""The relative rounding of one operation on float32."""
OPERATIONS = 8
"""So many operations at most a number goes through in a step, beside the sum over a batch."""
LOOSE = 0.01
"""Of a run on which rounding may have more effect than this part of θ nothing is said any more."""
TOLD = 64
"""So many steps one bound for the rounding of a step is used."""
NOT_TOLD = Cause(QT_TRANSLATE_NOOP("core", "Not told: no step of the cloud could be compared."), {})


def replicas(subject: Subject) -> Iterator[Check]:
    """θ of some runs of the cloud after 1, 2, 4, … steps is what each has alone, up to the rounding of float32."""
    cloud, worst = subject.cloud, Worst()
    if cloud is None:
        return
    sample = np.unique(np.linspace(0, cloud.runs - 1, SAMPLE).astype(int)).tolist()
    clock, last, runs = subject.clock(), 0, [Alone(cloud, run) for run in sample]
    with np.errstate(all="ignore"):
        for step, shown in _shown(cloud, sample, subject.clock()):
            for one in runs:
                one.walk(step, clock)
            if clock.is_up or not any(one.is_told for one in runs):
                break
            last = step
            for one, theta in zip(runs, shown, strict=True):
                if one.is_told:
                    worst.add(float(np.abs(theta - one.theta).max()), one.allowed, step=step, number=one.run + 1)
    yield from told(
        ALONE, worst,
        QT_TRANSLATE_NOOP("core", "{sampled} of {runs} runs of the cloud were computed alone, in double precision, and compared "
                                  "{count} times on their way to step {last}. The largest difference is {difference:.1g}; single "
                                  "precision may make {allowed:.1g} there."),
        QT_TRANSLATE_NOOP("core", "Run {number} of the cloud is off by {difference:.3g} at step {step} from the same run alone; "
                                  "single precision may make {allowed:.1g} there."),
        NOT_TOLD, sampled=len(sample), runs=cloud.runs, last=last)


def _shown(cloud: Cloud, sample: list[int], clock: Clock) -> Iterator[tuple[int, Array]]:
    """θ of these runs of a cloud after 1, 2, 4, … steps, as it has them at hand.

    Of a cloud that has no steps yet they are computed now, with no other runs than those in the same blocks.
    """
    if cloud.last:
        for step in sorted({cloud.at_hand(step) for step in _doubled(cloud.last)} - {0}):
            yield step, cloud.at(step)[sample]
        return
    part, places = cloud.part(sample)
    for step in _doubled(cloud.steps):
        part.through([step], lambda: not clock.is_up)
        if part.step < step:
            break
        yield step, part.theta[places]


def _doubled(last: int) -> list[int]:
    """1, 2, 4, … and the last step."""
    return [*(1 << k for k in range((last - 1).bit_length())), last]


class Alone:
    """A run of a cloud as one of its own, and what float32 may make of it.

    At each step an operation of float32 is off by a share u of its result at most, and a sum over B rows by (B − 1) u of what
    is summed (Higham 2002). Within a row that does to the gradient what shares u of the numbers that go into it would do: of
    θ, or of what is as large as the box. Errors as large as all that together are put into the steps of the same run, to one
    side, to the other, to another one for every coordinate and for every step, and the run itself tells how far they carry.
    """

    def __init__(self, cloud: Cloud, run: int) -> None:
        old = cloud.course
        self.run = run
        self.course = Course(old.problem, replace(old.run, **cloud.alone(run)), old.steps, old.lengths)
        self.trace, self.step = self.course.trace(), 0
        rule = self.course.law(0).method
        assert isinstance(rule, Rule)
        start = self.course.start
        sides = np.ones(len(start)), -np.ones(len(start)), (-1.0) ** np.arange(len(start)), np.ones(len(start))
        self.paths = [(side, start + UNIT * np.abs(start) * side, rule.init(start)) for side in sides]
        self.age, self.slope = 0, np.zeros(len(start))

    @property
    def is_told(self) -> bool:
        """Whether the run has come so far, and rounding has had no great effect on it."""
        size = float(np.abs(self.theta).max()) + float(np.ptp(self.course.problem.box, axis=1).min())
        return self.trace.last == self.step and self.allowed < LOOSE * size

    @property
    def theta(self) -> Array:
        theta: Array = self.trace.theta[self.trace.last]
        return theta

    @property
    def allowed(self) -> float:
        """How far from θ any of the errors has led, together, and the last digit of θ itself."""
        apart = sum(float(np.abs(theta - self.theta).max()) for _, theta, _ in self.paths)
        return apart + UNIT * float(np.abs(self.theta).max())

    def walk(self, until: int, clock: Clock) -> None:
        """Go on to a step, unless the time is up or the run ends before."""
        for step in advance(self.course, self.trace, until):
            self._err(step - 1)
            self.step = step
            if clock.is_up:
                break
        self.step = until

    def _err(self, step: int) -> None:
        """A step of the paths with errors."""
        course, problem = self.course, self.course.problem
        law, rows = course.law(step), course.plan.rows(step)
        rule = law.method
        assert isinstance(rule, Rule)
        anew = not course.run.carry_over
        if step % TOLD == 0 or not step & (step - 1):
            batch, begun = problem.on(rows), self.trace.theta[step]
            numbers = np.maximum(np.abs(begun), np.abs(batch.box).max(axis=1))
            summed, within = np.abs(batch.gradients(begun)).mean(axis=0), np.abs(batch.hessian(begun)) @ numbers
            self.slope = UNIT * ((len(rows) + OPERATIONS) * summed + OPERATIONS * within)
        if anew or step == law.began > 0:
            self.age = 0
            self.paths = [(side, course.start if anew else theta, rule.init(theta)) for side, theta, _ in self.paths]
        paths = []
        for k, (side, theta, memory) in enumerate(self.paths):
            to = -side if k == 3 and step % 2 else side
            gradient = kernel(problem, rows, theta)[1] + to * self.slope
            after, memory = rule.update(theta, gradient, memory, self.age, law.rate(step, 1.0), np)
            paths.append((side, after + UNIT * (np.abs(after) + OPERATIONS * np.abs(after - theta)) * to, memory))
        self.paths, self.age = paths, self.age + 1
