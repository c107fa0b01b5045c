"""What the landscape and the batch landscape have in common: a canvas with a picture, and what a hand does there."""

import math
import time
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal, Slot
from PySide6.QtGui import QKeyEvent

from sgdviz.core.atlas import pixels
from sgdviz.core.course import Course
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Problem
from sgdviz.core.terms import Replay

from ..chord.ends import with_end
from ..cloud.present import watching
from ..curve.picture import CurvePicture
from ..map.picture import MapPicture
from ..map.planes import PlaneChoice
from ..paint.canvas import Canvas
from ..paint.keys import way_of
from ..picture import Pick, Picture
from ..update.shown import Shown
from ..view import View

REFRESH = 0.1
"""Numbers in the header change at most every so many seconds while the run plays."""
NUDGE = 0.01
"""An arrow key moves the start by so much of the width."""


class MapView(View):
    """J or J_B on a canvas: a curve for one parameter, a map for two or more.

    `pointed_at` carries the θ under the pointer, in the coordinates of the canvas, or None.
    """

    pointed_at = Signal(object)
    whole = True

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas()
        self.planes = PlaneChoice()
        self.planes.hide()
        self.header.add_button(self.planes)
        self.body.addWidget(self.canvas, 1)
        self._pictures: dict[bool, Picture] = {}
        self._grip: Pick = None
        self._show_chord, self._show_update, self._told = False, False, 0.0
        self._replay = Replay()
        self._first: tuple[Course, Array] | None = None
        self.canvas.pressed.connect(self._press)
        self.canvas.dragged.connect(self._drag)
        self.canvas.released.connect(self._release)
        self.canvas.pointed.connect(self._point)
        self.canvas.key_pressed.connect(self._key)
        self.planes.chosen.connect(self._choose_plane)
        self.retranslate()

    @property
    def picture(self) -> Picture | None:
        """What draws on the canvas now."""
        if self.frame_shown is None:
            return None
        return self._picture_for(self.frame_shown.problem)

    def _picture_for(self, problem: Problem) -> Picture:
        """The map or the curve, made when it is first needed; the other one leaves the canvas."""
        flat = problem.dim > 1
        if flat not in self._pictures:
            make = MapPicture if flat else CurvePicture
            self._pictures[flat] = make(self.canvas, self.whole)
        return self._pictures[flat]

    @property
    def show_chord(self) -> bool:
        """Whether the chord's ends are shown and can be dragged."""
        return self._show_chord

    @show_chord.setter
    def show_chord(self, shown: bool) -> None:
        if shown != self._show_chord:
            self._show_chord = shown
            if self.frame_shown is not None:
                self.draw(self.frame_shown)

    @Slot(bool)
    def set_show_update(self, shown: bool) -> None:
        """Whether the terms of the update are shown as arrows at the ball."""
        if shown != self._show_update:
            self._show_update = shown
            if self.frame_shown is not None:
                self.draw(self.frame_shown)

    def _update(self, frame: Frame) -> Shown:
        """The terms of the step at hand, and the first step of its run."""
        course, trace = frame.course, frame.trace
        if self._first is None or self._first[0] is not course:
            self._first = course, Replay().terms(course, trace, 0).move
        return Shown(self._replay.terms(course, trace, frame.batch_step), self._first[1])

    def draw(self, frame: Frame) -> None:
        """Show this frame."""
        before = self.picture
        self.frame_shown = frame
        picture = self._picture_for(frame.problem)
        if before is not None and before is not picture:
            before.hide()
            picture.show()
        picture.show_chord = self._show_chord
        picture.update = self._update(frame) if self._show_update else None
        self.planes.offer(frame.problem.names if self.whole else (), frame.experiment.plane)
        picture.draw(frame)
        if frame.pace == "still" or time.monotonic() - self._told >= REFRESH:
            self._told = time.monotonic()
            self.show_numbers(frame)
            picture.tell()

    def set_covered(self, covered: int) -> None:
        self.canvas.set_covered(covered)

    def finish(self) -> None:
        if self.picture is not None:
            self.picture.finish()

    def show_numbers(self, frame: Frame) -> None:
        """Put title and numbers of this frame into the header."""
        raise NotImplementedError

    @Slot(object)
    def _choose_plane(self, names: tuple[str, str] | None) -> None:
        """Ask for the plane of these two parameters, or of the path."""
        if self.frame_shown is not None:
            self.edited.emit(replace(self.frame_shown.experiment, plane=names), "")

    def point_at(self, theta: Array | None) -> None:
        """Show the hairlines of a θ that the pointer of a linked view is at."""
        if self.picture is not None:
            self.picture.point_at(theta)

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        picture = self.picture
        if picture is None:
            return
        theta = None
        if position is not None and picture.readout(position) is not None:
            theta = self.canvas.to_data(position)
        picture.point_at(theta)
        self.pointed_at.emit(theta)

    @Slot(QPointF, object)
    def _press(self, position: QPointF, modifiers: object) -> None:
        if self.picture is None:
            return
        self._grip = self.picture.pick(position)
        if isinstance(self._grip, tuple) and self._grip[0] == "run":
            self.watched.emit(self._grip[1])
        elif isinstance(self._grip, tuple) and self._grip[0] == "replica":
            self._watch(self._grip[1])
        else:
            self._drag(position, modifiers)

    def _watch(self, replica: int) -> None:
        """Ask for the experiment whose watched run is this one of the cloud."""
        assert self.frame_shown is not None
        edited = watching(self.frame_shown, replica)
        if edited is not None:
            self.edited.emit(edited, "")

    @Slot(QPointF, object)
    def _drag(self, position: QPointF, modifiers: object) -> None:
        picture, frame = self.picture, self.frame_shown
        if picture is None or frame is None or self._grip is None:
            return
        if self._grip == "start":
            self.edited.emit(with_start(frame, picture.place(position)), "start")
        elif self._grip[0] == "chord":
            end = picture.place(position)
            self.edited.emit(with_end(frame.experiment, frame.problem, self._grip[1], end), "chord")

    @Slot(QPointF, object)
    def _release(self, position: QPointF, modifiers: object) -> None:
        if self._grip == "start" or (self._grip is not None and self._grip[0] == "chord"):
            self.gesture_ended.emit()
        self._grip = None

    @Slot(object)
    def _key(self, event: QKeyEvent) -> None:
        """Shift and an arrow key move the start."""
        way, frame = way_of(event), self.frame_shown
        if way is None or frame is None or self.picture is None:
            return
        event.accept()
        start, picture = frame.trace.theta[0], self.picture
        if isinstance(picture, MapPicture) and picture.sight.fitted:
            return
        point = self._seen(start).copy()
        for axis, (sign, side) in enumerate(zip(way[: len(point)], self.canvas.box, strict=False)):
            unit = 10.0 ** math.floor(math.log10(NUDGE * (side[1] - side[0])))
            point[axis] = round((point[axis] + sign * NUDGE * (side[1] - side[0])) / unit) * unit
        self.edited.emit(with_start(frame, picture.moved(start, point) if isinstance(picture, MapPicture) else point), "")

    def _seen(self, theta: Array) -> Array:
        """Where on the canvas θ (…, d) is: (…, 2) on a map."""
        picture = self.picture
        return picture.subject.seen(theta) if isinstance(picture, MapPicture) and picture.subject is not None else theta

    def zoom_to_last_epoch(self) -> None:
        """Look at the path of the last epoch, as large as it can be."""
        frame = self.frame_shown
        if frame is None or self.picture is None:
            return
        reached = frame.reached(frame.watched)
        path = self._seen(frame.trace.theta[max(0, reached - frame.place.batches) : reached + 1])
        box = self.canvas.box.copy()
        for side in range(path.shape[-1]):
            low, high = path[:, side].min(), path[:, side].max()
            room = max(0.15 * (high - low), 1e-4 * np.ptp(self.canvas.home_box[side]))
            box[side] = low - room, high + room
        self.canvas.show_box(box)

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        for picture in self._pictures.values():
            picture.retranslate()
        self.canvas.setAccessibleName(self.title())
        self.planes.retranslate()
        super().retranslate()


