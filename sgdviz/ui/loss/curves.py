"""Columns of losses as lines: dots while there is room, then lines, then envelopes."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.problem import Array
from sgdviz.core.trace import Trace

from ..look import theme
from ..look.palette import RunStyle
from ..paint import signs
from ..paint.canvas import Canvas, Layer
from .envelope import Blocks, Envelope
from .strokes import LINE, BarPicture, Bars, faint, is_vector, polygon, wide_line

DOTS_APART, DOT = 6, 5
FAR = 4000.0
"""No pixel that is painted is farther off than this."""


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


class Columns:
    """Both columns of a trace, as far as they are known. J may lag behind where it has no closed form."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.whole, self.batch = Envelope(trace.loss), Envelope(trace.batch_loss[1:])

    def extend(self) -> None:
        """Take in what has become known."""
        self.batch.extend(len(self.trace) - 1)
        self.whole.extend(self.trace.known)


class Curves(Layer):
    """All curves, the batches' below. `log` says that the canvas shows the logarithm to base 10 of losses."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10, clipped=False)
        self.curves: list[Curve] = []
        self._pictures: list[BarPicture] = []
        self.log = False
        self.floor: float | None = None

    def height(self, values: Array) -> Array:
        """Losses as heights in the canvas's box; what has no logarithm lies far below."""
        if not self.log:
            return values
        with np.errstate(all="ignore"):
            return np.where(values > 0, np.log10(np.maximum(values, 1e-300)), np.where(np.isnan(values), np.nan, -400.0))

    def to_px(self, steps: Array, values: Array) -> Array:
        """Steps and losses (m,) → pixels (m, 2), none of them absurdly far away."""
        return np.column_stack([self._across(steps), self._down(values)])

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
        if np.isnan(curve.end):
            return None
        return QPointF(*self.to_px(np.array([curve.step]), np.array([curve.end]))[0])

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect()
        painter.setClipRect(rect.adjusted(-6, -6, 6, 6))
        self._floor(painter)
        self._pictures += [BarPicture() for _ in self.curves[len(self._pictures):]]
        for curve, picture in sorted(zip(self.curves, self._pictures, strict=False), key=lambda pair: pair[0].whole):
            self._line(painter, curve, picture)
        for curve in sorted(self.curves, key=lambda one: one.whole):
            self._end(painter, curve)

    def _floor(self, painter: QPainter) -> None:
        if self.floor is None or (self.log and self.floor <= 0):
            return
        rect = self.canvas.plot_rect()
        y = float(self._down(np.array([self.floor]))[0])
        pen = QPen(theme.colour("axis"), 1)
        pen.setDashPattern([1, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _line(self, painter: QPainter, curve: Curve, picture: BarPicture) -> None:
        rect, (low, high) = self.canvas.plot_rect(), self.canvas.box[0]
        first, stop = max(0, int(low)), int(min(curve.last, np.ceil(high))) + 1
        # A line may have a step a pixel, a scribble of batches one every other.
        width = (stop - first) * rect.width() / (high - low)
        blocks = curve.envelope.blocks(first, stop, max(2, int(width / (1 if curve.whole else 2))))
        if blocks.size == 1:
            lows = self.to_px(blocks.middles, blocks.low)
            # The point at the cursor may be known before its row is.
            joined = curve.step == curve.last + 1 == stop and np.isfinite(curve.end)
            end = self.to_px(np.array([curve.step]), np.array([curve.end])) if joined else np.empty((0, 2))
            self._single(painter, curve, np.concatenate([lows, end]))
        elif len(blocks.low):
            self._blocks(painter, curve, picture, blocks, stop)

    def _blocks(self, painter: QPainter, curve: Curve, picture: BarPicture, blocks: Blocks, stop: int) -> None:
        edges = np.minimum(blocks.first + blocks.size * np.arange(len(blocks.low) + 1), stop - 1)
        ends, tops, bottoms = self._across(edges), self._down(blocks.high), self._down(blocks.low)
        if curve.whole and (curve.style.dash or is_vector(painter)):
            wide_line(painter, np.column_stack([ends[:-1], (tops + bottoms) / 2]), curve.style)
            return
        bars = Bars(ends, tops, bottoms).joined(LINE if curve.whole else 1)
        colour = curve.style.colour if curve.whole else faint(curve.style.colour, 0.2)
        picture.paint(painter, self.canvas.plot_rect(), bars, colour)

    def _single(self, painter: QPainter, curve: Curve, px: Array) -> None:
        apart = self.canvas.plot_rect().width() / float(np.diff(self.canvas.box[0])[0])
        if curve.whole:
            wide_line(painter, px, curve.style)
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


def _near(px: Array) -> Array:
    """Pixels, none of them absurdly far away."""
    return np.clip(px, -FAR, FAR)
