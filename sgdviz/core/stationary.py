"""Points where the gradient is zero: refining a guess, and telling what kind of point it is.

Where a function has a kink there may be a minimum without a gradient, such as that of |x|: it is told by comparison.
"""

import math
from collections.abc import Callable, Iterable
from itertools import product

import numpy as np
from numpy.typing import NDArray

from .problem import Array, Kind, Mark, Problem
from .progress import Progress, untold

NEARBY = 1e-5
"""The reach, in widths of the box, within which a curvature that vanishes counts as zero."""
PARTS = 0.5 ** np.arange(1, 13)
"""What is left of a Newton step that is halved."""
TINY = 1e-6
"""A Newton step shorter than that, in widths of the box, ends at the point."""


def kind(problem: Problem, theta: Array) -> Kind:
    """What a stationary point θ (d,) of J is, from the eigenvalues of its Hessian.

    All positive: a minimum. All negative: a maximum. Of both signs: a strict saddle. Any of them zero: degenerate,
    whatever the function does there. A curvature is zero if it is as small as its own change within NEARBY.
    """
    return kinds(problem, np.asarray(theta, dtype=float)[None])[0]


def kinds(problem: Problem, points: Array) -> list[Kind]:
    """The kind of each of the stationary points (k, d). Curvatures are told in widths of the box, which changes none of
    their signs (Sylvester 1852), so that parameters of very different units can be compared.
    """
    reach, unit = NEARBY * np.diag(widths(problem)), np.multiply.outer(widths(problem), widths(problem))
    with np.errstate(all="ignore"):
        here = problem.hessian(points) * unit
        around = problem.hessian(points[:, None] + np.concatenate([reach, -reach])) * unit
        curvatures = np.linalg.eigvalsh(np.nan_to_num(here))
        change = np.abs(around - here[:, None]).max(axis=(1, 2, 3), initial=0)
        zero = np.fmax(change, 1e-12 * np.abs(curvatures).max(axis=1))
    found: list[Kind] = []
    for values, bound in zip(curvatures, zero, strict=True):
        if not np.abs(values).min() > bound:
            found.append("degenerate")
        else:
            found.append("minimum" if values[0] > 0 else "maximum" if values[-1] < 0 else "saddle")
    return found


def refine(problem: Problem, theta: Array, steps: int = 100) -> Array | None:
    """The stationary point (d,) that Newton's method reaches from θ (d,); None if it reaches none.

    A step is halved until the gradient is shorter, so that a good guess is not left. At a degenerate point the method
    converges slowly and the result is good to half the digits.
    """
    points, reached = refined(problem, np.asarray(theta, dtype=float)[None], steps)
    return points[0] if reached[0] else None


def nearest(problem: Problem, theta: Array) -> Array | None:
    """Of the known stationary points and the one that Newton's method finds from θ (d,), which may be far off, the nearest;
    None if there is none."""
    points = [mark.point for mark in problem.marks]
    found = refine(problem, theta) if np.isfinite(theta).all() else None
    if found is not None and all(math.dist(point, found) >= 1e-6 for point in points):
        points.append(found)
    return min(points, key=lambda point: math.dist(point, theta), default=None)


def refined(problem: Problem, guesses: Array, steps: int = 100,
            progress: Progress = untold) -> tuple[Array, NDArray[np.bool_]]:
    """Newton's method from each of the guesses (k, d): where it ends, and whether that is a stationary point (k,).

    `progress` is told before each step.
    """
    points, size = guesses.astype(float), widths(problem)
    reached, active = np.zeros(len(points), dtype=bool), np.arange(len(points))
    with np.errstate(all="ignore"):
        level = 1e-12 * typical_slope(problem)
        slopes = problem.gradient(points) * size
        for step in range(steps):
            progress(step / steps)
            here, slope = points[active], slopes[active]
            bends = problem.hessian(here) * size[:, None] * size
            way = _newton_step(slope, bends, level)
            length = np.abs(way).max(axis=1)
            scale = np.abs(bends).max(axis=(1, 2)) * np.abs(here / size).max(axis=1, initial=1.0)
            reached[active] = (length <= TINY) & (lengths(slope) <= 1e-10 * scale + level)
            after, slope, shorter = _shortened(problem, here, slope, way * size)
            points[active[shorter]], slopes[active[shorter]] = after[shorter], slope[shorter]
            active = active[shorter & (length > 1e-15)]
            if not len(active):
                break
        reached[reached] = _stands_out(problem, points[reached], slopes[reached])
    return points, reached


def _stands_out(problem: Problem, points: Array, slopes: Array) -> NDArray[np.bool_]:
    """Whether the slope is longer round about, (k,): in a tail like that of exp(−x²) it is nearly zero everywhere."""
    size = widths(problem)
    reach = 1e-3 * np.concatenate([np.diag(size), -np.diag(size)])
    around = lengths(problem.gradient(points[:, None] + reach) * size).max(axis=1)
    return np.asarray(lengths(slopes) < 1e-3 * around)


