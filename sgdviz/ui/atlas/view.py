"""A canvas that shows a map of runs: it is computed in the background, coarse to fine, and only while it is seen."""

import time
from collections.abc import Callable
from threading import Event

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSignalBlocker, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

from sgdviz.core.atlas.atlas import Atlas, Progress, survey
from sgdviz.core.atlas.attractors import Attractors
from sgdviz.core.atlas.fates import UNKNOWN
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import Invalid
from sgdviz.core.problem import Array
from sgdviz.engine.surveyor import Surveyor

from ..look import theme
from ..paint.axes import Axes
from ..paint.canvas import Canvas
from ..paint.endnames import Caption, Captions
from ..paint.keys import is_choice, way_of
from ..paint.notecard import NoteCard
from ..text.mathtext import layout, plain
from ..view import View
from ..words import sentence
from .colours import hatching, image_of
from .layers import LEADING, TOP, Entry, Ground, Key, Signs
from .words import told

LEFT, RIGHT, BOTTOM = 56.0, 16.0, 38.0
WIDE = 820
"""A canvas less wide than that has two rows for its key."""
PAUSE = 120
"""Milliseconds after the last change before a map is begun: a drag makes many changes."""
NUDGE = 8
"""With a key another run is read, so many pixels away."""
REFRESH, SHARE = 0.1, 0.05
"""While a map is made, it is drawn anew at most every so many seconds, and in no more than this share of the time."""


