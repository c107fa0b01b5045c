"""What things in the cloud are called, and where their names find room."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from sgdviz.core.problem import Array

from ..map.arrows import Arrow
from ..map.labels import Placed, Rank, Words, around
from ..map.window import Window
from .names import CloudNames
from .placing import placed
from .shapes import ellipse
from .study import Study


def mean_of(study: Study) -> Array:
    """Where −∇J is in the plane, (2,)."""
    return study.plane.seen(-study.cloud.whole)


def moments(study: Study) -> list[tuple[Array, str]]:
    """The predicted covariance in the plane (2, 2) and its colour, then the measured one's, if a single batch is not all."""
    found = [(study.plane.moment(study.cloud.predicted), "whole")]
    if len(study.cloud.batches) > 1:
        found.append((study.plane.moment(study.cloud.measured), "batch"))
    return found


def cloud_labels(study: Study, names: CloudNames, window: Window, arrows: Sequence[Arrow],
                 other: QPointF | None) -> list[Placed]:
    """The names that find room, the most important first; `other` is where the diamond stands."""
    obstacles = [box for one in arrows for box in one.obstacles()]
    obstacles += [QRectF(at.x() - 8, at.y() - 8, 16, 16) for at in (arrows[0].tip, other) if at is not None]
    words = []
    for one, text in zip(arrows, (names.whole, names.batch), strict=False):
        spots = tuple(spot for gap in (9, 20, 32) for spot in around(one.tip, _width(text, 14), 14, gap))
        words.append(Words(text, Rank.ARROW, spots, "whole" if one.token == "whole" else "batch_text", 14))
    if other is not None:
        words.append(Words(names.mean, Rank.RUN, around(other, _width(names.mean), 12, 10), "batch_text"))
    if study.has_noise:
        words += _ellipse_names(study, names, window)
    words.append(Words("0", Rank.START, around(arrows[0].tail, 8, 12, 5)))
    words.append(Words(names.ground, Rank.EPOCH, tuple(_tinted(study, _width(names.ground), window))))
    return placed(words, obstacles, window.rect.adjusted(2, 2, -2, -2), _dots(study, window), _ellipses(study, window))


def _width(text: str, px: float = 12) -> float:
    return Words(text, Rank.CONTOUR, (), px=px).line.width


def _dots(study: Study, window: Window) -> list[Array]:
    """What is drawn of the batches, in pixels."""
    return [window.px(study.plane.seen(-dots.gradients)) for dots in (study.dots, study.others) if dots is not None]


def _ellipses(study: Study, window: Window) -> list[Array]:
    """The ellipses in pixels."""
    if not study.has_noise:
        return []
    return [window.px(ellipse(mean_of(study), moment, sigmas)) for moment, _ in moments(study) for sigmas in (1, 2)]


def _ellipse_names(study: Study, names: CloudNames, window: Window) -> list[Words]:
    """At the outer ellipses, outside them."""
    words = []
    for (moment, token), text in zip(moments(study), (names.theory, names.measured), strict=False):
        if text:
            px, half = window.px(ellipse(mean_of(study), moment, 2)), _width(text) / 2
            away = px - px.mean(axis=0)
            away /= np.maximum(np.hypot(*away.T), 1e-9)[:, None]
            ways = np.concatenate([px, away], axis=1)[::6].tolist()
            spots = [QPointF(x + u * (half + gap), y + v * (5 + gap)) for x, y, u, v in ways for gap in (8, 20, 36)]
            spots += [QPointF(x, y + math.copysign(40, v)) for x, y, _, v in ways]
            words.append(Words(text, Rank.BALL_CONTOUR, tuple(spots), "whole" if token == "whole" else "batch_text"))
    return words


def _tinted(study: Study, width: float, window: Window) -> Iterator[QPointF]:
    """Places near the corners, and between them, where words so wide lie on tinted ground alone."""
    rect, half = window.rect, width / 2 + 10
    for x in (rect.left() + half, rect.right() - half, rect.center().x()):
        for y in (rect.bottom() - 14, rect.top() + 14, rect.center().y()):
            if study.raises(np.array([window.data(QPointF(x + side, y)) for side in (-half, 0, half)])).all():
                yield QPointF(x, y)
