"""The chord over its graph: the gap shaded by sign, the smallest one bracketed, the point at α."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from sgdviz.core.problem import Array

from .. import signs, theme
from ..canvas import Canvas, Layer
from ..curve.sampling import path_of
from ..labels import Anchor, Label, Placer, beside
from ..mathtext import Line, layout
from ..numbers import header_number
from .along import Section, named

RING = 8.0
HATCH = 9.0
_NEAR = 0.004
"""α this near to the one of the smallest gap is taken for it: one bracket, not two."""


class ChordLayer(Layer):
    """Shows `section`, None for nothing. After `take`: `labels`, and `formula`, the chord's own, (line, middle, angle).

    `focused` is the handle that the keyboard moves: 0 or 1 for an end, 2 for the point at α, None for none.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10, clipped=False)
        self.section: Section | None = None
        self.labels: list[Label] = []
        self.formula: tuple[Line, QPointF, float] | None = None
        self.focused: int | None = None

    def take(self, section: Section | None) -> None:
        """Show this."""
        self.section = section
        self.arrange()

    def px(self, point: Array) -> QPointF:
        x, y = np.clip(np.nan_to_num(self.canvas.to_px(point), nan=0.0), -1e5, 1e5)
        return QPointF(x, y)

    def handles(self) -> list[QPointF]:
        """The places of θ0, of θ1 and of the point at α, in pixels."""
        if self.section is None:
            return []
        return [*(self.px(end) for end in self.section.ends), self.px(self.section.at(self.section.alpha)[0])]

    def near(self, position: QPointF) -> int | None:
        """The handle that a press at a position takes: an end, or anything on the upright line at α."""
        found = self.handles()
        ways = [math.hypot(*(end - position).toTuple()) for end in found[:2]]
        if ways and min(ways) <= RING + 8:
            return ways.index(min(ways))
        return 2 if found and abs(found[2].x() - position.x()) <= 8 else None

    @property
    def at_smallest(self) -> bool:
        """Whether the point at α is the smallest gap of a violated chord."""
        assert self.section is not None
        alpha = self.section.test.alpha
        return alpha is not None and abs(alpha - self.section.alpha) <= _NEAR

    def arrange(self) -> None:
        """Place the names for the range that the canvas shows now."""
        self.labels, self.formula = [], None
        section = self.section
        if section is not None:
            rect = self.canvas.plot_rect()
            curves = [self.canvas.to_px(section.graph), self.canvas.to_px(section.chord)]
            curves += [self.canvas.to_px(section.behind)] if len(section.behind) else []
            placer = Placer(rect.adjusted(0, -8, 0, 0), curves)
            for end in self.handles()[:2]:
                placer.keep_free(QRectF(end.x() - 10, end.y() - 10, 20, 20))
            self._keep_uprights(placer, section)
            self._name_ends(placer, section)
            self._place_formula(placer, section)
            if section.test.alpha is not None:
                self._name_gap(placer, section, section.test.alpha, "batch_text", 15)
            if not self.at_smallest:
                violated = section.gap(section.alpha) < 0 and section.test.alpha is not None
                self._name_gap(placer, section, section.alpha, "batch_text" if violated else "whole", 13)
            self._name_graphs(placer, section)
        self.update()

    def _put(self, placer: Placer, line: Line, anchors: list[Anchor], token: str,
             most: int = 1_000_000) -> Label | None:
        label = placer.place(line, anchors, theme.colour(token), most)
        if label is not None:
            self.labels.append(label)
        return label

    def _keep_uprights(self, placer: Placer, section: Section) -> None:
        for alpha in {section.alpha, section.test.alpha if section.test.alpha is not None else section.alpha}:
            top, bottom = (self.px(point) for point in section.at(alpha))
            placer.keep_free(QRectF(top, bottom).normalized().adjusted(-7, -7, 7, 7))

    def _name_ends(self, placer: Placer, section: Section) -> None:
        handles = self.handles()
        leftward = handles[0].x() <= handles[1].x()
        for i, (end, theta) in enumerate(zip(handles, (section.test.a, section.test.b), strict=False)):
            name = f"$θ_{i}$"
            if len(theta) > 1:
                name = f"$θ_{i} = {named(theta)}$"
            left = (i == 0) == leftward
            above, below = (end.x() + (-10 if left else 10), end.y() - 13), (end.x(), end.y() + 28)
            share = 1.0 if left else 0.0
            anchors = [(*above, share), (end.x() + (10 if left else -10), end.y() - 13, 1 - share), (*below, 0.5)]
            self._put(placer, layout(name, 16 if len(theta) == 1 else 14), anchors, "whole")

    def _name_gap(self, placer: Placer, section: Section, alpha: float, token: str, size: int) -> None:
        """Two lines beside the middle of the gap, or below one another at another place beside it."""
        graph, chord = (self.px(point) for point in section.at(alpha))
        top = layout(self.tr("gap {value}").format(value=header_number(section.gap(alpha))), size, 600)
        under = layout(self.tr("at $α$ = {value}").format(value=f"{alpha:.3f}"), 13)
        width, middle = max(top.width, under.width), (graph + chord) / 2
        both = Line((), width, top.ascent, 20.0 + under.descent)
        rows = [middle.y() - 2, middle.y() - 22, middle.y() + 18, min(graph.y(), chord.y()) - 30,
                max(graph.y(), chord.y()) + 26]
        found = placer.place(both, [(middle.x() + side * 12, y, share) for y in rows
                                    for side, share in ((-1, 1.0), (1, 0.0))], theme.colour(token))
        if found is None:
            return
        right = found.box.center().x() < middle.x()
        for line, base in ((top, found.base), (under, found.base + 20)):
            left = found.box.right() - line.width if right else found.box.left()
            box = QRectF(left, base - line.ascent, line.width, line.height)
            self.labels.append(Label(line, box, base, theme.colour(token)))

    def _name_graphs(self, placer: Placer, section: Section) -> None:
        graph = self.px(section.at(section.alpha)[0])
        token = "batch_text" if section.is_batch else "ink"
        formula = layout(f"${section.letter}(αθ_0 + (1−α)θ_1)$", 14)
        self._put(placer, formula, [(graph.x(), graph.y() - 14, 0.5), *beside(graph, 10),
                                    (graph.x(), graph.y() + 26, 0.5)], token, most=2)
        if len(section.behind):
            inside = self.canvas.to_px(section.behind)[12:-12:12]
            anchors = [(x, y + down, 0.5) for x, y in inside for down in (-10, 20)]
            self._put(placer, layout("$J$", 15), anchors, "ink")

    def _place_formula(self, placer: Placer, section: Section) -> None:
        """The chord's formula along it, on the side away from the graph and away from the point at α, if it can."""
        first, second = sorted(self.handles()[:2], key=QPointF.x)
        way = second - first
        length = math.hypot(way.x(), way.y())
        line = layout(f"$α{section.letter}(θ_0) + (1−α){section.letter}(θ_1)$", 14)
        if length < 1.6 * line.width:
            return
        along = way / length
        across = QPointF(-along.y(), along.x())
        share = (self.handles()[2].x() - first.x()) / max(1.0, way.x())
        outside, inside = (-14, 22) if section.gap(0.5) > 0 else (22, -14)
        spots = [first + way * part + across * off for off in (outside, inside)
                 for part in sorted((0.29, 0.5, 0.71), key=lambda part: -abs(part - share))]
        best: tuple[int, QPointF, list[QRectF]] | None = None
        for middle in spots:
            tiles = [_tile(middle + along * (k * line.width)) for k in np.linspace(-0.45, 0.45, 9).tolist()]
            cost = sum(map(placer.met, tiles))
            if all(map(placer.is_free, tiles)) and (best is None or cost < best[0]):
                best = cost, middle, tiles
                if cost == 0:
                    break
        if best is not None and best[0] < 6:
            self.formula = line, best[1], math.degrees(math.atan2(way.y(), way.x()))
            for tile in best[2]:
                placer.keep_free(tile)

    def draw(self, painter: QPainter) -> None:
        section = self.section
        if section is None:
            return
        painter.save()
        painter.setClipRect(self.canvas.plot_rect().adjusted(0, -4, 0, 0))
        self._shade(painter, section)
        self._draw_lines(painter, section)
        painter.restore()
        self._draw_handles(painter, section)
        self._write(painter)

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

    def _draw_lines(self, painter: QPainter, section: Section) -> None:
        bottom = self.canvas.plot_rect().bottom()
        painter.setPen(QPen(theme.colour("line"), 1))
        first, second, _ = self.handles()
        for spot in (first, second, self.px(section.at(section.alpha)[1])):
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

    def _draw_handles(self, painter: QPainter, section: Section) -> None:
        card, whole = theme.colour("card"), theme.colour("whole")
        if section.test.alpha is not None:
            self._upright(painter, section, section.test.alpha, "batch", 2.4, bracket=not self.at_smallest)
        if not self.at_smallest:
            self._upright(painter, section, section.alpha, "whole", 1.6)
        graph, chord = (self.px(point) for point in section.at(section.alpha))
        signs.ball(painter, chord, 10, whole, card)
        signs.ball(painter, graph, 11, theme.colour("batch" if section.is_batch else "ink"), card)
        handles = self.handles()
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

    def _upright(self, painter: QPainter, section: Section, alpha: float, token: str, width: float,
                 bracket: bool = False) -> None:
        """From the chord to the graph at α; with short bars at its ends if it is a bracket."""
        graph, chord = (self.px(point) for point in section.at(alpha))
        painter.setPen(QPen(theme.colour(token), width))
        painter.drawLine(graph, chord)
        for end in (graph, chord) if bracket else ():
            painter.drawLine(QLineF(end.x() - 5, end.y(), end.x() + 5, end.y()))

    def _write(self, painter: QPainter) -> None:
        for label in self.labels:
            label.paint(painter, self._under(label.box.center()))
        if self.formula is not None:
            line, middle, angle = self.formula
            painter.save()
            painter.translate(middle)
            painter.rotate(angle)
            line.paint(painter, -line.width / 2, 0, theme.colour("whole"))
            painter.restore()

    def _under(self, at: QPointF) -> QColor:
        """The ground at a place: a tint within the gap."""
        assert self.section is not None
        s, y = self.canvas.to_data(at)
        graph, chord = self.section.graph, self.section.chord
        order = np.argsort(graph[:, 0])
        if not graph[order[0], 0] < s < graph[order[-1], 0]:
            return theme.colour("card")
        g, c = (np.interp(s, curve[order, 0], curve[order, 1]) for curve in (graph, chord))
        if not min(g, c) < y < max(g, c):
            return theme.colour("card")
        return theme.colour("good_tint" if c > g else "bad_tint")


def _tile(at: QPointF) -> QRectF:
    """A part of a sloping line of text, its baseline's middle at `at`."""
    return QRectF(at.x() - 9, at.y() - 14, 18, 18)


def _between(one: Array, other: Array) -> QPainterPath:
    """The area between two polylines (m, 2) in pixels."""
    return path_of(np.concatenate([one, other[::-1], one[:1]]))


def _hatching(rect: QRectF) -> list[QLineF]:
    """Lines at 45° over a rectangle, HATCH px apart."""
    height = rect.height()
    first = math.floor((rect.left() - height) / HATCH) * HATCH
    return [QLineF(x, rect.bottom(), x + height, rect.top()) for x in np.arange(first, rect.right(), HATCH).tolist()]
