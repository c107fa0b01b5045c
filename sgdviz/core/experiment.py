"""What the user chose, as one frozen value. Everything else is a function of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .batches import Plan, Stretch
from .optimizers import Method, optimizers

Spec = Mapping[str, Any]
"""A checked object of a document, like {"name": "sgd", "lr": 0.1}. Never changed in place."""
Text = str | Mapping[str, str]
"""Words in one language, or in several by their codes."""
LIVE = ("optimizer", "batch_size", "order")
"""What may change in the middle of a run."""


@dataclass(frozen=True)
class Change:
    """From step `step` on, what is not None is new. An optimizer of the same name keeps its memory."""

    step: int
    optimizer: Spec | None = None
    batch_size: int | None = None
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

    `carry_over` False restarts every batch at the start: the misconception that exhibit 1 shows.
    """

    name: Text = ""
    optimizer: Spec = field(default_factory=lambda: {"name": "sgd"})
    batch_size: int = 16
    order: str = "shuffle"
    seed: int = 0
    start: tuple[float, ...] | None = None
    carry_over: bool = True
    changes: tuple[Change, ...] = ()

    def stretches(self) -> tuple[tuple[int, Spec, int, str], ...]:
        """(first step, optimizer, batch size, order) of each stretch between changes."""
        found = [(0, self.optimizer, self.batch_size, self.order)]
        for change in self.changes:
            _, optimizer, size, order = found[-1]
            if change.step == found[-1][0]:
                found.pop()
            found.append((change.step, change.optimizer or optimizer, change.batch_size or size, change.order or order))
        return tuple(found)

    def rules(self) -> tuple[tuple[int, str, Method], ...]:
        """(first step, name, rule) of each stretch."""
        return tuple((step, spec["name"], rule(spec)) for step, spec, _, _ in self.stretches())

    def plan(self, n: int) -> Plan:
        """The batches of this run over n rows: all rows where the method is a reference, whatever the batch size."""
        return Plan(n, self.seed, [
            Stretch(step, n, "sequential", whole=True) if is_whole(spec) else Stretch(step, size, order)
            for step, spec, size, order in self.stretches()])

    def common_steps(self, other: "Run") -> int | None:
        """How many first steps this run has in common with `other`; None if all of them."""
        mine, theirs = replace(self, name="", changes=()), replace(other, name="", changes=())
        if replace(mine, **_live(other)) != theirs:
            return 0
        for a, b in zip(self.stretches(), other.stretches(), strict=False):
            if a != b:
                return max(0, min(a[0], b[0]))
        longer = max(self.stretches(), other.stretches(), key=len)
        shorter = min(len(self.stretches()), len(other.stretches()))
        return longer[shorter][0] if len(longer) > shorter else None




def _live(run: Run) -> dict[str, Any]:
    return {key: getattr(run, key) for key in LIVE}


def is_whole(spec: Spec) -> bool:
    """Whether a checked optimizer is a reference method: each of its batches is all rows."""
    return bool(optimizers[spec["name"]].facts.get("whole"))


def rule(spec: Spec) -> Method:
    """The update rule of a checked {"name": …, its numbers}."""
    return optimizers[spec["name"]].make(**{key: value for key, value in spec.items() if key != "name"})


@dataclass(frozen=True)
class Experiment:
    """A problem, the runs over it, and what to look at.

    `base` is what all runs share; each of `overrides` is a run that differs in the keys it gives. `problem` is the
    checked object of the document, with data paths absolute. `epochs` are the first run's. `plane` names the two
    parameters that maps of more than two show; None: the principal directions of the path.
    """

    problem: Spec
    base: Run = Run()
    overrides: tuple[Mapping[str, Any], ...] = ()
    epochs: int = 20
    chord: tuple[tuple[float, ...], tuple[float, ...]] | None = None
    plane: tuple[str, str] | None = None
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
        return self.runs[0].plan(n).first_step(self.epochs + 1)
