"""How many runs of a cloud have escaped, arrived or diverged by each epoch, and what theory says of it."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from sgdviz.core.problem import Array

from ..look import theme
from ..look.palette import RunStyle
from ..loss.band import THEORY, dotted
from ..loss.strokes import polygon, wide_line
from ..paint.canvas import Canvas, Layer
from ..paint.endnames import EndName, EndNames
from ..text.mathtext import layout

GAP = 10.0


class Share(NamedTuple):
    """A share of the runs in percent at the ends of the `epochs` in which it rose, up to epoch `until`; its name and token."""

    epochs: Array
    percents: Array
    until: float
    name: str
    token: str

    @property
    def points(self) -> Array:
        """The line from the end of one epoch to that of the next, (m, 2)."""
        rises = np.column_stack([self.epochs - 1, self.epochs]).ravel()
        epochs = np.concatenate([[0.0], rises, [max([self.until, *self.epochs[-1:]])]])
        before = np.concatenate([[0.0], self.percents])
        return np.column_stack([epochs, np.repeat(before, 2)])


class Growth(Layer):
    """`shares` are what has been counted, `theory` (m, 2) is a line of (epoch, percent), empty without one."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10)
        self.shares: list[Share] = []
        self.theory: Array = np.empty((0, 2))
        self.names = EndNames(canvas, 17)

    def take(self, shares: list[Share], theory: Array, theory_name: str, named: bool = True) -> None:
        """Show this, each line with its name if there is room for it."""
        self.shares, self.theory = shares, theory
        rect, names = self.canvas.plot_rect(), []
        for one in shares:
            x, y = self.canvas.to_px(one.points[-1:])[0].tolist()
            names.append(EndName(layout(one.name, 13), min(x, rect.right()) + GAP, y, theme.colour(one.token)))
        if len(theory):
            y = float(self.canvas.to_px(theory[-1:])[0, 1])
            names.append(EndName(layout(theory_name, 13), rect.right() + GAP, y, theme.colour(THEORY)))
        self.names.show_names(names if named else ())
        self.update()

    def draw(self, painter: QPainter) -> None:
        for one in self.shares:
            wide_line(painter, self.canvas.to_px(one.points), RunStyle(theme.colour(one.token), (), "disc", False))
        if len(self.theory):
            painter.setPen(dotted(theme.colour(THEORY)))
            painter.drawPolyline(polygon(self.canvas.to_px(self.theory)))

    def at(self, position: QPointF) -> int | None:
        """The epoch under a position; None outside."""
        if not self.canvas.plot_rect().contains(position):
            return None
        return max(0, round(float(self.canvas.to_data(position)[0])))
