"""What all models on the rows of a data set have in common."""

from abc import abstractmethod
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ..problem import Array, Mark, Problem, Rows
from .sample import Sample

BLOCK = 1 << 21
"""So many numbers a temporary array may hold when a loss is summed over rows for many θ at once."""


class Model(Problem):
    """A linear predictor z = x·w + b on a sample; θ is the weights in the order of x, then the bias."""

    def __init__(self, sample: Sample, bias: bool = True) -> None:
        self.sample, self.bias = sample, bias
        self.n, features = sample.x.shape
        self.dim = features + bias
        self.names = (("w",) if features == 1 else tuple(f"w_{i + 1}" for i in range(features))) + ("b",) * bias
        self.design = np.column_stack([sample.x, np.ones(self.n)]) if bias else sample.x
        self.start = np.zeros(self.dim)

    def batch(self, rows: Rows) -> "Model":
        part = object.__new__(type(self))
        part.__dict__.update(self.__dict__)
        part.sample, part.design, part.n = self.sample.take(rows), self.design[rows], len(rows)
        part.marks = ()
        return part

    @abstractmethod
    def predict(self, theta: Array, raw_x: Array) -> Array:
        """What the model with θ (d,) says at raw x (…, p), in raw units of y, or the probability of class 1."""

    def _score(self, theta: Array, raw_x: Array) -> Array:
        x = (raw_x - self.sample.scaling.x_shift) / self.sample.scaling.x_scale
        return x @ theta[: x.shape[-1]] + (theta[-1] if self.bias else 0.0)

    def _look_at(self, minimum: Array) -> None:
        """Mark the minimum, and take a box around it that has room for the way from the start."""
        self.marks = (Mark("minimum", minimum),)
        self.box = around(minimum, self.start)


def pieces(rows: Rows, cuts: Sequence[int]) -> list[Rows]:
    """The rows of each batch; np.split does the same ten times more slowly."""
    return [rows[first:stop] for first, stop in pairwise((0, *cuts, len(rows)))]


def around(minimum: Array, start: Array) -> Array:
    """A box (d, 2) with the minimum in its middle and the start well inside; every side has some extent."""
    reach = np.abs(minimum - start)
    largest = reach.max() if reach.max() > 0 else 1.0
    half = 1.6 * np.where(reach > 0.02 * largest, reach, largest)
    return np.column_stack([minimum - half, minimum + half])
