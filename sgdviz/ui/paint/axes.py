"""Axes as in a textbook: few ticks with round numbers, outward; the quantity at the end of its axis."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen

from ..look import theme
from ..text.line import Line
from ..text.mathtext import layout
from .canvas import Canvas, StillLayer

TICK = 4
NUMBER = 12
MOST = 9
APART = 14.0
"""Numbers beside each other are so many pixels apart."""
SMALL = 1e-3
"""Of an axis on which all is below this the numbers are written with powers of ten."""
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


def axis_ticks(low: float, high: float, most: int = 6, log: bool = False, whole: bool = False) -> list[float]:
    """`ticks` or `log_ticks`; where what is counted is `whole`, those that are whole numbers."""
    found = (log_ticks if log else ticks)(low, high, most)
    return [t for t in found if not whole or math.isclose(v := 10**t if log else t, round(v), abs_tol=1e-9)]


def numbers(values: Sequence[float], most: float = 1e5) -> list[str]:
    """The numbers of one axis, at ticks that ascend: all with powers of ten or none, and with digits that tell them apart.

    Those that are not evenly apart have each as many digits as it needs.
    """
    apart = np.diff(values)
    if not len(apart) or not np.allclose(apart, apart[0], atol=0.0):
        return [number(value, most=most) for value in values]
    return [number(value, float(apart[0]), most, max(map(abs, values))) for value in values]


def log_numbers(values: Sequence[float], most: float = 1e5) -> list[str]:
    """The numbers at `log_ticks`, given as logarithms: each in as few digits as it has, unless they are close."""
    found = [10**value for value in values]
    close = len(found) > 2 and found[-1] < 1.99 * found[-2]
    return numbers(found, most) if close else [number(value, most=most) for value in found]


def number(value: float, step: float = 0.0, most: float = 1e5, largest: float = 0.0) -> str:
    """A number on an axis, with a real minus sign and as many digits as the distance of the ticks needs.

    From `most` on it is written with a power of ten, and so is a small one; where `largest` is given, that decides for it.
    """
    if value == 0:
        return "0"
    size = max(largest, abs(value))
    power = -math.floor(math.log10(step) + 1e-9) if step else 0
    if size >= most or size < (SMALL if step else SMALL / 10):
        digits = min(12, max(0, math.floor(math.log10(abs(value)) + 1e-9) + power)) if step else 2
        mantissa, exponent = f"{value:.{digits}e}".split("e")
        mantissa = f"{float(mantissa):.13g}"
        superscript = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        factor = {"1": "", "-1": "−"}.get(mantissa, f"{mantissa}·")
        return f"{factor}10{superscript}".replace("-", "−")
    if step:
        text = f"{value:,.{max(0, power)}f}"
    else:
        text = f"{value:,.{max(0, 3 - math.floor(math.log10(abs(value))))}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
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
    """The ticks, the numbers and the names of both axes. Names are mathtext markup; `""` leaves one out.

    On an axis that is `whole` things are counted.
    """

    def __init__(self, canvas: Canvas, x_name: str = "", y_name: str = "", line: bool = True, y_log: bool = False,
                 y_ticks: bool = True, x_whole: bool = False, y_whole: bool = False, z: float = 100) -> None:
        super().__init__(canvas, z, clipped=False)
        self.x_name, self.y_name, self.line, self.y_log, self.y_ticks = x_name, y_name, line, y_log, y_ticks
        self.x_log, self.x_whole, self.y_whole = False, x_whole, y_whole

    def rename(self, x_name: str, y_name: str) -> None:
        """Call the axes so from now on."""
        if (x_name, y_name) != (self.x_name, self.y_name):
            self.x_name, self.y_name = x_name, y_name
            self.update()

    def content(self) -> tuple[object, ...]:
        return self.x_name, self.y_name, self.line, self.x_log, self.y_log, self.y_ticks, self.x_whole, self.canvas.covered

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
        for text, at in self.across():
            painter.setPen(pen)
            painter.drawLine(QLineF(at, bottom, at, bottom + TICK))
            if at + text.width / 2 < name_left - 8:
                text.paint(painter, at - text.width / 2, bottom + 20, theme.colour("muted"))
        if name:
            name.paint(painter, name_left, bottom + 20, theme.colour("ink2"))

    def across(self) -> list[tuple[Line, float]]:
        """The numbers of the lower axis and where their middles are, in pixels: as many as have room beside each other."""
        rect, (low, high) = self.canvas.plot_rect(), self.canvas.box[0]
        for most in range(max(2, min(6, int(rect.width() / 70))), 0, -1):
            found = axis_ticks(low, high, most, self.x_log, self.x_whole)
            texts = [layout(text, NUMBER) for text in (log_numbers if self.x_log else numbers)(found, 1e7)]
            spots = [at for at, _ in self._px([(value, 0.0) for value in found])]
            placed = list(zip(texts, spots, strict=True))
            if all((a.width + b.width) / 2 + APART <= right - left for (a, left), (b, right) in pairwise(placed)):
                break
        return placed

    def _left(self, painter: QPainter, left: float, top: float, bottom: float, seen: float) -> None:
        """The scale from `top` to `bottom`, its name at the top of what is `seen` of it."""
        pen = QPen(theme.colour("axis"), 1)
        low, high = self.canvas.box[1]
        name = layout(self.y_name, 13) if self.y_name else None
        found = upward_ticks(low, high, bottom - top, UNDER_NAME if name else 0.0,
                             partial(axis_ticks, log=self.y_log, whole=self.y_whole))
        texts = (log_numbers if self.y_log else numbers)(found)
        for written, (_, at) in zip(texts, self._px([(0.0, value) for value in found]), strict=True):
            painter.setPen(pen)
            painter.drawLine(QLineF(left - TICK, at, left, at))
            text = layout(written, NUMBER)
            if name is None or at > seen + UNDER_NAME:
                text.paint(painter, max(2.0, left - TICK - 5 - text.width), at + 4.5, theme.colour("muted"))
        if name:
            name.paint(painter, max(2.0, left - TICK - 5 - name.width), seen + 11, theme.colour("ink2"))

    def _px(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [tuple(p) for p in self.canvas.to_px(np.array(points, dtype=float).reshape(-1, 2))]
