"""What stands and moves on the curve: stationary points, start, path, balls, gradients, and their names."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem

from ..look import theme
from ..look.palette import RunStyle
from ..paint import signs
from ..paint.canvas import Canvas
from ..paint.inside import is_inside
from ..paint.labels import Label
from ..paint.means import SMALL, paint_mean
from ..paint.runs import has_ended, run_styles
from ..update.shown import Shown
from .cast import Arrow, Ball, Cast
from .graph import Graph
from .names import Names
from .points import Stationary, arrow_factor, stationary_points
from .seismograph import dotted

BALL = 18.0
TAIL = 12
_ROWS = (29.0, 11.0)
"""How far above the axis the arrows of J and of J_B lie."""
_ABOVE = 18.0
"""So much higher lies each arrow of the update."""
_LONGEST = 0.45


class Actors(Cast):
    """The cast of the frame taken last, in the range that the canvas shows, with `labels` and among them `names` of runs."""

    def __init__(self, canvas: Canvas, graph: Graph, whole: bool) -> None:
        super().__init__(canvas, graph, whole)
        self.dots: list[tuple[Array, QColor]] = []
        self.labels: list[Label] = []
        self.names: list[tuple[int, QRectF]] = []
        self.leaders: list[QLineF] = []
        self.hovered = False
        self._writer = Names()
        self._writer.means = []
        self._shape: Problem | None = None
        self._stationary: list[Stationary] = []

    def take(self, frame: Frame, update: Shown | None = None, cloud: str = "") -> None:
        """Show this frame, the terms of an update as arrows, and what there is to say of a cloud."""
        self.frame, self.update_shown, self.cloud = frame, update, cloud
        if self.scaled is not frame.problem:
            self.scaled, self.factor = frame.problem, arrow_factor(frame.problem)
        if self._shape is not self._problem:
            self._shape, self._stationary = self._problem, stationary_points(self._problem)
        self.arrange()

    @property
    def _problem(self) -> Problem:
        assert self.frame is not None
        return self.frame.problem if self.is_whole else self.frame.batch

    def on_curve(self, theta: Array) -> Array:
        """θ (m,) → places on the curve in pixels, (m, 2)."""
        with np.errstate(all="ignore"):
            return self.canvas.to_px(np.column_stack([theta, self._problem.loss(theta[:, None])]))

    def arrange(self) -> None:
        """Put everything in its place for the range that the canvas shows now."""
        if self.frame is None:
            return
        frame, rect = self.frame, self.canvas.plot_rect()
        styles = run_styles(frame)
        self.balls = [self._ball(run, styles[run]) for run in self._runs()]
        self.means = self._means(rect)
        self.arrows = self._arrows(rect)
        self.dots = [(self._tail(run), styles[run].colour) for run in self._runs()] if self.is_whole else []
        starts = np.unique([course.start[0] for course in frame.courses])
        self.starts = [QPointF(x, y) for x, y in self.on_curve(starts) if is_inside(rect, QPointF(x, y))]
        places = self.on_curve(np.array([s.theta for s in self._stationary]))
        self.points = [(s, QPointF(x, y)) for s, (x, y) in zip(self._stationary, places, strict=True)
                       if is_inside(rect, QPointF(x, y))]
        self.labels, self.names, self.leaders = self._writer.place(self, rect)
        self.update()

    def _runs(self) -> list[int]:
        """The batch's canvas shows the run whose batch it is; the last in the list lies on top."""
        assert self.frame is not None
        others = [run for run in reversed(range(len(self.frame.courses))) if run != self.frame.watched]
        return [*(others if self.is_whole else []), self.frame.watched]

    def _ball(self, run: int, style: RunStyle) -> Ball:
        assert self.frame is not None
        theta, (low, high) = self.frame.ball(run), self.canvas.box[0]
        x, y = np.nan_to_num(self.on_curve(np.clip(theta, low, high))[0], nan=0.0, posinf=1e9, neginf=-1e9)
        at, outside = signs.at_edge(QPointF(x, y), self.canvas.plot_rect())
        if not low <= theta[0] <= high:
            outside = QPointF(1.0 if theta[0] > high else -1.0, 0.0)
        return Ball(run, at, outside, has_ended(self.frame, run), style)

    def _means(self, rect: QRectF) -> list[tuple[int, QPointF]]:
        """The averages of the watched run's way that are on the canvas, each with its place on the curve."""
        assert self.frame is not None
        found = [(i, theta) for i, (_, theta) in enumerate(self.frame.averages) if theta is not None]
        places = [(i, QPointF(*self.on_curve(theta)[0].tolist())) for i, theta in found]
        return [(i, at) for i, at in places if is_inside(rect, at)]

    def _tail(self, run: int) -> Array:
        """The last steps on the curve; none where they would run into one another."""
        assert self.frame is not None
        last = self.frame.reached(run)
        theta = self.frame.traces[run].theta[max(0, last - TAIL):last, 0]
        px = self.on_curve(theta)
        if len(px) < 2 or np.abs(np.diff(px[:, 0])).mean() < 2:
            return np.empty((0, 2))
        return px[np.isfinite(px).all(axis=1)]

    def _arrows(self, rect: QRectF) -> list[Arrow]:
        frame = self.frame
        assert frame is not None
        ball = self.balls[-1]
        if ball.outside.x() or not np.isfinite(frame.gradient).all():
            return []
        x, per_unit = ball.at.x(), rect.width() / float(np.diff(self.canvas.box[0])[0])
        ways = [(-frame.gradient * self.factor, "ink", "$−∇J$")]
        if frame.batch is not frame.problem:
            ways.append((-frame.batch_gradient * self.factor, "batch", "$−∇J_B$"))
        ups = list(_ROWS[:len(ways)])
        if self.update_shown is not None:
            ways += [(-vector * self.factor, "ink2", name) for name, vector in self.update_shown.memory]
            ways.append((self.update_shown.terms.move * self.magnified, "ink", "$Δθ$"))
            ups += [_ROWS[0] + _ABOVE * (i + 1) for i in range(len(ways) - len(ups))]
        found = []
        for (way, token, name), up in zip(ways, ups, strict=False):
            length = float(np.nan_to_num(way[0] * per_unit))
            most = _LONGEST * rect.width()
            # At the border there may be little room: an arrow never leaves the plot.
            shown = float(np.clip(length, max(-most, rect.left() - x), min(most, rect.right() - x)))
            start = QPointF(x, rect.bottom() - up)
            found.append(Arrow(start, start + QPointF(shown, 0), token, shown != length, name))
        return found

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect()
        self._draw_points(painter)
        for px, colour in self.dots:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor.fromRgbF(colour.redF(), colour.greenF(), colour.blueF(), 0.55))
            for x, y in px:
                if is_inside(rect, QPointF(x, y)):
                    painter.drawEllipse(QPointF(x, y), 2.6, 2.6)
        self._draw_starts(painter)
        for ball in self.balls:
            if ball.outside.isNull() and self.is_whole:
                painter.setPen(dotted(ball.style.colour))
                painter.drawLine(QLineF(ball.at.x(), ball.at.y(), ball.at.x(), rect.bottom()))
        for arrow in self.arrows:
            signs.arrow(painter, arrow.start, arrow.end, theme.colour(arrow.token), self.graph.under(arrow.start),
                        double=arrow.cut)
        for index, at in self.means:
            paint_mean(painter, at, index, theme.colour("card"))
        for ball in self.balls:
            ground = theme.colour("card")
            if not ball.outside.isNull():
                signs.edge_head(painter, ball.at, ball.outside, ball.style.colour, ground)
            if ball.outside.isNull() or ball.hollow:
                back = ball.outside * (24 / max(1.0, math.hypot(ball.outside.x(), ball.outside.y())))
                signs.ball(painter, ball.at - back, BALL, ball.style.colour, ground, ball.hollow)
        for index, label in self._writer.means:
            place = QPointF(label.box.left() + SMALL / 2, label.base - 4.5)
            paint_mean(painter, place, index, self.graph.under(place), SMALL)
        for label in self.labels:
            label.paint(painter, self.graph.under(label.box.center()))

    def _draw_points(self, painter: QPainter) -> None:
        for point, at in self.points:
            ink, halo = theme.colour("ink2"), theme.colour("card")
            if point.kind == "inflection":
                signs.bar(painter, at + QPointF(0, 15), ink, self.graph.under(at + QPointF(0, 15)))
            else:
                (signs.plus if point.kind == "minimum" else signs.roof)(painter, at, ink, halo)
        painter.setPen(QPen(theme.colour("ink2"), 1))
        painter.drawLines(self.leaders)

    def _draw_starts(self, painter: QPainter) -> None:
        for start in self.starts:
            signs.ball(painter, start, 5, theme.colour("ink"), theme.colour("card"))
            if self.hovered:
                painter.setPen(QPen(theme.colour("ink"), 1.4))
                painter.drawEllipse(start, 9, 9)
