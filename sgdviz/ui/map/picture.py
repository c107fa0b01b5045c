"""The map of two parameters: its layers on a canvas, and what the pointer means on it."""

import time

import numpy as np
from PySide6.QtCore import QPointF, QTimer, Slot
from PySide6.QtGui import QPainter

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.problem import Array
from sgdviz.core.slice import Slice

from ..chord.ends import chord_ends
from ..cloud.present import Present, label
from ..cloud.settled import Seldom, off_plane, settled
from ..paint.axes import Axes, number
from ..paint.canvas import Canvas, Layer
from ..paint.notecard import NoteCard
from ..paint.zoomview import MARGINS
from ..picture import Pick, Picture
from ..text.numbers import brief
from .boxes import has_one_unit, with_room
from .compose import Composer
from .lens import Lens
from .levels import KeptLevels
from .others import OtherMinima
from .picking import is_at_one, pick, readings, rounded
from .planewords import PlaneWords
from .sheet import Sheet
from .sight import Sight, Sights
from .subject import Subject, Words
from .window import Window

PAUSE, BUDGET, SHOWN = 10, 0.005, 0.1
"""What is coarse is made finer every PAUSE ms for BUDGET seconds, and drawn every SHOWN seconds."""
SOON = 16
"""Milliseconds after which what is coarse is drawn anew."""


class SheetLayer(Layer):
    """The map itself."""

    def __init__(self, canvas: Canvas, sheet: Sheet) -> None:
        super().__init__(canvas, z=0)
        self.sheet = sheet

    def draw(self, painter: QPainter) -> None:
        self.sheet.paint(painter)


