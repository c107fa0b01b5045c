"""Which settings there are for an experiment, as the factories declare them, and what each shows."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal

from sgdviz.core.averages import averages
from sgdviz.core.batch_schedules import batch_schedules
from sgdviz.core.batches import orders
from sgdviz.core.cloud import CLOUD
from sgdviz.core.document import BATCH_SIZE, EPOCHS, SEED
from sgdviz.core.edits import at_step
from sgdviz.core.experiment import Experiment, is_whole
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import QT_TRANSLATE_NOOP
from sgdviz.core.kinds import kinds
from sgdviz.core.landscapes import landscapes
from sgdviz.core.landscapes.noise import noises
from sgdviz.core.models import Model
from sgdviz.core.optimizers import optimizers
from sgdviz.core.parameters import Catalog, Choice, Flag, Pair, Parameter, Real
from sgdviz.core.schedules import schedules
from sgdviz.core.values import Box, Names, Noise, Numbers, Point

from .fitting import IDENTITY, head, own_place, run_of, value_at, with_problem_of, with_setting

GroupName = Literal["problem", "batches", "optimizer", "schedule", "start", "averages", "cloud"]
COORDINATES = 12
"""So many coordinates of a point are offered."""

KIND = Choice(options={name: kinds[name].label for name in kinds}, label=QT_TRANSLATE_NOOP("core", "kind"))
NOISE = Choice(options={name: noises[name].label for name in noises}, default="none",
               label=QT_TRANSLATE_NOOP("core", "noise"))
AVERAGE = Choice(options={"none": QT_TRANSLATE_NOOP("core", "none"), **{name: averages[name].label for name in averages}},
                 default="none", symbol="θ", label=QT_TRANSLATE_NOOP("core", "average"))
AVERAGES = 3
"""So many can be told apart by their marks."""
DEVIATION = Real(low=0, high=1e6, slider=(0, 2), default=0.5, symbol="σ", label=QT_TRANSLATE_NOOP("core", "deviation"))

SHOWN = Flag(label=CLOUD.label)


@dataclass(frozen=True)
class Field:
    """One setting: its place in the document, and what is declared of it."""

    place: str
    parameter: Parameter

    @property
    def key(self) -> tuple[Any, ...]:
        """Fields of one key can share an editor."""
        return self.place, type(self.parameter), getattr(self.parameter, "of", "")


@dataclass(frozen=True)
class Group:
    """Fields under one head; `run` is the index of the run that alone has them, None if all have."""

    name: GroupName
    fields: tuple[Field, ...]
    run: int | None = None


def groups(frame: Frame) -> tuple[Group, ...]:
    """All settings of the experiment that is shown, those of the watched run among them."""
    n = frame.problem.n
    size = replace(BATCH_SIZE, high=n, slider=(1, n))
    growth = _named_fields(frame, "batch_schedule", batch_schedules, QT_TRANSLATE_NOOP("core", "schedule"), "B")
    taken = () if is_whole(run_of(frame).optimizer) else (
        Field("batch_size", size), *(growth if n > 1 else ()), Field("order", _named(orders, QT_TRANSLATE_NOOP("core", "order"))))
    batches = (*taken, Field("seed", SEED), Field("epochs", EPOCHS))
    rule = _named_fields(frame, "optimizer", optimizers, QT_TRANSLATE_NOOP("core", "method"))
    schedule = _named_fields(frame, "schedule", schedules, QT_TRANSLATE_NOOP("core", "schedule"), "η")
    problem = (Field("problem.kind", KIND), *_problem_fields(frame))
    found: tuple[tuple[GroupName, tuple[Field, ...]], ...] = (
        ("problem", problem), ("batches", batches), ("optimizer", rule), ("schedule", schedule),
        ("start", _coordinates(frame, "start")), ("averages", _average_fields(frame)), ("cloud", _cloud_fields(frame)))
    return tuple(Group(name, fields, _run(frame, fields[-1 if name == "start" else 0])) for name, fields in found)


def _run(frame: Frame, field: Field) -> int | None:
    own = own_place(frame.experiment, frame.watched, head(field.place)) != head(field.place)
    return frame.watched if own else None


def _named_fields(frame: Frame, key: str, catalog: Catalog[Any], label: str, symbol: str = "") -> tuple[Field, ...]:
    """Which entry of a catalog a key of the watched run names, and the numbers that it takes."""
    entry = catalog[getattr(run_of(frame), key)["name"]]
    return (Field(f"{key}.name", _named(catalog, label, symbol)),
            *(field for p in entry.parameters for field in _expanded(f"{key}.{p.name}", p, {})))


def _named(catalog: Catalog[Any], label: str, symbol: str = "") -> Choice:
    return Choice(options={name: catalog[name].label for name in catalog}, label=label, symbol=symbol)


def _problem_fields(frame: Frame) -> tuple[Field, ...]:
    spec = frame.experiment.problem
    found: list[Field] = []
    entry = kinds[spec["kind"]]
    for parameter in entry.parameters:
        if entry.takes(parameter, spec):
            found += _expanded(f"problem.{parameter.name}", parameter, spec)
    noisy = (spec.get("noise") or {}).get("kind", "none") != "none" or "samples" in spec
    return tuple(field for field in found if field.place != "problem.samples" or noisy)


def _expanded(place: str, parameter: Parameter, spec: Mapping[str, Any]) -> list[Field]:
    """The fields of a parameter: one, unless it is several or none."""
    expand = EXPANSIONS.get(type(parameter))
    return expand(place, parameter, spec) if expand else [Field(place, parameter)]


def _pair(place: str, parameter: Parameter, spec: Mapping[str, Any]) -> list[Field]:
    assert isinstance(parameter, Pair)
    return [Field(f"{place}[{i}]", part) for i, part in enumerate(parameter.parts)]


def _noise(place: str, parameter: Parameter, spec: Mapping[str, Any]) -> list[Field]:
    deviation = [] if (spec.get("noise") or {}).get("kind", "none") == "none" else [Field(f"{place}.sd", DEVIATION)]
    return [Field(f"{place}.kind", NOISE), *deviation]


EXPANSIONS: dict[type[Parameter], Callable[[str, Parameter, Mapping[str, Any]], list[Field]]] = {
    Numbers: lambda place, parameter, spec: [Field(f"{place}.{p.name}", p) for p in landscapes[spec["name"]].parameters],
    Noise: _noise,
    Box: lambda place, parameter, spec: [],
    Names: lambda place, parameter, spec: [],
    Pair: _pair,
}
"""Parameters that are several fields, or none: the box is what the maps are zoomed to, names are found in the model."""


def _coordinates(frame: Frame, place: str, label: str = "") -> tuple[Field, ...]:
    """The fields of a point in the problem's space."""
    sides = zip(frame.problem.names, frame.problem.box.tolist(), strict=True)
    return tuple(Field(f"{place}[{i}]", Real(low=-1e12, high=1e12, slider=(low, high), symbol=name, label=label))
                 for i, (name, (low, high)) in enumerate(sides) if i < COORDINATES)


