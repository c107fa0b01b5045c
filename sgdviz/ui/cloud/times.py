"""How many runs of a cloud have escaped, arrived or diverged by when, with theory's line."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QPointF, QSignalBlocker, Slot

from sgdviz.core.cloud import Cloud
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.theory.passage import Passage

from ..loss.scales import horizon
from ..paint.axes import Axes
from ..paint.notecard import NoteCard
from ..text.mathtext import layout
from ..text.numbers import exact
from .captioned import RIGHT, Captioned
from .growth import Growth, Share
from .present import Present
from .tallies import Tally, last_epoch, quantile, tallies, theory_of

HALF, MOST = 0.5, 0.95
NARROW = 0.4
"""Names of lines may take so much of the width; else their colours in the header tell them apart."""
TOKENS = {"escape": "ink", "arrival": "whole", "end": "batch_text"}
translate = QCoreApplication.translate


class Times(QObject):
    """The growing shares of the runs; `theory` is what is known of the escapes, if that is anything."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.canvas = Captioned()
        self.growth, self._axes, self._note = Growth(self.canvas), Axes(self.canvas, x_whole=True), NoteCard(self.canvas)
        self.theory: Passage | None = None
        self._asked: tuple[Cloud | None, int] = (None, 0)
        self._shown: tuple[Frame, Present] | None = None
        self.canvas.pointed.connect(self._point)
        self.canvas.resized.connect(self._again)

    def draw(self, frame: Frame, shown: Present) -> list[Tally]:
        """Show the shares up to this frame, and give what was counted."""
        self._shown = frame, shown
        cloud, counted = shown.cloud, tallies(shown)
        if self._asked != (cloud, len(cloud.events)):
            self._asked, self.theory = (cloud, len(cloud.events)), theory_of(cloud)
        until = last_epoch(frame, horizon(frame))
        here = last_epoch(frame, shown.step) if shown.step else 0
        shares = [Share(one.epochs, 100 * one.shares, here, called(one.kind, frame), TOKENS[one.kind]) for one in counted]
        theory, theory_name = np.empty((0, 2)), translate("CloudView", "theory")
        if self.theory is not None:
            epochs = np.unique(np.linspace(0, min(until, self.theory.until), 121).astype(np.int64))
            theory = np.column_stack([epochs, 100 * self.theory.shares(epochs.tolist())])
        names = [*(one.name for one in shares), *([theory_name] if len(theory) else [])]
        widest = max((layout(name, 13).width for name in names), default=0.0)
        named = widest <= NARROW * self.canvas.width()
        lines = [words for one in counted if (words := sentence(one))]
        with QSignalBlocker(self.canvas):
            self.canvas.leave_room(lines, widest + 20 if named else RIGHT)
            self.canvas.look_at(np.array([[0.0, float(max(1, until))], [0.0, 104.0]]))
        self._axes.rename(translate("CloudView", "epoch"), "%")
        self.growth.take(shares, theory, theory_name, named)
        self.canvas.write(lines)
        # Noise may keep all runs from arriving, and then there is nothing that grows.
        self.canvas.setVisible(any(one.runs or one.kind == "escape" for one in counted))
        return counted

    @Slot()
    def _again(self) -> None:
        """Lay out what is shown for the size of now."""
        if self._shown is not None:
            self.draw(*self._shown)

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        """Read the shares of the epoch under the pointer."""
        epoch = None if position is None else self.growth.at(position)
        self._note.tell(position if epoch is not None else None, () if epoch is None else self.reading(epoch))

    def reading(self, epoch: int) -> list[str]:
        """What is known of an epoch, as markup."""
        lines = [filled(translate("CloudView", "epoch {epoch}"), epoch=epoch)]
        if self._shown is None:
            return lines
        cloud = self._shown[1].cloud
        for one in self.growth.shares:
            if epoch <= one.until:
                at = int(np.searchsorted(one.epochs, epoch, side="right"))
                percent = float(one.percents[at - 1]) if at else 0.0
                lines.append(f"{one.name}: {round(percent / 100 * cloud.runs):,} ({percent:.1f} %)")
        if self.theory is not None and epoch <= self.theory.until:
            expected = f"{exact(100 * float(self.theory.shares([epoch])[0]))} %"
            return [*lines, translate("CloudView", "theory: {percent} have passed the flat point").format(percent=expected),
                    translate("CloudView", "of independent batches whose noise is normal (Chapman–Kolmogorov equation)")]
        if any(event.kind == "escape" for event in cloud.events):
            lines.append(translate("CloudView", "no theory's line: it is for plain SGD that draws rows with replacement"))
        return lines

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.canvas.setAccessibleName(translate("CloudView", "How many runs have escaped, arrived or diverged by each epoch"))


def called(kind: str, frame: Frame) -> str:
    """What is counted, in words: that it has happened, for a run may go back."""
    escaped = (translate("CloudView", "has passed the flat point") if frame.problem.dim == 1 else
               translate("CloudView", "has left the saddle"))
    arrived = translate("CloudView", "has reached a minimum")
    return {"escape": escaped, "arrival": arrived, "end": translate("CloudView", "diverged")}[kind]


def sentence(found: Tally) -> str:
    """When half of the runs, and nearly all, have met with it."""
    half, most = quantile(found, HALF), quantile(found, MOST)
    if half is None or found.kind == "end":
        return ""
    if most is None:
        words = {"escape": translate("CloudView", "Half have escaped by epoch {half}."),
                 "arrival": translate("CloudView", "Half have arrived by epoch {half}.")}[found.kind]
    else:
        words = {"escape": translate("CloudView", "Half have escaped by epoch {half}, 95 % by epoch {most}."),
                 "arrival": translate("CloudView", "Half have arrived by epoch {half}, 95 % by epoch {most}.")}[found.kind]
    return words.format(half=half, most=most)
