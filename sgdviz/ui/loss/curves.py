"""Columns of losses as lines: dots while there is room, then lines, then envelopes."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..look.palette import RunStyle
from ..paint import signs
from ..paint.canvas import Canvas, Layer, StillLayer
from .envelope import Blocks, Envelope
from .strokes import LINE, LONG, Bars, faint, is_vector, paint_bars, polygon, wide_line

DOTS_APART, DOT = 6, 5
FAR = 4000.0
"""No pixel that is painted is farther off than this."""
PAST, BEYOND = 4, 3
"""The past grows by 2^PAST of the largest blocks at a time; BEYOND it so many are needed to draw it."""


@dataclass
class Curve:
    """Row k of a column at step k, up to row `last`. The whole's are wide, a batch's thin and with dots.

    `end` is the value at the cursor, where the curve's mark stands and its name begins; nan where there is none. `over`
    says that the run has diverged there.
    """

    envelope: Envelope
    style: RunStyle
    whole: bool
    last: int = 0
    step: int = 0
    end: float = np.nan
    over: bool = False

    @property
    def dashed(self) -> bool:
        """Whether its line cannot be drawn in parts, since its dashes would begin anew."""
        return self.whole and bool(self.style.dash)


class Curves(Layer):
    """All curves, the batches' below. `log` says that the canvas shows the logarithm to base 10 of losses.

    What lies left of the `seam` has its place for good and is `Past`, so that a frame costs only what came since.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10, clipped=False)
        self.curves: list[Curve] = []
        self.log = False
        self.floor: float | None = None
        self.past = Past(canvas, self)

    def height(self, values: Array) -> Array:
        """Losses as heights in the canvas's box; what has no logarithm lies far below."""
        if not self.log:
            return values
        with np.errstate(all="ignore"):
            return np.where(values > 0, np.log10(np.maximum(values, 1e-300)), np.where(np.isnan(values), np.nan, -400.0))

    def to_px(self, steps: Array, values: Array) -> Array:
        """Steps and losses (m,) → pixels (m, 2), none of them absurdly far away."""
        return np.column_stack([self._across(steps), self._down(values)])

    def at(self, step: float, value: float) -> QPointF:
        """The pixel of one step and loss, in a tenth of the time that `to_px` takes for it."""
        rect, ((left, right), (low, high)) = self.canvas.plot_rect(), self.canvas.box.tolist()
        if self.log and not math.isnan(value):
            value = math.log10(max(value, 1e-300)) if value > 0 else -400.0
        height = min(max(value, -1e300), 1e300)
        x = (step - left) * (rect.width() / (right - left)) + rect.left()
        y = (height - low) * (-rect.height() / (high - low)) + rect.bottom()
        return QPointF(min(max(x, -FAR), FAR), min(max(y, -FAR), FAR))

    def _across(self, steps: Array) -> Array:
        rect, (low, high) = self.canvas.plot_rect(), self.canvas.box[0].tolist()
        return _near((steps - low) * (rect.width() / (high - low)) + rect.left())

    def _down(self, values: Array) -> Array:
        rect, (low, high) = self.canvas.plot_rect(), self.canvas.box[1].tolist()
        with np.errstate(all="ignore"):
            heights = np.clip(self.height(values), -1e300, 1e300)
            return _near((heights - low) * (-rect.height() / (high - low)) + rect.bottom())

    def end_px(self, curve: Curve) -> QPointF | None:
        """Where a curve's mark stands, if it has one."""
        return None if math.isnan(curve.end) else self.at(curve.step, curve.end)

    def ordered(self) -> list[Curve]:
        """The curves, the batches' first."""
        return sorted(self.curves, key=lambda curve: curve.whole)

    def level(self, whole: bool) -> int:
        """A curve is seen in blocks of two to the power of this: a line may have one a pixel, a scribble one every other."""
        rect, (low, high) = self.canvas.plot_rect(), self.canvas.box[0].tolist()
        return max(0, math.ceil(math.log2((high - low) / rect.width() * (1 if whole else 2))))

    @property
    def seam(self) -> int:
        """The step up to which no curve that goes on changes any more; 0 while there is little to be seen."""
        level = self.level(whole=False)
        last = max((curve.last for curve in self.curves), default=0)
        return max(0, last - (BEYOND << level)) >> level + PAST << level + PAST

    def cut(self, seam: int) -> float:
        """The pixel where the past ends: a whole one, so that both sides meet as if they were drawn at once."""
        return math.floor(self.at(seam, 0.0).x())

    def seen(self, curve: Curve) -> tuple[int, int]:
        """The rows [first, stop) of a curve within the box."""
        low, high = self.canvas.box[0].tolist()
        return max(0, int(low)), int(min(curve.last, math.ceil(high))) + 1

    def points(self, curve: Curve) -> int:
        """So many points has the line of a curve within the box."""
        first, stop = self.seen(curve)
        return stop - first >> self.level(curve.whole)

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect().adjusted(-6, -6, 6, 6)
        seam = 0 if is_vector(painter) else self.seam
        for curve in self.ordered():
            (first, stop), new = self.seen(curve), QRectF(rect)
            if seam and not curve.dashed:
                new.setLeft(max(rect.left(), self.cut(seam)))
                first = max(first, seam - (BEYOND << self.level(curve.whole)))
            painter.setClipRect(new)
            self.line(painter, curve, first, stop)
        painter.setClipRect(rect)
        for curve in self.ordered():
            self._end(painter, curve)

    def line(self, painter: QPainter, curve: Curve, first: int, stop: int) -> None:
        """Rows [first, stop) of a curve, and its point at the cursor if they reach it: it may be known before its row is."""
        level = self.level(curve.whole)
        blocks = curve.envelope.on_level(first, stop, level)
        if level == 0:
            px = self.to_px(blocks.middles, blocks.low)
            if curve.step == curve.last + 1 == stop and math.isfinite(curve.end):
                px = np.concatenate([px, self.to_px(np.array([curve.step]), np.array([curve.end]))])
            # Where a run ended J may be ∞ − ∞, of which Qt makes no point of a line.
            self._single(painter, curve, px[~np.isnan(px[:, 1])])
        elif len(blocks.low):
            self._blocks(painter, curve, blocks, stop)

    def _blocks(self, painter: QPainter, curve: Curve, blocks: Blocks, stop: int) -> None:
        edges = np.minimum(blocks.first + blocks.size * np.arange(len(blocks.low) + 1), stop - 1)
        ends, tops, bottoms = self._across(edges), self._down(blocks.high), self._down(blocks.low)
        if curve.dashed or (curve.whole and is_vector(painter)):
            wide_line(painter, np.column_stack([ends[:-1], (tops + bottoms) / 2]), curve.style)
            return
        bars = Bars(ends, tops, bottoms).joined(LINE if curve.whole else 1)
        colour = curve.style.colour if curve.whole else faint(curve.style.colour, 0.2)
        paint_bars(painter, self.canvas.plot_rect(), bars, colour)

    def _single(self, painter: QPainter, curve: Curve, px: Array) -> None:
        apart = self.canvas.plot_rect().width() / float(np.diff(self.canvas.box[0])[0])
        if curve.whole:
            wide_line(painter, px, curve.style, points=self.points(curve))
            return
        painter.setPen(QPen(faint(curve.style.colour, 0.47), 1))
        painter.drawPolyline(polygon(px))
        if apart >= DOTS_APART:
            pen = QPen(curve.style.colour, DOT)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(polygon(px[np.isfinite(px).all(axis=1)]))

    def _end(self, painter: QPainter, curve: Curve) -> None:
        at = self.end_px(curve)
        if at is None or not self.canvas.box[0, 0] <= curve.step <= self.canvas.box[0, 1]:
            return
        signs.line_end(painter, at, self.canvas.plot_rect(), curve.style, curve.over, theme.colour("card"))


