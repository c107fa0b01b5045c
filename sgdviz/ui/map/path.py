"""The way of a run over the map: every batch's step. What is old is a cached picture, what is new is drawn anew."""

from collections.abc import Callable

import numpy as np
from pyqtgraph import arrayToQPath
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..look.palette import RunStyle
from ..loss.strokes import polygon
from .window import Window

Rows = Callable[[int, int], Array]
"""The rows (stop − first, 2) of a path from `first` to before `stop`."""

TAIL = 12
"""So many last steps are drawn strongly."""
BLOCK = 64
"""Steps enter the cached picture in blocks, so that it is the same whether it grew or was drawn at once."""
LINES = 8_192
"""Later steps are points: lines between them would cover the same ground again."""
DOTTED = 6.0
"""A step at least so many pixels long ends in a dot."""
KEEP, KEEP_POINTS = 32, 1024
"""The picture is kept after every so many blocks of lines or of points, so that going back is quick."""
KEPT = 6
"""So many pictures with points are kept; if there are more, every other one is let go."""
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
        """A pen with the run's dashes, which Qt measures in widths."""
        pen = QPen(self.colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        if self.dash:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([length / width for length in self.dash])
        return pen


class Older:
    """The cached picture of all whole blocks of a run's first steps, opaque; it is blended once when it is shown."""

    def __init__(self) -> None:
        self.image: QImage | None = None
        self.blocks = 0
        self._key: object = None
        self._kept: dict[int, QImage] = {}
        self._every = KEEP_POINTS

    def extend(self, rows: Rows, blocks: int, window: Window, look: Look, ratio: float, key: object) -> None:
        """Hold the first `blocks` blocks of the path `key`."""
        key = (key, window.key, look.key, ratio)
        if key != self._key or self.image is None:
            self._key, self._kept, self._every = key, {0: _blank(window, ratio)}, KEEP_POINTS
        elif blocks >= self.blocks:
            self._grow(rows, blocks, window, look)
            return
        self.blocks = max(count for count in self._kept if count <= blocks)
        self.image = self._kept[self.blocks].copy()
        self._grow(rows, blocks, window, look)

    def _grow(self, rows: Rows, blocks: int, window: Window, look: Look) -> None:
        """Draw up to `blocks`, and keep what will be wanted again."""
        while self.blocks < blocks:
            every = KEEP if self.blocks < LINES // BLOCK else self._every
            stop = min(blocks, (self.blocks // every + 1) * every)
            self._draw(rows, self.blocks, stop, window, look)
            self.blocks = stop
            if stop % every == 0 and stop not in self._kept:
                self._keep()

    def _keep(self) -> None:
        assert self.image is not None
        self._kept[self.blocks] = self.image.copy()
        if sum(count > LINES // BLOCK for count in self._kept) > KEPT:
            self._every *= 2
            self._kept = {count: image for count, image in self._kept.items()
                          if count <= LINES // BLOCK or count % self._every == 0}

    def _draw(self, rows: Rows, first: int, stop: int, window: Window, look: Look) -> None:
        assert self.image is not None
        lines = min(stop, LINES // BLOCK)
        if lines > first:
            corner = [window.rect.left(), window.rect.top()]
            painter = QPainter(self.image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block in range(first, lines):
                px = window.px(rows(block * BLOCK, (block + 1) * BLOCK + 1)) - corner
                stroke(painter, px, look, 1.0)
            painter.end()
        if stop > lines:
            self._points(rows(max(first, lines) * BLOCK, stop * BLOCK + 1), window, look.colour)

    def _points(self, rows: Array, window: Window, colour: QColor) -> None:
        """A pixel for each row. There may be a million: so it is one column after the other, without a copy of both."""
        assert self.image is not None
        wide, high, ratio = self.image.width(), self.image.height(), self.image.devicePixelRatio()
        (left, _), (_, top) = window.box
        with np.errstate(all="ignore"):
            x = (rows[:, 0] - left) * (window.scale[0] * ratio)
            y = (rows[:, 1] - top) * (window.scale[1] * ratio)
        inside = (x >= 0) & (x < wide) & (y >= 0) & (y < high)
        pixels = np.frombuffer(self.image.bits(), np.uint32)
        pixels[y[inside].astype(np.int64) * wide + x[inside].astype(np.int64)] = colour.rgba()


def _blank(window: Window, ratio: float) -> QImage:
    """A picture of the window with nothing on it."""
    rect = window.rect
    size = QRectF(0, 0, rect.width() * ratio, rect.height() * ratio).toAlignedRect().size()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    return image


def stroke(painter: QPainter, px: Array, look: Look, width: float) -> None:
    """A line through pixels (k, 2), with a dot at the end of each step that is long enough to see it."""
    if look.haloed:
        painter.setPen(QPen(theme.colour("card"), width + 2.4))
        painter.drawPolyline(polygon(px))
    painter.setPen(look.pen(width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(arrayToQPath(px[:, 0].copy(), px[:, 1].copy(), connect="all", finiteCheck=False))
    dots(painter, px, look.colour, OLDER_DOT)


def dots(painter: QPainter, px: Array, colour: QColor, radius: float) -> None:
    """A dot at each but the first of pixels (k, 2) that is DOTTED or more from the one before."""
    long = np.hypot(*np.diff(px, axis=0).T) >= DOTTED
    if long.any():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for x, y in px[1:][long].tolist():
            painter.drawEllipse(QPointF(x, y), radius, radius)


class Trail:
    """The path of one run up to its ball: `older` from the cache, then what is not yet in it, then the last steps."""

    def __init__(self) -> None:
        self.older = Older()
        self.px = np.empty((0, 2))
        self.tail = np.empty((0, 2))
        self.start = np.zeros(2)
        self.window: Window | None = None
        self.look: Look | None = None

    def follow(self, rows: Rows, reached: int, ball: Array, window: Window, look: Look, ratio: float,
               key: object, since: int = 0) -> None:
        """Show rows `since` … reached of the path `key`, the last of them where the ball is."""
        self.window, self.look = window, look
        old = max(0, reached - TAIL)
        if not since:
            self.older.extend(rows, old // BLOCK, window, look, ratio, key)
        first = max(since, self.older.blocks * BLOCK)
        px = window.px(rows(first, reached + 1))
        px[-1] = window.px(ball)
        self.start = window.px(rows(0, 1))[0]
        split = max(0, old - first)
        self.px, self.tail = px[: split + 1], px[split:]

    def paint(self, painter: QPainter, strong: float = 1.6) -> None:
        """The older part quietly, the last steps over a halo of the surface."""
        if self.window is None or self.look is None:
            return
        painter.setOpacity(OLDER)
        if self.older.image is not None and self.older.blocks:
            painter.drawImage(self.window.rect.topLeft(), self.older.image)
        if len(self.px) > 1:
            stroke(painter, self.px, self.look, 1.0)
        painter.setOpacity(1.0)
        if len(self.tail) > 1:
            halo = QPen(theme.colour("card", 0.78), strong + 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin)
            painter.setPen(halo)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(polygon(self.tail))
            painter.setPen(self.look.pen(strong))
            painter.drawPolyline(polygon(self.tail))
            dots(painter, self.tail, self.look.colour, OLDER_DOT)
        self._start(painter)

    def _start(self, painter: QPainter) -> None:
        """The dot where the path begins."""
        assert self.look is not None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.colour)
        painter.drawEllipse(QPointF(*self.start.tolist()), OLDER_DOT, OLDER_DOT)
