"""A cloud: runs that differ from the watched one in their seed or their start, in step with it."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .batches import keys
from .course import Course
from .experiment import Spec
from .invalid import QT_TRANSLATE_NOOP, Invalid
from .parameters import Choice, Entry, Integer, Real, shown, signature
from .problem import Array
from .replicas import Replicas, State, ends_of, size_of, theta_of
from .theory.events import Event, events
from .values import Point

MEMORY, MOST = 64 << 20, 4096
"""So many bytes the kept states of a cloud may take, and so many there may be; then every second is given up."""
BITE = 64
"""So many steps at least are taken at a time, unless the epoch ends before."""
MANY = 1 << 16
"""Of an epoch of more rows, which takes long to deal to all seeds, so many times more steps are taken at a time."""
DENSE = 256
"""The expected loss is known at a step k if it is dear at every ⌈k/256⌉th only: as dense as a picture of all steps needs it."""
DEAR = 1e7
"""So many numbers J of the runs may take at a step: of more, it is that of the first runs only, but of a hundred at least."""
HUGE, ENDLESS = 1e300, 1e290
"""Means and quantiles are taken as if J were HUGE where it is not finite or a run has diverged; what is ENDLESS is infinite."""
VARY = {"seed": QT_TRANSLATE_NOOP("core", "the seed"), "start": QT_TRANSLATE_NOOP("core", "the start")}


class Layout(NamedTuple):
    """How many runs there are, and over how much of the box their starts are spread, none of it where seeds differ."""

    runs: int
    spread: float
    seed: int
    centre: tuple[float, ...] | None


def layout(
    runs: Annotated[int, Integer(low=2, high=100_000, scale="log", slider=(10, 100_000), symbol="R",
                                 label=QT_TRANSLATE_NOOP("core", "runs"))] = 1000,
    vary: Annotated[str, Choice(options=VARY, label=QT_TRANSLATE_NOOP("core", "differ in"))] = "seed",
    spread: Annotated[float, Real(above=0, high=10, scale="log", slider=(0.001, 1), given=("vary", "start"), symbol="s",
                                  label=QT_TRANSLATE_NOOP("core", "spread, share of the box"))] = 0.1,
    seed: Annotated[int, Integer(low=0, high=2**63 - 1, given=("vary", "seed"),
                                 label=QT_TRANSLATE_NOOP("core", "first seed"))] = 0,
    centre: Annotated[tuple[float, ...] | None, Point(given=("vary", "start"), label=QT_TRANSLATE_NOOP("core", "centre"))] = None,
) -> Layout:
    """What a checked `cloud` says; without a centre the starts lie about that of the watched run."""
    return Layout(runs, spread if vary == "start" else 0.0, seed, centre)


CLOUD = Entry("cloud", QT_TRANSLATE_NOOP("core", "cloud of runs"), layout, signature(layout), {})
"""What `cloud` takes in a document."""


def cloud_of(spec: Any, place: str = "cloud") -> Spec:
    """A checked `cloud` object. Invalid at what is wrong in it."""
    if not isinstance(spec, Mapping):
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not an object"), value=shown(spec))
    return CLOUD.check(spec, place)


def first_course(watched: Course, spec: Spec) -> Course:
    """The course of run 0 of a cloud beside a watched one: it leaves out what tells the runs of the cloud apart."""
    found = layout(**spec)
    start = tuple(watched.start.tolist()) if found.centre is None else found.centre
    run = replace(watched.run, start=start, name="") if found.spread else replace(watched.run, seed=found.seed, name="")
    return Course(watched.problem, run, watched.steps, watched.lengths)


class Cloud:
    """The history of a cloud, append-only like a trace: one writer, many readers. Numbers are float32.

    `course` is that of run 0. Run r has seed `seeds[r]`, the course's seed + r, or starts at `starts[r]`, evenly at random in
    a box about the course's start whose sides are `spread` of the problem's. Which of them is watched does not matter to
    it, so the one that is may change. `last` is the last step that is computed, and `left` about how many
    seconds whoever computes it will need for what is wanted to be seen, 0 where that is not known.

    `band` has a row (step, mean, 10 %, 90 %, median of J over the first `sampled` runs) for some steps, ascending; J of a run
    that has diverged counts as infinite, with the sign that it had. `events` are what can happen to a run, `when[i]` (R,) the
    end of the first epoch at which event i has, −1 where it has not; these are empty before the first bite. `ends` (R,) are
    the last steps of runs that diverged, −1 of those that have not.

    Invalid as Replicas are, for a course that has none.
    """

    def __init__(self, watched: Course, spec: Spec, threads: int | None = None) -> None:
        self.course = course = first_course(watched, spec)
        self.runs, self.spread, *_ = layout(**spec)
        seed, problem = course.run.seed, course.problem
        self.seeds: NDArray[np.uint64] = np.full(self.runs, seed, dtype=np.uint64)
        self.starts: Array = np.tile(np.asarray(course.start, dtype=float), (self.runs, 1))
        if self.spread:
            evenly = keys(seed, 0, self.runs * problem.dim).reshape(self.starts.shape) / 2.0**64 - 0.5
            self.starts[1:] += (self.spread * np.ptp(problem.box, axis=1) * evenly)[1:]
            self._replicas = Replicas(course, starts=self.starts, threads=threads)
        else:
            self.seeds += np.arange(self.runs, dtype=np.uint64)
            self.seeds %= np.uint64(2**63)
            self._replicas = Replicas(course, seeds=self.seeds, threads=threads)
        self.sampled = int(min(self.runs, max(100, DEAR // max(problem.work, 50.0))))
        self._gap = max(1, int(self.sampled * problem.work / (DEAR / 5)))
        self.events: tuple[Event, ...] = ()
        self.when: list[NDArray[np.int64]] = []
        self._ends: tuple[State | None, NDArray[np.int64]] = (None, np.zeros(0, dtype=np.int64))
        self._sorted: dict[int, tuple[int, NDArray[np.int64]]] = {}
        self._stride, self._kept = 1, {0: self._replicas.state}
        self._replayed: dict[int, Array] = {}
        self._band: list[tuple[float, ...]] = []
        self.last, self.left = 0, 0.0

    @property
    def threads(self) -> int:
        """How many threads work on it at a time."""
        return self._replicas.threads

    @threads.setter
    def threads(self, threads: int) -> None:
        self._replicas.threads = threads

    @property
    def steps(self) -> int:
        """How many steps there will be."""
        return self.course.steps

    @property
    def way(self) -> tuple[float, int]:
        """How many steps are computed, with what is done of those that are being computed, and up to which step those are."""
        return self._replicas.way

    @property
    def band(self) -> Array:
        """(step, mean, 10 %, 90 %, median) of J, a row for every step at which it is known, (k, 5)."""
        return np.array(self._band).reshape(-1, 5)

    @property
    def ends(self) -> NDArray[np.int64]:
        """The last step of every run that has diverged, −1 of the others."""
        state, (before, found) = self._replicas.state, self._ends
        if state is not before:
            found = ends_of(state)
            self._ends = state, found
        return found

    def counts(self, event: int, until: int) -> NDArray[np.int64]:
        """The steps, up to `until` and ascending, at which the event happens to one run after another."""
        when, (before, found) = self.when[event], self._sorted.get(event, (-1, self.when[event]))
        if before != self.last:
            before, found = self.last, np.sort(when[when >= 0])
            self._sorted[event] = before, found
        return found[: np.searchsorted(found, until, side="right")]

    def suits(self, watched: Course, spec: Spec) -> bool:
        """Whether a cloud laid out like this, beside this watched course, is this very one."""
        mine, other = self.course, first_course(watched, spec)
        return (mine.problem is other.problem and (self.runs, self.spread) == layout(**spec)[:2]
                and mine.steps == other.steps and mine.common_steps(other) is None)

    def alone(self, run: int) -> dict[str, Any]:
        """What makes the watched run this one: its seed or its start."""
        return {"start": tuple(self.starts[run].tolist())} if self.spread else {"seed": int(self.seeds[run])}

    def part(self, runs: Sequence[int]) -> tuple[Replicas, NDArray[np.int64]]:
        """These runs by themselves, as Replicas have them."""
        return self._replicas.part(runs)

    def at_hand(self, step: int) -> int:
        """The last step up to `step` of which θ is at hand."""
        return max(_before(list(self._kept), step), max((k for k in self._replayed if k <= step), default=0))

    def near(self, step: int) -> tuple[int, Array]:
        """`at_hand(step)`, and θ (R, d) there: what can be shown at once."""
        at = self.at_hand(step)
        return at, self.at(at)

    def at(self, step: int, proceed: Callable[[], bool] = lambda: True) -> Array:
        """θ (R, d) after `step` steps, at most `last`: replayed from the last state that is kept, to the same bits.

        `proceed` is as in Replicas; where it says no, θ is that of the state that is kept.
        """
        step = min(step, self.last)
        found = self._replayed.get(step)
        if found is None:
            replicas, kept = copy(self._replicas), self._kept
            replicas.state = kept[_before(list(kept), step)]
            replicas.through([step], proceed)
            found = replicas.theta
            if replicas.step == step:
                self._replayed = {**dict(list(self._replayed.items())[-7:]), step: found}
        return found

    def advance(self, until: int, proceed: Callable[[], bool] = lambda: True) -> bool:
        """One bite of the way to `until`, as far as its epoch goes; whether there was anything to do.

        `proceed` is as in Replicas.
        """
        until = min(until, self.steps)
        if self.last >= until:
            return False
        if not self._band:
            self._begin()
        plan = self.course.plan
        stop = min(self.last + BITE * max(1, plan.n // MANY), plan.first_step(plan.place(self.last).epoch + 1), self.steps)
        ends = set(plan.ends(self.last, stop))
        wanted = [step for step in range(self.last + 1, stop) if step % self._stride == 0 or self._is_known(step) or step in ends]
        room = max(4, MEMORY // 4 // size_of(self._replicas.state))
        states = self._replicas.through([*wanted[:room], *([stop] if len(wanted) <= room else [])], proceed)
        for state in states:
            proceed()
            if state.step in ends:
                self._happen(state)
            if self._is_known(state.step):
                self._look(state)
            if state.step % self._stride == 0:
                self._keep(state)
        if states:
            self.last = states[-1].step
        return bool(states)

    def _begin(self) -> None:
        """What takes a moment, which the one who makes a cloud does not have."""
        found = events(self.course.problem, self.course.start)
        self.when, self.events = [np.full(self.runs, -1) for _ in found], found
        self._look(self._replicas.state)

    def _is_known(self, step: int) -> bool:
        """Whether the expected loss is to be known at a step."""
        return step == self.steps or step % max(self._gap, -(-step // DENSE)) == 0

    def _keep(self, state: State) -> None:
        kept = {**self._kept, state.step: state}
        if len(kept) > MOST or len(kept) * size_of(state) > MEMORY:
            self._stride *= 2
            kept = {step: one for step, one in kept.items() if step % self._stride == 0}
        self._kept = kept

    def _look(self, state: State) -> None:
        """Add J to the band, of θ as it is at a step."""
        with np.errstate(all="ignore"):
            loss = np.asarray(self.course.problem.loss(theta_of(state)[: self.sampled]), dtype=float)
            np.nan_to_num(loss, copy=False, nan=HUGE, posinf=HUGE, neginf=-HUGE)
            loss = np.where(ends_of(state)[: self.sampled] < 0, loss, np.copysign(HUGE, loss))
            found = np.array([loss.mean(), *np.quantile(loss, (0.1, 0.9, 0.5))])
            found[np.abs(found) > ENDLESS] *= np.inf
            self._band.append((float(state.step), *found.tolist()))

    def _happen(self, state: State) -> None:
        """Write down what has happened by the end of an epoch."""
        theta = theta_of(state)
        with np.errstate(all="ignore"):
            for event, when in zip(self.events, self.when, strict=True):
                when[(when < 0) & event.happened(theta)] = state.step

    def adopt(self, other: "Cloud") -> None:
        """Take over what another cloud of as many runs knows of the first steps, as far as the two share them."""
        common = other.course.common_steps(self.course)
        steps = self.steps if common is None else common
        alike = self.course.problem is other.course.problem and (self.runs, self.spread) == (other.runs, other.spread)
        if not alike or steps <= 0:
            return
        kept = {step: state for step, state in other._kept.items() if step <= min(steps, other.last)}
        self.last = max(kept)
        self._kept, self._stride, self._replicas.state = kept, other._stride, kept[self.last]
        self._band = [row for row in list(other._band) if row[0] <= self.last]
        self.when, self.events = [np.where(when > self.last, -1, when) for when in other.when], other.events


def _before(steps: list[int], step: int) -> int:
    """The last of ascending steps that is not after `step`."""
    return steps[bisect_right(steps, step) - 1]


def gathered(course: Course, spec: Spec, until: int) -> Cloud:
    """A cloud that is at step `until`. Invalid as Replicas are, for a course that has none."""
    cloud = Cloud(course, spec)
    while cloud.advance(until):
        pass
    cloud.at(until)
    return cloud
