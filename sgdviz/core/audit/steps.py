"""Every step by itself: from the row before it, with nothing but its rows, their gradient and the update rule."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from ..course import Course
from ..invalid import QT_TRANSLATE_NOOP
from ..optimizers import Method, Reference
from ..problem import Array, Problem, Rows
from ..trace import Cause, State, Trace
from .path import pieces
from .subject import SHARP, Check, Subject, Worst, dust, told

GRADIENTS = QT_TRANSLATE_NOOP("core", "gradients of the steps")
UPDATES = QT_TRANSLATE_NOOP("core", "every step by itself")
CARRIED = QT_TRANSLATE_NOOP("core", "weights carry over")
CLOSE = 1e-9
"""What may be between a step of the program and the same step written out, relative to the step."""
ULPS = 1e-14
"""And relative to θ, on whose last digits the step is added."""
NONE = Cause(QT_TRANSLATE_NOOP("core", "No step is computed yet."), {})
ONE_EPOCH = Cause(QT_TRANSLATE_NOOP("core", "No second epoch is computed yet."), {})
RESTARTED = Cause(QT_TRANSLATE_NOOP("core", "Every batch starts anew from the start, as the experiment says."), {})


def steps(subject: Subject) -> Iterator[Check]:
    """The gradient that a step used is that of its batch; the step is the rule's; an epoch begins where the last one ended."""
    gradients, updates, carried, anew = Worst(), Worst(), Worst(), 0.0
    for run, (course, shown, length) in enumerate(zip(subject.courses, subject.traces, subject.lengths, strict=True)):
        clock = subject.clock()
        with np.errstate(all="ignore"):
            for state, first, stop in pieces(course, shown, length):
                hand = Hand(course, shown, state, first)
                for step in range(first, stop):
                    where = {"step": step + 1, "run": run + 1}
                    done = hand.take(step, shown.theta[step])
                    _judge_gradient(gradients, done, shown.batch_loss[step + 1], where)
                    difference = _largest(done.theta - shown.theta[step + 1])
                    allowed = CLOSE * _largest(done.theta - done.begun) + ULPS * _largest(done.theta)
                    updates.add(difference, allowed, **where)
                    if course.run.carry_over and step and course.plan.place(step).start == 0:
                        carried.add(difference, allowed, **where)
                        anew = max(anew, _largest(shown.theta[step] - course.start))
                    if clock.is_up:
                        break
                if clock.is_up:
                    break
    yield from _told(subject, gradients, updates, carried, anew)


class Done(NamedTuple):
    """A step taken: from where, to where, its batch, and the gradient that the program's steps use there."""

    begun: Array
    theta: Array
    batch: Problem
    loss: float
    gradient: Array


class Hand:
    """Takes single steps of a course, in order, each from a θ that it is given, and minds the optimizer's memory."""

    def __init__(self, course: Course, trace: Trace, state: State, step: int) -> None:
        self.course, self.trace = course, trace
        by_coordinate = course.problem.scalar and not isinstance(self._rule(step)[0], Reference)
        self.memory, self.age = as_arrays(state.memory) if by_coordinate else state.memory, state.age

    def take(self, step: int, theta: Array) -> Done:
        course = self.course
        problem, rows = course.problem, course.plan.rows(step)
        rule, is_new = self._rule(step)
        if not course.run.carry_over:
            theta, is_new = course.start, True
        if is_new:
            self.memory, self.age = rule.init(problem, theta) if isinstance(rule, Reference) else rule.init(theta), 0
        loss, gradient = kernel(problem, rows, theta)
        rate = course.rate(self.trace, step)
        if isinstance(rule, Reference):
            after, self.memory = rule.step(problem, theta, self.memory, rate)
        else:
            after, self.memory = rule.update(theta, gradient, self.memory, self.age, rate, np)
        self.age += 1
        return Done(theta, after, problem.on(rows), loss, gradient)

    def _rule(self, step: int) -> tuple[Method, bool]:
        """The rule of a step, and whether its memory is new there: at the start, and with another optimizer."""
        acting = [(first, name, rule) for first, name, rule in self.course.rules if first <= step]
        first, name, rule = acting[-1]
        return rule, step == 0 or (first == step and name != acting[-2][1])


def kernel(problem: Problem, rows: Rows, theta: Array) -> tuple[float, Array]:
    """J_B and ∇J_B as the steps of a run compute them."""
    (oracle,) = problem.oracles(rows[None], len(rows))
    try:
        loss, gradient = oracle(theta.tolist() if problem.scalar else theta)
    except OverflowError:
        return np.inf, np.full(problem.dim, np.inf)
    return float(loss), np.asarray(gradient)


def as_arrays(memories: list[Any]) -> Any:
    """The memory of a rule for all coordinates at once, from one memory a coordinate."""
    first = memories[0]
    if first is None:
        return None
    if isinstance(first, tuple):
        return tuple(as_arrays(list(slot)) for slot in zip(*memories, strict=True))
    return np.array(memories)


def _judge_gradient(worst: Worst, done: Done, shown: float, where: dict[str, int]) -> None:
    """Against the batch as a problem: its gradient, and its loss, which is the one that is shown."""
    batch, theta = done.batch, done.begun
    gradient, loss = batch.gradient(theta), float(batch.loss(theta))
    slope, allowed = _largest(done.gradient - gradient), SHARP * _largest(gradient)
    gap, bound = abs(loss - shown), SHARP * abs(loss)
    if not (slope <= allowed and gap <= bound):
        rounding = dust(batch, theta)
        allowed, bound = allowed + rounding, bound + rounding * float(max(_largest(theta), np.abs(batch.box).max()))
    worst.add(slope, allowed, **where)
    worst.add(gap, bound, **where)
    worst.count -= 1


def _largest(numbers: Array) -> float:
    return float(np.abs(numbers).max())


def _told(subject: Subject, gradients: Worst, updates: Worst, carried: Worst, anew: float) -> Iterator[Check]:
    total = sum(length - 1 for length in subject.lengths)
    yield from told(
        GRADIENTS, gradients,
        QT_TRANSLATE_NOOP("core", "{count} of {total} steps: the gradient that the step used is ∇J_B of its rows, and the loss "
                                  "that is shown is J_B before the step. The largest difference is {difference:.1g}; "
                                  "{allowed:.1g} is allowed."),
        QT_TRANSLATE_NOOP("core", "Step {step} of run {run} does not use J_B of its rows: the difference is {difference:.3g}; "
                                  "{allowed:.1g} is allowed."), NONE, total=total)
    yield from told(
        UPDATES, updates,
        QT_TRANSLATE_NOOP("core", "{count} of {total} steps: the update rule, applied once to the row before, gives the row that "
                                  "is shown. The largest difference is {difference:.1g}; {allowed:.1g} is allowed."),
        QT_TRANSLATE_NOOP("core", "Step {step} of run {run} does not lead to the row that is shown: it is off by "
                                  "{difference:.3g}; {allowed:.1g} is allowed."), NONE, total=total)
    restarted = any(not course.run.carry_over for course in subject.courses)
    yield from told(
        CARRIED, carried,
        QT_TRANSLATE_NOOP("core", "At {count} beginnings of an epoch the first step goes on from the θ that the last batch "
                                  "before it left, up to {anew:.3g} away from the start; it is off by {difference:.1g} at most."),
        QT_TRANSLATE_NOOP("core", "Step {step} of run {run}, the first of its epoch, does not go on from the θ that was left: "
                                  "it is off by {difference:.3g}."), RESTARTED if restarted else ONE_EPOCH, anew=anew)
