"""What a thousand runs do: where they are now, and how many of them have escaped, arrived or diverged by when."""

import math
import time

import numpy as np
from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from sgdviz.core.cloud import Cloud
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.problem import Array
from sgdviz.core.theory.passage import Passage

from ..cloud.growth import Growth, Share
from ..cloud.histogram import Histogram, Line
from ..cloud.present import Present, label, present, watching
from ..cloud.tallies import Bins, Tally, bins, last_epoch, quantile, tallies, theory_of
from ..form.fitting import with_cloud
from ..look import theme
from ..loss.scales import horizon, rounded
from ..paint.axes import Axes
from ..paint.canvas import Canvas
from ..paint.endnames import Caption, Captions
from ..paint.notecard import NoteCard
from ..paint.runs import run_styles
from ..text.mathtext import layout
from ..text.numbers import exact
from ..view import View
from ..widgets.header import Value
from ..widgets.strip import Strip
from ..words import remark

LEFT, TOP, RIGHT, BOTTOM = 56, 14, 16, 38
LINE = 18
REFRESH, SHARE = 0.06, 3.0
"""While a run plays it is drawn at most so often, and never takes more than one part in SHARE of the time."""
HALF, MOST = 0.5, 0.95
NARROW = 0.4
"""Names of lines may take so much of the width; else their colours in the header tell them apart."""
SAMPLE = 5000
"""The range of the histogram is that of the first so many runs."""
TOKENS = {"escape": "ink", "arrival": "whole", "end": "batch_text"}


