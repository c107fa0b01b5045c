"""An epoch's steps laid end to end, beside as many steps of all rows."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..problem import Array, Problem
from ..progress import Progress, untold
from .batchnoise import gradients_of
from .ensembles import Batches

WORK, STEP = 5_000_000, 300
"""Steps of all rows are taken while their work stays below: each costs STEP, and its rows if J has no closed form."""


@dataclass(frozen=True, eq=False)
class EndToEnd:
    """An epoch of m plain SGD steps from one θ, (m+1, d) each.

    `fixed`: the batches' gradients, all of them at that first θ, laid end to end. `full`: m steps of all rows, each with
    ∇J where it stands; None where that takes too long. `leap` (d,): a single step of all rows with the sum of the m
    learning rates, which is where `fixed` arrives if the batches are equal, each row comes once and the rate stays.
    """

    fixed: Array
    full: Array | None
    leap: Array


def end_to_end(problem: Problem, batches: Batches, theta: Array, rates: Array, progress: Progress = untold) -> EndToEnd:
    """An epoch of these batches from θ (d,) with the learning rates η_j (m,) of its steps."""
    with np.errstate(all="ignore"):
        steps = rates[:, None] * gradients_of(problem, batches, theta, progress)
        fixed = theta - np.concatenate([np.zeros((1, len(theta))), np.cumsum(steps, axis=0)])
        leap = theta - rates.sum() * problem.gradient(theta)
    work = len(batches) * (STEP + (0 if problem.closed_form else problem.n))
    return EndToEnd(fixed, full_steps(problem, theta, rates) if work <= WORK else None, leap)


def full_steps(problem: Problem, theta: Array, rates: Array) -> Array:
    """θ − η_j∇J, again and again, (m+1, d); nan from where a step overflows."""
    path = np.full((len(rates) + 1, len(theta)), np.nan)
    path[0] = theta
    oracle = next(iter(problem.oracles(np.arange(problem.n)[None], problem.n)))
    with np.errstate(all="ignore"):
        for step, rate in enumerate(rates.tolist()):
            at: Any = path[step].tolist() if problem.scalar else path[step]
            try:
                path[step + 1] = path[step] - rate * np.asarray(oracle(at)[1])
            except OverflowError:
                break
    return path
