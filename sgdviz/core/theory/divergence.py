"""Why a run left for infinity, and up to where all was well."""

import math
from typing import Any

import numpy as np

from ..course import Course
from ..invalid import QT_TRANSLATE_NOOP
from ..optimizers import Method, Reference
from ..problem import Array, Problem
from ..trace import Cause, Trace
from .rows import is_quadratic
from .stability import largest_curvature, largest_stable, stability

FAR = 1e6
"""J is out of all bounds when it is so many times what it was at the start."""
HUGE = 1e100
"""Below this a loss that is no number did not overflow: the function is not defined there, as log(x) left of 0."""
NEAR = 256
"""So many steps after the last safe one are searched for the step that was too long."""
SWING = 16
"""A growth may fall back for so many steps on its way: momentum swings."""
SOON = 64
"""A change that comes so many steps after the bottom of J is what made it grow: noise hides where a growth begins."""
BLOCK = 4096


def cause(course: Course, trace: Trace) -> Cause:
    """Why the step after the trace's last row could not be taken."""
    step = trace.last
    problem = course.problem
    with np.errstate(all="ignore"):
        first, last = (float(problem.loss(theta)) for theta in (trace.theta[0], trace.theta[trace.last]))
    if math.isnan(last) and np.abs(trace.theta[trace.last]).max() < HUGE:
        return Cause(QT_TRANSLATE_NOOP("core", "Stopped after step {step}: J has no value where θ went."), {"step": step})
    near = math.isfinite(last) and np.abs(trace.theta[trace.last]).max() < HUGE
    if near and _divides_by_zero(course, trace):
        return Cause(QT_TRANSLATE_NOOP("core", "Stopped after step {step}: a coordinate of the gradient is 0, and with ε = 0 the "
                                               "update divides 0 by 0."), {"step": step})
    if near and isinstance(course.law(trace.last).method, Reference):
        return Cause(QT_TRANSLATE_NOOP("core", "Stopped after step {step}: the Hessian of J is singular here or has no value, "
                                               "and leaves this method no step."), {"step": step})
    why = reason(course, trace, trace.last)
    if last < min(-FAR, -1e3 * abs(first)):
        if why is None:
            return Cause(QT_TRANSLATE_NOOP("core", "Ran away after step {step}: J is unbounded below where θ went."),
                         {"step": step})
        return Cause(QT_TRANSLATE_NOOP("core", "Ran away after step {step}: J is unbounded below where θ went, and {why}"),
                     {"step": step, "why": why, **why.values})
    if why is None:
        return Cause(
            QT_TRANSLATE_NOOP("core", "Diverged after step {step}: with η = {lr:.4g} θ or a batch's loss grew without bound."),
            {"step": step, "lr": acting(course, trace, trace.last)[1]})
    return Cause(QT_TRANSLATE_NOOP("core", "Diverged after step {step}: {why}"), {"step": step, "why": why, **why.values})


def _divides_by_zero(course: Course, trace: Trace) -> bool:
    """Whether the step that was not taken would scale a gradient of 0 by itself: nothing but ε keeps that from 0/0."""
    spec = [setting.optimizer for setting in course.run.settings() if setting.step <= trace.last][-1]
    with np.errstate(all="ignore"):
        batch = course.problem.on(course.plan.rows(trace.last))
        return spec.get("eps") == 0 and not batch.gradient(trace.theta[trace.last]).all()


def running_away(course: Course, trace: Trace, step: int, loss: float | None = None) -> Cause | None:
    """That a run which has not ended yet is on its way out at `step`, in a sentence; None if it is not.

    `loss` is J there, if it is known.
    """
    with np.errstate(all="ignore"):
        first = course.origin.loss
        now = float(course.problem.loss(trace.theta[step])) if loss is None else loss
    if now < -FAR * max(1.0, abs(first)):
        return Cause(QT_TRANSLATE_NOOP("core", "J is unbounded below here: there is no end to this way down."), {})
    if not now > FAR * max(1.0, abs(first)):
        return None
    why = reason(course, trace, step)
    if why is None:
        return Cause(QT_TRANSLATE_NOOP("core", "J grows without bound with η = {lr:.4g}."),
                     {"lr": acting(course, trace, step)[1]})
    return Cause(QT_TRANSLATE_NOOP("core", "J grows without bound: {why}"), {"why": why, **why.values})


def acting(course: Course, trace: Trace, step: int) -> tuple[Method, float]:
    """The rule and the learning rate of the step that is taken from θ_step."""
    return course.law(step).method, course.rate(trace, step)


