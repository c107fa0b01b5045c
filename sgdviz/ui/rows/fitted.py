"""Models of numbers: y against one feature with the curve of the fit, or what is predicted against what was observed."""

import numpy as np

from sgdviz.core.frame import Frame
from sgdviz.core.models import LogisticRegression, Model
from sgdviz.core.problem import Array, Rows

from .scene import Line, Role, Scene, around, best_theta

VERTICES = 240
"""A curve has so many vertices over what is seen: more would cost more than the eye can tell."""

MOVING = 50_000
"""Of so many rows what the model says can be told anew in every frame."""


class FeatureScene(Scene):
    """A model's y against one feature; the others are at their means. y is a number, or 0 and 1 for two classes."""

    def __init__(self, model: Model, feature: int) -> None:
        self.feature = feature
        self.xy = np.column_stack([model.sample.raw_x[:, feature], model.sample.raw_y])
        self.box = around(self.xy, 0.05, 0.07)
        if isinstance(model, LogisticRegression):
            self.box[1] = -0.14, 1.14
            self.classes = model.sample.y > 0.5
        self.middle = model.sample.raw_x.mean(axis=0)

    def predicted(self, model: Model, theta: Array, at: Array) -> Array:
        """What the model says where the feature is `at` (m,), (m,)."""
        x = np.tile(self.middle, (len(at), 1))
        x[:, self.feature] = at
        with np.errstate(all="ignore"):
            return model.predict(theta, x)

    def lines(self, frame: Frame, low: float, high: float) -> list[Line]:
        model = frame.problem
        assert isinstance(model, Model)
        at = np.linspace(low, high, VERTICES)
        thetas: list[tuple[Role, Array]] = [("best", best) for best in best_theta(model)] + [("fit", frame.theta)]
        return [Line(np.column_stack([at, self.predicted(model, theta, at)]), role) for role, theta in thetas]

    def residuals(self, frame: Frame) -> Array:
        model, rows = frame.problem, frame.rows
        assert isinstance(model, Model)
        feature, y = self.xy[rows].T
        said = model.predict(frame.theta, model.sample.take(rows).raw_x)
        return np.stack([np.column_stack([feature, y]), np.column_stack([feature, said])], axis=1)


class ObservedScene(Scene):
    """What the model says of every row, upwards, against what was observed: on the line ŷ = y it is right."""

    moving = True
    strips = (True, False)

    def __init__(self, model: Model) -> None:
        self.raw_x, self.observed = model.sample.raw_x, model.sample.raw_y
        self.xy = np.column_stack([self.observed, self.observed])
        self.box = around(self.xy, 0.05, 0.12)
        self.every = -(-model.n // MOVING)

    def points(self, frame: Frame, rows: Rows | slice) -> Array:
        model = frame.problem
        assert isinstance(model, Model)
        with np.errstate(all="ignore"):
            return np.column_stack([self.observed[rows], model.predict(frame.theta, self.raw_x[rows])])

    def lines(self, frame: Frame, low: float, high: float) -> list[Line]:
        return [Line(np.array([[low, low], [high, high]]), "equal")]

    def residuals(self, frame: Frame) -> Array:
        points = self.points(frame, frame.rows)
        return np.stack([points, points[:, [0, 0]]], axis=1)
