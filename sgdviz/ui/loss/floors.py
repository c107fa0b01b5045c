"""Noise floors: where the mean of J settles with a constant learning rate, as dotted lines with their names."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.edits import at_step
from sgdviz.core.frame import Frame
from sgdviz.core.theory import Floor, floor

from ..paint.canvas import Canvas, Layer
from ..paint.runs import run_name
from ..text.mathtext import escape
from ..text.numbers import exact
from .curves import Curves

NEAR = 6.0
"""A pointer so many pixels from a line points at it."""


class FloorLine(NamedTuple):
    """The floor of a run, and the colour of its line."""

    run: int
    floor: Floor
    colour: QColor


def floor_of(frame: Frame, run: int) -> Floor | None:
    """The floor of what is in force in a run at the cursor; None where the learning rate or the batch size keeps changing."""
    course, step = frame.courses[run], min(frame.reached(run), frame.courses[run].steps - 1)
    settings = at_step(course.run, step)
    steady = settings.schedule["name"] == settings.batch_schedule["name"] == "constant"
    if not steady or not settings.carry_over:
        return None
    size, order = course.plan.drawn(step)
    return floor(frame.problem, course.law(step).method, size, order, course.plan.seed)


class FloorLines(Layer):
    """The floors of all runs, over their curves, which run through them."""

    def __init__(self, canvas: Canvas, curves: Curves) -> None:
        super().__init__(canvas, z=12)
        self.curves = curves
        self.lines: list[FloorLine] = []
        self._frame: Frame | None = None

    def take(self, frame: Frame, colours: list[QColor]) -> None:
        """The floors of this frame, in one colour a run; runs with one floor share a line in that of the first."""
        kept: dict[Floor, FloorLine] = {}
        for run in range(len(frame.courses)):
            own = floor_of(frame, run)
            if own is not None and own not in kept:
                kept[own] = FloorLine(run, own, colours[run])
        self.lines, self._frame = list(kept.values()), frame
        self.update()

    def losses(self) -> list[float]:
        return [line.floor.loss for line in self.lines]

    def y(self, line: FloorLine) -> float:
        """The height of a line in pixels."""
        return self.curves.at(0, line.floor.loss).y()

    def text(self, line: FloorLine) -> str:
        """The name at the end of a line."""
        return QCoreApplication.translate("floors", "noise floor {loss}").format(loss=exact(line.floor.loss))

    def near(self, position: QPointF) -> FloorLine | None:
        """The line that is pointed at."""
        return next((line for line in self.lines if abs(self.y(line) - position.y()) <= NEAR), None)

    def reading(self, line: FloorLine) -> list[str]:
        """What a line says, and what it assumes."""
        frame, translate = self._frame, QCoreApplication.translate
        assert frame is not None
        several = len(frame.courses) > 1
        head = {
            "independent": translate("floors", "noise floor of independent batches: $J$ = {loss} in the mean"),
            "reshuffled": translate("floors", "noise floor of reshuffling: $J$ = {loss} in the mean at the ends of epochs"),
            "cycle": translate("floors", "in this order $J$ at the ends of epochs settles at {loss}"),
        }[line.floor.kind].format(loss=exact(line.floor.loss))
        why = {
            "independent": translate("floors", "rows that disagree at the minimum keep $θ$ moving (Mandt, Hoffman, Blei 2017)"),
            "reshuffled": translate("floors", "within an epoch the noise of the rows cancels in part (Mishchenko et al. 2020)"),
            "cycle": translate("floors", "the same batches come in the same order, and $θ$ runs through a cycle of one epoch"),
        }[line.floor.kind]
        holds = (translate("floors", "for a constant $η$, and since $J$ is a quadratic whose rows have one Hessian")
                 if line.floor.kind == "reshuffled" else translate("floors", "for a constant $η$, and since $J$ is a quadratic"))
        name = f"{escape(run_name(frame, line.run))}: " if several else ""
        return [name + head, why, holds]

    def draw(self, painter: QPainter) -> None:
        rect = self.canvas.plot_rect()
        for line in self.lines:
            if self.curves.log and line.floor.loss <= 0:
                continue
            pen = QPen(line.colour, 1.6)
            pen.setDashPattern([1, 3])
            painter.setPen(pen)
            y = self.y(line)
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