class CloudView(View):
    """A histogram of θ, or of J where θ has several coordinates, beside the growing shares of the runs.

    A click on the histogram asks for the run that is there.
    """

    name = "cloud"

    def __init__(self) -> None:
        super().__init__()
        self.strip = Strip()
        self.body.addWidget(self.strip, alignment=Qt.AlignmentFlag.AlignTop)
        self.places, self.times = Canvas((LEFT, TOP, RIGHT, BOTTOM)), Canvas((LEFT, TOP, RIGHT, BOTTOM))
        self.pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.pair.setSpacing(0)
        self.body.addLayout(self.pair, 1)
        for canvas in (self.places, self.times):
            canvas.zoomable = False
            self.pair.addWidget(canvas, 1)
        self.histogram, self.growth = Histogram(self.places), Growth(self.times)
        self.place_axes, self.time_axes = Axes(self.places), Axes(self.times)
        self.place_words, self.time_words = Captions(self.places), Captions(self.times)
        self.note = NoteCard(self.times)
        self.theory: Passage | None = None
        self._asked: tuple[Cloud | None, int] = (None, 0)
        self._values: Array = np.empty(0)
        self._valued: tuple[Cloud | None, int] = (None, 0)
        self._due = 0.0
        self.places.pressed.connect(self._press)
        self.times.pointed.connect(self._point)
        self.retranslate()

    def draw(self, frame: Frame) -> None:
        """Show this frame; while the run plays, as often as there is time for it."""
        self.frame_shown = frame
        now = time.monotonic()
        if frame.pace != "still" and now < self._due:
            return
        shown = present(frame)
        self.places.setVisible(shown is not None)
        if shown is None:
            self.times.hide()
            self._say_none(frame)
            return
        self.strip.clear()
        self._show_places(frame, shown)
        self._show_times(frame, shown)
        self._due = max(now + REFRESH, time.monotonic() + SHARE * (time.monotonic() - now))

    def _say_none(self, frame: Frame) -> None:
        self.header.set_title(self.title())
        self.header.set_values([])
        if frame.cloudless is not None:
            self.strip.say(f"{remark(frame.cloudless)}.", bad=True)
        else:
            self.strip.say(self.tr("No runs go beside the watched one."), acts=[(self.tr("Show 1,000"), self._add)])

    def _add(self) -> None:
        if self.frame_shown is not None:
            self.edited.emit(with_cloud(self.frame_shown.experiment, "cloud", True), "")

    def _show_places(self, frame: Frame, shown: Present) -> None:
        """The histogram, with what lies in it."""
        single = frame.problem.dim == 1
        with np.errstate(all="ignore"):
            if single:
                self._values = shown.theta[:, 0]
            elif self._valued != (shown.cloud, shown.step):
                self._valued = shown.cloud, shown.step
                self._values = frame.problem.loss(shown.theta[: shown.cloud.sampled])
            low, high = frame.problem.box[0].tolist() if single else _range(self._values)
            found = bins(self._values, low, high)
        said = [label(frame, shown), *self._outside(found)]
        watched = float(frame.theta[0]) if single else frame.loss
        top = _round_up(int(found.counts.max()))
        with QSignalBlocker(self.places):
            self.places.set_margins((LEFT, TOP + LINE * len(said), RIGHT, BOTTOM))
            self.places.look_at(np.array([[low, high], [0.0, 1.06 * top]]))
        self.place_axes.rename(f"${frame.problem.names[0]}$" if single else "$J$", self.tr("runs"))
        self.histogram.take(found, watched, self._lines(frame, shown.diverged > 0), run_styles(frame)[frame.watched].colour)
        self._caption(self.place_words, *said)

    def _lines(self, frame: Frame, lost: bool) -> list[Line]:
        """The marks on the line, or the mean of J; the median if a run has diverged."""
        if frame.problem.dim > 1:
            if lost:
                return [Line(float(np.median(np.nan_to_num(self._values, nan=np.inf))), self.tr("median"), "ink")]
            return [Line(float(self._values.mean(dtype=float)), self.tr("mean"), "ink")]
        words = {"minimum": (self.tr("minimum"), "whole"), "degenerate": (self.tr("flat point"), "ink2")}
        return [Line(float(mark.point[0]), *words[mark.kind]) for mark in frame.problem.marks if mark.kind in words]

    def _outside(self, found: Bins) -> list[str]:
        """Who is not in the histogram, in one line if anybody."""
        left = [filled(self.tr("← {runs} to the left"), runs=found.below)] if found.below else []
        right = [filled(self.tr("{runs} to the right →"), runs=found.above)] if found.above else []
        return [", ".join(left + right)] if left or right else []

    def _show_times(self, frame: Frame, shown: Present) -> None:
        """The growing shares, with theory's line."""
        cloud, counted = shown.cloud, tallies(shown)
        if self._asked != (cloud, len(cloud.events)):
            self._asked, self.theory = (cloud, len(cloud.events)), theory_of(cloud)
        until = last_epoch(frame, horizon(frame))
        here = last_epoch(frame, shown.step) if shown.step else 0
        shares = [Share(one.epochs, 100 * one.shares, here, self._called(one.kind, frame), TOKENS[one.kind]) for one in counted]
        theory = np.empty((0, 2))
        if self.theory is not None:
            epochs = np.unique(np.linspace(0, min(until, self.theory.until), 121).astype(np.int64))
            theory = np.column_stack([epochs, 100 * self.theory.shares(epochs.tolist())])
        names = [*(one.name for one in shares), *([self.tr("theory")] if len(theory) else [])]
        widest = max((layout(name, 13).width for name in names), default=0.0)
        named = widest <= NARROW * self.times.width()
        lines = [words for one in counted if (words := self._sentence(one))]
        with QSignalBlocker(self.times):
            self.times.set_margins((LEFT, TOP + LINE * len(lines), widest + 20 if named else RIGHT, BOTTOM))
            self.times.look_at(np.array([[0.0, float(max(1, until))], [0.0, 104.0]]))
        self.time_axes.rename(self.tr("epoch"), "%")
        self.growth.take(shares, theory, self.tr("theory"), named)
        self._caption(self.time_words, *lines)
        # Noise may keep all runs from arriving, and then there is nothing that grows.
        self.times.setVisible(any(one.runs or one.kind == "escape" for one in counted))
        self.header.set_title(self.title())
        self.header.set_values([Value(self._called(one.kind, frame), f"{100 * one.runs / cloud.runs:.1f} %",
                                      TOKENS[one.kind], "100.0 %") for one in counted])

    def _called(self, kind: str, frame: Frame) -> str:
        escaped = self.tr("past the flat point") if frame.problem.dim == 1 else self.tr("away from the saddle")
        return {"escape": escaped, "arrival": self.tr("at a minimum"), "end": self.tr("diverged")}[kind]

    def _sentence(self, found: Tally) -> str:
        """When half of the runs, and nearly all, have met with it."""
        half, most = quantile(found, HALF), quantile(found, MOST)
        if half is None or found.kind == "end":
            return ""
        if most is None:
            words = {"escape": self.tr("Half have escaped by epoch {half}."),
                     "arrival": self.tr("Half have arrived by epoch {half}.")}[found.kind]
        else:
            words = {"escape": self.tr("Half have escaped by epoch {half}, 95 % by epoch {most}."),
                     "arrival": self.tr("Half have arrived by epoch {half}, 95 % by epoch {most}.")}[found.kind]
        return words.format(half=half, most=most)

    def _caption(self, captions: Captions, *lines: str) -> None:
        room = captions.canvas.width() - LEFT - 8.0
        captions.show_captions([Caption(layout(line, 12).elided(room), LEFT, 12 + LINE * row, theme.colour("ink2"))
                                for row, line in enumerate(lines) if line])

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        """Read the shares of the epoch under the pointer."""
        epoch = None if position is None else self.growth.at(position)
        if position is None or epoch is None:
            self.note.tell(None)
        else:
            self.note.tell(position, self.reading(epoch))

    def reading(self, epoch: int) -> list[str]:
        """What is known of an epoch, as markup."""
        lines = [filled(self.tr("epoch {epoch}"), epoch=epoch)]
        shown = None if self.frame_shown is None else present(self.frame_shown)
        if shown is None:
            return lines
        for one in self.growth.shares:
            if epoch <= one.until:
                at = int(np.searchsorted(one.epochs, epoch, side="right"))
                percent = float(one.percents[at - 1]) if at else 0.0
                lines.append(f"{one.name}: {round(percent / 100 * shown.cloud.runs):,} ({percent:.1f} %)")
        if self.theory is not None and epoch <= self.theory.until:
            lines.append(self.tr("theory: {percent} past the flat point").format(
                percent=f"{exact(100 * float(self.theory.shares([epoch])[0]))} %"))
            lines.append(self.tr("of independent batches whose noise is normal (Chapman–Kolmogorov equation)"))
        elif any(event.kind == "escape" for event in shown.cloud.events):
            lines.append(self.tr("no theory's line: it is for plain SGD that draws rows with replacement"))
        return lines

    @Slot(QPointF, object)
    def _press(self, position: QPointF, modifiers: object) -> None:
        """Ask for the run that stands in the bar under the pointer."""
        frame = self.frame_shown
        if frame is None or frame.cloud is None or not self.places.plot_rect().contains(position) or not len(self._values):
            return
        edited = watching(frame, int(np.nanargmin(np.abs(self._values - float(self.places.to_data(position)[0])))))
        if edited is not None:
            self.edited.emit(edited, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > 1.7 * self.height()
        self.pair.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._due = 0.0
        if self.frame_shown is not None:
            self.draw(self.frame_shown)

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.header.set_title(self.title())
        self.places.setAccessibleName(self.tr("Where the runs of the cloud are. A click watches the one that is there."))
        self.times.setAccessibleName(self.tr("How many runs have escaped, arrived or diverged by each epoch"))
        self._due = 0.0
        super().retranslate()


def _range(values: Array) -> tuple[float, float]:
    """[low, high] for nearly all of the values, on round numbers."""
    finite = values[:SAMPLE][np.isfinite(values[:SAMPLE])]
    if not len(finite):
        return 0.0, 1.0
    low, high = np.quantile(finite, (0.005, 0.98)).tolist()
    low, high = rounded(low, high, False).tolist()
    return low, high


def _round_up(count: int) -> float:
    """The next of 1, 2, 5, 10, 20, …"""
    power = 10.0 ** math.floor(math.log10(max(1, count)))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= count)
