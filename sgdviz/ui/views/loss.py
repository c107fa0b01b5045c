"""J after each step, and each batch's own loss before its update, over time."""

import time

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

from sgdviz.core.averages import History
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.models import Model
from sgdviz.core.problem import Array, Problem

from ..loss.band import CloudBand
from ..loss.curves import Curves
from ..loss.floors import FloorLines
from ..loss.gathered import Gathered
from ..loss.growth import Growth
from ..loss.means import MeanLines
from ..loss.naming import BOTTOM, LineNames
from ..loss.scales import EpochRuler, horizon, is_log_by_default, least_loss, loss_range
from ..paint.axes import Axes
from ..paint.canvas import Canvas
from ..paint.means import mean_name
from ..paint.notecard import NoteCard
from ..paint.runs import run_name, run_styles, takes_all_rows
from ..rows.titles import title_of
from ..text.mathtext import escape
from ..text.numbers import exact, header_number
from ..view import View
from ..widgets.header import Value
from ..words import core_text

REFRESH = 0.1
"""Numbers in the header change at most every so many seconds while the run plays."""
SOON = 16
"""Milliseconds until more of long curves is seen."""


class LossView(View):
    """Losses against steps, with the epochs below. A click or a drag seeks; L switches the logarithm on and off."""

    name = "loss"

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas()
        self.body.addWidget(self.canvas)
        self.curves, self.axes = Curves(self.canvas), Axes(self.canvas, x_whole=True, z=5)
        self.ruler = EpochRuler(self.canvas, self.axes)
        self.means, self.floors = MeanLines(self.canvas, self.curves), FloorLines(self.canvas, self.curves)
        self.band = CloudBand(self.canvas, self.curves)
        self.names = LineNames(self.canvas, self.curves, self.means, self.floors, self.band)
        self.note = NoteCard(self.canvas)
        self.batch_button, self.log_button = QToolButton(), QToolButton()
        for button in (self.batch_button, self.log_button):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.header.add_button(button)
        self._gathered, self._growth = Gathered(), Growth(self.canvas)
        self._more = QTimer(self, singleShot=True, interval=SOON)
        self._told, self._measured = 0.0, ""
        self._met: tuple[Problem, int] | None = None
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._more.timeout.connect(self._redraw)
        self.log_button.toggled.connect(self._set_log)
        self.batch_button.toggled.connect(self.retranslate)
        self.canvas.range_changed.connect(self._place_names)
        self.canvas.pressed.connect(self._press)
        self.canvas.dragged.connect(self._seek)
        self.canvas.pointed.connect(self._point)
        self.canvas.key_pressed.connect(self._key)

    def draw(self, frame: Frame) -> None:
        """Show this frame."""
        self.frame_shown = frame
        met = frame.problem, len(frame.courses)
        if self._met is None or self._met[0] is not met[0] or self._met[1] != met[1]:
            self._met = met
            self._meet(*met)
        self.ruler.plan = frame.courses[0].plan
        self._collect(frame)
        self.means.take(frame)
        self.floors.take(frame, [style.colour for style in run_styles(frame)])
        self.band.take(frame)
        self._show_box(frame)
        self._place_names()
        self._say_title(frame)
        self.curves.update()

    def _meet(self, problem: Problem, runs: int) -> None:
        """Another problem: its own default of the axis, its own minimum. Several runs are compared by their J alone."""
        self.curves.floor, self._measured = least_loss(problem), self._measure(problem)
        log = is_log_by_default(problem)
        self.log_button.setEnabled(self.curves.floor is None or self.curves.floor >= 0)
        for button, on in ((self.log_button, log), (self.batch_button, runs == 1)):
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)
        self.curves.log = self.axes.y_log = log
        self.canvas.home()

    def _collect(self, frame: Frame) -> None:
        """The curves of this frame."""
        curves = self._gathered.curves(frame)
        self.batch_button.setEnabled(not takes_all_rows(frame.course))
        if self.batch_button.isChecked() and self.batch_button.isEnabled():
            curves.append(self._gathered.batches(frame))
        self.curves.curves = curves
        if self._gathered.unfinished:
            self._more.start()

    @Slot()
    def _redraw(self) -> None:
        if self.frame_shown is not None:
            self.draw(self.frame_shown)

    def _show_box(self, frame: Frame) -> None:
        self._growth.to(self._box(frame), frame.pace == "still" or self.reduced_motion or not self.isVisible())

    def _box(self, frame: Frame) -> Array:
        until = horizon(frame)
        return np.array([[0.0, float(until)], self._heights(until)])

    def _heights(self, until: int) -> Array:
        losses = [loss for line in self.means.lines for loss in line.losses.tolist()]
        losses += self.floors.losses() + self.band.losses()
        return loss_range(self.curves.curves, until, self.curves.floor, self.curves.log, losses)

    @Slot(bool)
    def _set_log(self, log: bool) -> None:
        self.curves.log = self.axes.y_log = log
        if self.frame_shown is not None:
            self._growth.jump(self._box(self.frame_shown))
            self.draw(self.frame_shown)
        self.axes.update()

    def _texts(self, short: bool) -> list[str]:
        """What the curves are called, in their order."""
        assert self.frame_shown is not None
        frame = self.frame_shown
        batch = ["$J_B$" if short else self.tr("$J_B$ before its own update")] if self.batch_button.isChecked() else []
        means = ["" if short else mean_name(frame, i) for i in range(len(frame.averages))]
        if len(frame.courses) > 1:
            return [f"[bold:{run_name(frame, run)}]" for run in range(len(frame.courses))] + batch + means
        return ["$J$" if short else self.tr("$J$ after each step"), *batch, *means]

    @Slot()
    def _place_names(self) -> None:
        """The names stand at the present ends of their curves; runs have no symbols."""
        if self.frame_shown is not None:
            several = len(self.frame_shown.courses) > 1
            self.names.place(self._texts(False), None if several else self._texts(True))

    def _say_title(self, frame: Frame) -> None:
        known = min(curve.envelope.rows - 1 for curve in self.curves.curves if curve.whole)
        shown = min(frame.reached(run) for run in range(len(frame.traces)))
        if 0 <= known < shown:
            subtitle = filled(self.tr("$J$ is known up to step {step}; the rest is being filled in"), step=known)
        elif len(frame.courses) > 1:
            subtitle = self.tr("$J$ after each step")
        elif takes_all_rows(frame.course):
            subtitle = self.tr("the batch is the whole: $J_B$ = $J$")
        else:
            subtitle = self._measured
        self.header.set_title(self.title(), subtitle)
        if frame.pace == "still" or time.monotonic() - self._told >= REFRESH:
            self._told = time.monotonic()
            self.header.set_values(self._numbers(frame))

    @staticmethod
    def _numbers(frame: Frame) -> list[Value]:
        """The present η and B, each where it does not stay the same."""
        course, step, found = frame.course, frame.batch_step, []
        if course.rate_varies:
            found.append(Value("$η$", header_number(course.rate(frame.trace, step)), "ink"))
        if course.plan.size_varies:
            size = f"{course.plan.batch_size(step)}"
            found.append(Value("$B$", size, "batch", "0" * len(f"{frame.problem.n}")))
        return found

    def _measure(self, problem: Problem) -> str:
        """What the loss of a model is, with its unit."""
        if not isinstance(problem, Model):
            return ""
        sample, measure = problem.sample, core_text(problem.measure)
        unit = title_of(sample, sample.y_name).unit if problem.power and sample.scaling.y_scale == 1 else ""
        return f"{measure}, {unit}{'²' if problem.power == 2 else ''}" if unit else measure

    @Slot(QPointF, object)
    def _press(self, position: QPointF, modifiers: object) -> None:
        run = self.names.ends.name_at(position)
        if run is not None and self.frame_shown is not None and run < len(self.frame_shown.courses) > 1:
            self.watched.emit(run)
        elif self.canvas.plot_rect().adjusted(-8, 0, 8, BOTTOM).contains(position):
            self._seek(position, modifiers)

    @Slot(QPointF, object)
    def _seek(self, position: QPointF, modifiers: object) -> None:
        step = self._step_at(position)
        if step is not None:
            self.sought.emit(step)

    def _step_at(self, position: QPointF) -> int | None:
        if self.frame_shown is None:
            return None
        return min(max(0, round(float(self.canvas.to_data(position)[0]))), self.frame_shown.course.steps)

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        """Read the losses of the step under the pointer."""
        step = None if position is None or not self.canvas.plot_rect().contains(position) else self._step_at(position)
        if position is None or step is None:
            self.note.tell(None)
            return
        x, own = float(self.canvas.to_px(np.array([step, 0.0]))[0]), self.floors.near(position)
        self.note.tell(QPointF(x, position.y()), self.reading(step) if own is None else self.floors.reading(own))

    def reading(self, step: int) -> list[str]:
        """What is known of a step, as markup."""
        assert self.frame_shown is not None
        frame, lines = self.frame_shown, []
        place = frame.course.plan.place(min(step, frame.course.steps - 1))
        lines.append(filled(self.tr("step {step}: epoch {epoch}, batch {batch} of {batches}"),
                            step=step, epoch=place.epoch, batch=place.batch, batches=place.batches))
        several = len(frame.courses) > 1
        for run in range(len(frame.courses)):
            column = self._gathered[run].whole
            if step < column.rows and step <= frame.reached(run):
                name = f"{escape(run_name(frame, run))}: " if several else ""
                lines.append(f"{name}$J$ = {exact(float(column.column[step]))}")
        history = History(frame.trace)
        for i, (average, _) in enumerate(frame.averages):
            theta = history.of(average, step) if step <= frame.reached(frame.watched) else None
            if theta is not None:
                lines.append(f"{mean_name(frame, i)}: $J$ = {exact(float(frame.problem.loss(theta)))}")
        lines += self.band.reading(step)
        batch = self._gathered[frame.watched].batch
        if step < min(batch.rows, frame.reached(frame.watched)) and not takes_all_rows(frame.course):
            lines.append(f"$J_B$ = {exact(float(batch.column[step]))}")
        return lines

    @Slot(object)
    def _key(self, event: QKeyEvent) -> None:
        button = {Qt.Key.Key_L: self.log_button, Qt.Key.Key_B: self.batch_button}.get(Qt.Key(event.key()))
        if button is not None and not event.modifiers():
            event.accept()
            if button.isEnabled():
                button.toggle()

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.header.set_title(self.title())
        self.canvas.setAccessibleName(self.tr("Losses against steps. A click goes to a step."))
        self.ruler.step_name, self.ruler.epoch_name = self.tr("step"), self.tr("epoch")
        self.batch_button.setText(self.tr("batches"))
        self.batch_button.setToolTip(self.tr("Each batch's own loss (B)"))
        self.batch_button.setAccessibleName(self.tr("Each batch's own loss"))
        self.log_button.setText(self.tr("log"))
        self.log_button.setToolTip(self.tr("Logarithmic axis (L)"))
        self.log_button.setAccessibleName(self.tr("Logarithmic axis"))
        if self.frame_shown is not None:
            self._measured = self._measure(self.frame_shown.problem)
        super().retranslate()
