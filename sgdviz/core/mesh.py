"""Where a map asks for J: a grid of points on a plane through θ-space."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Mesh:
    """All θ = origin + x·e_1 + y·e_2 with x of `xs` (c,) and y of `ys` (r,): r rows of c points.

    `origin` (d,) and the two `ways` (2, d), e_1 and e_2, are those of a plane.
    """

    xs: Array
    ys: Array
    origin: Array
    ways: Array

    @classmethod
    def flat(cls, xs: Array, ys: Array) -> "Mesh":
        """The mesh of a problem of two parameters, which are x and y themselves."""
        return cls(xs, ys, np.zeros(2), np.eye(2))

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.ys), len(self.xs)

    def points(self, dtype: DTypeLike = np.float64) -> Any:
        """All θ, (r, c, d)."""
        across = (self.origin + self.xs[:, None] * self.ways[0]).astype(dtype, copy=False)
        return across + (self.ys[:, None, None] * self.ways[1]).astype(dtype, copy=False)

    def band(self, first: int, stop: int) -> "Mesh":
        """Its rows from `first` to before `stop`."""
        return replace(self, ys=self.ys[first:stop])

    @cached_property
    def middle(self) -> Array:
        """(x, y) in the middle of the mesh: about it little cancels in float32."""
        return np.array([(self.xs[0] + self.xs[-1]) / 2, (self.ys[0] + self.ys[-1]) / 2])

    @cached_property
    def powers(self) -> tuple[Array, Array]:
        """[1 u u²] (3, c) and [1 v v²] (r, 3) with u and v from the middle."""
        u, v = self.xs - self.middle[0], self.ys - self.middle[1]
        return np.array([np.ones_like(u), u, u * u]), np.column_stack([np.ones_like(v), v, v * v])

    @cached_property
    def centre(self) -> Array:
        """The θ (d,) in its middle."""
        centre: Array = self.origin + self.middle @ self.ways
        return centre

    def along(self, directions: Array, dtype: DTypeLike) -> Any:
        """What leads from `basis` to directions·θ for directions (k, d): (k, 3), whatever d is."""
        return np.column_stack([directions @ self.centre, directions @ self.ways.T]).astype(dtype)

    def basis(self, dtype: DTypeLike) -> Any:
        """1, u and v at every point, (3, r·c): `along` times it is a map of directions·θ."""
        (ones, u, _), up = self.powers
        basis = np.empty((3, *self.shape), dtype)
        basis[0], basis[1], basis[2] = ones, u, up[:, 1:2]
        return basis.reshape(3, -1)
