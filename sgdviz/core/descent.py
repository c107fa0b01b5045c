"""Stochastic gradient descent: the weights that one batch leaves behind are where the next one starts."""

from collections import deque
from collections.abc import Iterator
from itertools import chain

import numpy as np

from .course import Course
from .experiment import Experiment
from .invalid import QT_TRANSLATE_NOOP
from .memory import USUAL, memory_of, memory_text
from .problem import Problem
from .theory import cause
from .trace import Cause, Trace, bytes_per_step
from .walk import Walk, state_at

MEMORY = memory_of(USUAL)


def advance(course: Course, trace: Trace, until: int) -> Iterator[int]:
    """Take the steps from the trace's last row up to `until`; each is written to the trace, then yielded.

    A step to where θ or the loss is no longer finite is not taken: the trace ends at its last row, with the cause.
    """
    return chain.from_iterable(_stretches(course, trace, min(until, trace.steps)))


def _stretches(course: Course, trace: Trace, until: int) -> Iterator[Iterator[int]]:
    if trace.done or trace.last >= until:
        return
    yield from Walk(course, state_at(course, trace, trace.last), trace.last, trace).stretches(until)
    if trace.last < until:
        trace.end = cause(course, trace)


def losses(problem: Problem, trace: Trace, first: int, stop: int) -> None:
    """Fill in J for rows [first, stop) of a trace."""
    trace.loss[first:stop] = problem.loss(trace.theta[first:stop])
    if first <= trace.known < stop:
        trace.known = stop


def courses(experiment: Experiment, problem: Problem, memory: int = MEMORY) -> tuple[Course, ...]:
    """All runs of an experiment, each as long as the first, or as fits into `memory` bytes for all their traces."""
    runs = experiment.runs
    lengths = experiment.lengths(problem.n)
    steps = min(lengths[-1][1], max(1, memory // (bytes_per_step(problem.dim) * len(runs))))
    return tuple(Course(problem, run, steps, lengths) for run in runs)


def cut_short(experiment: Experiment, course: Course) -> Cause | None:
    """The sentence for a run that is shorter than its epochs, because no more memory is allowed."""
    wanted = experiment.steps(course.problem.n)
    if course.steps >= wanted:
        return None
    allowed = course.steps * bytes_per_step(course.problem.dim) * len(experiment.runs)
    return Cause(QT_TRANSLATE_NOOP("core", "Only the first {steps} of {wanted} steps are computed: more do not fit "
                                           "into {memory}, the memory that is allowed for runs."),
                 {"steps": course.steps, "wanted": wanted, "memory": memory_text(allowed)})


def simulate(experiment: Experiment, problem: Problem, until: int | None = None) -> tuple[Trace, ...]:
    """All runs from their start to step `until` (the end), with J at every step."""
    traces = []
    for course in courses(experiment, problem):
        trace = course.trace()
        with np.errstate(all="ignore"):
            deque(advance(course, trace, course.steps if until is None else until), maxlen=0)
        losses(problem, trace, 0, len(trace))
        traces.append(trace)
    return tuple(traces)
