"""Where the loss of SGD with a constant learning rate settles on a quadratic: the exact mean of J at the ends of epochs.

With u = θ − θ̄ and b_i the rows' gradients at θ̄, a step is u ← (I − ηH_B)u − ηb_B, or that with a memory beside u. Its
second moment obeys a linear equation, and the mean of J is J(θ̄) + ½ tr(HΣ) with Σ = E[uuᵀ].
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..batches import orders
from ..optimizers import Method
from ..problem import Array, Problem
from .recursion import Linear, Recursion, linear, on_triangles, radius, second_moment
from .rows import Spread, batch_share, is_quadratic, spread
from .stability import LARGEST, MOST_BATCHES

Kind = Literal["independent", "reshuffled", "cycle"]
SEEN = 1e-9
"""A floor that is above min J by less than this share of the start's J is min J."""


@dataclass(frozen=True)
class Floor:
    """`loss` is the mean of J at the ends of epochs, in the long run; `least` is min J, `steady` says whether it is so
    after every step as well. With a decay of the weights, even the noiseless limit J(θ̄) is above min J.

    `kind`: "independent" batches drawn with replacement, each row's curvature included (fact 10 and 11: Mandt, Hoffman,
    Blei 2017), "reshuffled" every epoch where all rows have one Hessian (fact 17; cf. Mishchenko et al. 2020), or the
    "cycle" that a fixed order settles on.
    """

    kind: Kind
    loss: float
    least: float
    steady: bool


def floor(problem: Problem, rule: Method, batch_size: int, order: str = "shuffle", seed: int = 0,
          lr: float | None = None) -> Floor | None:
    """The floor of J for `rule` at a constant learning rate (`lr`, or its own), or None where there is none to be had.

    There is one where J and every row are quadratics with one minimum, the rule is linear (SGD with or without momentum,
    dampening, Nesterov's step, decay), its second moment is stable, and the batches are no full batch. Reshuffled rows
    must have one Hessian: else the mean over all orders has no closed form.
    """
    way = linear(rule)
    size = min(batch_size, problem.n)
    if way is None or (size == problem.n and not _replaces(order)) or not is_quadratic(problem):
        return None
    return _floor(problem, way, rule.lr if lr is None else lr, size, order, seed)


@lru_cache(maxsize=64)
def _floor(problem: Problem, way: Linear, lr: float, size: int, order: str, seed: int) -> Floor | None:
    one, d = way.at(lr), problem.dim
    origin = problem.start
    hessian = problem.hessian(origin)
    if np.linalg.eigvalsh(hessian)[0] <= 0 or d * way.size > LARGEST:
        return None
    mean = one.step(hessian)
    if radius(mean) >= 1:
        return None
    settled = np.linalg.solve(np.eye(len(mean)) - mean, np.kron(one.push, problem.gradient(origin) - hessian @ origin))
    centre = settled[:d]
    kind: Kind = "cycle" if orders[order].facts.get("fixed") else "independent" if _replaces(order) else "reshuffled"
    # The Hessians of a quadratic's rows are the same anywhere, so that they need not be had anew for every learning rate.
    if kind == "reshuffled" and problem.quadratic and (seen := spread(problem, origin)) is not None and seen.deviation.any():
        return None
    rows = spread(problem, centre)
    if rows is None:
        return None
    if kind == "cycle":
        end = _cycle(problem, rows, one, centre, size, order, seed)
        loss = None if end is None else float(problem.loss(centre + end[:d]))
    else:
        moment = _independent(rows, one, size) if kind == "independent" else _reshuffled(rows, one, size)
        # E u = 0, so that a slope of J at θ̄, as decay leaves one, adds nothing.
        loss = None if moment is None else float(problem.loss(centre)) + float(np.trace(hessian @ moment[:d, :d])) / 2
    least = float(problem.loss(origin - np.linalg.solve(hessian, problem.gradient(origin))))
    if loss is None or loss - least <= SEEN * abs(float(problem.loss(origin)) - least):
        return None
    return Floor(kind, loss, least, kind == "independent" and problem.n % size == 0)


def _replaces(order: str) -> bool:
    return bool(orders[order].facts.get("replacement"))


def _pushed(one: Recursion, noise: Array) -> Array:
    """What gradients of covariance `noise` (d, d) add to the second moment of (θ, memory) in a step."""
    return np.kron(np.outer(one.push, one.push), noise).astype(np.float64)


