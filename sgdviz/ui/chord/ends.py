"""The chord of an experiment, wherever it is drawn."""

from dataclasses import replace

import numpy as np

from sgdviz.core.experiment import Experiment
from sgdviz.core.problem import Array, Problem


def chord_ends(experiment: Experiment, problem: Problem) -> tuple[Array, Array]:
    """θ0 and θ1 (d,): the experiment's, or else a tenth and nine tenths of the box."""
    if experiment.chord is not None:
        first, second = experiment.chord
        return np.array(first), np.array(second)
    low, high = problem.box[:, 0], problem.box[:, 1]
    return low + 0.1 * (high - low), low + 0.9 * (high - low)


def with_end(experiment: Experiment, problem: Problem, end: int, theta: Array) -> Experiment:
    """The experiment with one end of its chord (0 or 1) elsewhere."""
    ends = list(chord_ends(experiment, problem))
    ends[end] = np.asarray(theta, dtype=float)
    return with_chord(experiment, *ends)


def with_chord(experiment: Experiment, first: Array, second: Array) -> Experiment:
    """The experiment with another chord."""
    return replace(experiment, chord=(tuple(first.tolist()), tuple(second.tolist())))
