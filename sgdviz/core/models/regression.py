"""Any model function with any loss of its residuals: J and its derivatives follow by the chain rule."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..mesh import Mesh
from ..problem import Array, Oracle, Rows
from .function import Function
from .losses import Loss
from .model import Model, in_pieces, mean_on_mesh
from .sample import Sample

BLOCK = 1 << 17
"""So many numbers at a time keep the temporaries of a picture in the cache."""


class Regression(Model):
    """J(θ) = (1/n) Σ ℓ(f(θ, x_i) − y_i).

    ∇J = mean ℓ' ∇f and ∇²J = mean ℓ'' ∇f ∇fᵀ + ℓ' ∇²f: the Gauss–Newton matrix and what the function's own curvature
    adds. float32 θ give float32 losses.
    """

    def __init__(self, sample: Sample, function: Function, cost: Loss) -> None:
        super().__init__(sample, function)
        self.cost = cost
        self.measure, self.power = cost.measure, cost.power

    @property
    def work(self) -> float:
        return self.n * max(8.0, self.function.width)

    @in_pieces
    def loss(self, theta: Array) -> Array:
        design: Any = self.design
        y: Any = self.sample.y
        if getattr(theta, "dtype", None) == np.float32:
            design, y = design.astype(np.float32), y.astype(np.float32)
        return self._in_blocks(theta, self.function.width, lambda t: self.cost.value(self.function.value(t, design) - y)
                               .mean(axis=-1))

    def surface(self, mesh: Mesh, out: NDArray[Any]) -> None:
        answer, y = self.function.on_mesh(mesh, self.design, out.dtype), self.sample.y[:, None].astype(out.dtype)
        mean_on_mesh(self.n, lambda rows, cells: self.cost.value(answer(rows, cells) - y[rows]), out)

    @in_pieces
    def gradient(self, theta: Array) -> Array:
        return self._in_blocks(theta, self.function.width * self.dim,
                               lambda t: _slope(self.function, self.cost, self.design, self.sample.y, t)[1])

    def gradient_on(self, rows: Rows, theta: Array) -> Array:
        r, gradient = _slope(self.function, self.cost, *self.taken(rows, theta.dtype), theta)
        # Where the loss has no value, as of a logarithm beyond its pole, a run ends, whatever the slope is there.
        return gradient + 0 * r.sum(axis=-1, keepdims=True)

    def gradients(self, theta: Array) -> Array:
        with np.errstate(all="ignore"):
            answer, kept = self.function.forward(theta, self.design)
            slopes = self.function.jacobian(theta, self.design, kept)
            return (slopes * self.cost.slope(answer - self.sample.y)).T

    @in_pieces
    def hessian(self, theta: Array) -> Array:
        def at(t: Array) -> Array:
            y, function = self.sample.y, self.function
            answer, kept = function.forward(t, self.design)
            r = answer - y
            slopes = function.jacobian(t, self.design, kept)
            straight: Array = (slopes * (self.cost.bend(r) / self.n)[..., None, :]) @ slopes.swapaxes(-1, -2)
            return straight + function.curvature(t, self.design, kept, self.cost.slope(r) / self.n)
        return self._in_blocks(theta, self.function.width * self.dim**2, at)

    def _in_blocks(self, theta: Array, width: int, function: Callable[[Array], Array]) -> Array:
        """`function` of every θ, a block of θ at a time so that memory stays bounded."""
        theta = np.asarray(theta)
        theta = theta if theta.dtype.kind in "fc" else theta.astype(float)
        with np.errstate(all="ignore"):
            if theta.ndim == 1:
                return function(theta)
            flat = theta.reshape(-1, self.dim)
            count = max(1, BLOCK // (self.n * width))
            parts = [function(flat[i : i + count]) for i in range(0, max(1, len(flat)), count)]
        result = parts[0] if len(parts) == 1 else np.concatenate(parts)
        return result.reshape((*theta.shape[:-1], *result.shape[1:]))

    def oracles(self, rows: Rows, size: int) -> Iterator[Oracle]:
        function = self.function
        whole = _oracles(function.forward, function.backward, self.cost, np.add.reduce)
        made: dict[int, Callable[[Array, Array], Oracle]] = {}
        for x, y in self.parts(rows, size):
            if x is self.design:
                yield whole(x, y)
                continue
            if len(y) not in made:
                made[len(y)] = _oracles(*function.passes(len(y)), self.cost, np.ones(len(y)).dot)
            yield made[len(y)](x, y)


def _slope(function: Function, cost: Loss, design: Array, y: Array, theta: Array) -> tuple[Array, Array]:
    """The residuals (…, n) and ∇J (…, d) at θ (…, d)."""
    answer, kept = function.forward(theta, design)
    r = answer - y
    return r, function.backward(theta, design, kept, cost.slope(r) / y.shape[-1])


def _oracles(forward: Callable[..., tuple[Array, Any]], backward: Callable[..., Array], cost: Loss,
             total: Callable[[Array], Any]) -> Callable[[Array, Array], Oracle]:
    """The rows x, y of a batch → θ → (J_B, ∇J_B)."""
    value, slope = cost.value, cost.slope

    def of(x: Array, y: Array) -> Oracle:
        def at(theta: Array) -> tuple[Any, Array]:
            answer, kept = forward(theta, x)
            r = answer - y
            weights = slope(r)
            weights /= len(y)
            return total(value(r)) / len(y), backward(theta, x, kept, weights)
        return at
    return of