def reason(course: Course, trace: Trace, last: int) -> Cause | None:
    """Which limit the learning rate was above when J began to grow for good; None if none of those that are known.

    Where J is no quadratic its curvature is looked up along the path, from the last safe step on.
    """
    problem, safe = course.problem, last_safe(course, trace, last)
    everywhere = is_quadratic(problem)
    for step in range(safe, min(last, safe + NEAR) + 1):
        rule, lr = acting(course, trace, step)
        limit = largest_stable(problem, rule, trace.theta[step])
        if limit is not None and lr > limit:
            return _above(lr, limit, largest_curvature(problem, trace.theta[step]), None if everywhere else step)
    return _above_batches(course, trace, safe)


def _above(lr: float, limit: float, curvature: float, step: int | None) -> Cause:
    values: dict[str, Any] = {"lr": lr, "limit": limit, "curvature": curvature}
    plain = math.isclose(limit, 2 / curvature, rel_tol=1e-12)
    if step is None:
        template = (QT_TRANSLATE_NOOP("core", "η = {lr:.4g} is above 2/λ = {limit:.4g}.") if plain else
                    QT_TRANSLATE_NOOP("core", "η = {lr:.4g} is above {limit:.4g}, the limit of this optimizer where the "
                                              "curvature is λ = {curvature:.4g}."))
        return Cause(template, values)
    template = (QT_TRANSLATE_NOOP("core", "at step {since}, where λ was {curvature:.4g}, η = {lr:.4g} was above "
                                          "2/λ = {limit:.4g}.") if plain else
                QT_TRANSLATE_NOOP("core", "at step {since}, where λ was {curvature:.4g}, η = {lr:.4g} was above {limit:.4g}, "
                                          "the limit of this optimizer."))
    return Cause(template, {**values, "since": step})


def _above_batches(course: Course, trace: Trace, step: int) -> Cause | None:
    """That the full batch would have been stable at `step`, but its batches were not."""
    size, order = course.plan.drawn(step)
    rule, lr = acting(course, trace, step)
    found = stability(course.problem, rule, trace.theta[step], size, order, course.plan.seed, lr)
    if found.batches is None or not lr > found.batches:
        return None
    template = {
        "order": QT_TRANSLATE_NOOP("core", "η = {lr:.4g} is below {full:.4g}, the full-batch limit, but above {limit:.4g}, "
                                           "the limit of these batches of {size} in this order."),
        "anew": QT_TRANSLATE_NOOP("core", "η = {lr:.4g} is below {full:.4g}, the full-batch limit, but above {limit:.4g}, "
                                          "the mean-square limit for batches of {size}."),
        "apart": QT_TRANSLATE_NOOP("core", "η = {lr:.4g} is below {full:.4g}, the full-batch limit, but above {limit:.4g}, "
                                           "the mean-square limit for batches of {size} each drawn from all rows."),
    }[found.drawn]
    return Cause(template, {"lr": lr, "full": found.stable, "limit": found.batches, "size": size})


def last_safe(course: Course, trace: Trace, last: int) -> int:
    """The last step at or before `last` at which all was still well.

    That is where J began its final growth: back from the last step at which J was no greater than at the start, down to
    the bottom before the climb. Where J fell without bound, it is the bottom before the top from which it fell. If
    something was changed soon after, it is the step of the change.
    """
    losses = _Losses(course.problem, trace, last)
    first, now = losses.at(0), losses.at(last)
    step = last
    if not now <= first:
        while step > 0 and not losses.at(step) <= first:
            step -= 1
    elif now < first - FAR * max(1.0, abs(first)):
        step = losses.slide(step, up=True)
    bottom = losses.slide(step, up=False)
    changes = [*(first for first, _, _ in course.rules), *(segment.step for segment in course.plan.segments)]
    return max(bottom, *(change for change in changes if change <= min(step, bottom + SOON)))


class _Losses:
    """J along a trace, a block of rows at a time; inf where it has no value."""

    def __init__(self, problem: Problem, trace: Trace, last: int) -> None:
        self.problem, self.trace, self.last = problem, trace, last
        self.blocks: dict[int, Array] = {}

    def at(self, step: int) -> float:
        return float(self._block(step // BLOCK)[step % BLOCK])

    def _block(self, index: int) -> Array:
        if index not in self.blocks:
            rows = slice(index * BLOCK, min((index + 1) * BLOCK, self.last + 1))
            known = self.trace.loss[rows]
            with np.errstate(all="ignore"):
                found = self.problem.loss(self.trace.theta[rows]) if np.isnan(known).any() else known
            self.blocks[index] = np.where(np.isnan(found), np.inf, found)
        return self.blocks[index]

    def slide(self, step: int, up: bool) -> int:
        """Back from `step` to ever lower (higher) values, as long as there is one within a swing."""
        sign = -1.0 if up else 1.0
        while step > 0:
            before = [sign * self.at(k) for k in range(max(0, step - SWING), step)]
            at = int(np.argmin(before))
            if not before[at] < sign * self.at(step):
                break
            step = max(0, step - SWING) + at
        return step
