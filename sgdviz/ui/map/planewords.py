"""What is to be known of the plane that a map shows, in a line or two above it."""

import math

import numpy as np

from sgdviz.core.problem import Array
from sgdviz.core.slice import Plane

from ..look import theme
from ..paint.canvas import Canvas
from ..paint.endnames import Caption, Captions
from ..text.mathtext import layout
from ..text.numbers import brief, exact
from .sight import Sight
from .subject import Subject

PX, LEADING = 12, 17
ONE_LINE = 760
"""A canvas as wide as that has both sentences in one line."""
LITTLE, NEARLY_ALL = 0.1, 0.99
ON = 1e-6
"""A ball that is nearer to the plane than this share of the plane's box is on it."""


class PlaneWords(Captions):
    """How much of the path the plane shows, and how far the ball is off it: J there is not J on the plane."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.texts: list[str] = []

    def room(self, sight: Sight) -> float:
        """How high they are: always the same on one canvas, so that the map stays where it is."""
        return 0.0 if sight.plane is None else 4.0 + LEADING * (1 if self.canvas.width() >= ONE_LINE else 2)

    def seen_from(self, sight: Sight) -> float:
        """How far down they reach, and with them what covers the canvas."""
        return 0.0 if sight.plane is None else self.canvas.plot_rect().top() - 4 + self._down(sight)

    def _down(self, sight: Sight) -> float:
        """How much lower than else they stand because of what covers the canvas: then they lie on the map."""
        return max(0.0, self.canvas.covered + 4 - (self.canvas.plot_rect().top() - self.room(sight)))

    def tell(self, sight: Sight, subject: Subject) -> None:
        """Show what is so of this plane at this moment."""
        self.texts = [] if sight.plane is None else [*self._share(sight), self._ball(sight, subject)]
        lines = [" ".join(self.texts)] if self.canvas.width() >= ONE_LINE else self.texts
        rect, down = self.canvas.plot_rect(), self._down(sight)
        halo = theme.colour("card") if down else None
        self.show_captions([Caption(layout(text, PX).elided(rect.width()), rect.left(), rect.top() + down - 8 - LEADING * up,
                                    theme.colour("ink2"), halo=halo) for up, text in enumerate(reversed(lines))])

    def _share(self, sight: Sight) -> list[str]:
        if sight.share is None:
            return []
        template = (self.tr("This plane shows {percent} % of the variance of the path so far.") if sight.so_far else
                    self.tr("This plane shows {percent} % of the path's variance."))
        return [template.format(percent=percent(sight.share))]

    def _ball(self, sight: Sight, subject: Subject) -> str:
        """J_B in its own map, J else, as it is at the ball and on the plane."""
        plane, frame = sight.plane, subject.frame
        assert plane is not None
        away = off_plane(plane, frame.theta)
        if sight.moving or away <= ON * float(np.diff(plane.box, axis=1).max()):
            return self.tr("The ball lies on it.")
        symbol, there = ("J", frame.loss) if subject.whole else ("J_B", frame.batch_loss)
        below = float(subject.shown.loss(subject.seen(frame.theta)))
        return self.tr("The ball is {away} away from it: ${symbol}$ = {there} there, {below} on the plane.").format(
            away=brief(away), symbol=symbol, there=exact(there), below=exact(below))


def off_plane(plane: Plane, theta: Array) -> float:
    """How far θ (d,) is off a plane, also where the square of that is beyond a float."""
    return math.hypot(*plane.off(theta).tolist())


def percent(share: float) -> str:
    """A share in per cent: whole ones, small ones with two digits, near 100 with two decimals and never rounded up to it."""
    if share < LITTLE:
        return f"{100 * share:.2g}"
    return f"{100 * share:.0f}" if share < NEARLY_ALL else f"{np.floor(1e4 * share + 1e-6) / 100:g}"
