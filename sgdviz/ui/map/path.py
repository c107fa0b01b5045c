"""The way of a run over the map: every batch's step. What is old is a cached picture, what is new is drawn anew."""

import math
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..look.palette import RunStyle
from ..loss.strokes import polygon
from ..paint.pens import round_pen
from .boxes import is_within
from .density import Density, Rows
from .window import Window

TAIL = 12
"""So many last steps are drawn strongly."""
BLOCK = 16
"""Steps enter the cached picture in blocks, so that it is the same whether it grew or was drawn at once."""
LINES, FADED = 4_096, 32_768
"""A path of more steps is shown as its density too, of so many as that alone: more lines would cover the same ground again."""
DOTTED = 6.0
"""A step at least so many pixels long ends in a dot."""
FIRST, KEEP = 4, 64
"""The picture is kept after the FIRST and after every KEEP blocks of lines, so that going back is quick."""
SEARCHED, CHUNK = 1 << 16, 1 << 12
"""Where a path left the map is looked for so many rows back, so many at a time; the lines before those stay."""
PATIENCE = 0.004
"""Seconds of a frame in which a path is drawn, or counted, exactly; if there is more of it, it is coarse at first."""
OLDER, OLDER_DOT = 0.47, 2.3


class Look:
    """How one run's path is drawn."""

    def __init__(self, colour: QColor, style: RunStyle | None) -> None:
        self.colour = colour
        self.dash = style.dash if style else ()
        self.haloed = bool(style and style.faint)

    @property
    def key(self) -> tuple[object, ...]:
        return self.colour.rgba(), self.dash, self.haloed, theme.palette().name

    def pen(self, width: float) -> QPen:
        """A pen with the run's dashes, which Qt measures in widths. Do not change it."""
        if not self.dash:
            return round_pen(self.colour, width)
        pen = QPen(self.colour, width, c=Qt.PenCapStyle.FlatCap, j=Qt.PenJoinStyle.RoundJoin)
        pen.setDashPattern([length / width for length in self.dash])
        return pen


