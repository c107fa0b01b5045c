"""The cloud of a frame as it stands at the cursor: where its runs are, and what there is to say of them."""

from contextlib import suppress
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from sgdviz.core.cloud import Cloud
from sgdviz.core.edits import with_value
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import Invalid, filled
from sgdviz.core.problem import Array
from sgdviz.core.progress import roughly

from ..form.fitting import own_place

LATE = 0.2
"""While a run plays, its cloud may be behind it by this share of the steps before that is said."""


class Present(NamedTuple):
    """θ (R, d) of a cloud's runs at the last step up to the cursor of which it is at hand."""

    cloud: Cloud
    step: int
    theta: Array

    @property
    def lost(self) -> NDArray[np.bool_]:
        """Which runs have diverged by this step, (R,): they stay at the last θ that float32 could hold."""
        # Without a sign −1, the end of a run that goes on, is beyond all steps.
        return self.cloud.ends.view(np.uint64) <= self.step

    @property
    def diverged(self) -> int:
        """How many runs have diverged by this step."""
        return int(np.count_nonzero(self.lost))


def present(frame: Frame) -> Present | None:
    """The cloud of a frame; None if it has none."""
    cloud = frame.cloud
    return None if cloud is None else Present(cloud, *cloud.near(min(frame.step, cloud.last)))


def is_late(frame: Frame, step: int) -> bool:
    """Whether a cloud that is at a step is behind the watched run; while that plays, by more than is the rule."""
    return step < (1.0 if frame.pace == "still" else 1 - LATE) * frame.reached(frame.watched)


def label(frame: Frame, shown: Present) -> str:
    """How many runs there are, how exact they are, and what the eye does not see of them."""
    translate, parts = QCoreApplication.translate, []
    parts.append(filled(translate("cloud", "{runs} runs, float32"), runs=shown.cloud.runs))
    if shown.diverged:
        parts.append(filled(translate("cloud", "{runs} diverged"), runs=shown.diverged))
    if is_late(frame, shown.step):
        parts.append(filled(translate("cloud", "at step {step}"), step=shown.step))
        count, unit = roughly(shown.cloud.left)
        words = {"s": translate("cloud", "about {count} s to go"), "min": translate("cloud", "about {count} min to go"),
                 "h": translate("cloud", "about {count} h to go")}
        parts += [filled(words[unit], count=count)] if count else []
    return ", ".join(parts)


def is_watched(frame: Frame, run: int) -> bool:
    """Whether the watched run is this one of the frame's cloud."""
    assert frame.cloud is not None
    return frame.cloud.alone(run) in ({"seed": frame.course.run.seed}, {"start": tuple(frame.course.start.tolist())})


def watching(frame: Frame, run: int) -> Experiment | None:
    """The experiment in which the watched run is this one of the cloud, which stays as it is.

    None if it is already, or if it starts where no run of a document may.
    """
    experiment, cloud = frame.experiment, frame.cloud
    if cloud is None or is_watched(frame, run):
        return None
    with suppress(Invalid):
        if cloud.spread:
            # Else it would go along with the run's start.
            experiment = with_value(experiment, "cloud.centre", cloud.course.start.tolist())
        for key, value in cloud.alone(run).items():
            experiment = with_value(experiment, own_place(experiment, frame.watched, key), value)
        return experiment
    return None
