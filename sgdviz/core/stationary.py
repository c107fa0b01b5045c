"""Points where the gradient is zero: finding one near a guess, and telling what kind it is."""

import numpy as np

from .problem import Array, Kind, Problem

NEARBY = 1e-5
"""The reach, in widths of the box, within which a curvature that vanishes counts as zero."""


def kind(problem: Problem, theta: Array) -> Kind:
    """What a stationary point θ (d,) of J is, from the eigenvalues of its Hessian.

    All positive: a minimum. All negative: a maximum. Of both signs: a strict saddle. Any of them zero: degenerate,
    whatever the function does there. A curvature is zero if it is as small as its own change within NEARBY.
    """
    theta = np.asarray(theta, dtype=float)
    reach = NEARBY * np.diag(problem.box[:, 1] - problem.box[:, 0])
    here, around = problem.hessian(theta), problem.hessian(theta + np.stack([reach, -reach]))
    curvatures = np.linalg.eigvalsh(here)
    zero = max(float(np.abs(around - here).max()), 1e-12 * float(np.abs(curvatures).max()))
    if np.abs(curvatures).min() <= zero:
        return "degenerate"
    return "minimum" if curvatures[0] > 0 else "maximum" if curvatures[-1] < 0 else "saddle"


def refine(problem: Problem, theta: Array, steps: int = 100) -> Array | None:
    """The stationary point (d,) that Newton's method reaches from θ (d,); None if it reaches none.

    A step is halved until the gradient is shorter, so that a good guess is not left. At a degenerate point the method
    converges slowly and the result is good to half the digits.
    """
    theta = np.asarray(theta, dtype=float)
    with np.errstate(all="ignore"):
        gradient = problem.gradient(theta)
        for _ in range(steps):
            hessian = problem.hessian(theta)
            if not (np.isfinite(gradient).all() and np.isfinite(hessian).all()):
                return None
            step = np.linalg.lstsq(hessian, gradient, rcond=1e-12)[0]
            for _ in range(30):
                after = theta - step
                slope = problem.gradient(after)
                if np.linalg.norm(slope) < np.linalg.norm(gradient):
                    break
                step = step / 2
            else:
                return theta if _is_zero(gradient, hessian, theta) else None
            theta, gradient = after, slope
    return theta if _is_zero(gradient, problem.hessian(theta), theta) else None


def _is_zero(gradient: Array, hessian: Array, theta: Array) -> bool:
    """Whether the gradient is as small as rounding of θ makes it."""
    scale = np.abs(hessian).max() * max(1.0, float(np.abs(theta).max()))
    return bool(np.linalg.norm(gradient) <= 1e-9 * scale + 1e-12)