def with_start(frame: Frame, theta: Array) -> Experiment:
    """The experiment with another start: of the watched run where it has one of its own, else of all."""
    return pixels.with_start(frame.experiment, frame.watched, tuple(float(t) for t in theta))


def norm(gradient: Array) -> float:
    """The length of ∇, also where its square is beyond a float."""
    return math.hypot(*gradient.tolist())


class Link(QObject):
    """Lets two views zoom and point together."""

    def __init__(self, first: MapView, second: MapView) -> None:
        super().__init__(first)
        self._first, self._second, self._busy = first, second, False
        first.pointed_at.connect(second.point_at)
        second.pointed_at.connect(first.point_at)
        first.canvas.range_changed.connect(self._first_moved)
        second.canvas.range_changed.connect(self._second_moved)
        self._first_moved()

    @Slot()
    def _first_moved(self) -> None:
        self._copy(self._first.canvas, self._second.canvas)

    @Slot()
    def _second_moved(self) -> None:
        self._copy(self._second.canvas, self._first.canvas)

    def _copy(self, source: Canvas, target: Canvas) -> None:
        """What one is asked to show, the other shows; each fits its own shape, also when only that changes."""
        if self._busy:
            return
        self._busy = True
        try:
            if source.is_home:
                target.home()
            elif not np.array_equal(source.asked, target.asked):
                target.show_box(source.asked)
        finally:
            self._busy = False
