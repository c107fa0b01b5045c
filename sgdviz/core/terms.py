"""One step of a run, term by term: what the rule took, what it remembered, what came of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .descent import Course
from .optimizers import Method, Reference, Slot
from .problem import Array
from .trace import CHECKPOINT, State, Trace


@dataclass(frozen=True)
class Terms:
    """The step from θ_k to θ_{k+1}, its numbers those that the trace is made of.

    `theta` and `after` are θ_k and θ_{k+1}, `gradient` is that of the step's batch at θ_k, `taken` what the rule makes of it
    where that is something else, all (d,). `memory` has each slot in use after the step, with (d,) or with one number;
    `rate` is η, `age` the number of updates that the memory has seen with this one.
    """

    step: int
    method: Method
    theta: Array
    gradient: Array
    taken: Array | None
    memory: tuple[tuple[Slot, Any], ...]
    rate: float
    age: int
    after: Array

    @property
    def move(self) -> Array:
        """Δθ, (d,)."""
        with np.errstate(all="ignore"):
            return self.after - self.theta


class Replay:
    """Makes `Terms`. It keeps the state that it came to, so that the next steps of the same run cost those steps alone."""

    def __init__(self) -> None:
        self._at: tuple[Course, Trace, int, State] | None = None

    def terms(self, course: Course, trace: Trace, step: int) -> Terms:
        """Of the step that is taken from row `step` of the trace, which is computed."""
        with np.errstate(all="ignore"):
            before = self._state(course, trace, step)
            self._at = course, trace, step, before
            law = course.law(step)
            if step == law.began > 0 or not course.run.carry_over:
                before = before._replace(age=0)
            theta = course.start if not course.run.carry_over else np.array(before.theta, dtype=float)
            after, memory, *_ = next(course.walk(self._at[-1], step, step + 1))
            gradient = _gradient(course, step, theta)
            taken = None if isinstance(law.method, Reference) or law.method.gradient is None else (
                law.method.gradient(theta, gradient))
        return Terms(step, law.method, theta, gradient, taken, _entries(law.method, memory, course.problem.scalar),
                     course.rate(trace, step), before.age + 1, np.array(after, dtype=float))

    def _state(self, course: Course, trace: Trace, step: int) -> State:
        """The state at a step, from the one at hand where that is no further than the last kept one."""
        if self._at is not None:
            own, same, at, state = self._at
            if own is course and same is trace and step - step % CHECKPOINT <= at <= step:
                for *parts, _ in course.walk(state, at, step):
                    state = State(*parts)
                return state
        return course.state(trace, step)


def _gradient(course: Course, step: int, theta: Array) -> Array:
    """∇J_B of the step's batch as the step computes it."""
    problem = course.problem
    if isinstance(course.law(step).method, Reference):
        return problem.gradient(theta)
    oracle = next(iter(problem.oracles(*course.plan.chunk(step, step + 1))))
    return np.array(oracle(theta.tolist() if problem.scalar else theta)[1], dtype=float)


def _entries(method: Method, memory: Any, scalar: bool) -> tuple[tuple[Slot, Any], ...]:
    """The slots that are in use with their entries; of a history (k, d) the latest row."""
    found: list[tuple[Slot, Any]] = []
    apart = scalar and not isinstance(method, Reference)
    for i, slot in enumerate(method.slots if memory is not None else ()):
        entry = [one and one[i] for one in memory] if apart else memory[i]
        if entry is None or (apart and entry[0] is None):
            continue
        values = np.array(entry, dtype=float)
        if values.ndim == 2:
            if not len(values):
                continue
            values = values[-1]
        found.append((slot, float(values.flat[0]) if slot.single else values))
    return tuple(found)
