"""Many runs of one course at once, as arrays: they differ in their seeds, their starts or their learning rates."""

import os
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from .course import Course
from .invalid import QT_TRANSLATE_NOOP, Invalid
from .moves import NUMBERS, Move, Moves
from .optimizers import Reference
from .problem import Array
from .sorts import Room

MOST = 1024
"""So many replicas at most are in a block: a few milliseconds of work, after which it is asked whether to proceed."""
MOST_MEANS = 8192
"""So many where means are all that a step needs: a step of fewer takes less time than it makes other threads wait."""
MOST_MAPPED = 1 << 15
"""So many where a step is one map for all, which takes less time than threads would wait for each other."""


class Part(NamedTuple):
    """Some replicas between two steps: θ (r, d), the rule's memory, how many updates it has seen, `last` (r,).

    The latter is the last step of those that have ended, and −1 of those that go on.
    """

    theta: Array
    memory: Any
    age: int
    last: NDArray[np.int64]


class State(NamedTuple):
    """Replicas after `step` steps; nothing in it is ever changed in place."""

    step: int
    parts: tuple[Part, ...]


class Way(NamedTuple):
    """From one step to another; `gone` are the steps that each block, by its first replica, has come so far."""

    step: int
    goal: int
    gone: dict[int, float]


class Replicas:
    """R runs of one course, advanced together: row r of `theta` (R, d) is θ of run r after `step` steps.

    `seeds` (R,), `starts` (R, d) and `rates` (R,) are what they differ in; what is left out is the course's. The rows of a
    run are those that it has alone with its seed; without `seeds` all share the course's. `rates` stand in for the
    course's first learning rate, and what a schedule or a change makes of that goes along. A run of which a step leads to
    where θ is not finite stays where it was. Numbers are of `dtype`, float32 or float64; `threads` work on it at a time.

    Invalid at `optimizer` if a reference method stands in the course, and at `schedule` if one that looks at J does.
    """

    def __init__(self, course: Course, seeds: ArrayLike | None = None, starts: ArrayLike | None = None,
                 rates: ArrayLike | None = None, dtype: DTypeLike = np.float32, threads: int | None = None) -> None:
        check(course)
        given = [np.asarray(a) for a in (seeds, starts, rates) if a is not None]
        self.runs = len(given[0])
        self.course, self.dtype = course, np.dtype(dtype)
        self.threads = threads or os.cpu_count() or 1
        own = None if seeds is None else np.asarray(seeds, dtype=np.uint64)
        first = course.laws[0].method.lr
        shares = None if rates is None else (np.asarray(rates, dtype=float) / first)[:, None].astype(dtype)
        self._moves = Moves(course, own, shares, dtype)
        starts = np.broadcast_to(course.start if starts is None else np.asarray(starts), (self.runs, course.problem.dim))
        # Numbers of one coordinate lie side by side, which is how rules and problems go through them.
        self.starts: Array = np.array(starts.T, dtype=dtype, order="C").T
        self._slices = self._cut()
        self._state = State(0, tuple(self._fresh(where) for where in self._slices))
        self._way = Way(0, 0, {})

    def _cut(self) -> list[slice]:
        """Blocks of replicas whose numbers stay in the cache, an even share of them for each thread."""
        problem, share = self.course.problem, max(1, -(-self.runs // self.threads))
        if self._moves.is_affine and self._moves.summary is not None:
            size = _even(self.runs, MOST_MAPPED)
        elif self._moves.summary is not None:
            size = _even(share, MOST_MEANS)
        else:
            each = self.course.plan.batch_size(0) * max(8.0, problem.work / problem.n)
            size = _even(share, min(MOST, int(NUMBERS / 16 / each)))
        return [slice(at, min(at + size, self.runs)) for at in range(0, self.runs, size)]

    def _fresh(self, where: slice) -> Part:
        theta = self.starts[where]
        return Part(theta, self._moves.rule(0).init(theta), 0, np.full(len(theta), -1))

    @property
    def state(self) -> State:
        """All that the next step needs. It may be set to one of the same replicas, to go back there."""
        return self._state

    @state.setter
    def state(self, state: State) -> None:
        self._state, self._way = state, Way(state.step, state.step, {})

    @property
    def step(self) -> int:
        """How many steps are taken."""
        return self._state.step

    @property
    def way(self) -> tuple[float, int]:
        """How many steps are taken, with what is done of those on the way, and up to which step that leads."""
        step, goal, gone = self._way
        return step + sum(list(gone.values())) / len(self._slices), goal

    @property
    def theta(self) -> Array:
        """θ of every run, (R, d), a copy; of one that has ended, where it did."""
        return theta_of(self._state)

    @property
    def last(self) -> NDArray[np.int64]:
        """The last step of every run so far, (R,)."""
        last = ends_of(self._state)
        return np.where(last < 0, self.step, last)

    @property
    def ended(self) -> NDArray[np.bool_]:
        """Which runs have ended because their next step would not be finite, (R,)."""
        return ends_of(self._state) >= 0

    def part(self, runs: Sequence[int]) -> tuple["Replicas", NDArray[np.int64]]:
        """The blocks that hold these runs, to go on by themselves to the same bits, and which rows of their θ are the runs'."""
        held = [k for k, where in enumerate(self._slices) if any(where.start <= run < where.stop for run in runs)]
        part, rows = copy(self), np.concatenate([np.arange(self.runs)[self._slices[k]] for k in held])
        part.runs, part.threads, part._slices = len(rows), 1, [self._slices[k] for k in held]
        part._state = State(self.step, tuple(self._state.parts[k] for k in held))
        return part, np.searchsorted(rows, runs)

    def advance(self, until: int) -> None:
        """Take the steps up to `until`, but no more than the course has."""
        self.through([until])

    def through(self, stops: Sequence[int], proceed: Callable[[], bool] = lambda: True) -> list[State]:
        """Take the steps up to the last of `stops`, ascending steps ahead, and give the states at all of them.

        `proceed` is asked again and again by every thread, and may make it wait; once it says no nothing has happened.
        """
        stops = sorted({min(stop, self.course.steps) for stop in stops if stop > self.step} - {self.step})
        if not stops:
            return []
        self._way = Way(self.step, stops[-1], dict.fromkeys((where.start for where in self._slices), 0.0))
        work = (self._slices, self._state.parts, repeat(self.step), repeat(stops), repeat(proceed))
        if self.threads == 1 or len(self._slices) == 1 or self._moves.is_affine:
            walked = list(map(self._walk, *work))
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                walked = list(pool.map(self._walk, *work))
        if not all(len(parts) == len(stops) for parts in walked):
            return []
        states = [State(step, parts) for step, *parts in zip(stops, *walked, strict=True)]
        self._state = states[-1]
        return states

    def _walk(self, where: slice, part: Part, step: int, stops: Sequence[int], proceed: Callable[[], bool]) -> list[Part]:
        """One block at each of the stops."""
        found: list[Part] = []
        room, first, gone = Room(), step, self._way.gone

        def dealt(steps: float) -> None:
            gone[where.start] = step - first + steps
            proceed()
        with np.errstate(all="ignore"):
            while step < stops[-1] and proceed():
                if (part.last >= 0).all():
                    return found + [part] * (len(stops) - len(found))
                law = self.course.law(step)
                if step == law.began > 0:
                    part = part._replace(memory=self._moves.rule(step).init(part.theta), age=0)
                moves = self._moves.ahead(where, step, min(stops[-1], law.stop), room, dealt)
                after = {stop for stop in stops[len(found) :] if stop <= step + len(moves)}
                careful = not self.course.run.carry_over or bool((part.last >= 0).any())
                part, passed = self._move(where, before := part, step, moves, after, careful)
                if not (careful or _is_finite(part.theta)):
                    part, passed = self._move(where, before, step, moves, after, True)
                found += passed
                step += len(moves)
                gone[where.start] = step - first
        return found

    def _move(self, where: slice, part: Part, step: int, moves: Sequence[Move], stops: Collection[int],
              careful: bool) -> tuple[Part, list[Part]]:
        """These steps, and what they pass at the stops.

        What is not finite stays so: only a `careful` walk looks after each step.
        """
        found, (theta, memory, age, last) = [], part
        for k, move in enumerate(moves, step):
            before = theta
            if not self.course.run.carry_over:
                theta, memory, age, _ = self._fresh(where)
            theta, memory = move(theta, memory, age)
            age += 1
            if careful:
                lost = ~np.isfinite(theta).all(axis=1) & (last < 0)
                last = np.where(lost, k, last)
                theta = np.where((last >= 0)[:, None], before, theta)
            if k + 1 in stops:
                found.append(Part(_owned(theta), memory, age, last))
        return Part(_owned(theta), memory, age, last), found



def check(course: Course) -> None:
    """Invalid where a course has no replicas."""
    for law in course.laws:
        if isinstance(law.method, Reference):
            raise Invalid("optimizer", QT_TRANSLATE_NOOP(
                "core", "a method that asks for all rows at every step has no replicas; choose one that goes by its batch"))
        if law.schedule.observe:
            raise Invalid("schedule", QT_TRANSLATE_NOOP(
                "core", "a schedule that looks at J has no replicas; choose one that goes by the step"))


def _owned(theta: Array) -> Array:
    """θ that no later move writes over."""
    return theta if theta.base is None else theta.copy("K")


def _is_finite(theta: Array) -> bool:
    """Whether all numbers are; their sum tells it at once, unless it overflows itself."""
    return bool(np.isfinite(theta.sum()) or np.isfinite(theta).all())


def _even(share: int, most: int) -> int:
    """The size of the blocks, 16 at least, of which each has the same part of the share of a thread."""
    return max(16, -(-share // -(-share // max(1, most))))


def theta_of(state: State) -> Array:
    """θ of every run in a state, (R, d)."""
    return np.concatenate([part.theta.T for part in state.parts], axis=1).T


def ends_of(state: State) -> NDArray[np.int64]:
    """The last step of every run that has ended in a state, −1 of the others, (R,)."""
    return np.concatenate([part.last for part in state.parts])


def size_of(state: State) -> int:
    """How many bytes a state takes."""
    return sum(array.nbytes for part in state.parts for array in (part.theta, part.last, *(part.memory or ()))
               if isinstance(array, np.ndarray))
