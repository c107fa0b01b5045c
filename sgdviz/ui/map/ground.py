"""The ground of a map: stepped tints between the contour lines, as on a hiking map, and the numbers on the lines."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from sgdviz.core.problem import Array, Problem

from .. import theme
from ..mathtext import layout
from .field import Field
from .levels import COUNT, Level, Levels
from .window import Window

NUMBER = 12
GAP = 4
RAYS = 36
EVERY = 3
"""Every third line is stronger and has its number."""
STRONGER = 1.7
QUIET = 0.4
"""How much of J's tints remains under the lines of batches that pass quickly."""


class Number(NamedTuple):
    """The number of a contour line and the rectangle that it takes; the line has a gap there."""

    level: Level
    rect: QRectF


class Ground:
    """The ground under one problem in one window. `avoid` (k, 2) are pixels that the numbers keep away from."""

    def __init__(self, problem: Problem, window: Window, levels: Levels, cell: float, avoid: Array) -> None:
        self.window, self.levels = window, levels
        self.field = Field(problem, window, levels, cell)
        low, high = float(self.field.z.min()), float(self.field.z.max())
        extra = levels.finer(low, high)
        self.lines = tuple((level, i % EVERY == EVERY - 1) for own in (levels.levels, extra)
                           for i, level in enumerate(own) if low < level.value < high)
        self.numbers = numbered(self.field, [level for level, strong in self.lines if strong], avoid)

    def colour_at(self, position: QPointF) -> QColor:
        """The tint under a position."""
        return QColor(*theme.palette().bands(COUNT)[self.field.band(position)].tolist())

    def paint_tints(self, painter: QPainter) -> None:
        """From the highest ground down to the lowest, so that no seam shows between two of them."""
        tints = [QColor(*tint) for tint in theme.palette().bands(COUNT).tolist()]
        values = self.levels.values
        top = max(0, len(values) - 1)
        painter.fillRect(self.window.rect, tints[top])
        for i in range(top - 1, -1, -1):
            if self.field.z.min() < values[i]:
                painter.fillPath(self.field.below(values[i]), tints[i])

    def paint_lines(self, painter: QPainter) -> None:
        """The contour lines, with gaps for their numbers."""
        palette = theme.palette()
        painter.save()
        region = QRegion(self.window.rect.toAlignedRect())
        for number in self.numbers:
            region -= QRegion(number.rect.adjusted(-GAP, 0, GAP, 0).toAlignedRect())
        painter.setClipRegion(region)
        for level, strong in self.lines:
            opacity = palette.contour_opacity * (STRONGER if strong else 1)
            painter.strokePath(self.field.line(level.value), QPen(palette.colour("contour", opacity), 1))
        painter.restore()


def numbered(field: Field, levels: Sequence[Level], avoid: Array) -> list[Number]:
    """Numbers in a row along the ray, uphill from the lowest point, that is farthest from what there is to avoid.

    Numbers that would meet are left out, and a ray that has room for more of them is better than one farther away.
    """
    if not levels:
        return []
    rect, foot = field.window.rect, field.lowest
    room = rect.adjusted(14, 10, -14, -34)
    distances = np.arange(0.0, rect.width() + rect.height(), 2.0)
    best: tuple[float, list[Number]] = (-1.0, [])
    for angle in 2 * np.pi * (np.arange(RAYS) + 0.5) / RAYS:
        way = foot + distances[:, None] * [np.cos(angle), np.sin(angle)]
        inside = (way[:, 0] > room.left()) & (way[:, 0] < room.right()) & (way[:, 1] > room.top()) & (
            way[:, 1] < room.bottom())
        values = np.maximum.accumulate(np.where(inside, field.at(way), -np.inf))
        found: list[Number] = []
        for level in levels:
            at = int(np.searchsorted(values, level.value))
            if not 0 < at < len(way) or not np.isfinite(values[at - 1]):
                continue
            rect_of = _rect(level, way[at])
            if not any(rect_of.adjusted(-8, -6, 8, 6).intersects(other.rect) for other in found):
                found.append(Number(level, rect_of))
        centres = np.array([[n.rect.center().x(), n.rect.center().y()] for n in found]).reshape(-1, 1, 2)
        clear = float(np.hypot(*np.moveaxis(centres - avoid, -1, 0)).min()) if len(avoid) and found else 120.0
        score = len(found) * 60 + min(clear, 120.0) - (200 if clear < 24 else 0)
        if score > best[0]:
            best = (score, found)
    return best[1]


def _rect(level: Level, centre: Array) -> QRectF:
    line = layout(level.text, NUMBER)
    return QRectF(centre[0] - line.width / 2, centre[1] - NUMBER / 2, line.width, NUMBER)


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
            painter.strokePath(self.ground.field.line(level.value), QPen(theme.colour("batch", 0.7), 1.3))


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
