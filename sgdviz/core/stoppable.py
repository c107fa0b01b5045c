"""A problem whose values take long each: whoever waits for them may stop between two."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .problem import Array, Problem, Rows
from .progress import Progress


class Stoppable(Problem):
    """The same problem, which takes one θ after another and tells `progress` before each."""

    def __init__(self, problem: Problem, progress: Progress) -> None:
        self.problem, self.progress = problem, progress
        self.n, self.dim, self.names = problem.n, problem.dim, problem.names
        self.box, self.start, self.marks = problem.box, problem.start, problem.marks
        self.closed_form, self.quadratic = problem.closed_form, problem.quadratic

    @property
    def work(self) -> float:
        return self.problem.work

    def _each(self, function: Callable[[Array], Array], theta: Array) -> Any:
        if not np.size(theta):
            return function(theta)
        theta, found = np.asarray(theta), []
        for point in theta.reshape(-1, self.dim):
            self.progress(0.0)
            found.append(function(point))
        return np.array(found).reshape((*theta.shape[:-1], *np.shape(found[0])))[()]

    def loss(self, theta: Array) -> Array:
        found: Array = self._each(self.problem.loss, theta)
        return found

    def gradient(self, theta: Array) -> Array:
        found: Array = self._each(self.problem.gradient, theta)
        return found

    def hessian(self, theta: Array) -> Array:
        found: Array = self._each(self.problem.hessian, theta)
        return found

    def batch(self, rows: Rows) -> "Stoppable":
        return Stoppable(self.problem.on(rows), self.progress)
