"""The rows of a problem as points in the plane, each kind of problem in its own way."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sgdviz.core.frame import Frame
from sgdviz.core.landscapes.landscape import Landscape
from sgdviz.core.models import LinearRegression, LogisticRegression, Model
from sgdviz.core.problem import Array, Problem

Role = Literal["fit", "best", "all", "batch"]
"""What a line or a spot stands for: the model at θ, at the minimum, the mean of all rows, the mean of this batch's."""
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
_CURVE = 160


class Line(NamedTuple):
    """A line through points (m, 2)."""

    points: Array
    role: Role


class Level(NamedTuple):
    """Where a model gives a probability: `edge` (2, 2) between the sides, `above` (m, 2) the side of higher probability."""

    probability: float
    edge: Array
    above: Array


class Scene:
    """Rows as points `xy` (n, 2) in a `box`. `classes` (n,) tells two kinds of rows apart, `strips` on which axes (x, y)
    their distribution is worth showing. The rest is what a Frame adds to it."""

    xy: Array
    box: Array
    classes: NDArray[np.bool_] | None = None
    strips = (True, True)

    def lines(self, frame: Frame) -> list[Line]:
        """Lines over the points."""
        return []

    def spots(self, frame: Frame) -> list[tuple[Array, Role]]:
        """Places (2,) that are marked."""
        return []

    def residuals(self, frame: Frame) -> Array:
        """From each row of the batch to what the model says of it, (m, 2, 2)."""
        return np.empty((0, 2, 2))

    def levels(self, frame: Frame, corners: Array, theta: Array) -> list[Level]:
        """Contours of the model's probability with θ within the polygon `corners` (k, 2)."""
        return []


class FeatureScene(Scene):
    """A model's y against one feature; the others are at their means. y is a number, or 0 and 1 for two classes."""

    def __init__(self, model: Model, feature: int) -> None:
        self.feature = feature
        self.xy = np.column_stack([model.sample.raw_x[:, feature], model.sample.raw_y])
        self.box = _around(self.xy, 0.05, 0.07)
        if isinstance(model, LogisticRegression):
            self.box[1] = -0.14, 1.14
            self.classes = model.sample.y > 0.5
        self.middle = model.sample.raw_x.mean(axis=0)

    def predicted(self, model: Model, theta: Array, at: Array) -> Array:
        """What the model says where the feature is `at` (m,), (m,)."""
        x = np.tile(self.middle, (len(at), 1))
        x[:, self.feature] = at
        return model.predict(theta, x)

    def lines(self, frame: Frame) -> list[Line]:
        model = frame.problem
        assert isinstance(model, Model)
        low, high = self.box[0]
        at = np.linspace(low, high, 2 if isinstance(model, LinearRegression) else _CURVE)
        thetas: list[tuple[Role, Array]] = [("best", best) for best in best_theta(model)] + [("fit", frame.theta)]
        return [Line(np.column_stack([at, self.predicted(model, theta, at)]), role) for role, theta in thetas]

    def residuals(self, frame: Frame) -> Array:
        model, rows = frame.problem, frame.rows
        assert isinstance(model, Model)
        feature, y = self.xy[rows].T
        said = model.predict(frame.theta, model.sample.take(rows).raw_x)
        return np.stack([np.column_stack([feature, y]), np.column_stack([feature, said])], axis=1)


class PlaneScene(Scene):
    """Two features of a model of two classes; the others are at their means."""

    def __init__(self, model: LogisticRegression, features: tuple[int, int]) -> None:
        self.features = list(features)
        self.xy = model.sample.raw_x[:, self.features]
        self.box = _around(self.xy, 0.06, 0.06)
        self.classes = model.sample.y > 0.5
        self.middle = model.sample.raw_x.mean(axis=0)

    def score(self, model: Model, theta: Array, points: Array) -> Array:
        """log(p / (1 − p)) at points (m, 2), (m,)."""
        x = np.tile(self.middle, (len(points), 1))
        x[:, self.features] = points
        scaling = model.sample.scaling
        scaled = (x - scaling.x_shift) / scaling.x_scale
        return scaled @ theta[: scaled.shape[1]] + (theta[-1] if model.bias else 0.0)

    def levels(self, frame: Frame, corners: Array, theta: Array) -> list[Level]:
        model = frame.problem
        assert isinstance(model, Model)
        scores = self.score(model, theta, corners)
        return [Level(p, *_cut(corners, scores - np.log(p / (1 - p)))) for p in LEVELS]


class CoefficientScene(Scene):
    """The coefficients by which the rows of a function differ: a_i over i in one dimension, (a_i, b_i) in two."""

    def __init__(self, problem: Landscape) -> None:
        c = problem.coefficients
        self.line = problem.dim == 1
        self.xy = np.column_stack([np.arange(1, problem.n + 1), c[:, 0]]) if self.line else c
        self.box = _around(self.xy, 0.04 if self.line else 0.1, 0.1)
        self.strips = (not self.line, True)
        self.coefficients = c

    def lines(self, frame: Frame) -> list[Line]:
        if not self.line:
            return []
        means: list[tuple[Role, float]] = [("all", 0.0), ("batch", float(self._mean(frame)[0]))]
        return [Line(np.column_stack([self.box[0], [height, height]]), role) for role, height in means]

    def spots(self, frame: Frame) -> list[tuple[Array, Role]]:
        return [] if self.line else [(np.zeros(2), "all"), (self._mean(frame), "batch")]

    def _mean(self, frame: Frame) -> Array:
        whole = frame.batch is frame.problem
        mean: Array = np.zeros(self.coefficients.shape[1]) if whole else self.coefficients[frame.rows].mean(axis=0)
        return mean


def scene_of(problem: Problem, features: tuple[int, int]) -> Scene | None:
    """How to show the rows of a problem, with these features on the axes; None if they are all the same."""
    if isinstance(problem, LogisticRegression) and problem.sample.x.shape[1] > 1:
        return PlaneScene(problem, features)
    if isinstance(problem, Model):
        return FeatureScene(problem, features[0])
    if isinstance(problem, Landscape) and problem.noisy:
        return CoefficientScene(problem)
    return None


def best_theta(problem: Problem) -> list[Array]:
    """The θ of the minimum, if there is one."""
    return [mark.point for mark in problem.marks if mark.kind == "minimum"][:1]


def _around(xy: Array, *shares: float) -> Array:
    """A box (2, 2) round points, with room of a share of each side."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    span = np.where(high > low, high - low, np.maximum(1.0, np.abs(high)))
    room = span * np.array(shares)
    return np.column_stack([low - room, high + room])


def _cut(corners: Array, values: Array) -> tuple[Array, Array]:
    """The edge where a linear function with these values at the corners of a convex polygon is 0, and where it is above."""
    edge, above = [], []
    for p, u, q, v in zip(corners, values, np.roll(corners, -1, axis=0), np.roll(values, -1), strict=True):
        if u >= 0:
            above.append(p)
        if (u >= 0) != (v >= 0):
            crossing = p + (q - p) * (u / (u - v))
            edge.append(crossing)
            above.append(crossing)
    return np.array(edge).reshape(-1, 2), np.array(above).reshape(-1, 2)
