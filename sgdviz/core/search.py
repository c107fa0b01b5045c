"""All stationary points of a function of one or two variables in its box: a grid of starts, refined, each once.

What lies closer together than the grid can be missed; a function that turns in most of its cells is too fine for it
and has none. A curve of stationary points is not marked as points.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .problem import Array, Mark, Problem
from .stationary import classified, lengths, refined, widths

LINE, PLANE = 1025, 65
"""So many points a side has the grid."""
SAME = 1e-6
"""Nearer than that, in sides of the box, two points are one; degenerate ones within a thousand times as much."""
MOST = 600
"""More points than that are none."""
QUICK, SLOW = 10, 100
"""So many steps of Newton's method lead to a regular point; so many others are followed farther, and can be degenerate."""
ORDER = ("minimum", "degenerate", "saddle", "maximum")


def stationary_points(problem: Problem) -> tuple[Mark, ...]:
    """The stationary points and kinks in the box, minima first and the lowest of them first; d is 1 or 2."""
    with np.errstate(all="ignore"):
        guesses = _on_line(problem) if problem.dim == 1 else _on_plane(problem)
        if len(guesses) > MOST:
            return ()
        marks = [mark for mark in classified(problem, guesses, 2 * QUICK) if _is_inside(problem, mark.point)]
        alone = _apart(problem, marks)
    values = [float(f"{problem.loss(mark.point):.9g}") for mark in alone]
    ranked = sorted(zip(alone, values, strict=True), key=lambda one: (ORDER.index(one[0].kind), one[1], *one[0].point))
    return tuple(mark for mark, _ in ranked)


def _on_line(problem: Problem) -> Array:
    """Where the slope changes its sign, and where it touches zero without, (k, 1)."""
    low, high = problem.box[0].tolist()
    x = np.linspace(low, high, LINE)
    slope = problem.gradient(x[:, None])[:, 0]
    known = np.flatnonzero(np.isfinite(slope))
    before, after = known[:-1], known[1:]
    turns = np.sign(slope[before]) * np.sign(slope[after]) < 0
    zero = slope == 0
    lone = np.flatnonzero(zero[1:-1] & ~zero[:-2] & ~zero[2:]) + 1
    size = np.abs(slope)
    small = np.flatnonzero((size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:]) & (size[1:-1] > 0)) + 1
    bend = problem.hessian(x[:, None])[:, 0, 0]
    touching = small[bend[small - 1] * bend[small + 1] < 0]
    found = [x[lone], _bisected(lambda t: problem.gradient(t[:, None])[:, 0], x[before[turns]], x[after[turns]]),
             _bisected(lambda t: problem.hessian(t[:, None])[:, 0, 0], x[touching - 1], x[touching + 1])]
    return np.concatenate(found)[:, None]


def _bisected(function: Callable[[Array], Array], low: Array, high: Array) -> Array:
    """Where a function of one variable changes its sign between each low and high, (k,), to the last digit."""
    rising = function(low) < 0
    for _ in range(60 if len(low) else 0):
        middle = (low + high) / 2
        value = function(middle)
        before = np.where(rising, value <= 0, value >= 0)
        low, high = np.where(before, middle, low), np.where(before & (value != 0), high, middle)
    return (low + high) / 2


