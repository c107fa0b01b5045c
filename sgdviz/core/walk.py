"""The steps of a course, one after another: each is taken when it is asked for, and written to a trace."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, islice, repeat
from typing import Any

import numpy as np

from .course import Course
from .kernels import Steps, whole_steps
from .optimizers import Method, Reference
from .schedules import Watch
from .trace import CHECKPOINT, State, Trace


class Walk:
    """Takes the steps of a course from `step` on, where its state is `state`, and writes them behind the trace's last row.

    θ, memory, age and watch are those after the last stretch. A step to where θ or the loss is no longer finite is not
    taken: there the walk ends, and only θ tells where it led.
    """

    def __init__(self, course: Course, state: State, step: int, trace: Trace) -> None:
        self.course, self.step, self.trace = course, step, trace
        self.theta, self.memory, self.age, self.watch = state

    @property
    def state(self) -> State:
        return State(self.theta, self.memory, self.age, self.watch)

    def steps(self, until: int) -> Iterator[int]:
        """The steps up to `until`: the row of each, once it is written."""
        return chain.from_iterable(self.stretches(until))

    def stretches(self, until: int) -> Iterator[Iterator[int]]:
        """The same in stretches of one kind, each of which has to be gone through before the next; no layer is between."""
        while self.step < until:
            course, law = self.course, self.course.law(self.step)
            rule, observe, stop = law.method, law.schedule.observe, min(until, law.stop)
            if self.step == law.began > 0:
                self.memory, self.age = course.memory(rule, self.theta), 0
            if self.step == law.watched:
                self.watch = Watch()
            if observe:
                epoch_end = course.plan.first_step(course.plan.place(self.step).epoch + 1)
                stop = min(stop, epoch_end)
            take, batches, stop = self._kernel(rule, stop)
            rates = law.rates(self.step, self.watch.scale)
            while self.step < stop:
                if not course.run.carry_over:
                    self.theta, self.memory, self.age = course.fresh(rule)
                count = min(stop - self.step, CHECKPOINT - self.step % CHECKPOINT) if course.run.carry_over else 1
                row = self.trace.expect(count)
                taken = take(self, islice(batches, count), rates, rule)
                yield self._observed(taken, row, observe) if observe and self.step + count == epoch_end else taken
                if self.trace.last < row:
                    return
                self.step += count
                if self.step % CHECKPOINT == 0:
                    self.trace.keep(self.state)

    def _kernel(self, rule: Method, stop: int) -> tuple[Steps, Iterator[Any], int]:
        """How the next steps are taken, on what batches, and up to where; at most up to `stop`."""
        problem, plan = self.course.problem, self.course.plan
        if isinstance(rule, Reference):
            return whole_steps, repeat(problem), stop
        rows, size = plan.chunk(self.step, stop)
        take, batches = problem.kernel(rows, size)
        return take, iter(batches), self.step + len(rows) * -(-rows.shape[1] // size)

    def _observed(self, taken: Iterator[int], end: int, observe: Callable[[Watch, float], Watch]) -> Iterator[int]:
        """The steps of an epoch, after whose last one, in row `end`, the schedule is told J."""
        for row in taken:
            if row == end:
                before = self.watch.scale
                self.watch = observe(self.watch, float(self.course.problem.loss(self.trace.theta[row])))
                if self.watch.scale != before:
                    self.trace.scales.append((row, self.watch.scale))
            yield row


def state_at(course: Course, trace: Trace, step: int) -> State:
    """The state after `step` steps, replayed from the nearest checkpoint."""
    at, state = trace.nearest(step) or (0, course.begin())
    return replayed(course, state, at, step)


def replayed(course: Course, state: State, step: int, until: int) -> State:
    """The state at `until`, from the one at `step`; or that to which the first step leads that cannot be taken."""
    walk = Walk(course, state, step, Trace(np.asarray(state.theta), until - step))
    deque(walk.steps(until), maxlen=0)
    return walk.state
