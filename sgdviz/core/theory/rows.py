"""How the rows of a problem differ at one θ, and whether its rows are quadratics."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..batches import keys
from ..problem import Array, Problem

MOST, OFTEN, SLOW = 20_000_000, 400_000, 1000
"""So many numbers the Hessians of all rows may hold where they are asked for once, as those of a quadratic are, and
where at every θ; so many rows are asked for theirs one by one."""
BLOCK = 1 << 14
"""So many rows at a time have their gradients and Hessians in the cache."""
REACH = 3.0
"""How far from the middle of the box a function is asked whether it is a quadratic, in half widths of the box."""


class Spread(NamedTuple):
    """Mean and covariance over the rows at one θ, with divisor n.

    `hessian` (d, d) is that of J; `deviation` (d, d, d, d) is mean ΔH_ij ΔH_kl at [i, k, j, l]; `noise` C (d, d) is the
    covariance of the rows' gradients; `gradient` (d,) is ∇J.
    """

    n: int
    gradient: Array
    hessian: Array
    noise: Array
    deviation: Array


def affordable(problem: Problem) -> bool:
    """Whether the Hessians of all rows are to be had while someone waits."""
    alone = type(problem).hessians is Problem.hessians
    return problem.n * problem.dim**2 <= (MOST if problem.quadratic else OFTEN) and not (alone and problem.n > SLOW)


def spread(problem: Problem, theta: Array) -> Spread | None:
    """How the rows differ at θ (d,); None where there are too many numbers to tell, or they overflow."""
    return _spread(problem, tuple(map(float, theta))) if affordable(problem) else None


@lru_cache(maxsize=16)
def _spread(problem: Problem, where: tuple[float, ...]) -> Spread | None:
    theta = np.array(where)
    n, d = problem.n, problem.dim
    parts = [problem] if n <= BLOCK else [problem.batch(np.arange(i, min(i + BLOCK, n))) for i in range(0, n, BLOCK)]
    gradient, hessian = problem.gradient(theta), problem.hessian(theta)
    noise, deviation = np.zeros((d, d)), np.zeros((d * d, d * d))
    with np.errstate(all="ignore"):
        rows = [(part.gradients(theta), part.hessians(theta)) for part in parts]
        if not all(np.isfinite(gradients).all() and np.isfinite(hessians).all() for gradients, hessians in rows):
            return None
        mean = sum(gradients.sum(axis=0) for gradients, _ in rows) / n, sum(hessians.sum(axis=0) for _, hessians in rows) / n
        most = [max(float(np.abs(values).max(initial=0.0)) for values in kind) for kind in zip(*rows, strict=True)]
        for values in rows:
            # Rows that agree differ by rounding alone, which is no noise.
            slopes, bends = (own - middle for own, middle in zip(values, mean, strict=True))
            slopes[np.abs(slopes) <= 1e-12 * most[0]] = 0.0
            bends[np.abs(bends) <= 1e-12 * most[1]] = 0.0
            flat = bends.reshape(len(bends), -1)
            noise += slopes.T @ slopes
            deviation += flat.T @ flat
    return Spread(n, gradient, hessian, noise / n, (deviation / n).reshape(d, d, d, d).transpose(0, 2, 1, 3))


def batch_share(n: int, size: int, replacement: bool) -> float:
    """The covariance of a batch's mean as a share of the rows': 1/B, or (1/B)(n−B)/(n−1) if no row comes twice (Cochran 1977)."""
    size = min(size, n)
    return 1 / size if replacement or n == 1 else (n - size) / (n - 1) / size


@lru_cache(maxsize=32)
def is_quadratic(problem: Problem) -> bool:
    """Whether J and every row's loss are quadratic functions, as far as sixty-four points in and around the box tell."""
    if problem.quadratic:
        return True
    unit = keys(0, np.arange(64), problem.dim) / 2.0**64
    middle, half = problem.box.mean(axis=1), np.diff(problem.box, axis=1)[:, 0] / 2
    points = middle + REACH * half * (2 * unit - 1)
    if not affordable(problem):
        return False
    with np.errstate(all="ignore"):
        if not _fits(points - middle, problem.gradient(points), problem.gradient(middle), problem.hessian(points)):
            return False
        slope, bend = problem.gradients(middle), problem.hessians(middle)
        for point in points[:3]:
            slopes, bends = problem.gradients(point), problem.hessians(point)
            if not (_fits(point - middle, slopes, slope, bends) and _fits(point - middle, slopes, slope, bend)):
                return False
    return True


def _fits(way: Array, slopes: Array, slope: Array, bends: Array) -> bool:
    """Whether gradients (m, d) at `way` from a point of gradient `slope` are linear with one Hessian (m, d, d)."""
    linear = np.einsum("...ij,...j->...i", bends, way)
    scale = np.abs(slopes).max(initial=0.0) + np.abs(slope).max(initial=0.0) + np.abs(linear).max(initial=0.0)
    return bool(np.isfinite(scale) and (np.abs(slopes - slope - linear) <= 1e-9 * scale + 1e-300).all())
