"""The limits of the learning rate, from the Hessian of the present problem."""

import math

import numpy as np

from ..optimizers import Method
from ..problem import Array, Problem


def largest_curvature(problem: Problem, theta: Array) -> float:
    """λmax of the Hessian of J at θ (d,)."""
    return float(np.linalg.eigvalsh(problem.hessian(theta))[-1])


def largest_stable(problem: Problem, rule: Method, theta: Array) -> float | None:
    """The learning rate below which `rule` is stable on the quadratic that J is near θ (d,); None if that is not known."""
    with np.errstate(all="ignore"):
        curvature = largest_curvature(problem, theta)
    return rule.limit(curvature) if rule.limit and math.isfinite(curvature) and curvature > 0 else None
