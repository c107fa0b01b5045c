"""What a map of runs is made of on its canvas: the ground, its key above it, and the signs on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPolygonF

from sgdviz.core.problem import Array, Kind

from ..look import theme
from ..map.marks import mark_path, paint_mark, paint_ring
from ..paint.canvas import Canvas, Layer
from ..paint.labels import Placer, beside
from ..text.mathtext import layout

BAR, HIGH, GAP = 96.0, 10.0, 18.0
"""A colour bar is so wide and high; GAP pixels lie between two things of a key."""
TOP, LEADING = 34.0, 18.0
"""A plot begins so far down under one row of a key, and every other row needs so much."""
RING = 6.0


class Ground(Layer):
    """A picture that covers `box` of the canvas; where it is clear, hatching is seen."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=0)
        self.picture: QImage | None = None
        self.box: Array = np.zeros((2, 2))
        self.hatching = QBrush()

    def show_picture(self, picture: QImage | None, box: Array, hatching: QBrush) -> None:
        self.picture, self.box, self.hatching = picture, box, hatching
        self.update()

    def draw(self, painter: QPainter) -> None:
        if self.picture is None:
            return
        (left, bottom), (right, top) = self.canvas.to_px(self.box.T)
        rect = QRectF(left, top, right - left, bottom - top)
        painter.fillRect(rect, theme.colour("card"))
        painter.fillRect(rect, self.hatching)
        painter.drawImage(rect, self.picture)


class Entry(NamedTuple):
    """One thing of a key: tints with words before and after them, or one brush with words after it."""

    before: str
    tints: tuple[QBrush, ...]
    after: str

    @property
    def bar(self) -> float:
        """The width of the colours alone."""
        return BAR if len(self.tints) > 1 else 16.0

    @property
    def width(self) -> float:
        before, after = layout(self.before, 12).width, layout(self.after, 12).width
        return (before + 6 if self.before else 0.0) + self.bar + 6 + after


class Key(Layer):
    """What the colours mean, above the plot, in as many rows as the canvas has room for there.

    Where not all have room, what a place is goes before its tint.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=90, clipped=False)
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.update()

    def placed(self) -> list[tuple[Entry, QPointF]]:
        """The entries that there is room for, each with the left end of its baseline."""
        found = self._laid(self.entries)
        if len(found) < len(self.entries):
            found = self._laid([entry for entry in self.entries if len(entry.tints) == 1] or self.entries)
        return found

    def _laid(self, entries: Sequence[Entry]) -> list[tuple[Entry, QPointF]]:
        """So many of these as there is room for, in rows that end above the plot."""
        rect, right = self.canvas.plot_rect(), self.canvas.width() - 8
        rows, left = [list[tuple[Entry, float]]()], rect.left()
        for entry in entries:
            if rows[-1] and left + entry.width > right and TOP + LEADING * len(rows) <= rect.top():
                rows.append([])
                left = rect.left()
            if left + entry.width <= right:
                rows[-1].append((entry, left))
                left += entry.width + GAP
        first = rect.top() - 11 - LEADING * (len(rows) - 1)
        return [(entry, QPointF(left, first + LEADING * down)) for down, row in enumerate(rows) for entry, left in row]

    def draw(self, painter: QPainter) -> None:
        for entry, at in self.placed():
            left, base = at.x(), at.y()
            if entry.before:
                before = layout(entry.before, 12)
                before.paint(painter, left, base, theme.colour("ink2"))
                left += before.width + 6
            for index, brush in enumerate(entry.tints):
                wide = entry.bar / len(entry.tints)
                cell = QRectF(left + index * wide, base - HIGH + 1, wide, HIGH)
                painter.fillRect(cell, theme.colour("card"))
                painter.fillRect(cell, brush)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left, base - HIGH + 1, entry.bar, HIGH))
            layout(entry.after, 12).paint(painter, left + entry.bar + 6, base, theme.colour("ink2"))


class Sign(NamedTuple):
    """A stationary point at `at` (2,), or, where its height is nan, at every height; over a halo of the ground's colour."""

    kind: Kind
    at: Array
    name: str
    halo: QColor


@dataclass
class Signs(Layer):
    """The minima with their names, where the present run is, and a line of theory with its name."""

    canvas: Canvas
    signs: Sequence[Sign] = ()
    present: Array | None = None
    present_name: str = ""
    line: Array = field(default_factory=lambda: np.empty((0, 2)))
    line_name: str = ""

    def __post_init__(self) -> None:
        super().__init__(self.canvas, z=60)

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect()
        placer = Placer(rect.adjusted(2, 2, -2, -2))
        if self.present is not None:
            at = QPointF(*self.canvas.to_px(self.present).tolist())
            placer.keep_free(QRectF(at.x() - RING, at.y() - RING, 2 * RING, 2 * RING))
        self._draw_line(painter, placer)
        for sign in self.signs:
            self._draw_sign(painter, placer, sign, rect)
        if self.present is not None:
            self._draw_present(painter, placer, at)

    def _draw_sign(self, painter: QPainter, placer: Placer, sign: Sign, rect: QRectF) -> None:
        ink = theme.colour("ink")
        name = layout(sign.name, 12)
        if np.isnan(sign.at[1]):
            x = float(self.canvas.to_px(np.array([sign.at[0], self.canvas.box[1, 0]]))[0])
            painter.setPen(QPen(theme.colour("ink", 0.6), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(x, rect.top(), x, rect.bottom()))
            anchors = [(x + 6, rect.bottom() - 8, 0.0), (x - 6, rect.bottom() - 8, 1.0)]
        else:
            at = QPointF(*self.canvas.to_px(sign.at).tolist())
            if not rect.contains(at):
                return
            placer.keep_free(QRectF(at.x() - 8, at.y() - 8, 16, 16))
            paint_mark(painter, mark_path(sign.kind, at), ink, sign.halo)
            anchors = beside(at, 11)
        label = placer.place(name, anchors, ink)
        if label is not None:
            label.paint(painter, sign.halo)

    def _draw_present(self, painter: QPainter, placer: Placer, at: QPointF) -> None:
        ink, card = theme.colour("ink"), theme.colour("card")
        paint_ring(painter, at, card, RING + 2, 3.0, filled=False)
        paint_ring(painter, at, ink, RING, 2.0)
        label = placer.place(layout(self.present_name, 12), beside(at, 12), ink)
        if label is not None:
            label.paint(painter, card)

    def _draw_line(self, painter: QPainter, placer: Placer) -> None:
        if len(self.line) < 2:
            return
        px = self.canvas.to_px(self.line)
        polyline = QPolygonF([QPointF(x, y) for x, y in px.tolist()])
        for pen in (QPen(theme.colour("card"), 4), QPen(theme.colour("ink"), 1.6, Qt.PenStyle.DashLine)):
            painter.setPen(pen)
            painter.drawPolyline(polyline)
        middle = px[len(px) // 2]
        anchors = [(float(middle[0]), float(middle[1]) + dy, 0.5) for dy in (-8, 20, -24, 36)]
        label = placer.place(layout(self.line_name, 12), anchors, theme.colour("ink"))
        if label is not None:
            label.paint(painter, theme.colour("card"))
