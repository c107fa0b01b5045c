"""Axes as in a textbook: few ticks with round numbers, outward; the quantity at the end of its axis."""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen

from ..look import theme
from ..text.mathtext import layout
from .canvas import Canvas, StillLayer

TICK = 4
NUMBER = 12
MOST = 9
UNDER_NAME = 22.0
"""So far below the top of a scale is no number, where the name of the quantity stands."""


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers 1, 2 or 5 × 10^k apart, as many as there are up to `most`, within [low, high]."""
    span = high - low
    if not (math.isfinite(span) and span > 0):
        return []
    power = 10.0 ** math.floor(math.log10(span / most))
    for step in (factor * power for factor in (0.5, 1, 2, 5, 10, 20)):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < most:
            return [k * step for k in range(first, last + 1)]
    return []


def log_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Numbers 1, 2, 5 or 1, 3 or 1 × 10^k within [10^low, 10^high], as logarithms; evenly spread ones if none fit."""
    for digits in ((1, 2, 5), (1, 3), (1,)):
        found = [math.log10(d) + k for k in range(math.floor(low), math.ceil(high) + 1) for d in digits]
        found = [t for t in found if low <= t <= high]
        if len(found) <= most:
            break
    if len(found) > most:
        found = found[:: -(-len(found) // most)]
    if len(found) >= 2:
        return found
    return [math.log10(t) for t in ticks(10**low, 10**high, most) if t > 0]


def number(value: float, step: float = 0.0, most: float = 1e5) -> str:
    """A number on an axis, with a real minus sign and as many decimals as the distance of the ticks needs.

    From `most` on it is written with a power of ten.
    """
    if value == 0:
        return "0"
    if max(abs(value), step) >= most or (step or abs(value)) < 1e-4:
        mantissa, exponent = f"{value:.3g}".split("e") if "e" in f"{value:.3g}" else f"{value:.2e}".split("e")
        mantissa = f"{float(mantissa):g}"
        superscript = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        factor = {"1": "", "-1": "−"}.get(mantissa, f"{mantissa}·")
        return f"{factor}10{superscript}".replace("-", "−")
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step else None
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{float(f'{value:.4g}'):,g}"
    return text.replace("-", "−")


def upward_ticks(low: float, high: float, height: float, taken: float,
                 spaced: Callable[[float, float, int], list[float]]) -> list[float]:
    """Ticks for a scale of `height` pixels, the uppermost of which are `taken` by a name.

    One number is no scale: a low canvas has more of them than its height calls for, so that two can be read.
    """
    most, readable = max(2, min(6, int(height / 45))), high - (high - low) * taken / height
    found = (spaced(low, high, count) for count in range(most, MOST))
    return next((t for t in found if sum(value < readable for value in t) > 1), spaced(low, high, 6))


class Axes(StillLayer):
    """The ticks, the numbers and the names of both axes. Names are mathtext markup; `""` leaves one out."""

    def __init__(self, canvas: Canvas, x_name: str = "", y_name: str = "", line: bool = True, y_log: bool = False,
                 y_ticks: bool = True, z: float = 100) -> None:
        super().__init__(canvas, z, clipped=False)
        self.x_name, self.y_name, self.line, self.y_log, self.y_ticks = x_name, y_name, line, y_log, y_ticks
        self.x_log = False

    def rename(self, x_name: str, y_name: str) -> None:
        """Call the axes so from now on."""
        if (x_name, y_name) != (self.x_name, self.y_name):
            self.x_name, self.y_name = x_name, y_name
            self.update()

    def content(self) -> tuple[object, ...]:
        return self.x_name, self.y_name, self.line, self.x_log, self.y_log, self.y_ticks, self.canvas.covered

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect()
        self._bottom(painter, rect.left(), rect.right(), rect.bottom())
        if self.y_ticks:
            self._left(painter, rect.left(), rect.top(), rect.bottom(), self.canvas.seen_rect().top())

    def _bottom(self, painter: QPainter, left: float, right: float, bottom: float) -> None:
        pen = QPen(theme.colour("axis"), 1)
        painter.setPen(pen)
        if self.line:
            painter.drawLine(QLineF(left, bottom, right, bottom))
        name = layout(self.x_name, 13) if self.x_name else None
        name_left = right - name.width if name else math.inf
        low, high = self.canvas.box[0]
        found = (log_ticks if self.x_log else ticks)(low, high, max(2, min(6, int((right - left) / 70))))
        step = found[1] - found[0] if len(found) > 1 else 0.0
        for value, (at, _) in zip(found, self._px([(value, 0.0) for value in found]), strict=True):
            text = layout(number(round(10**value), 1, 1e7) if self.x_log else number(value, step, 1e7), NUMBER)
            painter.setPen(pen)
            painter.drawLine(QLineF(at, bottom, at, bottom + TICK))
            if at + text.width / 2 < name_left - 8:
                text.paint(painter, at - text.width / 2, bottom + 20, theme.colour("muted"))
        if name:
            name.paint(painter, name_left, bottom + 20, theme.colour("ink2"))

    def _left(self, painter: QPainter, left: float, top: float, bottom: float, seen: float) -> None:
        """The scale from `top` to `bottom`, its name at the top of what is `seen` of it."""
        pen = QPen(theme.colour("axis"), 1)
        low, high = self.canvas.box[1]
        name = layout(self.y_name, 13) if self.y_name else None
        found = upward_ticks(low, high, bottom - top, UNDER_NAME if name else 0.0, log_ticks if self.y_log else ticks)
        step = found[1] - found[0] if len(found) > 1 else 0.0
        for value, (_, at) in zip(found, self._px([(0.0, value) for value in found]), strict=True):
            painter.setPen(pen)
            painter.drawLine(QLineF(left - TICK, at, left, at))
            text = layout(number(10**value) if self.y_log else number(value, step), NUMBER)
            if name is None or at > seen + UNDER_NAME:
                text.paint(painter, left - TICK - 5 - text.width, at + 4.5, theme.colour("muted"))
        if name:
            name.paint(painter, max(2.0, left - TICK - 5 - name.width), seen + 11, theme.colour("ink2"))

    def _px(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [tuple(p) for p in self.canvas.to_px(np.array(points, dtype=float).reshape(-1, 2))]
