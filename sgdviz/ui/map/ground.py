"""The ground of a map: stepped tints between the contour lines, as on a hiking map, and the numbers on the lines."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from sgdviz.core.problem import Array, Problem

from ..look import theme
from ..look.palette import Palette
from ..text.mathtext import layout
from .field import Field
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
    """The ground under one problem in one window, its grid as fine as `cell` pixels.

    `avoid` (k, 2) are pixels that the numbers on the lines keep away from; without it there are no numbers.
    """

    def __init__(self, problem: Problem, window: Window, levels: Levels, cell: float, avoid: Array | None) -> None:
        self.window, self.levels = window, levels
        self.field = Field(problem, window, levels, cell)
        low, high = float(self.field.z.min()), float(self.field.z.max())
        extra = levels.finer(low, high)
        self.lines = tuple((level, i % EVERY == EVERY - 1) for own in (levels.levels, extra)
                           for i, level in enumerate(own) if low < level.value < high)
        strong = [level for level, strong in self.lines if strong]
        self.numbers = [] if avoid is None else numbered(self.field, strong, avoid)

    def colour_at(self, position: QPointF) -> QColor:
        """The tint under a position."""
        band = self.field.band(position)
        return theme.colour("card") if band is None else tints(theme.palette())[band]

    def paint_tints(self, painter: QPainter) -> None:
        """From the highest ground down to the lowest, so that no seam shows between two; what has no value is hatched."""
        colours, values = tints(theme.palette()), self.levels.values
        top = max(0, len(values) - 1)
        painter.fillRect(self.window.rect, colours[top])
        for i in range(top - 1, -1, -1):
            if self.field.z.min() < values[i]:
                painter.fillPath(self.field.below(values[i]), colours[i])
        if self.field.undefined.any():
            without = self.field.without_value()
            painter.fillPath(without, theme.colour("card"))
            painter.fillPath(without, QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))

    def paint_lines(self, painter: QPainter) -> None:
        """The contour lines, every third of them stronger."""
        palette = theme.palette()
        for level, strong in self.lines:
            opacity = palette.contour_opacity * (STRONGER if strong else 1)
            painter.strokePath(self.field.line(level.value), QPen(palette.colour("contour", opacity), 1))


@cache
def tints(palette: Palette) -> list[QColor]:
    """The tints of a theme's ground from valley to peak."""
    return [QColor(*tint) for tint in palette.bands(COUNT).tolist()]


def numbered(field: Field, levels: Sequence[Level], avoid: Array) -> list[Number]:
    """Numbers in a row along the ray, uphill from the lowest point, that is farthest from what there is to avoid.

    Numbers that would meet are left out, and a ray that has room for more of them is better than one farther away.
    """
    if not levels:
        return []
    rect, foot = field.window.rect, field.lowest
    room = rect.adjusted(14, 10, -14, -34)
    distances = np.arange(0.0, rect.width() + rect.height(), 3.0)
    angles = 2 * np.pi * (np.arange(RAYS) + 0.5) / RAYS
    ways = foot + distances[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=-1)[:, None]
    inside = (ways > [room.left(), room.top()]).all(axis=-1) & (ways < [room.right(), room.bottom()]).all(axis=-1)
    climbs = np.maximum.accumulate(np.where(inside, field.at(ways), -np.inf), axis=1)
    ray, last = np.arange(RAYS)[:, None], len(distances) - 1
    reached = (climbs[:, :, None] < [level.value for level in levels]).sum(axis=1)
    spots = ways[ray, np.minimum(reached, last)]
    crossed = (reached > 0) & (reached <= last) & np.isfinite(climbs[ray, np.maximum(reached, 1) - 1])
    near = np.linalg.norm(spots[:, :, None] - avoid, axis=-1).min(axis=-1, initial=FREE)
    sizes = [layout(level.text, NUMBER).width for level in levels]
    best: tuple[float, list[Number]] = (-1.0, [])
    for own_spots, own_near, fits in zip(spots.tolist(), near.tolist(), crossed & (near > CLOSE), strict=True):
        found: list[Number] = []
        clear = FREE
        for i in np.flatnonzero(fits).tolist():
            rect = QRectF(own_spots[i][0] - sizes[i] / 2, own_spots[i][1] - NUMBER / 2, sizes[i], NUMBER)
            if not any(rect.adjusted(-8, -6, 8, 6).intersects(n.rect) for n in found):
                found.append(Number(levels[i], rect))
                clear = min(clear, own_near[i])
        if found and (score := 60 * len(found) + clear) > best[0]:
            best = (score, found)
    return best[1]


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
        for level in self.sparse:
            painter.strokePath(self.ground.field.line(level.value), QPen(theme.colour("batch", 0.8), 1))


def picture_of(ground: Ground, ratio: float, lines: bool = True) -> QPixmap:
    """A ground, as large as its window and as fine as the screen."""
    rect = ground.window.rect
    picture = QPixmap(round(rect.width() * ratio), round(rect.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.colour("card"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-rect.left(), -rect.top())
    ground.paint_tints(painter)
    if lines:
        ground.paint_lines(painter)
    painter.end()
    return picture
