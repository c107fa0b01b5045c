"""A box of the plane and the rectangle of pixels that shows it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from sgdviz.core.problem import Array

from ..paint.canvas import Canvas

FAR = 1e5
"""Pixels farther away than this are all the same to a painter, and larger numbers are trouble."""


@dataclass(frozen=True, eq=False)
class Window:
    """`rect` in pixels shows `box`, [[x low, x high], [y low, y high]]; its upper `covered` pixels lie under a sentence."""

    rect: QRectF
    box: Array
    covered: float = 0.0

    @classmethod
    def of(cls, canvas: Canvas, seen_from: float = 0.0) -> "Window":
        """What a canvas shows; `seen_from` that height on, if not even less of it is seen."""
        rect = canvas.plot_rect()
        return cls(rect, canvas.box, max(canvas.seen_rect().top(), min(seen_from, rect.bottom())) - rect.top())

    @property
    def seen(self) -> QRectF:
        """What of it can be seen."""
        return self.rect.adjusted(0, self.covered, 0, 0)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for equal windows."""
        rect = self.rect
        return rect.x(), rect.y(), rect.width(), rect.height(), self.box.tobytes()

    @cached_property
    def scale(self) -> Array:
        """Pixels per unit, (2,), downwards for y."""
        (left, right), (low, high) = self.box.tolist()
        return np.array([self.rect.width() / (right - left), -self.rect.height() / (high - low)])

    @cached_property
    def edges(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where it ends, in pixels: left and right, top and bottom."""
        rect = self.rect
        return (rect.left(), rect.right()), (rect.top(), rect.bottom())

    @property
    def short(self) -> float:
        """The shorter side in pixels."""
        return min(self.rect.width(), self.rect.height())

    @cached_property
    def _corner(self) -> Array:
        """Where the lowest x and y are, in pixels (2,)."""
        return np.array([self.rect.left(), self.rect.bottom()])

    def px(self, points: Array) -> Array:
        """Data (…, 2) → pixels (…, 2); what is far out, or no number, stays within FAR."""
        with np.errstate(all="ignore"):
            px: Array = (np.asarray(points) - self.box[:, 0]) * self.scale + self._corner
        # fmax and fmin take nan for the other number.
        return np.fmax(np.fmin(px, FAR), -FAR)

    @cached_property
    def _floats(self) -> tuple[float, ...]:
        return (*self.box[:, 0].tolist(), *self.scale.tolist(), *self._corner.tolist())

    def point(self, theta: Array) -> QPointF:
        """One point (2,) in pixels: what `px` says, in a tenth of the time."""
        left, low, across, up, x0, y0 = self._floats
        x, y = theta.tolist()
        x, y = (x - left) * across + x0, (y - low) * up + y0
        # A comparison with nan is false.
        return QPointF(max(-FAR, x) if x < FAR else FAR, max(-FAR, y) if y < FAR else FAR)

    def part(self, rect: QRectF) -> Array:
        """The box, [[x low, x high], [y low, y high]], that a rectangle of pixels shows."""
        left, low, across, up, x0, y0 = self._floats
        return np.array([[left + (x - x0) / across for x in (rect.left(), rect.right())],
                         [low + (y - y0) / up for y in (rect.bottom(), rect.top())]])

    def data(self, position: QPointF) -> Array:
        """Pixels → data (2,)."""
        return self.box[:, 0] + (np.array([position.x(), position.y()])
                                 - [self.rect.left(), self.rect.bottom()]) / self.scale
