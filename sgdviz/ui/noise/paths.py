"""The three ways through an epoch from its first θ."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from sgdviz.core.problem import Array, Rows

from ..look import theme
from ..loss.strokes import polygon
from ..map import labels
from ..map.field import shape_of
from ..map.ground import Ground, picture_of
from ..map.labels import Rank, Words, around
from ..map.levels import Levels, levels_of
from ..map.window import Window
from ..paint import signs
from ..paint.axes import NUMBER, ticks
from ..paint.canvas import Canvas, StillLayer
from ..text.mathtext import layout
from .epoch import Epoch
from .names import PathNames
from .placing import placed
from .shapes import paint_discs, paint_note
from .study import FAST

SLOW = 400
"""A longer line is drawn one pixel wide: Qt takes long for wide ones."""
CELL = 3.5
"""The grid of the ground, in pixels."""
MET = 14.0
"""Two ends that are so near to each other have one name."""
PALE = 0.45
APART = 6.0
"""Steps have dots while they are so far apart in the mean."""


class PathsLayer(StillLayer):
    """Steps laid end to end in orange, steps of all rows in blue, the real ones in ink; in one dimension time runs down."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10)
        self.epoch: Epoch | None = None
        self.real: Array = np.empty((0, 1))
        self.names = PathNames()
        self._levels: tuple[object, Levels] = (None, Levels((), None))
        self._ground: tuple[object, Ground | None] = (None, None)
        self._picture = QPixmap()

    def show_epoch(self, epoch: Epoch | None, real: Array, names: PathNames) -> None:
        self.epoch, self.real, self.names = epoch, real, names
        self.update()

    def content(self) -> tuple[object, ...]:
        return self.epoch, len(self.real), self.names

    def paths(self) -> list[tuple[str, Array]]:
        """Colour and points (k, 2) of each way at the steps that are kept, as the canvas shows them."""
        assert self.epoch is not None
        laid, kept, done = self.epoch.laid, self.epoch.kept, len(self.real) - 1
        found = [("batch", self.points(laid.fixed, kept))]
        if laid.full is not None:
            found.insert(0, ("whole", self.points(laid.full, kept)))
        return [*found, ("ink", self.points(self.real, np.append(kept[kept < done], done)))]

    def points(self, theta: Array, steps: Rows) -> Array:
        """A way at some of its steps (k,) → (k, 2): in one dimension against minus the number of steps."""
        assert self.epoch is not None
        points = self.epoch.seen(theta[steps])
        if theta.shape[1] == 1:
            points = np.column_stack([points[:, 0], -steps.astype(float)])
        return points

    @property
    def leap(self) -> Array:
        """Where one step of all rows leads, (2,)."""
        assert self.epoch is not None
        point = self.epoch.seen(self.epoch.laid.leap)
        return point if len(self.epoch.start) > 1 else np.array([point[0], -float(len(self.epoch.batches))])

    def draw(self, painter: QPainter) -> None:
        epoch = self.epoch
        if epoch is None or not len(self.real):
            return
        window = Window.of(self.canvas)
        if self.real.shape[1] == 2:
            self._map(painter, window)
        elif self.real.shape[1] == 1:
            self._times(painter, window)
        halo = theme.colour("card", 0.78)
        ends = []
        for token, points in self.paths():
            whole = points[np.isfinite(points).all(axis=1)]
            if not len(whole):
                continue
            # What the cursor has not reached yet is paler.
            done = int(np.searchsorted(epoch.kept, len(self.real) - 1, side="right"))
            for part, opacity in ((whole[max(0, done - 1) :], PALE), (whole[: max(1, done)], 1.0)):
                px, colour = window.px(part), theme.colour(token, opacity)
                if len(px) <= SLOW:
                    painter.setPen(QPen(halo, 4, j=Qt.PenJoinStyle.RoundJoin))
                    painter.drawPolyline(polygon(px))
                painter.setPen(QPen(colour, 1.6 if len(px) <= SLOW else 1, j=Qt.PenJoinStyle.RoundJoin))
                painter.drawPolyline(polygon(px))
                if len(px) > 1 and np.hypot(*np.diff(px, axis=0).T).mean() >= APART:
                    paint_discs(painter, px, 4.6, colour)
            px = window.px(whole)
            ends.append((token, QPointF(*px[-1].tolist()), px))
        self._marks(painter, window, ends)

    def _map(self, painter: QPainter, window: Window) -> None:
        """J below the paths, unless that takes a long pass over rows at every point."""
        assert self.epoch is not None
        problem, ratio = self.epoch.problem, self.canvas.devicePixelRatioF()
        if not problem.closed_form and problem.n > FAST:
            self._ground = (None, None)
            return
        if self._levels[0] is not problem:
            self._levels = (problem, levels_of(problem))
        key = (problem, window.key, theme.palette().name, ratio)
        ground = self._ground[1]
        if self._ground[0] != key or ground is None:
            levels = self._levels[1]
            ground = Ground(shape_of(problem, window, levels, CELL), window, levels, None)
            self._ground, self._picture = (key, ground), picture_of(ground, ratio)
        painter.drawPixmap(window.rect.topLeft(), self._picture)
        if ground.field.coarse:
            paint_note(painter, window, self.names.coarse)

    def _times(self, painter: QPainter, window: Window) -> None:
        """The number of the step at the left, downwards."""
        assert self.epoch is not None
        rect = window.rect
        painter.setPen(QPen(theme.colour("axis", 0.4), 1))
        for value in ticks(0, len(self.epoch.batches), 5):
            if value == int(value):
                y = window.point(np.array([0.0, -value])).y()
                line = layout(f"{value:.0f}" if value else self.names.none, NUMBER)
                painter.drawLine(QLineF(rect.left(), y, rect.right(), y))
                line.paint(painter, rect.left() + 4, y - 3, theme.colour("muted"))

    def _marks(self, painter: QPainter, window: Window, ends: list[tuple[str, QPointF, Array]]) -> None:
        """Start, ends, the one leap, and what they are called."""
        card = theme.colour("card")
        epoch, names = self.epoch, self.names
        assert epoch is not None
        start, leap = window.point(self.points(self.real, np.zeros(1, dtype=int))[0]), window.point(self.leap)
        obstacles = [QRectF(start.x() - 6, start.y() - 6, 12, 12)]
        signs.ball(painter, start, 6, theme.colour("ink2"), card)
        if math.isfinite(leap.x()) and math.isfinite(leap.y()):
            signs.ball(painter, leap, 14, theme.colour("whole"), card, hollow=True)
            obstacles.append(QRectF(leap.x() - 8, leap.y() - 8, 16, 16))
        words = [Words(names.start, Rank.START, (*around(start, layout(names.start, 12).width, 12, 8),
                                              *around(start, layout(names.start, 12).width, 12, 18)))]
        texts = {"batch": names.fixed, "whole": names.full, "ink": names.real}
        met = any(token == "batch" and QLineF(at, leap).length() < MET for token, at, _ in ends)
        if met:
            texts["batch"] = names.both
        for token, at, _ in ends:
            signs.ball(painter, at, 16 if token == "ink" else 9, theme.colour(token), card)
            obstacles.append(QRectF(at.x() - 7, at.y() - 7, 14, 14))
            words.append(self._name(texts[token], at, "batch_text" if token == "batch" else token, window.rect))
        if not met:
            words.append(self._name(names.leap, leap, "whole", window.rect))
        found = placed(words, obstacles, window.rect.adjusted(2, 2, -2, -2), lines=[px for _, _, px in ends])
        ground = self._ground[1]
        has_map = self.real.shape[1] == 2 and ground is not None
        labels.paint(painter, found, lambda at: ground.colour_at(at) if has_map and ground is not None else card)

    @staticmethod
    def _name(text: str, at: QPointF, token: str, rect: QRectF) -> Words:
        """Beside a place; what would stand out of the picture at the side is moved in."""
        width = layout(text, 13).width
        low, high = rect.left() + width / 2 + 4, rect.right() - width / 2 - 4
        spots = [spot for gap in (10, 22, 36) for spot in around(at, width, 13, gap)]
        moved = [QPointF(min(max(spot.x(), low), high), spot.y()) for spot in spots if spot.y() != at.y()]
        return Words(text, Rank.RUN, (*spots, *moved), token, 13)
