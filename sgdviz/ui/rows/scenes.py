"""How the rows of each kind of problem are shown."""

import numpy as np

from sgdviz.core.frame import Frame
from sgdviz.core.landscapes.landscape import Landscape
from sgdviz.core.models import LogisticRegression, Model
from sgdviz.core.problem import Array, Problem

from .fitted import FeatureScene, ObservedScene
from .grounds import ProbabilityScene, SurfaceScene
from .scene import Line, Role, Scene, around

TARGET, OBSERVED = -1, -2
"""What may be on an axis beside a feature: y upwards; the observed y on x, so that what is predicted is upwards."""
Axes = tuple[int, int]
"""What is on x and on y: a feature's number from 0, or one of the two above."""


class CoefficientScene(Scene):
    """The coefficients by which the rows of a function differ: a_i over i in one dimension, (a_i, b_i) in two."""

    def __init__(self, problem: Landscape) -> None:
        c = problem.coefficients
        self.line = problem.dim == 1
        self.xy = np.column_stack([np.arange(1, problem.n + 1), c[:, 0]]) if self.line else c
        self.box = around(self.xy, 0.04 if self.line else 0.1, 0.1)
        self.strips = (not self.line, True)
        self.coefficients = c

    def lines(self, frame: Frame, low: float, high: float) -> list[Line]:
        if not self.line:
            return []
        means: list[tuple[Role, float]] = [("all", 0.0), ("batch", float(self._mean(frame)[0]))]
        return [Line(np.array([[low, height], [high, height]]), role) for role, height in means]

    def spots(self, frame: Frame) -> list[tuple[Array, Role]]:
        return [] if self.line else [(np.zeros(2), "all"), (self._mean(frame), "batch")]

    def _mean(self, frame: Frame) -> Array:
        whole = frame.batch is frame.problem
        mean: Array = np.zeros(self.coefficients.shape[1]) if whole else self.coefficients[frame.rows].mean(axis=0)
        return mean


def choices(problem: Problem) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What can be put on x and on y; nothing where there is no choice."""
    if not isinstance(problem, Model):
        return (), ()
    features = tuple(range(problem.sample.x.shape[1]))
    if isinstance(problem, LogisticRegression):
        return (features, features) if len(features) > 2 else ((), ())
    return ((*features, OBSERVED), (*features, TARGET)) if len(features) > 1 else ((), ())


def axes_of(problem: Problem) -> Axes:
    """What is on the axes until something else is chosen."""
    features = problem.sample.x.shape[1] if isinstance(problem, Model) else 1
    if isinstance(problem, LogisticRegression) or features == 2:
        return 0, 1
    return (OBSERVED if features > 2 else 0), TARGET


def scene_of(problem: Problem, axes: Axes) -> Scene | None:
    """How to show the rows of a problem, with this on the axes; None if they are all the same."""
    x, y = axes
    if isinstance(problem, LogisticRegression) and problem.sample.x.shape[1] > 1:
        return ProbabilityScene(problem, axes)
    if isinstance(problem, Model):
        if x == OBSERVED:
            return ObservedScene(problem)
        return FeatureScene(problem, x) if y == TARGET or isinstance(problem, LogisticRegression) else SurfaceScene(problem, axes)
    if isinstance(problem, Landscape) and problem.noisy:
        return CoefficientScene(problem)
    return None


def chosen(axes: Axes, axis: int, value: int) -> Axes:
    """The axes after `value` was put on one of them: a feature that is there already changes places with the other."""
    x, y = axes
    if axis == 0:
        return value, TARGET if value == OBSERVED else x if value == y else y
    x = y if value == x else x
    return (x if x >= 0 else 1 if value == 0 else 0), value
