"""How often a long path has been where: its rows counted in the pixels of a window, as a picture of their density."""

import math
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from sgdviz.core.problem import Array

from .window import Window

Rows = Callable[..., Array]
"""The rows (m, 2) of a path from `first` to before `stop`, each or every `step`-th: (first, stop, step=1)."""

CHUNK = 1 << 16
"""So many rows are counted before the clock is asked."""
SAMPLE = 1 << 17
"""Of what there is no time to count, so many rows at most stand for all."""
KEEP, KEPT = 1 << 20, 6
"""Counts are kept after every KEEP rows, so that going back is quick; of more than KEPT every other one is let go."""
FAINT, STRONG = 0.16, 0.72
"""How opaque a pixel is that one row has hit, and the one that most have."""
LEAST = 64
"""Hits that the darkest pixel stands for, at least: a few rows are no cloud."""


class Density:
    """The first rows of one path in one window, up to `stop`; `have` of them are counted.

    A pixel's opacity grows with the logarithm of its hits. Counts do not depend on their order, so that the picture is the
    same whether the path grew or was there at once. While it is `coarse`, every so many rows stand for those left to count.
    """

    def __init__(self, window: Window, ratio: float, colour: QColor) -> None:
        rect = window.rect
        self.have, self.stop, self._rows = 0, 0, _nothing
        # What lies outside is counted in a border of one pixel, which is never seen.
        self._wide, self._high = (math.ceil(side * ratio) + 2 for side in (rect.width(), rect.height()))
        self._rect, self._ratio = rect, ratio
        (self._left, _), (_, self._top) = window.box
        self._scale = window.scale * ratio
        self._counts = np.zeros(self._wide * self._high, np.uint32)
        self._kept: dict[int, NDArray[np.uint32]] = {0: self._counts.copy()}
        self._every = KEEP
        self._shades, self._most = _shades(colour), 0
        self._pixels = np.zeros(len(self._counts), np.uint32)
        self._image = QImage(self._pixels.data, self._wide, self._high, 4 * self._wide,
                             QImage.Format.Format_ARGB32_Premultiplied)

    @property
    def coarse(self) -> bool:
        """Whether rows are still to be counted."""
        return self.have != self.stop

    def show(self, rows: Rows, stop: int, seconds: float) -> None:
        """Show the path up to row `stop`, and spend no more than about so long."""
        anew = self.coarse
        self._rows, self.stop = rows, stop
        if self.stop < self.have - CHUNK:
            self.have, anew = max(row for row in self._kept if row <= self.stop), True
            self._counts[:] = self._kept[self.have]
        new = self._count(seconds)
        if anew or self.coarse or len(new) > 2:
            self._paint()
        elif new:
            self._touch(np.concatenate(new))

    def _count(self, seconds: float) -> list[NDArray[np.int32]]:
        """Count towards `stop`; the cells of the rows that were counted."""
        until, counted = time.perf_counter() + seconds, []
        while self.coarse:
            if self.have < self.stop:
                after = min(self.stop, self.have + CHUNK, (self.have // self._every + 1) * self._every)
                cells = self._cells(self._rows(self.have, after))
                np.add.at(self._counts, cells, np.uint32(1))
            else:
                after = self.stop
                cells = self._cells(self._rows(after, self.have))
                np.subtract.at(self._counts, cells, np.uint32(1))
            self.have = after
            counted.append(cells)
            if after % self._every == 0:
                self._keep()
            if time.perf_counter() > until:
                break
        return counted

    def _keep(self) -> None:
        self._kept[self.have] = self._counts.copy()
        if len(self._kept) > KEPT:
            self._every *= 2
            self._kept = {row: kept for row, kept in self._kept.items() if row % self._every == 0}

    def _cells(self, rows: Array) -> NDArray[np.int32]:
        """In which cell each row is. Pixels are single precision, measured from the window's corner in double."""
        with np.errstate(all="ignore"):
            x, y = ((rows[:, i] - low).astype(np.float32) for i, low in enumerate((self._left, self._top)))
            for along, scale, most in ((x, self._scale[0], self._wide - 1), (y, self._scale[1], self._high - 1)):
                along *= np.float32(scale)
                along += np.float32(1)
                # fmin and fmax take nan for the other number.
                np.fmin(along, np.float32(most), out=along)
                np.fmax(along, np.float32(0), out=along)
        cells = y.astype(np.int32)
        cells *= self._wide
        cells += x.astype(np.int32)
        return cells

    def _paint(self) -> None:
        """Colour all pixels; rows that are not counted yet are there through every so many of them."""
        counts = self._counts
        if self.coarse:
            step = (self.stop - self.have) // SAMPLE | 1
            counts = counts.copy()
            np.add.at(counts, self._cells(self._rows(self.have, self.stop, step)), np.uint32(step))
        self._most = self._darkest(counts)
        self._pixels[:] = self._colours(counts)

    def _touch(self, cells: NDArray[np.int32]) -> None:
        """Colour the pixels of these cells, or all where the darkest pixel now stands for more."""
        if self._darkest(self._counts) != self._most:
            self._paint()
        else:
            self._pixels[cells] = self._colours(self._counts[cells])

    def _darkest(self, counts: NDArray[np.uint32]) -> int:
        """The power of two up to which hits make a pixel darker, that of the most on the window."""
        inside = counts.reshape(self._high, self._wide)[1:-1, 1:-1]
        return max(LEAST, 1 << int(inside.max()).bit_length())

    def _colours(self, counts: NDArray[np.uint32]) -> NDArray[np.uint32]:
        level = np.log2(counts + np.uint32(1), dtype=np.float32)
        level *= np.float32(255 / math.log2(self._most + 1))
        np.ceil(level, out=level)
        found: NDArray[np.uint32] = self._shades[np.minimum(level, np.float32(255)).astype(np.uint8)]
        return found

    def picture(self) -> QImage:
        """The window, each pixel as dark as it was often hit."""
        return self._image.copy(1, 1, self._wide - 2, self._high - 2)

    def paint(self, painter: QPainter) -> None:
        wide, high = self._wide - 2, self._high - 2
        target = QRectF(self._rect.left(), self._rect.top(), wide / self._ratio, high / self._ratio)
        painter.drawImage(target, self._image, QRectF(1, 1, wide, high))


def _nothing(first: int, stop: int, step: int = 1) -> Array:
    return np.empty((0, 2))


def _shades(colour: QColor) -> NDArray[np.uint32]:
    """The colour at opacity 0, and from FAINT to STRONG, as 256 premultiplied pixels."""
    alpha = FAINT + (STRONG - FAINT) * np.arange(256) / 255
    alpha[0] = 0.0
    opaque, red, green, blue = (np.rint(255 * alpha * part).astype(np.uint32)
                                for part in (1.0, colour.redF(), colour.greenF(), colour.blueF()))
    return ((opaque << 24) | (red << 16) | (green << 8) | blue).astype(np.uint32)
