"""What a thousand runs do: where they are now, and how many of them have escaped, arrived or diverged by when."""

import time

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled

from ..cloud.places import Places
from ..cloud.present import Present, present, watching
from ..cloud.times import TOKENS, Times, called
from ..form.fitting import with_cloud
from ..view import View
from ..widgets.header import Value
from ..widgets.strip import Strip
from ..words import remark

REFRESH, SHARE = 0.06, 3.0
"""While a run plays it is drawn at most so often, and never takes more than one part in SHARE of the time."""


class CloudView(View):
    """A histogram of the runs beside the growing shares of them. A run that is chosen there becomes the watched one."""

    name = "cloud"

    def __init__(self) -> None:
        super().__init__()
        self.strip = Strip()
        self.body.addWidget(self.strip, alignment=Qt.AlignmentFlag.AlignTop)
        self.places, self.times = Places(self), Times(self)
        self.pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.pair.setSpacing(0)
        self.body.addLayout(self.pair, 1)
        self.pair.addWidget(self.places.canvas, 1)
        self.pair.addWidget(self.times.canvas, 1)
        self._due = 0.0
        self.places.chosen.connect(self._watch)
        self.retranslate()

    def draw(self, frame: Frame) -> None:
        """Show this frame; while the run plays, as often as there is time for it."""
        self.frame_shown = frame
        now = time.monotonic()
        if frame.pace != "still" and now < self._due:
            return
        shown = present(frame)
        self.places.canvas.setVisible(shown is not None and shown.diverged < shown.cloud.runs)
        self.header.set_title(self.title())
        if shown is None:
            self.times.canvas.hide()
            self._say_none(frame)
            return
        if shown.diverged < shown.cloud.runs:
            self.strip.clear()
            self.places.draw(frame, shown)
        else:
            self._say_lost(shown)
        self.header.set_values([Value(called(one.kind, frame), f"{100 * one.runs / shown.cloud.runs:.1f} %",
                                      TOKENS[one.kind], "100.0 %") for one in self.times.draw(frame, shown)])
        self._due = max(now + REFRESH, time.monotonic() + SHARE * (time.monotonic() - now))

    def _say_none(self, frame: Frame) -> None:
        self.header.set_values([])
        if frame.cloudless is not None:
            self.strip.say(f"{remark(frame.cloudless)}.", bad=True)
        else:
            self.strip.say(self.tr("No runs go beside the watched one."), acts=[(self.tr("Show 1,000"), self._add)])

    def _say_lost(self, shown: Present) -> None:
        """What there is to say where no run is left."""
        ends = shown.cloud.ends
        self.strip.say(filled(self.tr("All {runs} runs have diverged: the first after step {first}, the last after step {last}."),
                              runs=shown.cloud.runs, first=int(ends.min()), last=int(ends.max())), bad=True)

    def _add(self) -> None:
        if self.frame_shown is not None:
            self.edited.emit(with_cloud(self.frame_shown.experiment, "cloud", True), "")

    @Slot(int)
    def _watch(self, run: int) -> None:
        """Ask for the experiment whose watched run is this one of the cloud."""
        frame = self.frame_shown
        edited = None if frame is None else watching(frame, run)
        if edited is not None:
            self.edited.emit(edited, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > 1.7 * self.height()
        self.pair.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.header.set_title(self.title())
        self.places.retranslate()
        self.times.retranslate()
        self._due = 0.0
        super().retranslate()
