"""J as a function of the step that is taken: which steps from θ lower it."""

import numpy as np

from ..problem import Array, Problem, Rows


class AfterStep(Problem):
    """J(θ + ηs) for steps s (…, d) from one θ, so that s = −∇J_B is where the batch's step leads."""

    def __init__(self, problem: Problem, theta: Array, rate: float) -> None:
        self.problem, self.theta, self.rate = problem, theta, rate
        self.n, self.dim, self.names = problem.n, problem.dim, problem.names
        self.closed_form = problem.closed_form
        self.box, self.start = (problem.box - theta[:, None]) / rate, np.zeros(problem.dim)

    def _there(self, step: Array) -> Array:
        return self.theta + self.rate * step

    def loss(self, theta: Array) -> Array:
        return self.problem.loss(self._there(theta))

    def gradient(self, theta: Array) -> Array:
        return self.rate * self.problem.gradient(self._there(theta))

    def hessian(self, theta: Array) -> Array:
        return self.rate**2 * self.problem.hessian(self._there(theta))

    def batch(self, rows: Rows) -> "AfterStep":
        return AfterStep(self.problem.on(rows), self.theta, self.rate)


class NearStep(AfterStep):
    """The same to second order, J + η∇J·s + (η²/2) sᵀ∇²J s, which costs the same whatever n is."""

    def __init__(self, problem: Problem, theta: Array, rate: float) -> None:
        super().__init__(problem, theta, rate)
        self.closed_form = True
        with np.errstate(all="ignore"):
            self._value = problem.loss(theta)
            self._slope, self._bend = rate * problem.gradient(theta), rate**2 * problem.hessian(theta)

    def loss(self, theta: Array) -> Array:
        with np.errstate(all="ignore"):
            near: Array = self._value + theta @ self._slope + 0.5 * np.einsum("...i,ij,...j", theta, self._bend, theta)
            return near

    def gradient(self, theta: Array) -> Array:
        return self._slope + theta @ self._bend

    def hessian(self, theta: Array) -> Array:
        return np.broadcast_to(self._bend, (*theta.shape[:-1], self.dim, self.dim))

    def batch(self, rows: Rows) -> "NearStep":
        return NearStep(self.problem.on(rows), self.theta, self.rate)
