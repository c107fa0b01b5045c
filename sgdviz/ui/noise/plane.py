"""Which two directions of θ-space a picture of vectors shows."""

from dataclasses import dataclass

import numpy as np

from sgdviz.core.problem import Array


@dataclass(frozen=True, eq=False)
class Plane:
    """`ways` (d, 1 or 2) are orthonormal: the coordinates themselves for up to two of them (`turned` False)."""

    ways: Array
    turned: bool

    def seen(self, vectors: Array) -> Array:
        """Vectors (…, d) → (…, 2); the second is 0 where there is only one."""
        flat: Array = vectors @ self.ways
        return flat if flat.shape[-1] == 2 else np.concatenate([flat, np.zeros_like(flat)], axis=-1)

    def moment(self, covariance: Array) -> Array:
        """The covariance (d, d) as the plane sees it, (k, k)."""
        seen: Array = self.ways.T @ covariance @ self.ways
        return seen


def plane_along(way: Array, moment: Array) -> Plane:
    """The plane of `way` (d,) and of the direction across it in which `moment` (d, d) is largest.

    Of all planes it is the one that shows for d ≥ 3 what lies on which side of `way`, and the widest of the rest.
    """
    d = len(way)
    if d <= 2:
        return Plane(np.eye(d), False)
    size = float(np.linalg.norm(way))
    first = way / size if size > 0 else _largest(moment)
    rest = np.eye(d) - np.outer(first, first)
    second = _largest(rest @ moment @ rest) if np.any(rest @ moment @ rest) else rest[:, np.argmin(np.abs(first))]
    second = rest @ second
    second = second / np.linalg.norm(second)
    return Plane(np.column_stack([first, second * np.sign(second[np.argmax(np.abs(second))])]), True)


def _largest(moment: Array) -> Array:
    """The eigenvector of the largest eigenvalue."""
    vector: Array = np.linalg.eigh(moment)[1][:, -1]
    return vector
