"""J on a grid, in a time that does not keep the eye waiting, whatever one J costs."""

from typing import NamedTuple

import numpy as np

from sgdviz.core.problem import Array, Problem

NODES = (33, 65)
"""So many Chebyshev points a side are tried, one after the other."""
CHECKS = 9
TOLERANCE = 1e-4
"""What is interpolated may be wrong by that share of J's height, at CHECKS × CHECKS points where that is looked at."""
MOST = 1e8
"""So many numbers a grid may cost: a third of a second or so."""
HASTE = 8
"""A grid that is made anew for every step may cost so many times less, and be so many times less exact."""
HUGE = 1e300


class Grid(NamedTuple):
    """J at (x, y), `z` of shape (len(ys), len(xs)); `coarse` if it stands for fewer points than it has."""

    z: Array
    coarse: bool = False


def on_grid(problem: Problem, xs: Array, ys: Array, haste: float = 1.0) -> Grid:
    """J at all (x, y) for at most MOST numbers, `haste` times less if there is haste.

    Where J costs a pass over all rows, it is computed on Chebyshev points and interpolated, if that is seen to be right:
    a mean of smooth functions mostly is that smooth. If it is not, each point is computed; or, if that were too much, every
    few of them, with straight lines between.
    """
    each, most = problem.work, MOST / haste
    if not each or len(xs) * len(ys) <= NODES[0] ** 2:
        return Grid(_at(problem, xs, ys))
    for nodes in NODES:
        if nodes**2 < len(xs) * len(ys) and nodes**2 * each <= most:
            found = _interpolated(problem, xs, ys, nodes)
            if _is_right(problem, xs, ys, found, TOLERANCE * haste):
                return Grid(found)
    fewer = float(np.sqrt(len(xs) * len(ys) * each / most))
    if fewer <= 1:
        return Grid(_at(problem, xs, ys))
    coarse_xs, coarse_ys = (np.linspace(at[0], at[-1], max(9, int(len(at) / fewer))) for at in (xs, ys))
    across, up = _between(xs, coarse_xs), _between(ys, coarse_ys)
    z = np.nan_to_num(_at(problem, coarse_xs, coarse_ys), nan=HUGE, posinf=HUGE, neginf=-HUGE)
    return Grid(up @ z @ across.T, coarse=True)


def _at(problem: Problem, xs: Array, ys: Array) -> Array:
    return problem.loss(np.stack(np.broadcast_arrays(xs, ys[:, None]), axis=-1))


def _is_right(problem: Problem, xs: Array, ys: Array, found: Array, tolerance: float) -> bool:
    """Whether `found` is J: heights are above the lowest point seen, and nowhere count as less than their median.

    A single wall that rises to 1e11 must not excuse ripples in the valley beside it, where the contours are.
    """
    columns, rows = (np.unique(np.rint(np.linspace(0.03, 0.97, CHECKS) * (len(at) - 1)).astype(int)) for at in (xs, ys))
    true = _at(problem, xs[columns], ys[rows])
    height = true - true.min()
    allowed = tolerance * np.maximum(height, np.median(height))
    return bool(np.isfinite(allowed).all() and (np.abs(found[np.ix_(rows, columns)] - true) <= allowed).all())


def _interpolated(problem: Problem, xs: Array, ys: Array, nodes: int) -> Array:
    across, x_nodes = _chebyshev(xs, nodes)
    up, y_nodes = _chebyshev(ys, nodes)
    z: Array = up @ _at(problem, x_nodes, y_nodes) @ across.T
    return z


def _chebyshev(at: Array, count: int) -> tuple[Array, Array]:
    """The matrix (len(at), count) that leads from values on Chebyshev points to values at `at`, and those points.

    Barycentric weights of the second kind (Berrut, Trefethen 2004).
    """
    k = np.arange(count)
    nodes = at[0] + (at[-1] - at[0]) * (1 - np.cos(np.pi * k / (count - 1))) / 2
    weights = np.where(k % 2, -1.0, 1.0)
    weights[[0, -1]] /= 2
    away = at[:, None] - nodes
    hit = away == 0
    terms = weights / np.where(hit, 1, away)
    matrix = terms / terms.sum(axis=1, keepdims=True)
    exact = hit.any(axis=1)
    matrix[exact] = hit[exact]
    return matrix, nodes


def _between(at: Array, nodes: Array) -> Array:
    """The matrix (len(at), len(nodes)) from values at evenly spaced `nodes` to values at `at`, along straight lines."""
    share = np.clip((at - nodes[0]) / (nodes[1] - nodes[0]), 0, len(nodes) - 1)
    matrix: Array = np.maximum(0.0, 1.0 - np.abs(share[:, None] - np.arange(len(nodes))))
    return matrix
