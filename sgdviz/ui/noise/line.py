"""The same for one parameter: −∇J_B as stacked dots over an axis, arrows and deviations below them."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..map import labels
from ..map.arrows import Arrow, paint_arrow
from ..map.labels import Rank, Words, around
from ..map.window import Window
from ..paint import signs
from .layer import StudyLayer
from .placing import placed
from .shapes import dashed, paint_discs, paint_rings
from .study import Study

SIZES = (12.0, 10.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.0)
EXACT = 400
ROW, ROWS = 19.0, 4
"""Below the dots: −∇J, −∇J_B, and the two deviations."""
PALE = 0.4


class LineLayer(StudyLayer):
    """A dot a batch; the origin, the steps that would raise J, and theory beside what is measured."""

    @property
    def base(self) -> float:
        """The line on which the dots stand, in pixels."""
        return self.canvas.plot_rect().bottom() - ROW * ROWS - 4

    def stacked(self, values: Array) -> tuple[Array, float]:
        """Where the dots of −∇J_B (k,) stand, (k, 2) pixels, as large as there is room for, and their size.

        Up to EXACT dots stand where they are, each as low as it finds room; more in columns as wide as a dot. Where even
        the smallest are too many, they overlap upwards.
        """
        stack = _swarm if len(values) <= EXACT else _stack
        rect = self.canvas.plot_rect()
        x = self.canvas.to_px(np.column_stack([values, np.zeros(len(values))]))[:, 0]
        room = self.base - rect.top() - 8
        for size in SIZES:
            columns, heights = stack(x, size)
            if heights.max(initial=0) * size + size <= room:
                break
        rise = min(size, room / max(1, heights.max(initial=0) + 1))
        return np.column_stack([columns, self.base - size / 2 - 2 - rise * heights]), size

    def draw(self, painter: QPainter) -> None:
        study = self.study
        if study is None or not study.cloud.is_finite:
            return
        window = Window.of(self.canvas)
        ground = self._ground(painter, study, window)
        zero = window.point(np.zeros(2)).x()
        painter.setPen(QPen(theme.colour("axis", 0.5), 1))
        painter.drawLine(QLineF(zero, window.rect.top(), zero, window.rect.bottom()))
        painter.drawLine(QLineF(window.rect.left(), self.base, window.rect.right(), self.base))
        self._dots(painter, study)
        self._below(painter, study, window, zero, ground)

    def _ground(self, painter: QPainter, study: Study, window: Window) -> Words:
        """Tint the steps that would raise J; returns their name with the places where there is room for it."""
        rect, half = window.rect, Words(self.names.ground, Rank.EPOCH, ()).line.width / 2 + 10
        spots = []
        px = np.arange(rect.left(), rect.right() + 1)
        steps = np.array([window.data(QPointF(x, 0)) for x in px[[0, -1]].tolist()])[:, 0]
        raises = study.raises(np.linspace(steps[0], steps[1], len(px))[:, None])
        edges = np.flatnonzero(np.diff(np.concatenate([[False], raises, [False]]).astype(int)))
        for first, stop in edges.reshape(-1, 2).tolist():
            painter.fillRect(QRectF(px[first], rect.top(), stop - first, rect.height()), theme.colour("bad_tint", 0.55))
            if stop - first > 2 * half:
                spots += [QPointF(px[first] + half, rect.top() + 14), QPointF(px[first] + stop - first - half, rect.top() + 14)]
        return Words(self.names.ground, Rank.EPOCH, tuple(spots))

    def _dots(self, painter: QPainter, study: Study) -> None:
        dots, mine = study.counted, study.others is None
        px, size = self.stacked(-dots.gradients[:, 0])
        done = (dots.which < study.done) & mine
        across = size - 1 if size > 3 else size
        for some, opacity in ((done, PALE), (~done, 1.0 if mine else 0.6)):
            hollow = ~dots.lower & (size >= 4)
            paint_discs(painter, px[some & ~hollow], across, theme.colour("batch", opacity))
            paint_rings(painter, px[some & hollow], across, theme.colour("batch", opacity))
        if not mine:
            self._on_the_line(painter, study)
        else:
            at = px[np.searchsorted(dots.which, study.current)]
            signs.ball(painter, QPointF(*at), max(size + 2, 9), theme.colour("batch"), theme.colour("card"), not study.lowers)

    def _on_the_line(self, painter: QPainter, study: Study) -> None:
        """The epoch's own batches, below all that there can be."""
        dots, card = study.dots, theme.colour("card")
        for which, value, lower in zip(dots.which.tolist(), dots.gradients[:, 0].tolist(), dots.lower.tolist(), strict=True):
            at = QPointF(float(self.canvas.to_px(np.array([-value, 0.0]))[0]), self.base)
            opacity = PALE if which < study.done else 1.0
            signs.ball(painter, at, 11 if which == study.current else 8, theme.colour("batch", opacity), card, not lower)

    def _below(self, painter: QPainter, study: Study, window: Window, zero: float, ground: Words) -> None:
        """−∇J and −∇J_B as arrows from the origin, and one standard deviation about −∇J by theory and as measured."""
        card, cloud = theme.colour("card"), study.cloud
        rows = [self.base + ROW * (row + 0.75) for row in range(ROWS)]
        values = [("whole", float(-cloud.whole[0]), self.names.whole)]
        if not study.is_whole:
            values.append(("batch", float(-study.epoch.gradients[study.current, 0]), self.names.batch))
        words, obstacles = [ground], []
        for (token, value, text), y in zip(values, rows, strict=False):
            tip = window.point(np.array([value, 0.0])).x()
            one = Arrow(QPointF(zero, y), QPointF(tip, y), token, token == "whole")
            paint_arrow(painter, one, card)
            obstacles += one.obstacles()
            width = Words(text, Rank.ARROW, (), px=14).line.width
            spots = tuple(spot for gap in (9, 24, 40) for spot in around(one.tip, width, 14, gap)[:2])
            words.append(Words(text, Rank.ARROW, spots, "whole" if token == "whole" else "batch_text", 14))
        if study.has_noise:
            words += self._deviations(painter, study, window, rows[2:])
        if study.drawn_mean is not None:
            at = QPointF(window.point(np.array([-study.drawn_mean[0], 0.0])).x(), self.base)
            signs.end_mark(painter, at, "diamond", 9, theme.colour("batch"), card)
            half = Words(self.names.mean, Rank.RUN, ()).line.width / 2 + 4
            x = min(max(at.x(), window.rect.left() + half), window.rect.right() - half)
            spots = tuple(QPointF(x, self.base - up) for up in (26, 40, 54, 68))
            words.append(Words(self.names.mean, Rank.RUN, spots, "batch_text"))
        dots = self.stacked(-study.counted.gradients[:, 0])[0]
        labels.paint(painter, placed(words, obstacles, window.rect, [dots]), lambda at: card)

    def _deviations(self, painter: QPainter, study: Study, window: Window, rows: list[float]) -> list[Words]:
        cloud, words = study.cloud, []
        mean = float(-cloud.whole[0])
        for covariance, text, token, y in ((cloud.predicted, self.names.theory, "whole", rows[0]),
                                           (cloud.measured, self.names.measured, "batch", rows[1])):
            if not text:
                continue
            deviation = float(np.sqrt(covariance[0, 0]))
            left, right = (window.point(np.array([mean + side * deviation, 0.0])).x() for side in (-1, 1))
            pen = QPen(theme.colour(token), 2) if token == "whole" else dashed(theme.colour(token), 2)
            painter.setPen(pen)
            painter.drawLine(QLineF(left, y, right, y))
            painter.setPen(QPen(theme.colour(token), 2))
            for x in (left, (left + right) / 2, right):
                painter.drawLine(QLineF(x, y - 4, x, y + 4))
            width = Words(text, Rank.CONTOUR, ()).line.width
            spots = (QPointF(right + 10 + width / 2, y), QPointF(left - 10 - width / 2, y),
                     *(QPointF(x, y + ROW) for x in ((left + right) / 2, right - width / 2, left + width / 2)))
            words.append(Words(text, Rank.BALL_CONTOUR, spots, "whole" if token == "whole" else "batch_text"))
        return words


def _stack(x: Array, size: float) -> tuple[Array, Array]:
    """The middles of the columns `size` wide that x (k,) fall into, and how many of the same column come before each."""
    columns = np.floor(x / size)
    order = np.argsort(columns, kind="stable")
    sorted_columns = columns[order]
    first = np.searchsorted(sorted_columns, sorted_columns, side="left")
    heights = np.empty(len(x))
    heights[order] = np.arange(len(x)) - first
    return (columns + 0.5) * size, heights


def _swarm(x: Array, size: float) -> tuple[Array, Array]:
    """x (k,) itself, and the lowest row in which each dot meets none before it."""
    heights, ends = np.empty(len(x)), [-math.inf]
    for index in np.argsort(x, kind="stable").tolist():
        at = float(x[index])
        row = next((row for row, end in enumerate(ends) if at - end >= size), len(ends))
        ends[row : row + 1] = [at]
        heights[index] = row
    return x, heights