def _newton_step(slopes: Array, bends: Array, level: float) -> Array:
    """H⁻¹g of each pair, without its share along directions that do not bend; zero where something is not finite."""
    finite = np.isfinite(slopes.sum(axis=1) + bends.sum(axis=(1, 2)))
    values, ways = np.linalg.eigh(np.where(finite[:, None, None], bends, 0.0))
    bent = np.abs(values) > np.maximum(1e-12 * np.abs(values).max(axis=1, keepdims=True), level)
    along = np.where(bent, np.einsum("kji,kj->ki", ways, slopes) / np.where(bent, values, 1.0), 0.0)
    step: Array = np.where(finite[:, None], np.einsum("kij,kj->ki", ways, along), 0.0)
    return step


def _shortened(problem: Problem, here: Array, slopes: Array, way: Array) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Each point after its step, or half of it, or a quarter, … such that its slope is shorter; and whether there is one."""
    size, before = widths(problem), lengths(slopes)
    after = here - way
    found = problem.gradient(after) * size
    shorter = lengths(found) < before
    left = np.flatnonzero(~shorter)
    if len(left):
        tried = here[left, None] - way[left, None] * PARTS[:, None]
        slope = problem.gradient(tried) * size
        good = lengths(slope) < before[left, None]
        first = good.argmax(axis=1)
        shorter[left] = good.any(axis=1)
        after[left], found[left] = tried[np.arange(len(left)), first], slope[np.arange(len(left)), first]
    return after, found, shorter


def lengths(slopes: Array) -> Array:
    """The lengths of vectors, (…, d) → (…)."""
    found: Array = np.linalg.norm(slopes, axis=-1)
    return found


def widths(problem: Problem) -> Array:
    """The sides of the box, (d,)."""
    size: Array = problem.box[:, 1] - problem.box[:, 0]
    return size


def typical_slope(problem: Problem) -> float:
    """The median over the box of how much J changes along its sides."""
    spread = (0.5 + np.arange(16)[:, None] * np.sqrt(np.arange(2.0, problem.dim + 2.0) ** 2 + 1)) % 1
    slopes = lengths(problem.gradient(problem.box[:, 0] + spread * widths(problem)) * widths(problem))
    slopes = slopes[np.isfinite(slopes)]
    return float(np.median(slopes)) if len(slopes) else 0.0


def marks_at(problem: Problem, guesses: Iterable[Array]) -> tuple[Mark, ...]:
    """What there is at these guesses (d,): each refined and classified; what is no stationary point is left out."""
    return classified(problem, np.array([*guesses]).reshape(-1, problem.dim))


def classified(problem: Problem, guesses: Array, steps: int = 100) -> tuple[Mark, ...]:
    """The stationary points that Newton's method reaches from the guesses (k, d), and the kinks among the guesses."""
    if not len(guesses):
        return ()
    smooth = ~_kinked(problem, guesses)
    points, reached = refined(problem, guesses, steps)
    points = rounded(problem, points, lambda theta: lengths(problem.gradient(theta)))
    found = []
    for guess, point, kind, stays in zip(guesses, points, kinds(problem, points), smooth & reached, strict=True):
        if stays:
            found.append(Mark(kind, point))
        elif (told := compared(problem, guess)) is not None:
            worth = problem.loss if told == "minimum" else lambda theta: -problem.loss(theta)
            (corner,) = rounded(problem, guess[None], worth)
            found.append(Mark(told, corner, smooth=False))
    return tuple(found)


def rounded(problem: Problem, points: Array, worth: Callable[[Array], Array]) -> Array:
    """Points (k, d), each exchanged for its neighbour of fewest digits, in one coordinate or all, that is worth no more."""
    size, whole = np.floor(np.log10(widths(problem))), range(problem.dim)
    with np.errstate(all="ignore"):
        for digits, some in product((7, 5, 3), (whole, *([i] for i in whole))):
            short = points.copy()
            for i in some:
                short[:, i] = np.round(points[:, i], int(digits - size[i])) + 0.0
            points = np.where((worth(short) <= worth(points))[:, None], short, points)
    return points


def _kinked(problem: Problem, points: Array) -> NDArray[np.bool_]:
    """Where the gradient jumps (k,): what it changes by across a point does not shrink with the distance."""
    size = widths(problem)
    with np.errstate(all="ignore"):
        wide, narrow = (np.abs((problem.gradient(points[:, None] + h * np.diag(size))
                                - problem.gradient(points[:, None] - h * np.diag(size))) * size).max(axis=(1, 2))
                        for h in (1e-5, 1e-7))
        return (narrow > 0.5 * wide) & (narrow > 1e-8 * typical_slope(problem))


def compared(problem: Problem, point: Array) -> Kind | None:
    """A minimum or a maximum at a kink (d,), d 1 or 2: all round about is higher, or lower, and less so where it is nearer."""
    angles = 2 * np.pi * np.arange(64) / 64
    ways = np.array([[1.0], [-1.0]]) if problem.dim == 1 else np.stack([np.cos(angles), np.sin(angles)], axis=1)
    with np.errstate(all="ignore"):
        far, near = (problem.loss(point + h * widths(problem) * ways) - problem.loss(point) for h in (1e-4, 1e-6))
    if (near > 0).all() and (far > 2 * near).all():
        return "minimum"
    return "maximum" if (near < 0).all() and (far < 2 * near).all() else None
