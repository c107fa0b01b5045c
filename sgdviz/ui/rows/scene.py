"""Rows as points in the plane, and what a Frame adds to them."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem, Rows

Role = Literal["fit", "best", "all", "batch", "equal"]
"""What a line or a spot stands for: the model at θ, at the minimum, the mean of all rows, of this batch's, ŷ = y."""


class Line(NamedTuple):
    """A line through points (m, 2); it is broken where one is not finite."""

    points: Array
    role: Role

    @property
    def end(self) -> Array | None:
        """Its last point (2,) that is finite."""
        finite = np.flatnonzero(np.isfinite(self.points).all(axis=1))
        return self.points[finite[-1]] if len(finite) else None


class Level(NamedTuple):
    """Where a model says `value`: `edges`, lines (m, 2) there, and `areas`, closed lines (m, 2) round where it says more.

    What two areas share is in none of them: it is a hole. `main` is the level that stands for the model as a whole.
    """

    value: float
    edges: tuple[Array, ...]
    areas: tuple[Array, ...]
    main: bool = False


class Scene:
    """Rows as points `xy` (n, 2) in a `box`. `classes` (n,) tells two kinds of rows apart, `strips` on which axes (x, y)
    their distribution is worth showing; of all rows every `every`-th is drawn. The rest is what a Frame adds to it."""

    xy: Array
    box: Array
    classes: NDArray[np.bool_] | None = None
    strips = (True, True)
    every = 1
    moving = False
    """Whether the points move with θ."""

    def points(self, frame: Frame, rows: Rows | slice) -> Array:
        """Where these rows are now, (m, 2)."""
        return self.xy[rows]

    def drawn(self, frame: Frame) -> Array:
        """Where the rows that are drawn are now."""
        return self.xy if self.every == 1 and not self.moving else self.points(frame, slice(None, None, self.every))

    def signs(self, frame: Frame) -> NDArray[np.bool_] | None:
        """Of the rows of the batch, (m,), which are drawn full; the others are rings. None: all are full."""
        return None if self.classes is None else self.classes[frame.rows]

    def lines(self, frame: Frame, low: float, high: float) -> list[Line]:
        """Lines over the points, as far as x from `low` to `high` is seen."""
        return []

    def spots(self, frame: Frame) -> list[tuple[Array, Role]]:
        """Places (2,) that are marked."""
        return []

    def residuals(self, frame: Frame) -> Array:
        """From each row of the batch to what the model says of it, (m, 2, 2)."""
        return np.empty((0, 2, 2))

    def levels(self, frame: Frame, box: Array, theta: Array) -> list[Level]:
        """Contours of what the model with θ says within a box."""
        return []


def best_theta(problem: Problem) -> list[Array]:
    """The θ of the minimum, if there is one."""
    return [mark.point for mark in problem.marks if mark.kind == "minimum"][:1]


def around(xy: Array, *shares: float) -> Array:
    """A box (2, 2) round points, with room of a share of each side."""
    low, high = (np.array([end(column) for column in xy.T]) for end in (np.min, np.max))
    span = np.where(high > low, high - low, np.maximum(1.0, np.abs(high)))
    room = span * np.array(shares)
    return np.column_stack([low - room, high + room])
