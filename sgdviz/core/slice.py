"""A problem on a plane through θ-space. A slice of a problem is a problem of two coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .mesh import Mesh
from .problem import Array, Mark, Problem, Rows

ON = 1e-2
"""A mark belongs to the plane if it is at most so many widths of the box away from it."""


@dataclass(frozen=True, eq=False)
class Plane:
    """All θ = origin + u·e_1 + v·e_2: `origin` (d,) and two orthonormal `ways` (2, d), e_1 and e_2.

    `names` are what u and v are called, `box` (2, 2) is the part of the plane to look at.
    """

    origin: Array
    ways: Array
    names: tuple[str, str]
    box: Array

    def lift(self, points: Array) -> Array:
        """The θ (…, d) of points (…, 2) of the plane."""
        return self.origin + points @ self.ways

    def mesh(self, flat: Mesh) -> Mesh:
        """The points in θ-space of a mesh in the coordinates of the plane."""
        return replace(flat, origin=self.lift(flat.origin), ways=flat.ways @ self.ways)

    def project(self, theta: Array) -> Array:
        """The points (…, 2) of the plane that are nearest to θ (…, d)."""
        return (theta - self.origin) @ self.ways.T

    def along(self, vectors: Array) -> Array:
        """The part (…, 2) of vectors (…, d), such as gradients, that lies in the plane."""
        return vectors @ self.ways.T

    def off(self, theta: Array) -> Array:
        """From the nearest point of the plane to θ, (…, d)."""
        return theta - self.lift(self.project(theta))

    @cached_property
    def key(self) -> tuple[bytes, bytes]:
        """Equal for equal planes."""
        return self.origin.tobytes(), self.ways.tobytes()


def plane_of_weights(problem: Problem, through: Array, pair: Sequence[int]) -> Plane:
    """The plane through θ (d,) along which the two coordinates `pair` change; u and v are those coordinates themselves."""
    pair = list(pair)
    origin = np.array(through, dtype=float)
    origin[pair] = 0.0
    return Plane(origin, np.eye(problem.dim)[pair], (problem.names[pair[0]], problem.names[pair[1]]), problem.box[pair])


class Slice(Problem):
    """J as a function of the two coordinates of a plane."""

    def __init__(self, problem: Problem, plane: Plane) -> None:
        self.problem, self.plane = problem, plane
        self.n, self.dim = problem.n, 2
        self.names, self.box = plane.names, plane.box
        self.start = plane.project(problem.start)
        self.closed_form, self.quadratic = problem.closed_form, problem.quadratic
        self.marks = tuple(Mark(mark.kind, plane.project(mark.point)) for mark in problem.marks if self._has(mark.point))

    def _has(self, point: Array) -> bool:
        away = np.abs(self.plane.off(point)) / np.diff(self.problem.box, axis=1)[:, 0]
        return bool(away.max() <= ON)

    @property
    def work(self) -> float:
        return self.problem.work

    def loss(self, theta: Array) -> Array:
        return self.problem.loss(self.plane.lift(theta))

    def surface(self, mesh: Mesh, out: NDArray[Any]) -> None:
        self.problem.surface(self.plane.mesh(mesh), out)

    def gradient(self, theta: Array) -> Array:
        """The part of ∇J in the plane, by the chain rule."""
        return self.plane.along(self.problem.gradient(self.plane.lift(theta)))

    def gradients(self, theta: Array) -> Array:
        return self.plane.along(self.problem.gradients(self.plane.lift(theta)))

    def hessian(self, theta: Array) -> Array:
        """W ∇²J Wᵀ with the rows e_1, e_2 of W."""
        return self.plane.ways @ self.problem.hessian(self.plane.lift(theta)) @ self.plane.ways.T

    def batch(self, rows: Rows) -> "Slice":
        return Slice(self.problem.on(rows), self.plane)
