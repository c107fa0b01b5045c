"""A run that stays bounded and yet does not settle: a cycle, or chaos."""

import math
from typing import Any

import numpy as np

from ..batches import orders
from ..course import Course
from ..invalid import QT_TRANSLATE_NOOP
from ..optimizers import Reference
from ..problem import Array, Rows
from ..trace import Cause, Trace
from .divergence import acting
from .recursion import linear
from .stability import largest_curvature, largest_stable

PERIODS = range(2, 17)
WINDOW, LEAST = 192, 48
"""So many epochs at most, and at least, are looked back on."""
SAME = 1e-6
"""θ has come back when it is within this share of the cycle's width."""
STILL = 1e-9
"""A run has settled when it moves within this share of θ's size."""
PARTING = 0.02
"""Neighbours part if their distance grows at this rate a step, in logarithms."""


def unsettled(course: Course, trace: Trace, step: int) -> Cause | None:
    """That a run without chance in it is bounded at `step` but does not settle, in a sentence; None if it does, or if it
    cannot be told.

    A full batch, or batches in a fixed order from epoch to epoch, make each epoch from the last in the same way. Then θ
    at the ends of epochs may come back after a period of up to sixteen, or never although it stays: then neighbouring
    paths part at a positive rate, the largest Lyapunov exponent (Benettin et al. 1980).
    """
    epoch = _epoch(course, trace, step)
    if epoch is None:
        return None
    rows = np.arange(step % epoch, step + 1, epoch)[-WINDOW:]
    rows = rows[rows >= _since(course, trace, rows)]
    if len(rows) < LEAST:
        return None
    path = trace.theta[rows]
    width = np.ptp(path[-LEAST // 2 :], axis=0).max()
    if not width > STILL * max(1.0, float(np.abs(path[-1]).max())):
        return None
    for period in PERIODS:
        late = path[-LEAST // 2 - period :]
        if np.abs(late[period:] - late[:-period]).max() <= SAME * width:
            return _cycle(course, trace, step, period, epoch, path[-period:])
    return _chaos(course, trace, rows, path) if epoch == 1 else None


def _epoch(course: Course, trace: Trace, step: int) -> int | None:
    """After how many steps the same batches come again; None where chance decides, or no weights carry over."""
    if not course.run.carry_over or step == 0:
        return None
    plan, (rule, _) = course.plan, acting(course, trace, step)
    size, order = plan.drawn(step)
    if isinstance(rule, Reference) or (size == plan.n and not plan.has_replacement(step)):
        return 1
    return -(-plan.n // size) if orders[order].facts.get("fixed") else None


def _since(course: Course, trace: Trace, rows: Rows) -> int:
    """The first step from which on nothing was changed: rule, batches, learning rate."""
    last = int(rows[-1])
    since = max(*(first for first, _, _ in course.rules if first <= last),
                *(s.step for s in course.plan.segments if s.step <= last))
    now = course.rate(trace, last), course.plan.drawn(last)
    for row in rows[::-1].tolist():
        if (course.rate(trace, row), course.plan.drawn(row)) != now:
            return max(since, row + 1)
    return since


def _cycle(course: Course, trace: Trace, step: int, period: int, epoch: int, points: Array) -> Cause:
    rule, lr = acting(course, trace, step)
    curvatures = [largest_curvature(course.problem, point) for point in points]
    at = points[int(np.nanargmax(curvatures))] if np.isfinite(curvatures).any() else points[0]
    limit, curvature = largest_stable(course.problem, rule, at), largest_curvature(course.problem, at)
    values: dict[str, Any] = {"period": period, "lr": lr}
    if limit is None or not math.isfinite(limit):
        return Cause(QT_TRANSLATE_NOOP("core", "Bounded, but a cycle: θ comes back every {period} steps.") if epoch == 1 else
                     QT_TRANSLATE_NOOP("core", "Bounded, but a cycle: θ comes back every {period} epochs."), values)
    values |= {"limit": limit, "curvature": curvature}
    if epoch > 1:
        return Cause(QT_TRANSLATE_NOOP("core", "Bounded, but a cycle: θ comes back every {period} epochs. η = {lr:.4g}; the "
                                               "limit where the curvature is λ = {curvature:.4g} is {limit:.4g}."), values)
    if lr < limit * (1 - 1e-12):
        return Cause(QT_TRANSLATE_NOOP("core", "Bounded, but a cycle: θ comes back every {period} steps, although η = {lr:.4g} "
                                               "is below {limit:.4g}, the limit on a parabola of curvature "
                                               "λ = {curvature:.4g}."), values)
    return Cause(QT_TRANSLATE_NOOP("core", "Bounded, but a cycle: θ comes back every {period} steps. η = {lr:.4g} is not below "
                                           "{limit:.4g}, the limit where the curvature is λ = {curvature:.4g}."), values)


def _chaos(course: Course, trace: Trace, rows: Rows, path: Array) -> Cause | None:
    rule, lr = acting(course, trace, int(rows[-1]))
    way = linear(rule)
    losses = course.problem.loss(path)
    rises = float((np.diff(losses) > 0).mean())
    early, late = losses[: len(losses) // 2].max(), losses[len(losses) // 2 :].max()
    if way is None or not 0.1 < rises < 0.9 or not 0.5 < (late - losses.min()) / max(early - losses.min(), 1e-300) < 2:
        return None
    one, direction, grown = way.at(lr), np.ones(way.size * path.shape[1]), 0.0
    matrices = one.step(course.problem.hessian(path[:-1]))
    if not np.isfinite(matrices).all():
        return None
    for matrix in matrices:
        direction = matrix @ direction
        size = float(np.linalg.norm(direction))
        if size == 0:
            return None
        direction, grown = direction / size, grown + math.log(size)
    rate = grown / len(matrices)
    if rate < PARTING:
        return None
    return Cause(QT_TRANSLATE_NOOP("core", "Bounded, but it does not settle, and no cycle shows: with η = {lr:.4g}, paths that "
                                           "start side by side part by a factor of {factor:.3g} a step."),
                 {"lr": lr, "factor": math.exp(rate)})
