"""How the gradients of batches scatter about ∇J, and what that makes of an epoch."""

import math
import time

import numpy as np
from PySide6.QtCore import QPointF, QSignalBlocker, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton

from sgdviz.core.experiment import Spec
from sgdviz.core.frame import Frame
from sgdviz.core.models import Model
from sgdviz.core.problem import Array, Problem

from ..look import theme
from ..map.picture import has_one_unit
from ..noise.boxes import cloud_box, with_room
from ..noise.cloud import CloudLayer
from ..noise.epoch import Epoch, Epochs, real_path
from ..noise.line import LineLayer
from ..noise.names import CloudNames, PathNames
from ..noise.paths import PathsLayer
from ..noise.rates import is_plain
from ..noise.study import Dots, Studies, Study
from ..paint.axes import Axes
from ..paint.canvas import Canvas
from ..paint.endnames import Caption, Captions
from ..paint.notecard import NoteCard
from ..text.mathtext import layout
from ..text.numbers import exact, header_number
from ..view import View
from ..widgets.header import Value
from .maps import norm

LEFT, TOP, RIGHT, BOTTOM = 72, 10, 16, 38
LINE, LOW = 18, 250
"""The height of a sentence above the picture; a canvas lower than LOW has one of them."""
REFRESH, SHARE = 0.1, 4.0
"""While a run plays, it is drawn at most so often, and never takes more than one part in SHARE of the time."""
NEAR = 10.0


