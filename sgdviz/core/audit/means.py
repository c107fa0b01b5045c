"""The batches' losses and gradients against those of all rows: their mean over an epoch, and over all batches there are."""

from collections.abc import Iterator
from itertools import combinations, product
from math import comb

import numpy as np

from ..invalid import QT_TRANSLATE_NOOP
from ..problem import Array, Rows
from ..trace import Cause
from .subject import LEFT, SHARP, TOO_LONG, Check, Clock, Point, Subject, Worst, dust, told

EXACT = 2000
"""Up to so many batches are added up one by one."""
LOOKED_AT = 50
"""So many rows are looked at alone, as batches of one."""
REPLACED = Cause(QT_TRANSLATE_NOOP("core", "The rows are drawn with replacement: an epoch is no partition of them, and the mean "
                                           "over its batches is not J."), {})
LOSSES = QT_TRANSLATE_NOOP("core", "mean of the batches' losses")
GRADIENTS = QT_TRANSLATE_NOOP("core", "mean of the batches' gradients")
UNBIASED = QT_TRANSLATE_NOOP("core", "unbiased batches")


def means(subject: Subject) -> Iterator[Check]:
    """Σ (B/n) J_B = J over the batches of an epoch, and the same for the gradients: THEORY's first fact."""
    losses, gradients, none, clock = Worst(), Worst(), TOO_LONG, subject.clock()
    for point in subject.points:
        plan = subject.courses[point.run].plan
        epoch = plan.place(subject.step_at(point)).epoch
        steps = range(plan.first_step(epoch), plan.first_step(epoch + 1))
        if any(plan.has_replacement(k) for k in (steps[0], steps[-1])):
            none = REPLACED
            continue
        if subject.is_left_early(point.run, epoch):
            none = LEFT
            continue
        _compare(subject, point, [plan.rows(k) for k in steps[:EXACT * 50]], epoch, losses, gradients, clock)
    yield from told(
        LOSSES, losses,
        QT_TRANSLATE_NOOP("core", "The mean of J_B over an epoch, weighted by rows, is J. Points of the paths: {count}. "
                                  "The largest difference is {difference:.1g}; {allowed:.1g} is allowed."),
        QT_TRANSLATE_NOOP("core", "Over the {batches} batches of epoch {epoch}, at θ of step {step}, run {run}: the mean of "
                                  "J_B, weighted by rows, is {mean:.10g}, but J is {whole:.10g}."), none)
    yield from told(
        GRADIENTS, gradients,
        QT_TRANSLATE_NOOP("core", "The mean of ∇J_B over an epoch, weighted by rows, is ∇J. Points of the paths: {count}. "
                                  "The largest difference is {difference:.1g}; {allowed:.1g} is allowed."),
        QT_TRANSLATE_NOOP("core", "Over the {batches} batches of epoch {epoch}, at θ of step {step}, run {run}: the mean of "
                                  "∇J_B, weighted by rows, differs from ∇J by {difference:.3g}; {allowed:.1g} is allowed."),
        none)


def _compare(subject: Subject, point: Point, batches: list[Rows], epoch: int, losses: Worst, gradients: Worst,
             clock: Clock) -> None:
    """Add the differences at a point, unless the time is up before its epoch is."""
    problem, theta = subject.problem, point.theta
    loss, size, gradient, length = 0.0, 0.0, np.zeros(problem.dim), 0.0
    for rows in batches:
        if clock.is_up:
            return
        batch, weight = problem.on(rows), len(rows) / problem.n
        own, slope = float(batch.loss(theta)), batch.gradient(theta)
        loss, size = loss + weight * own, size + weight * abs(own)
        gradient, length = gradient + weight * slope, length + weight * float(np.abs(slope).max())
    whole = float(problem.loss(theta))
    where = {"step": point.step, "run": point.run + 1, "epoch": epoch, "batches": len(batches)}
    losses.add(abs(loss - whole), SHARP * (size + abs(whole)), mean=loss, whole=whole, **where)
    gradients.add(float(np.abs(gradient - problem.gradient(theta)).max()), SHARP * length + dust(problem, theta), **where)


def unbiased(subject: Subject) -> Iterator[Check]:
    """E∇J_B = ∇J at a fixed θ for a batch that is drawn uniformly (Robbins, Monro 1951)."""
    problem, points, clock = subject.problem, subject.points, subject.clock()
    if not points:
        yield Check(UNBIASED, "none", TOO_LONG)
        return
    listed, rest = Worst(), Worst()
    for point in points:
        size, random = len(subject.rows_at(point)), subject.is_random(point.run, subject.step_at(point))
        size = min(size, problem.n)
        count = problem.n ** size if random and size < 64 else comb(problem.n, size) if not random else EXACT + 1
        if count <= EXACT:
            every = product(range(problem.n), repeat=size) if random else combinations(range(problem.n), size)
            mean, length = _mean(subject, [np.array(rows) for rows in every], point.theta, clock)
            if mean is not None:
                _add(subject, listed, mean, length, point, batches=count, size=size)
            continue
        if clock.is_up:
            break
        own = problem.gradients(point.theta)
        _add(subject, rest, own.mean(axis=0), float(np.abs(own).max(axis=1).mean()), point)
        for rows in (subject.rows_at(point), *np.linspace(0, problem.n - 1, LOOKED_AT).astype(int)[:, None]):
            part, batch = own[rows], problem.on(rows)
            allowed = SHARP * float(np.abs(part).max(axis=1).mean()) + dust(batch, point.theta)
            rest.add(float(np.abs(part.mean(axis=0) - batch.gradient(point.theta)).max()), allowed, step=point.step,
                     run=point.run + 1)
    worst = max(listed, rest, key=lambda worst: (worst.verdict == "fails", worst.count > 0, worst is rest))
    yield from told(
        UNBIASED, worst,
        QT_TRANSLATE_NOOP("core", "At a fixed θ the mean of ∇J_B over all possible batches ({batches} with B = {size}) is ∇J. "
                                  "The largest difference is {difference:.1g}; {allowed:.1g} is allowed.")
        if worst is listed else
        QT_TRANSLATE_NOOP("core", "A batch that is drawn uniformly holds every row as likely as any other, so at a fixed θ the "
                                  "mean of ∇J_B over all batches is the mean of the {n} rows' gradients: that is ∇J, and ∇J_B is "
                                  "the mean of its own rows' gradients. The largest difference is {difference:.1g}; "
                                  "{allowed:.1g} is allowed."),
        QT_TRANSLATE_NOOP("core", "At θ of step {step}, run {run}, a mean of gradients differs from the gradient of its rows "
                                  "by {difference:.3g}; {allowed:.1g} is allowed."),
        TOO_LONG, n=problem.n)


def _mean(subject: Subject, batches: list[Rows], theta: Array, clock: Clock) -> tuple[Array | None, float]:
    """The mean of ∇J_B over batches of one size, and of its length; None if the time is up before."""
    total, length = np.zeros(subject.problem.dim), 0.0
    for rows in batches:
        if clock.is_up:
            return None, 0.0
        gradient = subject.problem.on(rows).gradient(theta)
        total, length = total + gradient, length + float(np.abs(gradient).max())
    return total / len(batches), length / len(batches)


def _add(subject: Subject, worst: Worst, mean: Array, length: float, point: Point, **values: int) -> None:
    difference = float(np.abs(mean - subject.problem.gradient(point.theta)).max())
    worst.add(difference, SHARP * length + dust(subject.problem, point.theta), step=point.step, run=point.run + 1, **values)
