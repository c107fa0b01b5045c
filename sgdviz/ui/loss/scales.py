"""What the loss canvas shows: how many steps, which losses; and the epochs below the steps."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.frame import Frame
from sgdviz.core.models import Model
from sgdviz.core.plan import Plan
from sgdviz.core.problem import Array, Problem

from ..look import theme
from ..paint.axes import NUMBER, Axes, ticks
from ..paint.canvas import Canvas, StillLayer
from ..paint.rulers import interval, multiples
from ..text.mathtext import layout
from .curves import Curve

FIRST_STEPS = 40
EPOCHS_APART = 26
NAME_AWAY, NAME_GAP = 26, 10
"""How far right of the axis and of its last number the names of its rows stand at least."""
DIVERGED = {True: 3.0, False: 10.0}
"""So far above the start a run is followed unless it has come back: in decades on a logarithmic axis, else in falls of J."""
STRETCH = {True: 1.5, False: 0.5}
"""So far beyond J the losses of single batches stretch the axis, in decades or in heights of J."""


def horizon(frame: Frame) -> int:
    """The last step on the axis: it doubles as steps are shown, until all that there will be are on it."""
    steps = frame.courses[0].steps
    shown = FIRST_STEPS
    while shown < frame.step:
        shown *= 2
    return max(1, steps if shown > 0.7 * steps else shown)


def least_loss(problem: Problem) -> float | None:
    """min J where it is known."""
    minima = [mark.point for mark in problem.marks if mark.kind == "minimum"]
    return float(problem.loss(np.array(minima)).min()) if minima else None


def is_log_by_default(problem: Problem) -> bool:
    """Whether losses are best seen as ratios: J has a positive minimum, or none that it reaches but stays positive."""
    least = least_loss(problem)
    return isinstance(problem, Model) if least is None else least > 0


def loss_range(curves: list[Curve], until: int, least: float | None, log: bool, others: Sequence[float] = ()) -> Array:
    """[low, high] of the axis (logarithms to base 10 if `log`): all known values up to step `until` and `others`, with limits.

    Rounded outwards, so that it seldom moves.
    """
    def heights(values: list[float]) -> Array:
        found = np.array(values)
        found = np.log10(found[found > 0]) if log else found
        return found[np.isfinite(found)]

    whole, batch = ([value for curve in curves if curve.whole == kind for value in curve.envelope.range(until + 1)]
                    for kind in (True, False))
    starts = heights([float(curve.envelope.column[0]) for curve in curves if curve.whole])
    tops = heights(whole)
    # The worker may write the first J after the curves were brought up to date.
    if not len(starts) or not len(tops):
        return np.array([0.0, 1.0])
    lows = np.concatenate([tops, heights([] if least is None else [least])])
    low, start, more = float(lows.min()), float(starts.max()), heights(list(others))
    if not log:
        # Where J has no bound below, runs of a cloud fall out of sight of all that is to be seen.
        more = np.maximum(more, low - max(start - low, 1e-3 * abs(start)))
    low, high = min([low, *more.tolist()]), max([float(tops.max()), *more.tolist()])
    limit = start + DIVERGED[log] * (1 if log else max(start - low, 1e-3 * abs(start)))
    ends = heights([curve.end for curve in curves if curve.whole])
    if not len(ends) or ends.max() > limit:
        high = min(high, limit)
    elif high > limit:
        been = heights([value for curve in curves if curve.whole for value in curve.envelope.range(curve.last + 1)])
        high = max([limit, *been.tolist(), *more.tolist()])
    single, reach = heights(batch), STRETCH[log] * (1 if log else high - low)
    if len(single):
        low, high = max(low - reach, min(low, float(single.min()))), min(high + reach, max(high, float(single.max())))
    return rounded(low, high, log)


def rounded(low: float, high: float, log: bool) -> Array:
    """A little more than [low, high], ending on round numbers."""
    high = max(high, low + (0.02 if log else 1e-6 * max(1.0, abs(low))))
    pad = 0.04 * (high - low)
    fine = ticks(low, high, 10)
    unit = fine[1] - fine[0] if len(fine) > 1 else high - low
    return np.array([math.floor((low - pad) / unit) * unit, math.ceil((high + pad) / unit) * unit])


class EpochRuler(StillLayer):
    """The epochs' numbers in a row of their own below the steps of `axes`, a hairline up from each; the names of both rows."""

    def __init__(self, canvas: Canvas, axes: Axes) -> None:
        super().__init__(canvas, z=4, clipped=False)
        self.axes = axes
        self.plan: Plan | None = None
        self.step_name = self.epoch_name = ""

    def epochs(self) -> list[tuple[int, float]]:
        """The numbered epochs that end on the canvas, and where, in pixels; 0 is the start."""
        if self.plan is None:
            return []
        low, high = self.canvas.box[0].tolist()
        first, last = (self.plan.place(max(0, math.floor(step))).epoch for step in (low, high))
        inside = [epoch for epoch in (first - 1, first, last - 1, last) if low <= self.plan.first_step(epoch + 1) <= high]
        if not inside:
            return []
        first, last = inside[0], inside[-1]
        return [(epoch, self._at(epoch)) for epoch in multiples(first, last, interval(first, last, self._extent, EPOCHS_APART))]

    def _at(self, epoch: int) -> float:
        assert self.plan is not None
        return float(self.canvas.to_px(np.array([self.plan.first_step(epoch + 1), 0.0]))[0])

    def _extent(self, epoch: int) -> tuple[float, float]:
        wide, at = layout(f"{epoch:,}", NUMBER).width, self._at(epoch)
        return at - wide / 2, at + wide / 2

    def names_left(self) -> float:
        """Where the names of both rows begin, in pixels: beyond the last number of either."""
        steps, epochs = self.axes.across()[-1:], self.epochs()[-1:]
        ends = [*(at + text.width / 2 for text, at in steps), *(self._extent(epoch)[1] for epoch, _ in epochs)]
        return max([self.canvas.plot_rect().right() + NAME_AWAY, *(end + NAME_GAP for end in ends)])

    def content(self) -> tuple[object, ...]:
        return self.plan, self.step_name, self.epoch_name

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect()
        for epoch, at in self.epochs():
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QLineF(at, rect.top(), at, rect.bottom() + 4))
            text = layout(f"{epoch:,}", NUMBER)
            text.paint(painter, at - text.width / 2, rect.bottom() + 38, theme.colour("muted"))
        left = self.names_left()
        for name, down in ((self.step_name, 20), (self.epoch_name, 38)):
            layout(name, 13).paint(painter, left, rect.bottom() + down, theme.colour("ink2"))
