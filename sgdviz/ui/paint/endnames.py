"""Names at the right ends of lines, in place of a legend; they are pushed apart where they would meet."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..look.palette import RunStyle
from ..text.mathtext import Line
from .canvas import Canvas, Layer
from .means import BESIDE, SMALL, paint_mean


class EndName(NamedTuple):
    """A name at (x, y) pixels, the end of what it names.

    `sample` is drawn before it where its colour is too weak, the mark of the average `mean` where it is that of one.
    """

    line: Line
    x: float
    y: float
    colour: QColor
    sample: QPen | None = None
    mean: int | None = None

    @property
    def width(self) -> float:
        """How much room it takes, with what is drawn before it."""
        return self.line.width + (SAMPLE if self.sample else 0) + (0 if self.mean is None else BESIDE)


HAIR = 6.0
"""Names whose things are closer than that, in pixels, stand in the order of their list: else they would swap and swap back."""
SAMPLE = 26
"""The width that a sample of the line takes."""


def sampled(style: RunStyle) -> float:
    """The width that a sample of a run's line takes before its name: none unless its colour is weak."""
    return SAMPLE if style.faint else 0.0


def line_name(name: Line, end: QPointF, gap: float, rect: QRectF, style: RunStyle, widest: float) -> EndName:
    """The name of a run's line `gap` right of its end, or of where the end leaves `rect`; in ink if its colour is weak.

    With its sample it is at most `widest` pixels wide.
    """
    name = name.elided(widest - sampled(style))
    x, y = min(max(end.x(), rect.left()), rect.right()), min(max(end.y(), rect.top()), rect.bottom())
    if style.faint:
        return EndName(name, x + gap, y, theme.colour("ink"), QPen(style.colour, 2.2))
    return EndName(name, x + gap, y, style.colour)


class EndNames(Layer):
    """Names that stand right of their things, `gap` pixels apart at least."""

    def __init__(self, canvas: Canvas, gap: float) -> None:
        super().__init__(canvas, z=90, clipped=False)
        self.gap = gap
        self.names: list[EndName] = []

    def show_names(self, names: Sequence[EndName]) -> None:
        self.names = list(names)
        self.update()

    def placed(self) -> list[tuple[EndName, float]]:
        """The names with the height at which each stands; only those are pushed apart that would meet."""
        rect = self.canvas.plot_rect()
        groups: list[list[EndName]] = []
        for name in sorted(self.names, key=lambda one: one.x):
            meets = next((g for g in groups if name.x < max(one.x + one.width + 24 for one in g)), None)
            if meets is None:
                groups.append([name])
            else:
                meets.append(name)
        found = []
        for group in groups:
            heights = spread(np.array([name.y for name in group]), self.gap, rect.top() + 6, rect.bottom() - 10, HAIR)
            found += list(zip(group, heights.tolist(), strict=True))
        return found

    def name_at(self, position: QPointF) -> int | None:
        """Which of the names is under a position."""
        for name, y in self.placed():
            if QRectF(name.x, y - self.gap / 2, name.width, self.gap).contains(position):
                return self.names.index(name)
        return None

    def draw(self, painter: QPainter) -> None:
        card = theme.colour("card")
        for name, y in self.placed():
            left = name.x
            if name.sample is not None:
                painter.setPen(name.sample)
                painter.drawLine(QLineF(left, y, left + SAMPLE - 6, y))
                left += SAMPLE
            if name.mean is not None:
                paint_mean(painter, QPointF(left + SMALL / 2, y), name.mean, card, SMALL)
                left += BESIDE
            name.line.paint(painter, left, y + 4.5, name.colour, card)


class Caption(NamedTuple):
    """A line that stands where it is put: left end and baseline, in pixels; before it the mark of an average, if any.

    It needs a `halo` where it lies on something.
    """

    line: Line
    x: float
    base: float
    colour: QColor
    mean: int | None = None
    halo: QColor | None = None


class Captions(Layer):
    """Lines of text anywhere on a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=90, clipped=False)
        self.captions: list[Caption] = []

    def show_captions(self, captions: Sequence[Caption]) -> None:
        self.captions = list(captions)
        self.update()

    def draw(self, painter: QPainter) -> None:
        for caption in self.captions:
            left = caption.x
            if caption.mean is not None:
                paint_mean(painter, QPointF(left + SMALL / 2, caption.base - 4), caption.mean, theme.colour("card"), SMALL)
                left += BESIDE
            caption.line.paint(painter, left, caption.base, caption.colour, caption.halo)


def spread(wanted: Array, gap: float, low: float, high: float, hair: float = 0.0) -> Array:
    """The heights nearest to those wanted (least squares) that are `gap` apart and within [low, high], if all fit.

    In the order of what is wanted, heights minus multiples of the gap must not fall: isotonic regression, by pooling
    adjacent violators (Ayer et al. 1955). Those that follow one another within a `hair` keep the order that they are given in.
    """
    order = np.argsort(wanted, kind="stable")
    near = np.concatenate([[0], np.cumsum(np.diff(wanted[order]) >= hair)]) if len(order) else order
    order = order[np.lexsort((order, near))] if hair else order
    gap = min(gap, (high - low) / max(1, len(wanted) - 1))
    pools: list[tuple[float, int]] = []
    for value in wanted[order] - gap * np.arange(len(wanted)):
        pools.append((float(value), 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n)]
    flat = np.repeat([value for value, _ in pools], [count for _, count in pools])
    flat = np.clip(flat, low, max(low, high - gap * (len(wanted) - 1)))
    result = np.empty(len(wanted))
    result[order] = flat + gap * np.arange(len(wanted))
    return result
