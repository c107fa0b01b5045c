"""The pixels of a map: where they lie, and what of the watched run a click on one sets."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import numpy as np

from ..experiment import Experiment, Run, live
from ..problem import Array


def pixel_of(box: Array, shape: tuple[int, int], at: Array) -> tuple[int, int] | None:
    """Row and column of the pixel of a box in which a point (2,) lies; None beside it."""
    share = (at - box[:, 0]) / np.diff(box, axis=1)[:, 0]
    if not ((share >= 0) & (share < 1)).all():
        return None
    return int(share[1] * shape[0]), int(share[0] * shape[1])


def centres(box: Array, side: int, count: int) -> Array:
    """The middles (count,) of the pixels along a side of a box: 0 across, 1 upwards."""
    low, high = box[side]
    found: Array = low + (np.arange(count) + 0.5) * (high - low) / count
    return found


def with_start(experiment: Experiment, watched: int, start: tuple[float, ...]) -> Experiment:
    """The experiment whose watched run begins there; where its start is that of all, all do."""
    return _with(experiment, watched, {"start": start})


def with_rate(experiment: Experiment, watched: int, rate: float, batch_size: int | None = None) -> Experiment:
    """The experiment whose watched run has that learning rate, and that batch size, for good: later changes of them go."""
    optimizer = {**experiment.runs[watched].optimizer, "lr": rate}
    values: dict[str, Any] = {"optimizer": optimizer}
    if batch_size is not None:
        values["batch_size"] = batch_size
    return _with(experiment, watched, values)


def _with(experiment: Experiment, watched: int, values: dict[str, Any]) -> Experiment:
    """Other values for the watched run: of its own where it has its own, else of the base."""
    own = dict(experiment.overrides[watched]) if experiment.overrides else {}
    mine = {key: value for key, value in values.items() if key in own}
    shared = {key: value for key, value in values.items() if key not in own}
    if "changes" in own:
        own["changes"] = _without(own["changes"], values)
    kept = _without(experiment.base.changes, shared)
    overrides = list(experiment.overrides)
    if overrides:
        overrides[watched] = {**own, **mine}
    return replace(experiment, base=replace(experiment.base, changes=kept, **shared), overrides=tuple(overrides))


def _without(changes: tuple[Any, ...], keys: Collection[str]) -> tuple[Any, ...]:
    live_keys = [key for key in keys if key in live(Run())]
    return tuple(change for change in (each.without(live_keys) for each in changes) if not change.is_empty)
