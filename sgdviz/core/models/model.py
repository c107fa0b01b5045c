"""What all models on the rows of a data set have in common."""

from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..problem import Array, Mark, Problem, Rows, pieces
from .function import Function, OnMesh
from .sample import Sample

CACHED, ROWS = 1 << 16, 32
"""On a mesh so many numbers are computed at a time, of so many rows if there are as many."""
BLOCK = 1 << 21
"""So many numbers a temporary array may hold when a loss is summed over rows for many θ at once."""
PIECE = 1 << 14
"""So many rows at a time keep what is computed of them in the cache."""


class Model(Problem):
    """A function of θ and x on a sample; `design` (n, q) is what the function takes of its rows.

    `measure` is what J is called, marked for translation, and `power` that of y's unit in which it is measured.
    """

    measure = QT_TRANSLATE_NOOP("core", "mean squared error")
    power = 2

    def __init__(self, sample: Sample, function: Function) -> None:
        self.sample, self.function = sample, function
        self.names = function.names
        self.n, self.dim = len(sample.y), len(function.names)
        with np.errstate(over="ignore"):
            self.design = function.design(sample.x)
            if not np.isfinite((self.design**2).sum()):
                raise Invalid("problem.x", QT_TRANSLATE_NOOP(
                    "core", "its numbers are too large, or their powers are; standardize x"))
        self.start = np.zeros(self.dim)

    def batch(self, rows: Rows) -> "Model":
        return self._part(rows)

    @cached_property
    def _pieces(self) -> list["Model"]:
        """The same on PIECE rows after another."""
        return [self._part(slice(first, first + PIECE)) for first in range(0, self.n, PIECE)]

    def _part(self, rows: Any) -> "Model":
        part = object.__new__(type(self))
        part.__dict__.update(self.__dict__)
        part.__dict__.pop("_pieces", None)
        part.sample, part.design = self.sample.take(rows), self.design[rows]
        part.n, part.marks = len(part.design), ()
        return part

    def parts(self, rows: Rows, size: int) -> Iterator[tuple[Array, Array]]:
        """The design (B, q) and y (B,) of each batch, taken for all at once; the model's own where the batch is the whole."""
        x, y = self.design, self.sample.y
        if size >= self.n:
            for part in pieces(rows, size):
                yield (x, y) if self.is_whole(part) else (x[part], y[part])
            return
        x, y, first = x.take(rows.ravel(), axis=0), y.take(rows.ravel()), 0
        for part in pieces(rows, size):
            yield x[first : first + len(part)], y[first : first + len(part)]
            first += len(part)

    def taken(self, rows: Rows, dtype: DTypeLike) -> tuple[Array, Array]:
        """The design (R, B, q) and y (R, B) of the rows (R, B) of many batches; (B, q) and (B,) of one that all share."""
        rows = rows[0] if len(rows) == 1 else rows
        return self.design.take(rows, axis=0).astype(dtype, copy=False), self.sample.y.take(rows).astype(dtype, copy=False)

    def predict(self, theta: Array, raw_x: Array) -> Array:
        """What the model with θ (d,) says at raw x (…, p), in raw units of y, or the probability of class 1."""
        scaling = self.sample.scaling
        return scaling.y_shift + scaling.y_scale * self._answer(theta, raw_x)

    def _answer(self, theta: Array, raw_x: Array) -> Array:
        """The function's value at raw x (…, p)."""
        scaling = self.sample.scaling
        x = (np.asarray(raw_x, dtype=float) - scaling.x_shift) / scaling.x_scale
        with np.errstate(all="ignore"):
            found: Array = self.function.value(theta, self.function.design(x.reshape(-1, x.shape[-1])))
        return found.reshape(x.shape[:-1])[()]

    def _look_at(self, minimum: Array) -> None:
        """Mark the minimum, and take a box around it that has room for the way from the start."""
        self.marks = (Mark("minimum", minimum),)
        self.box = around(minimum, self.start)


def in_pieces(mean: Callable[[Any, Array], Array]) -> Callable[[Any, Array], Array]:
    """A model's method that takes a mean over its rows at θ, for many rows the mean of those of its pieces."""
    @wraps(mean)
    def whole(model: Any, theta: Array) -> Array:
        if model.n <= PIECE:
            return mean(model, theta)
        total: Any = 0.0
        for piece in model._pieces:
            total = total + piece.n / model.n * mean(piece, theta)
        return total
    return whole


def mean_on_mesh(n: int, losses: OnMesh, out: NDArray[Any]) -> None:
    """The mean over n rows of `losses` into `out` (r, c), of so many points and rows at a time that all stay in the cache."""
    flat, count = out.reshape(-1), CACHED // min(n, ROWS)
    with np.errstate(all="ignore"):
        for first in range(0, len(flat), count):
            cells = slice(first, min(first + count, len(flat)))
            total = np.zeros(cells.stop - first)
            for row in range(0, n, ROWS):
                total += losses(slice(row, row + ROWS), cells).sum(axis=0)
            flat[cells] = total / n


def around(minimum: Array, start: Array) -> Array:
    """A box (d, 2) with the minimum in its middle and the start well inside; every side has some extent."""
    reach = np.abs(minimum - start)
    largest = reach.max() if reach.max() > 0 else 1.0
    half = 1.6 * np.where(reach > 0.02 * largest, reach, largest)
    return np.column_stack([minimum - half, minimum + half])


def own_units(minimum: Array, start: Array) -> Array:
    """A box (d, 2) around the minimum with room for the start, each side by the size of its own numbers."""
    half = 1.6 * np.maximum(np.abs(minimum - start), np.abs(minimum))
    half = np.where(half > 0, half, 1.0)
    return np.column_stack([minimum - half, minimum + half])
