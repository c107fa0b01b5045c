"""Why a run left for infinity."""

import math

import numpy as np

from ..invalid import QT_TRANSLATE_NOOP
from ..optimizers import Method, Reference
from ..problem import Problem
from ..trace import Cause, Trace
from .stability import largest_curvature, largest_stable

FAR = 1e6
"""J is out of all bounds when it is so many times what it was at the start."""
HUGE = 1e100
"""Below this a loss that is no number did not overflow: the function is not defined there, as log(x) left of 0."""


def cause(problem: Problem, rules: tuple[tuple[int, str, Method], ...], trace: Trace) -> Cause:
    """Why the step after the trace's last row could not be taken.

    λ is the largest curvature of J at the start, where the run was still near its problem; where that does not explain
    it, only what happened is said.
    """
    step = trace.last + 1
    rule = [rule for first, _, rule in rules if first < step][-1]
    start = trace.theta[0]
    with np.errstate(all="ignore"):
        first, falling = (float(problem.loss(theta)) for theta in (start, trace.theta[trace.last]))
    if math.isnan(falling) and np.abs(trace.theta[trace.last]).max() < HUGE:
        return Cause(QT_TRANSLATE_NOOP("core", "Stopped at step {step}: J has no value where θ went."), {"step": step})
    if isinstance(rule, Reference) and math.isfinite(falling) and np.abs(trace.theta[trace.last]).max() < HUGE:
        return Cause(QT_TRANSLATE_NOOP("core", "Stopped at step {step}: the Hessian of J is singular here or has no value, "
                                               "and leaves this method no step."), {"step": step})
    if falling < min(-FAR, -1e3 * abs(first)):
        return Cause(QT_TRANSLATE_NOOP("core", "Ran away at step {step}: J is unbounded below where θ went."), {"step": step})
    limit, curvature = largest_stable(problem, rule, start), largest_curvature(problem, start)
    if limit is None or not rule.lr > limit:
        return Cause(
            QT_TRANSLATE_NOOP("core", "Diverged at step {step}: with η = {lr:.4g} θ or a batch's loss grew without bound."),
            {"step": step, "lr": rule.lr})
    if limit == 2 / curvature:
        return Cause(QT_TRANSLATE_NOOP("core", "Diverged at step {step}: η = {lr:.4g} is above 2/λ = {limit:.4g}."),
                     {"step": step, "lr": rule.lr, "limit": limit})
    return Cause(QT_TRANSLATE_NOOP("core", "Diverged at step {step}: η = {lr:.4g} is above {limit:.4g}, the limit of this "
                                           "optimizer where the curvature is λ = {curvature:.4g}."),
                 {"step": step, "lr": rule.lr, "limit": limit, "curvature": curvature})


def running_away(problem: Problem, rules: tuple[tuple[int, str, Method], ...], trace: Trace, step: int) -> Cause | None:
    """That a run which has not ended yet is on its way out, in a sentence; None if it is not."""
    rule = [rule for first, _, rule in rules if first <= step][-1]
    with np.errstate(all="ignore"):
        first, now = problem.loss(trace.theta[[0, step]]).tolist()
    if now < -FAR * max(1.0, abs(first)):
        return Cause(QT_TRANSLATE_NOOP("core", "J is unbounded below here: there is no end to this way down."), {})
    if not now > FAR * max(1.0, abs(first)):
        return None
    limit = largest_stable(problem, rule, trace.theta[0])
    if limit is None or rule.lr <= limit:
        return Cause(QT_TRANSLATE_NOOP("core", "J grows without bound with η = {lr:.4g}."), {"lr": rule.lr})
    return Cause(QT_TRANSLATE_NOOP("core", "J grows without bound: η = {lr:.4g} is above {limit:.4g}, "
                                           "the largest that is stable."),
                 {"lr": rule.lr, "limit": limit})
