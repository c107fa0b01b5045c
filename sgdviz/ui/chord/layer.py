"""The chord over its graph: the gap shaded by sign, the smallest one bracketed, the point at α."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from sgdviz.core.problem import Array

from ..curve.sampling import path_of
from ..look import theme
from ..paint import signs
from ..paint.canvas import Canvas, Layer
from ..paint.labels import Label
from .along import Section
from .names import ChordNames, Sloping
from .seen import RING, Seen

HATCH = 9.0


class ChordLayer(Layer):
    """Shows the section that is `seen`, None for nothing, with `labels` and `formula`, the chord's own.

    `focused` is the handle that the keyboard moves: 0 or 1 for an end, 2 for the point at α, None for none.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10, clipped=False)
        self.seen: Seen | None = None
        self.labels: list[Label] = []
        self.formula: Sloping | None = None
        self.focused: int | None = None
        self._names = ChordNames()

    def take(self, section: Section | None) -> None:
        """Show this."""
        self.seen = None if section is None else Seen(self.canvas, section)
        self.labels, self.formula = self._names.place(self.seen) if self.seen is not None else ([], None)
        self.update()

    def draw(self, painter: QPainter) -> None:
        seen = self.seen
        if seen is None:
            return
        painter.save()
        painter.setClipRect(self.canvas.plot_rect().adjusted(0, -4, 0, 0))
        self._shade(painter, seen.section)
        self._draw_lines(painter, seen)
        painter.restore()
        self._draw_handles(painter, seen)
        self._write(painter, seen.section)

    def _shade(self, painter: QPainter, section: Section) -> None:
        """Good where the chord is above the graph; bad, and hatched, where it is below."""
        graph, chord = self.canvas.to_px(section.graph), self.canvas.to_px(section.chord)
        lower, upper = graph.copy(), graph.copy()
        lower[:, 1] = np.maximum(graph[:, 1], chord[:, 1])
        upper[:, 1] = np.minimum(graph[:, 1], chord[:, 1])
        painter.fillPath(_between(chord, lower), theme.colour("good_tint"))
        if section.test.verdict == "violated":
            bad = _between(chord, upper)
            painter.fillPath(bad, theme.colour("bad_tint"))
            painter.save()
            painter.setClipPath(bad, Qt.ClipOperation.IntersectClip)
            painter.setPen(QPen(theme.colour("batch", 0.45), 1))
            painter.drawLines(_hatching(bad.boundingRect() & self.canvas.plot_rect()))
            painter.restore()

    def _draw_lines(self, painter: QPainter, seen: Seen) -> None:
        section, px = seen.section, seen.px
        bottom = self.canvas.plot_rect().bottom()
        painter.setPen(QPen(theme.colour("line"), 1))
        first, second, _ = seen.handles()
        for spot in (first, second, px(section.at(section.alpha)[1])):
            painter.drawLine(QLineF(spot.x(), spot.y(), spot.x(), bottom))
        if len(section.behind):
            painter.setPen(QPen(theme.colour("ink", 0.7), 1.2))
            painter.drawPath(path_of(self.canvas.to_px(section.behind)))
        token = "batch" if section.is_batch else "ink"
        painter.setPen(QPen(theme.colour(token, 0.4), 2.4))
        low, high = sorted(section.ends[:, 0])
        for part in (section.beyond[:, 0] < low, section.beyond[:, 0] > high):
            side = section.beyond[part]
            if len(side):
                end = section.ends[np.argmin(section.ends[:, 0]) if side[0, 0] < low else np.argmax(section.ends[:, 0])]
                joined = np.concatenate([side, [end]] if side[0, 0] < low else [[end], side])
                painter.drawPath(path_of(self.canvas.to_px(joined)))
        painter.setPen(QPen(theme.colour(token), 2.8))
        painter.drawPath(path_of(self.canvas.to_px(section.graph)))
        painter.setPen(QPen(theme.colour("whole"), 2.2))
        painter.drawLine(first, second)

    def _draw_handles(self, painter: QPainter, seen: Seen) -> None:
        section = seen.section
        card, whole = theme.colour("card"), theme.colour("whole")
        if section.test.alpha is not None:
            self._upright(painter, seen, section.test.alpha, "batch", 2.4, bracket=not seen.at_smallest)
        if not seen.at_smallest:
            self._upright(painter, seen, section.alpha, "whole", 1.6)
        graph, chord = map(seen.px, section.at(section.alpha))
        signs.ball(painter, chord, 10, whole, card)
        signs.ball(painter, graph, 11, theme.colour("batch" if section.is_batch else "ink"), card)
        handles = seen.handles()
        for end in handles[:2]:
            painter.setPen(QPen(card, 3))
            painter.setBrush(card)
            painter.drawEllipse(end, RING + 1, RING + 1)
            painter.setPen(QPen(whole, 2.4))
            painter.drawEllipse(end, RING, RING)
        if self.focused is not None:
            painter.setPen(QPen(whole, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(handles[self.focused], RING + 5, RING + 5)

    def _upright(self, painter: QPainter, seen: Seen, alpha: float, token: str, width: float,
                 bracket: bool = False) -> None:
        """From the chord to the graph at α; with short bars at its ends if it is a bracket."""
        graph, chord = map(seen.px, seen.section.at(alpha))
        painter.setPen(QPen(theme.colour(token), width))
        painter.drawLine(graph, chord)
        for end in (graph, chord) if bracket else ():
            painter.drawLine(QLineF(end.x() - 5, end.y(), end.x() + 5, end.y()))

    def _write(self, painter: QPainter, section: Section) -> None:
        for label in self.labels:
            label.paint(painter, self._under(section, label.box.center()))
        if self.formula is not None:
            line, middle, angle = self.formula
            painter.save()
            painter.translate(middle)
            painter.rotate(angle)
            line.paint(painter, -line.width / 2, 0, theme.colour("whole"))
            painter.restore()

    def _under(self, section: Section, at: QPointF) -> QColor:
        """The ground at a place: a tint within the gap."""
        s, y = self.canvas.to_data(at)
        graph, chord = section.graph, section.chord
        order = np.argsort(graph[:, 0])
        if not graph[order[0], 0] < s < graph[order[-1], 0]:
            return theme.colour("card")
        g, c = (np.interp(s, curve[order, 0], curve[order, 1]) for curve in (graph, chord))
        if not min(g, c) < y < max(g, c):
            return theme.colour("card")
        return theme.colour("good_tint" if c > g else "bad_tint")


def _between(one: Array, other: Array) -> QPainterPath:
    """The area between two polylines (m, 2) in pixels."""
    return path_of(np.concatenate([one, other[::-1], one[:1]]))


def _hatching(rect: QRectF) -> list[QLineF]:
    """Lines at 45° over a rectangle, HATCH px apart."""
    height = rect.height()
    first = math.floor((rect.left() - height) / HATCH) * HATCH
    return [QLineF(x, rect.bottom(), x + height, rect.top()) for x in np.arange(first, rect.right(), HATCH).tolist()]
