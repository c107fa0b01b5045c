"""An experiment as a JSON document, and back, with one sentence for whatever is wrong in it."""

import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from .averages import averages
from .batch_schedules import batch_schedules
from .batches import orders
from .canvases import CANVASES
from .cloud import cloud_of
from .experiment import CONSTANT, LIVE, Change, Experiment, Run, Spec, Text
from .invalid import QT_TRANSLATE_NOOP, Invalid
from .kinds import build, kinds
from .models import Model
from .optimizers import optimizers
from .parameters import Catalog, Choice, Flag, Integer, shown
from .problem import Problem
from .progress import Progress, waited
from .schedules import schedules
from .theory.rows import spread
from .values import Point

VERSION = 1
MANY = 200_000
"""Of so many rows an epoch's order and what they have in common take longer than a frame."""
EPOCHS = Integer(name="epochs", default=20, low=1, high=10_000_000, slider=(1, 1000), scale="log",
                 label=QT_TRANSLATE_NOOP("core", "epochs"))
BATCH_SIZE = Integer(name="batch_size", default=16, low=1, high=1_000_000_000, scale="log", symbol="B",
                     label=QT_TRANSLATE_NOOP("core", "batch size"))
SEED = Integer(name="seed", default=0, low=0, high=2**63 - 1, label=QT_TRANSLATE_NOOP("core", "seed"))
POINT = Point()
CANVAS = Choice(options={name: name for name in CANVASES})
RUN_KEYS = (*LIVE, "seed", "start", "carry_over", "changes")
KEYS = ("sgdviz", "title", "text", "problem", "epochs", "averages", "chord", "plane", "cloud", "views", "runs", *RUN_KEYS)


def experiment_of(document: Any) -> Experiment:
    """The experiment of a parsed document. Invalid with the place of the first thing that is wrong."""
    known(document, "", KEYS)
    version = Integer(low=1).check(document.get("sgdviz", VERSION), "sgdviz")
    if version > VERSION:
        raise Invalid("sgdviz", QT_TRANSLATE_NOOP("core", "version {value} is newer than this program, which reads {most}"),
                      value=int(version), most=VERSION)
    if "problem" not in document:
        raise Invalid("problem", QT_TRANSLATE_NOOP("core", "is missing; a document needs it"))
    chord, plane, cloud = (document.get(key) for key in ("chord", "plane", "cloud"))
    return Experiment(
        problem=problem_of(document["problem"]),
        base=Run(**run_of({key: document[key] for key in RUN_KEYS if key in document}, "")),
        overrides=tuple(override(run, f"runs[{i}]") for i, run in enumerate(items(document.get("runs", []), "runs"))),
        epochs=int(EPOCHS.check(document.get("epochs", EPOCHS.default), "epochs")),
        averages=tuple(spec_of(averages)(spec, f"averages[{i}]")
                       for i, spec in enumerate(items(document.get("averages", []), "averages"))),
        chord=None if chord is None else chord_of(chord),
        plane=None if plane is None else plane_of(plane),
        cloud=None if cloud is None else cloud_of(cloud),
        views=tuple(CANVAS.check(view, f"views[{i}]") for i, view in enumerate(items(document.get("views", []), "views"))),
        title=text_of(document.get("title", ""), "title"),
        text=text_of(document.get("text", ""), "text"),
    )


def problem_of(spec: Any) -> Spec:
    """A checked `problem` object: its kind, and what was given of what the kind takes."""
    if not isinstance(spec, Mapping) or "kind" not in spec:
        raise Invalid("problem", QT_TRANSLATE_NOOP("core", "must be an object with a kind; kinds: {allowed}"),
                      allowed=", ".join(kinds))
    entry = kinds.find(spec["kind"], "problem.kind")
    known(spec, "problem", ("kind", "sha256", *(p.name for p in entry.parameters)))
    numbers = {k: v for k, v in spec.items() if k not in ("kind", "sha256")}
    for parameter in entry.parameters:
        if parameter.default is inspect.Parameter.empty and parameter.name not in numbers:
            raise Invalid(f"problem.{parameter.name}", QT_TRANSLATE_NOOP("core", "is missing; {kind} needs it"), kind=entry.name)
    checked = {"kind": entry.name, **entry.check(numbers, "problem")}
    if "sha256" in spec:
        checked["sha256"] = word(spec["sha256"], "problem.sha256")
    return checked


