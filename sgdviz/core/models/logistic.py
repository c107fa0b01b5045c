"""Logistic regression with cross-entropy."""

from collections.abc import Callable, Iterator
from itertools import starmap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..invalid import QT_TRANSLATE_NOOP
from ..mesh import Mesh
from ..problem import Array, Oracle, Rows
from .function import Linear
from .model import BLOCK, Model, in_pieces, mean_on_mesh
from .sample import Sample


class LogisticRegression(Model):
    """J(θ) = (1/n) Σ log(1 + exp(−z_i)) if y_i = 1, log(1 + exp(z_i)) if y_i = 0, with z_i = x_i·θ: the mean cross-entropy.

    If a plane separates the classes, J has no minimum: θ runs off to infinity, and no mark stands anywhere.
    """

    measure = QT_TRANSLATE_NOOP("core", "mean cross-entropy")
    power = 0

    def __init__(self, sample: Sample, bias: bool = True) -> None:
        super().__init__(sample, Linear(sample.x.shape[1], bias))
        self.bias = bias
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

    @in_pieces
    def loss(self, theta: Array) -> Array:
        return self._in_blocks(theta, lambda z: (np.maximum(z, 0) - z * self.sample.y + np.log1p(np.exp(-np.abs(z))))
                               .mean(axis=-1))

    def surface(self, mesh: Mesh, out: NDArray[Any]) -> None:
        score, y = self.function.on_mesh(mesh, self.design, out.dtype), self.sample.y[:, None].astype(out.dtype)

        def losses(rows: slice, cells: slice) -> Any:
            z = score(rows, cells)
            return np.maximum(z, 0) - z * y[rows] + np.log1p(np.exp(-np.abs(z)))
        mean_on_mesh(self.n, losses, out)

    @in_pieces
    def gradient(self, theta: Array) -> Array:
        return self._in_blocks(theta, lambda z: (sigmoid(z) - self.sample.y) @ self.design / self.n)

    def gradient_on(self, rows: Rows, theta: Array) -> Array:
        x, y = self.taken(rows, theta.dtype)
        z = (x @ theta[..., None])[..., 0]
        gradient: Array = ((sigmoid(z) - y)[..., None, :] @ x)[..., 0, :] / y.shape[-1]
        return gradient

    def gradients(self, theta: Array) -> Array:
        with np.errstate(all="ignore"):
            error: Array = sigmoid(self.design @ theta) - self.sample.y
            return error[:, None] * self.design

    @in_pieces
    def hessian(self, theta: Array) -> Array:
        def weighted(z: Array) -> Array:
            p = sigmoid(z)
            weighted: Array = (self.design.T * (p * (1 - p))[..., None, :]) @ self.design / self.n
            return weighted
        return self._in_blocks(theta, weighted)

    def hessians(self, theta: Array) -> Array:
        with np.errstate(all="ignore"):
            p = sigmoid(self.design @ theta)
            return (p * (1 - p))[:, None, None] * self.design[:, :, None] * self.design[:, None, :]

    def _in_blocks(self, theta: Array, function: Callable[[Array], Array]) -> Array:
        """`function` of the scores (…, n) at every θ, a block of θ at a time so that memory stays bounded."""
        flat = np.asarray(theta, dtype=float).reshape(-1, self.dim)
        count = max(1, BLOCK // max(self.n, 1))
        with np.errstate(all="ignore"):
            parts = [function(flat[i : i + count] @ self.design.T) for i in range(0, max(1, len(flat)), count)]
        result = parts[0] if len(parts) == 1 else np.concatenate(parts)
        return result.reshape((*np.shape(theta)[:-1], *result.shape[1:]))

    def predict(self, theta: Array, raw_x: Array) -> Array:
        return sigmoid(self._answer(theta, raw_x))

    def oracles(self, rows: Rows, size: int) -> Iterator[Oracle]:
        return starmap(logistic_oracle, self.parts(rows, size))


def logistic_oracle(x: Array, y: Array) -> Oracle:
    """θ → (J_B, ∇J_B) of a logistic model on the rows x, y."""
    def at(theta: Array) -> tuple[float, Array]:
        z = x @ theta
        tail = np.exp(-np.abs(z))
        loss = np.add.reduce(np.maximum(z, 0) - z * y + np.log1p(tail)) / len(y)
        return loss, (np.where(z >= 0, 1, tail) / (1 + tail) - y) @ x / len(y)
    return at


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(−z)) without overflow."""
    tail = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, tail) / (1 + tail)
