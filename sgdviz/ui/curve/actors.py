"""What stands and moves on the curve: stationary points, start, path, balls, gradients, and their names."""

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem

from .. import signs, theme
from ..canvas import Canvas, Layer
from ..labels import Label, Placer, beside
from ..mathtext import Line, layout
from ..palette import RunStyle
from ..runs import has_ended, run_name, run_styles
from .graph import Graph
from .points import Stationary, arrow_factor, stationary_points
from .seismograph import dotted

BALL = 18.0
TAIL = 12
_ROWS = (29.0, 11.0)
"""How far above the axis the arrows of J and of J_B lie."""
_LONGEST = 0.45


class Ball(NamedTuple):
    """A run's ball: on the curve, or at the edge with the way to where it is outside."""

    run: int
    at: QPointF
    outside: QPointF
    hollow: bool
    style: RunStyle


class Arrow(NamedTuple):
    """A gradient step on the axis, in pixels; `cut` if it is drawn shorter than it is."""

    start: QPointF
    end: QPointF
    token: str
    cut: bool


class Actors(Layer):
    """`balls`, `arrows`, `dots` (by run), `starts` and `labels` are in pixels and hold after `arrange`."""

    def __init__(self, canvas: Canvas, graph: Graph, whole: bool) -> None:
        super().__init__(canvas, z=20)
        self.clipped = False
        self.graph, self.is_whole = graph, whole
        self.frame: Frame | None = None
        self.points: list[tuple[Stationary, QPointF]] = []
        self.balls: list[Ball] = []
        self.arrows: list[Arrow] = []
        self.dots: list[tuple[Array, QColor]] = []
        self.starts: list[QPointF] = []
        self.labels: list[Label] = []
        self.names: list[tuple[int, QRectF]] = []
        self.leaders: list[QLineF] = []
        self.hovered = False
        self._factor: tuple[Problem | None, float] = (None, 1.0)
        self._shape: Problem | None = None
        self._stationary: list[Stationary] = []

    def take(self, frame: Frame) -> None:
        """Show this frame."""
        self.frame = frame
        if self._factor[0] is not frame.problem:
            self._factor = (frame.problem, arrow_factor(frame.problem))
        if self._shape is not self._problem:
            self._shape, self._stationary = self._problem, stationary_points(self._problem)
        self.arrange()

    @property
    def factor(self) -> float:
        """How long an arrow is: θ for one unit of slope."""
        return self._factor[1]

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
        self.arrows = self._arrows(rect)
        self.dots = [(self._tail(run), styles[run].colour) for run in self._runs()] if self.is_whole else []
        starts = np.unique([course.start[0] for course in frame.courses])
        self.starts = [QPointF(x, y) for x, y in self.on_curve(starts) if rect.contains(QPointF(x, y))]
        places = self.on_curve(np.array([s.theta for s in self._stationary]))
        self.points = [(s, QPointF(x, y)) for s, (x, y) in zip(self._stationary, places, strict=True)
                       if rect.contains(QPointF(x, y))]
        self._place_names(rect)
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
        both = [(frame.gradient, "ink", _ROWS[0]), (frame.batch_gradient, "batch", _ROWS[1])]
        found = []
        for slope, token, up in both[:1] if frame.batch is frame.problem else both:
            length = float(np.nan_to_num(-slope[0] * self.factor * per_unit))
            most = _LONGEST * rect.width()
            cut = abs(length) > most
            start = QPointF(x, rect.bottom() - up)
            found.append(Arrow(start, start + QPointF(float(np.clip(length, -most, most)), 0), token, cut))
        return found

    def _place_names(self, rect: QRectF) -> None:
        """By priority: arrows, runs, minima, the curves, other points, the start, the corner."""
        assert self.frame is not None
        self.labels, self.names, self.leaders = [], [], []
        px = [self.canvas.to_px(curve) for curve in (self.graph.whole, self.graph.batch) if len(curve)]
        placer = Placer(rect.adjusted(2, -24, -2, -2), px)
        for ball in self.balls:
            placer.keep_free(_square(ball.at, BALL + 4))
        for arrow in self.arrows:
            placer.keep_free(QRectF(arrow.start, arrow.end).normalized().adjusted(-4, -8, 4, 8))
        for point, at in self.points:
            flat = point.kind == "inflection"
            placer.keep_free(QRectF(at.x() - 25, at.y() + 12, 50, 6) if flat else _square(at, 16))
        self._name_arrows(placer)
        self._name_runs(placer)
        self._name_points(placer, ("minimum",))
        self._name_curves(placer, rect)
        self._name_points(placer, ("maximum", "inflection"))
        for start in self.starts:
            self._put(placer, layout(self.tr("start"), 12), [(start.x(), start.y() + 23, 0.5)], "ink2")
        self._corner(placer, rect)

    def _put(self, placer: Placer, line: Line, anchors: list[tuple[float, float, float]], token: str) -> Label | None:
        label = placer.place(line, anchors, theme.colour(token))
        if label is not None:
            self.labels.append(label)
        return label

    def _name_arrows(self, placer: Placer) -> None:
        """Behind the arrow's start; beyond its head where there is no room."""
        texts = {"ink": ("$−∇J$", "ink"), "batch": ("$−∇J_B$", "batch_text")}
        for arrow in self.arrows:
            markup, token = texts[arrow.token]
            right = arrow.end.x() >= arrow.start.x()
            back, share = (-8, 1.0) if right else (8, 0.0)
            ahead = [(arrow.end.x() - back, arrow.end.y() + 5, 1.0 - share)]
            self._put(placer, layout(markup, 14), [(arrow.start.x() + back, arrow.start.y() + 5, share), *ahead], token)

    def _name_runs(self, placer: Placer) -> None:
        assert self.frame is not None
        for ball in reversed(self.balls):
            name = run_name(self.frame, ball.run)
            if not name or not self.is_whole or len(self.frame.courses) == 1:
                continue
            label = placer.place(layout(name, 14, 600), beside(ball.at), ball.style.colour)
            if label is not None:
                self.labels.append(label)
                self.names.append((ball.run, label.box))

    def _name_points(self, placer: Placer, kinds: tuple[str, ...]) -> None:
        names = {"minimum": self.tr("minimum"), "maximum": self.tr("maximum"), "inflection": self.tr("flat inflection")}
        for point, at in self.points:
            if point.kind not in kinds or not self.is_whole:
                continue
            x, y = at.x(), at.y()
            first = {"minimum": (x, y + 27, 0.5), "maximum": (x, y - 12, 0.5), "inflection": (x, y + 61, 0.5)}[point.kind]
            rest = [] if point.kind == "inflection" else beside(at, 14)
            if self._put(placer, layout(names[point.kind], 13), [first, *rest], "ink2") and point.kind == "inflection":
                self.leaders.append(QLineF(x, y + 17, x, y + 46))

    def _name_curves(self, placer: Placer, rect: QRectF) -> None:
        batch = self.tr("$J_B$ of this batch")
        if not len(self.graph.batch):
            both = [] if self.is_whole else [("$J_B = J$", self.graph.whole, "batch_text", 14)]
            named = both or [("$J$", self.graph.whole, "ink", 16)]
        else:
            named = [(batch, self.graph.batch, "batch_text", 14), ("$J$", self.graph.whole, "ink", 16)]
        for markup, curve, token, size in named:
            px = self.canvas.to_px(curve)
            best = 0.95 if token == "ink" else 0.27
            other = self.graph.whole if token != "ink" else self.graph.batch
            gaps = np.abs(px[:, 1] - self.canvas.to_px(other)[:, 1]) if len(other) == len(px) else np.full(len(px), 99.0)
            at = sorted(range(3, len(px) - 3, len(px) // 16), key=lambda i: abs(i / len(px) - best))
            anchors = []
            for x, y in px[sorted(at, key=lambda i: not gaps[i] > 30)]:
                if rect.contains(QPointF(x, y)):
                    sides = [(x - 12, y + 5, 1.0), (x + 12, y + 5, 0.0)]
                    near = [(x, y + 24, 0.5), (x, y - 12, 0.5)]
                    anchors += sides + near if token == "ink" else near + sides
            self._put(placer, layout(markup, size), anchors, token)

    def _corner(self, placer: Placer, rect: QRectF) -> None:
        """The scale of the arrows, and how many batches are shown if not all."""
        texts = []
        if self.arrows:
            texts.append(layout(f"$−∇ × {self.factor:g}$", 12))
        shown = len(self.graph.ghosts)
        if 0 < shown < self.graph.batches:
            words = self.tr("{shown} of {all} batches shown").format(shown=shown, all=self.graph.batches)
            texts.append(layout(words, 12))
        for text in texts:
            rows = [rect.top() + 12, rect.bottom() - 10, rect.top() + 30, rect.bottom() - 28]
            sides = (rect.right() - 8, 1.0), (rect.left() + 8, 0.0)
            self._put(placer, text, [(x, y, share) for x, share in sides for y in rows], "ink2")

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect()
        self._draw_points(painter)
        for px, colour in self.dots:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor.fromRgbF(colour.redF(), colour.greenF(), colour.blueF(), 0.55))
            for x, y in px:
                if rect.contains(QPointF(x, y)):
                    painter.drawEllipse(QPointF(x, y), 2.6, 2.6)
        self._draw_starts(painter)
        for ball in self.balls:
            if ball.outside.isNull() and self.is_whole:
                painter.setPen(dotted(ball.style.colour))
                painter.drawLine(QLineF(ball.at.x(), ball.at.y(), ball.at.x(), rect.bottom()))
        for arrow in self.arrows:
            signs.arrow(painter, arrow.start, arrow.end, theme.colour(arrow.token), self.graph.under(arrow.start),
                        double=arrow.cut)
        for ball in self.balls:
            ground = theme.colour("card")
            if not ball.outside.isNull():
                signs.edge_head(painter, ball.at, ball.outside, ball.style.colour, ground)
            if ball.outside.isNull() or ball.hollow:
                back = ball.outside * (24 / max(1.0, math.hypot(ball.outside.x(), ball.outside.y())))
                signs.ball(painter, ball.at - back, BALL, ball.style.colour, ground, ball.hollow)
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


def _square(at: QPointF, size: float) -> QRectF:
    return QRectF(at.x() - size / 2, at.y() - size / 2, size, size)
