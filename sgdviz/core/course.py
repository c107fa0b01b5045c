"""One run over one problem, resolved: what makes each step."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

import numpy as np

from .experiment import Run, first_difference, is_constant
from .invalid import QT_TRANSLATE_NOOP, Invalid
from .law import Law, laws
from .local import Local
from .memory import memory_text
from .optimizers import Memory, Method, Reference
from .plan import Plan
from .problem import Array, Problem
from .schedules import Watch
from .trace import State, Trace, bytes_per_step


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

    @cached_property
    def origin(self) -> Local:
        """J about the start."""
        return Local(self.problem, self.start)

    def common_steps(self, other: "Course") -> int | None:
        """How many first steps this course has in common with another of the same problem; None if all of them."""
        horizons = ([(law.step, law.schedule.horizon and law.total) for law in course.laws] for course in (self, other))
        found = [step for step in (self.run.common_steps(other.run), first_difference(*horizons)) if step is not None]
        return min(found, default=None)

    def trace(self) -> Trace:
        """An empty trace: the start. Invalid if the machine has no room for all its steps."""
        try:
            return Trace(self.start, self.steps)
        except MemoryError:
            needed = memory_text(self.steps * bytes_per_step(self.problem.dim))
            raise Invalid("", QT_TRANSLATE_NOOP("core", "{steps} steps take {memory} of memory, and the machine has no room for "
                                                        "so much: fewer epochs, or less memory allowed for runs, would do"),
                          steps=self.steps, memory=needed) from None

    def begin(self) -> State:
        """The state before the first step."""
        return State(*self.fresh(self.laws[0].method), Watch())

    def fresh(self, rule: Method) -> tuple[Any, Memory, int]:
        """θ, memory and age at the start."""
        theta = self.start.tolist() if self.problem.scalar else self.start
        return theta, self.memory(rule, theta), 0

    def memory(self, rule: Method, theta: Any) -> Memory:
        """The memory of a rule that begins at θ; on floats one for each coordinate."""
        if isinstance(rule, Reference):
            return rule.init(self.problem, np.asarray(theta))
        return [rule.init(t) for t in theta] if self.problem.scalar else rule.init(theta)

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
