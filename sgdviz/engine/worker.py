"""The hand that takes one step after another, and says so after each."""

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import Signal

from sgdviz.core.course import Course
from sgdviz.core.descent import advance, losses
from sgdviz.core.problem import Problem
from sgdviz.core.trace import Trace

from .thread import Hand, Task

ROUND = 64
"""So many steps a run takes before the next run has its turn."""
CLOSED = 2048
"""J in closed form is filled in for so many rows at a time while there are steps to take."""
BLOCK = 1 << 20
"""So many rows of data times steps are put into J at a time, where J has no closed form."""


class Job(Task):
    """What there is to compute: traces and how far, which is the `target` that the GUI thread sets."""

    def __init__(self, problem: Problem, courses: Sequence[Course], traces: Sequence[Trace], shown: int) -> None:
        super().__init__()
        self.problem, self.courses, self.traces = problem, courses, traces
        self.shown = shown
        self.target = 0
        self.steps: list[Iterator[int]] = [
            advance(course, trace, course.steps) for course, trace in zip(courses, traces, strict=True)
        ]

    @property
    def unfinished(self) -> bool:
        """Whether a step below the target, a value of J or what an earlier trace knew is still to be had."""
        return not self.cancelled and any(
            trace.inherits or trace.known < len(trace) or (not trace.done and trace.last < self.target) for trace in self.traces)


class Worker(Hand):
    """Computes jobs. `stepped(run, step)` follows each newly computed step: connect directly, never queued to a GUI."""

    stepped = Signal(int, int)
    where = "the optimizer's thread"

    def work(self, task: Job) -> None:
        """Work until the job's target is reached and J is known up to there, or the job is cancelled."""
        while self._inherit(task) or self._take_steps(task) or self._fill_losses(task):
            pass

    def _inherit(self, job: Job) -> bool:
        """A block of the rows that an earlier trace has in common with one of these; whether there was one."""
        for trace in job.traces:
            if trace.inherits and not job.cancelled:
                trace.inherit()
                self.gate.wait()
                return True
        return False

    def _take_steps(self, job: Job) -> bool:
        """One round of steps of every run; whether there was anything to do."""
        busy = False
        wait, is_open, emit, shown = self.gate.wait, self.gate.is_set, self.stepped.emit, job.shown
        for run, (steps, trace) in enumerate(zip(job.steps, job.traces, strict=True)):
            before = trace.last
            for step in islice(steps, 0 if job.cancelled else max(0, min(job.target - before, ROUND))):
                if step > shown:
                    emit(run, step)
                if not is_open():
                    wait()
                if job.cancelled:
                    break
            busy |= trace.last > before
            if job.problem.closed_form:
                if len(trace) - trace.known >= CLOSED:
                    losses(job.problem, trace, trace.known, len(trace))
            else:
                for row in job.courses[run].plan.ends(before, trace.last):
                    losses(job.problem, trace, row, row + 1)
        return busy and not job.cancelled

    def _fill_losses(self, job: Job) -> bool:
        """One block of J, when there is no step to take; whether there was anything to do."""
        if job.cancelled:
            return False
        for trace in job.traces:
            if trace.known < len(trace):
                count = max(1, BLOCK // job.problem.n)
                losses(job.problem, trace, trace.known, min(len(trace), trace.known + count))
                self.gate.wait()
                return True
        return False