class AtlasView(View):
    """Shows an Atlas of the watched run. `opened` carries the experiment whose watched run is that of the pixel that was
    clicked, and the step at which it comes to its end, as the map says."""

    takes_long = True

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas()
        self.body.addWidget(self.canvas, 1)
        self.ground, self.key, self.signs = Ground(self.canvas), Key(self.canvas), Signs(self.canvas)
        self.axes, self.note = Axes(self.canvas, line=False), NoteCard(self.canvas, across=True)
        self.refusal = Captions(self.canvas)
        self.surveyor = Surveyor(self)
        self.surveyor.failed.connect(self.failed)
        self.atlas: Atlas | None = None
        self.box: Array = np.zeros((2, 2))
        self.refused: Invalid | None = None
        self._wanted: object = None
        self._painted: object = None
        self._due = 0.0
        self._pointer: QPointF | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._begin)
        self.surveyor.told.connect(self._hear)
        self.canvas.range_changed.connect(self._redraw)
        self.canvas.pointed.connect(self._point)
        self.canvas.pressed.connect(self._press)
        self.canvas.key_pressed.connect(self._key)

    def look(self, frame: Frame) -> None:
        """Turn the canvas to what this frame's map shows, and name the axes."""
        raise NotImplementedError

    def wanted(self, frame: Frame) -> object:
        """Equal for frames that have one map."""
        raise NotImplementedError

    def make(self, frame: Frame) -> Atlas:
        """The map of a frame, with nothing on it yet. Invalid where there is none."""
        raise NotImplementedError

    def colours(self, atlas: Atlas) -> NDArray[np.uint32]:
        """The packed colour of each pixel of the picture."""
        raise NotImplementedError

    def entries(self, atlas: Atlas) -> list[Entry]:
        """The key to the colours."""
        raise NotImplementedError

    def mark(self, frame: Frame) -> None:
        """Put the signs on the map."""
        raise NotImplementedError

    def cell_at(self, position: QPointF) -> tuple[int, int] | None:
        """The pixel of the map, row and column, that is shown at a position."""
        raise NotImplementedError

    def experiment_at(self, frame: Frame, row: int, column: int) -> Experiment:
        """The experiment whose watched run is that of a pixel."""
        raise NotImplementedError

    def read(self, row: int, column: int) -> list[str]:
        """What distinguishes the run of a pixel, as markup."""
        raise NotImplementedError

    def subtitle(self) -> str:
        """What is shown."""
        raise NotImplementedError

    def heed(self, gate: Event) -> None:
        self.surveyor.heed(gate)

    def draw(self, frame: Frame) -> None:
        """Show this frame's map, or begin with it."""
        self.frame_shown = frame
        with QSignalBlocker(self.canvas):
            self.canvas.set_margins((LEFT, TOP + (LEADING if self.canvas.width() < WIDE else 0.0), RIGHT, BOTTOM))
            self.look(frame)
        if theme.palette() is not self._painted:
            self._picture()
        wanted = self.wanted(frame)
        if wanted != self._wanted:
            self._wanted = wanted
            self.surveyor.cancel()
            if self.isVisible():
                self._soon.start()
            self._say()
        self.mark(frame)
        self.signs.update()

    @Slot()
    def _begin(self) -> None:
        """Begin with the map that is wanted."""
        atlas = self._fresh()
        if atlas is not None:
            self.surveyor.start(atlas)
        self._say()

    def _fresh(self) -> Atlas | None:
        """The map that is wanted, with nothing on it yet; None, and a sentence why, where there is none."""
        assert self.frame_shown is not None
        try:
            atlas = self.make(self.frame_shown)
        except Invalid as why:
            # Its traceback would keep the view alive.
            self.refused, self.atlas = why.with_traceback(None), None
            self._picture()
            self.canvas.setAccessibleDescription(plain(sentence(why)))
            self.refusal.show_captions([Caption(layout(sentence(why), 13).elided(self.canvas.width() - 32), 16,
                                                self.canvas.height() / 2, theme.colour("ink2"))])
            return None
        self.refused = None
        self.canvas.setAccessibleDescription("")
        self.refusal.show_captions([])
        return atlas

    def finish(self, progress: Callable[[Progress], object] = lambda told: None) -> None:
        """Compute the whole map now, as for a picture that nobody waits to see grow."""
        self._soon.stop()
        self.surveyor.close()
        atlas = self._fresh()
        if atlas is not None:
            for told in survey(atlas):
                progress(told)
            self._take(atlas)
        self._say()

    @Slot()
    def _hear(self) -> None:
        """There is more of the map."""
        job = self.surveyor.survey
        if job is None or job.cancelled or (not job.done and time.monotonic() < self._due):
            return
        if (job.atlas.fate != UNKNOWN).any():
            self._take(job.atlas)
        self._say()

    def _take(self, atlas: Atlas) -> None:
        """Show what there is of a map."""
        assert self.frame_shown is not None
        if atlas is not self.atlas:
            self.atlas, self.box = atlas, self.canvas.box.copy()
        began = time.monotonic()
        self._picture()
        self._due = began + max(REFRESH, (time.monotonic() - began) / SHARE)
        self.mark(self.frame_shown)
        self._point(self._pointer)

    def _picture(self) -> None:
        """Colour the map anew."""
        atlas, self._painted = self.atlas, theme.palette()
        self.ground.show_picture(None if atlas is None else image_of(self.colours(atlas)), self.box, hatching())
        self.key.show_entries([] if atlas is None else self.entries(atlas))

    def _say(self) -> None:
        """Title, and how far the map is."""
        job, words = self.surveyor.survey, self.subtitle()
        if self.surveyor.busy and job is not None and job.progress is not None:
            share = f"{100 * job.progress.share:.0f}"
            words = self.tr("coarse, {share} %") if job.progress.stride > 1 else self.tr("refined, {share} %")
            words = words.format(share=share)
        elif self.surveyor.busy or self._soon.isActive():
            words = self.tr("begins …")
        self.header.set_title(self.title(), words)

    @property
    def ends(self) -> Attractors | None:
        """The minima that the runs of the map reach."""
        return None if self.atlas is None else self.atlas.ends

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        """Read the pixel under the pointer."""
        self._pointer = position
        cell = None if position is None or self.atlas is None else self.cell_at(position)
        if cell is None or self.atlas is None:
            self.note.tell(None)
        else:
            self.note.tell(position, [*self.read(*cell), told(self.atlas, *cell)])

    @Slot(QPointF, object)
    def _press(self, position: QPointF, modifiers: object) -> None:
        """Open the run of a pixel."""
        cell = None if self.atlas is None else self.cell_at(position)
        if cell is not None and self.frame_shown is not None and self.atlas is not None:
            step = int(self.atlas.step[cell])
            self.opened.emit(self.experiment_at(self.frame_shown, *cell), step)

    @Slot(object)
    def _key(self, event: QKeyEvent) -> None:
        """Shift and an arrow key read the next run, at first from the one that is watched; Return opens it."""
        way, rect = way_of(event), self.canvas.plot_rect().adjusted(1, 1, -1, -1)
        if way is not None:
            at = self._pointer
            if at is None:
                present = self.signs.present
                at = rect.center() if present is None else QPointF(*self.canvas.to_px(present).tolist())
            x, y = at.x() + NUDGE * way[0], at.y() - NUDGE * way[1]
            self._point(QPointF(min(max(x, rect.left()), rect.right()), min(max(y, rect.top()), rect.bottom())))
            self.canvas.setAccessibleDescription(plain(", ".join(self.note.lines)))
        elif is_choice(event) and self._pointer is not None:
            self._press(self._pointer, event.modifiers())
        else:
            return
        event.accept()

    @Slot()
    def _redraw(self) -> None:
        if self.frame_shown is not None:
            self.draw(self.frame_shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who does not see it does not want it computed."""
        super().hideEvent(event)
        if self._soon.isActive() or self.surveyor.busy:
            self._wanted = None
        self._soon.stop()
        self.surveyor.close()

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.canvas.setAccessibleName(self.title())
        self.header.setToolTip(self.tr("A click opens the run of a pixel. The map adds up in another order: where runs are "
                                       "chaotic, the one that opens may end elsewhere."))
        self._picture()
        self._say()
        super().retranslate()
