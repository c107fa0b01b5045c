"""The gradients at the ball as arrows, all to one scale."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.problem import Array

from ..look import theme
from ..paint import signs
from .window import FAR, Window

THICK, THIN = 3.5, 2.0
LONGEST = 0.45
EDGE = 4.0
STEPS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)
ARC, ARC_FROM, ARC_ARROW = 40.0, 8.0, 50.0


@dataclass(frozen=True)
class Arrow:
    """−∇ at the ball: from `tail` to `tip` in pixels; `cut` if it had to be shortened."""

    tail: QPointF
    tip: QPointF
    token: str
    thick: bool
    cut: bool = False

    @cached_property
    def length(self) -> float:
        return math.dist(self.tail.toTuple(), self.tip.toTuple())

    @cached_property
    def way(self) -> tuple[float, float]:
        """Its direction in pixels, a unit vector."""
        x, y, size = self.tip.x() - self.tail.x(), self.tip.y() - self.tail.y(), self.length
        return (x / size, y / size) if size else (1.0, 0.0)

    def obstacles(self) -> list[QRectF]:
        """Rectangles along it that no label may cover."""
        steps = max(1, int(self.length // 8))
        x, y, (u, v), stride = self.tail.x() - 5, self.tail.y() - 5, self.way, self.length / steps
        return [QRectF(x + i * stride * u, y + i * stride * v, 10, 10) for i in range(steps + 1)]


def arrow(window: Window, ball: Array, gradient: Array, factor: float, token: str, thick: bool) -> Arrow:
    """The arrow −factor·∇ from the ball, both (2,), cut where it would be too long or leave the window."""
    (slope, other), (across, up) = gradient.tolist(), window.scale.tolist()
    x, y = _bounded(-factor * slope * across), _bounded(-factor * other * up)
    length, most, tail = math.hypot(x, y), LONGEST * window.short, window.point(ball)
    left, top = tail.toTuple()
    share = min(most / length if length > most else 1.0, _room(window, (left, top), (x, y)))
    return Arrow(tail, QPointF(left + x * share, top + y * share), token, thick, cut=share < 1)


def _room(window: Window, tail: tuple[float, float], way: tuple[float, float]) -> float:
    """How much of a way from a place within the window, at most 1, does not come nearer to its edge than EDGE pixels."""
    share = 1.0
    for at, step, (low, high) in zip(tail, way, window.edges, strict=True):
        if not low + EDGE <= at <= high - EDGE:
            return 1.0
        if step:
            share = min(share, ((high - EDGE if step > 0 else low + EDGE) - at) / step)
    return share


def _bounded(pixels: float) -> float:
    """A length that a painter can take: 0 for what is no number."""
    return 0.0 if math.isnan(pixels) else min(max(pixels, -FAR), FAR)


def scale_factor(window: Window, gradients: Array) -> float:
    """The factor, 1, 1.5, 2, 3, 5 or 7 × 10^k, with which the longest of ∇ (k, 2) takes about a quarter of the window."""
    with np.errstate(all="ignore"):
        lengths = np.hypot(*(gradients * window.scale).T)
    longest = float(lengths.max(where=np.isfinite(lengths), initial=0.0))
    if not longest > 0:
        return 1.0
    wanted = 0.25 * window.short / longest
    power = 10.0 ** math.floor(math.log10(wanted))
    factor = min((step * power for step in (*STEPS, 10.0)), key=lambda factor: abs(math.log(factor / wanted)))
    return float(f"{factor:.1e}")


def paint_arrow(painter: QPainter, arrow: Arrow, ground: QColor | None) -> None:
    """Halo, if there is a ground, shaft and head; a dot where the gradient is too short to show."""
    signs.arrow(painter, arrow.tail, arrow.tip, theme.colour(arrow.token), ground, THICK if arrow.thick else THIN, arrow.cut)


def paint_arc(painter: QPainter, first: Arrow, second: Arrow) -> None:
    """The angle between two arrows, unless it or they are too small to see it."""
    if not has_arc(first, second):
        return
    start = math.degrees(math.atan2(-first.way[1], first.way[0]))
    turn = math.degrees(math.atan2(-second.way[1], second.way[0])) - start
    turn = (turn + 180) % 360 - 180
    painter.setPen(QPen(theme.colour("ink", 0.6), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(first.tail.x() - ARC, first.tail.y() - ARC, 2 * ARC, 2 * ARC)
    painter.drawArc(box, round(16 * start), round(16 * turn))


def has_arc(first: Arrow, second: Arrow) -> bool:
    """Whether the angle between them is drawn."""
    (a, b), (c, d) = first.way, second.way
    angle = math.degrees(abs(math.atan2(a * d - b * c, a * c + b * d)))
    return angle >= ARC_FROM and min(first.length, second.length) >= ARC_ARROW
