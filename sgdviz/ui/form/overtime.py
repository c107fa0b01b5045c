"""A small picture of what a schedule does: η or B over the whole run, with the present step on it."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sgdviz.core.course import Course
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.problem import Array
from sgdviz.core.trace import Trace

from ..look import theme
from ..paint.axes import number
from ..text.mathtext import Line, layout
from ..text.numbers import exact
from .row import INDENT

HEIGHT, TOP, BOTTOM = 96, 26.0, 20.0
MOST = 400
"""So many steps are looked at, at most; a pixel is worth no more."""


class OverTime(QWidget):
    """Hidden while the quantity stays the same throughout."""

    symbol = ""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()
        self.step, self.steps = 0, 1
        self.at: Array = np.empty(0)
        self.values: Array = np.empty(0)
        self.now = math.nan
        self._key: object = None

    def varies(self, course: Course) -> bool:
        """Whether there is anything to show."""
        raise NotImplementedError

    def value(self, course: Course, trace: Trace, step: int) -> float:
        """What the quantity is in the step that is taken from θ_step; nan where it is not known yet."""
        raise NotImplementedError

    def draw(self, frame: Frame) -> None:
        """Show the watched run of this frame."""
        course, trace = frame.course, frame.trace
        shown = self.varies(course)
        self.setVisible(shown)
        if not shown:
            return
        key = course, trace, self.known(course, trace)
        changed = key != self._key
        if changed:
            self._key, self.steps = key, course.steps
            self.at = np.unique(np.linspace(0, course.steps - 1, min(MOST, course.steps)).astype(np.int64))
            self.values = np.array([self.value(course, trace, step) for step in self.at.tolist()])
        step = frame.batch_step
        now = self.value(course, trace, step)
        if (step, now) != (self.step, self.now) or changed:
            self.step, self.now = step, now
            self.setAccessibleName(f"{self.symbol} {self.text(now)}")
            self.update()

    def text(self, value: float) -> str:
        """The value as it is written."""
        return exact(value)

    def known(self, course: Course, trace: Trace) -> object:
        """What the values depend on beside the run."""
        return None

    def plot(self) -> QRectF:
        """Where the curve is."""
        return QRectF(self.left(), TOP, max(1.0, self.width() - self.left() - 6), self.height() - TOP - BOTTOM)

    def left(self) -> float:
        """Where the axis begins: right of its numbers."""
        return INDENT + max(layout(text, 12).width for text in (self._top(), "0")) + 8

    def _most(self) -> float:
        known = self.values[np.isfinite(self.values)]
        return float(known.max()) if len(known) and known.max() > 0 else 1.0

    def _top(self) -> str:
        return number(float(f"{self._most():.3g}"), most=1e6)

    def px(self, steps: Array, values: Array) -> Array:
        """Steps and values → pixels, (m, 2)."""
        rect = self.plot()
        return np.column_stack([rect.left() + rect.width() * steps / max(1, self.steps - 1),
                                rect.bottom() - rect.height() * values / self._most()])

    def stairs(self) -> Array:
        """The curve in pixels, (m, 2): each value holds until the next one."""
        known = np.isfinite(self.values)
        px = self.px(self.at[known], self.values[known])
        corners = np.column_stack([px[1:, 0], px[:-1, 1]])
        found: Array = np.empty((2 * len(px) - 1, 2)) if len(px) else px
        found[::2], found[1::2] = px, corners
        return found

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), self.plot()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = [QPointF(x, y) for x, y in self.stairs().tolist()]
        if points:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("wash"))
            ends = QPointF(points[0].x(), rect.bottom()), QPointF(points[-1].x(), rect.bottom())
            painter.drawPolygon(QPolygonF([ends[0], *points, ends[1]]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("axis"), 1))
        painter.drawLine(QLineF(rect.left(), rect.bottom() + 0.5, rect.right(), rect.bottom() + 0.5))
        painter.setPen(QPen(theme.colour("ink2"), 1.6, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))
        self._paint_now(painter, rect)
        self._paint_numbers(painter, rect)
        painter.end()

    def _paint_now(self, painter: QPainter, rect: QRectF) -> None:
        x, y = self.px(np.array([self.step]), np.array([self.now]))[0].tolist()
        painter.setPen(QPen(theme.colour("ink", 0.5), 1))
        painter.drawLine(QLineF(x, rect.top() - 2, x, rect.bottom()))
        painter.setPen(QPen(theme.colour("card"), 2))
        painter.setBrush(theme.colour("ink"))
        painter.drawEllipse(QPointF(x, y), 4.5, 4.5)
        now = layout(f"${self.symbol}$ = {self.text(self.now)}", 13)
        left = min(max(rect.left(), x - now.width / 2), rect.right() - now.width)
        now.paint(painter, left, rect.top() - 9, theme.colour("ink"))

    def _paint_numbers(self, painter: QPainter, rect: QRectF) -> None:
        muted = theme.colour("muted")

        def put(line: Line, x: float, base: float) -> None:
            line.paint(painter, x, base, muted)

        for text, y in ((self._top(), rect.top() + 4), ("0", rect.bottom() + 4)):
            line = layout(text, 12)
            put(line, rect.left() - 6 - line.width, y)
        last = layout(filled(self.tr("step {step}"), step=self.steps - 1), 12)
        put(last, rect.right() - last.width, rect.bottom() + 15)


class RateOverTime(OverTime):
    """The learning rate η_k."""

    symbol = "η"

    def varies(self, course: Course) -> bool:
        return course.rate_varies

    def value(self, course: Course, trace: Trace, step: int) -> float:
        # What a schedule that looks at J will do is not known before the steps are taken.
        if step > trace.last and course.law(step).schedule.observe:
            return math.nan
        return course.rate(trace, step)

    def known(self, course: Course, trace: Trace) -> object:
        return trace.last if any(law.schedule.observe for law in course.laws) else None


class SizeOverTime(OverTime):
    """The batch size B."""

    symbol = "B"

    def varies(self, course: Course) -> bool:
        return course.plan.size_varies

    def value(self, course: Course, trace: Trace, step: int) -> float:
        return course.plan.batch_size(step)

    def text(self, value: float) -> str:
        return f"{value:.0f}"
