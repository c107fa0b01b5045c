"""Stochastic gradient descent: the weights that one batch leaves behind are where the next one starts."""

import math
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np

from .batches import Plan
from .experiment import Experiment, Run
from .optimizers import Rule
from .problem import Array, Problem
from .theory import cause
from .trace import CHECKPOINT, State, Trace

FLOATS = SimpleNamespace(
    sqrt=math.sqrt, maximum=max, sign=lambda a: math.copysign(1.0, a) if a else 0.0, where=lambda c, a, b: a if c else b
)
"""The functions of an update rule, for Python floats."""


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

    def _fresh(self, rule: Rule) -> State:
        if self.problem.scalar:
            theta = self.start.tolist()
            return State(theta, [rule.init(t) for t in theta], 0)
        return State(self.start, rule.init(self.start), 0)

    def states(self, state: State, step: int, until: int) -> Iterator[tuple[State, float]]:
        """From the state at `step`, the states after it up to `until`, each with the loss of the batch that made it."""
        move = _move_floats if self.problem.scalar else _move_array
        while step < until:
            at = max(i for i, (first, _, _) in enumerate(self.rules) if first <= step)
            first, name, rule = self.rules[at]
            stop = min([until, *(later for later, _, _ in self.rules[at + 1 : at + 2])])
            if first == step > 0 and name != self.rules[at - 1][1]:
                state = self._renew(state, rule)
            rows, cuts = self.plan.chunk(step, stop)
            for oracle in self.problem.oracles(rows, cuts):
                if not self.run.carry_over:
                    state = self._fresh(rule)
                try:
                    loss, gradient = oracle(state.theta)
                    state = move(rule, state, gradient)
                except OverflowError:
                    loss = math.inf
                yield state, float(loss)
            step += len(cuts) + 1

    def _renew(self, state: State, rule: Rule) -> State:
        """The same θ under another rule: its memory begins anew."""
        fresh = self._fresh(rule)
        return State(state.theta, fresh.memory, 0)

    def state(self, trace: Trace, step: int) -> State:
        """The state after `step` steps, replayed from the nearest checkpoint."""
        found = trace.nearest(step)
        at, kept = found if found else (0, self.begin())
        latest = kept
        for state, _ in self.states(kept, at, step):
            latest = state
        return latest


def _move_floats(rule: Rule, state: State, gradient: list[float]) -> State:
    theta, memory = [], []
    for t, g, m in zip(state.theta, gradient, state.memory, strict=True):
        t, m = rule.update(t, g, m, state.age, rule.lr, FLOATS)
        theta.append(t)
        memory.append(m)
    return State(theta, memory, state.age + 1)


def _move_array(rule: Rule, state: State, gradient: Array) -> State:
    theta, memory = rule.update(state.theta, gradient, state.memory, state.age, rule.lr, np)
    return State(theta, memory, state.age + 1)


def advance(course: Course, trace: Trace, until: int) -> Iterator[int]:
    """Take the steps from the trace's last row up to `until`; each is written to the trace, then yielded.

    A step to where θ or the loss is no longer finite is not taken: the trace ends at its last row, with the cause.
    """
    until = min(until, trace.steps)
    if trace.done or trace.last >= until:
        return
    states = course.states(course.state(trace, trace.last), trace.last, until)
    for step, (state, loss) in enumerate(states, trace.last + 1):
        if not (math.isfinite(loss) and _finite(state.theta)):
            trace.end = cause(course.problem, course.rules, trace, loss)
            return
        trace.append(state.theta, loss)
        if step % CHECKPOINT == 0:
            trace.keep(state)
        yield step


def _finite(theta: Any) -> bool:
    return all(map(math.isfinite, theta))


def losses(problem: Problem, trace: Trace, first: int, stop: int) -> None:
    """Fill in J for rows [first, stop) of a trace."""
    trace.loss[first:stop] = problem.loss(trace.theta[first:stop])


def courses(experiment: Experiment, problem: Problem) -> tuple[Course, ...]:
    """All runs of an experiment, each as long as the first."""
    steps = experiment.steps(problem.n)
    return tuple(Course(problem, run, steps) for run in experiment.runs)


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
