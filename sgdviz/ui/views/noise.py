"""How the gradients of batches scatter about ∇J, and what that makes of an epoch."""

import time
from threading import Event

import numpy as np
from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QToolButton

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.problem import Array, Problem

from ..look import theme
from ..map.boxes import has_one_unit
from ..noise.boxes import cloud_box, with_room
from ..noise.cloud import CloudLayer
from ..noise.epoch import Epoch, real_path
from ..noise.line import LineLayer
from ..noise.names import CloudNames
from ..noise.paths import PathsLayer
from ..noise.reading import axis_names, reading
from ..noise.scenes import CloudScene, Scenes, WaysScene
from ..noise.sentences import CloudWords, PathWords
from ..noise.study import Study
from ..paint.axes import Axes
from ..paint.canvas import Canvas
from ..paint.endnames import Caption, Captions
from ..paint.notecard import NoteCard
from ..text.mathtext import Line
from ..text.numbers import header_number
from ..text.paragraph import paragraph
from ..view import View
from ..widgets.header import Value
from .maps import norm

LEFT, TOP, RIGHT, BOTTOM = 72, 10, 16, 38
LINE, PICTURE = 18, 140
"""The height of a line of the sentences above the picture, and how high they leave the picture at least."""
WIDE, NAMED = 560, 700
"""Wide in pixels: then the formula of theory stands in the picture, and the header says whose J it is."""
REFRESH, SHARE = 0.1, 4.0
"""While a run plays, it is drawn at most so often, and never takes more than one part in SHARE of the time."""
NEAR = 10.0