class Older:
    """The picture of all whole blocks of a run's first steps: lines, blended once when they are shown, or their density.

    Of a path that is long the lines fade, but for those of the FIRST blocks, which lead to where it stays. While it is
    `coarse`, what there was no time to draw is a line with hard edges and no dots, or every so many of the rows to count.
    """

    def __init__(self) -> None:
        self.image: QImage | None = None
        self.blocks = 0
        self.density: Density | None = None
        self._lines, self._opacity = 0, 1.0
        self._rough: QImage | None = None
        self._key: object = None
        self._kept: dict[int, QImage] = {}

    @property
    def coarse(self) -> bool:
        """Whether it will look better yet."""
        return self._rough is not None or (self.density is not None and self.density.coarse)

    def extend(self, rows: Rows, blocks: int, window: Window, look: Look, ratio: float, key: object) -> None:
        """Hold the first `blocks` blocks of the path `key`."""
        key = (key, window.key, look.key, ratio)
        self._opacity = 1.0 - min(1.0, max(0.0, math.log(max(1, blocks) * BLOCK / LINES) / math.log(FADED / LINES)))
        lines = min(blocks, LINES // BLOCK if self._opacity else FIRST)
        if key != self._key or self.image is None:
            self._key, self._kept = key, {0: _blank(window, ratio)}
            self._lines, self.image = 0, self._kept[0].copy()
            self.density = None
        elif lines < self._lines:
            self._lines = max(count for count in self._kept if count <= lines)
            self.image = self._kept[self._lines].copy()
        self._grow(rows, lines, window, look, time.perf_counter() + PATIENCE)
        if self._opacity == 1.0:
            self.density = None
        elif self.density is None:
            self.density = Density(window, ratio, look.colour)
        if self.density is not None:
            self.density.show(rows, blocks * BLOCK, PATIENCE)
        self.blocks = blocks

    def _grow(self, rows: Rows, lines: int, window: Window, look: Look, until: float) -> None:
        """Draw up to so many blocks of lines while there is time, and keep what will be wanted again."""
        assert self.image is not None
        corner = [window.rect.left(), window.rect.top()]
        while self._lines < lines and (self._lines < FIRST or time.perf_counter() < until):
            painter = QPainter(self.image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            stop = min(lines, FIRST if self._lines < FIRST else (self._lines // KEEP + 1) * KEEP)
            stroke(painter, window.px(rows(self._lines * BLOCK, stop * BLOCK + 1)) - corner, look, 1.0, BLOCK)
            painter.end()
            self._lines = stop
            if (stop == FIRST or stop % KEEP == 0) and stop not in self._kept:
                self._kept[stop] = self.image.copy()
        self._rough = None
        if self._lines < lines:
            self._rough = self.image.copy()
            painter = QPainter(self._rough)
            painter.setPen(look.pen(1.0))
            painter.drawPolyline(polygon(window.px(rows(self._lines * BLOCK, lines * BLOCK + 1)) - corner))
            painter.end()

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        if self.density is not None:
            self.density.paint(painter)
        if self.image is not None and self.blocks:
            for image, share in ((self._kept.get(FIRST), 1.0 - self._opacity), (self._rough or self.image, self._opacity)):
                if share and image is not None:
                    painter.setOpacity(OLDER * share)
                    painter.drawImage(corner, image)
        painter.setOpacity(1.0)


def _blank(window: Window, ratio: float) -> QImage:
    """A picture of the window with nothing on it."""
    rect = window.rect
    size = QRectF(0, 0, rect.width() * ratio, rect.height() * ratio).toAlignedRect().size()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    return image


def stroke(painter: QPainter, px: Array, look: Look, width: float, block: int = 0) -> None:
    """A line through pixels (k, 2), with a dot at the end of each step that is long enough to see it.

    If told so it is drawn `block` steps at a time, each on top of the ones before.
    """
    points, long = polygon(px), _is_long(px)
    halo = QPen(theme.colour("card"), width + 2.4) if look.haloed else None
    pen, dot = look.pen(width), _dot(look.colour)
    for first in range(0, len(px) - 1, block or len(px)):
        steps = slice(first, first + (block or len(px)))
        line = points.sliced(first, min(steps.stop + 1, len(px)) - first) if block else points
        if halo is not None:
            painter.setPen(halo)
            painter.drawPolyline(line)
        painter.setPen(pen)
        # Of all ways to draw a line of one pixel the quickest: as a path it takes ten times as long.
        painter.drawPolyline(line)
        if long[steps].any():
            painter.setPen(dot)
            painter.drawPoints(polygon(px[1:][steps][long[steps]]))


def dots(painter: QPainter, px: Array, colour: QColor) -> None:
    """A dot at each but the first of pixels (k, 2) that is DOTTED or more from the one before."""
    long = _is_long(px)
    if long.any():
        painter.setPen(_dot(colour))
        painter.drawPoints(polygon(px[1:][long]))


def _dot(colour: QColor) -> QPen:
    return QPen(colour, 2 * OLDER_DOT, c=Qt.PenCapStyle.RoundCap)


def _is_long(px: Array) -> NDArray[np.bool_]:
    """Which of the steps between pixels (k, 2) are DOTTED or more."""
    ways = px[1:] - px[:-1]
    long: NDArray[np.bool_] = (ways * ways).sum(axis=1) >= DOTTED**2
    return long


def left_at(rows: Rows, reached: int, ball: Array, boxes: Sequence[Array]) -> int:
    """The row with which a path to a ball ends: the first after it has left all of the boxes, `reached` if it has not."""
    stop, until = reached, max(0, reached - SEARCHED)
    if any(is_within(ball[None], box)[0] for box in boxes):
        return reached
    while stop > until:
        first = max(until, stop - CHUNK)
        last = rows(first, stop)
        inside = np.flatnonzero(np.logical_or.reduce([is_within(last, box) for box in boxes]))
        if len(inside):
            return first + int(inside[-1]) + 1
        stop = first
    return until


class Trail:
    """The path of one run up to its ball, or to where it left the map.

    What is `older` comes from the cache, then what is not yet in it, then the last steps.
    """

    def __init__(self) -> None:
        self.older = Older()
        self.px = np.empty((0, 2))
        self.tail = np.empty((0, 2))
        self.start = QPointF()
        self.window: Window | None = None
        self.look: Look | None = None

    @property
    def coarse(self) -> bool:
        """Whether its older part will look better yet."""
        return self.older.coarse

    def follow(self, rows: Rows, reached: int, ball: Array, window: Window, look: Look, ratio: float,
               key: object, since: int = 0, until: int | None = None) -> None:
        """Show rows `since` … reached of the path `key`, the last of them where the ball is, or those up to `until`."""
        self.window, self.look = window, look
        end = reached if until is None else until
        old = max(0, reached - TAIL)
        if since:
            self.older = Older()
        else:
            self.older.extend(rows, min(old, end) // BLOCK, window, look, ratio, key)
        first = max(since, self.older.blocks * BLOCK)
        px = window.px(rows(first, end + 1))
        if end == reached:
            px[-1] = window.point(ball).toTuple()
        self.start = window.point(rows(0, 1)[0])
        split = max(0, old - first)
        self.px, self.tail = px[: split + 1], px[split:]

    def paint(self, painter: QPainter, strong: float = 1.6) -> None:
        """The older part quietly, the last steps over a halo of the surface."""
        if self.window is None or self.look is None:
            return
        self.older.paint(painter, self.window.rect.topLeft())
        painter.setOpacity(OLDER)
        if len(self.px) > 1:
            stroke(painter, self.px, self.look, 1.0)
        painter.setOpacity(1.0)
        if len(self.tail) > 1:
            line = polygon(self.tail)
            painter.setPen(round_pen(theme.colour("card", 0.78), strong + 2.4))
            painter.drawPolyline(line)
            painter.setPen(self.look.pen(strong))
            painter.drawPolyline(line)
            dots(painter, self.tail, self.look.colour)
        self._start(painter)

    def _start(self, painter: QPainter) -> None:
        """The dot where the path begins."""
        assert self.look is not None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.colour)
        painter.drawEllipse(self.start, OLDER_DOT, OLDER_DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
