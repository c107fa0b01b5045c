"""Stochastic gradient descent: the weights that one batch leaves behind are where the next one starts."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

import numpy as np

from .experiment import Experiment, Run, first_difference, is_constant
from .invalid import QT_TRANSLATE_NOOP
from .law import Law, laws
from .optimizers import Memory, Method, Reference, Rule
from .plan import Plan
from .problem import Array, Oracle, Problem
from .schedules import Watch
from .theory import cause
from .trace import CHECKPOINT, Cause, State, Trace

FLOATS = SimpleNamespace(
    sqrt=math.sqrt, maximum=max, sign=lambda a: 1.0 if a > 0 else -1.0 if a < 0 else a, where=lambda c, a, b: a if c else b
)
"""The functions of an update rule, for Python floats."""
Stride = tuple[Any, Any, int, Watch, float]
"""What a step leaves behind, θ, memory, age and watch as in State, and the loss that its batch had before it."""

CAPACITY = 40_000_000
"""So many numbers the columns of all traces may hold: ten million steps of two weights."""


class Course:
    """One run over one problem: the rules, the schedules and the plan of its batches, resolved once.

    `lengths` are the steps that the run is planned to have, as (from which step on, how many); `steps` if it is left out.
    """

    def __init__(self, problem: Problem, run: Run, steps: int, lengths: Sequence[tuple[int, int]] = ()) -> None:
        self.problem, self.run, self.steps = problem, run, steps
        self.plan: Plan = run.plan(problem.n)
        self.rules = run.rules()
        self.lengths = lengths or [(0, steps)]
        self.laws = laws(run, self.lengths)
        self.start: Array = problem.start if run.start is None else np.array(run.start)

    def common_steps(self, other: "Course") -> int | None:
        """How many first steps this course has in common with another of the same problem; None if all of them."""
        horizons = ([(law.step, law.schedule.horizon and law.total) for law in course.laws] for course in (self, other))
        found = [step for step in (self.run.common_steps(other.run), first_difference(*horizons)) if step is not None]
        return min(found, default=None)

    def trace(self) -> Trace:
        """An empty trace: the start."""
        return Trace(self.start, self.steps)

    def begin(self) -> State:
        """The state before the first step."""
        return State(*self._fresh(self.laws[0].method), Watch())

    def _fresh(self, rule: Method) -> tuple[Any, Memory, int]:
        theta = self.start.tolist() if self.problem.scalar else self.start
        return theta, self._memory(rule, theta), 0

    def _memory(self, rule: Method, theta: Any) -> Memory:
        if isinstance(rule, Reference):
            return rule.init(self.problem, np.asarray(theta))
        return [rule.init(t) for t in theta] if self.problem.scalar else rule.init(theta)

    def walk(self, state: State, step: int, until: int) -> Iterator[Stride]:
        """From the state at `step`, the steps up to `until`."""
        theta, memory, age, watch = state
        while step < until:
            law = self.law(step)
            rule, observe, stop = law.method, law.schedule.observe, min(until, law.stop)
            if step == law.began > 0:
                memory, age = self._memory(rule, theta), 0
            if step == law.watched:
                watch = Watch()
            if observe:
                end = self.plan.first_step(self.plan.place(step).epoch + 1)
                stop = min(stop, end)
            oracles, move = self._stretch(rule, step, stop)
            for oracle, rate in zip(oracles, law.rates(step, watch.scale), strict=False):
                if not self.run.carry_over:
                    theta, memory, age = self._fresh(rule)
                try:
                    loss, gradient = oracle(theta)
                    theta, memory = move(rule, theta, gradient, memory, age, rate)
                except (OverflowError, ZeroDivisionError):
                    loss = math.inf
                age, step = age + 1, step + 1
                if observe and step == end:
                    watch = observe(watch, float(self.problem.loss(np.asarray(theta))))
                yield theta, memory, age, watch, loss

    def _stretch(self, rule: Method, step: int, stop: int) -> tuple[Iterable[Oracle], Callable[..., tuple[Any, Memory]]]:
        """The oracles of the steps that come next at once, and how θ is moved by what they say."""
        if isinstance(rule, Reference):
            return repeat(self._whole_loss, stop - step), self._move_whole
        return self.problem.oracles(*self.plan.chunk(step, stop)), _move_floats if self.problem.scalar else _move_array

    def _whole_loss(self, theta: Any) -> tuple[float, None]:
        return float(self.problem.loss(np.asarray(theta))), None

    def _move_whole(self, rule: Reference, theta: Any, gradient: None, memory: Memory, age: int,
                    rate: float) -> tuple[Any, Memory]:
        moved, memory = rule.step(self.problem, np.asarray(theta), memory, rate)
        return moved.tolist() if self.problem.scalar else moved, memory

    def law(self, step: int) -> Law:
        """What makes the step that is taken from θ_step."""
        return self.laws[bisect_right(self.laws, step, key=itemgetter(0)) - 1]

    @property
    def rate_varies(self) -> bool:
        """Whether not all steps have one learning rate."""
        return len({law.method.lr for law in self.laws}) > 1 or not all(
            is_constant(s.schedule) for s in self.run.settings())

    def rate(self, trace: Trace, step: int) -> float:
        """The learning rate η of the step that is taken from θ_step, a computed row."""
        law, at = self.law(step), bisect_right(trace.scales, step, key=itemgetter(0))
        row, scale = trace.scales[at - 1] if at and law.schedule.observe else (0, 1.0)
        return law.rate(step, scale if row > law.watched else 1.0)

    def state(self, trace: Trace, step: int) -> State:
        """The state after `step` steps, replayed from the nearest checkpoint."""
        at, state = trace.nearest(step) or (0, self.begin())
        for *parts, _ in self.walk(state, at, step):
            state = State(*parts)
        return state


def _move_floats(rule: Rule, theta: list[float], gradient: list[float], memory: list[Any], age: int,
                 rate: float) -> tuple[Any, Any]:
    update = rule.update
    thetas, memories = [], []
    for t, g, m in zip(theta, gradient, memory, strict=True):
        t, m = update(t, g, m, age, rate, FLOATS)
        thetas.append(t)
        memories.append(m)
    return thetas, memories


def _move_array(rule: Rule, theta: Array, gradient: Array, memory: Any, age: int, rate: float) -> tuple[Any, Any]:
    return rule.update(theta, gradient, memory, age, rate, np)


def advance(course: Course, trace: Trace, until: int) -> Iterator[int]:
    """Take the steps from the trace's last row up to `until`; each is written to the trace, then yielded.

    A step to where θ or the loss is no longer finite is not taken: the trace ends at its last row, with the cause.
    """
    until = min(until, trace.steps)
    if trace.done or trace.last >= until:
        return
    finite = math.isfinite
    state = course.state(trace, trace.last)
    scale = state.watch.scale
    walk = course.walk(state, trace.last, until)
    for step, (theta, memory, age, watch, loss) in enumerate(walk, trace.last + 1):
        if not (finite(loss) and all(map(finite, theta))):
            trace.end = cause(course, trace)
            return
        if watch.scale != scale:
            scale = watch.scale
            trace.scales.append((step, scale))
        trace.append(theta, loss)
        if step % CHECKPOINT == 0:
            trace.keep(State(theta, memory, age, watch))
        yield step


def losses(problem: Problem, trace: Trace, first: int, stop: int) -> None:
    """Fill in J for rows [first, stop) of a trace."""
    trace.loss[first:stop] = problem.loss(trace.theta[first:stop])


def courses(experiment: Experiment, problem: Problem) -> tuple[Course, ...]:
    """All runs of an experiment, each as long as the first, or as a trace can be."""
    runs = experiment.runs
    lengths = experiment.lengths(problem.n)
    steps = min(lengths[-1][1], max(1, CAPACITY // ((problem.dim + 2) * len(runs))))
    return tuple(Course(problem, run, steps, lengths) for run in runs)


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
