"""The stationary point that the microscope looks at: found, and told what it is; of many rows that takes long."""

from functools import partial
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem
from sgdviz.core.progress import Progress
from sgdviz.core.stationary import nearest
from sgdviz.core.stoppable import Stoppable
from sgdviz.core.theory.flat import Nature, nature, reach
from sgdviz.engine.aside import Aside

SAME = 1e-8
"""Two points that are found no farther apart than this are one."""
AT_ONCE = 1 << 15
"""A problem whose J takes no more numbers than that is looked at within a frame."""


class Found(NamedTuple):
    """What the point is, and how near to it J is a quadratic."""

    nature: Nature
    reach: float


class _Answer(NamedTuple):
    """What was found for a mark of a problem, or near the run if `mark` is None; nothing, if there is nothing."""

    problem: Problem
    mark: int | None
    found: Found | None


class Finder(QObject):
    """Finds one point after another; `told` says that there is another one than before."""

    told = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.aside = Aside(self)
        self.aside.told.connect(self.told)
        self.aside.failed.connect(self.failed)

    def ask(self, frame: Frame, mark: int | None, now: bool = False) -> bool:
        """Look for a mark of the problem, or else for the point that is nearest to the run; whether it is known by now.

        The nearest is looked for anew whenever the run has become twice as long.
        """
        problem, trace = frame.problem, frame.trace
        reached = frame.reached(frame.watched)
        key = (problem, mark) if mark is not None else (
            problem, None, trace, reached.bit_length(), reached == trace.last and trace.done)
        deed = partial(_answer, problem, mark, trace.theta[reached], self._last(problem, mark))
        return self.aside.ask(key, deed, now or problem.work <= AT_ONCE) is not None

    def found(self, problem: Problem, mark: int | None) -> Found | None:
        """What was found last."""
        last = self._last(problem, mark)
        return None if last is None else last.found

    def _last(self, problem: Problem, mark: int | None) -> _Answer | None:
        last = self.aside.answer
        return last if isinstance(last, _Answer) and last.problem is problem and last.mark == mark else None


def _answer(problem: Problem, mark: int | None, theta: Array, before: _Answer | None, progress: Progress) -> _Answer:
    looked_at = problem if problem.work <= AT_ONCE else Stoppable(problem, progress)
    point = nearest(looked_at, theta) if mark is None else problem.marks[mark].point
    if point is None:
        return _Answer(problem, mark, None)
    if before is not None and before.found is not None and np.allclose(point, before.found.nature.point, SAME, SAME):
        return before
    found = nature(looked_at, point)
    return _Answer(problem, mark, Found(found, reach(looked_at, found)))
