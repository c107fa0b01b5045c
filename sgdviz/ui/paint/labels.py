"""Names on a canvas, placed one after another: the first come stands best, and one without room is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from sgdviz.core.problem import Array

from ..text.mathtext import Line

GAP = 3.0
APART, FAR = 6.0, 4000.0
"""The points of a curve are so many pixels apart at most, as far as it is near."""
Anchor = tuple[float, float, float]
"""x, baseline, and which part of the line stands at x: 0 its left end, 0.5 its middle, 1 its right end."""


@dataclass(frozen=True)
class Label:
    """A line that has found its place: `box` is what it covers, `base` its baseline; it begins `indent` pixels within."""

    line: Line
    box: QRectF
    base: float
    colour: QColor
    indent: float = 0.0

    def paint(self, painter: QPainter, halo: QColor) -> None:
        """Paint it on a ground of the colour `halo`."""
        self.line.paint(painter, self.box.left() + self.indent, self.base, self.colour, halo)


class Placer:
    """Places labels within a rectangle, off what is taken, and where it can off the `curves`' points (m, 2)."""

    def __init__(self, within: QRectF, curves: Sequence[Array] = ()) -> None:
        self.within = within
        self.taken: list[QRectF] = []
        self.points = np.concatenate([np.empty((0, 2)), *map(_dense, curves)])

    def keep_free(self, box: QRectF) -> None:
        """No label may stand here."""
        self.taken.append(box)

    def is_free(self, box: QRectF) -> bool:
        """Whether a box lies within, off all that is taken."""
        return self.within.contains(box) and not any(map(box.intersects, self.taken))

    def place(self, line: Line, anchors: Iterable[Anchor], colour: QColor, most: int = 1_000_000,
              indent: float = 0.0) -> Label | None:
        """The line at the first anchor where it meets no curve, else where it meets the fewest points of one.

        None if there is no room, or if it would meet more than `most` points everywhere.
        """
        best: tuple[int, QRectF, float] | None = None
        for x, base, share in anchors:
            width = line.width + indent
            box = QRectF(x - share * width, base - line.ascent, width, line.height)
            if not self.is_free(box):
                continue
            cost = self.met(box)
            if best is None or cost < best[0]:
                best = cost, box, base
            if cost == 0:
                break
        if best is None or best[0] > most:
            return None
        self.keep_free(best[1].adjusted(-GAP, -GAP, GAP, GAP))
        return Label(line, best[1], best[2], colour, indent)

    def met(self, box: QRectF) -> int:
        """How many points of the curves a box covers."""
        if not len(self.points):
            return 0
        x, y = self.points.T
        within = (x >= box.left() - GAP) & (x <= box.right() + GAP) & (y >= box.top() - GAP) & (y <= box.bottom() + GAP)
        return int(np.count_nonzero(within))


def _dense(curve: Array) -> Array:
    """The points of a curve (m, 2) and more between them, so that no box lies on it where it is steep and meets none."""
    near = np.clip(np.nan_to_num(curve, nan=FAR), -FAR, FAR)
    ways = np.diff(near, axis=0)
    counts = np.maximum(1, np.ceil(np.abs(ways).max(axis=1, initial=0.0) / APART)).astype(np.int64)
    at = np.repeat(np.arange(len(ways)), counts)
    shares = (np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[at]
    dense: Array = np.concatenate([near[at] + shares[:, None] * ways[at], near[-1:]])
    return dense


def beside(at: QPointF, distance: float = 16.0) -> list[Anchor]:
    """Anchors for the name of a thing: right above it, left above, right below, left below, right, left."""
    x, y = at.x(), at.y()
    return [(x + distance, y - 10, 0.0), (x - distance, y - 10, 1.0), (x + distance, y + 20, 0.0),
            (x - distance, y + 20, 1.0), (x + distance, y + 5, 0.0), (x - distance, y + 5, 1.0)]
