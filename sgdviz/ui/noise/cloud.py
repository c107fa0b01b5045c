"""The gradients of the batches as points of a plane, where their steps lead from the origin."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..map import labels
from ..map.arrows import Arrow, paint_arrow
from ..map.field import Field
from ..map.labels import Rank, Words, around
from ..map.levels import Level, Levels
from ..map.window import Window
from ..paint import signs
from ..paint.canvas import Canvas, StillLayer
from .names import CloudNames
from .placing import placed
from .shapes import dashed, ellipse, outline, paint_discs, paint_rings
from .study import Dots, Study

CELL = 8.0
"""The boundary of the steps that lower J is found on a grid of so many pixels."""
MEANS_APART = 12.0
"""Nearer to −∇J than that the mean of some batches is not marked."""
PALE = 0.4
"""How much of a batch that is done remains."""


class CloudLayer(StillLayer):
    """−∇J_B of every batch with −∇J, the ellipses of both covariances, and the steps that would raise J."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10)
        self.study: Study | None = None
        self.names = CloudNames()

    def show_study(self, study: Study | None, names: CloudNames) -> None:
        if study is not self.study or names != self.names:
            self.study, self.names = study, names
            self.update()

    def content(self) -> tuple[object, ...]:
        return self.study, self.names

    def steps(self, dots: Dots) -> Array:
        """−∇J_B as the plane sees it, (k, 2)."""
        assert self.study is not None
        return self.study.plane.seen(-dots.gradients)

    def draw(self, painter: QPainter) -> None:
        study = self.study
        if study is None or not study.cloud.is_finite:
            return
        window = Window.of(self.canvas)
        self._ground(painter, study, window)
        self._cross(painter, window)
        if study.others is not None:
            self._dots(painter, study.others, window, 4, 0.45)
        self._epoch(painter, study, window)
        if study.has_noise:
            self._ellipses(painter, study, window)
        self._arrows(painter, study, window)

    def _ground(self, painter: QPainter, study: Study, window: Window) -> None:
        """Tint the steps that would raise J: by J itself in two dimensions, to first order in more."""
        tint, edge = theme.colour("bad_tint", 0.55), dashed(theme.colour("ink", 0.45), 1, (2, 3))
        if study.plane.turned:
            zero = window.point(np.zeros(2)).x()
            painter.fillRect(QRectF(window.rect.left(), window.rect.top(), max(0.0, zero - window.rect.left()),
                                    window.rect.height()), tint)
            painter.setPen(edge)
            painter.drawLine(QLineF(zero, window.rect.top(), zero, window.rect.bottom()))
            return
        after, here = study.after, float(study.problem.loss(study.cloud.theta))
        with np.errstate(all="ignore"):
            corners = after.loss(np.stack(np.meshgrid(*window.box), axis=-1))
        highest = float(np.max(corners, initial=here, where=np.isfinite(corners)))
        if not (np.isfinite(here) and np.isfinite(highest)):
            return
        span = max(highest - here, 1e-9 * max(1.0, abs(here)))
        field = Field(after, window, Levels((Level(here, ""), Level(here + span, "")), None), CELL)
        painter.fillRect(window.rect, tint)
        painter.fillPath(field.below(here), theme.colour("card"))
        painter.strokePath(field.line(here), edge)

    def _cross(self, painter: QPainter, window: Window) -> None:
        """The origin: no step at all."""
        at, rect = window.point(np.zeros(2)), window.rect
        painter.setPen(QPen(theme.colour("axis", 0.5), 1))
        painter.drawLine(QLineF(rect.left(), at.y(), rect.right(), at.y()))
        painter.drawLine(QLineF(at.x(), rect.top(), at.x(), rect.bottom()))

    def _dots(self, painter: QPainter, dots: Dots, window: Window, size: float, opacity: float) -> None:
        px, colour = window.px(self.steps(dots)), theme.colour("batch", opacity)
        paint_discs(painter, px[dots.lower], size, colour)
        paint_rings(painter, px[~dots.lower], size + 0.6, colour, 1.1)

    def _epoch(self, painter: QPainter, study: Study, window: Window) -> None:
        """Those that are done paler, those that are left in full."""
        dots = study.dots
        for some, opacity in ((dots.which < study.done, PALE), (dots.which >= study.done, 1.0)):
            part = Dots(dots.which[some], dots.gradients[some], dots.lower[some])
            self._dots(painter, part, window, 5.6 if len(dots.which) <= 500 else 3.6, opacity)

    def _ellipses(self, painter: QPainter, study: Study, window: Window) -> None:
        for covariance, pen in self._covariances(study):
            for sigmas in (1, 2):
                outline(painter, window.px(ellipse(self._mean(study), covariance, sigmas)), pen)

    def _covariances(self, study: Study) -> list[tuple[Array, QPen]]:
        plane, cloud = study.plane, study.cloud
        found = [(plane.moment(cloud.predicted), QPen(theme.colour("whole"), 1.4))]
        if len(cloud.batches) > 1:
            found.append((plane.moment(cloud.measured), dashed(theme.colour("batch"))))
        return found

    @staticmethod
    def _mean(study: Study) -> Array:
        """Where −∇J is."""
        return study.plane.seen(-study.cloud.whole)

    def _arrows(self, painter: QPainter, study: Study, window: Window) -> None:
        """−∇J and the current batch's −∇J_B from the origin, and the names of all there is."""
        card, plane = theme.colour("card"), study.plane
        origin, mean = window.point(np.zeros(2)), window.point(self._mean(study))
        current = window.point(plane.seen(-study.epoch.gradients[study.current]))
        arrows = [Arrow(origin, mean, "whole", True)]
        if not study.is_whole:
            arrows.append(Arrow(origin, current, "batch", False))
        for one in arrows:
            paint_arrow(painter, one, card)
        marks = [(mean, "whole", 13.0)]
        signs.ball(painter, current, 10, theme.colour("batch"), card, hollow=not study.lowers)
        for at, token in self._means(study, window):
            signs.ball(painter, at, 11, theme.colour(token), card, hollow=True)
            marks.append((at, token, 12.0))
        labels.paint(painter, self._placed(study, window, arrows, marks), lambda at: card)

    def _means(self, study: Study, window: Window) -> list[tuple[QPointF, str]]:
        """The mean of the batches left, and that of all where rows repeat."""
        if study.left is not None:
            mean = window.point(study.plane.seen(-study.left))
        elif study.epoch.batches.replacement and len(study.epoch.batches) > 1:
            mean = window.point(study.plane.seen(-study.epoch.mean))
        else:
            return []
        whole = window.point(self._mean(study))
        return [(mean, "batch")] if QLineF(mean, whole).length() >= MEANS_APART else []

    def _placed(self, study: Study, window: Window, arrows: list[Arrow],
                marks: list[tuple[QPointF, str, float]]) -> list[labels.Placed]:
        """The names that find room, the most important first."""
        names, words = self.names, []
        obstacles = [box for one in arrows for box in one.obstacles()]
        obstacles += [QRectF(at.x() - 8, at.y() - 8, 16, 16) for at, _, _ in marks]
        for one, text in zip(arrows, (names.whole, names.batch), strict=False):
            line = Words(text, Rank.ARROW, (), "whole" if one.token == "whole" else "batch_text", 14)
            spots = tuple(spot for gap in (9, 20, 32) for spot in around(one.tip, line.line.width, 14, gap))
            words.append(Words(text, Rank.ARROW, spots, line.token, 14))
        for at, _, _ in marks[1:]:
            width = Words(names.mean, Rank.RUN, ()).line.width
            words.append(Words(names.mean, Rank.RUN, around(at, width, 12, 10), "batch_text"))
        if study.has_noise:
            words += self._ellipse_names(study, window)
        origin = arrows[0].tail
        words.append(Words("0", Rank.START, around(origin, 8, 12, 5)))
        words += self._ground_name(window)
        return placed(words, obstacles, self._points(study, window), window.rect.adjusted(2, 2, -2, -2))

    def _points(self, study: Study, window: Window) -> list[Array]:
        """What words had better not cover."""
        dots = [window.px(self.steps(dots)) for dots in (study.dots, study.others) if dots is not None]
        if not study.has_noise:
            return dots
        return dots + [window.px(ellipse(self._mean(study), covariance, sigmas))
                       for covariance, _ in self._covariances(study) for sigmas in (1, 2)]

    def _ellipse_names(self, study: Study, window: Window) -> list[Words]:
        """At the outer ellipses, outside them."""
        words = []
        for (covariance, _), text, token in zip(self._covariances(study), (self.names.theory, self.names.measured),
                                                ("whole", "batch_text"), strict=False):
            if not text:
                continue
            px = window.px(ellipse(self._mean(study), covariance, 2))
            middle, spots = px.mean(axis=0), []
            width = Words(text, Rank.CONTOUR, ()).line.width
            for x, y in px[::6].tolist():
                away = np.array([x, y]) - middle
                away = away / (np.hypot(*away) or 1.0)
                spots += [QPointF(x + away[0] * (width / 2 + gap), y + away[1] * (5 + gap)) for gap in (8, 20, 36)]
                spots.append(QPointF(x, y + np.sign(away[1]) * 40))
            words.append(Words(text, Rank.BALL_CONTOUR, tuple(spots), token))
        return words

    def _ground_name(self, window: Window) -> list[Words]:
        """Words in a corner that is tinted, if one is."""
        study = self.study
        assert study is not None
        text, rect = self.names.ground, window.rect
        half = Words(text, Rank.EPOCH, ()).line.width / 2 + 10
        spots = []
        for x in (rect.left() + half, rect.right() - half, rect.center().x()):
            for y in (rect.bottom() - 14, rect.top() + 14, rect.center().y()):
                ends = np.array([window.data(QPointF(x + side, y)) for side in (-half, 0, half)])
                if self._raises(study, ends).all():
                    spots.append(QPointF(x, y))
        return [Words(text, Rank.EPOCH, tuple(spots))] if spots else []

    @staticmethod
    def _raises(study: Study, steps: Array) -> Array:
        """Which steps (k, 2) of the plane raise J."""
        if study.plane.turned:
            return np.asarray(steps[:, 0] < 0)
        with np.errstate(all="ignore"):
            return np.asarray(study.after.loss(steps) > study.problem.loss(study.cloud.theta))
