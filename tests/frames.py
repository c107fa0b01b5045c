"""Frames for tests, from documents and experiments."""

from typing import Any

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame


def frame_of(shown: Experiment | dict[str, Any], step: int, until: int | None = None, **more: Any) -> Frame:
    """The frame at `step` of what is computed up to step `until`, or to the end; `more` is the frame's own."""
    experiment = shown if isinstance(shown, Experiment) else experiment_of(shown)
    problem = problem_for(experiment)
    return Frame(experiment, problem, courses(experiment, problem), simulate(experiment, problem, until), step, **more)
