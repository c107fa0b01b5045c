"""What makes the steps of a run: a method and a schedule, between one change and the next."""

import sys
from collections.abc import Iterator, Sequence
from itertools import count, pairwise, repeat
from typing import NamedTuple

from .experiment import Run, is_constant, rule, schedule
from .optimizers import Method
from .schedules import Schedule


class Law(NamedTuple):
    """What makes the steps [step, stop) of a run that was planned then to have `total` steps.

    The optimizer's memory begins with step `began`, what the schedule has seen with step `watched`. `steady` says that the
    learning rate is the method's own.
    """

    step: int
    stop: int
    method: Method
    schedule: Schedule
    total: int
    began: int
    watched: int
    steady: bool = False

    def rates(self, step: int, scale: float) -> Iterator[float]:
        """The learning rates of the steps from `step` on."""
        lr, factor, total = self.method.lr, self.schedule.factor, self.total
        if self.steady:
            return repeat(lr * scale)
        return (lr * factor(k, total) * scale for k in count(step))

    def rate(self, step: int, scale: float) -> float:
        """The learning rate of a step."""
        return next(self.rates(step, scale))


def laws(run: Run, lengths: Sequence[tuple[int, int]]) -> tuple[Law, ...]:
    """What is in force, and how long the run is then, from each step on at which one of the two changes."""
    settings, found = run.settings(), list[Law]()
    began = watched = 0
    before = settings[0]
    steps = sorted({s.step for s in settings} | {first for first, _ in lengths})
    for step, stop in pairwise([*steps, sys.maxsize]):
        setting = [s for s in settings if s.step <= step][-1]
        total = [total for first, total in lengths if first <= step][-1]
        began = began if setting.optimizer["name"] == before.optimizer["name"] else step
        watched = watched if setting.schedule["name"] == before.schedule["name"] else step
        found.append(Law(step, stop, rule(setting.optimizer), schedule(setting.schedule), total, began, watched,
                         is_constant(setting.schedule)))
        before = setting
    return tuple(found)