class MapPicture(Picture):
    """J (`whole`) or J_B as a map. For more than two parameters it is a plane, of which two sentences above the map tell."""

    def __init__(self, canvas: Canvas, whole: bool = True) -> None:
        super().__init__(canvas, whole)
        self.sheet, self.sights, self.sight = Sheet(), Sights(), Sight(None)
        self.subject: Subject | None = None
        self.layer, self.lens = SheetLayer(canvas, self.sheet), Lens(canvas)
        self.note, self.axes = NoteCard(canvas, across=True), Axes(canvas, line=False, z=-1)
        self.sentences = PlaneWords(canvas)
        self._settled, self._off = Seldom[list[tuple[Array, float]]]([]), Seldom(0.0)
        self._levels, self._others = KeptLevels(), OtherMinima()
        self._looked_at: object = None
        self._frame: Frame | None = None
        self.words = self._words()
        self._finer, self._drawn, self._changed = QTimer(self), 0.0, False
        self._finer.setInterval(PAUSE)
        self._finer.timeout.connect(self._refine)
        canvas.range_changed.connect(self._redraw)

    def _words(self) -> Words:
        def others(count: int, batches: int) -> str:
            if count < batches:
                return "○ " + filled(self.tr("minima of %Ln of the other {batches} batches", "", count), batches=batches)
            return "○ " + self.tr("minima of the other %Ln batches", "", count)
        minimum = self.tr("minimum")
        roles = {"only": self.tr("minimum of $J$"), "lowest": self.tr("lowest minimum"), "minimum": minimum,
                 "kink": self.tr("minimum at a kink"), "maximum": self.tr("maximum"), "saddle": self.tr("saddle"),
                 "degenerate": self.tr("flat point")}
        return Words(minimum, self.tr("minimum of $J_B$"), roles, self.tr("start"), others,
                     self.tr("coarse so far"), self.tr("{share} near it"))

    def retranslate(self) -> None:
        self.words = self._words()

    def _layers(self) -> tuple[Layer, ...]:
        return self.layer, self.lens, self.note, self.axes, self.sentences

    def show(self) -> None:
        self.canvas.set_margins(MARGINS)
        for layer in self._layers():
            layer.show()

    def hide(self) -> None:
        self._frame = None
        self._finer.stop()
        for layer in self._layers():
            layer.hide()

    def _redraw(self) -> None:
        if self._frame is not None:
            self.draw(self._frame)
            self.tell()

    @Slot()
    def _refine(self) -> None:
        """Bring what is coarse closer to J, a moment at a time, and show it now and then."""
        if self._frame is None or not self.coarse or not self.canvas.isVisible():
            self._finer.stop()
            return
        self._changed |= any([sheet.refine(BUDGET) for sheet in self._sheets])
        if self._changed and (not self.coarse or time.perf_counter() - self._drawn > SHOWN):
            self._redraw()

    def finish(self) -> None:
        """Show all as fine as it can be."""
        while self._frame is not None and (self.coarse or self._is_path_coarse):
            for sheet in self._sheets:
                sheet.finish()
            self._redraw()

    @property
    def coarse(self) -> bool:
        """Whether something that is shown is not yet J to the eye."""
        return any(sheet.coarse for sheet in self._sheets)

    @property
    def _is_path_coarse(self) -> bool:
        return any(trail.coarse for sheet in self._sheets for trail in sheet.trails)

    @property
    def _sheets(self) -> list[Sheet]:
        """The map, and what is seen through the lens while it is open."""
        return [self.sheet] if self.lens.view is None else [self.sheet, self.lens.sheet]

    def tell(self) -> None:
        if self.subject is not None:
            self.sentences.tell(self.sight, self.subject)

    def draw(self, frame: Frame) -> None:
        # While the canvas turns to what is to be drawn, there is nothing to draw.
        self._frame = None
        self.sight = self.sights.of(frame)
        self._look(frame)
        self._frame = frame
        window = Window.of(self.canvas, self.sentences.seen_from(self.sight))
        ratio = self.canvas.devicePixelRatioF()
        subject = self.subject = self._subject(frame)
        ground, whole = self.sheet.lay(subject, window, ratio)
        runs = range(len(frame.traces))
        self.sheet.follow(subject, window, ratio, runs)
        shown = self.sheet.gather(subject, window)
        composer = self.sheet.compose(subject, window)
        composer.balls()
        composer.means()
        self._arrows(composer, subject, window)
        composer.path(self.sheet.behind(subject, window))
        there = shown if subject.is_of_whole else None
        composer.marks(self._settled.of(frame, there and (there.cloud, there.step), lambda: settled(frame.problem, there)))
        if self.show_chord and frame.problem.dim == 2:
            composer.chord(chord_ends(frame.experiment, frame.problem))
        if whole is not None:
            composer.contour(whole)
        if whole is not None and frame.pace != "fast":
            composer.others(*self._others.of(subject, window))
        if frame.pace != "fast" or whole is None:
            composer.numbers(ground)
        if ground.field.coarse:
            composer.coarse()
        if shown is not None:
            composer.cloud(self._label(frame, shown))
        lens = self.lens.lay(subject, window, ratio, composer.is_under_way)
        self.sheet.scene = composer.finished(lens)
        self.point_at(self.pointer)
        self.layer.update()
        if self._is_path_coarse:
            QTimer.singleShot(SOON, self, self._redraw)
        self._drawn, self._changed = time.perf_counter(), False
        if self.coarse and not self._finer.isActive():
            self._finer.start()

    def _label(self, frame: Frame, shown: Present) -> list[str]:
        """What there is to say of a cloud: what it looks like, and how far from the map it is."""
        plane, parts = self.sight.plane, [("○ " if self.sheet.swarm.counts is None else "") + label(frame, shown)]
        if plane is not None:
            away = self._off.of(frame, (shown.cloud, shown.step, plane.key), lambda: off_plane(plane, shown))
            parts += [self.tr("off the plane by {away} (median)").format(away=brief(away, padded=False))] if away else []
        return parts

    def _arrows(self, composer: Composer, subject: Subject, window: Window) -> None:
        """The gradients, and the update where it is shown."""
        factor = self.sheet.factor(subject, window)
        if self.update is None:
            composer.arrows(factor, self.canvas.square)
            return
        magnified = self.sheet.magnification(subject, window, self.update.first)
        composer.arrows(factor, self.canvas.square, step=f"$Δθ$ × {number(magnified)}" if magnified != 1 else "")
        composer.update(self.update, factor, magnified)

    def _look(self, frame: Frame) -> None:
        """Turn to the box of a new problem, with room for the starts."""
        problem, plane = frame.problem, self.sight.plane
        left, top, right, bottom = MARGINS
        self.canvas.set_margins((left, top + self.sentences.room(self.sight), right, bottom))
        if (problem, self.sight.view) != self._looked_at:
            self._looked_at = (problem, self.sight.view)
            box, names = (problem.box, problem.names) if plane is None else (plane.box, plane.names)
            self.canvas.square = has_one_unit(problem, box, whole=plane is None or self.sight.moving)
            self.axes.rename(*(f"${name}$" for name in names))
            starts = np.array([course.start for course in frame.courses])
            self.canvas.look_at(with_room(box, starts if plane is None else plane.project(starts)))

    def _subject(self, frame: Frame) -> Subject:
        plane, problem, batch = self.sight.plane, frame.problem, frame.batch
        if plane is not None:
            problem = Slice(frame.problem, plane)
            batch = problem if frame.batch is frame.problem else Slice(frame.batch, plane)
        return Subject(frame, problem, batch, self._levels.of(frame, self.sight), self.sight, self.whole, self.words)

    def readout(self, position: QPointF) -> str | None:
        if self.subject is None or not self.canvas.plot_rect().contains(position):
            return None
        return "   ".join(readings(self.subject, self.canvas.to_data(position)))

    def point_at(self, theta: Array | None) -> None:
        self.pointer = theta
        at, lines = None, list[str]()
        if theta is not None and self.subject is not None:
            at = Window.of(self.canvas).point(theta)
            if self.canvas.plot_rect().contains(at):
                lines = readings(self.subject, theta)
            else:
                at = None
        self.note.tell(at, lines)
        hovered = at is not None and not self.sight.fitted and is_at_one(self.sheet.scene.starts, at)
        if hovered != self.sheet.scene.hovered:
            self.sheet.scene.hovered = hovered
            self.layer.update()

    def pick(self, position: QPointF) -> Pick:
        if self.subject is None or not self.canvas.plot_rect().contains(position):
            return None
        return pick(self.sheet, self.subject, position)

    def place(self, position: QPointF) -> Array:
        """θ with the digits that a pixel is worth; beyond two parameters the others are those of the start."""
        assert self.subject is not None
        return self.subject.moved(self.subject.frame.trace.theta[0], rounded(Window.of(self.canvas), position))

    def moved(self, theta: Array, point: Array) -> Array:
        """θ with the two coordinates that the map shows at `point` (2,)."""
        assert self.subject is not None
        return self.subject.moved(theta, point)