def _independent(rows: Spread, one: Recursion, size: int) -> Array | None:
    """E[zzᵀ] at the ends of epochs of independent batches, the last of which may be short; None if it grows.

    It is the fixed point of M → E[A_B M A_Bᵀ] + η²C/B, with the batches' own Hessians in A_B.
    """
    whole, rest = divmod(rows.n, size)
    order = len(one.push) * len(rows.hessian)
    upper = np.triu_indices(order)
    p = len(upper[0])
    epoch = np.eye(p + 1)
    for batch, count in ((size, whole), (rest, 1 if rest else 0)):
        if count:
            share = batch_share(rows.n, batch, True)
            step = np.zeros((p + 1, p + 1))
            step[:p, :p] = second_moment(one, rows.hessian, share * rows.deviation)
            step[:p, p] = share * _pushed(one, rows.noise)[upper]
            step[p, p] = 1.0
            if radius(step[:p, :p]) >= 1:
                return None
            epoch = np.linalg.matrix_power(step, count) @ epoch
    return _symmetric(np.linalg.solve(np.eye(p) - epoch[:p, :p], epoch[:p, p]), order)


def _reshuffled(rows: Spread, one: Recursion, size: int) -> Array | None:
    """E[zzᵀ] at the ends of epochs of reshuffled rows with one Hessian; None if they have several.

    Batches of one epoch are correlated: Cov(b_j, b_k) = C/(n−1) (δ_jk n/B_k − 1). So an epoch of m steps A adds
    η²/(n−1) (Σ_k (n/B_k) A^(m−1−k) C A^(m−1−k)ᵀ − S C Sᵀ) with S = Σ_k A^k.
    """
    if rows.deviation.any():
        return None
    matrix, pushed = one.step(rows.hessian), _pushed(one, rows.noise)
    n, order = rows.n, len(matrix)
    batches, last = -(-n // size), n % size or size
    power, total, summed = _sums(matrix, pushed, batches)
    # The last batch is pushed by no later step.
    added = (n / size * (summed - pushed) + n / last * pushed - total @ pushed @ total.T) / (n - 1)
    upper = np.triu_indices(order)
    through = on_triangles(np.kron(power, power).astype(np.float64), order)
    return _symmetric(np.linalg.solve(np.eye(len(upper[0])) - through, added[upper]), order)


def _sums(matrix: Array, middle: Array, count: int) -> tuple[Array, Array, Array]:
    """A^m, Σ_{k<m} A^k and Σ_{k<m} A^k X (A^k)ᵀ, by doubling."""
    if count == 1:
        return matrix, np.eye(len(matrix)), middle
    power, total, summed = _sums(matrix, middle, count // 2)
    total, summed, power = total + power @ total, summed + power @ summed @ power.T, power @ power
    if count % 2:
        total, summed, power = total + power, summed + power @ middle @ power.T, power @ matrix
    return power, total, summed


def _cycle(problem: Problem, rows: Spread, one: Recursion, centre: Array, size: int, order: str, seed: int) -> Array | None:
    """z at the ends of epochs of a fixed order, which are all alike in the long run; None if they are not."""
    starts = np.arange(0, problem.n, size)
    if len(starts) > MOST_BATCHES:
        return None
    taken = orders[order].make(seed, 1, problem.n)
    counts = np.diff([*starts, problem.n])
    slopes = np.add.reduceat((problem.gradients(centre) - rows.gradient)[taken], starts, axis=0) / counts[:, None]
    bends = np.add.reduceat(problem.hessians(centre)[taken], starts, axis=0) / counts[:, None, None]
    product, offset = np.eye(len(one.push) * problem.dim), np.zeros(len(one.push) * problem.dim)
    for matrix, slope in zip(one.step(bends), slopes, strict=True):
        product, offset = matrix @ product, matrix @ offset + np.kron(one.push, slope)
    if radius(product) >= 1:
        return None
    return np.linalg.solve(np.eye(len(product)) - product, offset).astype(np.float64)


def _symmetric(upper: NDArray[Any], size: int) -> Array:
    """The symmetric matrix of an upper triangle."""
    matrix = np.zeros((size, size))
    matrix[np.triu_indices(size)] = upper
    return matrix + np.triu(matrix, 1).T
