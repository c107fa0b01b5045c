"""Late in a run everything collapses onto the minimum: a lens in a free corner shows what goes on there."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..paint.canvas import Canvas, Layer
from ..text.mathtext import layout
from .path import TAIL
from .scene import box_round
from .sheet import Sheet
from .subject import Subject
from .window import Window

SIDE, SHARE, INSET = 220.0, 0.46, 10.0
ROOMY = 260.0
"""A map whose shorter side is shorter than that has no room for a lens."""
POWERS = (16, 8, 4)
FITS = 0.8
MOST = 1000
"""The path of an epoch longer than that is shown from so many steps ago."""


class View(NamedTuple):
    """What a lens shows: its window, how much larger, the frame round its place on the map, the path from a step on."""

    window: Window
    power: int
    place: QRectF
    since: int


class Lens(Layer):
    """`view` is what it shows now, None while it is closed."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=30)
        self.sheet = Sheet(numbered=False)
        self.view: View | None = None

    def lay(self, subject: Subject, window: Window, ratio: float, is_under_way: bool) -> list[QRectF]:
        """Compose what is seen through it, closed while the ball is on its way. The rectangles of the map that it covers."""
        self.view = None if is_under_way else view_of(subject, window)
        self.update()
        if self.view is None:
            return []
        inner, watched = self.view.window, subject.frame.watched
        self.sheet.lay(subject, inner, ratio)
        self.sheet.follow(subject, inner, ratio, range(watched, watched + 1), since=self.view.since)
        self.sheet.gather(subject, inner)
        composer = self.sheet.compose(subject, inner)
        composer.balls()
        composer.means()
        composer.arrows(self.sheet.own_factor(subject, inner), self.canvas.square, named=False)
        composer.marks()
        composer.labels = []
        self.sheet.scene = composer.finished()
        return [inner.rect.adjusted(-4, -4, 4, 4)]

    def draw(self, painter: QPainter) -> None:
        if self.view is None:
            return
        rect = self.view.window.rect
        painter.setPen(QPen(theme.colour("axis"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.view.place)
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        self.sheet.paint(painter)
        text = layout(f"×{self.view.power}", 12, 600)
        ground = self.sheet.backdrop.colour_at(rect.topLeft() + QPointF(20, 12))
        text.paint(painter, rect.left() + 8, rect.top() + 17, theme.colour("ink2"), ground)
        painter.restore()
        painter.setPen(QPen(theme.colour("axis"), 1.4))
        painter.drawRect(rect)


def view_of(subject: Subject, window: Window) -> View | None:
    """The lens that shows the last epoch's path, if that is small and the map has room."""
    frame = subject.frame
    reached, batches = frame.reached(frame.watched), frame.place.batches
    count = max(batches, TAIL)
    if window.short < ROOMY or reached < count:
        return None
    px = window.px(subject.rows_of(frame.watched)(reached - count, reached + 1, max(1, count // 512)))
    (left, top), (right, bottom) = px.min(axis=0).tolist(), px.max(axis=0).tolist()
    side, extent, middle = min(SIDE, SHARE * window.short), max(right - left, bottom - top), (left + right, top + bottom)
    power = next((power for power in POWERS if extent * power <= FITS * side), 0)
    if not power or not window.rect.contains(QPointF(*middle) / 2):
        return None
    # In steps of a quarter of the lens, so that its ground stays while the path moves within it.
    grid, corner = side / power / 8, window.rect.topLeft().toTuple()
    x, y = (at + round((twice / 2 - at) / grid) * grid for at, twice in zip(corner, middle, strict=True))
    place = box_round(QPointF(x, y), side / power / 2)
    rect = free_corner(window, side, [(x, y), *window.px(_shown(subject)).tolist()])
    if rect is None:
        return None
    return View(Window(rect, window.part(place)), power, place, max(1, reached - min(count, MOST)))


def _shown(subject: Subject) -> Array:
    """What a lens had better not cover: the start, the balls, the minima."""
    frame = subject.frame
    points = [subject.seen(frame.trace.theta[0]), *(subject.seen(theta) for _, theta in frame.averages if theta is not None),
              *(subject.seen(frame.ball(run)) for run in range(len(frame.traces)))]
    return np.array([*points, *(mark.point for mark in subject.problem.marks)])


def free_corner(window: Window, side: float, points: Sequence[Sequence[float]]) -> QRectF | None:
    """A corner of the map, one of the upper ones if it can be, that holds none of these pixels; None if there is none."""
    rect = window.seen.adjusted(INSET, INSET + 18, -INSET, -INSET - 18)
    for top in (rect.top(), rect.bottom() - side):
        for left in (rect.right() - side, rect.left()):
            if not any(-20 <= x - left <= side + 20 and -20 <= y - top <= side + 20 for x, y in points):
                return QRectF(left, top, side, side)
    return None
