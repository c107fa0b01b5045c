"""Which rows the batches use: each once an epoch, and all of them at B = n, which is J itself."""

from collections.abc import Iterator

import numpy as np

from ..invalid import QT_TRANSLATE_NOOP
from ..trace import Cause
from .subject import LEFT, Check, Subject

ONCE = QT_TRANSLATE_NOOP("core", "each row once an epoch")
WHOLE = QT_TRANSLATE_NOOP("core", "B = n is full-batch descent")
EPOCHS = 400
"""So many epochs of a run are counted: the first, the last, and evenly between."""


def rows(subject: Subject) -> Iterator[Check]:
    yield _once(subject)
    yield _whole(subject)


def _once(subject: Subject) -> Check:
    """Every epoch that is done uses each row exactly once, a short last batch included."""
    clock, n, epochs, batches = subject.clock(), subject.problem.n, 0, 0
    drawn: Cause | None = None
    for run, course in enumerate(subject.courses):
        for epoch in _epochs(subject, run):
            if clock.is_up and epochs:
                break
            if subject.is_left_early(run, epoch):
                drawn = drawn or LEFT
                continue
            steps = range(course.plan.first_step(epoch), course.plan.first_step(epoch + 1))
            used = np.bincount(np.concatenate([course.plan.rows(k) for k in steps]), minlength=n)
            if any(course.plan.has_replacement(k) for k in (steps[0], steps[-1])):
                drawn = drawn or Cause(
                    QT_TRANSLATE_NOOP("core", "The rows are drawn with replacement. In epoch {epoch} of run {run}, {none} of {n} "
                                              "rows were not drawn, {once} once, and {more} more than once."),
                    {"epoch": epoch, "run": run + 1, "n": n, "none": int((used == 0).sum()), "once": int((used == 1).sum()),
                     "more": int((used > 1).sum())})
                continue
            if (used != 1).any():
                row = int(np.argmax(used != 1))
                return Check(ONCE, "fails", Cause(
                    QT_TRANSLATE_NOOP("core", "Row {row} comes {times} times in epoch {epoch} of run {run}; rows that do not "
                                              "come exactly once: {wrong} of {n}."),
                    {"row": row, "times": int(used[row]), "epoch": epoch, "run": run + 1, "n": n,
                     "wrong": int((used != 1).sum())}))
            epochs, batches = epochs + 1, batches + len(steps)
    if not epochs:
        return Check(ONCE, "none", drawn or Cause(QT_TRANSLATE_NOOP("core", "No epoch is done yet."), {}))
    return Check(ONCE, "holds", Cause(
        QT_TRANSLATE_NOOP("core", "Epochs counted: {epochs}, batches: {batches}. Each row (n = {n}) comes exactly once "
                                  "an epoch."),
        {"epochs": epochs, "batches": batches, "n": n}))


def _epochs(subject: Subject, run: int) -> list[int]:
    """The epochs of a run that are done: all, or as many as are counted. The first even if it is not."""
    done = subject.courses[run].plan.place(subject.lengths[run] - 1).epoch - 1
    return np.unique(np.linspace(1, max(1, done), EPOCHS).astype(int)).tolist()


def _whole(subject: Subject) -> Check:
    """A batch of all rows is the problem itself, whatever their order; so its descent is full-batch descent, bit for bit."""
    problem = subject.problem
    every = np.arange(problem.n)
    orders = [every, every[::-1], *(course.plan.epoch_rows(1) for run, course in enumerate(subject.courses)
                                    if not subject.is_random(run, 0))]
    if all(problem.on(order) is problem for order in orders):
        return Check(WHOLE, "holds", Cause(
            QT_TRANSLATE_NOOP("core", "A batch of all rows (n = {n}), in {orders} orders, is no problem of its own but J "
                                      "itself."),
            {"n": problem.n, "orders": len(orders)}))
    return Check(WHOLE, "fails", Cause(
        QT_TRANSLATE_NOOP("core", "A batch of all {n} rows is another problem than J."), {"n": problem.n}))
