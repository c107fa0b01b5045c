"""Least absolute deviations: the minimum of a linear model's mean |x_i·θ − y_i| stands on d of the rows."""

from itertools import combinations
from math import comb

import numpy as np

from ..batches import keys
from ..problem import Array, Rows

MOST = 5000
"""So many edges at a vertex are looked along."""


def least_absolute(x: Array, y: Array, guess: Array) -> Array | None:
    """θ (d,) where mean |x_i·θ − y_i| has its only minimum; None where the minimum is a whole set, or cannot be told.

    From vertex to vertex along the edge that leads down (Barrodale, Roberts 1973), on a y whose ties are broken by
    less than a billionth; then each edge of the vertex that is found is tried on y itself.
    """
    d, scale = x.shape[1], float(np.abs(y).max()) or 1.0
    apart = y + 1e-10 * scale * (keys(0, 0, len(y)) / 2.0**63 - 1)
    held = _independent(x, np.argsort(np.abs(x @ guess - apart), kind="stable").astype(np.int64))
    if len(held) < d:
        return None
    for _ in range(20 * (d + 10)):
        edges = np.linalg.inv(x[held])
        r = x @ (edges @ apart[held]) - apart
        side = np.sign(r)
        side[held] = 0
        pull = -(side @ x) @ edges
        j = int(np.abs(pull).argmax())
        if abs(pull[j]) <= 1 + 1e-9:
            theta = np.linalg.solve(x[held], y[held]).astype(np.float64)
            return theta if _is_only_minimum(x, x @ theta - y, scale) else None
        speed = x @ (edges[:, j] * np.sign(pull[j]))
        speed[held] = 0
        ahead = np.flatnonzero(r * speed < 0)
        ahead = ahead[np.argsort(-r[ahead] / speed[ahead], kind="stable")]
        rising = 1 - abs(pull[j]) + 2 * np.cumsum(np.abs(speed[ahead]))
        if not (rising >= 0).any():
            return None
        held[j] = ahead[int(np.argmax(rising >= 0))]
    return None


def _independent(x: Array, order: Rows) -> list[int]:
    """The first d rows in this order that span the space; fewer if no rows do."""
    held: list[int] = []
    for i in order.tolist():
        size = np.linalg.norm(x[[*held, i]], axis=1, keepdims=True)
        if size.min() > 0 and np.linalg.matrix_rank(x[[*held, i]] / size, tol=1e-9) > len(held):
            held.append(i)
            if len(held) == x.shape[1]:
                break
    return held


def _is_only_minimum(x: Array, r: Array, scale: float) -> bool:
    """Whether the mean of |r| rises along every edge, at a point where the rows with r = 0 span the space.

    Between edges it is linear, so that it then rises everywhere.
    """
    on = np.abs(r) <= 1e-12 * scale * len(r) ** 0.5
    d, rows = x.shape[1], x[on]
    if comb(len(rows), d - 1) > MOST:
        return False
    slope = np.sign(r[~on]) @ x[~on]
    for some in combinations(range(len(rows)), d - 1):
        edge = np.linalg.svd(rows[list(some)])[2][-1] if some else np.ones(1)
        for way in (edge, -edge):
            steep = np.abs(rows @ way).sum()
            if not slope @ way + steep > 1e-9 * np.abs(x @ way).sum():
                return False
    return True
