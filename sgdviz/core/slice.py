"""A problem on a plane through θ-space: two coordinates move, the others stay. A slice of a problem is a problem."""

import numpy as np

from .problem import Array, Mark, Problem, Rows

ON = 1e-2
"""A mark belongs to the plane if it is at most so many widths of the box away from it."""


class Slice(Problem):
    """J as a function of the coordinates `pair` of θ, the others those of `through` (d,)."""

    def __init__(self, problem: Problem, through: Array, pair: tuple[int, int]) -> None:
        self.problem, self.through, self.pair = problem, np.array(through, dtype=float), pair
        self.n, self.dim = problem.n, 2
        self.names = (problem.names[pair[0]], problem.names[pair[1]])
        self.box, self.start = problem.box[list(pair)], problem.start[list(pair)]
        self.closed_form = problem.closed_form
        self.marks = tuple(Mark(mark.kind, mark.point[list(pair)]) for mark in problem.marks if self._has(mark.point))

    def _has(self, point: Array) -> bool:
        away = np.abs(point - self.through) / np.diff(self.problem.box, axis=1)[:, 0]
        away[list(self.pair)] = 0
        return bool(away.max() <= ON)

    def lift(self, theta: Array) -> Array:
        """The points (…, d) of the whole space that θ (…, 2) stands for."""
        full = np.broadcast_to(self.through, (*np.shape(theta)[:-1], len(self.through))).copy()
        full[..., list(self.pair)] = theta
        return full

    def loss(self, theta: Array) -> Array:
        return self.problem.loss(self.lift(theta))

    def gradient(self, theta: Array) -> Array:
        return self.problem.gradient(self.lift(theta))[..., list(self.pair)]

    def gradients(self, theta: Array) -> Array:
        return self.problem.gradients(self.lift(theta))[:, list(self.pair)]

    def hessian(self, theta: Array) -> Array:
        whole = self.problem.hessian(self.lift(theta))
        return whole[..., list(self.pair), :][..., list(self.pair)]

    def batch(self, rows: Rows) -> "Slice":
        return Slice(self.problem.on(rows), self.through, self.pair)
