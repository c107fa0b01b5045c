"""Time runs down below the curve, on the same θ axis: being stuck is a vertical line, an escape a bend."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.course import Course
from sgdviz.core.frame import Frame
from sgdviz.core.plan import Plan
from sgdviz.core.problem import Array
from sgdviz.core.trace import Trace

from ..look import theme
from ..look.palette import RunStyle
from ..paint import signs
from ..paint.axes import NUMBER, TICK, axis_ticks, numbers
from ..paint.canvas import Canvas, Layer
from ..paint.labels import Label
from ..paint.runs import has_ended, run_styles, takes_all_rows
from ..text.mathtext import layout
from .envelope import Envelope
from .sampling import paint_curve, path_of

FIRST_EPOCHS = 10


def shown_epochs(plan: Plan, step: int, epochs: int) -> int:
    """How many epochs the time axis shows: it doubles when the cursor comes to its end, up to all there are."""
    epoch = max(1, plan.place(max(0, step - 1)).epoch)
    shown = FIRST_EPOCHS
    while shown < epoch:
        shown *= 2
    return min(shown, epochs)


@lru_cache(maxsize=16)
def epoch_ends(course: Course, until: int, most: int) -> Array:
    """The steps at which an epoch is over, up to `until` and not many more than `most` of them; the first is 0."""
    plan = course.plan
    steps = np.unique(np.linspace(0, until, 2 * most).astype(np.int64)).tolist()
    ends = {plan.first_step(plan.place(step).epoch) for step in steps}
    return np.array(sorted(end for end in ends if end <= until))


class Seismograph(Layer):
    """Each step 1 px, the ends of epochs joined by 2 px, full-batch runs on top.

    After `take`, `lines` holds for each run (steps, ends), polylines of shape (m, 2) in data: θ and time in steps of
    an axis that runs from 0 to `until`.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=15, clipped=False)
        self.frame: Frame | None = None
        self.epochs, self.until = FIRST_EPOCHS, 1
        self.lines: list[tuple[Array, Array]] = []
        self.area = QRectF()
        self._envelopes: dict[int, Envelope] = {}

    def take(self, frame: Frame) -> None:
        """Show this frame."""
        self.frame = frame
        plan = frame.courses[0].plan
        self.epochs = shown_epochs(plan, frame.step, frame.experiment.epochs)
        self.until = plan.first_step(self.epochs + 1)
        self._trace_lines()
        self.update()

    def place(self, area: QRectF) -> None:
        """Stand here, in pixels; as wide as the curve above."""
        if area != self.area:
            self.area = area
            self._trace_lines()
            self.update()

    def _trace_lines(self) -> None:
        if self.frame is None or self.area.height() < 1:
            return
        rows = int(self.area.height())
        self.lines = []
        for run, (course, trace) in enumerate(zip(self.frame.courses, self.frame.traces, strict=True)):
            last = self.frame.reached(run)
            ends = epoch_ends(course, self.until, rows)
            ends = np.append(ends[ends < last], last)
            self.lines.append((self._steps(run, trace, last, rows), np.column_stack([trace.theta[ends, 0], ends])))

    def _steps(self, run: int, trace: Trace, last: int, rows: int) -> Array:
        if self.until <= 2 * rows:
            return np.column_stack([trace.theta[:last + 1, 0], np.arange(last + 1)])
        kept = self._envelopes.get(run)
        if kept is None or (kept.trace, kept.until, kept.bins) != (trace, self.until, rows):
            kept = self._envelopes[run] = Envelope(trace, self.until, rows)
        times, low, high = kept.upto(last)
        return np.column_stack([np.column_stack([low, high]).ravel(), np.repeat(times, 2)])

    def to_px(self, points: Array) -> Array:
        """(…, 2) of θ and time → pixels."""
        across = self.canvas.to_px(np.stack([points[..., 0], np.zeros(points.shape[:-1])], axis=-1))[..., 0]
        down = self.area.top() + points[..., 1] * (self.area.height() / self.until)
        return np.stack([across, down], axis=-1)

    def draw(self, painter: QPainter) -> None:
        if self.frame is None or self.area.height() < 1:
            return
        self._axis(painter)
        painter.save()
        painter.setClipRect(self.area.adjusted(0, -4, 0, 6))
        self._hairlines(painter)
        styles = run_styles(self.frame)
        whole = [takes_all_rows(course) for course in self.frame.courses]
        for run in sorted(range(len(styles)), key=whole.__getitem__):
            self._run(painter, run, styles[run])
        painter.restore()
        self.caption.paint(painter, theme.colour("card"))

    def _run(self, painter: QPainter, run: int, style: RunStyle) -> None:
        assert self.frame is not None
        steps, ends = self.lines[run]
        faint = QColor(style.colour)
        faint.setAlphaF(0.37)
        painter.setPen(QPen(faint, 1))
        painter.drawPath(path_of(self._in_sight(steps)))
        paint_curve(painter, self._in_sight(ends), style, 2)
        x, y = np.clip(self.to_px(ends[-1]), -1e4, 1e4)
        if self.area.left() <= x <= self.area.right():
            card = theme.colour("card")
            if has_ended(self.frame, run):
                signs.ball(painter, QPointF(x, y), 8, style.colour, card, hollow=True)
            else:
                signs.end_mark(painter, QPointF(x, y), style.mark, 7, style.colour, card)

    def _in_sight(self, points: Array) -> Array:
        """The points in pixels, broken where it goes on outside: a run that diverges would fill the canvas."""
        px = self.to_px(points)
        inside = (px[:, 0] >= self.area.left()) & (px[:, 0] <= self.area.right())
        seen = inside.copy()
        seen[1:] |= inside[:-1]
        seen[:-1] |= inside[1:]
        return np.where(seen[:, None], px, np.nan)

    def _hairlines(self, painter: QPainter) -> None:
        """Down from the stationary points, and dotted from the balls to the ends of their lines."""
        assert self.frame is not None
        painter.setPen(QPen(theme.colour("line"), 1))
        for mark in self.frame.problem.marks:
            x = float(self.to_px(np.array([mark.point[0], 0.0]))[0])
            painter.drawLine(QLineF(x, self.area.top(), x, self.area.bottom()))
        for style, (_, ends) in zip(run_styles(self.frame), self.lines, strict=True):
            x, y = np.clip(self.to_px(ends[-1]), -1e4, 1e4)
            painter.setPen(dotted(style.colour))
            painter.drawLine(QLineF(x, self.area.top() - 4, x, y))

    def _axis(self, painter: QPainter) -> None:
        found = axis_ticks(0, self.epochs, max(2, int(self.area.height() / 32)), whole=True)
        left = self.area.left()
        for epoch, written in zip(found, numbers(found), strict=True):
            y = self.area.top() + epoch / self.epochs * self.area.height()
            painter.setPen(QPen(theme.colour("axis"), 1))
            painter.drawLine(QLineF(left - TICK, y, left, y))
            text = layout(written, NUMBER)
            text.paint(painter, left - TICK - 5 - text.width, y + 4.5, theme.colour("muted"))

    @property
    def caption(self) -> Label:
        """What the axis is, above where it begins: below that a path may lead anywhere."""
        line, base = layout(self.tr("epochs, running down"), NUMBER), self.area.top() - 8
        box = QRectF(self.area.left(), base - line.ascent, line.width, line.height)
        return Label(line, box, base, theme.colour("muted"))


def dotted(colour: QColor) -> QPen:
    """The line that drops from a ball to the axis."""
    faint = QColor(colour)
    faint.setAlphaF(0.6)
    pen = QPen(faint, 1)
    pen.setDashPattern([1.5, 3.0])
    return pen