class Past(StillLayer):
    """The minimum, and the curves left of their seam."""

    def __init__(self, canvas: Canvas, curves: Curves) -> None:
        super().__init__(canvas, z=6, clipped=False)
        self._curves = curves

    def content(self) -> tuple[object, ...]:
        curves, seam = self._curves, self._curves.seam
        return (curves.log, curves.floor, seam, *((curve.envelope, curve.style, curve.whole, self._stop(curve, seam),
                                                   curves.points(curve) < LONG)
                                                  for curve in curves.curves if seam and not curve.dashed))

    def _stop(self, curve: Curve, seam: int) -> int:
        """The row before which its part ends: a few lie beyond the seam, for they tell how the last ones before it look."""
        return min(self._curves.seen(curve)[1], seam + (BEYOND << self._curves.level(curve.whole)))

    def draw(self, painter: QPainter) -> None:
        curves, seam = self._curves, self._curves.seam
        self._floor(painter)
        if not seam or is_vector(painter):
            return
        rect = self.canvas.plot_rect().adjusted(-6, -6, 6, 6)
        rect.setRight(min(rect.right(), curves.cut(seam)))
        painter.setClipRect(rect)
        for curve in curves.ordered():
            if not curve.dashed:
                curves.line(painter, curve, curves.seen(curve)[0], self._stop(curve, seam))

    def _floor(self, painter: QPainter) -> None:
        floor = self._curves.floor
        if floor is None or (self._curves.log and floor <= 0):
            return
        rect = self.canvas.plot_rect()
        y = self._curves.at(0, floor).y()
        painter.setClipRect(rect.adjusted(-6, -6, 6, 6))
        pen = QPen(theme.colour("axis"), 1)
        pen.setDashPattern([1, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def _near(px: Array) -> Array:
    """Pixels, none of them absurdly far away."""
    return np.clip(px, -FAR, FAR)
