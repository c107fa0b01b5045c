"""The function of a model, ŷ = f(θ, x), and how its derivatives reach the loss."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from ..mesh import Mesh
from ..problem import Array

OnMesh = Callable[[slice, slice], Any]
"""ŷ (k, m) of some rows at some points of a mesh, these counted row by row."""


class Function(ABC):
    """ŷ = f(θ, x) for θ of shape (…, d) on all rows of a design at once; `names` are those of θ's coordinates.

    A design is (n, q), or (…, n, q) with rows of its own for each θ, of which only `forward` and `backward` need to know.

    A loss needs of it the value and, by the chain rule, weighted sums of its derivatives over the rows. `width` is how
    many numbers a row and a θ need at a time.
    """

    names: tuple[str, ...]
    width: int = 1

    def design(self, x: Array) -> Array:
        """What the function takes of the rows x (n, p): an array (n, q)."""
        return x

    def value(self, theta: Array, design: Array) -> Array:
        """ŷ, shape (…, d) → (…, n)."""
        return self.forward(theta, design)[0]

    def on_mesh(self, mesh: Mesh, design: Array, dtype: DTypeLike) -> OnMesh:
        """ŷ on a mesh."""
        points, design = mesh.points(dtype).reshape(-1, mesh.ways.shape[1]), design.astype(dtype, copy=False)
        return lambda rows, cells: self.value(points[cells], design[rows]).T

    @abstractmethod
    def forward(self, theta: Array, design: Array) -> tuple[Array, Any]:
        """ŷ (…, n), and what the derivatives there can use of its computation."""

    @abstractmethod
    def jacobian(self, theta: Array, design: Array, kept: Any) -> Array:
        """∂ŷ, shape (…, d, n)."""

    def backward(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        """Σ_i w_i ∇ŷ_i for weights (…, n), shape (…, d)."""
        total: Array = (self.jacobian(theta, design, kept) @ weights[..., None])[..., 0]
        return total

    def passes(self, size: int) -> tuple[Callable[..., tuple[Array, Any]], Callable[..., Array]]:
        """`forward` and `backward` for one θ (d,) after another on `size` rows; what they give lasts until the next θ.

        But ∇ is its own for ever. Two at a time must not use them.
        """
        return self.forward, self.backward

    @abstractmethod
    def curvature(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        """Σ_i w_i ∇²ŷ_i for weights (…, n), shape (…, d, d)."""


class Linear(Function):
    """ŷ = x·w + b, or w_1 x + … + w_k x^k + b of one x: θ is the weights, then the bias."""

    def __init__(self, features: int, bias: bool = True, degree: int = 1) -> None:
        weights = features * degree
        self.bias, self.degree = bias, degree
        self.names = (("w",) if weights == 1 else tuple(f"w_{{{i + 1}}}" if i > 8 else f"w_{i + 1}" for i in range(weights)))
        self.names += ("b",) * bias

    def design(self, x: Array) -> Array:
        columns = x if self.degree == 1 else np.concatenate([x**k for k in range(1, self.degree + 1)], axis=1)
        return np.column_stack([columns, np.ones(len(x))]) if self.bias else columns

    def forward(self, theta: Array, design: Array) -> tuple[Array, Any]:
        # A stack of products, each of the same shape: bit by bit the same however many θ there are.
        return (design @ theta[..., None])[..., 0], None

    def on_mesh(self, mesh: Mesh, design: Array, dtype: DTypeLike) -> OnMesh:
        along, basis = mesh.along(design, dtype), mesh.basis(dtype)
        return lambda rows, cells: along[rows] @ basis[:, cells]

    def jacobian(self, theta: Array, design: Array, kept: Any) -> Array:
        return np.broadcast_to(design.swapaxes(-1, -2), (*theta.shape, design.shape[-2]))

    def curvature(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        return np.zeros((*theta.shape, theta.shape[-1]))
