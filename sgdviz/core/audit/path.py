"""The paths that are shown, computed anew bit for bit."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from ..course import Course
from ..invalid import QT_TRANSLATE_NOOP
from ..trace import Cause, State, Trace
from ..walk import Walk, state_at
from .subject import Check, Subject

AGAIN = QT_TRANSLATE_NOOP("core", "the path computed anew")
WINDOWS = 8
"""A path that is too long to be computed anew as a whole is computed in pieces, the first ones so many, evenly along it."""


def path(subject: Subject) -> Iterator[Check]:
    """A fresh course gives the same bits, in θ and in the batches' losses."""
    seen, rows = 0, 0
    for run, (shown, length) in enumerate(zip(subject.traces, subject.lengths, strict=True)):
        old = subject.courses[run]
        course = Course(subject.problem, old.run, old.steps, old.lengths)
        clock = subject.clock()
        rows += length - 1
        with np.errstate(all="ignore"):
            for state, first, stop in pieces(course, shown, length):
                anew = Trace(shown.theta[first], stop - first)
                for row in Walk(course, state, first, anew).steps(stop):
                    step, theta, loss = first + row, anew.theta[row], anew.batch_loss[row]
                    if shown.theta[step].tolist() != theta.tolist() or shown.batch_loss[step] != loss:
                        yield _other(shown, run, step, theta, loss)
                        return
                    seen += 1
                    if clock.is_up:
                        break
                if clock.is_up:
                    break
            if shown.end is not None and not _leaves(course, shown):
                yield Check(AGAIN, "fails", Cause(
                    QT_TRANSLATE_NOOP("core", "Run {run} ends at step {step}, but the step after it leads to finite numbers."),
                    {"run": run + 1, "step": shown.last}))
                return
    if not rows:
        yield Check(AGAIN, "none", Cause(QT_TRANSLATE_NOOP("core", "No step is computed yet."), {}))
        return
    yield Check(AGAIN, "holds", Cause(
        QT_TRANSLATE_NOOP("core", "{seen} of {rows} steps of all runs were computed once more: θ and the batches' losses are the "
                                  "same bit for bit."), {"seen": seen, "rows": rows}))


def pieces(course: Course, shown: Trace, length: int) -> Iterator[tuple[State, int, int]]:
    """The path in pieces, each with the state it begins from: first the one from the start, then others far from each other.

    Only the first is free of what the trace has kept; θ of any other is that of its row.
    """
    edges = [0, *(step for step in sorted(shown.checkpoints) if step < length - 1), length - 1]
    every = list(pairwise(edges))
    leap = max(1, len(every) // WINDOWS)
    for offset in range(leap):
        for first, stop in every[offset::leap]:
            kept = shown.checkpoints.get(first)
            theta: Any = shown.theta[first]
            theta = theta.tolist() if course.problem.scalar else theta
            yield (course.begin() if kept is None else kept._replace(theta=theta)), first, stop


def _other(shown: Trace, run: int, step: int, theta: Any, loss: float) -> Check:
    return Check(AGAIN, "fails", Cause(
        QT_TRANSLATE_NOOP("core", "Row {step} of run {run} shows θ = {shown} and a batch's loss of {loss}; computed anew they "
                                  "are {theta} and {anew}."),
        {"step": step, "run": run + 1, "shown": _numbers(shown.theta[step]), "theta": _numbers(theta),
         "loss": repr(float(shown.batch_loss[step])), "anew": repr(float(loss))}))


def _leaves(course: Course, shown: Trace) -> bool:
    """Whether the step after the last row leads to where something is no longer finite."""
    after = Trace(shown.theta[shown.last], 1)
    return not list(Walk(course, state_at(course, shown, shown.last), shown.last, after).steps(shown.last + 1))


def _numbers(theta: Any) -> str:
    return "(" + ", ".join(repr(float(t)) for t in theta[:4]) + (", …)" if len(theta) > 4 else ")")
