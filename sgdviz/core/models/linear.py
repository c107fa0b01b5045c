"""Regression that is linear in its parameters, with squared error."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..kernels import Steps, quadratic
from ..mesh import Mesh
from ..problem import SCALAR_DIM, Array, Mark, Oracle, Rows, pieces
from .function import Linear
from .model import Model, own_units
from .quadratic import Sums, Triangle, batch_sums, condensed, gradient_of, looked_up, minima, row_terms, sum_terms
from .sample import Sample

TABLED = 1 << 20
"""So many numbers the terms of all rows may be, about, to be kept."""
SUMMED_DIM = 4
"""Up to so many parameters the products of a row's numbers with each other are no more than the row is worth."""


class LinearRegression(Model):
    """J(θ) = (1/n) Σ (x_i·θ − y_i)², the mean squared error, expanded about the least-squares θ*.

    With residuals r = Xθ* − y, J_B(θ) = mean (r_i + x_i·(θ−θ*))² does not cancel near the minimum, and its gradient at
    θ* is what the batch alone contributes.
    """

    closed_form = quadratic = True

    def __init__(self, sample: Sample, bias: bool = True, degree: int = 1) -> None:
        super().__init__(sample, Linear(sample.x.shape[1], bias, degree))
        scale = np.sqrt(np.mean(self.design**2, axis=0))
        scale[scale == 0] = 1.0
        scaled = self.design / scale
        centre = np.linalg.lstsq(*condensed(scaled, sample.y), rcond=None)[0]
        # One round of iterative refinement gains the digits that an ill-conditioned design loses.
        centre += np.linalg.lstsq(*condensed(scaled, sample.y - scaled @ centre), rcond=None)[0]
        self.centre = centre / scale
        self.residuals = self.design @ self.centre - sample.y
        self.form = Triangle.of(self.design, self.residuals)
        self._look_at(self.centre)
        if degree > 1:
            self.box = own_units(self.centre, self.start)
        if self.form.rank < self.dim:
            self.marks = ()

    @property
    def scalar(self) -> bool:
        return self.dim <= SCALAR_DIM

    def batch(self, rows: Rows) -> "LinearRegression":
        part = super().batch(rows)
        assert isinstance(part, LinearRegression)
        part.__dict__.pop("_summed", None)
        part.residuals = self.residuals[rows]
        part.form = Triangle.of(part.design, part.residuals)
        if part.form.rank == self.dim:
            part.marks = (Mark("minimum", self.centre + part.form.minimum),)
        return part

    def minima_on(self, rows: Rows) -> Array:
        """The only minimum of J_B for each of many batches of one size, (E, B) → (E, d); NaN where there is none or more."""
        return self.centre + minima(self.design[rows], self.residuals[rows])

    def loss(self, theta: Array) -> Array:
        return self.form.loss(theta - self.centre)

    def surface(self, mesh: Mesh, out: NDArray[Any]) -> None:
        self.form.surface(mesh, mesh.centre - self.centre, out)

    def gradient(self, theta: Array) -> Array:
        return self.form.gradient(theta - self.centre)

    def gradient_on(self, rows: Rows, theta: Array) -> Array:
        x, _ = self.taken(rows, theta.dtype)
        r = self.residuals.take(rows).astype(theta.dtype, copy=False)
        error = (x @ (theta - self.centre.astype(theta.dtype))[..., None])[..., 0] + r
        gradient: Array = (2 / rows.shape[-1]) * (error[..., None, :] @ x)[..., 0, :]
        return gradient

    @property
    def summary(self) -> Array | None:
        if self.dim > SUMMED_DIM:
            return None
        terms = row_terms(self.design, self.residuals)
        # Rows of half as many numbers are taken in half the time: with a bias the last of A's is 1.
        has_bias = bool((self.design[:, -1] == 1).all())
        return np.delete(terms, -self.dim - 1, axis=1) if has_bias else terms

    def gradient_of(self, means: Array, theta: Array) -> Array:
        return gradient_of(means, theta, self.centre)

    def gradients(self, theta: Array) -> Array:
        with np.errstate(all="ignore"):
            error: Array = self.residuals + self.design @ (theta - self.centre)
            return 2 * error[:, None] * self.design

    def hessian(self, theta: Array) -> Array:
        return np.broadcast_to(self.form.hessian, (*theta.shape[:-1], self.dim, self.dim))

    def hessians(self, theta: Array) -> Array:
        return 2 * self.design[:, :, None] * self.design[:, None, :]

    def oracles(self, rows: Rows, size: int) -> Iterator[Oracle]:
        if not self.scalar:
            return map(self._vector_oracle, pieces(rows, size))
        return (partial(self._written[1], sums) for sums in self._sums(rows, size))

    def kernel(self, rows: Rows, size: int) -> tuple[Steps, Iterable[Any]]:
        return (self._written[0], self._sums(rows, size)) if self.scalar else super().kernel(rows, size)

    @cached_property
    def _written(self) -> tuple[Steps, Callable[..., Any]]:
        return quadratic(self.dim)(*self.centre.tolist())

    def _sums(self, rows: Rows, size: int) -> Iterator[Sums]:
        """The sums of each batch; of the whole, its own."""
        if size < self.n:
            return batch_sums(self._summed, rows, size)
        whole = [self.is_whole(part) for part in pieces(rows, size)]
        if all(whole):
            return repeat(self.form.sums, len(whole))
        parts = zip(whole, batch_sums(self._summed, rows, size), strict=True)
        return (self.form.sums if all_rows else own for all_rows, own in parts)

    @cached_property
    def _summed(self) -> Callable[[Rows], Array]:
        """The sums of the terms of rows: looked up, where those of all rows take no more than a little memory."""
        x, r = self.design, self.residuals
        if self.n * self.dim**2 > TABLED:
            return lambda rows: sum_terms(x.take(rows, axis=0), r.take(rows)).sum(axis=0)
        return looked_up(sum_terms(x, r))

    def _vector_oracle(self, rows: Rows) -> Oracle:
        if self.is_whole(rows):
            return lambda theta: (self.loss(theta), self.gradient(theta))
        x, r = self.design[rows], self.residuals[rows]

        def at(theta: Array) -> tuple[float, Array]:
            error = r + x @ (theta - self.centre)
            return error @ error / len(r), (2 / len(r)) * (error @ x)
        return at
