"""Models of two features: the ground is tinted by what they say there, a probability or a number."""

from typing import Any

import numpy as np
from contourpy import FillType, LineType, contour_generator
from numpy.typing import NDArray

from sgdviz.core.frame import Frame
from sgdviz.core.models import LogisticRegression, Model
from sgdviz.core.problem import Array

from ..paint.axes import ticks
from .scene import Level, Scene, around

PROBABILITIES = (0.1, 0.25, 0.5, 0.75, 0.9)
TINTS = 8
"""At most so many levels of a number."""
GRID = 72
"""So many points a side tell what a model says between them."""


class GroundScene(Scene):
    """Two features on the axes; the others are at their means."""

    def __init__(self, model: Model, features: tuple[int, int]) -> None:
        self.features = list(features)
        self.xy = model.sample.raw_x[:, self.features]
        self.box = around(self.xy, 0.06, 0.06)
        self.middle = model.sample.raw_x.mean(axis=0)

    def places(self, points: Array) -> Array:
        """The raw x (m, p) of points (m, 2)."""
        x = np.tile(self.middle, (len(points), 1))
        x[:, self.features] = points
        return x


class ProbabilityScene(GroundScene):
    """A model of two classes: its contours are straight lines."""

    def __init__(self, model: LogisticRegression, features: tuple[int, int]) -> None:
        super().__init__(model, features)
        self.classes = model.sample.y > 0.5

    def score(self, model: Model, theta: Array, points: Array) -> Array:
        """log(p / (1 − p)) at points (m, 2), (m,)."""
        assert isinstance(model, LogisticRegression)
        scaling = model.sample.scaling
        scaled = (self.places(points) - scaling.x_shift) / scaling.x_scale
        return scaled @ theta[: scaled.shape[1]] + (theta[-1] if model.bias else 0.0)

    def levels(self, frame: Frame, box: Array, theta: Array) -> list[Level]:
        model = frame.problem
        assert isinstance(model, Model)
        (left, right), (low, high) = box
        corners = np.array([[left, low], [right, low], [right, high], [left, high]])
        scores = self.score(model, theta, corners)
        return [_straight(p, corners, scores - np.log(p / (1 - p))) for p in PROBABILITIES]


class SurfaceScene(GroundScene):
    """A model of a number, as on a map: tints between round numbers of y, the same ones whatever θ is.

    Rows of the batch above what the model says are full, those below it rings.
    """

    def __init__(self, model: Model, features: tuple[int, int]) -> None:
        super().__init__(model, features)
        y = model.sample.raw_y
        self.y, self.values = y, ticks(float(y.min()), float(y.max()), TINTS)
        self.main = len(self.values) // 2

    def signs(self, frame: Frame) -> NDArray[np.bool_]:
        model, rows = frame.problem, frame.rows
        assert isinstance(model, Model)
        with np.errstate(all="ignore"):
            above: NDArray[np.bool_] = self.y[rows] >= model.predict(frame.theta, model.sample.take(rows).raw_x)
        return above

    def levels(self, frame: Frame, box: Array, theta: Array) -> list[Level]:
        model = frame.problem
        assert isinstance(model, Model)
        if not self.values:
            return []
        xs, ys = (np.linspace(low, high, GRID) for low, high in box)
        points = np.stack(np.meshgrid(xs, ys), axis=-1)
        with np.errstate(all="ignore"):
            said = model.predict(theta, self.places(points.reshape(-1, 2))).reshape(GRID, GRID)
        # Far above and below the levels all numbers are the same, and what is none is at the top.
        reach = 10 * (self.values[-1] - self.values[0]) + abs(self.values[-1]) + 1.0
        said = np.clip(np.nan_to_num(said, nan=np.inf), self.values[0] - reach, self.values[-1] + reach)
        contours: Any = contour_generator(xs, ys, said, line_type=LineType.Separate, fill_type=FillType.OuterOffset)
        return [Level(value, tuple(contours.lines(value)), _outlines(contours.filled(value, np.inf)), i == self.main)
                for i, value in enumerate(self.values)]


def _outlines(filled: Any) -> tuple[Array, ...]:
    """The outlines, outer and inner, of what contourpy fills, whose type depends on how it was asked."""
    return tuple(part for points, cuts in zip(*filled, strict=True) for part in np.split(points, cuts[1:-1]))


def _straight(value: float, corners: Array, values: Array) -> Level:
    """The level 0 of a linear function that has these values at the corners of a convex polygon."""
    edge, above = [], []
    for p, u, q, v in zip(corners, values, np.roll(corners, -1, axis=0), np.roll(values, -1), strict=True):
        if u >= 0:
            above.append(p)
        if (u >= 0) != (v >= 0):
            crossing = p + (q - p) * (u / (u - v))
            edge.append(crossing)
            above.append(crossing)
    edges, areas = ((np.array(points),) if points else () for points in (edge, above))
    return Level(value, edges, areas, main=value == 0.5)
