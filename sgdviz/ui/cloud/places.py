"""Where the runs of a cloud are now, as bars; each of them can be read and chosen, with the pointer or with keys."""

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QPointF, QSignalBlocker, Signal, Slot
from PySide6.QtGui import QKeyEvent

from sgdviz.core.cloud import Cloud
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.problem import Array

from ..loss.scales import rounded
from ..paint.axes import Axes
from ..paint.keys import is_choice, way_of
from ..paint.notecard import NoteCard
from ..paint.runs import run_styles
from ..text.mathtext import plain
from ..text.numbers import coordinates, exact
from .captioned import Captioned
from .histogram import Histogram, Line
from .present import Present, is_watched, label
from .tallies import BINS, Bins, bars_of, bins

SAMPLE = 5000
"""The range of the histogram is that of the first so many runs."""
ALIKE = 1e-6
"""Values that differ by no more than this share are one in single precision: their range is an ordinary one about them."""
translate = QCoreApplication.translate


class Places(QObject):
    """A histogram of θ, or of J where θ has several coordinates; `values` (R,) are those of the runs, nan if they diverged.

    What is read is the run nearest to the pointer. Shift with ← or → reads a run of the next bar, with ↑ or ↓ the run with the
    next value, at first from the watched one. `chosen` carries the run that is clicked, or read when Return is pressed.
    """

    chosen = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.canvas = Captioned()
        self.histogram, self._axes, self.note = Histogram(self.canvas), Axes(self.canvas, y_whole=True), NoteCard(self.canvas)
        self.values: Array = np.empty(0)
        self.read: int | None = None
        self._going: Array = np.empty(0)
        self._valued: tuple[Cloud | None, int, int] = (None, 0, 0)
        self._shown: tuple[Frame, Present] | None = None
        self._pointer: QPointF | None = None
        self.canvas.pressed.connect(self._press)
        self.canvas.pointed.connect(self._point)
        self.canvas.key_pressed.connect(self._key)
        self.canvas.resized.connect(self._again)

    def draw(self, frame: Frame, shown: Present) -> None:
        """Show the runs where they are, with what lies among them."""
        self._shown = frame, shown
        single = frame.problem.dim == 1
        with np.errstate(all="ignore"):
            if self._valued != (key := (shown.cloud, shown.step, shown.diverged)):
                self._valued = key
                values = shown.theta[:, 0] if single else frame.problem.loss(shown.theta[: shown.cloud.sampled])
                lost = shown.lost[: len(values)]
                self.values = np.where(lost, np.nan, values) if lost.any() else values
                self._going = values[~lost] if lost.any() else values
            low, high = frame.problem.box[0].tolist() if single else _range(self._going)
            found = bins(self._going, low, high)
        said = [label(frame, shown), *_outside(found)]
        top = _round_up(int(found.counts.max()))
        with QSignalBlocker(self.canvas):
            self.canvas.leave_room(said)
            self.canvas.look_at(np.array([[low, high], [0.0, 1.06 * top]]))
        self._axes.rename(f"${frame.problem.names[0]}$" if single else "$J$", translate("CloudView", "runs"))
        self.histogram.take(found, self._watched, self._lines(frame, shown), run_styles(frame)[frame.watched].colour)
        self.canvas.write(said)
        if self._pointer is not None:
            self._point(self._pointer)
        else:
            self._tell(self.read)

    @Slot()
    def _again(self) -> None:
        """Lay out what is shown for the size of now."""
        if self._shown is not None:
            self.draw(*self._shown)

    @property
    def _watched(self) -> float:
        """The value of the watched run."""
        assert self._shown is not None
        frame = self._shown[0]
        return float(frame.theta[0]) if frame.problem.dim == 1 else frame.loss

    def _lines(self, frame: Frame, shown: Present) -> list[Line]:
        """The marks on the line, or the mean of J; if a run has diverged, the median of those that have not."""
        if frame.problem.dim > 1:
            if shown.diverged:
                middle = float(np.median(np.nan_to_num(self._going, nan=np.inf))) if len(self._going) else np.nan
                return [Line(middle, translate("CloudView", "median of the others"), "ink")]
            return [Line(float(self.values.mean(dtype=float)), translate("CloudView", "mean"), "ink")]
        words = {"minimum": (translate("CloudView", "minimum"), "whole"),
                 "degenerate": (translate("CloudView", "flat point"), "ink2")}
        return [Line(float(mark.point[0]), *words[mark.kind]) for mark in frame.problem.marks if mark.kind in words]

    def _nearest(self, position: QPointF | None) -> int | None:
        """The run whose value is nearest to a position within the plot."""
        if position is None or not self.canvas.plot_rect().contains(position) or not np.isfinite(self.values).any():
            return None
        return int(np.nanargmin(np.abs(self.values - float(self.canvas.to_data(position)[0]))))

    @Slot(QPointF, object)
    def _press(self, position: QPointF, modifiers: object) -> None:
        run = self._nearest(position)
        if run is not None:
            self.chosen.emit(run)

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        self._pointer = position
        self._tell(self._nearest(position))

    @Slot(object)
    def _key(self, event: QKeyEvent) -> None:
        way = way_of(event)
        if way is not None:
            self._pointer = None
            self._tell(self._beside(*way))
            self.canvas.setAccessibleDescription(plain(", ".join(self.note.lines)))
        elif is_choice(event) and self.read is not None:
            self.chosen.emit(self.read)
        else:
            return
        event.accept()

    def _beside(self, bars: int, runs: int) -> int | None:
        """The run in the middle of the next bar that has any, or so many runs on; none while none is in sight."""
        bar = bars_of(self.values, *self.canvas.box[0].tolist())
        order = np.argsort(self.values, kind="stable")
        order = order[(bar[order] > 0) & (bar[order] <= BINS)]
        if not len(order):
            return None
        bar, known = bar[order], np.flatnonzero(order == self.read)
        at = int(known[0]) if len(known) else min(int(np.searchsorted(self.values[order], self._watched)), len(order) - 1)
        if runs:
            return int(order[min(max(at + runs, 0), len(order) - 1)])
        others = bar[bar > bar[at]] if bars > 0 else bar[bar < bar[at]][::-1]
        if not len(others):
            return int(order[at])
        first, stop = np.searchsorted(bar, [others[0], others[0] + 1]).tolist()
        return int(order[(first + stop - 1) // 2])

    def _tell(self, run: int | None) -> None:
        """Read a run, or none."""
        self.read = run
        if run is None or run >= len(self.values) or not 0 < self._bar(run) <= BINS:
            self.note.tell(None)
            return
        (x, _), rect = self.canvas.to_px(np.array([self.values[run], 0.0])).tolist(), self.canvas.plot_rect()
        at = QPointF(x, rect.top() if self._pointer is None else self._pointer.y())
        self.note.tell(at if rect.contains(at) else None, self.reading(run))

    def _bar(self, run: int) -> int:
        """The bar of a run, from 1; BINS + 1 if it is beyond all, 0 if it is below."""
        return int(bars_of(self.values[run : run + 1], *self.canvas.box[0].tolist())[0])

    def reading(self, run: int) -> list[str]:
        """What a run is, where it is, and how many are there, as markup."""
        assert self._shown is not None and self.histogram.bins is not None
        (frame, shown), found = self._shown, self.histogram.bins
        own, value = shown.cloud.alone(run), float(self.values[run])
        symbol = frame.problem.names[0] if frame.problem.dim == 1 else "J"
        counted = int(found.counts[self._bar(run) - 1])
        return [
            translate("CloudView", "start {start}").format(start=coordinates(own["start"])) if "start" in own else
            translate("CloudView", "seed {seed}").format(seed=own["seed"]),
            f"${symbol} = {exact(value)}$",
            filled(translate("CloudView", "this bar: {runs} of {all} runs"), runs=counted, all=shown.cloud.runs),
            *([translate("CloudView", "the watched run")] if is_watched(frame, run) else []),
        ]

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.canvas.setAccessibleName(translate("CloudView", "Where the runs of the cloud are. Shift and an arrow key read one, "
                                                             "and Return watches it, as a click does."))


def _outside(found: Bins) -> list[str]:
    """Who is not in the histogram, in one line if anybody."""
    left = [filled(translate("CloudView", "← {runs} to the left"), runs=found.below)] if found.below else []
    right = [filled(translate("CloudView", "{runs} to the right →"), runs=found.above)] if found.above else []
    return [", ".join(left + right)] if left or right else []


def _range(values: Array) -> tuple[float, float]:
    """[low, high] for nearly all of the values, on round numbers."""
    finite = values[:SAMPLE][np.isfinite(values[:SAMPLE])]
    if not len(finite):
        return 0.0, 1.0
    low, high = np.quantile(finite, (0.005, 0.98)).tolist()
    if low and high - low <= ALIKE * abs(low):
        # In the middle of a bar.
        return low - abs(low) / 20, low + abs(low) / 20 * (1 + 2 / BINS)
    low, high = rounded(low, high, False).tolist()
    return low, high


def _round_up(count: int) -> float:
    """The next of 2, 5, 10, 20, …: below the top of the scale at least one number is read."""
    count = max(2, count)
    power = 10.0 ** math.floor(math.log10(count))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= count)