class NoiseView(View):
    """The cloud of −∇J_B at θ with its mean −∇J, or the steps of an epoch end to end; the switch is the view's own."""

    name = "noise"
    above = True

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
            self._switch.addButton(button)
            self.header.add_button(button)
        self.cloud_button.setChecked(True)
        self.study: Study | None = None
        self.epoch: Epoch | None = None
        self._studies, self._epochs = Studies(), Epochs()
        self._looked_at: object = None
        self._due = 0.0
        self._switch.buttonToggled.connect(self._turn)
        self.canvas.pointed.connect(self._point)
        self.retranslate()

    @classmethod
    def suits(cls, problem: Problem) -> bool:
        """A batch differs from the whole only where there are several rows."""
        return problem.n > 1

    def title(self) -> str:
        return self.tr("Batch noise")

    @property
    def shows_cloud(self) -> bool:
        return self.cloud_button.isChecked()

    def draw(self, frame: Frame) -> None:
        """Show this frame; while the run plays, as often as there is time for it."""
        self.frame_shown = frame
        now = time.monotonic()
        if frame.pace != "still" and now < self._due:
            return
        if self.shows_cloud:
            self._draw_cloud(frame)
        else:
            self._draw_paths(frame)
        done = time.monotonic()
        self._due = max(now + REFRESH, done + SHARE * (done - now))

    def _draw_cloud(self, frame: Frame) -> None:
        study = self.study = self._studies.of(frame)
        finite, single = study.cloud.is_finite, frame.problem.dim == 1
        self.paths.hide()
        for layer, shown in ((self.cloud, not single), (self.line, single), (self.axes, True)):
            layer.setVisible(shown and finite)
        if finite:
            box = cloud_box(self._studies.at_first(frame), study)
            self._look(box, (frame.problem, frame.watched, frame.place.epoch, True), frame.problem)
            self._name_axes(study.plane.turned, frame.problem, cloud=True)
        names = self._cloud_names(study)
        self.cloud.show_study(study, names)
        self.line.show_study(study, names)
        self._say_cloud(frame, study)

    def _draw_paths(self, frame: Frame) -> None:
        epoch = self.epoch = self._epochs.of(frame)
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
        self.paths.show_epoch(epoch, real, self._path_names(epoch))
        self._say_paths(frame, epoch)

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
        """What the axes measure."""
        single = problem.dim == 1
        if turned:
            names = (self.tr("along $−∇J$"), self.tr("across"))
        elif cloud:
            own = [f"$−∂J_B/∂{name}$" for name in problem.names]
            names = (own[0], "" if single else own[1])
        else:
            names = (f"${problem.names[0]}$", "" if single else f"${problem.names[1]}$")
        self.axes.y_ticks = not single
        self.axes.rename(*names)

    def _cloud_names(self, study: Study) -> CloudNames:
        wide, cloud = self.canvas.width() >= 560, study.cloud
        replacement, equal = cloud.batches.replacement, cloud.batches.are_equal
        formula = "$C/B$" if replacement else "$(C/B)(n−B)/(n−1)$" if equal else "$C (m−1)/(n−1)$"
        theory = self.tr("theory: {formula}").format(formula=formula) if wide else self.tr("theory")
        measured = self.tr("measured")
        if study.has_noise and np.allclose(cloud.predicted, cloud.measured, rtol=1e-6, atol=1e-9 * cloud.spread**2):
            theory, measured = self.tr("measured = theory") + (f": {formula}" if wide else ""), ""
        if study.left is not None:
            mean = self.tr("mean of the %n left", "", len(study.epoch.batches) - study.done)
        else:
            mean = self.tr("mean of these")
        return CloudNames(mean=mean, theory=theory, measured=measured, ground=self.tr("here a step raises $J$"))

    def _path_names(self, epoch: Epoch) -> PathNames:
        count = len(epoch.batches)
        leap = self.tr("one step of {count}$η$").format(count=count) if epoch.has_one_rate else self.tr("one step of $Ση$")
        both = self.tr("end to end = {leap}") if epoch.meets else self.tr("end to end ≈ {leap}")
        return PathNames(self.tr("start of the epoch"), self.tr("end to end"), self.tr("{count} full steps").format(count=count),
                         self.tr("the real epoch"), leap, both.format(leap=leap), self.tr("0 batches"))

    def _say_cloud(self, frame: Frame, study: Study) -> None:
        """Header and sentences."""
        cloud, dots = study.cloud, study.counted
        self.header.set_title(self.title(), "", "batch")
        if not cloud.is_finite:
            self.header.set_values([])
            self._say([self.tr("The gradients are not finite here.")])
            return
        share = f"{100 * float(dots.lower.mean()):.0f} %"
        self.header.set_values([Value(self.tr("lower $J$"), share, "batch", "100 %"),
                                Value("$|∇J|$", header_number(norm(cloud.whole)), "whole"),
                                Value("$σ_B$", header_number(cloud.spread), "batch")])
        self._say([self._ensemble(frame, study), self._share(frame, study), self._ratio(study)])

    def _ensemble(self, frame: Frame, study: Study) -> str:
        """Which batches these are."""
        n, epoch = frame.problem.n, study.epoch.batches
        if study.is_whole:
            return self.tr("The batch is all {n} rows: its gradient is $∇J$, without noise.").format(n=n)
        if not study.has_noise:
            return self.tr("All rows have the same gradient here: batches have no noise.")
        if study.everything is not None:
            every = study.everything.batches
            words = (self.tr("All {count} draws of {size} of the {n} rows, with replacement; large: epoch {epoch}")
                     if every.replacement else self.tr("All {count} batches of {size} of the {n} rows; large: epoch {epoch}"))
            return words.format(count=f"{len(every):,}", size=int(every.sizes[0]), n=n, epoch=study.number)
        if len(study.dots.which) < len(epoch):
            return self.tr("{shown} of the {count} batches of epoch {epoch}, all at this $θ$").format(
                shown=f"{len(study.dots.which):,}", count=f"{len(epoch):,}", epoch=study.number)
        words = (self.tr("The {count} batches of epoch {epoch}, drawn with replacement, all at this $θ$")
                 if epoch.replacement else self.tr("The {count} batches of epoch {epoch}, all at this $θ$"))
        return words.format(count=f"{len(epoch):,}", epoch=study.number)

    def _share(self, frame: Frame, study: Study) -> str:
        """How many of their steps lower J."""
        lower, count = int(study.counted.lower.sum()), len(study.counted.lower)
        if is_plain(self._optimizer(frame)):
            steps = self.tr("with $η$ = {rate}")
        else:
            steps = self.tr("as plain SGD steps with $η$ = {rate}")
        if study.is_whole:
            words = self.tr("● Its step lowers $J$, {steps}") if lower else self.tr("○ Its step raises $J$, {steps}")
        elif lower == count:
            words = self.tr("● All {count} lower $J$, {steps}")
        elif not lower:
            words = self.tr("○ All {count} raise $J$, {steps}")
        else:
            words = self.tr("● {lower} of {count} lower $J$, ○ {others} raise it, {steps}")
        return words.format(lower=f"{lower:,}", count=f"{count:,}", others=f"{count - lower:,}",
                            steps=steps.format(rate=f"{study.rate:.4g}"))

    def _ratio(self, study: Study) -> str:
        """Signal and noise in words."""
        cloud = study.cloud
        size, noise = norm(cloud.whole), cloud.spread
        if not study.has_noise or not size:
            return ""
        words = (self.tr("Noise is {ratio} times the slope; critical batch size: {size}") if noise >= size else
                 self.tr("The slope is {ratio} times the noise; critical batch size: {size}"))
        critical = cloud.critical_size
        return words.format(ratio=_short(max(noise, size) / min(noise, size)),
                            size=_short(critical))

    def _say_paths(self, frame: Frame, epoch: Epoch) -> None:
        done = frame.reached(frame.watched) - frame.course.plan.first_step(epoch.number)
        count, problem, laid = len(epoch.batches), frame.problem, epoch.laid
        self.header.set_title(self.title(), "", "batch")
        with np.errstate(all="ignore"):
            values = [Value(self.tr("real $J$"), header_number(float(problem.loss(frame.theta))), "ink2"),
                      Value(self.tr("end to end $J$"), header_number(float(problem.loss(laid.fixed[done]))), "batch")]
            if laid.full is not None:
                values.insert(1, Value(self.tr("full $J$"), header_number(float(problem.loss(laid.full[done]))), "whole"))
        self.header.set_values(values)
        words = (self.tr("Epoch {epoch} after {done} of {count} steps") if laid.full is not None else
                 self.tr("Epoch {epoch} after {done} of {count} steps; full steps would take too long here"))
        lines = [words.format(epoch=epoch.number, done=done, count=count), self._meeting(epoch)]
        if not is_plain(self._optimizer(frame)):
            lines.append(self.tr("The real epoch is the optimizer's; the other two are plain SGD steps."))
        self._say(lines)

    def _meeting(self, epoch: Epoch) -> str:
        """Where the gradients laid end to end arrive."""
        if epoch.meets:
            return self.tr("All gradients at the first $θ$, laid end to end, arrive where one large step on $J$ does.")
        if epoch.batches.replacement:
            return self.tr("Laid end to end they miss the one large step on $J$: rows were drawn twice or not at all.")
        if not epoch.has_one_rate:
            return self.tr("Laid end to end they arrive near one large step on $J$: the learning rate changes on the way.")
        return self.tr("Laid end to end they arrive near one large step on $J$: the last batch is short.")

    def _optimizer(self, frame: Frame) -> Spec:
        return [setting.optimizer for setting in frame.course.run.settings() if setting.step <= frame.batch_step][-1]

    def _say(self, lines: list[str]) -> None:
        """Sentences above the picture, as many as there is height for."""
        lines = [line for line in lines if line][: 1 if self.canvas.height() < LOW else 3]
        with QSignalBlocker(self.canvas):
            self.canvas.set_margins((LEFT, TOP + LINE * len(lines), RIGHT, BOTTOM))
        room = self.canvas.width() - 16.0 - RIGHT
        self.captions.show_captions([Caption(layout(line, 12).elided(room), 16, TOP + 6 + LINE * row, theme.colour("ink2"))
                                     for row, line in enumerate(lines)])

    @Slot()
    def _turn(self) -> None:
        self._redraw()

    def _redraw(self) -> None:
        self._due = 0.0
        if self.frame_shown is not None:
            self.draw(self.frame_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        """Read the batch under the pointer."""
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
        for dots, epoch in ((study.dots, True), (study.others, False)):
            if dots is None or (single and dots is not study.counted):
                continue
            px = self.line.stacked(-dots.gradients[:, 0])[0] if single else self.canvas.to_px(self.cloud.steps(dots))
            away = np.hypot(*(px - at).T)
            nearest = int(away.argmin())
            if away[nearest] <= NEAR:
                return px[nearest], self.reading(study, dots, nearest, epoch)
        return None

    def reading(self, study: Study, dots: Dots, index: int, epoch: bool) -> list[str]:
        """What is known of a batch, as markup."""
        ensemble = study.epoch if epoch else study.cloud
        number = int(dots.which[index])
        rows = ensemble.batches.rows_of(number)
        problem, gradient = study.problem, dots.gradients[index]
        lines = [self.tr("batch {batch} of {batches}").format(batch=number + 1, batches=len(ensemble.batches))] if epoch else []
        named = problem.sample.rows[rows] if isinstance(problem, Model) else rows
        told = ", ".join(str(row + 1) for row in named[:8].tolist()) + (", …" if len(rows) > 8 else "")
        lines.append(self.tr("rows {rows}").format(rows=told) if len(rows) > 1 else self.tr("row {row}").format(row=told))
        lines.append(f"$|∇J_B|$ = {exact(norm(gradient))}")
        with np.errstate(all="ignore"):
            before = float(problem.loss(ensemble.theta))
            after = float(problem.loss(ensemble.theta - study.rate * gradient))
        lines.append(self.tr("its step: $J$ {before} → {after}").format(before=exact(before), after=exact(after)))
        return lines

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


def _short(ratio: float) -> str:
    """A ratio to two figures, as one says it."""
    if not math.isfinite(ratio):
        return "∞"
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}" if ratio < 1e5 else exact(ratio)
