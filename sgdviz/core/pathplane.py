"""The plane in which a path moves most: the two principal directions of its θ, and how much of the path they show."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from .problem import Array, Problem
from .slice import Plane
from .trace import Trace

NAMES = ("p_1", "p_2")
BLOCK = 1 << 14
"""So many rows are summed at once, so that they stay in the cache."""
ASTRAY = 3.0
"""Of a run that diverged, what lies so many diagonals of the box away from its start is left out."""
ROOM, SLIMMEST = 0.18, 0.3
"""Beside a path is room of that share of the longer side, and the box is nowhere slimmer than that share of it."""


class Spread(NamedTuple):
    """How a path (m, d) is spread: its `mean` (d,), its `covariance` (d, d), and `way` (d,) from its first θ to its last."""

    mean: Array
    covariance: Array
    way: Array

    def share(self, plane: Plane) -> float | None:
        """Which part of the path's variance lies in the plane; None for a path that stays where it is."""
        total = float(np.trace(self.covariance))
        inside = np.einsum("ij,jk,ik->", plane.ways, self.covariance, plane.ways)
        return min(1.0, float(inside) / total) if total > 0 else None


def known(trace: Trace) -> int:
    """Of how many rows the plane of a trace is made: of all when no more will come, till then of a power of two.

    So it stands still while the path grows, and takes few turns until the path is whole.
    """
    return len(trace) if trace.done else 1 << (len(trace).bit_length() - 1)


def path_of(problem: Problem, trace: Trace, count: int) -> Array:
    """The first `count` rows of a trace, (m, d); of a run that diverged, those before it left."""
    rows: Array = trace.theta[:count]
    if trace.end is None:
        return rows
    diagonal = float(np.linalg.norm(np.diff(problem.box, axis=1)))
    with np.errstate(over="ignore"):
        astray = np.linalg.norm(rows - rows[0], axis=1) > ASTRAY * diagonal
    return rows[: max(2, int(astray.argmax()))] if astray.any() else rows


def spread_of(path: Array) -> Spread:
    """The spread of a path (m, d), m ≥ 1."""
    ones, (count, d) = np.ones(BLOCK), path.shape
    total, sums = np.zeros((d, d)), np.zeros(d)
    with np.errstate(all="ignore"):
        for first in range(0, count, BLOCK):
            part = path[first : first + BLOCK]
            sums += ones[: len(part)] @ part
        mean = sums / count
        for first in range(0, count, BLOCK):
            centred = path[first : first + BLOCK] - mean
            total += centred.T @ centred
    return Spread(mean, total / count if np.isfinite(total).all() else np.zeros_like(total), path[-1] - path[0])


def plane_of_path(spread: Spread, paths: Iterable[Array]) -> Plane:
    """The plane through the mean of a path in which it varies most, with room for all of `paths` (m, d) on it.

    e_1 and e_2 are the eigenvectors of the covariance with the largest eigenvalues: the right singular vectors of the
    centred path (Pearson 1901). The path runs from left to right, and from the top to the bottom.
    """
    ways = np.linalg.eigh(spread.covariance)[1].T[:-3:-1]
    signs = [_sign(way, goal) for way, goal in zip(ways, (spread.way, -spread.way), strict=True)]
    plane = Plane(spread.mean, ways * np.array(signs)[:, None], NAMES, np.array([[-1.0, 1.0], [-1.0, 1.0]]))
    return with_room(plane, paths)


def with_room(plane: Plane, paths: Iterable[Array]) -> Plane:
    """The same plane with a box round what `paths` (m, d) are on it."""
    low, high = np.full(2, np.inf), np.full(2, -np.inf)
    for path in paths:
        for first in range(0, len(path), BLOCK):
            # Turned, so that each extreme is one of a long vector.
            seen = plane.project(path[first : first + BLOCK]).T.copy()
            low, high = np.minimum(low, seen.min(axis=1)), np.maximum(high, seen.max(axis=1))
    return replace(plane, box=_box(low, high))


def _sign(way: Array, goal: Array) -> float:
    """1 or −1, so that `way` leads towards `goal`; where it leads nowhere, its largest entry is positive."""
    towards = float(way @ goal)
    return 1.0 if (towards if towards else float(way[np.abs(way).argmax()])) > 0 else -1.0


def _box(low: Array, high: Array) -> Array:
    """A box (2, 2) round what lies between two corners."""
    longest = float((high - low).max())
    if not (np.isfinite(longest) and longest > 0):
        longest = 1.0
    half = np.maximum((high - low) / 2 + ROOM * longest, SLIMMEST * longest)
    middle = (low + high) / 2
    return np.column_stack([middle - half, middle + half])


def needs_path(problem: Problem) -> bool:
    """Whether maps tell of the whole path: then it is computed to its end, however slowly it is played."""
    return problem.dim > 2
