"""Words on a map: each stands where it meets nothing more important, or is left out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from ..look import theme
from ..paint.labels import Label, Placer
from ..paint.means import BESIDE, SMALL, paint_mean
from ..text.mathtext import Line, layout

MIDDLE = 0.36
"""The middle of the letters lies so many sizes above the baseline."""


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
    """Markup of `px` in the colour `token`; `spots` are the middles where it may stand, the best first, asked for once.

    `run` is the run that it names, `mean` the average; its mark stands before its name.
    """

    text: str
    rank: Rank
    spots: Iterable[QPointF]
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
    """Paint words over halos in the colour of the ground under them."""
    for one in placed:
        label, words = one.label, one.words
        halo = ground(label.box.center())
        if words.mean is not None:
            paint_mean(painter, QPointF(label.box.left() + SMALL / 2, label.base - MIDDLE * words.px), words.mean, halo, SMALL)
        label.paint(painter, halo)


def around(at: QPointF, width: float, px: float, gap: float) -> tuple[QPointF, ...]:
    """Middles for words of `width` beside a point: right, left, below, above, and between them."""
    across, up, (left, top) = width / 2 + gap, 0.65 * px + gap, at.toTuple()
    ways = ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.8, 0.8), (-0.8, 0.8), (0.8, -0.8), (-0.8, -0.8))
    return tuple(QPointF(left + x * across, top + y * up) for x, y in ways)
