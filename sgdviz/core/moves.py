"""The steps to come of many runs of one course, each step as a function of θ and the rule's memory."""

from collections.abc import Callable
from functools import lru_cache, partial
from itertools import cycle, pairwise
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from .course import Course
from .draws import batch_means, drawn
from .optimizers import Rule
from .problem import Array
from .sorts import Room

Field = Callable[[Array], Array]
"""θ (r, d) → ∇J_B (r, d) of one step of some replicas, each on its own batch."""
Move = Callable[[Array, Any, int], tuple[Array, Any]]
"""One step of some replicas: θ (r, d), the rule's memory and its age → θ and memory after it."""
NUMBERS = 1 << 22
"""So many numbers the batches of a block of replicas may take at a time."""


class Moves:
    """What the steps of replicas do to θ; see Replicas for `seeds` (R,) and `shares` (R, 1) of the learning rate.

    `summary` (n, s) are the numbers of every row that a step needs, if they are few.
    """

    def __init__(self, course: Course, seeds: NDArray[np.uint64] | None, shares: Array | None, dtype: DTypeLike) -> None:
        self.course, self.seeds, self.shares, self.dtype = course, seeds, shares, np.dtype(dtype)
        summary = course.problem.summary
        self._width = 0 if summary is None else summary.shape[1]
        self.summary: Array | None = None if summary is None else _padded(summary.astype(dtype))
        # Every block asks for the same maps.
        self._affine = lru_cache(maxsize=32)(self._maps)

    @property
    def is_affine(self) -> bool:
        """Whether a step without memory leads all runs on by one affine map."""
        return self.course.problem.quadratic and self.seeds is None and self.shares is None

    def rule(self, step: int) -> Rule:
        method = self.course.law(step).method
        assert isinstance(method, Rule)
        return method

    def ahead(self, where: slice, step: int, until: int, room: Room, dealt: Callable[[float], object]) -> list[Move]:
        """The steps from `step` on, at most up to `until`, as many as are cut alike from one epoch and a block has room for.

        `dealt` is told again and again how many of them have their batches, of some of the seeds a part.
        """
        problem, plan, law, rule = self.course.problem, self.course.plan, self.course.law(step), self.rule(step)
        size = plan.piece(step, step + 1)[3]
        own = 1 if self.seeds is None else where.stop - where.start
        most = max(1, NUMBERS // ((size if self.summary is None else max(1, self._width)) * own))
        epoch, start, stop, size = plan.piece(step, min(until, step + most))
        if self.is_affine and self._width and rule.plain:
            places = [room(name, (problem.dim + 1, where.stop - where.start), self.dtype) for name in ("here", "there")]
            for place in places:
                place[-1] = 1
            maps = self._affine(step, epoch, start, stop, size)
            return [partial(_mapped, one, *ways) for one, ways in zip(maps, pairwise(cycle(places)), strict=False)]
        seeds, count = self._seeds(where, step, stop - start == size == plan.n), -(-(stop - start) // size)
        rates = np.fromiter(law.rates(step, 1.0), float, count)
        if self.summary is None:
            rows = np.empty((len(seeds), stop - start), dtype=np.int64)
            for some, taken in drawn(plan, seeds, epoch, start, stop, size, room):
                dealt(count * min(1.0, some.stop / len(seeds)))
                rows[some] = taken
            fields = [partial(problem.gradient_on, rows[:, at : at + size]) for at in range(0, stop - start, size)]
        elif not self._width:
            fields = [partial(problem.gradient_of, np.empty((0, 1)))] * count
        else:
            means = batch_means(self.summary, plan, seeds, epoch, start, stop, size, room,
                                lambda some: dealt(count * some / len(seeds)))[:, : self._width]
            fields = [partial(problem.gradient_of, each) for each in means]
        shares = 1.0 if self.shares is None else self.shares[where]
        return [partial(self._by_rule, rule, field, rate * shares) for field, rate in zip(fields, rates.tolist(), strict=True)]

    def _by_rule(self, rule: Rule, field: Field, eta: Any, theta: Array, memory: Any, age: int) -> tuple[Array, Any]:
        moved, memory = rule.update(theta, field(theta), memory, age, eta, np)
        return moved.astype(self.dtype, copy=False), memory

    def _maps(self, step: int, epoch: int, start: int, stop: int, size: int) -> Array:
        """The steps from `step` on, on these rows of an epoch, as affine maps (steps, d, d+1), the shift in the last column.

        They are found from where they lead the origin and the unit vectors, all steps at once.
        """
        problem, plan, law, d = self.course.problem, self.course.plan, self.course.law(step), self.course.problem.dim
        assert self.summary is not None
        seeds = np.array([plan.seed], dtype=np.uint64)
        means = batch_means(self.summary, plan, seeds, epoch, start, stop, size, Room())[:, : self._width, 0]
        points = np.tile(np.vstack([np.eye(d), np.zeros(d)]), (len(means), 1))
        gradient = problem.gradient_of(np.repeat(means.T.astype(float), d + 1, axis=1), points)
        rates: Any = np.repeat(np.fromiter(law.rates(step, 1.0), float, len(means)), d + 1)[:, None]
        ends = self.rule(step).update(points, gradient, None, 0, rates, np)[0].reshape(-1, d + 1, d)
        ends[:, :d] -= ends[:, d:]
        return np.ascontiguousarray(ends.transpose(0, 2, 1).astype(self.dtype))

    def _seeds(self, where: slice, step: int, whole: bool) -> NDArray[np.uint64]:
        """The seeds of a block, or one for all where they share their batches, as where a batch is the `whole`."""
        plan = self.course.plan
        if self.seeds is None or (whole and not plan.has_replacement(step)):
            return np.array([plan.seed], dtype=np.uint64)
        return self.seeds[where]


def _mapped(affine: Array, before: Array, after: Array, theta: Array, memory: Any, age: int) -> tuple[Array, Any]:
    """θ by an affine map (d, d+1), its shift the last column; the places before and after it (d+1, r) have ones below θ."""
    if not np.may_share_memory(theta, before):
        before[:-1] = theta.T
    np.matmul(affine, before, out=after[:-1])
    return after[:-1].T, memory


def _padded(summary: Array) -> Array:
    """The summary (n, s) with columns of zeros up to a power of two, so that its rows are taken in one piece each."""
    more = (1 << (summary.shape[1] - 1).bit_length()) - summary.shape[1] if summary.shape[1] else 0
    return np.pad(summary, ((0, 0), (0, more)))
