"""The signs on a canvas: stationary points, balls, arrows. Each is painted at a place in pixels, over a halo."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ..look.palette import Mark, RunStyle

ARM = 6.0
HEAD = 15.0
Point = QPointF


def _strokes(painter: QPainter, lines: Sequence[QLineF], colour: QColor, halo: QColor, width: float) -> None:
    for pen in (QPen(halo, width + 3, c=Qt.PenCapStyle.RoundCap), QPen(colour, width, c=Qt.PenCapStyle.RoundCap)):
        painter.setPen(pen)
        painter.drawLines(list(lines))


def plus(painter: QPainter, at: Point, colour: QColor, halo: QColor) -> None:
    """A minimum."""
    x, y = at.x(), at.y()
    _strokes(painter, [QLineF(x - ARM, y, x + ARM, y), QLineF(x, y - ARM, x, y + ARM)], colour, halo, 2)


def roof(painter: QPainter, at: Point, colour: QColor, halo: QColor) -> None:
    """A maximum: its ridge at `at`."""
    x, y = at.x(), at.y()
    _strokes(painter, [QLineF(x - ARM, y + ARM, x, y), QLineF(x, y, x + ARM, y + ARM)], colour, halo, 2)


def bar(painter: QPainter, at: Point, colour: QColor, halo: QColor) -> None:
    """A flat inflection: a bar 48 px long, its middle at `at`."""
    _strokes(painter, [QLineF(at.x() - 24, at.y(), at.x() + 24, at.y())], colour, halo, 2.4)


def ball(painter: QPainter, at: Point, diameter: float, colour: QColor, halo: QColor, hollow: bool = False) -> None:
    """The weights: a disc with a ring of the ground's colour round it; hollow where a run has diverged."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(halo)
    painter.drawEllipse(at, diameter / 2 + 2, diameter / 2 + 2)
    if hollow:
        painter.setPen(QPen(colour, 2))
        painter.drawEllipse(at, diameter / 2 - 1, diameter / 2 - 1)
    else:
        painter.setBrush(colour)
        painter.drawEllipse(at, diameter / 2, diameter / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def end_mark(painter: QPainter, at: Point, mark: Mark, size: float, colour: QColor, halo: QColor) -> None:
    """What stands at the end of a run's line, `size` across."""
    half = size / 2
    shapes: dict[str, list[tuple[float, float]]] = {
        "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)], "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        "triangle": [(0, -1.2), (1.15, 0.9), (-1.15, 0.9)],
    }
    if mark not in shapes:
        ball(painter, at, size, colour, halo, hollow=mark == "ring")
        return
    painter.setPen(QPen(halo, 3))
    painter.setBrush(colour)
    outline = QPolygonF([at + QPointF(x, y) * half for x, y in shapes[mark]])
    painter.drawPolygon(outline)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _head(tip: Point, along: Point, length: float) -> QPolygonF:
    """A head with a notch: `along` is the unit direction."""
    across = QPointF(-along.y(), along.x())
    back, side = tip - along * length, across * (0.36 * length)
    return QPolygonF([tip, back + side, back + along * (0.24 * length), back - side])


def arrow(painter: QPainter, start: Point, end: Point, colour: QColor, halo: QColor, width: float = 3.5,
          double: bool = False) -> None:
    """From start to end; under 10 px only a dot at the start. A double head says that it is cut."""
    way = end - start
    length = math.hypot(way.x(), way.y())
    if length < 10:
        ball(painter, start, 2 * width, colour, halo)
        return
    along = way / length
    size = min(HEAD, 0.6 * length) * (0.8 if width < 3 else 1.0)
    heads = [_head(end, along, size)] + ([_head(end - along * (0.7 * size), along, size)] if double else [])
    shaft = QLineF(start, end - along * (0.7 * size * len(heads)))
    painter.setPen(QPen(halo, width + 3.5))
    painter.drawLine(shaft)
    painter.setBrush(halo)
    painter.setPen(QPen(halo, 3.5, j=Qt.PenJoinStyle.RoundJoin))
    for head in heads:
        painter.drawPolygon(head)
    painter.setPen(QPen(colour, width))
    painter.drawLine(shaft)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for head in heads:
        painter.drawPolygon(head)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def edge_head(painter: QPainter, at: Point, towards: Point, colour: QColor, halo: QColor) -> None:
    """An arrow-head at the edge, pointing to what lies outside; `towards` is any vector that leads there."""
    length = math.hypot(towards.x(), towards.y()) or 1.0
    head = _head(at, towards / length, HEAD)
    painter.setPen(QPen(halo, 3.5, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    painter.drawPolygon(head)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(head)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def at_edge(at: Point, rect: QRectF) -> tuple[Point, Point]:
    """The nearest place within `rect`, and the way from there to where the thing really is: null if it is inside."""
    inside = QPointF(min(max(at.x(), rect.left()), rect.right()), min(max(at.y(), rect.top()), rect.bottom()))
    return inside, at - inside


def line_end(painter: QPainter, at: Point, rect: QRectF, style: RunStyle, over: bool, halo: QColor) -> None:
    """The end of a run's line: its mark, hollow where it has diverged, a head on the edge of `rect` where it is beyond."""
    inside, beyond = at_edge(at, rect)
    if not beyond.isNull():
        edge_head(painter, inside, beyond, style.colour, halo)
    elif over:
        ball(painter, at, 9, style.colour, halo, hollow=True)
    else:
        end_mark(painter, at, style.mark, 8, style.colour, halo)
