"""Models made of neurons: one of them, two in a row without activation, and a layer of them under a sum."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from ..batches import keys
from ..invalid import QT_TRANSLATE_NOOP
from ..mesh import Mesh
from ..parameters import Catalog
from ..problem import Array
from .function import Function, Linear, OnMesh

activations: Catalog["Activation"] = Catalog("activation")


class Activation(NamedTuple):
    """a(z) elementwise, and a' and a'' from z and a(z)."""

    value: Callable[[Array], Array]
    slope: Callable[[Array, Array], Array]
    bend: Callable[[Array, Array], Array]


@activations.register(QT_TRANSLATE_NOOP("core", "tanh"))
def tanh() -> Activation:
    """a = tanh z; a' = 1/cosh² z, which keeps its digits where 1 − a² has lost them."""
    return Activation(np.tanh, lambda z, a: _bell(z), lambda z, a: -2 * a * _bell(z))


@activations.register(QT_TRANSLATE_NOOP("core", "logistic"))
def logistic() -> Activation:
    """a = 1 / (1 + exp(−z)) = (1 + tanh(z/2)) / 2, which does not overflow; a' = 1/(2 cosh(z/2))²."""
    return Activation(lambda z: 0.5 + 0.5 * np.tanh(0.5 * z), lambda z, a: _bell(0.5 * z) / 4,
                      lambda z, a: _bell(0.5 * z) * np.tanh(-0.5 * z) / 4)


def _bell(z: Array) -> Array:
    """1/cosh² z, 0 where cosh overflows."""
    with np.errstate(all="ignore"):
        bell: Array = 1 / np.cosh(z) ** 2
        return bell


@activations.register(QT_TRANSLATE_NOOP("core", "ReLU"))
def relu() -> Activation:
    """a = max(z, 0). At z = 0 the slope is taken to be 0, as in PyTorch."""
    return Activation(lambda z: np.maximum(z, 0), lambda z, a: (z > 0).astype(z.dtype), lambda z, a: np.zeros_like(z))