class NoiseView(View):
    """The cloud of −∇J_B at θ with its mean −∇J, or the steps of an epoch end to end; the switch is the view's own."""

    name = "noise"

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas((LEFT, TOP, RIGHT, BOTTOM))
        self.body.addWidget(self.canvas, 1)
        self.cloud, self.line, self.paths = CloudLayer(self.canvas), LineLayer(self.canvas), PathsLayer(self.canvas)
        self.axes, self.captions, self.note = Axes(self.canvas), Captions(self.canvas), NoteCard(self.canvas)
        self.cloud_button, self.path_button = QToolButton(), QToolButton()
        self._switch = QButtonGroup(self)
        for button in (self.cloud_button, self.path_button):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._switch.addButton(button)
            self.header.add_button(button)
        self.cloud_button.setChecked(True)
        self.study: Study | None = None
        self.epoch: Epoch | None = None
        self.cloud_words, self.path_words = CloudWords(self), PathWords(self)
        self._scenes = Scenes(self)
        self._looked_at: object = None
        self._due = 0.0
        self._pointer: QPointF | None = None
        self._scenes.told.connect(self._hear)
        self._scenes.failed.connect(self.failed)
        self._switch.buttonToggled.connect(self._turn)
        self.canvas.resized.connect(self._redraw)
        self.canvas.pointed.connect(self._point)
        self.retranslate()

    @classmethod
    def suits(cls, problem: Problem) -> bool:
        """A batch differs from the whole only where there are several rows."""
        return problem.n > 1

    @property
    def shows_cloud(self) -> bool:
        return self.cloud_button.isChecked()

    def heed(self, gate: Event) -> None:
        self._scenes.aside.heed(gate)

    def draw(self, frame: Frame) -> None:
        """Show this frame; while the run plays, as often as there is time for it."""
        self.frame_shown = frame
        now = time.monotonic()
        if frame.pace != "still" and now < self._due:
            return
        self._scenes.ask(frame, self.shows_cloud, now=not self.isVisible())
        self._show(frame)
        done = time.monotonic()
        self._due = max(now + REFRESH, done + SHARE * (done - now))

    def finish(self) -> None:
        if self.frame_shown is not None:
            self._scenes.aside.close()
            self._scenes.ask(self.frame_shown, self.shows_cloud, now=True)
            self._show(self.frame_shown)

    @Slot()
    def _hear(self) -> None:
        """Another scene is there: while the run plays, the next one has to wait for as long as it took."""
        frame = self.frame_shown
        if frame is None:
            return
        if frame.pace == "still":
            self._redraw()
        else:
            self._show(frame)
            self._due = time.monotonic() + self._scenes.aside.took

    def _show(self, frame: Frame) -> None:
        """Show the scene of this frame, or the last one that there is of its problem."""
        scene = self._scenes.last(frame, self.shows_cloud)
        self.study = None
        late = scene is not None and not self._scenes.is_of(scene, frame)
        words = filled(self.tr("At step {step}; the next is being worked out."), step=scene.frame.step) if scene and late else ""
        if frame.problem.n == 1:
            self._draw_nothing(self.tr("There is one row only: the gradient of every batch is $∇J$, without noise."))
        elif scene is None:
            self._draw_nothing(filled(self.tr("The gradients of {n} rows are being worked out."), n=frame.problem.n))
        elif scene.vanishes:
            self._draw_nothing(words, self.tr("The gradient of every batch vanishes here."))
        elif isinstance(scene, CloudScene):
            self._draw_cloud(scene, words)
        else:
            self._draw_ways(scene, words)
        self.header.set_title(self.title(), "", "batch")
        self._point(self._pointer)

    def _draw_nothing(self, *words: str) -> None:
        """Say why there is no picture."""
        for layer in (self.cloud, self.line, self.paths, self.axes):
            layer.hide()
        self.header.set_values([])
        self._say(list(words))

    def _draw_cloud(self, scene: CloudScene, words: str) -> None:
        frame, study = scene.frame, scene.study
        self.study = study
        finite, single = study.cloud.is_finite, frame.problem.dim == 1
        self.paths.hide()
        for layer, shown in ((self.cloud, not single), (self.line, single), (self.axes, True)):
            layer.setVisible(shown and finite)
        if finite:
            box = cloud_box(scene.first, study)
            self._look(box, (frame.problem, frame.watched, frame.place.epoch, True), frame.problem)
            self._name_axes(study.plane.turned, frame.problem, cloud=True)
        names = self.cloud_words.names(study, self.canvas.width() >= WIDE) if finite else CloudNames()
        self.cloud.show_study(study, names)
        self.line.show_study(study, names)
        self._say_cloud(frame, study, words)

    def _draw_ways(self, scene: WaysScene, words: str) -> None:
        frame, epoch = scene.frame, scene.epoch
        self.epoch = epoch
        real, single = real_path(frame, epoch), frame.problem.dim == 1
        for layer, shown in ((self.cloud, False), (self.line, False), (self.paths, True), (self.axes, True)):
            layer.setVisible(shown)
        box = epoch.box
        seen = epoch.seen(real)
        inside = (seen >= box[:, 0]).all() and (seen <= box[:, 1]).all()
        if not single and not inside:
            box = with_room(np.concatenate([box.T, seen]))
        if single:
            sides = with_room(np.column_stack([np.append(box[0], seen[:, 0]), np.zeros(len(seen) + 2)]))
            box = np.array([sides[0], [-1.06 * len(epoch.batches), 0.06 * len(epoch.batches)]])
        self._look(box, (frame.problem, frame.watched, epoch.number, False), frame.problem)
        self._name_axes(epoch.plane.turned, frame.problem, cloud=False)
        self.paths.show_epoch(epoch, real, self.path_words.names(epoch))
        self._say_ways(scene, words)

    def _look(self, box: Array, key: object, problem: Problem) -> None:
        """Turn to another box; one that its user zoomed stays so during the epoch."""
        with QSignalBlocker(self.canvas):
            self.canvas.square = problem.dim > 1 and has_one_unit(problem, problem.box, whole=problem.dim == 2)
            if key == self._looked_at:
                if not np.array_equal(self.canvas.home_box, box):
                    self.canvas.follow(box)
            else:
                self.canvas.look_at(box)
        self._looked_at = key

    def _name_axes(self, turned: bool, problem: Problem, cloud: bool) -> None:
        self.axes.y_ticks = problem.dim > 1
        self.axes.rename(*axis_names(problem, turned, cloud))

    def _say_cloud(self, frame: Frame, study: Study, words: str) -> None:
        """Numbers and sentences."""
        cloud, dots = study.cloud, study.counted
        self.header.set_values([] if not cloud.is_finite else [
            Value(self.tr("lower $J$"), f"{100 * float(dots.lower.mean()):.0f} %", "batch", "100 %"),
            Value("$|∇J|$", header_number(norm(cloud.whole)), "whole"), Value("$σ_B$", header_number(cloud.spread), "batch")])
        self._say([words, *self.cloud_words.sentences(frame, study)])

    def _say_ways(self, scene: WaysScene, words: str) -> None:
        frame, epoch = scene.frame, scene.epoch
        done = frame.reached(frame.watched) - frame.course.plan.first_step(epoch.number)
        named = self.width() >= NAMED
        ways = [(self.tr("real $J$"), scene.real, "ink2"), (self.tr("end to end $J$"), scene.fixed, "batch")]
        if scene.full is not None:
            ways.insert(1, (self.tr("full $J$"), scene.full, "whole"))
        self.header.set_values([Value(name if named else "$J$", header_number(loss), token) for name, loss, token in ways])
        self._say([words, *self.path_words.sentences(frame, epoch, done)])

    def _say(self, lines: list[str]) -> None:
        """Sentences above the picture, each whole: as many as there is height for, and the first one."""
        room, most = self.canvas.width() - 16.0 - RIGHT, self.canvas.height() - PICTURE - TOP - BOTTOM
        told: list[Line] = []
        for line in filter(None, lines):
            more = paragraph(line, 12, room).lines
            if told and LINE * (len(told) + len(more)) > most:
                break
            told += more
        with QSignalBlocker(self.canvas):
            self.canvas.set_margins((LEFT, TOP + LINE * len(told), RIGHT, BOTTOM))
        self.captions.show_captions([Caption(line, 16, TOP + 6 + LINE * row, theme.colour("ink2"))
                                     for row, line in enumerate(told)])

    @Slot(QAbstractButton, bool)
    def _turn(self, button: QAbstractButton, on: bool) -> None:
        if on:
            self._redraw()

    @Slot()
    def _redraw(self) -> None:
        self._due = 0.0
        if self.frame_shown is not None:
            self.draw(self.frame_shown)

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        """Read the batch under the pointer, also when another one comes there."""
        self._pointer = position
        self.note.tell(None)
        if position is None or not self.shows_cloud or self.study is None or not self.study.cloud.is_finite:
            return
        found = self._nearest(self.study, position)
        if found is not None:
            px, lines = found
            self.note.tell(QPointF(*px.tolist()), lines)

    def _nearest(self, study: Study, position: QPointF) -> tuple[Array, list[str]] | None:
        """Where the batch next to a position stands, and what there is to say of it."""
        at = np.array([position.x(), position.y()])
        single = study.problem.dim == 1
        for dots in (study.dots, study.others):
            if dots is None or (single and dots is not study.counted):
                continue
            px = self.line.stacked(-dots.gradients[:, 0])[0] if single else self.canvas.to_px(self.cloud.steps(dots))
            away = np.hypot(*(px - at).T)
            nearest = int(away.argmin())
            if away[nearest] <= NEAR:
                return px[nearest], reading(study, dots, nearest)
        return None

    def hideEvent(self, event: QHideEvent) -> None:
        """Who does not see it does not want it worked out."""
        super().hideEvent(event)
        self._scenes.aside.close()

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.header.set_title(self.title(), "", "batch")
        self.canvas.setAccessibleName(self.tr("The gradients of batches about the gradient of all rows"))
        self.cloud_button.setText(self.tr("cloud"))
        self.cloud_button.setToolTip(self.tr("The batches' gradients at this θ"))
        self.path_button.setText(self.tr("end to end"))
        self.path_button.setToolTip(self.tr("The steps of an epoch laid end to end"))
        for button in (self.cloud_button, self.path_button):
            button.setAccessibleName(button.toolTip())
        self._due = 0.0
        super().retranslate()
