"""The chord test: J is convex iff no chord, between any two points, runs below its graph anywhere.

gap(α) = α J(θ0) + (1−α) J(θ1) − J(αθ0 + (1−α)θ1) for 0 ≤ α ≤ 1 (Boyd, Vandenberghe 2004, §3.1.1). One gap below zero
disproves convexity; a chord that passes proves nothing. A batch is a problem, so J_B needs nothing else.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .invalid import QT_TRANSLATE_NOOP, Invalid
from .parameters import shown
from .problem import Array, Problem

POINTS = 2001
"""How many α are looked at before the smallest gap is refined."""
ROUNDING = 1e-12
"""A gap that is below zero by less than this, relative to max(1, |J| on the chord), is rounding."""


@dataclass(frozen=True, eq=False)
class ChordTest:
    """One chord. `alphas`, `values` (J along it, from θ1 at α = 0 to θ0 at α = 1) and `gaps` have shape (2001,).

    `min_gap` is the smallest gap and `alpha` where it is; on a chord that passes they are 0 and None. `strict`: the gap
    is above zero for all 0 < α < 1, also in relation to α(1−α). `ends` are J(θ0) and J(θ1).
    """

    verdict: Literal["passes", "violated"]
    min_gap: float
    alpha: float | None
    strict: bool
    a: Array
    b: Array
    ends: tuple[float, float]
    alphas: Array
    values: Array
    gaps: Array


def gap(problem: Problem, a: Array, b: Array, alpha: Array | float) -> Array:
    """The gap at α (…) of the chord from θ0 = a (d,) to θ1 = b (d,), shape (…)."""
    ends = problem.loss(np.stack([a, b]))
    return _chord(ends, alpha) - problem.loss(_between(a, b, alpha))


def _between(a: Array, b: Array, alpha: Array | float) -> Array:
    alpha = np.asarray(alpha)[..., None]
    points: Array = alpha * a + (1 - alpha) * b
    return points


def _chord(ends: Array, alpha: Array | float) -> Array:
    heights: Array = alpha * ends[0] + (1 - np.asarray(alpha)) * ends[1]
    return heights


def chord_test(problem: Problem, a: Array, b: Array) -> ChordTest:
    """The test of the chord from θ0 = a (d,) to θ1 = b (d,).

    Errors: Invalid at `chord` for ends that are equal or no points, or where J is not finite.
    """
    a, b = _end(a, problem.dim), _end(b, problem.dim)
    if (a == b).all():
        raise Invalid("chord", QT_TRANSLATE_NOOP("core", "both ends are {point}; they must differ"), point=_named(a))
    alphas = np.linspace(0.0, 1.0, POINTS)
    points = _between(a, b, alphas)
    with np.errstate(all="ignore"):
        values = problem.loss(points)
        ends = values[[-1, 0]]
        gaps = _chord(ends, alphas) - values
    if not np.isfinite(gaps).all():
        where = int(np.argmin(np.isfinite(gaps)))
        raise Invalid("chord", QT_TRANSLATE_NOOP("core", "the function has no finite value at {point}"),
                      point=_named(points[where]))
    rounding = ROUNDING * max(1.0, float(np.abs(values).max()))
    alpha, lowest = _lowest(problem, a, b, alphas, gaps)
    inside = alphas[1:-1]
    strict = bool((gaps[1:-1] / (inside * (1 - inside)) > rounding).all())
    violated = lowest < -rounding
    return ChordTest("violated" if violated else "passes", lowest if violated else 0.0, alpha if violated else None,
                     strict and not violated, a, b, (float(ends[0]), float(ends[1])), alphas, values, gaps)


def _lowest(problem: Problem, a: Array, b: Array, alphas: Array, gaps: Array) -> tuple[float, float]:
    """α and gap at the smallest gap: the neighbours of the smallest are looked at anew, ever closer."""
    best = int(np.argmin(gaps))
    alpha, lowest = float(alphas[best]), float(gaps[best])
    reach = float(alphas[1] - alphas[0])
    for _ in range(4):
        near = np.linspace(max(0.0, alpha - reach), min(1.0, alpha + reach), 41)
        with np.errstate(all="ignore"):
            found = gap(problem, a, b, near)
        best = int(np.nanargmin(found))
        if found[best] < lowest:
            alpha, lowest = float(near[best]), float(found[best])
        reach /= 20
    return alpha, lowest


def _end(point: Array, dim: int) -> Array:
    theta = np.array(point, dtype=float)
    if theta.shape != (dim,) or not np.isfinite(theta).all():
        raise Invalid("chord", QT_TRANSLATE_NOOP("core", "{point} is not a point; finite numbers needed: {dim}"),
                      point=shown(theta.tolist()), dim=dim)
    return theta


def _named(point: Array) -> str:
    return ", ".join(f"{x:g}" for x in point)


def find_violated(problem: Problem, box: Array | None = None) -> tuple[Array, Array] | None:
    """The ends of a violated chord inside the box (d, 2), one that is well seen; None if none is found. d is 1 or 2.

    All chords between the points of a grid are tried at their middles, then short ones where J bends downwards most.
    Deterministic.
    """
    sides = problem.box if box is None else np.asarray(box, dtype=float)
    with np.errstate(all="ignore"):
        tried = (_widest(problem, sides), _shortest(problem, sides))
    for chord in tried:
        if chord is not None and _is_violated(problem, *chord):
            return chord
    return None


def _is_violated(problem: Problem, a: Array, b: Array) -> bool:
    try:
        return chord_test(problem, a, b).verdict == "violated"
    except Invalid:
        return False


def _grid(sides: Array, count: int) -> Array:
    """(count^d, d)"""
    axes = np.meshgrid(*(np.linspace(low, high, count) for low, high in sides), indexing="ij")
    return np.stack(axes, axis=-1).reshape(-1, len(sides))


def _widest(problem: Problem, sides: Array) -> tuple[Array, Array] | None:
    """The chord between points of a coarse grid whose middle is farthest below the graph, measured against how far
    apart the three values are. The middles lie on the grid of half the spacing, so J is evaluated once a grid point."""
    coarse = 129 if len(sides) == 1 else 17
    fine = 2 * coarse - 1
    points, values = _grid(sides, fine), problem.loss(_grid(sides, fine))
    index = np.stack(np.unravel_index(np.arange(coarse ** len(sides)), (coarse,) * len(sides)), axis=-1)
    shape = fine ** np.arange(len(sides))[::-1]
    first, second = np.triu_indices(len(index), 1)
    i, j, middle = 2 * index[first] @ shape, 2 * index[second] @ shape, (index[first] + index[second]) @ shape
    below = values[middle] - (values[i] + values[j]) / 2
    spread = np.maximum(np.maximum(values[i], values[j]), values[middle]) - np.minimum(values[i], values[j])
    score = np.where(np.isfinite(below) & (below > 0), below * below / np.maximum(spread, 1e-300), 0.0)
    best = int(np.argmax(score))
    return (points[i[best]], points[j[best]]) if score[best] > 0 else None


def _shortest(problem: Problem, sides: Array) -> tuple[Array, Array] | None:
    """A short chord across the point of a fine grid where J is bent downwards most, along that direction."""
    points = _grid(sides, 2001 if len(sides) == 1 else 61)
    hessians = problem.hessian(points)
    points, hessians = points[good := np.isfinite(hessians).all(axis=(1, 2))], hessians[good]
    if not len(points):
        return None
    curvatures, directions = np.linalg.eigh(hessians)
    worst = int(np.argmin(curvatures[:, 0]))
    if curvatures[worst, 0] >= 0:
        return None
    along = directions[worst, :, 0]
    reach = float((sides[:, 1] - sides[:, 0]).min()) / 2 ** np.arange(1.0, 14.0)
    ends = np.stack([points[worst] - reach[:, None] * along, points[worst] + reach[:, None] * along], axis=1)
    inside = ((ends >= sides[:, 0]) & (ends <= sides[:, 1])).all(axis=(1, 2))
    gaps = np.where(inside, problem.loss(ends).mean(axis=1) - problem.loss(points[worst]), np.inf)
    best = int(np.argmin(np.where(np.isfinite(gaps), gaps, np.inf)))
    return (ends[best, 0], ends[best, 1]) if gaps[best] < 0 else None
