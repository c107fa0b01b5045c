"""Stochastic gradient descent: the weights that one batch leaves behind are where the next one starts."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

import numpy as np

from .batches import Plan
from .experiment import Experiment, Run
from .invalid import QT_TRANSLATE_NOOP
from .optimizers import Memory, Method, Reference, Rule
from .problem import Array, Oracle, Problem
from .theory import cause
from .trace import CHECKPOINT, Cause, State, Trace

FLOATS = SimpleNamespace(
    sqrt=math.sqrt, maximum=max, sign=lambda a: math.copysign(1.0, a) if a else 0.0, where=lambda c, a, b: a if c else b
)
"""The functions of an update rule, for Python floats."""
Stride = tuple[Any, Any, int, float]
"""What a step leaves behind, θ, memory and age as in State, and the loss that its batch had before it."""


CAPACITY = 40_000_000
"""So many numbers the columns of all traces may hold: ten million steps of two weights."""


class Course:
    """One run over one problem: the rules and the plan of its batches, resolved once."""

    def __init__(self, problem: Problem, run: Run, steps: int) -> None:
        self.problem, self.run, self.steps = problem, run, steps
        self.plan: Plan = run.plan(problem.n)
        self.rules = run.rules()
        self.start: Array = problem.start if run.start is None else np.array(run.start)

    def trace(self) -> Trace:
        """An empty trace: the start."""
        return Trace(self.start, self.steps)

    def begin(self) -> State:
        """The state before the first step."""
        return self._fresh(self.rules[0][2])

    def _fresh(self, rule: Method) -> State:
        theta = self.start.tolist() if self.problem.scalar else self.start
        return State(theta, self._memory(rule, theta), 0)

    def _memory(self, rule: Method, theta: Any) -> Memory:
        if isinstance(rule, Reference):
            return rule.init(self.problem, np.asarray(theta))
        return [rule.init(t) for t in theta] if self.problem.scalar else rule.init(theta)

    def walk(self, state: State, step: int, until: int) -> Iterator[Stride]:
        """From the state at `step`, the steps up to `until`."""
        theta, memory, age = state
        while step < until:
            rule, stop, is_new = self._rule(step, until)
            if is_new:
                memory, age = self._memory(rule, theta), 0
            count, oracles, move = self._stretch(rule, step, stop)
            for oracle in oracles:
                if not self.run.carry_over:
                    theta, memory, age = self._fresh(rule)
                try:
                    loss, gradient = oracle(theta)
                    theta, memory = move(rule, theta, gradient, memory, age)
                except (OverflowError, ZeroDivisionError):
                    loss = math.inf
                age += 1
                yield theta, memory, age, loss
            step += count

    def _stretch(self, rule: Method, step: int, stop: int) -> tuple[int, Iterable[Oracle], Callable[..., tuple[Any, Memory]]]:
        """How many steps come next at once, the oracle of each, and how θ is moved by what it says."""
        if isinstance(rule, Reference):
            return stop - step, repeat(self._whole_loss, stop - step), self._move_whole
        rows, cuts = self.plan.chunk(step, stop)
        return len(cuts) + 1, self.problem.oracles(rows, cuts), _move_floats if self.problem.scalar else _move_array

    def _whole_loss(self, theta: Any) -> tuple[float, None]:
        return float(self.problem.loss(np.asarray(theta))), None

    def _move_whole(self, rule: Reference, theta: Any, gradient: None, memory: Memory, age: int) -> tuple[Any, Memory]:
        moved, memory = rule.step(self.problem, np.asarray(theta), memory, rule.lr)
        return moved.tolist() if self.problem.scalar else moved, memory

    def _rule(self, step: int, until: int) -> tuple[Method, int, bool]:
        """The rule of a step, the step up to which it acts, and whether it is another than before: then its memory is new."""
        at = bisect_right(self.rules, step, key=itemgetter(0)) - 1
        first, name, rule = self.rules[at]
        stop = min([until, *(later for later, _, _ in self.rules[at + 1 : at + 2])])
        return rule, stop, first == step > 0 and name != self.rules[at - 1][1]

    def state(self, trace: Trace, step: int) -> State:
        """The state after `step` steps, replayed from the nearest checkpoint."""
        at, state = trace.nearest(step) or (0, self.begin())
        for theta, memory, age, _ in self.walk(state, at, step):
            state = State(theta, memory, age)
        return state


def _move_floats(rule: Rule, theta: list[float], gradient: list[float], memory: list[Any], age: int) -> tuple[Any, Any]:
    update, lr = rule.update, rule.lr
    thetas, memories = [], []
    for t, g, m in zip(theta, gradient, memory, strict=True):
        t, m = update(t, g, m, age, lr, FLOATS)
        thetas.append(t)
        memories.append(m)
    return thetas, memories


def _move_array(rule: Rule, theta: Array, gradient: Array, memory: Any, age: int) -> tuple[Any, Any]:
    return rule.update(theta, gradient, memory, age, rule.lr, np)


def advance(course: Course, trace: Trace, until: int) -> Iterator[int]:
    """Take the steps from the trace's last row up to `until`; each is written to the trace, then yielded.

    A step to where θ or the loss is no longer finite is not taken: the trace ends at its last row, with the cause.
    """
    until = min(until, trace.steps)
    if trace.done or trace.last >= until:
        return
    finite = math.isfinite
    walk = course.walk(course.state(trace, trace.last), trace.last, until)
    for step, (theta, memory, age, loss) in enumerate(walk, trace.last + 1):
        if not (finite(loss) and all(map(finite, theta))):
            trace.end = cause(course.problem, course.rules, trace)
            return
        trace.append(theta, loss)
        if step % CHECKPOINT == 0:
            trace.keep(State(theta, memory, age))
        yield step


def losses(problem: Problem, trace: Trace, first: int, stop: int) -> None:
    """Fill in J for rows [first, stop) of a trace."""
    trace.loss[first:stop] = problem.loss(trace.theta[first:stop])


def courses(experiment: Experiment, problem: Problem) -> tuple[Course, ...]:
    """All runs of an experiment, each as long as the first, or as a trace can be."""
    runs = experiment.runs
    steps = min(experiment.steps(problem.n), max(1, CAPACITY // ((problem.dim + 2) * len(runs))))
    return tuple(Course(problem, run, steps) for run in runs)


def cut_short(experiment: Experiment, course: Course) -> Cause | None:
    """The sentence for a run that is shorter than its epochs, because a trace holds no more."""
    wanted = experiment.steps(course.problem.n)
    if course.steps >= wanted:
        return None
    return Cause(QT_TRANSLATE_NOOP("core", "Only the first {steps} of {wanted} steps can be computed: a run holds no more."),
                 {"steps": f"{course.steps:,}", "wanted": f"{wanted:,}"})


def simulate(experiment: Experiment, problem: Problem, until: int | None = None) -> tuple[Trace, ...]:
    """All runs from their start to step `until` (the end), with J at every step."""
    traces = []
    for course in courses(experiment, problem):
        trace = course.trace()
        with np.errstate(all="ignore"):
            for _ in advance(course, trace, course.steps if until is None else until):
                pass
        losses(problem, trace, 0, len(trace))
        traces.append(trace)
    return tuple(traces)
