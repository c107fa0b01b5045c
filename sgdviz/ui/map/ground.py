"""The ground of a map: stepped tints between the contour lines, as on a hiking map, and the numbers on the lines."""

from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from sgdviz.core.problem import Array
from sgdviz.core.relief import Relief

from ..look import theme
from ..look.palette import Palette
from ..text.mathtext import layout
from .ellipses import Ellipses
from .field import Field, field_of
from .levels import COUNT, Level, Levels
from .window import Window

NUMBER = 12
RAYS = 36
CLOSE, FREE = 22.0, 120.0
"""Nearer than CLOSE to a thing no number stands; beyond FREE all places are equally good."""
EVERY = 3
"""Every third line is stronger and has its number."""
STRONGER = 1.7
QUIET = 0.4
"""How much of J's tints remains under the lines of batches that pass quickly."""


class Number(NamedTuple):
    """The number of a contour line and the rectangle that it takes."""

    level: Level
    rect: QRectF


class Ground:
    """The ground in one window as its shape tells it by now.

    `avoid` (k, 2) are pixels that the numbers on the lines keep away from; without it there are no numbers.
    """

    def __init__(self, shape: Ellipses | Relief, window: Window, levels: Levels, avoid: Array | None) -> None:
        self.window, self.levels = window, levels
        self.field = field_of(shape, window, levels)
        low, high = self.field.low, self.field.high
        extra = levels.finer(low, high)
        self.lines = tuple((level, i % EVERY == EVERY - 1) for own in (levels.levels, extra)
                           for i, level in enumerate(own) if low < level.value < high)
        strong = [level for level, strong in self.lines if strong]
        self.numbers = [] if avoid is None else numbered(self.field, strong, avoid)

    def colour_at(self, position: QPointF) -> QColor:
        """The tint under a position."""
        band = self.field.band(position)
        return theme.colour("card") if band is None else tints(theme.palette())[band]

    @cached_property
    def top(self) -> int:
        """Which tint the highest ground in sight has."""
        return min(sum(level.value < self.field.high for level in self.levels.levels), max(0, len(self.levels.levels) - 1))

    def paint_tints(self, painter: QPainter) -> None:
        """On the top tint, from high ground down to the lowest: no seam shows between two; what has no value is hatched."""
        colours, values = tints(theme.palette()), [level.value for level in self.levels.levels]
        # Nobody sees steps of pixels between two tints, under a line at that: soft edges take three times as long.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for i in range(self.top - 1, -1, -1):
            if self.field.low < values[i]:
                painter.fillPath(self.field.below(values[i]), colours[i])
        without = self.field.without_value()
        if without is not None:
            painter.fillPath(without, theme.colour("card"))
            painter.fillPath(without, QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_lines(self, painter: QPainter) -> None:
        """The contour lines, every third of them stronger."""
        palette = theme.palette()
        for strong in (False, True):
            opacity = palette.contour_opacity * (STRONGER if strong else 1)
            path = self.field.line(*(level.value for level, own in self.lines if own == strong))
            painter.strokePath(path, QPen(palette.colour("contour", opacity), 1))


@cache
def tints(palette: Palette) -> list[QColor]:
    """The tints of a theme's ground from valley to peak."""
    return [QColor(*tint) for tint in palette.bands(COUNT).tolist()]


def numbered(field: Ellipses | Field, levels: Sequence[Level], avoid: Array) -> list[Number]:
    """Numbers in a row along the ray, uphill from the lowest point, that is farthest from what there is to avoid.

    Numbers that would meet are left out, and a ray that has room for more of them is better than one farther away.
    """
    if not levels:
        return []
    x, y, crossed = crossings(field, [level.value for level in levels])
    near = distances(x, y, avoid)
    fits = crossed & (near > CLOSE)
    sizes = [layout(level.text, NUMBER).width for level in levels]
    best: tuple[float, int, list[int]] = (-1.0, 0, [])
    # No ray is better than with its m freest numbers, whatever m is: so most need no closer look.
    freest = -np.sort(-np.where(fits, near, -np.inf), axis=1)
    hopes = (60 * np.arange(1, len(levels) + 1) + freest).max(axis=1)
    for ray in np.argsort(-hopes, kind="stable").tolist():
        if hopes[ray] <= best[0]:
            break
        across, down, found = x[ray].tolist(), y[ray].tolist(), list[int]()
        for i in np.flatnonzero(fits[ray]).tolist():
            if not any(abs(across[i] - across[j]) < (sizes[i] + sizes[j]) / 2 + 8 and abs(down[i] - down[j]) < NUMBER + 6
                       for j in found):
                found.append(i)
        if found and (score := 60 * len(found) + float(near[ray, found].min(initial=FREE))) > best[0]:
            best = score, ray, found
    _, ray, found = best
    return [Number(levels[i], QRectF(x[ray, i] - sizes[i] / 2, y[ray, i] - NUMBER / 2, sizes[i], NUMBER)) for i in found]


def distances(x: Array, y: Array, points: Array) -> Array:
    """How far places (r, l) are from the nearest of points (k, 2), FREE at most."""
    # The points first: to look through many places at once is quicker than through many points.
    across, down = x - points[:, 0, None, None], y - points[:, 1, None, None]
    square = np.square(across, out=across)
    square += np.square(down, out=down)
    nearest: Array = np.sqrt(square.min(axis=0, initial=FREE**2))
    return nearest


def crossings(field: Ellipses | Field, levels: Sequence[float]) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Where RAYS rays from the lowest point first come over levels (l), with room for a number: x, y, whether; (RAYS, l)."""
    room = field.window.rect.adjusted(14, 10, -14, -34)
    x, y, crossed = field.crossings(rays(), levels)
    return x, y, crossed & (x > room.left()) & (x < room.right()) & (y > room.top()) & (y < room.bottom())


@cache
def rays() -> Array:
    """The ways of all rays, unit vectors (RAYS, 2)."""
    angles = 2 * np.pi * (np.arange(RAYS) + 0.5) / RAYS
    return np.column_stack([np.cos(angles), np.sin(angles)])


class Backdrop:
    """Shows a ground from a cached picture, and the coming of one over the one before."""

    def __init__(self) -> None:
        self.ground: Ground | None = None
        self.sparse: Sequence[Level] = ()
        self.fade = 1.0
        self._key: object = None
        self._held: Ground | None = None
        self._picture: QPixmap | None = None
        self._before: QPixmap | None = None

    def stand_on(self, ground: Ground, ratio: float, fade: float = 1.0) -> None:
        """Show this ground; with `fade` below 1 what was shown before it is still seen through it."""
        key = (theme.palette().name, ratio)
        if ground is not self._held or key != self._key:
            kept = self._held is not None and self._held.window.key == ground.window.key and key == self._key
            self._before = self._picture if kept else None
            self._held, self._key, self._picture = ground, key, picture_of(ground, ratio)
        self.ground, self.sparse = ground, ()
        self.fade = fade if self._before is not None else 1.0

    def stand_sparsely(self, whole: Ground, batch: Ground, ratio: float) -> None:
        """The tints of J, quietly, and three lines of J_B: nothing large changes, however fast the batches come."""
        key = (theme.palette().name, ratio, "tints alone")
        if whole is not self._held or key != self._key:
            self._held, self._key, self._before = whole, key, None
            self._picture = picture_of(whole, ratio, lines=False)
        self.ground, self.sparse, self.fade = batch, batch.levels.levels[2::EVERY][:3], 1.0

    def colour_at(self, position: QPointF) -> QColor:
        """What is seen under a position."""
        if self._held is None:
            return theme.colour("card")
        tint, card = self._held.colour_at(position), theme.colour("card")
        if not self.sparse:
            return tint
        pairs = ((tint.red(), card.red()), (tint.green(), card.green()), (tint.blue(), card.blue()))
        return QColor(*(round(QUIET * over + (1 - QUIET) * under) for over, under in pairs))

    def paint(self, painter: QPainter) -> None:
        if self.ground is None or self._picture is None:
            return
        corner = self.ground.window.rect.topLeft()
        if self._before is not None and self.fade < 1:
            painter.drawPixmap(corner, self._before)
            painter.setOpacity(self.fade)
        elif self.sparse:
            painter.setOpacity(QUIET)
        painter.drawPixmap(corner, self._picture)
        painter.setOpacity(1.0)
        if self.sparse:
            lines = self.ground.field.line(*(level.value for level in self.sparse))
            painter.strokePath(lines, QPen(theme.colour("batch", 0.8), 1))


def picture_of(ground: Ground, ratio: float, lines: bool = True) -> QPixmap:
    """A ground, as large as its window and as fine as the screen."""
    rect = ground.window.rect
    picture = QPixmap(round(rect.width() * ratio), round(rect.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(tints(theme.palette())[ground.top])
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-rect.left(), -rect.top())
    # Only within a clip does Qt put the pixels of a thin line straight into the picture, in a third of the time.
    painter.setClipRect(rect)
    ground.paint_tints(painter)
    if lines:
        ground.paint_lines(painter)
    painter.end()
    return picture
