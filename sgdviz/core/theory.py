"""The limits that are drawn beside a run, from the Hessian of the present problem."""

import math

import numpy as np

from .invalid import QT_TRANSLATE_NOOP
from .optimizers import Rule
from .problem import Array, Problem
from .trace import Cause, Trace


def largest_curvature(problem: Problem, theta: Array) -> float:
    """λmax of the Hessian of J at θ (d,)."""
    return float(np.linalg.eigvalsh(problem.hessian(theta))[-1])


def cause(problem: Problem, rules: tuple[tuple[int, str, Rule], ...], trace: Trace, loss: float) -> Cause:
    """Why the step after the trace's last row could not be taken.

    Plain descent on a quadratic is stable below 2/λmax (Nesterov 2018). Elsewhere λmax is the start's, where the run
    was still near its problem; where that does not explain it, only what happened is said.
    """
    step = trace.last + 1
    rule = [rule for first, _, rule in rules if first < step][-1]
    start = trace.theta[0]
    with np.errstate(all="ignore"):
        curvature = largest_curvature(problem, start)
        falling = float(problem.loss(trace.theta[trace.last]))
    if falling < min(-1e6, -1e3 * abs(float(problem.loss(start)))):
        return Cause(QT_TRANSLATE_NOOP("core", "Ran out at step {step}: J is unbounded below where θ went."), {"step": step})
    if math.isfinite(curvature) and curvature > 0 and rule.lr > 2 / curvature:
        return Cause(QT_TRANSLATE_NOOP("core", "Diverged at step {step}: η = {lr:.4g} is above 2/λ = {limit:.4g}."),
                     {"step": step, "lr": rule.lr, "limit": 2 / curvature})
    return Cause(QT_TRANSLATE_NOOP("core", "Diverged at step {step}: with η = {lr:.4g} θ or a batch's loss grew without bound."),
                 {"step": step, "lr": rule.lr})
