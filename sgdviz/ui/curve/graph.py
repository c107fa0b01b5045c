"""The curves: J over its ground, J_B of this batch, and faintly those of the other batches of the epoch."""

from functools import lru_cache
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array

from ..look import theme
from ..look.colour import rgb
from ..look.palette import Palette, RunStyle
from ..paint.canvas import Canvas, Layer, StillLayer
from .sampling import paint_curve, path_of, sampled

GHOSTS = 40
"""So many of the epoch's other batches are shown at most."""
_SOFT = 0.55
_NONE: Array = np.empty((0, 2))


class Graph(Layer):
    """After `take`: `whole`, `batch` (m, 2) and `ghosts` (batches, m, 2) are polylines of θ and J.

    `batch` is empty where the batch is the whole. `batches` says how many batches the epoch has.
    """

    def __init__(self, canvas: Canvas, whole: bool) -> None:
        super().__init__(canvas, z=0.2)
        self.is_whole = whole
        self.ground = Ground(canvas, self) if whole else None
        self.home = np.zeros((2, 2))
        self.whole, self.batch, self.ghosts = _NONE, _NONE, np.empty((0, 0, 2))
        self.batches = 0
        self._keys: dict[str, Any] = {}

    def take(self, frame: Frame, home: Array) -> None:
        """Show this frame; `home` fixes the levels of the ground."""
        self.home = home
        span = tuple(self.canvas.box[0])
        if self._is_new("whole", frame.problem, span):
            self.whole = self._polyline(frame.problem)
        if self._is_new("batch", frame.course, frame.batch_step, span):
            self.batch = _NONE if frame.batch is frame.problem else self._polyline(frame.batch)
        quick = frame.problem.closed_form or frame.pace != "fast"
        if self._is_new("ghosts", frame.course, frame.place.epoch, quick, span):
            self.ghosts = self._others(frame) if quick else np.empty((0, 0, 2))
        self.batches = frame.place.batches
        self.update()

    def _is_new(self, what: str, *key: Any) -> bool:
        if self._keys.get(what) == key:
            return False
        self._keys[what] = key
        return True

    def _polyline(self, problem: Any) -> Array:
        low, high = self.canvas.box[0]
        return np.column_stack(sampled(problem, low, high))

    def _others(self, frame: Frame) -> Array:
        """The batches of the epoch, evenly chosen where they are many."""
        plan, epoch = frame.course.plan, frame.place.epoch
        first, stop = plan.first_step(epoch), min(plan.first_step(epoch + 1), frame.course.steps)
        if stop - first < 2:
            return np.empty((0, 0, 2))
        steps = np.unique(np.linspace(first, stop - 1, min(GHOSTS, stop - first)).astype(np.int64)).tolist()
        return np.stack([self._polyline(frame.problem.on(plan.rows(step))) for step in steps])

    @property
    def main(self) -> Array:
        """The curve that the canvas is about."""
        return self.whole if self.is_whole or not len(self.batch) else self.batch

    def draw(self, painter: QPainter) -> None:
        if self.ground is None:
            self.paint_ground(painter)
        if not self.is_whole:
            painter.setPen(QPen(theme.colour("ink", 0.7), 1))
            painter.drawPath(path_of(self.canvas.to_px(self.whole)))
        if len(self.batch):
            paint_curve(painter, self.canvas.to_px(self.batch), _style("batch"), 1.6 if self.is_whole else 2.2)
        if self.is_whole:
            paint_curve(painter, self.canvas.to_px(self.whole), _style("ink"), 2.2)

    @property
    def behind(self) -> tuple[object, ...]:
        """Equal where J and the ghosts are."""
        return self._keys.get("whole"), self._keys.get("ghosts"), self.home.tobytes()

    def paint_ground(self, painter: QPainter) -> None:
        """What is below the curve, and the other batches."""
        painter.fillPath(_closed(self.canvas.to_px(self.main), self.canvas.plot_rect()), self._tinted())
        if len(self.ghosts):
            painter.setPen(QPen(theme.colour("batch", 0.22), 1))
            painter.drawPath(path_of(self.canvas.to_px(self.ghosts)))

    def _tinted(self) -> QLinearGradient:
        """Twelve bands of the map's colours between the lowest and the highest level, soft, with sharp borders."""
        (left, top), (_, bottom) = self.canvas.to_px(np.array([[0, self.home[1, 1]], [0, self.home[1, 0]]]))
        gradient = QLinearGradient(left, bottom, left, top)
        tints = _tints(theme.palette())
        for i, tint in enumerate(tints):
            gradient.setColorAt(i / len(tints), tint)
            gradient.setColorAt((i + 0.999) / len(tints), tint)
        return gradient

    def under(self, at: QPointF) -> QColor:
        """The colour of the ground at a place: what a halo there is made of."""
        x, y = self.canvas.to_data(at)
        height = np.interp(x, self.main[:, 0], self.main[:, 1]) if len(self.main) else np.nan
        if not y < height:
            return theme.colour("card")
        tints = _tints(theme.palette())
        share = float(y - self.home[1, 0]) / max(1e-300, float(self.home[1, 1] - self.home[1, 0]))
        return tints[int(np.clip(share * len(tints), 0, len(tints) - 1))]


class Ground(StillLayer):
    """What is below the curve of J, and the batches: it stays while an epoch is played."""

    def __init__(self, canvas: Canvas, graph: Graph) -> None:
        super().__init__(canvas, z=0)
        self._graph = graph

    def content(self) -> tuple[object, ...]:
        return self._graph.behind

    def draw(self, painter: QPainter) -> None:
        self._graph.paint_ground(painter)


@lru_cache
def _tints(palette: Palette) -> tuple[QColor, ...]:
    """The bands of a map, softened, from valley to peak."""
    card = rgb(palette.card)
    return tuple(QColor(*(int(c) for c in np.rint(_SOFT * band + (1 - _SOFT) * card))) for band in palette.bands())


def _style(token: str) -> RunStyle:
    return RunStyle(theme.colour(token), (), "disc", False)


def _closed(px: Array, rect: QRectF) -> QPainterPath:
    """The ground under a curve (m, 2) in pixels, down to the axis. Where the curve breaks, it has none."""
    bottom = rect.bottom() + 1
    heights = np.where(np.isfinite(px[:, 1]), np.minimum(px[:, 1], bottom), bottom)
    outline = np.column_stack([px[:, 0], heights])
    return path_of(np.concatenate([[[px[0, 0], bottom]], outline, [[px[-1, 0], bottom]]]))
