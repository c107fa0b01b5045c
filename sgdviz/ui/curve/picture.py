"""A problem of one weight on a canvas: the curve with what moves on it, and below it time running down."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem

from ..cloud.crowd import Crowd
from ..cloud.present import label, present
from ..paint.axes import Axes
from ..paint.canvas import Canvas, Layer
from ..paint.runs import run_styles
from ..picture import Pick, Picture
from ..text.numbers import exact
from .actors import Actors
from .chord import ChordEnds
from .graph import Graph
from .pointer import Pointer
from .sampling import home_box
from .seismograph import Seismograph

MARGINS = (52, 30, 26, 38)
SHARE = 0.36
"""The part of the canvas's height that the seismograph takes; on a low canvas there is none."""
LOWEST = 260
CAPTION = 10.0
"""The seismograph is so much lower than the numbers of the axis above it need."""
_REACH = 14.0
_CLOSE = 7.0
"""A press so many pixels from a run of the cloud means that run."""


class CurvePicture(Picture):
    """J as ink curve with a seismograph below (`whole`), or J_B of the current batch with J thin behind it."""

    def __init__(self, canvas: Canvas, whole: bool = True) -> None:
        super().__init__(canvas, whole)
        self.frame: Frame | None = None
        self.graph = Graph(canvas, whole)
        self.chord = ChordEnds(canvas)
        self.actors = Actors(canvas, self.graph, whole)
        self.crowd = Crowd(canvas, self.actors.on_curve)
        self.pointer_layer = Pointer(canvas, self.graph)
        self.axes = Axes(canvas, "$θ$", "$J$" if whole else "$J_B$")
        self.seismograph = Seismograph(canvas) if whole else None
        self._home: tuple[Problem | None, Array] = (None, np.zeros((2, 2)))
        self._shown = True
        canvas.range_changed.connect(self._arrange)

    @property
    def layers(self) -> list[Layer]:
        found = (self.graph.ground, self.graph, self.crowd, self.chord, self.actors, self.pointer_layer, self.axes,
                 self.seismograph)
        return [layer for layer in found if layer is not None]

    def draw(self, frame: Frame) -> None:
        self.frame = frame
        if self._home[0] is not frame.problem:
            before, (_, box) = self._home[1], self._home
            box = home_box(frame.problem)
            self._home = (frame.problem, box)
            if not np.array_equal(before, box):
                self.canvas.square = False
                self.canvas.look_at(box)
        self._arrange()

    def _arrange(self) -> None:
        """After a new frame or a new range: everything that depends on both."""
        if self.frame is None or not self._shown:
            return
        self._divide()
        self.graph.take(self.frame, self._home[1])
        shown = present(self.frame)
        self.crowd.take(self.frame, shown, run_styles(self.frame)[self.frame.watched].colour)
        self.actors.take(self.frame, self.update, "" if shown is None else label(self.frame, shown))
        self.chord.take(self.frame, self.show_chord)
        if self.seismograph is not None:
            self.seismograph.take(self.frame)
        self.point_at(self.pointer)
        self.canvas.update()

    def _divide(self) -> None:
        """The canvas between the curve and the seismograph."""
        left, top, right, bottom = MARGINS
        top += self.canvas.covered
        height = self.canvas.height()
        low = SHARE * height if self.seismograph is not None and height >= LOWEST else 0.0
        self.canvas.margins = (left, top, right, bottom + low)
        if self.seismograph is not None:
            rect = self.canvas.plot_rect()
            area = QRectF(rect.left(), rect.bottom() + bottom + CAPTION, rect.width(), max(0.0, low - 14 - CAPTION))
            self.seismograph.place(area)

    def show(self) -> None:
        self._shown = True
        for layer in self.layers:
            layer.setVisible(True)
        self._home = (None, np.zeros((2, 2)))
        if self.frame is not None:
            self.draw(self.frame)

    def hide(self) -> None:
        self._shown = False
        for layer in self.layers:
            layer.setVisible(False)

    def place(self, position: QPointF) -> Array:
        return self.canvas.to_data(position)[:1]

    def readout(self, position: QPointF) -> str | None:
        if self.frame is None or not self._over(position):
            return None
        return ", ".join(self._values(self.place(position)))

    def _over(self, position: QPointF) -> bool:
        rect = self.canvas.plot_rect()
        return rect.contains(position) or (self.seismograph is not None and self.seismograph.area.contains(position))

    def _values(self, theta: Array) -> list[str]:
        """θ and the exact losses there, the one that the canvas is about first."""
        assert self.frame is not None
        with np.errstate(all="ignore"):
            whole = f"$J = {exact(float(self.frame.problem.loss(theta)))}$"
            batch = f"$J_B = {exact(float(self.frame.batch.loss(theta)))}$"
        return [f"$θ = {exact(float(theta[0]))}$", *([whole] if self.whole else [batch, whole])]

    def pick(self, position: QPointF) -> Pick:
        chord = self.chord.near(position, _REACH)
        if chord is not None:
            return ("chord", chord)
        start = any(_apart(start, position) < _REACH - 4 for start in self.actors.starts)
        if self.frame is not None and len(self.frame.courses) > 1 and not start:
            for ball in reversed(self.actors.balls):
                if _apart(ball.at, position) < _REACH:
                    return ("run", ball.run)
            for run, box in self.actors.names:
                if box.contains(position):
                    return ("run", run)
        inside = self.canvas.plot_rect().contains(position)
        replica = self.crowd.near(position, _CLOSE) if inside and not start else None
        if replica is not None and not any(_apart(ball.at, position) < _REACH for ball in self.actors.balls):
            return ("replica", replica)
        return "start" if inside else None

    def point_at(self, theta: Array | None) -> None:
        self.pointer = theta
        layer = self.pointer_layer
        layer.at = None
        if theta is not None and self.frame is not None:
            x, y = self.actors.on_curve(theta[:1])[0]
            layer.at = QPointF(x, y if math.isfinite(y) else -1e6)
            layer.bottom = self.canvas.plot_rect().bottom()
            if self.seismograph is not None and self.seismograph.area.height() > 1:
                layer.bottom = self.seismograph.area.bottom()
            layer.lines = self._values(theta[:1])
        hovered = layer.at is not None and any(_apart(start, layer.at) < _REACH for start in self.actors.starts)
        if hovered != self.actors.hovered:
            self.actors.hovered = hovered
            self.actors.update()
        layer.update()


def _apart(a: QPointF, b: QPointF) -> float:
    way = a - b
    return math.hypot(way.x(), way.y())
