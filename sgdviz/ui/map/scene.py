"""What stands on the ground of a map, in pixels: arrows, marks, rings, balls and words."""

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from sgdviz.core.problem import Kind

from ..look import theme
from ..look.palette import Mark as EndMark
from ..paint import signs
from ..paint.means import leader, paint_mean
from .arrows import Arrow, paint_arc, paint_arrow
from .ground import Backdrop
from .labels import Placed, paint
from .marks import paint_mark, paint_ring
from .path import Trail

BALL = 16.0
CHORD_END = 8.0
MINIMUM = 0.72
"""The rings at other batches' minima are as if 1.2 pixels wide at 60 %: of one pixel they are painted in a fifth of the time."""
CONTOUR = 0.3
"""The dashes of J's contour are so much wider than a pixel."""


class Sign(NamedTuple):
    """A stationary point as it is drawn; one that `yields` is left out where words cover it."""

    kind: Kind
    at: QPointF
    path: QPainterPath
    token: str
    width: float = 2.0
    yields: bool = False


class Ball(NamedTuple):
    """Where a run is now."""

    run: int
    at: QPointF
    colour: QColor
    mark: EndMark
    hollow: bool


class Mean(NamedTuple):
    """Where one of the averages is now: which of them, and its place."""

    average: int
    at: QPointF


class Exit(NamedTuple):
    """Where the path of a run leaves the map."""

    at: QPointF
    way: QPointF
    colour: QColor


@dataclass
class Scene:
    """Everything on one map, in the order in which it is painted."""

    ground: Backdrop = field(default_factory=Backdrop)
    contour: QPainterPath | None = None
    minima: list[QPointF] = field(default_factory=list)
    chord: tuple[QPointF, QPointF] | None = None
    signs: list[Sign] = field(default_factory=list)
    trails: list[Trail] = field(default_factory=list)
    rings: list[QPointF] = field(default_factory=list)
    ring_colour: QColor = field(default_factory=QColor)
    arrows: list[Arrow] = field(default_factory=list)
    angle: bool = True
    update: list[Arrow] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    balls: list[Ball] = field(default_factory=list)
    means: list[Mean] = field(default_factory=list)
    starts: list[QPointF] = field(default_factory=list)
    hovered: bool = False
    labels: list[Placed] = field(default_factory=list)

    def paint(self, painter: QPainter) -> None:
        self._paint_quiet(painter)
        for sign in self.signs:
            paint_mark(painter, sign.path, theme.colour(sign.token), self.ground.colour_at(sign.at), sign.width)
        for trail in self.trails:
            trail.paint(painter)
        for at in self.rings:
            paint_ring(painter, at, self.ring_colour)
        if len(self.arrows) == 2 and self.angle:
            paint_arc(painter, *self.arrows)
        for arrow in self.arrows:
            # A thin one may lie on a thick one.
            paint_arrow(painter, arrow, self.ground.colour_at(arrow.tip) if arrow.thick else None)
        for arrow in self.update:
            paint_arrow(painter, arrow, self.ground.colour_at(arrow.tip))
        for leaving in self.exits:
            signs.edge_head(painter, leaving.at, leaving.way, leaving.colour, self.ground.colour_at(leaving.at))
        for at in self.starts if self.hovered else ():
            paint_ring(painter, at, theme.colour("ink"), 7.0, 1.6, filled=False)
        self._paint_leaders(painter)
        for mean in self.means:
            paint_mean(painter, mean.at, mean.average, self.ground.colour_at(mean.at))
        for ball in self.balls:
            self._paint_ball(painter, ball)
        paint(painter, self.labels, self.ground.colour_at)

    def _paint_leaders(self, painter: QPainter) -> None:
        """Lines from the names of averages to where they are."""
        places = {mean.average: mean.at for mean in self.means}
        painter.setPen(QPen(theme.colour("ink2"), 1))
        for placed in self.labels:
            line = None if placed.words.mean is None else leader(placed.rect, places[placed.words.mean])
            if line is not None:
                painter.drawLine(line)

    def _paint_ball(self, painter: QPainter, ball: Ball) -> None:
        surface = theme.colour("card")
        if ball.hollow:
            signs.ball(painter, ball.at, BALL, ball.colour, surface, hollow=True)
        else:
            signs.end_mark(painter, ball.at, ball.mark, BALL, ball.colour, surface)

    def _paint_quiet(self, painter: QPainter) -> None:
        """The contour of J through the ball, the minima of other batches, the chord."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.contour is not None:
            # Dashes of one pixel are painted in a tenth of the time that wider ones take: these are two, so far apart.
            pen = QPen(theme.colour("whole"), 1)
            pen.setDashPattern([4, 4])
            for shift in (-CONTOUR / 2, CONTOUR / 2):
                painter.strokePath(self.contour.translated(shift, shift), pen)
        if self.minima:
            painter.setPen(QPen(theme.colour("batch", MINIMUM), 1))
            for at in self.minima:
                painter.drawEllipse(at, 2.8, 2.8)
        if self.chord is not None:
            painter.setPen(QPen(theme.colour("whole"), 2.2))
            painter.drawLine(*self.chord)
            for end in self.chord:
                paint_ring(painter, end, theme.colour("whole"), CHORD_END, 2.2)

    def ball_at(self, position: QPointF, reach: float) -> int | None:
        """The run whose ball or name is at a position."""
        near = [(QLineF(ball.at, position).length(), ball.run) for ball in self.balls]
        if near and min(near)[0] <= reach:
            return min(near)[1]
        for placed in self.labels:
            if placed.words.run is not None and placed.rect.contains(position):
                return placed.words.run
        return None


def box_round(at: QPointF, radius: float) -> QRectF:
    """A square round a point."""
    return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