def _average_fields(frame: Frame) -> tuple[Field, ...]:
    """Those of every average, and one more with which to add another."""
    found: list[Field] = []
    for i, spec in enumerate(frame.experiment.averages):
        found.append(Field(f"averages[{i}].name", AVERAGE))
        found += (Field(f"averages[{i}].{p.name}", p) for p in averages[spec["name"]].parameters)
    more = [Field(f"averages[{len(frame.experiment.averages)}].name", AVERAGE)]
    return tuple(found + (more if len(frame.experiment.averages) < AVERAGES else []))


def _cloud_fields(frame: Frame) -> tuple[Field, ...]:
    """Whether there is a cloud, and what it takes if there is."""
    spec = frame.experiment.cloud
    taken = [] if spec is None else [p for p in CLOUD.parameters if CLOUD.takes(p, spec)]
    fields = (_coordinates(frame, f"cloud.{p.name}", p.label) if isinstance(p, Point) else (Field(f"cloud.{p.name}", p),)
              for p in taken)
    return Field("cloud", SHOWN), *chain.from_iterable(fields)


def shown_value(frame: Frame, field: Field) -> Any:
    """What the field shows: what the document says, or else what is in force."""
    said = value_at(frame.experiment, run_of(frame), field.place)
    if field.place == "cloud":
        return said is not None
    if said is not None:
        return min(said, frame.problem.n) if field.place == "batch_size" else said
    if field.place.startswith(("start", "cloud.centre")):
        return float(frame.course.start[int(re.findall(r"\d+", field.place)[0])])
    default = field.parameter.default
    return _effective(frame, field.place) if default is None or default is inspect.Parameter.empty else default


def _effective(frame: Frame, place: str) -> Any:
    problem = frame.problem
    if place == "problem.samples":
        return problem.n
    if place == "schedule.steps":
        return frame.course.law(frame.step).total
    if isinstance(problem, Model):
        sample = problem.sample
        return {"problem.x": list(sample.x_names), "problem.y": sample.y_name,
                "problem.classes": list(sample.labels)}.get(place)
    return None


def differs(frame: Frame, reference: Experiment, field: Field) -> bool:
    """Whether the user changed this setting of the document as it was opened."""
    place = field.place
    if place.startswith("problem."):
        now, then = frame.experiment.problem, reference.problem
        changed = [key for key in IDENTITY if now.get(key) != then.get(key)]
        if changed:
            return place == f"problem.{changed[0]}"
    now_there = value_at(frame.experiment, run_of(frame), place)
    return bool(_plain(now_there, field) != _plain(reference_value(frame, reference, field), field))


def reference_value(frame: Frame, reference: Experiment, field: Field) -> Any:
    """What the document said of this setting as it was opened; None if nothing."""
    runs = reference.runs
    run = runs[frame.watched] if frame.watched < len(runs) else reference.base
    return value_at(reference, at_step(run, frame.step), field.place)


def reset(frame: Frame, reference: Experiment, field: Field) -> Experiment:
    """The experiment with this setting as in the document as it was opened. Invalid if it does not fit any more."""
    if field.place in {f"problem.{key}" for key in IDENTITY}:
        return with_problem_of(frame.experiment, reference)
    return with_setting(frame, field.place, reference_value(frame, reference, field))


def _plain(value: Any, field: Field) -> Any:
    if field.place == "cloud":
        return value is not None
    default = field.parameter.default
    value = default if value is None and default is not inspect.Parameter.empty else value
    return list(value) if isinstance(value, tuple) else value
