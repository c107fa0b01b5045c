"""J on the grid of a map: coarse at once where it takes long, and finer from piece to piece until it is exact."""

import time
from collections.abc import Generator, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .mesh import Mesh
from .problem import Array, Problem

AT_ONCE = 8e6
"""So many numbers are computed before there is a first picture: a few milliseconds."""
PIECE = 2e6
"""So many numbers are computed at a time later on: a millisecond or so."""
NODES = (9, 17, 33, 65)
"""So many Chebyshev points a side are tried, one after the other."""
THINNED = 17
"""So many points a side has the first picture where so many rows must be left out that it is quick."""
CHECKS = 9
TOLERANCE = 1e-4
"""What is interpolated may be wrong by that share of J's height, at CHECKS × CHECKS points where that is looked at."""
ROUNDED = 1e-6
"""And by that share what is computed in float32: then no contour is seen to move."""
JUDGED = 1024
"""How much is lost in float32 is judged by so many rows."""
HUGE = 1e300

Pieces = Generator[None, None, Any]


class Relief:
    """J of a problem of two parameters at all x of `xs` and y of `ys`: `z` of shape (len(ys), len(xs)).

    While it is `coarse`, z is not yet J to the eye, and `refine` brings it closer. What is interpolated is right to
    `tolerance` in the end; a mean of smooth functions mostly is so smooth that few points tell all others. `version`
    counts the pictures, `made` is when the first was begun.
    """

    def __init__(self, problem: Problem, xs: Array, ys: Array, tolerance: float = TOLERANCE) -> None:
        self.problem, self.mesh, self.tolerance = problem, Mesh.flat(xs, ys), tolerance
        self.z: NDArray[Any] = np.empty((0, 0))
        self.coarse = True
        self.version, self.made = 0, time.perf_counter()
        self._dtype: type = np.float64
        self._pieces: Iterator[None] = self._computed()
        while not self.version:
            next(self._pieces, None)

    def refine(self, seconds: float) -> bool:
        """Compute for about so long, one piece at least; whether z has changed."""
        before, until = self.version, time.perf_counter() + seconds
        for _ in self._pieces:
            if time.perf_counter() > until:
                break
        return self.version != before

    def _show(self, z: NDArray[Any], coarse: bool) -> None:
        self.z, self.coarse, self.version = z, coarse, self.version + 1

    def _computed(self) -> Pieces:
        """The pieces of the work, from coarse to fine."""
        problem = self.problem
        each, cells = problem.work, len(self.mesh.xs) * len(self.mesh.ys)
        self._dtype = self._precision(problem)
        if each * cells <= AT_ONCE:
            self._show((yield from self._exact(problem, self.mesh)), coarse=False)
            return
        quick = [nodes for nodes in NODES if (nodes**2 + CHECKS**2) * each <= AT_ONCE]
        if not quick:
            few = thinned(problem, int(problem.n * AT_ONCE / ((THINNED**2 + CHECKS**2) * each)))
            z, _ = yield from self._interpolated(few, THINNED)
            self._show(z, coarse=True)
            yield
        for nodes in NODES[NODES.index(quick[-1] if quick else THINNED) :]:
            if nodes**2 < cells:
                z, right = yield from self._interpolated(problem, nodes)
                self._show(z, coarse=not right)
                if right:
                    return
                yield
        yield from self._row_by_row(problem)

    def _row_by_row(self, problem: Problem) -> Pieces:
        count = max(1, int(PIECE / (problem.work * len(self.mesh.xs))))
        for first in range(0, len(self.mesh.ys), count):
            z = self.z.astype(np.float64)
            z[first : first + count] = yield from self._exact(problem, self.mesh.band(first, first + count))
            self._show(z, coarse=first + count < len(z))
            yield

    def _precision(self, problem: Problem) -> type:
        """float32 where it saves time and is seen to be enough."""
        if problem.closed_form:
            return np.float64
        few, mesh = thinned(problem, JUDGED), self._checked()[2]
        true, eyed = np.empty(mesh.shape), np.empty(mesh.shape, np.float32)
        for z in (true, eyed):
            few.surface(mesh, z)
        return np.float32 if is_right(eyed, true, ROUNDED) else np.float64

    def _exact(self, problem: Problem, mesh: Mesh) -> Pieces:
        """J on a mesh, a band of it at a time, or where one line of points costs too much some rows of the problem."""
        out: NDArray[Any] = np.zeros(mesh.shape, self._dtype)
        each = problem.work * len(mesh.xs)
        count, parts = max(1, int(PIECE / max(1.0, each))), max(1, int(min(problem.n, each // PIECE)))
        for i in range(parts):
            rows = np.arange(i * problem.n // parts, (i + 1) * problem.n // parts) if parts > 1 else None
            own, share = (problem, 1.0) if rows is None else (problem.on(rows), len(rows) / problem.n)
            for first in range(0, len(out), count):
                band = mesh.band(first, first + count)
                some: NDArray[Any] = np.empty(band.shape, self._dtype)
                own.surface(band, some)
                out[first : first + count] += share * some
                yield
        return out

    def _interpolated(self, problem: Problem, nodes: int) -> Pieces:
        """J from Chebyshev points, and whether it is seen to be right; if it is not, with straight lines between them."""
        (across, xs), (up, ys) = (chebyshev(at, nodes) for at in (self.mesh.xs, self.mesh.ys))
        values = yield from self._exact(problem, Mesh.flat(xs, ys))
        rows, columns, mesh = self._checked()
        true = yield from self._exact(problem, mesh)
        with np.errstate(all="ignore"):
            z = up @ values @ across.T
        if is_right(z[np.ix_(rows, columns)], true, self.tolerance):
            return z, True
        values = np.nan_to_num(values.astype(np.float64), nan=HUGE, posinf=HUGE, neginf=-HUGE)
        return between(self.mesh.ys, ys) @ values @ between(self.mesh.xs, xs).T, False

    def _checked(self) -> tuple[Array, Array, Mesh]:
        """The rows and columns of the grid at which it is looked whether all is right, and those points."""
        rows, columns = (np.unique(np.rint(np.linspace(0.03, 0.97, CHECKS) * (len(at) - 1)).astype(int))
                         for at in (self.mesh.ys, self.mesh.xs))
        return rows, columns, Mesh.flat(self.mesh.xs[columns], self.mesh.ys[rows])


def thinned(problem: Problem, count: int) -> Problem:
    """The problem of about so many of its rows, evenly chosen."""
    if problem.n <= count or problem.closed_form:
        return problem
    return problem.on(np.unique(np.linspace(0, problem.n - 1, max(2, count)).astype(np.int64)))


def is_right(found: NDArray[Any], true: NDArray[Any], tolerance: float) -> bool:
    """Whether `found` is J: heights are above the lowest point seen, and nowhere count as less than their median.

    A single wall that rises to 1e11 must not excuse ripples in the valley beside it, where the contours are.
    """
    with np.errstate(all="ignore"):
        height = true - true.min()
        allowed = tolerance * np.maximum(height, np.median(height))
        return bool(np.isfinite(allowed).all() and (np.abs(found - true) <= allowed).all())


def chebyshev(at: Array, count: int) -> tuple[Array, Array]:
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


def between(at: Array, nodes: Array) -> Array:
    """The matrix (len(at), len(nodes)) from values at rising `nodes` to values at `at`, along straight lines."""
    after = np.clip(np.searchsorted(nodes, at), 1, len(nodes) - 1)
    share = np.clip((at - nodes[after - 1]) / (nodes[after] - nodes[after - 1]), 0, 1)
    matrix, every = np.zeros((len(at), len(nodes))), np.arange(len(at))
    matrix[every, after - 1] = 1 - share
    matrix[every, after] += share
    return matrix
