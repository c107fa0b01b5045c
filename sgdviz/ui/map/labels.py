"""Words on a map: each stands where it meets nothing more important, or is left out."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPixmap

from ..look import theme
from ..paint.labels import Label, Placer
from ..paint.means import BESIDE, SMALL, paint_mean
from ..text.mathtext import Line, layout

MIDDLE = 0.36
"""The middle of the letters lies so many sizes above the baseline."""
EDGE = 4


class Rank(IntEnum):
    """Who stays where two would meet: the lower number."""

    CORNER = 0
    ARROW = 1
    RUN = 2
    AVERAGE = 3
    BATCH_MINIMUM = 4
    MINIMUM = 5
    BALL_CONTOUR = 6
    OTHER_ARROW = 7
    CONTOUR = 8
    START = 9
    EPOCH = 10


@dataclass(frozen=True)
class Words:
    """Markup of `px` in the colour `token`; `spots` are the middles where it may stand, the best first.

    `run` is the run that it names, `mean` the average; its mark stands before its name.
    """

    text: str
    rank: Rank
    spots: tuple[QPointF, ...]
    token: str = "ink2"
    px: float = 12
    weight: int = 400
    run: int | None = None
    mean: int | None = None

    @property
    def line(self) -> Line:
        return layout(self.text, self.px, self.weight)


@dataclass(frozen=True)
class Placed:
    """Words that have found their place."""

    words: Words
    label: Label

    @property
    def rect(self) -> QRectF:
        return self.label.box


def place(labels: Iterable[Words], obstacles: Sequence[QRectF], room: QRectF) -> list[Placed]:
    """Those that find a spot within `room`, clear of the obstacles and of each other, by rank."""
    placer = Placer(room)
    placer.taken = list(obstacles)
    found = []
    for words in sorted(labels, key=lambda words: words.rank):
        anchors = ((spot.x(), spot.y() + MIDDLE * words.px, 0.5) for spot in words.spots)
        label = placer.place(words.line, anchors, theme.colour(words.token), indent=0 if words.mean is None else BESIDE)
        if label is not None:
            found.append(Placed(words, label))
    return found


def paint(painter: QPainter, placed: Iterable[Placed], ground: Callable[[QPointF], QColor]) -> None:
    """Paint words over halos in the colour of the ground under them.

    A halo is slow to paint, so words are kept as stamps, except where a picture has no pixels.
    """
    ratio = painter.device().devicePixelRatioF()
    for one in placed:
        label, words = one.label, one.words
        halo = ground(label.box.center()).rgba()
        if words.mean is not None:
            paint_mean(painter, QPointF(label.box.left() + SMALL / 2, label.base - MIDDLE * words.px), words.mean,
                       QColor(halo), SMALL)
        if painter.paintEngine().type() == QPaintEngine.Type.SVG:
            label.line.paint(painter, label.box.left() + label.indent, label.base, label.colour, QColor(halo))
            continue
        left, base = (round(v * ratio) / ratio for v in (label.box.left() + label.indent, label.base))
        stamp = stamped(words.text, words.px, words.weight, label.colour.rgba(), halo, ratio, theme.palette().name)
        painter.drawPixmap(QPointF(left - EDGE, base - EDGE - math.ceil(label.line.ascent)), stamp)


@lru_cache(512)
def stamped(text: str, px: float, weight: int, colour: int, halo: int, ratio: float, theme_name: str) -> QPixmap:
    """A line with its halo, its baseline's left end EDGE from the left and EDGE + ⌈ascent⌉ from the top."""
    line = layout(text, px, weight)
    wide, high = math.ceil(line.width) + 2 * EDGE, math.ceil(line.ascent) + math.ceil(line.descent) + 2 * EDGE
    picture = QPixmap(math.ceil(wide * ratio), math.ceil(high * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    line.paint(painter, EDGE, EDGE + math.ceil(line.ascent), QColor(colour), QColor(halo))
    painter.end()
    return picture


def around(at: QPointF, width: float, px: float, gap: float) -> tuple[QPointF, ...]:
    """Middles for words of `width` beside a point: right, left, below, above, and between them."""
    across, up = width / 2 + gap, 0.65 * px + gap
    ways = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.8, 0.8), (-0.8, 0.8), (0.8, -0.8), (-0.8, -0.8)]
    return tuple(at + QPointF(x * across, y * up) for x, y in ways)
