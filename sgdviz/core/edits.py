"""Edits: from one experiment to the next, as the form, the canvases and the live controls make them."""

import re
from copy import deepcopy
from dataclasses import replace
from typing import Any

from .document import document_of, experiment_of, problem_for
from .experiment import LIVE, Change, Experiment, Run, live


def with_value(experiment: Experiment, place: str, value: Any) -> Experiment:
    """The experiment with another value at a place of its document (`problem.x[0]`); None removes it.

    Invalid if the result is no experiment, or if its problem cannot be built.
    """
    document = deepcopy(document_of(experiment))
    *path, last = [int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", place)]
    inner: Any = document
    for part in path:
        inner = inner.setdefault(part, {}) if isinstance(part, str) else inner[part]
    if value is None and isinstance(last, str):
        inner.pop(last, None)
    else:
        inner[last] = value
    edited = experiment_of(document)
    problem_for(edited)
    return edited


def from_start(old: Experiment, new: Experiment, step: int) -> Experiment:
    """An edit while paused at `step`: what is new in the base acts from step 0 on, so earlier live changes of it go."""
    values = _edited(old.base, new.base, step)
    kept = (change.without(values) if change.step <= step else change for change in old.base.changes)
    changes = tuple(change for change in kept if not change.is_empty)
    return replace(new, base=replace(new.base, **{**live(old.base), **values}, changes=changes))


def from_here(old: Experiment, new: Experiment, step: int) -> Experiment:
    """An edit while playing: what is new of what may change in a run acts from `step` on, and is recorded so.

    An edit of anything else acts from step 0, as it does while paused.
    """
    values = _edited(old.base, new.base, step)
    rest = replace(new, base=replace(new.base, **live(old.base), changes=old.base.changes))
    if not values or rest != old:
        return from_start(old, new, step)
    earlier = [c for c in old.base.changes if c.step < step]
    same = next((c for c in old.base.changes if c.step == step), Change(step))
    return replace(old, base=replace(old.base, changes=(*earlier, replace(same, **values))))


def at_step(run: Run, step: int) -> Run:
    """The run as if what is in force at `step` had been so from the start."""
    setting = [setting for setting in run.settings() if setting.step <= step][-1]
    return replace(run, changes=(), **{key: getattr(setting, key) for key in LIVE})


def _edited(old: Run, new: Run, step: int) -> dict[str, Any]:
    """What of all that may change in a run is new at `step`.

    The one who edits may have begun with what is in force (`at_step`) or with what the run began with, so a value counts
    as new if another is in force, or else if the run began with another.
    """
    first, last, before, after = map(live, (old, new, at_step(old, step), at_step(new, step)))
    values = {key: last[key] for key in LIVE if last[key] not in (first[key], before[key])}
    return values | {key: after[key] for key in LIVE if after[key] != before[key]}
