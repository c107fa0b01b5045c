"""The mean of J after every step of a linear rule on a quadratic, exactly, where batches are independent or the whole.

With u = θ − θ_0 and b_i the rows' gradients at θ_0, a step is linear in (u, 1) and a memory beside them. So its second
moment E[zzᵀ] goes on by one matrix, and the mean of J is J(θ_0) + ∇J·E[u] + ½ tr(H E[uuᵀ]).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ..batches import orders
from ..course import Course
from ..experiment import is_constant
from ..problem import Array
from .recursion import linear, second_moment
from .rows import affordable, batch_share, is_quadratic
from .stability import LARGEST


class Expectation:
    """The mean of J over all draws of a course's batches, from its start or from many, up to step `until`.

    It is exact while the learning rate and the batch size stay as they are, curvatures of single rows included.
    """

    def __init__(self, course: Course, starts: Array) -> None:
        law, run, problem = course.laws[0], course.run, course.problem
        found = linear(law.method)
        assert found is not None
        self.until = min(course.steps, law.stop)
        one, d, n = found.at(law.method.lr), problem.dim, problem.n
        origin = starts.mean(axis=0)
        # One more coordinate, which is always 1, carries what the gradients are at the origin.
        rows = np.zeros((n, d + 1, d + 1))
        rows[:, :d, :d], rows[:, :d, d] = problem.hessians(origin), problem.gradients(origin)
        mean = rows.mean(axis=0)
        flat = (rows - mean).reshape(n, -1)
        deviation = (flat.T @ flat / n).reshape(*mean.shape, *mean.shape).transpose(0, 2, 1, 3)
        replacement = bool(orders[run.order].facts.get("replacement"))
        size = min(run.batch_size, n)
        self.whole, rest = divmod(n, size)
        self._batch = second_moment(one, mean, batch_share(n, size, replacement) * deviation)
        self._short = second_moment(one, mean, batch_share(n, rest, replacement) * deviation) if rest else None
        self._batches = self.whole + bool(rest)
        self._upper = np.triu_indices(len(one.push) * (d + 1))
        first = np.zeros((len(starts), len(one.push) * (d + 1)))
        first[:, :d], first[:, d] = starts - origin, 1.0
        self._first = (first.T @ first / len(starts))[self._upper]
        self._weights = self._of_moment(float(problem.loss(origin)), mean, d)
        self._power = lru_cache(maxsize=None)(self._powers)

    def _of_moment(self, loss: float, mean: Array, d: int) -> Array:
        """What the mean of J has of each entry of the second moment."""
        weight = np.zeros((self._upper[0].max() + 1,) * 2)
        weight[:d, :d], weight[:d, d], weight[d, d] = mean[:d, :d] / 2, mean[:d, d], loss
        both = weight + weight.T
        return np.where(self._upper[0] == self._upper[1], np.diag(weight)[self._upper[0]], both[self._upper])

    def _powers(self, count: int, epochs: bool) -> Array:
        operator = self._batch
        if epochs:
            operator = self._power(self.whole, False)
            operator = operator if self._short is None else self._short @ operator
        return np.linalg.matrix_power(operator, count)

    def losses(self, steps: Sequence[int]) -> Array:
        """The mean of J after each of these steps, which ascend; (m,), inf or nan where it is beyond a float."""
        found, moment, step = [], self._first, 0
        with np.errstate(all="ignore"):
            for target in steps:
                while step < target:
                    moment, step = self._on(moment, step, target)
                found.append(float(self._weights @ moment))
        return np.array(found)

    def _on(self, moment: Array, step: int, target: int) -> tuple[Array, int]:
        """The moment a stretch nearer to `target`: some epochs, some batches of one, or its short last batch."""
        at = step % self._batches
        epochs = (target - step) // self._batches if at == 0 else 0
        if epochs:
            return self._power(epochs, True) @ moment, step + epochs * self._batches
        if at == self.whole:
            assert self._short is not None
            return self._short @ moment, step + 1
        count = min(target - step, self.whole - at)
        return self._power(count, False) @ moment, step + count


def expectation(course: Course, starts: Array | None = None) -> Expectation | None:
    """The mean of J over the draws of a course, from `starts` (m, d) or its own; None where it is not to be had exactly.

    Rows reshuffled within an epoch depend on one another: unless the batch is the whole, the mean over all orders has no
    closed form where rows have Hessians of their own.
    """
    run, problem, law = course.run, course.problem, course.laws[0]
    way = linear(law.method)
    steady = is_constant(run.schedule) and run.batch_schedule["name"] == "constant" and run.carry_over
    independent = run.batch_size >= problem.n or orders[run.order].facts.get("replacement")
    if way is None or not (steady and independent) or not affordable(problem) or not is_quadratic(problem):
        return None
    keep = way.at(law.method.lr).keep
    # A decay of the weights would let the coordinate that is always 1 decay too.
    constant = keep[0, 0] == 1 and not keep[1:, 0].any()
    if not constant or way.size * (problem.dim + 1) > LARGEST:
        return None
    return Expectation(course, course.start[None] if starts is None else starts)
