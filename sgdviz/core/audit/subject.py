"""What an audit looks at, and what it finds."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple

import numpy as np

from ..cloud import Cloud
from ..course import Course
from ..experiment import is_whole
from ..invalid import QT_TRANSLATE_NOOP
from ..problem import Array, Problem, Rows
from ..trace import Cause, Trace

Verdict = Literal["holds", "fails", "none"]
"""`none`: it does not apply, or it could not be told in the time there was."""
POINTS = 18
"""At so many points of all paths together the functions are looked at."""
HUGE = 1e100
SHARP = 1e-10
"""What rounding may make of sums of rows, relative to what is summed."""
ROUNDING = 1e-13
"""And what it may make of a gradient, relative to the curvature times the size of θ: near a minimum all summands vanish."""


LEFT = Cause(QT_TRANSLATE_NOOP("core", "The epoch was left before its end, by a change to a method that takes all rows."), {})
TOO_LONG = Cause(QT_TRANSLATE_NOOP("core", "Not told: this would take longer than an audit may."), {})


class Check(NamedTuple):
    """One check: what it is called (marked for translation), its verdict, and the sentence with the figures."""

    name: str
    verdict: Verdict
    sentence: Cause


class Point(NamedTuple):
    """θ (d,) at a step of a run."""

    run: int
    step: int
    theta: Array


class Clock:
    """The time that a check has, of its own thread: how busy the machine is with others does not shorten a check."""

    def __init__(self, seconds: float, stopped: Callable[[], bool]) -> None:
        self._until, self._stopped = time.thread_time() + seconds, stopped

    @property
    def is_up(self) -> bool:
        return self._stopped() or time.thread_time() > self._until


class Subject:
    """The runs of an experiment as far as they are computed; `lengths` are their rows when the audit began, `seconds`
    the time that a check has."""

    def __init__(self, problem: Problem, courses: Sequence[Course], traces: Sequence[Trace], seconds: float,
                 stopped: Callable[[], bool], cloud: Cloud | None = None) -> None:
        self.problem, self.courses, self.traces, self.cloud = problem, courses, traces, cloud
        self.lengths = [len(trace) for trace in traces]
        self.seconds, self._stopped = seconds, stopped

    def clock(self) -> Clock:
        return Clock(self.seconds, self._stopped)

    @cached_property
    def points(self) -> list[Point]:
        """The start, the middle and the end of every path, each moved towards the start until J is finite there."""
        found = dict[bytes, Point]()
        for run, (trace, length) in enumerate(zip(self.traces, self.lengths, strict=True)):
            for row in (0, (length - 1) // 2, length - 1):
                while row and not self._is_tame(trace.theta[row]):
                    row //= 2
                theta = trace.theta[row].copy()
                if self._is_tame(theta):
                    found.setdefault(theta.tobytes(), Point(run, row, theta))
        return list(found.values())[:POINTS]

    def _is_tame(self, theta: Array) -> bool:
        with np.errstate(all="ignore"):
            numbers = (theta, self.problem.loss(theta), self.problem.gradient(theta), self.problem.hessian(theta))
            return all(bool((np.abs(number) < HUGE).all()) for number in numbers)

    def rows_at(self, point: Point) -> Rows:
        """The rows of the batch that is current at a point."""
        return self.courses[point.run].plan.rows(self.step_at(point))

    def step_at(self, point: Point) -> int:
        """The step that the current batch of a point makes."""
        return min(point.step, self.courses[point.run].steps - 1)

    def is_left_early(self, run: int, epoch: int) -> bool:
        """Whether a run changes to a method that takes all rows where this epoch ends: it may not be through then."""
        course = self.courses[run]
        after = course.plan.first_step(epoch + 1)
        return any(setting.step == after and is_whole(setting.optimizer) for setting in course.run.settings()[1:])

    def is_random(self, run: int, step: int) -> bool:
        """Whether the rows of that step are drawn with replacement."""
        return self.courses[run].plan.has_replacement(step)


def dust(problem: Problem, theta: Array) -> float:
    """What rounding alone may make of a gradient at θ (d,)."""
    curvature = float(np.abs(problem.hessian(theta)).max())
    return ROUNDING * curvature * max(float(np.abs(theta).max()), float(np.abs(problem.box).max()))


class Worst:
    """The largest of some differences, each relative to what rounding may make of it, and where it was."""

    def __init__(self) -> None:
        self.ratio, self.count, self.values = -1.0, 0, dict[str, Any]()

    def add(self, difference: float, allowed: float, **values: Any) -> None:
        """A difference that is no number is the worst of all."""
        self.count += 1
        ratio = difference / allowed if allowed > 0 else 0.0 if difference == 0 else np.inf
        ratio = ratio if ratio == ratio else np.inf
        if ratio > self.ratio:
            self.ratio, self.values = ratio, {"difference": difference, "allowed": allowed, **values}

    @property
    def verdict(self) -> Verdict:
        return "none" if self.count == 0 else "holds" if self.ratio <= 1 else "fails"


def told(name: str, worst: Worst, holds: str, fails: str, none: Cause, **values: Any) -> Iterator[Check]:
    """The check of some differences: one sentence for each verdict; those of the first two are filled in with the worst."""
    if worst.verdict == "none":
        yield Check(name, "none", none)
    else:
        sentence = holds if worst.verdict == "holds" else fails
        yield Check(name, worst.verdict, Cause(sentence, {"count": worst.count, **worst.values, **values}))