class Neuron(Linear):
    """ŷ = a(x·w + b)."""

    def __init__(self, features: int, activation: Activation, bias: bool = True) -> None:
        super().__init__(features, bias)
        self.activation = activation

    def forward(self, theta: Array, design: Array) -> tuple[Array, Any]:
        z, _ = super().forward(theta, design)
        a = self.activation.value(z)
        return a, (z, a)

    def on_mesh(self, mesh: Mesh, design: Array, dtype: DTypeLike) -> OnMesh:
        score = super().on_mesh(mesh, design, dtype)
        return lambda rows, cells: self.activation.value(score(rows, cells))

    def jacobian(self, theta: Array, design: Array, kept: Any) -> Array:
        slopes: Array = self.activation.slope(*kept)[..., None, :] * design.swapaxes(-1, -2)
        return slopes

    def backward(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        total: Array = (design.swapaxes(-1, -2) @ (weights * self.activation.slope(*kept))[..., None])[..., 0]
        return total

    def curvature(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        bent: Array = (design.T * (weights * self.activation.bend(*kept))[..., None, :]) @ design
        return bent


class TwoWeights(Function):
    """ŷ = w_2 w_1 x, the smallest network: linear in x, but not in its weights."""

    names = ("w_1", "w_2")

    def forward(self, theta: Array, design: Array) -> tuple[Array, Any]:
        return (theta[..., 0] * theta[..., 1])[..., None] * design[..., 0], None

    def jacobian(self, theta: Array, design: Array, kept: Any) -> Array:
        slopes: Array = theta[..., ::-1, None] * design[..., None, :, 0]
        return slopes

    def curvature(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        return np.array([[0.0, 1.0], [1.0, 0.0]]) * (weights * design[:, 0]).sum(axis=-1)[..., None, None]


class Network(Function):
    """ŷ = c + Σ_j v_j tanh(w_j·x + b_j): one layer of `hidden` neurons; d = hidden (p + 2) + 1.

    θ is w_1, b_1, w_2, b_2, …, then v, then c. The derivatives are backpropagation by hand (Rumelhart, Hinton, Williams
    1986) and its own derivative, all rows at once.
    """

    def __init__(self, features: int, hidden: int) -> None:
        self.features, self.hidden = features, hidden
        def index(j: int, *i: int) -> str:
            return "_" + (f"{j}" if not i and j < 10 else f"{{{','.join(map(str, (j, *i)))}}}")

        inputs = [(i + 1,) for i in range(features)] if features > 1 else [()]
        names = [name for j in range(1, hidden + 1) for name in (*("w" + index(j, *i) for i in inputs), "b" + index(j))]
        self.names = (*names, *("v" + index(j) for j in range(1, hidden + 1)), "c")
        self.width = 3 * hidden

    def initial(self, init: int) -> Array:
        """Weights to start from, the same for one `init` on every machine: evenly spread within 1/√(inputs) of 0."""
        d = len(self.names)
        uniform = (keys(init, 0, d) >> np.uint64(11)).astype(float) / 2.0**52 - 1
        layer = self.hidden * (self.features + 1)
        reach = np.where(np.arange(d) < layer, self.features**-0.5, self.hidden**-0.5)
        start: Array = uniform * reach
        return start

    def design(self, x: Array) -> Array:
        return np.column_stack([x, np.ones(len(x))])

    def _layers(self, theta: Array) -> tuple[Array, Array]:
        """The weights of the hidden layer (…, h, p+1) and of the sum (…, h)."""
        split = self.hidden * (self.features + 1)
        return theta[..., :split].reshape(*theta.shape[:-1], self.hidden, self.features + 1), theta[..., split:-1]

    def forward(self, theta: Array, design: Array) -> tuple[Array, Any]:
        inner, outer = self._layers(theta)
        h = np.tanh(inner @ design.swapaxes(-1, -2))
        return (outer[..., None, :] @ h)[..., 0, :] + theta[..., -1:], h

    def on_mesh(self, mesh: Mesh, design: Array, dtype: DTypeLike) -> OnMesh:
        d, inputs, basis = len(self.names), self.features + 1, mesh.basis(dtype)
        *outer, last = mesh.along(np.eye(d)[inputs * self.hidden :], dtype) @ basis
        inner = []
        for j in range(self.hidden):
            directions = np.zeros((len(design), d))
            directions[:, j * inputs : (j + 1) * inputs] = design
            inner.append(mesh.along(directions, dtype))

        def at(rows: slice, cells: slice) -> Any:
            total = 0.0
            for along, weight in zip(inner, outer, strict=True):
                h = along[rows] @ basis[:, cells]
                np.tanh(h, out=h)
                h *= weight[cells]
                total += h
            return total + last[cells]
        return at

    def backward(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        h, outer, split = kept, self._layers(theta)[1], theta.shape[-1] - self.hidden - 1
        total = np.empty(theta.shape, theta.dtype)
        total[..., -1] = weights.sum(axis=-1)
        total[..., split:-1] = (h @ weights[..., None])[..., 0]
        back = (1 - h * h) * outer[..., None] * weights[..., None, :]
        total[..., :split] = (back @ design).reshape(*theta.shape[:-1], split)
        return total

    def passes(self, size: int) -> tuple[Callable[..., tuple[Array, Any]], Callable[..., Array]]:
        split, shape = self.hidden * (self.features + 1), (self.hidden, self.features + 1)
        # In a last row of ones c is a weight like the others of the sum.
        h, back = np.ones((self.hidden + 1, size)), np.empty((self.hidden, size))
        hidden = h[:-1]

        one = np.ones(())

        def forward(theta: Array, design: Array) -> tuple[Array, Any]:
            theta[:split].reshape(shape).dot(design.T, hidden)
            np.tanh(hidden, hidden)
            return theta[split:].dot(h), h

        def backward(theta: Array, design: Array, kept: Any, weights: Array) -> Array:
            total = np.empty(len(theta))
            h.dot(weights, total[split:])
            np.multiply(hidden, hidden, back)
            np.subtract(one, back, back)
            inner = total[:split].reshape(shape)
            back.dot(design * weights[:, None], inner)
            inner *= theta[split:-1, None]
            return total
        return forward, backward

    def jacobian(self, theta: Array, design: Array, kept: Any) -> Array:
        h, outer = kept, self._layers(theta)[1]
        back = ((1 - h * h) * outer[..., None])[..., None, :] * design.T
        flat = back.reshape(*theta.shape[:-1], self.hidden * (self.features + 1), len(design))
        return np.concatenate([flat, h, np.ones_like(h[..., :1, :])], axis=-2)

    def curvature(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        h, outer = kept, self._layers(theta)[1]
        inputs, split = self.features + 1, theta.shape[-1] - self.hidden - 1
        total = np.zeros((*theta.shape, theta.shape[-1]), theta.dtype)
        slope = (1 - h * h) * weights[..., None, :]
        mixed = slope @ design
        within = (design.T * (-2 * h * slope * outer[..., None])[..., None, :]) @ design
        for j in range(self.hidden):
            own = slice(j * inputs, (j + 1) * inputs)
            total[..., own, own] = within[..., j, :, :]
            total[..., own, split + j] = total[..., split + j, own] = mixed[..., j, :]
        return total
