"""The scale itself: zones, named limits, and the present learning rate as a knob."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sgdviz.core.parameters import Real
from sgdviz.core.theory import Stability

from ..look import theme
from ..paint.endnames import spread
from ..text.mathtext import layout
from ..widgets.scale import Scale, written
from .range import Range

KNOB, BAR, ROW = 14, 20, 17
LINES, HATCH = 5, 8
"""Pixels between the upright lines of the zone that oscillates, and between the slanted ones of the unstable zone."""
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1}
_PAGES = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}


class Tick(NamedTuple):
    """A named limit, above the bar or below it."""

    name: str
    rate: float
    above: bool


class Gauge(QWidget):
    """Shows a Stability. `edited` carries a learning rate while the knob is dragged or moved with the arrow keys, `settled`
    ends the gesture."""

    edited = Signal(float)
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: Stability | None = None
        self.zones: tuple[str, str, str] = ("", "", "")
        self.ticks: tuple[Tick, ...] = ()
        self.range = Range(0.01, 10.0)
        self.down, self._moved = False, False
        self._scale = Scale(Real(above=0, scale="log"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def show_stability(self, found: Stability, ticks: tuple[Tick, ...]) -> None:
        """Show these limits; the scale stays while the knob is held."""
        if (found, ticks) == (self.found, self.ticks):
            return
        rows = self._rows
        self.found, self.ticks = found, ticks
        if not self.down:
            limits = (*(tick.rate for tick in ticks), *([found.monotone] if not self._tiny else []))
            self.range = Range.around(limits, found.lr)
        if self._rows != rows:
            self.updateGeometry()
        self.update()

    @property
    def _tiny(self) -> bool:
        """Whether the first limit is so low, as with much momentum, that the scale would hold little else."""
        assert self.found is not None
        return self.found.monotone * 1e3 < self.found.stable

    @property
    def _rows(self) -> tuple[bool, bool]:
        return any(tick.above for tick in self.ticks), any(not tick.above for tick in self.ticks)

    def sizeHint(self) -> QSize:
        return QSize(200, BAR + 4 + ROW * sum(self._rows))

    def bar(self) -> QRectF:
        """The bar in pixels, with room for half a knob at each end."""
        return QRectF(KNOB / 2, 2 + ROW * self._rows[0], self.width() - KNOB, BAR)

    def place(self, rate: float) -> float:
        """Where a learning rate stands, in pixels."""
        bar = self.bar()
        return bar.left() + bar.width() * self.range.share(rate)

    def bounds(self) -> list[tuple[str, float, float]]:
        """The zones from left to right, each with where it begins and ends in pixels."""
        found, bar = self.found, self.bar()
        if found is None or found.acts == "unlimited" or (found.shape in ("flat", "none") and found.acts != "newton"):
            return []
        if found.shape in ("saddle", "hill") and found.acts != "newton":
            return [("unstable", bar.left(), bar.right())]
        cuts = [bar.left(), self.place(found.monotone), self.place(found.stable), bar.right()]
        return [(name, left, right) for name, left, right in zip(("monotone", "oscillates", "unstable"), cuts, cuts[1:],
                                                                strict=False) if right > left]

    def labels(self) -> list[tuple[Tick, str, float]]:
        """The named limits on the scale with their words and the middle of each in pixels, pushed apart."""
        placed = []
        for above in (True, False):
            row = [tick for tick in self.ticks if tick.above == above and self.range.low < tick.rate < self.range.high]
            words = [f"{tick.name} {written(tick.rate, 3)}" for tick in row]
            widths = [layout(text, 12).width for text in words]
            gap = max(widths, default=0.0) + 8
            wanted = np.array([self.place(tick.rate) for tick in row])
            half = max(widths, default=0.0) / 2
            middles = spread(wanted, gap, half, self.width() - half) if len(row) else wanted
            placed += list(zip(row, words, middles.tolist(), strict=True))
        return placed

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = self.bar()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("cell"))
        painter.drawRoundedRect(bar, 4, 4)
        for name, left, right in self.bounds():
            self._zone(painter, name, QRectF(left, bar.top(), right - left, bar.height()))
        self._limits(painter)
        if self.found is not None:
            self._knob(painter, QPointF(self.place(self.found.lr), bar.center().y()))
        painter.end()

    def _zone(self, painter: QPainter, name: str, rect: QRectF) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("bad_tint" if name == "unstable" else "good_tint"))
        if name == "oscillates":
            painter.setPen(QPen(theme.colour("whole", 0.35), 1))
            places = np.arange(rect.left() + 3, rect.right(), LINES).tolist()
            painter.drawLines([QLineF(x, rect.top(), x, rect.bottom()) for x in places])
        elif name == "unstable":
            painter.setPen(QPen(theme.colour("batch_text", 0.35), 1))
            first = rect.left() - rect.left() % HATCH - BAR
            places = np.arange(first, rect.right(), HATCH).tolist()
            painter.drawLines([QLineF(x, rect.bottom(), x + BAR, rect.top()) for x in places])
        words = layout(self.zones[("monotone", "oscillates", "unstable").index(name)], 12)
        left = self._free(rect, words.width)
        if left is not None:
            ground = theme.colour("bad_tint" if name == "unstable" else "good_tint")
            words.paint(painter, left, rect.center().y() + 4, theme.colour("ink2"), ground)
        painter.restore()

    def _free(self, rect: QRectF, width: float) -> float | None:
        """Where words of that width begin in a zone, off the knob and the limits in it; None where there is no room."""
        ticks = [self.place(tick.rate) for tick in self.ticks]
        knob = [] if self.found is None else [self.place(self.found.lr)]
        blocked = [(rect.left(), 5.0), *((x, 4.0) for x in ticks), *((x, KNOB / 2 + 3) for x in knob), (rect.right(), 5.0)]
        inside = sorted(spot for spot in blocked if rect.left() <= spot[0] <= rect.right())
        gaps = [(left + before, right - after) for (left, before), (right, after) in pairwise(inside)]
        start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
        return (start + end - width) / 2 if width <= end - start else None

    def _limits(self, painter: QPainter) -> None:
        bar = self.bar()
        for tick, words, middle in self.labels():
            line, x = layout(words, 12), self.place(tick.rate)
            painter.setPen(QPen(theme.colour("ink2"), 1.2))
            painter.drawLine(QLineF(x, bar.top(), x, bar.bottom()))
            outer = (bar.top() - 4) if tick.above else (bar.bottom() + 4)
            painter.drawPolyline([QPointF(x, bar.top() if tick.above else bar.bottom()), QPointF(middle, outer)])
            base = bar.top() - 6 if tick.above else bar.bottom() + 15
            line.paint(painter, middle - line.width / 2, base, theme.colour("ink2"))

    def _knob(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(theme.colour("card"), 2))
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(at, KNOB / 2, KNOB / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.found is not None:
            self.down = True
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.down:
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.down and event.button() == Qt.MouseButton.LeftButton:
            self.down = False
            self._settle()

    def _follow(self, event: QMouseEvent) -> None:
        bar = self.bar()
        self._move(self.range.rate((event.position().x() - bar.left()) / bar.width()))

    def _move(self, rate: float) -> None:
        assert self.found is not None
        if rate != self.found.lr:
            self._moved = True
            self.edited.emit(rate)

    def _settle(self) -> None:
        if self._moved:
            self._moved = False
            self.settled.emit()

    def event(self, event: QEvent) -> bool:
        """The arrow keys are the knob's, and not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._way(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _way(self, event: QKeyEvent) -> tuple[int, int] | None:
        """Steps and factors of ten that a key asks for."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or key not in (*_STEPS, *_PAGES):
            return None
        return _STEPS.get(key, 0), _PAGES.get(key, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = self._way(event)
        if way is None or self.found is None:
            super().keyPressEvent(event)
            return
        steps, pages = way
        rate = self.found.lr
        self._move(self._scale.stepped(rate, steps) if steps else self._scale.paged(rate, pages))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._settle()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._settle()
        super().focusOutEvent(event)