def run_of(keys: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The checked fields of a run."""
    check = {
        "optimizer": spec_of(optimizers), "schedule": spec_of(schedules), "batch_schedule": spec_of(batch_schedules),
        "batch_size": BATCH_SIZE.check, "order": lambda v, p: orders.find(v, p).name,
        "seed": SEED.check, "start": POINT.check, "carry_over": Flag().check, "changes": changes_of, "name": text_of,
    }
    return {key: check[key](value, joined(place, key)) for key, value in keys.items()}


def override(run: Any, place: str) -> dict[str, Any]:
    """The checked overrides of one of several runs."""
    known(run, place, ("name", *RUN_KEYS))
    return run_of(run, place)


def spec_of(catalog: Catalog[Any]) -> Callable[[Any, str], Spec]:
    """What checks a {"name": …, its numbers} of a catalog."""
    def check(spec: Any, place: str) -> Spec:
        if not isinstance(spec, Mapping) or "name" not in spec:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "must be an object with a name; names: {allowed}"),
                          allowed=", ".join(catalog))
        entry = catalog.find(spec["name"], f"{place}.name")
        numbers = entry.check({k: v for k, v in spec.items() if k != "name"}, place)
        try:
            entry.make(**numbers)
        except Invalid as wrong:
            raise wrong.within(place) from None
        return {"name": entry.name, **numbers}
    return check


def changes_of(changes: Any, place: str) -> tuple[Change, ...]:
    """Checked changes, each at a later step than the one before."""
    found: list[Change] = []
    for i, change in enumerate(items(changes, place)):
        here = f"{place}[{i}]"
        known(change, here, ("step", *LIVE))
        low = found[-1].step + 1 if found else 0
        step = Integer(low=low).check(change.get("step"), f"{here}.step")
        found.append(Change(int(step), **run_of({k: v for k, v in change.items() if k != "step"}, here)))
    return tuple(found)


def chord_of(value: Any) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Two points."""
    ends = items(value, "chord")
    if len(ends) != 2:
        raise Invalid("chord", QT_TRANSLATE_NOOP("core", "{value} is not two points"), value=shown(value))
    first, second = (POINT.check(end, f"chord[{i}]") for i, end in enumerate(ends))
    return first, second


def plane_of(value: Any) -> tuple[str, str]:
    """The names of two different parameters."""
    names = [word(name, f"plane[{i}]") for i, name in enumerate(items(value, "plane"))]
    if len(names) != 2 or names[0] == names[1]:
        raise Invalid("plane", QT_TRANSLATE_NOOP("core", "{value} is not two different parameters"), value=shown(value))
    return names[0], names[1]


def text_of(value: Any, place: str) -> Text:
    """A text, or an object of texts by language."""
    if isinstance(value, Mapping):
        return {language: word(text, f"{place}.{language}") for language, text in value.items()} or ""
    return word(value, place)


def word(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not a text"), value=shown(value))
    return value


def items(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not a list"), value=shown(value))
    return list(value)


def known(value: Any, place: str, keys: tuple[str, ...]) -> None:
    """`value` is an object with no other keys than these."""
    if not isinstance(value, Mapping):
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not an object"), value=shown(value))
    for key in value:
        if key not in keys:
            raise Invalid(joined(place, str(key)), QT_TRANSLATE_NOOP("core", "unknown key; known here: {allowed}"),
                          allowed=", ".join(keys))


def joined(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def document_of(experiment: Experiment) -> dict[str, Any]:
    """The document of an experiment: `experiment_of` reads it back to an equal one."""
    document: dict[str, Any] = {"sgdviz": VERSION}
    for key in ("title", "text"):
        if getattr(experiment, key):
            document[key] = getattr(experiment, key)
    document["problem"] = dict(experiment.problem)
    base = {key: getattr(experiment.base, key) for key in RUN_KEYS}
    silent = {"schedule": CONSTANT, "batch_schedule": CONSTANT, "start": None, "carry_over": True, "changes": ()}
    document.update(_keys_of({key: value for key, value in base.items() if key not in silent or value != silent[key]}))
    document["epochs"] = experiment.epochs
    if experiment.overrides:
        document["runs"] = [_keys_of(override) for override in experiment.overrides]
    if experiment.averages:
        document["averages"] = [dict(spec) for spec in experiment.averages]
    if experiment.chord is not None:
        document["chord"] = [list(end) for end in experiment.chord]
    if experiment.plane is not None:
        document["plane"] = list(experiment.plane)
    if experiment.cloud is not None:
        document["cloud"] = dict(experiment.cloud)
    if experiment.views:
        document["views"] = list(experiment.views)
    return document


def _keys_of(keys: Mapping[str, Any]) -> dict[str, Any]:
    """The document of a run's fields."""
    found = dict(keys)
    if "start" in found:
        found["start"] = list(found["start"])
    if "changes" in found:
        found["changes"] = [{k: v for k, v in vars(change).items() if v is not None} for change in found["changes"]]
    return found


def problem_for(experiment: Experiment) -> Problem:
    """The problem of an experiment. Invalid where its data are bad, its points do not have the problem's dimension, or a
    model cannot begin where it should.
    """
    problem = build(experiment.problem)
    for place, value in _points(experiment):
        if len(value) != problem.dim:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "numbers given: {found}; θ has {dim}: {names}"),
                          found=len(value), dim=problem.dim, names=", ".join(problem.names))
    for i, name in enumerate(experiment.plane or ()):
        if name not in problem.names:
            raise Invalid(f"plane[{i}]", QT_TRANSLATE_NOOP("core", "no parameter has the name {value}; θ has {dim}: {names}"),
                          value=shown(name), dim=problem.dim, names=", ".join(problem.names))
    for i, run in enumerate(experiment.runs if isinstance(problem, Model) else ()):
        start = problem.start if run.start is None else np.array(run.start)
        if not np.isfinite(problem.loss(start)):
            own = i < len(experiment.overrides) and "start" in experiment.overrides[i]
            raise Invalid(f"runs[{i}].start" if own else "start", QT_TRANSLATE_NOOP(
                "core", "J has no finite value at {value}; choose a start where the model has one, or standardize"),
                value=shown([float(f"{number:.6g}") for number in start]))
    if problem.n > MANY:
        for run in experiment.runs:
            _begin(problem, run.seed, run.order)
    return problem


@lru_cache(maxsize=8)
def _begin(problem: Problem, seed: int, order: str) -> None:
    """Have at hand what the first frame asks for and what takes long where there are very many rows."""
    def deed(progress: Progress) -> None:
        Run(order=order, seed=seed).plan(problem.n).epoch_rows(1)
        spread(problem, problem.start)
    waited(deed, QT_TRANSLATE_NOOP("core", "Putting all rows in order"))


def _points(experiment: Experiment) -> list[tuple[str, tuple[float, ...]]]:
    found = [("start", experiment.base.start)]
    found += [(f"runs[{i}].start", override.get("start")) for i, override in enumerate(experiment.overrides)]
    found += [("cloud.centre", (experiment.cloud or {}).get("centre"))]
    found += [(f"chord[{i}]", end) for i, end in enumerate(experiment.chord or ())]
    return [(place, value) for place, value in found if value is not None]
