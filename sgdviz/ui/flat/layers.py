"""The lines of the microscope: distances of the runs, what theory says of them, and on which side a run is."""

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..look.palette import RunStyle
from ..loss.strokes import LINE, Bars, is_vector, paint_bars, polygon, wide_line
from ..paint import signs
from ..paint.canvas import Canvas, Layer
from ..text.mathtext import layout
from .distances import Distances, Piece, pieces

SEEN = 4.0
"""A line that is shorter than this in pixels is not seen."""
FAR = 4000.0
"""No pixel that is painted is farther off than this."""
ROW, APART = 5, 14
"""The height of a row that shows a side, and how far apart two of them begin."""


@dataclass
class Course:
    """The distances of a run up to step `last`; `over` says that it has diverged there."""

    distances: Distances
    style: RunStyle
    last: int
    over: bool


class Scale:
    """Where steps and distances are on the canvas: both as logarithms, or the distances alone."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.log = canvas, True

    def across(self, steps: Array) -> Array:
        """Steps as places along the axis of the box."""
        return np.log10(np.maximum(steps, 0.5)) if self.log else np.asarray(steps, dtype=float)

    def to_px(self, steps: Array, distances: Array) -> Array:
        """Steps and distances (m,) → pixels (m, 2); a distance of zero lies far below."""
        with np.errstate(all="ignore"):
            return self.heights_px(steps, np.where(distances > 0, np.log10(distances), np.where(distances == 0, -400.0, np.nan)))

    def heights_px(self, steps: Array, heights: Array) -> Array:
        """The same for distances that are logarithms to base 10 already."""
        return np.clip(self.canvas.to_px(np.column_stack([self.across(steps), heights])), -FAR, FAR)

    def step_at(self, position: QPointF) -> int:
        at = float(self.canvas.to_data(position)[0])
        return max(0, round(10 ** min(at, 9.0) if self.log else at))

    def parts(self, distances: Distances, last: int, side: bool = False) -> list[Piece]:
        """The rows of a run, as finely as pixels show them."""
        (low, high), width = self.canvas.box[0], self.canvas.plot_rect().width()
        envelope = distances.side if side else distances.away
        assert envelope is not None
        octave = width * np.log10(2) / (high - low) if self.log else None
        return list(pieces(envelope, last, width * (last + 1) / (high - low) if not self.log else width, octave))


class Lines(Layer):
    """The runs, each with its mark at its end, above the line of theory."""

    def __init__(self, canvas: Canvas, scale: Scale) -> None:
        super().__init__(canvas, z=10, clipped=False)
        self.scale = scale
        self.courses: list[Course] = []
        self.law: tuple[Array, Array] | None = None

    def end_px(self, course: Course) -> QPointF:
        """Where the mark of a run stands."""
        step = np.array([course.last])
        return QPointF(*self.scale.to_px(step, course.distances.away.column[step])[0])

    def law_px(self) -> Array:
        """The line of theory, (m, 2); empty where there is none."""
        return np.empty((0, 2)) if self.law is None else self.scale.heights_px(*self.law)

    def draw(self, painter: QPainter) -> None:
        painter.setClipRect(self.canvas.plot_rect().adjusted(-6, -6, 6, 6))
        for course in self.courses:
            self._line(painter, course)
        pen = QPen(theme.colour("ink"), 1.4)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawPolyline(polygon(self.law_px()))
        for course in self.courses:
            self._end(painter, course)

    def _line(self, painter: QPainter, course: Course) -> None:
        parts = self.scale.parts(course.distances, course.last)
        for single, group in groupby(parts, key=lambda part: part.single):
            draw = self._points if single else self._bars
            draw(painter, course, list(group))

    def _points(self, painter: QPainter, course: Course, parts: list[Piece]) -> None:
        """Step by step, on to the step after the last of them, if there is one."""
        steps = np.arange(parts[0].edges[0], min(parts[-1].edges[-1], course.last) + 1)
        column = course.distances.away.column[int(steps[0]) : int(steps[-1]) + 1]
        wide_line(painter, self.scale.to_px(steps, column), course.style)

    def _bars(self, painter: QPainter, course: Course, parts: list[Piece]) -> None:
        edges = np.append(np.concatenate([part.edges[:-1] for part in parts]), parts[-1].edges[-1])
        low, high = (np.concatenate(some) for some in ([p.low for p in parts], [p.high for p in parts]))
        tops, bottoms = self.scale.to_px(edges[:-1], high), self.scale.to_px(edges[:-1], low)
        if course.style.dash or is_vector(painter):
            wide_line(painter, (tops + bottoms) / 2, course.style)
            return
        ends = self.scale.to_px(edges, np.ones(len(edges)))[:, 0]
        paint_bars(painter, self.canvas.plot_rect(), Bars(ends, tops[:, 1], bottoms[:, 1]).joined(LINE), course.style.colour)

    def _end(self, painter: QPainter, course: Course) -> None:
        at = self.end_px(course)
        if np.isnan(at.y()) or (self.scale.log and course.last == 0):
            return
        signs.line_end(painter, at, self.canvas.plot_rect(), course.style, course.over, theme.colour("card"))


class Sides(Layer):
    """On which side of the point the watched run is, in two rows above the plot; nothing in two dimensions and more."""

    def __init__(self, canvas: Canvas, scale: Scale) -> None:
        super().__init__(canvas, z=12, clipped=False)
        self.scale = scale
        self.course: Course | None = None
        self.names = ("", "")

    def spans(self) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        """Where in pixels the run is right of the point, and where left of it; in both where it changes within a pixel."""
        if self.course is None or self.course.distances.side is None:
            return [], []
        parts = self.scale.parts(self.course.distances, self.course.last, side=True)
        if not parts:
            return [], []
        edges = np.append(np.concatenate([part.edges[:-1] for part in parts]), parts[-1].edges[-1])
        low, high = (np.concatenate(some) for some in ([p.low for p in parts], [p.high for p in parts]))
        px = self.scale.to_px(edges, np.ones(len(edges)))[:, 0]
        return joined(px, high > 0), joined(px, low < 0)

    def draw(self, painter: QPainter) -> None:
        if self.course is None or self.course.distances.side is None:
            return
        rect = self.canvas.plot_rect()
        for row, (spans, name) in enumerate(zip(self.spans(), self.names, strict=True)):
            top = rect.top() - (2 - row) * APART
            painter.fillRect(QRectF(rect.left(), top, rect.width(), ROW), theme.colour("cell"))
            for left, right in spans:
                left, right = max(left, rect.left()), min(right, rect.right())
                painter.fillRect(QRectF(left, top, max(1.5, right - left), ROW), self.course.style.colour)
            layout(name, 12).paint(painter, rect.right() + 12, top + ROW / 2 + 4.5, theme.colour("ink2"))


def joined(px: Array, here: NDArray[np.bool_]) -> list[tuple[float, float]]:
    """Blocks that touch, as spans: block i is from px[i] to px[i+1]."""
    turns = np.flatnonzero(np.diff(np.concatenate([[0], here.astype(int), [0]])))
    return [(float(px[first]), float(px[stop])) for first, stop in turns.reshape(-1, 2)]


def last_seen(line: Array, rect: QRectF) -> tuple[float, float] | None:
    """Where a straight line (2, 2) in pixels leaves a rectangle, or ends in it; None where it is not seen there."""
    way = np.where(line[1] == line[0], 1e-9, line[1] - line[0])
    sides = (np.array([[rect.left(), rect.top()], [rect.right(), rect.bottom()]]) - line[0]) / way
    first, last = max(0.0, sides.min(axis=0).max()), min(1.0, sides.max(axis=0).min())
    if (last - first) * np.hypot(*way) < SEEN:
        return None
    x, y = (line[0] + last * way).tolist()
    return x, min(y, rect.bottom() - 8)
