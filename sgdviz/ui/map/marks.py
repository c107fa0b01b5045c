"""The signs that only maps have: stationary points with a direction, rings, and where a path leaves the map."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from sgdviz.core.problem import Array, Kind, Problem

from ..look import theme
from ..paint.pens import round_pen
from .window import Window

ARM = 6.0
RING = 3.5


def descent_way(problem: Problem, point: Array, window: Window) -> Array:
    """Where a strict saddle falls off most: a unit vector in pixels."""
    _, vectors = np.linalg.eigh(problem.hessian(point))
    way = vectors[:, 0] * window.scale
    return way / np.hypot(*way)


def mark_path(kind: Kind, at: QPointF, way: Array | None = None, arm: float = ARM) -> QPainterPath:
    """+ minimum, ∧ maximum, × saddle with the arm along `way` longer, a bar where the Hessian is singular."""
    return _strokes(kind, None if way is None else tuple(way.tolist()), arm).translated(at)


@lru_cache(256)
def _strokes(kind: Kind, way: tuple[float, ...] | None, arm: float) -> QPainterPath:
    """The sign at the origin. Do not change it."""
    path = QPainterPath()
    x, y = way or (1.0, 0.0)
    strokes: dict[Kind, list[list[tuple[float, float]]]] = {
        "minimum": [[(-1, 0), (1, 0)], [(0, -1), (0, 1)]],
        "maximum": [[(-1, 0.6), (0, -0.6), (1, 0.6)]],
        "degenerate": [[(-1.5, 0), (1.5, 0)]],
        "saddle": [[(-1.7 * x, -1.7 * y), (1.7 * x, 1.7 * y)], [(y, -x), (-y, x)]],
    }
    for stroke in strokes[kind]:
        path.addPolygon(QPolygonF([QPointF(arm * x, arm * y) for x, y in stroke]))
    return path


def paint_mark(painter: QPainter, path: QPainterPath, colour: QColor, halo: QColor, width: float = 2.0) -> None:
    """A sign of `width` over a halo in the colour of the ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(path, round_pen(halo, width + 3))
    painter.strokePath(path, round_pen(colour, width))


def paint_ring(painter: QPainter, at: QPointF, colour: QColor, radius: float = RING, width: float = 1.4,
               filled: bool = True) -> None:
    """A small ring, filled with the surface or hollow."""
    painter.setPen(QPen(colour, width))
    painter.setBrush(theme.colour("card") if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, radius, radius)


def exit_point(rect: QRectF, inside: Array, outside: Array) -> tuple[QPointF, QPointF] | None:
    """Where the line from pixels `inside` to `outside` leaves the rectangle, and its direction; None if it does not."""
    if not rect.contains(QPointF(*inside.tolist())) or rect.contains(QPointF(*outside.tolist())):
        return None
    way = outside - inside
    with np.errstate(all="ignore"):
        limits = np.where(way > 0, [rect.right(), rect.bottom()], [rect.left(), rect.top()])
        share = np.nanmin(np.where(way != 0, (limits - inside) / way, np.inf))
    return QPointF(*(inside + share * way).tolist()), QPointF(*way.tolist())
