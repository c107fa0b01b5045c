"""The mean of J over a cloud, or its median if runs diverge, with the band of most runs, and the exact mean of theory."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sgdviz.core.cloud import Cloud
from sgdviz.core.course import Course
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.problem import Array
from sgdviz.core.theory.expectation import Expectation, expectation

from ..cloud.present import is_late
from ..look import theme
from ..look.palette import RunStyle
from ..paint.canvas import Canvas, Layer
from ..paint.runs import run_styles
from ..text.numbers import exact
from .curves import Curves
from .means import stations
from .scales import horizon
from .strokes import faint, polygon, wide_line

ROWS = 400
"""So many rows of the band are drawn at most."""
FAR = 1e300
"""An infinite J is drawn as this one."""
STATIONS = 256
"""Theory's mean is known at so many steps."""
THEORY = "run3"
"""The colour of what theory says."""


class Named(NamedTuple):
    """A line of the cloud at its end: what it is called, where it ends in pixels, its colour."""

    text: str
    at: QPointF
    colour: QColor


class CloudBand(Layer):
    """`rows` (k, 4) are (step, middle, 10 %, 90 %) up to the cursor, `theory` (m, 2) the mean of J by step; empty without.

    The middle is the mean unless `lost`, how many of the runs have diverged by the cursor, is not 0: then it is the median,
    for a mean says nothing any more.

    Names are `short` where there is little room for them.
    """

    def __init__(self, canvas: Canvas, curves: Curves) -> None:
        super().__init__(canvas, z=5.5, clipped=False)
        self.curves, self.short, self.lost = curves, False, 0
        self._line = _TheoryLine(canvas, self)
        self.rows, self.theory = np.empty((0, 4)), np.empty((0, 2))
        self.cloud: Cloud | None = None
        self._colour = QColor()
        self._expected: tuple[Course | None, Expectation | None] = (None, None)
        self._until, self._step = -1, 0
        self._known: int | None = None

    def take(self, frame: Frame) -> None:
        """The cloud of this frame."""
        cloud, self._step = frame.cloud, frame.step
        self.cloud = cloud
        self.setVisible(cloud is not None)
        self._colour = run_styles(frame)[frame.watched].colour
        if cloud is None:
            self.rows, self.theory, self._expected, self._until = np.empty((0, 4)), np.empty((0, 2)), (None, None), -1
        else:
            rows, self.lost = cloud.band, self._lost(frame.step)
            rows = rows[: np.searchsorted(rows[:, 0], frame.step, side="right")]
            self._known = cloud.last if is_late(frame, cloud.last) else None
            self.rows = rows[:, [0, 4 if self.lost else 1, 2, 3]]
            self._expect(cloud, horizon(frame))
        self.update()

    def _expect(self, cloud: Cloud, until: int) -> None:
        if self._expected[0] is not cloud.course:
            self._expected = cloud.course, expectation(cloud.course, cloud.starts if cloud.spread else None)
            self._until = -1
        expected = self._expected[1]
        if until != self._until:
            self._until, self.theory = until, np.empty((0, 2))
            if expected is not None:
                steps = stations(0, min(until, expected.until), STATIONS)
                self.theory = np.column_stack([steps, expected.losses(steps)])

    def _lost(self, step: int) -> int:
        """How many of the runs whose J is known have diverged by a step."""
        ends = np.empty(0) if self.cloud is None else self.cloud.ends[: self.cloud.sampled]
        return int(((ends >= 0) & (ends <= step)).sum())

    def losses(self) -> list[float]:
        """What the axis is to hold."""
        return [loss for loss in self.rows[:, 2:].ravel().tolist() if np.isfinite(loss)]

    def texts(self) -> list[str]:
        """What the lines are called."""
        translate = QCoreApplication.translate
        if self._known is None:
            mean, median = translate("cloud", "mean of the cloud, 10–90 %"), translate("cloud", "median of the cloud, 10–90 %")
            short = translate("cloud", "cloud")
        else:
            mean, median, short = (filled(words, step=self._known) for words in (
                translate("cloud", "mean of the cloud to step {step}"), translate("cloud", "median of the cloud to step {step}"),
                translate("cloud", "cloud to step {step}")))
        full, theory = median if self.lost else mean, translate("cloud", "theory's mean")
        both = (short, translate("cloud", "theory")) if self.short else (full, theory)
        return [text for text, line in zip(both, (self.rows, self.theory), strict=True) if len(line)]

    def named(self) -> list[Named]:
        """The lines as they end."""
        found, texts = list[Named](), self.texts()
        for line, colour in ((_drawn(self.rows[:, :2]), self._colour), (self.theory, theme.colour(THEORY))):
            if len(line):
                # A cloud that is behind has its name where the runs have theirs, at the cursor.
                at = QPointF(*self.curves.to_px(np.maximum(line[-1:, 0], self._step), line[-1:, 1])[0].tolist())
                found.append(Named(texts[len(found)], at, colour))
        return found

    def reading(self, step: int) -> list[str]:
        """What is known of a step, as markup."""
        translate, lines = QCoreApplication.translate, []
        if self.cloud is not None and len(self.rows) and step <= self.rows[-1, 0]:
            _, middle, low, high = self.rows[int(np.abs(self.rows[:, 0] - step).argmin())].tolist()
            words = (translate("cloud", "{runs} runs: median $J$ = {mean}, 10–90 %: {low} to {high}") if self.lost else
                     translate("cloud", "{runs} runs: mean $J$ = {mean}, 10–90 %: {low} to {high}"))
            lines.append(filled(words, runs=self.cloud.sampled, mean=exact(middle), low=exact(low), high=exact(high)))
            if lost := self._lost(step):
                lines.append(filled(translate("cloud", "{runs} of them diverged, so a mean would say nothing"), runs=lost))
        if len(self.theory) and step <= self.theory[-1, 0]:
            mean = float(np.interp(step, self.theory[:, 0], self.theory[:, 1]))
            lines.append(translate("cloud", "theory: E $J$ = {mean}, exact for independent batches of a quadratic").format(
                mean=exact(mean)))
        return lines

    def draw(self, painter: QPainter) -> None:
        painter.setClipRect(self.canvas.plot_rect().adjusted(-6, -6, 6, 6))
        if len(self.rows) > 1:
            rows = _drawn(self.rows[np.unique(np.linspace(0, len(self.rows) - 1, min(ROWS, len(self.rows))).astype(np.int64))])
            mean, low, high = (self.curves.to_px(rows[:, 0], rows[:, column]) for column in (1, 2, 3))
            outline = np.concatenate([low, high[::-1]])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faint(self._colour, 0.16))
            painter.drawPolygon(polygon(outline[np.isfinite(outline).all(axis=1)]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            wide_line(painter, mean[np.isfinite(mean).all(axis=1)], RunStyle(self._colour, (), "disc", False), 1.6)


class _TheoryLine(Layer):
    """The mean that theory gives, over the curves, which run about it."""

    def __init__(self, canvas: Canvas, band: CloudBand) -> None:
        super().__init__(canvas, z=12)
        self._band = band

    def draw(self, painter: QPainter) -> None:
        theory = self._band.theory
        if len(theory):
            px = self._band.curves.to_px(theory[:, 0], theory[:, 1])
            painter.setPen(dotted(theme.colour(THEORY)))
            painter.drawPolyline(polygon(px[np.isfinite(px).all(axis=1)]))


def _drawn(rows: Array) -> Array:
    """Rows without what is infinite: it is far outside."""
    return np.clip(rows, -FAR, FAR)


def dotted(colour: QColor) -> QPen:
    """The pen of what theory says."""
    pen = QPen(colour, 2.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.1, 2.2])
    return pen