def _on_plane(problem: Problem) -> Array:
    """From the cells in which both slopes change their sign or their length is lowest: where Newton's method ends; and kinks."""
    x, y = (np.linspace(low, high, PLANE) for low, high in problem.box)
    grid = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)
    slopes = problem.gradient(grid) * widths(problem)
    corners = np.stack([slopes[:-1, :-1], slopes[1:, :-1], slopes[:-1, 1:], slopes[1:, 1:]])
    turns = ((corners.min(axis=0) <= 0) & (corners.max(axis=0) >= 0)).all(axis=-1) & (corners != 0).any(axis=(0, -1))
    length = lengths(slopes)
    cell = widths(problem) / (PLANE - 1)
    starts = np.concatenate([grid[:-1, :-1][turns] + cell / 2, grid[_lowest(length) & (length > 0)]])
    if len(starts) > 4 * MOST:
        return starts
    points, reached = refined(problem, starts, QUICK)
    # What converges slowly does so at degenerate points, or along a curve of them: some of it is enough.
    slow = np.flatnonzero(~reached)
    slow = slow[:: max(1, len(slow) // SLOW)]
    points[slow], reached[slow] = refined(problem, points[slow], 4 * QUICK)
    near = reached & (np.abs(points - starts) <= 4 * cell).all(axis=1)
    smooth = _distinct(problem, points[near])
    value, found = problem.loss(grid), [smooth]
    for sign in (1, -1):
        rough = grid[_lowest(sign * value)]
        far = (np.abs((rough[:, None] - smooth) / cell).max(axis=2) > 1.5).all(axis=1)
        if 0 < far.sum() <= MOST:
            found.append(_descended(problem, rough[far], sign))
    return np.concatenate(found)


def _lowest(z: Array) -> NDArray[np.bool_]:
    """Which of the points of a grid lie lower than all eight around them."""
    inner, found = z[1:-1, 1:-1], np.zeros(z.shape, dtype=bool)
    around = [np.roll(z, (i, j), axis=(0, 1))[1:-1, 1:-1] for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]
    found[1:-1, 1:-1] = (inner < np.stack(around)).all(axis=0)
    return found


def _descended(problem: Problem, points: Array, sign: int) -> Array:
    """Where points (k, 2) end that go to the lowest of sixteen around them, or come nearer where none is lower.

    No gradient is asked: a kink has none (pattern search; Hooke, Jeeves 1961).
    """
    size, k = widths(problem), np.arange(len(points))
    reach, value = np.full(len(points), 1 / PLANE), sign * problem.loss(points)
    for turn in range(120):
        angles = 2 * np.pi * np.arange(16) / 16 + turn
        around = points[:, None] + reach[:, None, None] * size * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        values = sign * problem.loss(around)
        best = values.argmin(axis=1)
        lower = values[k, best] < value
        points = np.where(lower[:, None], around[k, best], points)
        value, reach = np.where(lower, values[k, best], value), np.where(lower, reach, reach / 2)
    return points


def _is_inside(problem: Problem, point: Array) -> bool:
    return bool(((problem.box[:, 0] <= point) & (point <= problem.box[:, 1])).all())


def _apart(problem: Problem, marks: list[Mark]) -> list[Mark]:
    """Each point once, and no degenerate one that is one of a curve of them."""
    found: list[Mark] = []
    taken = np.full((len(marks), problem.dim), np.inf)
    for mark in marks:
        near = SAME if mark.kind != "degenerate" else 1e3 * SAME
        if (np.abs((mark.point - taken[: len(found)]) / widths(problem)).max(axis=1, initial=0) > near).all():
            taken[len(found)] = mark.point
            found.append(mark)
    flat = np.array([mark.kind == "degenerate" for mark in found], dtype=bool)
    if flat.any():
        points = np.array([mark.point for mark in found])[flat]
        flat[flat] = ~_isolated(problem, points) if len(points) < SLOW else True
    return [mark for mark, curve in zip(found, flat, strict=True) if not curve]


def _distinct(problem: Problem, points: Array) -> Array:
    """Points (k, 2) without those that are SAME as one before."""
    _, first = np.unique(np.round(points / widths(problem) / SAME), axis=0, return_index=True)
    return points[np.sort(first)]


def _isolated(problem: Problem, points: Array) -> NDArray[np.bool_]:
    """Whether Newton's method comes back from all sides to the degenerate points (k,); along a curve of them it does not."""
    angles = 2 * np.pi * np.arange(8) / 8
    ways = np.array([[1.0], [-1.0]]) if problem.dim == 1 else np.stack([np.cos(angles), np.sin(angles)], axis=1)
    size = widths(problem)
    around = points[:, None] + 1e-2 * size * ways
    ends, reached = refined(problem, around.reshape(-1, problem.dim), 2 * QUICK)
    away = np.abs((ends.reshape(around.shape) - points[:, None]) / size).max(axis=2)
    return ~(reached.reshape(away.shape) & (away > 1e-3) & (away < 0.1)).any(axis=1)
