"""How many of many runs have escaped by the end of each epoch: one weight, plain descent, independent batches.

θ_{k+1} = θ_k − η∇J_B(θ_k) is then a Markov chain. With the noise of a batch taken as normal, of variance C(θ)/B, its
density goes on by the Chapman–Kolmogorov equation, here on a grid that is finer than the noise.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ..batches import orders
from ..course import Course
from ..experiment import is_constant
from ..problem import Array, Problem
from .events import Event
from .recursion import linear

CELLS = 480
"""The grid has so many cells; where one is wider than the noise there is no theory."""
ROWS = 2000
"""Of so many rows the gradients are asked for one by one."""


class Passage:
    """The share of the runs of a course that have met with an event by the end of an epoch, up to epoch `until`.

    A run that leaves the problem's box is lost, unless it has met with the event there.
    """

    def __init__(self, course: Course, event: Event, grid: Array, goals: Array, deviations: Array) -> None:
        law, plan = course.laws[0], course.plan
        self.until = plan.place(min(course.steps, law.stop) - 1).epoch
        happened = event.happened(grid[:, None])
        cells = len(grid)
        # Two more states hold those that the event has happened to and those that are lost.
        step = np.zeros((cells + 2, cells + 2))
        step[:cells, :cells] = _normal(goals, deviations, grid)
        out = np.clip(1 - step[:cells, :cells].sum(axis=1), 0, 1)
        beyond = event.happened(goals[:, None])
        step[:cells, cells], step[:cells, cells + 1] = np.where(beyond, out, 0), np.where(beyond, 0, out)
        step[cells, cells] = step[cells + 1, cells + 1] = 1
        first = np.zeros(cells + 2)
        near = int(np.abs(grid - course.start[0]).argmin())
        first[:cells] = np.interp(np.arange(cells), [near - 1, near, near + 1], [0, 1, 0], left=0, right=0)
        self._first = first
        batches = plan.first_step(2)
        epoch = np.linalg.matrix_power(step, batches)
        # Asked at the ends of epochs.
        epoch[:, cells] += epoch[:, :cells][:, happened].sum(axis=1)
        epoch[:, :cells][:, happened] = 0
        self._power = lru_cache(maxsize=None)(lambda count: np.linalg.matrix_power(epoch, count))

    def shares(self, epochs: Sequence[int]) -> Array:
        """The share of the runs by the end of each of these epochs, which ascend, (m,)."""
        found, state, done = [], self._first, 0
        for epoch in epochs:
            if epoch > done:
                state, done = state @ self._power(epoch - done), epoch
            found.append(float(state[-2]))
        return np.array(found)


def passage(course: Course, event: Event) -> Passage | None:
    """The theory of an escape of runs that differ in their seed; None where there is none to be had.

    Batches must be drawn with replacement, for those of one epoch depend on one another otherwise; learning rate and batch
    size stay the same in the first stretch of the course; and the noise must be resolved by the grid wherever a run may be.
    """
    run, problem, law = course.run, course.problem, course.laws[0]
    way = linear(law.method)
    steady = is_constant(run.schedule) and run.batch_schedule["name"] == "constant" and run.carry_over
    if way is None or way.size != 1 or problem.dim != 1 or event.kind != "escape" or problem.n > ROWS:
        return None
    if not steady or not orders[run.order].facts.get("replacement"):
        return None
    one = way.at(law.method.lr)
    if one.keep[0, 0] != 1:
        return None
    low, high = problem.box[0]
    grid = low + (np.arange(CELLS) + 0.5) * (high - low) / CELLS
    return _made(course, event, grid, float(-one.push[0]))


def _made(course: Course, event: Event, grid: Array, rate: float) -> Passage | None:
    problem, size = course.problem, min(course.run.batch_size, course.problem.n)
    if not grid[0] <= course.start[0] <= grid[-1] or problem.n % size:
        return None
    mean, variance = _moments(problem, grid)
    goals, deviations = grid - rate * mean, rate * np.sqrt(variance / size)
    width, waiting = grid[1] - grid[0], ~event.happened(grid[:, None])
    if not (deviations[waiting] >= width).all():
        return None
    # Where the event has happened it does not matter how wide the noise is.
    return Passage(course, event, grid, goals, np.maximum(deviations, width))


def _moments(problem: Problem, grid: Array) -> tuple[Array, Array]:
    """Mean and variance over the rows of their slopes at the grid's points, (m,) each."""
    points = grid[:, None]
    slopes = np.array([problem.on(np.array([row])).gradient(points)[:, 0] for row in range(problem.n)])
    return slopes.mean(axis=0), slopes.var(axis=0)


def _normal(goals: Array, deviations: Array, grid: Array) -> Array:
    """The chance of each cell (m, m) from normal densities at their middles: exact where they are as wide as a cell."""
    away = (grid - goals[:, None]) / deviations[:, None]
    return np.exp(-away * away / 2) * ((grid[1] - grid[0]) / math.sqrt(2 * math.pi) / deviations[:, None])
