"""The names beside a chord and its graph, and the chord's formula along it."""

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF

from ..look import theme
from ..paint.labels import Anchor, Label, Placer, beside
from ..text.mathtext import Line, layout
from ..text.numbers import header_number
from .along import Section, named
from .seen import Seen


class Sloping(NamedTuple):
    """A line of text with its baseline's middle at a place, turned by an angle in degrees."""

    line: Line
    middle: QPointF
    angle: float


class ChordNames(QObject):
    """Writes the ends, the formulas and the gaps."""

    seen: Seen
    labels: list[Label]
    formula: Sloping | None

    def place(self, seen: Seen) -> tuple[list[Label], Sloping | None]:
        """The labels of a section, and the formula of its chord if there is room."""
        self.seen, self.labels, self.formula = seen, [], None
        section, canvas = seen.section, seen.canvas
        curves = [section.graph, section.chord, *([section.behind] if len(section.behind) else [])]
        placer = Placer(canvas.plot_rect().adjusted(0, -8, 0, 0), [canvas.to_px(curve) for curve in curves])
        for end in seen.handles()[:2]:
            placer.keep_free(QRectF(end.x() - 10, end.y() - 10, 20, 20))
        self._keep_uprights(placer, section)
        self._name_ends(placer, section)
        self._place_formula(placer, section)
        if section.test.alpha is not None:
            self._name_gap(placer, section, section.test.alpha, "batch_text", 15)
        if not seen.at_smallest:
            violated = section.gap(section.alpha) < 0 and section.test.alpha is not None
            self._name_gap(placer, section, section.alpha, "batch_text" if violated else "whole", 13)
        self._name_graphs(placer, section)
        return self.labels, self.formula

    def _put(self, placer: Placer, line: Line, anchors: list[Anchor], token: str,
             most: int = 1_000_000) -> Label | None:
        label = placer.place(line, anchors, theme.colour(token), most)
        if label is not None:
            self.labels.append(label)
        return label

    def _keep_uprights(self, placer: Placer, section: Section) -> None:
        for alpha in {section.alpha, section.test.alpha if section.test.alpha is not None else section.alpha}:
            top, bottom = (self.seen.px(point) for point in section.at(alpha))
            placer.keep_free(QRectF(top, bottom).normalized().adjusted(-7, -7, 7, 7))

    def _name_ends(self, placer: Placer, section: Section) -> None:
        handles = self.seen.handles()
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
        graph, chord = (self.seen.px(point) for point in section.at(alpha))
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
        graph = self.seen.px(section.at(section.alpha)[0])
        token = "batch_text" if section.is_batch else "ink"
        formula = layout(f"${section.letter}(αθ_0 + (1−α)θ_1)$", 14)
        self._put(placer, formula, [(graph.x(), graph.y() - 14, 0.5), *beside(graph, 10),
                                    (graph.x(), graph.y() + 26, 0.5)], token, most=2)
        if len(section.behind):
            inside = self.seen.canvas.to_px(section.behind)[12:-12:12]
            anchors = [(x, y + down, 0.5) for x, y in inside for down in (-10, 20)]
            self._put(placer, layout("$J$", 15), anchors, "ink")

    def _place_formula(self, placer: Placer, section: Section) -> None:
        """The chord's formula along it, on the side away from the graph and away from the point at α, if it can."""
        first, second = sorted(self.seen.handles()[:2], key=QPointF.x)
        way = second - first
        length = math.hypot(way.x(), way.y())
        line = layout(f"$α{section.letter}(θ_0) + (1−α){section.letter}(θ_1)$", 14)
        if length < 1.6 * line.width:
            return
        along = way / length
        across = QPointF(-along.y(), along.x())
        share = (self.seen.handles()[2].x() - first.x()) / max(1.0, way.x())
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
            self.formula = Sloping(line, best[1], math.degrees(math.atan2(way.y(), way.x())))
            for tile in best[2]:
                placer.keep_free(tile)


def _tile(at: QPointF) -> QRectF:
    """A part of a sloping line of text, its baseline's middle at `at`."""
    return QRectF(at.x() - 9, at.y() - 14, 18, 18)
