"""What stands on a curve, in pixels: who draws it and who names it see the same."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Problem

from ..look.palette import RunStyle
from ..paint.canvas import Canvas, Layer
from ..update.shown import Shown, magnification
from .graph import Graph
from .points import Stationary


class Ball(NamedTuple):
    """A run's ball: on the curve, or at the edge with the way to where it is outside."""

    run: int
    at: QPointF
    outside: QPointF
    hollow: bool
    style: RunStyle


class Arrow(NamedTuple):
    """A gradient step on the axis, in pixels; `cut` if it is drawn shorter than it is."""

    start: QPointF
    end: QPointF
    token: str
    cut: bool
    name: str


class Cast(Layer):
    """`points`, `balls`, `means` (of the watched run's averages), `arrows` and `starts` of a frame on a graph.

    `factor` says how long an arrow is, θ for one unit of slope, in the problem for which it is `scaled`; `cloud` is what there
    is to say of a cloud.
    """

    def __init__(self, canvas: Canvas, graph: Graph, whole: bool) -> None:
        super().__init__(canvas, z=20, clipped=False)
        self.graph, self.is_whole = graph, whole
        self.frame: Frame | None = None
        self.points: list[tuple[Stationary, QPointF]] = []
        self.balls: list[Ball] = []
        self.means: list[tuple[int, QPointF]] = []
        self.arrows: list[Arrow] = []
        self.starts: list[QPointF] = []
        self.update_shown: Shown | None = None
        self.cloud = ""
        self.factor = 1.0
        self.scaled: Problem | None = None

    @property
    def magnified(self) -> float:
        """How much longer Δθ is drawn than it is."""
        if self.update_shown is None:
            return 1.0
        rect = self.canvas.plot_rect()
        first = abs(float(self.update_shown.first[0])) * rect.width() / float(np.diff(self.canvas.box[0])[0])
        return magnification(first, rect.width())
