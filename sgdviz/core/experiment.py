"""What the user chose, as one frozen value. Everything else is a function of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from .batch_schedules import batch_schedules
from .optimizers import Method, optimizers
from .parameters import Catalog, T
from .plan import Plan, Stretch
from .schedules import Schedule, schedules

Spec = Mapping[str, Any]
"""A checked object of a document, like {"name": "sgd", "lr": 0.1}. Never changed in place."""
Text = str | Mapping[str, str]
"""Words in one language, or in several by their codes."""
CONSTANT: Spec = {"name": "constant"}


class Setting(NamedTuple):
    """What is in force from step `step` on."""

    step: int
    optimizer: Spec
    schedule: Spec
    batch_size: int
    batch_schedule: Spec
    order: str


LIVE = Setting._fields[1:]
"""What may change in the middle of a run."""


@dataclass(frozen=True)
class Change:
    """From step `step` on, what is not None is new. An optimizer or a schedule of the same name keeps its memory."""

    step: int
    optimizer: Spec | None = None
    schedule: Spec | None = None
    batch_size: int | None = None
    batch_schedule: Spec | None = None
    order: str | None = None

    def without(self, keys: Collection[str]) -> "Change":
        """The same change, with these keys left as they were before it."""
        return Change(self.step, **{key: None if key in keys else getattr(self, key) for key in LIVE})

    @property
    def is_empty(self) -> bool:
        return all(getattr(self, key) is None for key in LIVE)


@dataclass(frozen=True)
class Run:
    """One run over the problem: its rule, its batches, its start. `start` None is the problem's own.

    The schedules say how the optimizer's learning rate and the batch size go on from what they are at first.

    `carry_over` False restarts every batch at the start: the misconception that exhibit 1 shows.
    """

    name: Text = ""
    optimizer: Spec = field(default_factory=lambda: {"name": "sgd"})
    schedule: Spec = field(default_factory=lambda: CONSTANT)
    batch_size: int = 16
    batch_schedule: Spec = field(default_factory=lambda: CONSTANT)
    order: str = "shuffle"
    seed: int = 0
    start: tuple[float, ...] | None = None
    carry_over: bool = True
    changes: tuple[Change, ...] = ()

    def settings(self) -> tuple[Setting, ...]:
        """What is in force between changes, one after another."""
        found = [Setting(0, *(getattr(self, key) for key in LIVE))]
        for change in self.changes:
            new = {key: getattr(change, key) for key in LIVE if getattr(change, key) is not None}
            setting = found[-1]._replace(step=change.step, **new)
            if change.step == found[-1].step:
                found.pop()
            found.append(setting)
        return tuple(found)

    def rules(self) -> tuple[tuple[int, str, Method], ...]:
        """(first step, name, rule) of each setting."""
        return tuple((setting.step, setting.optimizer["name"], rule(setting.optimizer)) for setting in self.settings())

    def plan(self, n: int) -> Plan:
        """The batches of this run over n rows: all rows where the method is a reference, whatever the batch size."""
        return Plan(n, self.seed, self._stretches(n))

    def _stretches(self, n: int) -> list[Stretch]:
        return [Stretch(s.step, n, "sequential", whole=True) if is_whole(s.optimizer) else
                Stretch(s.step, s.batch_size, s.order, growth=made(batch_schedules, s.batch_schedule)) for s in self.settings()]

    def lengths(self, n: int, epochs: int) -> tuple[tuple[int, int], ...]:
        """(first step, how many steps so many epochs take) as planned from that step on, knowing the changes up to it.

        So a change that makes a run longer or shorter leaves alone what came before it.
        """
        plan, found = Plan(n, self.seed, ()), []
        for stretch in self._stretches(n):
            plan.begin(stretch)
            found.append((stretch.step, plan.first_step(epochs + 1)))
        return tuple(found)

    def common_steps(self, other: "Run") -> int | None:
        """How many first steps this run has in common with `other`; None if all of them."""
        mine, theirs = replace(self, name="", changes=()), replace(other, name="", changes=())
        if replace(mine, **live(other)) != theirs:
            return 0
        return first_difference(*([(s.step, s[1:]) for s in run.settings()] for run in (self, other)))


def first_difference(a: Sequence[tuple[int, Any]], b: Sequence[tuple[int, Any]]) -> int | None:
    """The first step at which two lists of (first step, what is in force) differ; None if they do not."""
    at = [0, 0]
    for step in sorted({step for step, _ in (*a, *b)}):
        for i, found in enumerate((a, b)):
            if at[i] + 1 < len(found) and found[at[i] + 1][0] == step:
                at[i] += 1
        if a[at[0]][1] != b[at[1]][1]:
            return step
    return None


def live(run: Run) -> dict[str, Any]:
    """What of a run may change in its middle, as it begins."""
    return {key: getattr(run, key) for key in LIVE}


def is_whole(spec: Spec) -> bool:
    """Whether a checked optimizer is a reference method: each of its batches is all rows."""
    return bool(optimizers[spec["name"]].facts.get("whole"))


def is_constant(spec: Spec) -> bool:
    """Whether a checked schedule is none."""
    return spec["name"] == CONSTANT["name"] and not spec.get("warmup")


def made(catalog: Catalog[T], spec: Spec) -> T:
    """What a checked {"name": …, its numbers} stands for."""
    return catalog[spec["name"]].make(**{key: value for key, value in spec.items() if key != "name"})


def rule(spec: Spec) -> Method:
    """The update rule of a checked {"name": …, its numbers}."""
    return made(optimizers, spec)


def schedule(spec: Spec) -> Schedule:
    """The learning-rate schedule of a checked {"name": …, its numbers}."""
    return made(schedules, spec)


@dataclass(frozen=True)
class Experiment:
    """A problem, the runs over it, and what to look at.

    `base` is what all runs share; each of `overrides` is a run that differs in the keys it gives. `problem` is the
    checked object of the document, with data paths absolute. `epochs` are the first run's. `plane` names the two
    parameters that maps of more than two show; None: the principal directions of the path. `cloud` lays out the runs beside
    the watched one, if there are any.
    """

    problem: Spec
    base: Run = Run()
    overrides: tuple[Mapping[str, Any], ...] = ()
    epochs: int = 20
    averages: tuple[Spec, ...] = ()
    chord: tuple[tuple[float, ...], tuple[float, ...]] | None = None
    plane: tuple[str, str] | None = None
    cloud: Spec | None = None
    views: tuple[str, ...] = ()
    title: Text = ""
    text: Text = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs, each with its overrides; the base alone if there are none."""
        return tuple(self._run(override) for override in self.overrides) or (self.base,)

    def _run(self, override: Mapping[str, Any]) -> Run:
        """A key that a run overrides is its own: changes of the base leave it alone."""
        own = {key for key in LIVE if key in override}
        kept = (change.without(own) for change in self.base.changes)
        changes = tuple(change for change in kept if not change.is_empty)
        return replace(self.base, **{"changes": changes, **override})

    def steps(self, n: int) -> int:
        """How many steps every run takes: those of the first run's epochs."""
        return self.lengths(n)[-1][1]

    def lengths(self, n: int) -> tuple[tuple[int, int], ...]:
        """`Run.lengths` of the first run, which are those of all."""
        return self.runs[0].lengths(n, self.epochs)
