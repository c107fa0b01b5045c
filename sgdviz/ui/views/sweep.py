"""The sweep: what becomes of the watched run with every learning rate and every batch size."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QToolButton

from sgdviz.core.atlas.atlas import Atlas
from sgdviz.core.atlas.fates import GONE
from sgdviz.core.atlas.pixels import with_rate
from sgdviz.core.atlas.sweep import COLUMNS, Sweep, batch_sizes, learning_rates, steady
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem

from ..atlas.colours import Scale, arrivals, by_fate, by_value, hues_of, packed
from ..atlas.layers import Entry
from ..atlas.view import AtlasView
from ..atlas.words import fates, gone, logarithmic, minima, ramp_of
from ..look import theme
from ..look.colour import rgb
from ..text.numbers import brief, exact

SHADES = 12
"""So many tints has J at the end."""
DECADES = 4.0
TALL = 2
"""A learning rate has so many pixels."""
SOON, WORTH = 1, 0
"""The hues of when a run diverges and of J at its end."""


class SweepView(AtlasView):
    """η upwards and B to the right, both logarithmic if there are many rows; the switch chooses what is shown: where the run
    arrives, when it diverges, or J at its end. Above the dashed line theory calls the minimum unstable."""

    name = "sweep"

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {shown: QToolButton() for shown in ("arrival", "divergence", "loss")}
        self._switch = QButtonGroup(self)
        for button in self.buttons.values():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._switch.addButton(button)
            self.header.add_button(button)
        self.buttons["arrival"].setChecked(True)
        self._switch.buttonToggled.connect(self._turn)
        self.axes.y_log = self.axes.x_whole = True
        self._looked_at: tuple[Any, ...] | None = None
        self._sizes = np.array([1])
        self.retranslate()

    @classmethod
    def suits(cls, problem: Problem) -> bool:
        """A batch differs from the whole only where there are several rows."""
        return problem.n > 1

    def subtitle(self) -> str:
        frame = self.frame_shown
        if frame is None:
            return ""
        if frame.watched:
            return self.tr("$η$ × $B$, %Ln steps each", "", frame.course.steps)
        return self.tr("$η$ × $B$, %Ln epochs each", "", frame.experiment.epochs)

    @property
    def shown(self) -> str:
        """What the switch chooses."""
        return next(name for name, button in self.buttons.items() if button.isChecked())

    def look(self, frame: Frame) -> None:
        common = steady(frame.experiment, frame.watched).runs[frame.watched].optimizer
        key = (frame.problem, frame.watched, frame.experiment.epochs, common)
        low, high = self.canvas.home_box[1]
        if key == self._looked_at and low <= np.log10(frame.course.laws[0].method.lr) <= high:
            return
        if self._looked_at is None or self._looked_at[0] is not frame.problem:
            self.atlas = None
            self._picture()
        self._looked_at = key
        self._sizes = batch_sizes(frame.problem.n, frame.experiment.epochs)
        self.axes.x_log = self._logarithmic
        self.axes.rename("$B$", "$η$")
        edges = self._edges()
        self.canvas.look_at(np.array([[edges[0], edges[-1]], np.log10(learning_rates(frame.course, 2))]))

    @property
    def _logarithmic(self) -> bool:
        return len(self._sizes) >= COLUMNS or int(self._sizes[-1] - self._sizes[0]) >= COLUMNS

    def _across(self, sizes: NDArray[np.int64]) -> Array:
        """Where batch sizes stand on the canvas."""
        return np.log10(sizes) if self._logarithmic else np.asarray(sizes, dtype=float)

    def _edges(self) -> Array:
        """The sides of the columns, one more than there are columns."""
        at = self._across(self._sizes)
        if len(at) == 1:
            return np.array([at[0] - 0.5, at[0] + 0.5])
        middles = (at[1:] + at[:-1]) / 2
        return np.concatenate([[2 * at[0] - middles[0]], middles, [2 * at[-1] - middles[-1]]])

    def _rows(self) -> int:
        return max(8, round(self.canvas.plot_rect().height() / TALL))

    def wanted(self, frame: Frame) -> object:
        common = steady(frame.experiment, frame.watched)
        return frame.problem, common, frame.watched, self.canvas.home_box.tobytes(), self._rows()

    def make(self, frame: Frame) -> Atlas:
        low, high = self.canvas.home_box[1]
        rows = self._rows()
        rates = 10.0 ** (low + (np.arange(rows) + 0.5) * (high - low) / rows)
        return Sweep(frame.experiment, frame.problem, frame.watched, rates, self._sizes)

    def _take(self, atlas: Atlas) -> None:
        super()._take(atlas)
        self.box = self.canvas.home_box.copy()
        self.ground.box = self.box

    def _columns(self) -> Any:
        """The column of the map that each pixel of the picture shows."""
        wide = max(len(self._sizes), round(self.canvas.plot_rect().width()))
        low, high = self.canvas.home_box[0]
        at = low + (np.arange(wide) + 0.5) * (high - low) / wide
        return np.clip(np.searchsorted(self._edges(), at) - 1, 0, len(self._sizes) - 1)

    def colours(self, atlas: Atlas) -> Any:
        row, column = atlas.spread()
        columns = self._columns()
        at = row[:, columns], column[:, columns]
        fate, step = atlas.fate[at], atlas.step[at]
        if self.shown == "arrival":
            return by_fate(fate, step, hues_of(atlas.ends), arrivals(atlas))
        if self.shown == "loss":
            return by_value(self._height(atlas, atlas.loss[at]), fate, WORTH, self._worth(atlas), SHADES)
        # Here what diverges has the colours, and what does not has none.
        soon = by_value(1 / np.maximum(1, step), np.zeros_like(fate), SOON, self._haste(atlas), SHADES)
        return np.where(fate == GONE, soon, packed(rgb(theme.palette().card)))

    def _lowest(self, atlas: Atlas) -> float:
        """J at the lowest known minimum; −inf if there is none."""
        values = [float(atlas.ends.problem.loss(mark.point)) for mark in atlas.ends.marks]
        return min(values, default=-np.inf)

    def _height(self, atlas: Atlas, loss: Array) -> Array:
        """What the tints of J are even steps of: the logarithm of J above the lowest minimum, if there is one."""
        lowest = self._lowest(atlas)
        if not np.isfinite(lowest):
            return loss
        with np.errstate(all="ignore"):
            return np.log10(np.maximum(loss - lowest, 1e-12 * max(1.0, abs(lowest))))

    def _worth(self, atlas: Atlas) -> Scale:
        """From the lowest J at the end to the highest, but for a fiftieth, as the first pass tells.

        Above the lowest minimum that is DECADES at most: of more, most tints are for what nobody can tell from the minimum.
        """
        values = self._height(atlas, atlas.loss[:, ::16])
        values = values[np.isfinite(values)]
        if not len(values):
            return Scale(0.0, 1.0)
        low, high = np.quantile(values, [0.02, 0.98]).tolist()
        if np.isfinite(self._lowest(atlas)):
            low = max(low, high - DECADES)
        return Scale(low, max(high, low + 1e-9))

    def _haste(self, atlas: Atlas) -> Scale:
        """From the latest step at which a run diverges to the soonest, as one over the step."""
        steps = atlas.step[:, ::16][atlas.fate[:, ::16] == GONE]
        late, soon = (max(1, int(steps.max())), max(1, int(steps.min()))) if len(steps) else (2, 1)
        return Scale(1 / max(late, soon + 1), 1 / soon, log=True)

    def entries(self, atlas: Atlas) -> list[Entry]:
        if self.shown == "arrival":
            return [*minima(atlas), *fates(atlas)]
        if self.shown == "loss":
            scale, lowest = self._worth(atlas), self._lowest(atlas)
            if not np.isfinite(lowest):
                return [*gone(atlas), Entry(f"$J$ ≤ {exact(scale.low)}", ramp_of(WORTH, SHADES), f"≥ {exact(scale.high)}")]
            low, high = (brief(10**value, padded=False) for value in scale[:2])
            above = f"$J$ {'+' if lowest < 0 else '−'} {exact(abs(lowest))}" if lowest else "$J$"
            return [*gone(atlas), Entry(f"{above} ≤ {low}", ramp_of(WORTH, SHADES), logarithmic(f"≥ {high}"))]
        scale = self._haste(atlas)
        return [Entry(self.tr("diverges after step {last}").format(last=f"≥ {1 / scale.low - 1:.0f}"), ramp_of(SOON, SHADES),
                      logarithmic(f"≤ {1 / scale.high - 1:.0f}"))]

    def mark(self, frame: Frame) -> None:
        size, _ = frame.course.plan.drawn(0)
        rate = frame.course.laws[0].method.lr
        at = np.array([float(self._across(np.array([min(size, frame.problem.n)]))[0]), np.log10(rate)])
        self.signs.present, self.signs.present_name = at, self.tr("now")
        self.signs.line, self.signs.line_name = np.empty((0, 2)), self.tr("stable below")
        if isinstance(self.atlas, Sweep):
            known = np.isfinite(self.atlas.limits)
            line = np.column_stack([self._across(self.atlas.sizes), np.log10(np.where(known, self.atlas.limits, 1.0))])
            self.signs.line = line[known]

    def cell_at(self, position: QPointF) -> tuple[int, int] | None:
        assert isinstance(self.atlas, Sweep)
        x, y = self.canvas.to_data(position).tolist()
        (left, right), (low, high) = self.box
        if not (self.canvas.plot_rect().contains(position) and left <= x < right and low <= y < high):
            return None
        column = int(np.clip(np.searchsorted(self._edges(), x) - 1, 0, self.atlas.columns - 1))
        return int((y - low) / (high - low) * self.atlas.rows), column

    def experiment_at(self, frame: Frame, row: int, column: int) -> Experiment:
        assert isinstance(self.atlas, Sweep)
        return with_rate(frame.experiment, frame.watched, float(self.atlas.rates[row]), int(self.atlas.sizes[column]))

    def read(self, row: int, column: int) -> list[str]:
        assert isinstance(self.atlas, Sweep)
        lines = [f"$η$ = {exact(float(self.atlas.rates[row]))}, $B$ = {self.atlas.sizes[column]}"]
        if np.isfinite(self.atlas.loss[row, column]):
            lines.append(self.tr("$J$ = {loss} at the end").format(loss=exact(float(self.atlas.loss[row, column]))))
            if self.atlas.rates[row] > self.atlas.limits[column]:
                lines.append(self.tr("unstable: rounding may lead the run that opens elsewhere"))
        return lines

    @Slot(QAbstractButton, bool)
    def _turn(self, button: QAbstractButton, on: bool) -> None:
        if on:
            self._picture()

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        words = {"arrival": (self.tr("arrival"), self.tr("Where the run arrives, and at which step")),
                 "divergence": (self.tr("divergence"), self.tr("At which step the run diverges")),
                 "loss": (self.tr("final J"), self.tr("J at the end of the run"))}
        for shown, (text, tip) in words.items():
            self.buttons[shown].setText(text)
            self.buttons[shown].setToolTip(tip)
            self.buttons[shown].setAccessibleName(tip)
        super().retranslate()
