"""The signs on a canvas: stationary points, balls, arrows. Each is painted at a place in pixels, over a halo."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ..look.palette import Mark, RunStyle
from .pens import round_pen

ARM = 6.0
HEAD = 15.0
HALO = 3.5
"""A halo reaches half as far beyond an arrow."""
SHAPES: dict[str, list[tuple[float, float]]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)], "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
    "triangle": [(0, -1.2), (1.15, 0.9), (-1.15, 0.9)],
}
"""The end marks that are neither disc nor ring, half as large as 1."""
Point = QPointF


def _strokes(painter: QPainter, lines: Sequence[QLineF], colour: QColor, halo: QColor, width: float) -> None:
    for pen in (round_pen(halo, width + 3), round_pen(colour, width)):
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


def ball(painter: QPainter, at: Point, diameter: float, colour: QColor, halo: QColor | None, hollow: bool = False) -> None:
    """The weights: a disc with a ring of the ground's colour, if any, round it; hollow where a run has diverged."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if halo is None else halo)
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
    if mark not in SHAPES:
        ball(painter, at, size, colour, halo, hollow=mark == "ring")
        return
    painter.setPen(QPen(halo, 3))
    painter.setBrush(colour)
    outline = QPolygonF([at + QPointF(x, y) * half for x, y in SHAPES[mark]])
    painter.drawPolygon(outline)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _head(x: float, y: float, u: float, v: float, size: float) -> QPolygonF:
    """A head with a notch, its tip at (x, y); (u, v) is its unit direction."""
    corners = ((0.0, 0.0), (-1.0, 0.36), (-0.76, 0.0), (-1.0, -0.36))
    return QPolygonF([QPointF(x + size * (u * a - v * b), y + size * (v * a + u * b)) for a, b in corners])


def arrow(painter: QPainter, start: Point, end: Point, colour: QColor, halo: QColor | None, width: float = 3.5,
          double: bool = False) -> None:
    """From start to end; under 10 px only a dot at the start. A double head says that it is cut. It may have no halo."""
    x, y = end.toTuple()
    across, down = x - start.x(), y - start.y()
    length = math.hypot(across, down)
    if length < 10:
        ball(painter, start, 2 * width, colour, halo)
        return
    u, v = across / length, down / length
    size = min(HEAD, 0.6 * length) * (0.8 if width < 3 else 1.0)
    backs = [0.0, 0.7 * size, 1.4 * size][: 3 if double else 2]
    *tips, foot = ((x - back * u, y - back * v) for back in backs)
    heads, shaft = [_head(*tip, u, v, size) for tip in tips], QLineF(start, QPointF(*foot))
    if halo is not None:
        painter.setPen(QPen(halo, width + HALO))
        painter.drawLine(shaft)
        _fill(painter, heads, halo, HALO)
    painter.setPen(QPen(colour, width))
    painter.drawLine(shaft)
    _fill(painter, heads, colour)


def _fill(painter: QPainter, shapes: Sequence[QPolygonF], colour: QColor, wider: float = 0.0) -> None:
    """Fill shapes, `wider` by so much."""
    pen = round_pen(colour, wider) if wider else QPen(Qt.PenStyle.NoPen)
    painter.setPen(pen)
    painter.setBrush(pen.color() if wider else colour)
    for shape in shapes:
        painter.drawPolygon(shape)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def edge_head(painter: QPainter, at: Point, towards: Point, colour: QColor, halo: QColor) -> None:
    """An arrow-head at the edge, pointing to what lies outside; `towards` is any vector that leads there."""
    length = math.hypot(towards.x(), towards.y()) or 1.0
    heads = [_head(at.x(), at.y(), towards.x() / length, towards.y() / length, HEAD)]
    _fill(painter, heads, halo, HALO)
    _fill(painter, heads, colour)


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
