"""J of the averages of the iterates as lines over the steps, each known at a few hundred of them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from sgdviz.core.averages import Average, History
from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array
from sgdviz.core.trace import Trace

from ..look import theme
from ..paint import signs
from ..paint.canvas import Canvas, Layer
from ..paint.means import mean_style, paint_mean
from .curves import Curves
from .strokes import wide_line

STATIONS, FEWEST = 256, 16
"""J of an average is known at so many steps; at fewer where a J of many rows would take too long."""
KEPT = 4096
"""J is kept of so many steps: each frame may add one."""
WORK = 1 << 20
"""So many rows of data may be put into J for the steps of a line."""


class MeanLine:
    """J of one average over the steps: `steps` and `losses` (m,) up to the cursor."""

    def __init__(self, trace: Trace, average: Average) -> None:
        self.trace, self.average = trace, average
        self.steps, self.losses = np.empty(0, dtype=np.int64), np.empty(0)
        self._known: dict[int, float] = {}

    def follow(self, frame: Frame) -> None:
        """Reach up to the cursor; what is known of a step is kept."""
        problem, last = frame.problem, frame.reached(frame.watched)
        most = STATIONS if problem.closed_form else min(STATIONS, max(FEWEST, WORK // problem.n))
        steps = stations(self.average.begins, last, most)
        new = [step for step in steps if step not in self._known]
        if new:
            history = History(self.trace)
            found = [history.of(self.average, step) for step in new]
            points = np.array([np.full(problem.dim, np.nan) if theta is None else theta for theta in found])
            with np.errstate(all="ignore"):
                self._known.update(zip(new, problem.loss(points).tolist(), strict=True))
        if len(self._known) > KEPT:
            self._known = {step: self._known[step] for step in steps}
        self.steps = np.array(steps, dtype=np.int64)
        self.losses = np.array([self._known[step] for step in steps])


def stations(first: int, last: int, most: int) -> list[int]:
    """Steps from `first` to `last`: both, evenly spaced ones between, at most so many, and closer ones at the beginning.

    They are apart by a power of two, so that a line keeps every other step when it has grown to twice its length.
    """
    if last < first:
        return []
    stride = 1
    while (last - first) // stride > most:
        stride *= 2
    early = [step for power in range(stride.bit_length()) for step in (1 << power, (3 << power) >> 1)]
    return sorted({*range(first, last + 1, stride), *(first + step for step in early if first + step <= last), last})


class MeanLines(Layer):
    """The lines of all averages over the curves of losses, a mark at the end of each."""

    def __init__(self, canvas: Canvas, curves: Curves) -> None:
        super().__init__(canvas, z=11, clipped=False)
        self.curves = curves
        self.lines: list[MeanLine] = []
        self._kept: dict[int, tuple[Mapping[str, Any], MeanLine]] = {}

    def take(self, frame: Frame) -> None:
        """The averages of this frame."""
        kept, self._kept = self._kept, {}
        for i, (spec, (average, _)) in enumerate(zip(frame.experiment.averages, frame.averages, strict=True)):
            before, line = kept.get(i, ({}, None))
            if line is None or before != spec or line.trace is not frame.trace:
                line = MeanLine(frame.trace, average)
            self._kept[i] = spec, line
            line.follow(frame)
        self.lines = [line for _, line in self._kept.values()]
        self.update()

    def px(self, line: MeanLine) -> Array:
        """The points of a line in pixels, (m, 2)."""
        return self.curves.to_px(line.steps.astype(float), line.losses)

    def end_px(self, line: MeanLine) -> QPointF | None:
        """Where a line's mark stands, if it has begun."""
        return QPointF(*self.px(line)[-1].tolist()) if len(line.losses) and np.isfinite(line.losses[-1]) else None

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect()
        painter.setClipRect(rect.adjusted(-6, -6, 6, 6))
        for i, line in enumerate(self.lines):
            px = self.px(line)
            wide_line(painter, px[np.isfinite(px).all(axis=1)], mean_style(i), 1.4)
        for i, line in enumerate(self.lines):
            at = self.end_px(line)
            if at is not None and signs.at_edge(at, rect)[1].isNull():
                paint_mean(painter, at, i, theme.colour("card"), 9)
