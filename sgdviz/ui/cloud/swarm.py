"""Many places on a map: rings while they can be told apart, beyond that how many there are in each cell of the canvas."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from sgdviz.core.problem import Array

from ..look import theme
from ..loss.strokes import faint, is_vector, shades
from ..map.window import Window

RINGS = 3000
"""So many are drawn one by one at most. They are hollow, as the steps of a path are dots."""
OUTLINE, CORE = 0.7, 0.5
"""The opacity of a ring's line, and of the surface within."""
CELL = 2.0
"""A cell of the density is so many pixels wide and high."""
LEAST, MOST = 0.3, 0.75
"""The opacity of a cell with one run, and of one with FULL runs, or as many as the fullest has if those are more."""
FULL = 64
WIDEST = 2.5
"""A run is spread over so many cells at most (its standard deviation), so that chance makes no pattern."""
SPARSE = 0.15
"""With fewer runs a cell than that round about, each stands alone."""


class Swarm:
    """`x` and `y` (R,) are all places in pixels from the corner of the map, `inside` says which of them are seen.

    `counts` are how many runs each cell has, from the top; None while there are few enough for rings.
    """

    def __init__(self) -> None:
        self.x: Array = np.empty(0)
        self.y: Array = np.empty(0)
        self.inside: NDArray[np.bool_] = np.empty(0, dtype=bool)
        self.counts: NDArray[np.int64] | None = None
        self._rect, self._colour = QRectF(), QColor()
        self._image: QImage | None = None
        self._pixels: NDArray[np.uint32] | None = None

    def lay(self, points: Array, window: Window, colour: QColor) -> None:
        """Put the runs at these points (R, 2) of a window; single precision is enough for pixels, and four times as fast."""
        rect = self._rect = window.rect
        self._colour = colour
        (left, _), (_, top) = window.box.tolist()
        across, down = window.scale.tolist()
        with np.errstate(all="ignore"):
            self.x, self.y = (points[:, 0] - left) * across, (points[:, 1] - top) * down
            self.inside = (self.x >= 0) & (self.x < rect.width()) & (self.y >= 0) & (self.y < rect.height())
        self.counts = self._image = None
        if np.count_nonzero(self.inside) > RINGS:
            self._count()

    def clear(self) -> None:
        """Show none."""
        self.x = self.y = np.empty(0)
        self.inside, self.counts, self._image = np.empty(0, dtype=bool), None, None

    def _count(self) -> None:
        wide, high = (int(np.ceil(side / CELL)) for side in (self._rect.width(), self._rect.height()))
        with np.errstate(all="ignore"):
            cells = (self.y * (1 / CELL)).astype(np.int64) * wide + (self.x * (1 / CELL)).astype(np.int64)
        # Who is not seen is counted in one more cell.
        cells = np.where(self.inside, cells, wide * high)
        self.counts = np.bincount(cells, minlength=wide * high + 1)[:-1].reshape(high, wide)
        self._pixels = shades(self._colour.rgba())[_tones(self.counts, self._width())]
        self._image = QImage(self._pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied)

    def _width(self) -> float:
        """Over how many cells a run is spread: the rule of Silverman (1986) for the narrower way of those in sight."""
        seen = np.count_nonzero(self.inside)
        narrower = min(float(at[self.inside].std()) for at in (self.x, self.y))
        return min(WIDEST, narrower / CELL * seen ** (-1 / 6))

    @property
    def px(self) -> Array:
        """The places in pixels of the canvas, (R, 2)."""
        return np.column_stack([self.x + self._rect.left(), self.y + self._rect.top()])

    def paint(self, painter: QPainter) -> None:
        rect = self._rect
        if self._image is not None:
            painter.drawImage(QRectF(rect.topLeft(), self._image.size().toSizeF() * CELL), self._image)
            return
        if not len(self.x):
            return
        seen = self.px[self.inside]
        if is_vector(painter):
            for x, y in seen.tolist():
                _paint_ring(painter, QPointF(x, y), _radius(len(seen)), self._colour)
            return
        ratio = painter.device().devicePixelRatioF()
        ring = _ring(_radius(len(seen)), self._colour.rgba(), theme.palette().name, ratio)
        corners = np.rint(seen * ratio - ring.width() / 2) / ratio
        for x, y in corners.tolist():
            painter.drawPixmap(QPointF(x, y), ring)

    def near(self, position: QPointF, reach: float) -> int | None:
        """Which run is nearest to a position, if one that is seen is within reach."""
        away = np.hypot(self.x - (position.x() - self._rect.left()), self.y - (position.y() - self._rect.top()))
        away = np.where(self.inside, away, np.inf)
        found = int(away.argmin()) if len(away) else 0
        return found if len(away) and away[found] <= reach else None


def _tones(counts: NDArray[np.int64], width: float) -> NDArray[np.uint8]:
    """The opacity of cells, of 255 parts: by the logarithm, which shows both where most are and the few that are elsewhere."""
    runs = counts.astype(np.float32)
    density = _spread(runs, width)
    shown = np.where(density < SPARSE, runs, density)
    opacity = LEAST * np.minimum(shown, 1)
    opacity += (MOST - LEAST) / math.log(max(FULL, float(shown.max()))) * np.log(np.maximum(shown, 1))
    return np.rint(255 * opacity).astype(np.uint8)


def _spread(density: NDArray[np.float32], width: float) -> NDArray[np.float32]:
    """What each cell has, spread over the cells round about by a normal density of that standard deviation."""
    reach = math.ceil(2 * width)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(width, 1e-9)) ** 2)
    kernel = (kernel / kernel.sum()).astype(np.float32)
    for _ in range(2):
        room = np.pad(density, ((0, 0), (reach, reach)))
        density = np.lib.stride_tricks.sliding_window_view(room, len(kernel), axis=1) @ kernel
        density = density.T
    return density


def _radius(runs: int) -> float:
    """How large the rings of so many runs are."""
    return 2.5 if runs <= 300 else 2.2 if runs <= 1200 else 1.8


def _paint_ring(painter: QPainter, at: QPointF, radius: float, colour: QColor) -> None:
    painter.setPen(QPen(faint(colour, OUTLINE), 1.0))
    painter.setBrush(faint(theme.colour("card"), CORE))
    painter.drawEllipse(at, radius, radius)


@lru_cache(32)
def _ring(radius: float, rgba: int, palette: str, ratio: float) -> QPixmap:
    """A ring as a picture, which is painted in a tenth of the time. Do not change it."""
    side = math.ceil((2 * radius + 2) * ratio)
    ring = QPixmap(side, side)
    ring.setDevicePixelRatio(ratio)
    ring.fill(Qt.GlobalColor.transparent)
    painter = QPainter(ring)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ring(painter, QPointF(side, side) / (2 * ratio), radius, QColor.fromRgba(rgba))
    painter.end()
    return ring
