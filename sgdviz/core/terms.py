"""One step of a run, term by term: what the rule took, what it remembered, what came of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .course import Course
from .optimizers import Method, Reference, Slot
from .problem import Array
from .trace import CHECKPOINT, State, Trace
from .walk import replayed, state_at


@dataclass(frozen=True)
class Terms:
    """The step from θ_k to θ_{k+1}, its numbers those that the trace is made of.

    `theta` and `after` are θ_k and θ_{k+1}, `gradient` is that of the step's batch at θ_k, `taken` what the rule makes of it
    where that is something else, all (d,). `memory` has each slot in use after the step, with (d,) or with one number,
    `remembered` the same before it, and `between` what the rule makes of `memory` on the way to θ. `rate` is η, `age` how
    many updates the memory has seen with this one.
    """

    step: int
    method: Method
    theta: Array
    gradient: Array
    taken: Array | None
    remembered: tuple[tuple[Slot, Any], ...]
    memory: tuple[tuple[Slot, Any], ...]
    between: tuple[tuple[Slot, Any], ...]
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
                before = before._replace(age=0, memory=None)
            theta = course.start if not course.run.carry_over else np.array(before.theta, dtype=float)
            after, memory, *_ = replayed(course, self._at[-1], step, step + 1)
            gradient = _gradient(course, step, theta)
            rule = None if isinstance(law.method, Reference) else law.method
            taken = rule.gradient(theta, gradient) if rule and rule.gradient else None
            remembered, entries = (_entries(law.method, m, course.problem.scalar) for m in (before.memory, memory))
            between = rule.between(entries, before.age + 1) if rule and rule.between else ()
        return Terms(step, law.method, theta, gradient, taken, _used(law.method, remembered), _used(law.method, entries), between,
                     course.rate(trace, step), before.age + 1, np.array(after, dtype=float))

    def _state(self, course: Course, trace: Trace, step: int) -> State:
        """The state at a step, from the one at hand where that is no further than the last kept one."""
        if self._at is not None:
            own, same, at, state = self._at
            if own is course and same is trace and step - step % CHECKPOINT <= at <= step:
                return replayed(course, state, at, step)
        return state_at(course, trace, step)


def _gradient(course: Course, step: int, theta: Array) -> Array:
    """∇J_B of the step's batch as the step computes it."""
    problem = course.problem
    if isinstance(course.law(step).method, Reference):
        return problem.gradient(theta)
    oracle = next(iter(problem.oracles(*course.plan.chunk(step, step + 1))))
    return np.array(oracle(theta.tolist() if problem.scalar else theta)[1], dtype=float)


def _entries(method: Method, memory: Any, scalar: bool) -> tuple[Any, ...]:
    """The memory with an array (d,) or a number for each slot, None where it is not in use; of a history (k, d) the last row."""
    if scalar and not isinstance(method, Reference) and memory is not None:
        memory = None if memory[0] is None else _columns(memory, len(method.slots))
    if memory is None:
        return ()
    return tuple(_entry(slot, entry) for slot, entry in zip(method.slots, memory, strict=True))


def _used(method: Method, entries: tuple[Any, ...]) -> tuple[tuple[Slot, Any], ...]:
    """The slots in use with their entries."""
    return tuple((slot, entry) for slot, entry in zip(method.slots, entries, strict=False) if entry is not None)


def _columns(memory: list[Any], slots: int) -> list[Any]:
    """The memories of single coordinates, slot by slot."""
    return [None if memory[0][i] is None else [one[i] for one in memory] for i in range(slots)]


def _entry(slot: Slot, entry: Any) -> Any:
    values = None if entry is None else np.array(entry, dtype=float)
    if values is None or not values.size:
        return None
    return float(values.flat[0]) if slot.single else values[-1] if values.ndim == 2 else values
