"""One run over one problem, resolved: what makes each step, and the steps themselves from any state on."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

import numpy as np

from .experiment import Run, first_difference, is_constant
from .law import Law, laws
from .optimizers import Memory, Method, Reference, Rule
from .plan import Plan
from .problem import Array, Oracle, Problem
from .schedules import Watch
from .trace import State, Trace

FLOATS = SimpleNamespace(
    sqrt=math.sqrt, maximum=max, sign=lambda a: 1.0 if a > 0 else -1.0 if a < 0 else a, where=lambda c, a, b: a if c else b
)
"""The functions of an update rule, for Python floats."""
Stride = tuple[Any, Any, int, Watch, float]
"""What a step leaves behind, θ, memory, age and watch as in State, and the loss that its batch had before it."""


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
