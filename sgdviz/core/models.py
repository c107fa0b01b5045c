"""Models on the rows of a data set: linear regression with squared error, logistic regression with cross-entropy."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from .problem import SCALAR_DIM, Array, Mark, Oracle, Problem, Rows
from .quadratic import Triangle, batch_sums, oracles
from .selection import Scaling

BLOCK = 1 << 21
"""So many numbers a temporary array may hold when a loss is summed over rows for many θ at once."""


@dataclass(frozen=True, eq=False)
class Sample:
    """The rows that a model sees: features X (n, p) and target y (n,), both as the optimizer uses them.

    `scaling` leads back to raw units; `rows` (n,) are the rows' numbers in the table; `labels` name classes 0 and 1.
    """

    x: Array
    y: Array
    rows: Rows
    scaling: Scaling
    x_names: tuple[str, ...]
    y_name: str
    labels: tuple[str, ...] = ()
    table: str = ""

    def take(self, rows: Rows) -> "Sample":
        """The sample of these rows only."""
        return replace(self, x=self.x[rows], y=self.y[rows], rows=self.rows[rows])

    @property
    def raw_x(self) -> Array:
        """X in the units of the table, (n, p)."""
        return self.scaling.x_shift + self.scaling.x_scale * self.x

    @property
    def raw_y(self) -> Array:
        """y in the units of the table, (n,)."""
        return self.scaling.y_shift + self.scaling.y_scale * self.y


class Model(Problem):
    """A linear predictor z = x·w + b on a sample; θ is the weights in the order of x, then the bias."""

    def __init__(self, sample: Sample, bias: bool = True) -> None:
        self.sample, self.bias = sample, bias
        self.n, features = sample.x.shape
        self.dim = features + bias
        self.names = (("w",) if features == 1 else tuple(f"w_{i + 1}" for i in range(features))) + ("b",) * bias
        self.design = np.column_stack([sample.x, np.ones(self.n)]) if bias else sample.x
        self.start = np.zeros(self.dim)

    def batch(self, rows: Rows) -> "Model":
        part = object.__new__(type(self))
        part.__dict__.update(self.__dict__)
        part.sample, part.design, part.n = self.sample.take(rows), self.design[rows], len(rows)
        part.marks = ()
        return part

    @abstractmethod
    def predict(self, theta: Array, raw_x: Array) -> Array:
        """What the model with θ (d,) says at raw x (…, p), in raw units of y, or the probability of class 1."""

    def _score(self, theta: Array, raw_x: Array) -> Array:
        x = (raw_x - self.sample.scaling.x_shift) / self.sample.scaling.x_scale
        return x @ theta[: x.shape[-1]] + (theta[-1] if self.bias else 0.0)

    def _look_at(self, minimum: Array) -> None:
        """Mark the minimum, and take a box around it that has room for the way from the start."""
        self.marks = (Mark("minimum", minimum),)
        self.box = around(minimum, self.start)


def pieces(rows: Rows, cuts: Sequence[int]) -> list[Rows]:
    """The rows of each batch; np.split does the same ten times more slowly."""
    return [rows[first:stop] for first, stop in pairwise((0, *cuts, len(rows)))]


def around(minimum: Array, start: Array) -> Array:
    """A box (d, 2) with the minimum in its middle and the start well inside; every side has some extent."""
    reach = np.abs(minimum - start)
    largest = reach.max() if reach.max() > 0 else 1.0
    half = 1.6 * np.where(reach > 0.02 * largest, reach, largest)
    return np.column_stack([minimum - half, minimum + half])


class LinearRegression(Model):
    """J(θ) = (1/n) Σ (x_i·θ − y_i)², the mean squared error, expanded about the least-squares θ*.

    With residuals r = Xθ* − y, J_B(θ) = mean (r_i + x_i·(θ−θ*))² does not cancel near the minimum, and its gradient at
    θ* is what the batch alone contributes.
    """

    closed_form = True

    def __init__(self, sample: Sample, bias: bool = True) -> None:
        super().__init__(sample, bias)
        scale = np.sqrt(np.mean(self.design**2, axis=0))
        scale[scale == 0] = 1.0
        scaled = self.design / scale
        centre = np.linalg.lstsq(scaled, sample.y, rcond=None)[0]
        # One round of iterative refinement gains the digits that an ill-conditioned design loses.
        centre += np.linalg.lstsq(scaled, sample.y - scaled @ centre, rcond=None)[0]
        self.centre = centre / scale
        self.residuals = self.design @ self.centre - sample.y
        self.form = Triangle.of(self.design, self.residuals)
        self._look_at(self.centre)
        if self.form.rank < self.dim:
            self.marks = ()

    @property
    def scalar(self) -> bool:
        return self.dim <= SCALAR_DIM

    def batch(self, rows: Rows) -> "LinearRegression":
        part = super().batch(rows)
        assert isinstance(part, LinearRegression)
        part.residuals = self.residuals[rows]
        part.form = Triangle.of(part.design, part.residuals)
        if part.form.rank == self.dim:
            part.marks = (Mark("minimum", self.centre + part.form.minimum),)
        return part

    def loss(self, theta: Array) -> Array:
        return self.form.loss(theta - self.centre)

    def gradient(self, theta: Array) -> Array:
        return self.form.gradient(theta - self.centre)

    def hessian(self, theta: Array) -> Array:
        return np.broadcast_to(self.form.hessian, (*theta.shape[:-1], self.dim, self.dim))

    def predict(self, theta: Array, raw_x: Array) -> Array:
        return self.sample.scaling.y_shift + self.sample.scaling.y_scale * self._score(theta, raw_x)

    def oracles(self, rows: Rows, cuts: Sequence[int]) -> Iterator[Oracle]:
        if not self.scalar:
            yield from map(self._vector_oracle, pieces(rows, cuts))
            return
        whole = [stop - first == self.n and self.is_whole(rows[first:stop]) for first, stop in pairwise((0, *cuts, len(rows)))]
        if all(whole):
            sums = [self.form.sums] * len(whole)
        else:
            parts = zip(whole, batch_sums(self.design, self.residuals, rows, cuts), strict=True)
            sums = [self.form.sums if all_rows else own for all_rows, own in parts]
        yield from oracles(sums, self.centre.tolist())

    def _vector_oracle(self, rows: Rows) -> Oracle:
        if self.is_whole(rows):
            return lambda theta: (self.loss(theta), self.gradient(theta))
        x, r = self.design[rows], self.residuals[rows]

        def at(theta: Array) -> tuple[float, Array]:
            error = r + x @ (theta - self.centre)
            return error @ error / len(r), (2 / len(r)) * (error @ x)
        return at


class LogisticRegression(Model):
    """J(θ) = (1/n) Σ log(1 + exp(−z_i)) if y_i = 1, log(1 + exp(z_i)) if y_i = 0, with z_i = x_i·θ: the mean cross-entropy.

    If a plane separates the classes, J has no minimum: θ runs off to infinity, and no mark stands anywhere.
    """

    def __init__(self, sample: Sample, bias: bool = True) -> None:
        super().__init__(sample, bias)
        minimum, converged = self._newton()
        self._look_at(minimum)
        if not converged:
            self.marks = ()

    def _newton(self) -> tuple[Array, bool]:
        """The minimum and whether there is one; if there is none, a point some way out along the valley."""
        theta = self.start
        for _ in range(60):
            gradient, hessian = self.gradient(theta), self.hessian(theta)
            if np.abs(gradient).max() < 1e-13 * max(1.0, float(np.abs(self.design).max())):
                break
            step = np.linalg.lstsq(hessian, gradient, rcond=None)[0]
            while self.loss(theta - step) > self.loss(theta) and np.abs(step).max() > 1e-12:
                step = step / 2
            if np.abs(step * np.abs(self.design).max(axis=0)).max() < 1e-14:
                break
            theta = theta - step
        score = self.design @ theta
        curved = np.linalg.matrix_rank(self.hessian(theta)) == self.dim
        return theta, bool(curved and np.any((score > 0) != (self.sample.y > 0.5)))

    def loss(self, theta: Array) -> Array:
        return self._in_blocks(theta, lambda z: (np.maximum(z, 0) - z * self.sample.y + np.log1p(np.exp(-np.abs(z))))
                               .mean(axis=-1))

    def gradient(self, theta: Array) -> Array:
        return self._in_blocks(theta, lambda z: (sigmoid(z) - self.sample.y) @ self.design / self.n)

    def hessian(self, theta: Array) -> Array:
        def weighted(z: Array) -> Array:
            p = sigmoid(z)
            return np.einsum("...i,ij,ik->...jk", p * (1 - p), self.design, self.design) / self.n
        return self._in_blocks(theta, weighted)

    def _in_blocks(self, theta: Array, function: Callable[[Array], Array]) -> Array:
        """`function` of the scores (…, n) at every θ, a block of θ at a time so that memory stays bounded."""
        flat = np.asarray(theta, dtype=float).reshape(-1, self.dim)
        count = max(1, BLOCK // max(self.n, 1))
        with np.errstate(all="ignore"):
            parts = [function(flat[i : i + count] @ self.design.T) for i in range(0, max(1, len(flat)), count)]
        result = parts[0] if len(parts) == 1 else np.concatenate(parts)
        return result.reshape((*np.shape(theta)[:-1], *result.shape[1:]))

    def predict(self, theta: Array, raw_x: Array) -> Array:
        return sigmoid(self._score(theta, raw_x))

    def oracles(self, rows: Rows, cuts: Sequence[int]) -> Iterator[Oracle]:
        for part in pieces(rows, cuts):
            whole = self.is_whole(part)
            x, y = (self.design, self.sample.y) if whole else (self.design[part], self.sample.y[part])
            yield logistic_oracle(x, y)


def logistic_oracle(x: Array, y: Array) -> Oracle:
    """θ → (J_B, ∇J_B) of a logistic model on the rows x, y."""
    def at(theta: Array) -> tuple[float, Array]:
        z = x @ theta
        tail = np.exp(-np.abs(z))
        loss = (np.maximum(z, 0) - z * y + np.log1p(tail)).mean()
        return loss, (np.where(z >= 0, 1, tail) / (1 + tail) - y) @ x / len(y)
    return at


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(−z)) without overflow."""
    tail = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, tail) / (1 + tail)
