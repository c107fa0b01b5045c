"""The loss of a linear model in closed form, J_B(δ) = mean (r_i + x_i·δ)² with δ = θ − θ*."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..mesh import Mesh
from ..problem import Array, Rows
from ..sorts import Room

BLOCK = 1 << 14
"""So many rows at a time are condensed, or about so many summed, in the cache."""
ROOM = Room()


def condensed(x: Array, y: Array) -> tuple[Array, Array]:
    """Few rows with the same |xθ − y| at every θ where there are very many, the R factors of blocks of [x y] (TSQR:
    Demmel, Grigori, Hoemmen, Langou 2012); else the rows as they are.
    """
    if len(y) <= 2 * BLOCK:
        return x, y
    blocks = [np.column_stack([x[i : i + BLOCK], y[i : i + BLOCK]]) for i in range(0, len(y), BLOCK)]
    factor = np.concatenate([np.linalg.qr(block, mode="r") for block in blocks])
    return factor[:, :-1], factor[:, -1]


@dataclass(frozen=True)
class Triangle:
    """The R factor of [X r]/√B: J_B(δ) = |Rx δ + Rr|², a sum of squares that does not cancel, whatever B is."""

    rx: Array
    rr: Array

    @classmethod
    def of(cls, x: Array, r: Array) -> "Triangle":
        triangle = np.linalg.qr(np.column_stack(condensed(x, r)), mode="r") / np.sqrt(len(r))
        return cls(triangle[:, :-1], triangle[:, -1])

    def loss(self, delta: Array) -> Array:
        """(…, d) → (…). Bit by bit the same however many points are asked for at once, which BLAS does not promise."""
        total: Array = np.zeros(delta.shape[:-1])
        with np.errstate(all="ignore"):
            for i, (row, z) in enumerate(zip(self.rx.tolist(), self.rr.tolist(), strict=True)):
                for j in range(i, len(row)):
                    z = z + row[j] * delta[..., j]
                total = total + z * z
        return total

    def surface(self, mesh: Mesh, centre: Array, out: NDArray[Any]) -> None:
        """J_B on a mesh whose centre is at δ = `centre`: |p + u q + v s|² is one product [1 v v²]·R with R (3, c)."""
        terms = np.empty((len(self.rr), 3))
        terms[:, 0], terms[:, 1:] = self.rx @ centre + self.rr, self.rx @ mesh.ways.T
        (pp, pq, ps), (_, qq, qs), (_, _, ss) = (terms.T @ terms).tolist()
        across, up = mesh.powers
        with np.errstate(all="ignore"):
            r = np.array([[pp, 2 * pq, qq], [2 * ps, 2 * qs, 0.0], [ss, 0.0, 0.0]]) @ across
            np.matmul(up.astype(out.dtype), r.astype(out.dtype), out=out)

    def gradient(self, delta: Array) -> Array:
        """(…, d) → (…, d)."""
        with np.errstate(all="ignore"):
            gradient: Array = 2 * (delta @ self.rx.T + self.rr) @ self.rx
            return gradient

    @cached_property
    def hessian(self) -> Array:
        """(d, d)."""
        return 2 * self.rx.T @ self.rx

    @cached_property
    def rank(self) -> int:
        """How many directions the rows determine; below d the minimum is not unique."""
        size = np.sqrt((self.rx * self.rx).sum(axis=0))
        return int((np.linalg.svd(self.rx / np.where(size > 0, size, 1), compute_uv=False) > 1e-9).sum())

    @cached_property
    def minimum(self) -> Array:
        """The δ of least norm among the minima."""
        d = self.rx.shape[1]
        found = (np.linalg.solve(self.rx[:d], -self.rr[:d]) if self.rank == d else
                 np.linalg.lstsq(self.rx, -self.rr, rcond=None)[0])
        return found.astype(np.float64)

    @cached_property
    def sums(self) -> "Sums":
        """The same loss as sums."""
        d = len(self.rx[0])
        return (*self.hessian[np.triu_indices(d)].tolist(), *(2 * self.rx.T @ self.rr).tolist(), float(self.rr @ self.rr))


def minima(x: Array, r: Array) -> Array:
    """Where each of E batches (E, B, d), (E, B) has its only minimum δ, (E, d): `Triangle`'s, of all of them at once.

    NaN where the rows determine none.
    """
    d = x.shape[-1]
    triangles = np.linalg.qr(np.concatenate([x, r[..., None]], axis=-1), mode="r") / np.sqrt(r.shape[-1])
    rx, rr = triangles[..., :-1], triangles[..., -1]
    size = np.linalg.norm(rx, axis=-2, keepdims=True)
    unique = np.linalg.matrix_rank(rx / np.where(size > 0, size, 1), tol=1e-9) == d
    found = np.full((len(x), d), np.nan)
    if unique.any():
        found[unique] = np.linalg.solve(rx[unique, :d], -rr[unique, :d, None])[..., 0]
    return found


Sums = tuple[float, ...]
"""J_B(δ) = ½ δᵀHδ + b·δ + c: the upper triangle of H by rows, then b, then c."""


def row_terms(x: Array, r: Array) -> Array:
    """The terms (…, s) of rows (…, d) and (…), whose means over a batch are the A and b of its J_B(δ) = δᵀAδ + 2 b·δ + c."""
    first, second = np.triu_indices(x.shape[-1])
    return np.concatenate([x[..., first] * x[..., second], x * r[..., None]], axis=-1)


def sum_terms(x: Array, r: Array) -> Array:
    """The terms (…, s) of such rows, whose means over a batch are its sums."""
    return np.concatenate([2 * row_terms(x, r), (r * r)[..., None]], axis=-1)


def looked_up(terms: Array) -> Callable[[Rows], Array]:
    """Rows (B, …) → the sums of their terms (n, s) over B, (…, s), in order.

    Four numbers of a row are taken in one piece, at a third of the time of more; behind the last are zeros, as the rows of a
    column alone would be added in another order.
    """
    n, s = terms.shape
    groups = [np.zeros((n, 4 if s - at > 2 else 2)) for at in range(0, s, 4)]
    for at, group in zip(range(0, s, 4), groups, strict=True):
        part = terms[:, at : at + 4]
        group[:, : part.shape[1]] = part

    def summed(rows: Rows) -> Array:
        taken = ROOM("rows", rows.shape, np.int64)
        np.copyto(taken, rows)
        sums = []
        for group in groups:
            # Any mode but that which looks for rows that are not there takes them straight to where they belong.
            gathered = ROOM("gathered", (*rows.shape, group.shape[1]), np.float64)
            sums.append(group.take(taken, axis=0, mode="clip", out=gathered).sum(axis=0))
        return np.concatenate(sums, axis=-1)[..., :s]
    return summed


def batch_sums(summed: Callable[[Rows], Array], rows: Rows, size: int) -> Iterator[Sums]:
    """The sums of each batch: each line of `rows` (E, L) is cut into batches of `size`, the last of which may be short.

    `summed` adds the `sum_terms` of rows (B, …) over B. Rows of a batch are added one after another, of all batches at once:
    so no bit depends on the batches beside it.
    """
    lines, length = rows.shape
    rest = length % size
    parts = []
    for first, stop, count in ((0, length - rest, size), (length - rest, length, rest)):
        if first < stop:
            cut, some = rows[:, first:stop].reshape(lines, -1, count).transpose(2, 0, 1), max(1, BLOCK // (stop - first))
            parts.append(np.concatenate([summed(cut[:, at : at + some]) for at in range(0, lines, some)]) / count)
    numbers: Any = np.concatenate(parts, axis=1)
    # Floats that are made when a step asks for them are still at hand there, which those of a list of all are not.
    return Struct(f"{numbers.shape[-1]}d").iter_unpack(numbers)


def gradient_of(means: Array, theta: Array, middle: Array) -> Array:
    """2 (Aδ + b), δ = θ − middle, for R batches given by the means (s, R) of their terms, and θ (R, d) → (R, d).

    The last entry of A may be left out of them: with a bias it is 1.
    """
    d = len(middle)
    delta = [theta[:, i] - middle[i].astype(theta.dtype) for i in range(d)]
    half = list(means[-d:])
    if len(means) < d * (d + 3) // 2:
        half[-1] = half[-1] + delta[-1]
    for a, (i, j) in zip(means[:-d], combinations_with_replacement(range(d), 2), strict=False):
        half[i] = half[i] + a * delta[j]
        if i != j:
            half[j] = half[j] + a * delta[i]
    gradient = np.empty_like(theta)
    for i in range(d):
        np.multiply(half[i], 2, out=gradient[:, i])
    return gradient
