"""The gradients of the batches as points of a plane, where their steps lead from the origin."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..map import labels
from ..map.arrows import Arrow, paint_arrow
from ..map.field import field_of, shape_of
from ..map.levels import Level, Levels
from ..map.window import Window
from ..paint import signs
from .cloudlabels import cloud_labels, mean_of, moments
from .layer import StudyLayer
from .shapes import dashed, ellipse, outline, paint_discs, paint_note, paint_rings
from .study import Dots, Study

CELL = 8.0
"""The boundary of the steps that lower J is found on a grid of so many pixels."""
MEANS_APART = 12.0
"""Nearer to −∇J than that the mean of some batches is not marked."""
PALE = 0.4
"""How much of a batch that is done remains."""


class CloudLayer(StudyLayer):
    """−∇J_B of every batch with −∇J, the ellipses of both covariances, and the steps that would raise J."""

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
        after, here = study.after, study.here
        if after is None:
            zero = window.point(np.zeros(2)).x()
            painter.fillRect(QRectF(window.rect.left(), window.rect.top(), max(0.0, zero - window.rect.left()),
                                    window.rect.height()), tint)
            painter.setPen(edge)
            painter.drawLine(QLineF(zero, window.rect.top(), zero, window.rect.bottom()))
            return
        with np.errstate(all="ignore"):
            corners = after.loss(np.stack(np.meshgrid(*window.box), axis=-1))
        highest = float(np.max(corners, initial=here, where=np.isfinite(corners)))
        if not (np.isfinite(here) and np.isfinite(highest)):
            return
        span = max(highest - here, 1e-9 * max(1.0, abs(here)))
        levels = Levels((Level(here, ""), Level(here + span, "")), None)
        shape = shape_of(after, window, levels, CELL)
        field = field_of(shape, window, levels)
        painter.fillRect(window.rect, tint)
        painter.fillPath(field.below(here), theme.colour("card"))
        painter.strokePath(field.line(here), edge)
        if shape.coarse:
            paint_note(painter, window, self.names.coarse)

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
            self._dots(painter, dots.some(some), window, 5.6 if len(dots.which) <= 500 else 3.6, opacity)

    def _ellipses(self, painter: QPainter, study: Study, window: Window) -> None:
        """One and two standard deviations about −∇J: theory's in full, the measured ones dashed."""
        for moment, token in moments(study):
            pen = QPen(theme.colour(token), 1.4) if token == "whole" else dashed(theme.colour(token))
            for sigmas in (1, 2):
                outline(painter, window.px(ellipse(mean_of(study), moment, sigmas)), pen)

    def _arrows(self, painter: QPainter, study: Study, window: Window) -> None:
        """−∇J and the current batch's −∇J_B from the origin, and the names of all there is."""
        card, plane = theme.colour("card"), study.plane
        origin, mean = window.point(np.zeros(2)), window.point(mean_of(study))
        current = window.point(plane.seen(-study.epoch.gradients[study.current]))
        arrows = [Arrow(origin, mean, "whole", True)]
        if not study.is_whole:
            arrows.append(Arrow(origin, current, "batch", False))
        for one in arrows:
            paint_arrow(painter, one, card)
        signs.ball(painter, current, 10, theme.colour("batch"), card, hollow=not study.lowers)
        other = self._other_mean(study, window)
        if other is not None:
            signs.end_mark(painter, other, "diamond", 9, theme.colour("batch"), card)
        labels.paint(painter, cloud_labels(study, self.names, window, arrows, other), lambda at: card)

    @staticmethod
    def _other_mean(study: Study, window: Window) -> QPointF | None:
        """Where the mean of what is left, or of rows that repeat, is marked."""
        if study.drawn_mean is None:
            return None
        at = window.point(study.plane.seen(-study.drawn_mean))
        return at if QLineF(at, window.point(mean_of(study))).length() >= MEANS_APART else None
