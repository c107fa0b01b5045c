"""Words among dots: where they cover the fewest."""

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QRectF

from sgdviz.core.problem import Array

from ..look import theme
from ..map.labels import MIDDLE, Placed, Rank, Words
from ..paint.labels import Placer


def placed(words: Iterable[Words], obstacles: Sequence[QRectF], room: QRectF, dots: Sequence[Array] = (),
           lines: Sequence[Array] = ()) -> list[Placed]:
    """Those that find a spot within `room` and clear of the obstacles, by rank, each where it covers the fewest points.

    Points are `dots` (k, 2) and those along `lines` (k, 2). The words of the ground cover none.
    """
    placer, found = Placer(room, lines), []
    placer.points = np.concatenate([placer.points, *dots])
    placer.taken = list(obstacles)
    for one in sorted(words, key=lambda one: one.rank):
        anchors = [(spot.x(), spot.y() + MIDDLE * one.px, 0.5) for spot in one.spots]
        most = 0 if one.rank == Rank.EPOCH else len(placer.points)
        label = placer.place(one.line, anchors, theme.colour(one.token), most)
        if label is not None:
            found.append(Placed(one, label))
    return found
