"""How the gradients of batches scatter about ∇J at one θ, by what the rows do and by theory.

Plain functions of the gradients of the rows, the same for every kind of problem.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..problem import Array, Problem
from ..progress import Progress, untold
from .ensembles import Batches

Flags = NDArray[np.bool_]
BLOCK = 1 << 16
"""Of so many rows the gradients are there at once."""
LARGE = 1e150
"""Of numbers below this the squares are finite."""


@dataclass(frozen=True, eq=False)
class Cloud:
    """The gradients ∇J_B (m, d) of some batches at one θ (d,), and `whole`, ∇J (d,) there.

    `rows` is C, the covariance of the rows' gradients (divisor n); `predicted` is what theory says of the batches'
    about ∇J, `measured` what it is, each batch weighted by its rows; all (d, d).
    """

    theta: Array
    whole: Array
    batches: Batches
    gradients: Array
    rows: Array
    predicted: Array
    measured: Array

    @cached_property
    def is_finite(self) -> bool:
        """Whether all of it is finite, and squares of it are."""
        parts = (self.whole, self.gradients, self.measured, self.predicted)
        return all(bool((np.abs(part) < most).all()) for part, most in zip(parts, (LARGE, LARGE, np.inf, np.inf), strict=True))

    @cached_property
    def mean(self) -> Array:
        """The mean of the batches' gradients, weighted by their rows, (d,): ∇J, unless rows repeat."""
        return _weighted(self.batches.weights, self.gradients)

    @cached_property
    def ascending(self) -> Flags:
        """Which batches' steps climb J to first order, ∇J_B·∇J < 0, (m,)."""
        with np.errstate(all="ignore"):
            climbs: Flags = self.gradients @ self.whole < 0
            return climbs

    @cached_property
    def spread(self) -> float:
        """√tr of the predicted covariance: how far ∇J_B is from ∇J, in the root mean square."""
        return float(np.sqrt(np.trace(self.predicted)))

    @cached_property
    def critical_size(self) -> float:
        """tr C/|∇J|², the batch size whose noise is as large as its signal (McCandlish et al. 2018)."""
        with np.errstate(all="ignore"):
            return float(np.trace(self.rows) / (self.whole @ self.whole))

    def left(self, done: int) -> Array | None:
        """The mean of ∇J_B over what is left after the first `done` batches, each weighted by its rows, (d,).

        Where every row comes once that is what the next batch is in the mean, (n∇J − Σ |B_j|∇J_{B_j}) over the rows
        left, and no longer ∇J. None where nothing is left.
        """
        weights = self.batches.weights[done:]
        return _weighted(weights / weights.sum(), self.gradients[done:]) if len(weights) else None


def cloud(problem: Problem, batches: Batches, theta: Array, progress: Progress = untold) -> Cloud:
    """The gradients of these batches at θ (d,). Of many rows it takes a block at a time."""
    n, whole = problem.n, problem.gradient(theta)
    with np.errstate(all="ignore"):
        if n <= BLOCK:
            rows = problem.gradients(theta)
            gradients, covariance = batches.means(rows), second_moment(rows, whole)
        else:
            gradients = gradients_of(problem, batches, theta, progress)
            covariance = _covariance(problem, theta, whole, progress)
        if batches.complete:
            predicted = batch_covariance(covariance, n, int(batches.sizes[0]), batches.replacement)
        else:
            predicted = epoch_covariance(covariance, n, len(batches), batches.replacement)
        measured = second_moment(gradients, whole, batches.weights)
    return Cloud(theta, whole, batches, gradients, covariance, predicted, measured)


def gradients_of(problem: Problem, batches: Batches, theta: Array, progress: Progress = untold) -> Array:
    """∇J_B (m, d) of these batches at θ (d,)."""
    if problem.n <= BLOCK:
        return batches.means(problem.gradients(theta))
    parts = []
    for block in batches.blocks(BLOCK):
        part = problem.on(block.rows)
        parts.append(part.gradient(theta)[None] if len(block) == 1 else block.own_means(part.gradients(theta)))
        progress(len(parts) * BLOCK / len(batches.rows))
    return np.concatenate(parts)


def _covariance(problem: Problem, theta: Array, whole: Array, progress: Progress) -> Array:
    """C, the covariance of the rows' gradients, (d, d)."""
    total = np.zeros((problem.dim, problem.dim))
    for first in range(0, problem.n, BLOCK):
        rows = np.arange(first, min(first + BLOCK, problem.n))
        total += len(rows) * second_moment(problem.on(rows).gradients(theta), whole)
        progress(rows[-1] / problem.n)
    return total / problem.n


def second_moment(gradients: Array, about: Array, weights: Array | None = None) -> Array:
    """Σ w (g − about)(g − about)ᵀ of gradients (m, d), with weights of sum 1, equal unless given, (d, d)."""
    away = gradients - about
    moment: Array = away.T @ away / len(away) if weights is None else (away * weights[:, None]).T @ away
    return moment


def batch_covariance(covariance: Array, n: int, size: int, replacement: bool) -> Array:
    """The covariance of ∇J_B: C/B with replacement, (C/B)(n−B)/(n−1) without (Cochran 1977)."""
    return covariance / size * (1.0 if replacement else (n - size) / max(1, n - 1))


def epoch_covariance(covariance: Array, n: int, batches: int, replacement: bool) -> Array:
    """What the m batches of an epoch have about ∇J in the mean over all orders, each batch weighted by its rows.

    C (m−1)/(n−1), however ragged they are: Σ (B_j/n) (C/B_j)(n−B_j)/(n−1) comes to that, and with equal batches it is
    (C/B)(n−B)/(n−1). With replacement C m/n, which is C/B.
    """
    return covariance * (batches / n if replacement else (batches - 1) / max(1, n - 1))


def losses_after(problem: Problem, theta: Array, gradients: Array, rate: float, progress: Progress = untold) -> Array:
    """J(θ − η∇J_B) after a plain step with each of the gradients (m, d), (m,)."""
    count = len(gradients) if problem.closed_form else max(1, BLOCK // problem.n)
    found = np.empty(len(gradients))
    with np.errstate(all="ignore"):
        for first in range(0, len(gradients), max(1, count)):
            found[first : first + count] = problem.loss(theta - rate * gradients[first : first + count])
            progress(first / len(gradients))
    return found


def _weighted(weights: Array, gradients: Array) -> Array:
    with np.errstate(all="ignore"):
        mean: Array = weights @ gradients
        return mean
