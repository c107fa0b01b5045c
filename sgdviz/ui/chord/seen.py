"""A chord as it is seen on a canvas: what of it can be taken hold of, in pixels."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF

from sgdviz.core.problem import Array

from ..paint.canvas import Canvas
from .along import Section

RING = 8.0
"""The radius of an end."""
_NEAR = 0.004
"""α this near to the one of the smallest gap is taken for it: one bracket, not two."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A section on a canvas, wherever that looks at the moment."""

    canvas: Canvas
    section: Section

    def px(self, point: Array) -> QPointF:
        """Where s and value (2,) are."""
        x, y = np.clip(np.nan_to_num(self.canvas.to_px(point), nan=0.0), -1e5, 1e5)
        return QPointF(x, y)

    def handles(self) -> list[QPointF]:
        """The places of θ0, of θ1 and of the point at α."""
        return [*(self.px(end) for end in self.section.ends), self.px(self.section.at(self.section.alpha)[0])]

    def near(self, position: QPointF) -> int | None:
        """The handle that a press at a position takes: an end, or anything on the upright line at α."""
        *ends, point = self.handles()
        ways = [math.hypot(*(end - position).toTuple()) for end in ends]
        if min(ways) <= RING + 8:
            return ways.index(min(ways))
        return 2 if abs(point.x() - position.x()) <= 8 else None

    @property
    def at_smallest(self) -> bool:
        """Whether the point at α is the smallest gap of a violated chord."""
        alpha = self.section.test.alpha
        return alpha is not None and abs(alpha - self.section.alpha) <= _NEAR
