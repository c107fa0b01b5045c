"""What an edit of one setting means for the rest: what no longer fits goes back to its default."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sgdviz.core.cloud import CLOUD
from sgdviz.core.datasets import load
from sgdviz.core.document import problem_of
from sgdviz.core.edits import at_step, with_value
from sgdviz.core.experiment import LIVE, Change, Experiment, Run
from sgdviz.core.frame import Frame
from sgdviz.core.kinds import build, kinds
from sgdviz.core.landscapes import landscapes
from sgdviz.core.optimizers import optimizers
from sgdviz.core.values import Columns, Word

from ..tables.tables import suggested, values_of

FIRST = {"data": "penguins", "landscape": "quintic", "formula": "x^4 - 2*x^2", "model": "a*x + b"}
"""What a problem is about when its kind has just been chosen."""
FIRST_CLOUD = {"runs": 1000}
"""A cloud that has just been switched on."""
IDENTITY = ("kind", "data", "name", "formula", "model")
"""The keys of a problem that make it another one; its story and its start go with the old one."""
QUIET = ("noise", "samples", "parameters", "box", "loss", "delta")
"""The keys of a problem that leave the meaning of θ as it is."""
COLUMNS = ("data", "sha256", "x", "y", "classes", "box", "parameters")
"""The keys of a problem that are about one table."""
CARRIED = ("noise", "samples", "standardize", "bias", "loss", "delta")
"""The keys of a problem that it keeps when it becomes one of another kind."""


def run_of(frame: Frame) -> Run:
    """The watched run as it is in force at the cursor."""
    return at_step(frame.course.run, frame.step)


def own_place(experiment: Experiment, watched: int, place: str) -> str:
    """Where the watched run has this setting: in its overrides, or with all others."""
    own = watched < len(experiment.overrides) and head(place) in experiment.overrides[watched]
    return f"runs[{watched}].{place}" if own else place


def head(place: str) -> str:
    """The first key of a place."""
    return re.split(r"[.\[]", place)[0]


def value_at(experiment: Experiment, run: Run, place: str) -> Any:
    """What the document says at a place; None where it says nothing."""
    found: Any = {**vars(run), "problem": experiment.problem, "epochs": experiment.epochs,
                  "averages": experiment.averages, "cloud": experiment.cloud}
    for part in re.findall(r"[^.\[\]]+", place):
        if isinstance(found, Mapping):
            found = found.get(part)
        elif found is not None:
            found = found[int(part)] if int(part) < len(found) else None
    return found


def with_setting(frame: Frame, place: str, value: Any) -> Experiment:
    """The experiment with another value at a place, for the watched run if the setting is its own. Invalid if it does not fit.

    While playing, what is in force at the cursor is the ground of the edit; while paused, earlier live changes of the
    same setting go.
    """
    experiment, key = frame.experiment, head(place)
    if key == "problem":
        return with_problem(experiment, place.split("."), value)
    if key == "averages":
        return with_average(experiment, place, value)
    if key == "cloud":
        return with_cloud(experiment, *_whole_centre(frame, place, value))
    whole = _whole(frame, place, value)
    target = own_place(experiment, frame.watched, key)
    if target == key and key in LIVE:
        experiment = replace(experiment, base=_ground(experiment.base, key, frame))
    return with_value(experiment, target, whole)


def with_average(experiment: Experiment, place: str, value: Any) -> Experiment:
    """The experiment with another value at `averages[i].…`; another name is another average, none takes it away."""
    specs = [dict(spec) for spec in experiment.averages]
    index, key = re.findall(r"[^.\[\]]+", place)[1:]
    before, after = specs[: int(index)], specs[int(index) + 1 :]
    if key == "name":
        return with_value(experiment, "averages", [*before, *([] if value in (None, "none") else [{"name": value}]), *after])
    return with_value(experiment, "averages", [*before, _with_key(specs[int(index)], key, value), *after])


def with_cloud(experiment: Experiment, place: str, value: Any) -> Experiment:
    """The experiment with another value at `cloud.…`; at `cloud` itself with one or without, or with the one that is given."""
    path, spec = place.split("."), experiment.cloud
    if len(path) > 1:
        spec = _with_key(spec or {}, path[1], value)
        spec = {k: v for k, v in spec.items() if all(p.name != k or CLOUD.takes(p, spec) for p in CLOUD.parameters)}
    else:
        spec = value if isinstance(value, Mapping) else FIRST_CLOUD if value else None
    return with_value(experiment, "cloud", spec)


def _whole_centre(frame: Frame, place: str, value: Any) -> tuple[str, Any]:
    """The place and the value of the whole centre of a cloud, where `place` is one of its numbers; else as they are."""
    found = re.fullmatch(r"(cloud\.centre)\[(\d+)\]", place)
    if found is None:
        return place, value
    centre = list((frame.experiment.cloud or {}).get("centre") or frame.course.start.tolist())
    centre[int(found[2])] = float(frame.course.start[int(found[2])]) if value is None else value
    return found[1], None if value is None and centre == frame.course.start.tolist() else centre


def _whole(frame: Frame, place: str, value: Any) -> Any:
    """The value of a whole key of a run, of which `place` may be a part."""
    key, *rest = re.findall(r"[^.\[\]]+", place)
    if key in LIVE and rest:
        spec = getattr(run_of(frame), key)
        if len(rest) == 2:
            value = _with_part(spec, rest[0], int(rest[1]), value)
        return {"name": value} if rest == ["name"] else _with_key(spec, rest[0], value)
    if key == "start" and rest:
        start, i = frame.course.start.tolist(), int(rest[0])
        start[i] = float(frame.problem.start[i]) if value is None else value
        return None if value is None and start == frame.problem.start.tolist() else start
    return value


def _with_key(spec: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """A copy with another value of a key; None takes the key away."""
    rest = {k: v for k, v in spec.items() if k != key}
    return rest if value is None else {**rest, key: value}


def _with_part(spec: Mapping[str, Any], key: str, i: int, value: Any) -> list[Any] | None:
    """A pair of an optimizer with another value of one of its numbers, None being its default; None if all are then."""
    default = list(next(p.default for p in optimizers[spec["name"]].parameters if p.name == key))
    pair = list(spec.get(key, default))
    pair[i] = default[i] if value is None else value
    return None if pair == default and value is None else pair


def _ground(base: Run, key: str, frame: Frame) -> Run:
    if frame.pace != "still":
        return at_step(base, frame.step)
    kept = (_without(c, key) if c.step <= frame.step else c for c in base.changes)
    return replace(base, changes=tuple(c for c in kept if any(getattr(c, k) is not None for k in LIVE)))


def _without(change: Change, key: str) -> Change:
    values: dict[str, Any] = {key: None}
    return replace(change, **values)


def with_problem(experiment: Experiment, path: list[str], value: Any) -> Experiment:
    """The experiment with another value in its problem (path `["problem", "x"]`)."""
    key = path[1]
    spec = problem_of(_fitted(dict(experiment.problem), path, value))
    problem = build(spec)
    edited = replace(experiment, problem=spec)
    if key in IDENTITY:
        edited = replace(edited, title="", text="", views=() if key == "kind" else edited.views)
    same = key in QUIET or (key in ("formula", "model") and problem.names == build(experiment.problem).names)
    if not same:
        edited = without_points(edited)
    rate = landscapes[spec["name"]].facts["lr"] if key in ("kind", "name") and "name" in spec else None
    return edited if rate is None else _with_rate(edited, rate)


def with_problem_of(experiment: Experiment, reference: Experiment) -> Experiment:
    """The experiment with the problem of another, with its story, its points and its canvases."""
    starts = [{k: v for k, v in run.items() if k == "start"} for run in reference.overrides]
    overrides = tuple({**{k: v for k, v in run.items() if k != "start"}, **(starts[i] if i < len(starts) else {})}
                      for i, run in enumerate(experiment.overrides))
    return replace(experiment, problem=reference.problem, base=replace(experiment.base, start=reference.base.start),
                   overrides=overrides, chord=reference.chord, plane=reference.plane, views=reference.views,
                   cloud=experiment.cloud and _with_key(experiment.cloud, "centre", None),
                   title=reference.title, text=reference.text)


def without_points(experiment: Experiment) -> Experiment:
    """The experiment without the points that stand in its space: starts, chord, plane and the centre of a cloud."""
    overrides = tuple({k: v for k, v in override.items() if k != "start"} for override in experiment.overrides)
    return replace(experiment, base=replace(experiment.base, start=None), overrides=overrides, chord=None,
                   plane=None, cloud=experiment.cloud and _with_key(experiment.cloud, "centre", None))


def _with_rate(experiment: Experiment, rate: float) -> Experiment:
    """A learning rate that suits a function that was just chosen, for plain descent; other methods keep their own."""
    optimizer = experiment.base.optimizer
    if optimizer["name"] == "sgd":
        optimizer = {**optimizer, "lr": rate}
    return replace(experiment, base=replace(experiment.base, optimizer=optimizer, changes=()))


def _fitted(spec: dict[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    key = path[1]
    if key == "kind":
        return _of_kind(value, spec)
    if key == "data":
        kept = {k: v for k, v in spec.items() if k not in COLUMNS}
        return suggested(value, spec["kind"]) or _with_classes({**kept, "data": value})
    if key == "name":
        return {k: v for k, v in {**spec, "name": value}.items() if k not in ("parameters", "box")}
    if len(path) > 2:
        return {**spec, key: _with_key(spec.get(key) or {}, path[2], value)}
    spec = _with_key(spec, key, value)
    if key == "model":
        spec.pop("parameters", None)
    if key == "loss":
        entry = kinds[spec["kind"]]
        spec = {k: v for k, v in spec.items() if all(p.name != k or entry.takes(p, spec) for p in entry.parameters)}
    if key not in QUIET:
        spec.pop("box", None)
    if key in ("x", "y"):
        spec = _apart(spec, key)
    return _with_classes(spec) if key == "y" else spec


def _of_kind(kind: str, old: dict[str, Any]) -> dict[str, Any]:
    """A problem of another kind: what the old one has and the new one takes, and what it needs."""
    declared = {parameter.name: parameter for parameter in kinds[kind].parameters}
    subject = {p.name: FIRST[p.of] for p in declared.values() if isinstance(p, Word) and p.of in FIRST}
    numeric = all("classes" not in (p.name for p in kinds[k].parameters) for k in (kind, old["kind"]))
    kept = {k: v for k, v in old.items() if k in subject or k in CARRIED or (numeric and k in ("x", "y"))}
    spec = {"kind": kind, **subject, **{k: v for k, v in kept.items() if k in declared},
            **kinds[kind].facts.get("proposed", {})}
    if "data" not in spec:
        return spec
    columns = declared["x"]
    if "x" in spec and isinstance(columns, Columns):
        spec["x"] = spec["x"][: columns.most]
    fits = "x" in spec and "model" not in spec
    return spec if fits else suggested(spec["data"], kind) or _with_classes(spec)


def _apart(spec: dict[str, Any], key: str) -> dict[str, Any]:
    """x and y that do not share a column: the one that was not just chosen gives way."""
    x, y = spec.get("x"), spec.get("y")
    if x and y in x:
        if key == "x":
            del spec["y"]
        else:
            spec["x"] = [column for column in x if column != y]
            if not spec["x"]:
                del spec["x"]
    return spec


def _with_classes(spec: dict[str, Any]) -> dict[str, Any]:
    """The first two values of y as classes, if y has more than two."""
    spec.pop("classes", None)
    if "y" in spec and any(p.name == "classes" for p in kinds[spec["kind"]].parameters):
        values = values_of(load(spec["data"]), spec["y"])
        if len(values) > 2:
            spec["classes"] = values[:2]
    return spec
