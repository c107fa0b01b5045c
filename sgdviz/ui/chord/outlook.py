"""Which part of its line a chord is shown on."""

import numpy as np
from PySide6.QtCore import QSignalBlocker

from sgdviz.core.convexity import ChordTest
from sgdviz.core.problem import Array, Problem

from ..paint.axes import Axes
from ..paint.canvas import Canvas
from .along import Along, home

_SLACK = 0.35
"""A chord that is dragged to less than this part of the width is shown larger when it is let go."""


class Outlook:
    """Turns a canvas to chords: anew for another `problem` or line, `along`, else only as far as the chord needs it."""

    def __init__(self, canvas: Canvas, axes: Axes) -> None:
        self._canvas, self._axes = canvas, axes
        self.along: Along | None = None
        self.problem: Problem | None = None

    def forget(self) -> None:
        """Turn to the next chord anew."""
        self.problem = None

    def look(self, problem: Problem, test: ChordTest, moving: bool) -> Along:
        """Show this chord, of which an end is on its way if it is `moving`; the axis that it is shown on."""
        along = self.along
        if along is None or self.problem is not problem or not along.holds(test.a, test.b):
            self.problem = problem
            return self._aim(test)
        places = sorted((along.place(test.a), along.place(test.b)))
        (left, right), (bottom, top) = self._canvas.box
        lost = places[0] < left or places[1] > right or places[1] - places[0] < _SLACK * (right - left)
        if not moving and (lost or (problem.dim > 1 and not np.allclose(places, (0, 1)))):
            return self._aim(test)
        if moving or test.values.min() < bottom or test.values.max() > top:
            self._raise_to(home(along, test)[1])
        return along

    def _aim(self, test: ChordTest) -> Along:
        along = self.along = Along.through(test.a, test.b)
        with QSignalBlocker(self._canvas):
            self._canvas.look_at(home(along, test))
        self._axes.rename("$θ$" if len(test.a) == 1 else "$1 − α$", self._axes.y_name)
        return along

    def _raise_to(self, needed: Array) -> None:
        """While an end is on its way the values in sight only grow."""
        box = self._canvas.box.copy()
        box[1] = min(box[1, 0], needed[0]), max(box[1, 1], needed[1])
        with QSignalBlocker(self._canvas):
            self._canvas.look_at(box)
