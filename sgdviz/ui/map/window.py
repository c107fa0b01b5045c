"""A box of the plane and the rectangle of pixels that shows it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from sgdviz.core.problem import Array

from ..canvas import Canvas

FAR = 1e5
"""Pixels farther away than this are all the same to a painter, and larger numbers are trouble."""


@dataclass(frozen=True, eq=False)
class Window:
    """`rect` in pixels shows `box`, [[x low, x high], [y low, y high]]."""

    rect: QRectF
    box: Array

    @classmethod
    def of(cls, canvas: Canvas) -> "Window":
        return cls(canvas.plot_rect(), canvas.box)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for equal windows."""
        rect = self.rect
        return rect.x(), rect.y(), rect.width(), rect.height(), self.box.tobytes()

    @cached_property
    def scale(self) -> Array:
        """Pixels per unit, (2,), downwards for y."""
        return np.array([self.rect.width(), -self.rect.height()]) / np.diff(self.box, axis=1)[:, 0]

    @property
    def short(self) -> float:
        """The shorter side in pixels."""
        return min(self.rect.width(), self.rect.height())

    def px(self, points: Array) -> Array:
        """Data (…, 2) → pixels (…, 2); what is far out, or no number, stays within FAR."""
        with np.errstate(all="ignore"):
            px = (np.asarray(points) - self.box[:, 0]) * self.scale + [self.rect.left(), self.rect.bottom()]
        return np.clip(np.nan_to_num(px, nan=FAR, posinf=FAR, neginf=-FAR), -FAR, FAR)

    def point(self, theta: Array) -> QPointF:
        """One point (2,) in pixels."""
        x, y = self.px(theta)
        return QPointF(x, y)

    def data(self, position: QPointF) -> Array:
        """Pixels → data (2,)."""
        return self.box[:, 0] + (np.array([position.x(), position.y()])
                                 - [self.rect.left(), self.rect.bottom()]) / self.scale
