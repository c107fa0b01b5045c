"""The chord test: a function along the line between two ends that can be dragged, and what the chord says of it."""

from dataclasses import replace
from functools import partial
from threading import Event

import numpy as np
from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent

from sgdviz.core.convexity import ChordTest, find_violated
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import Invalid
from sgdviz.core.problem import Problem
from sgdviz.engine.aside import Aside

from ..chord.along import Along, Section, named, sampled_along
from ..chord.canvas import HandleCanvas
from ..chord.ends import chord_ends, with_chord, with_end
from ..chord.footer import Footer
from ..chord.layer import ChordLayer
from ..chord.outlook import Outlook
from ..chord.tested import AT_ONCE, tested
from ..paint.axes import Axes
from ..view import View
from ..widgets.pill import Pill
from ..widgets.strip import Strip
from ..words import remark

MARGINS = (56, 50, 20, 38)
GESTURE = "chord"
_FUNCTIONS = ("landscape", "formula")


class ChordView(View):
    """Ends, point at α and the switch between J and J_B. α and the switch are the view's own; the ends are edits."""

    name = "chord"

    def __init__(self) -> None:
        super().__init__()
        self.strip, self.pill = Strip(), Pill()
        self.canvas = HandleCanvas(MARGINS)
        self.layer = ChordLayer(self.canvas)
        self.axes = Axes(self.canvas, "$θ$", "$f$")
        self._outlook = Outlook(self.canvas, self.axes)
        self.pill.setParent(self.canvas)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.canvas, 1)
        self.footer = Footer()
        self.body.addWidget(self.footer)
        self._alpha: float | None = None
        self._dragged: int | None = None
        self._moving = False
        self._section: Section | None = None
        self._chord: object = None
        self._drawn: object = None
        self._aside = Aside(self)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.canvas.pressed.connect(self._press)
        self.canvas.dragged.connect(self._drag)
        self.canvas.released.connect(self._release)
        self.canvas.range_changed.connect(self._refit)
        self.canvas.handle_focused.connect(self._show_focus)
        self.canvas.nudged.connect(self._nudge)
        self.canvas.nudge_ended.connect(self._settle)
        self.footer.alpha_field.edited.connect(self._set_alpha)
        self.footer.batch_switch.toggled.connect(self._redraw)
        self.footer.find_button.clicked.connect(self._find)
        self._aside.told.connect(self._hear)
        self._aside.failed.connect(self.failed)

    def retranslate(self) -> None:
        self.header.set_title(self.title())
        self.footer.retranslate()
        self._outlook.forget()
        super().retranslate()

    def heed(self, gate: Event) -> None:
        self._aside.heed(gate)

    def draw(self, frame: Frame) -> None:
        self.frame_shown = frame
        self._test(frame, now=not self.isVisible())

    def finish(self) -> None:
        if self.frame_shown is not None:
            self._aside.close()
            self._test(self.frame_shown, now=True)

    @Slot()
    def _hear(self) -> None:
        if self.frame_shown is not None:
            self.draw(self.frame_shown)

    def _test(self, frame: Frame, now: bool) -> None:
        """Show the chord of a frame as soon as it is tested; until then the one before, if it is of the same function."""
        whole = frame.batch is frame.problem
        self.footer.batch_switch.setEnabled(not whole)
        self.footer.find_button.setVisible(frame.problem.dim <= 2)
        batch = self.footer.batch_switch.isChecked() and not whole
        problem = frame.batch if batch else frame.problem
        a, b = chord_ends(frame.experiment, frame.problem)
        chord = (frame.problem, batch, tuple(a), tuple(b))
        if chord != self._chord:
            self._chord = chord
            self.strip.clear()
        same = self._section is not None and self._section.problem is problem and self._outlook.problem is frame.problem
        if same and chord == self._drawn and not self._moving:
            return
        now |= problem.work <= AT_ONCE
        test = self._aside.ask((problem, a.tobytes(), b.tobytes()), partial(tested, problem, a, b), now)
        if test is None:
            if not same:
                self._show(None)
            self.header.set_title(self.title(), self.tr("the chord is being tested"))
            return
        if isinstance(test, Invalid):
            self._show(None)
            self._outlook.forget()
            self.strip.say(remark(test), bad=True, acts=[(self.tr("Put the ends back"), self._reset)])
            return
        self._drawn = chord
        along = self._outlook.look(frame.problem, test, self._moving)
        self._show(self._make_section(frame, along, problem, test, batch))

    def _make_section(self, frame: Frame, along: Along, problem: Problem, test: ChordTest, batch: bool) -> Section:
        alpha = self._alpha
        if alpha is None:
            alpha = test.alpha if test.alpha is not None else 0.5
        is_function = frame.experiment.problem["kind"] in _FUNCTIONS
        low, high = self.canvas.box[0]
        return Section(along, test, problem, alpha, "J_B" if batch else "f" if is_function else "J", batch,
                       sampled_along(along, problem, low, high),
                       sampled_along(along, frame.problem, low, high) if batch else np.empty((0, 2)))

    def _show(self, section: Section | None) -> None:
        self._section = section
        self.layer.take(section)
        self._show_verdict(section)
        if section is not None:
            self.axes.rename(self.axes.x_name, f"${section.letter}$")
            self.footer.show_numbers(section)
            self._arrange()
        self.canvas.update()

    def _show_verdict(self, section: Section | None) -> None:
        if section is None:
            self.pill.set_verdict("circle", "")
        elif section.test.verdict == "violated":
            words = self.tr("Violated: the graph rises above the chord. {function} is not convex.")
            self.pill.set_verdict("cross", words.format(function=f"${section.letter}$"), bad=True)
            if self.pill.sizeHint().width() > self._room():
                words = self.tr("Violated: {function} is not convex.")
                self.pill.set_verdict("cross", words.format(function=f"${section.letter}$"), bad=True)
        else:
            self.pill.set_verdict("circle", self.tr("This chord passes. One chord proves nothing."))
        self._arrange()
        if section is not None:
            first, second = (named(end) for end in (section.test.a, section.test.b))
            self.header.set_title(self.title(), self.tr("from {first} to {second}").format(first=first, second=second))
            self.canvas.setAccessibleName(self.tr("Chord from {first} to {second}").format(first=first, second=second))
            self.canvas.setAccessibleDescription(self.pill.accessibleName())

    def _arrange(self) -> None:
        """The verdict at the top right; values as far as there is room for them."""
        width = min(self.pill.sizeHint().width(), self._room())
        self.pill.setGeometry(self.canvas.width() - 16 - width, 4, width, self.pill.sizeHint().height())
        self.footer.make_room()

    def _room(self) -> int:
        return self.canvas.width() - MARGINS[0] - 16

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_verdict(self._section)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who does not see it does not want it worked out."""
        super().hideEvent(event)
        self._aside.close()

    @Slot()
    def _refit(self) -> None:
        """Another part of the line is shown, or it is shown larger."""
        if self.frame_shown is not None and self._section is not None:
            frame, section = self.frame_shown, self._section
            self._section = self._make_section(frame, section.along, section.problem, section.test, section.is_batch)
            self.layer.take(self._section)

    @Slot()
    def _redraw(self) -> None:
        if self.frame_shown is not None:
            self._outlook.forget()
            self.draw(self.frame_shown)

    @Slot(QPointF, object)
    def _press(self, position: QPointF, modifiers: object) -> None:
        self._dragged = self.layer.seen.near(position) if self.layer.seen is not None else None
        if self._dragged is not None:
            self._drag(position, modifiers)

    @Slot(QPointF, object)
    def _drag(self, position: QPointF, modifiers: object) -> None:
        if self._dragged is not None:
            self._move(self._dragged, float(self.canvas.to_data(position)[0]))

    @Slot(QPointF, object)
    def _release(self, position: QPointF, modifiers: object) -> None:
        self._dragged = None
        self._settle()

    @Slot(int, float)
    def _nudge(self, handle: int, hundredths: float) -> None:
        if self._section is None:
            return
        left, right = self.canvas.box[0]
        at = [*self._section.ends[:, 0], self._section.at(self._section.alpha)[0][0]][handle]
        self._move(handle, float(at + hundredths * 0.01 * (right - left)))

    def _move(self, handle: int, s: float) -> None:
        """Take an end, or the point at α, to s."""
        frame, section = self.frame_shown, self._section
        if frame is None or section is None:
            return
        first, second = section.ends[:, 0]
        if handle == 2:
            self._set_alpha(float(np.clip((s - second) / (first - second), 0, 1)))
            return
        left, right = self.canvas.box[0]
        theta = section.along.theta(float(np.clip(s, left, right)))
        if np.array_equal(theta, (section.test.b, section.test.a)[handle]):
            return
        self._moving = True
        self.edited.emit(with_end(frame.experiment, frame.problem, handle, theta), GESTURE)

    @Slot()
    def _settle(self) -> None:
        """A gesture ended: show the chord as large as it should be."""
        if self._moving:
            self._moving, self._drawn = False, None
            self.gesture_ended.emit()
            if self.frame_shown is not None:
                self.draw(self.frame_shown)

    @Slot(object)
    def _set_alpha(self, alpha: float) -> None:
        self._alpha = float(alpha)
        if self._section is not None:
            self._refit()
            self.footer.alpha_field.set_value(round(self._alpha, 3))
            self.canvas.update()

    @Slot()
    def _show_focus(self) -> None:
        self.layer.focused = self.canvas.focused
        self.layer.update()

    def _reset(self) -> None:
        if self.frame_shown is not None:
            self.edited.emit(replace(self.frame_shown.experiment, chord=None), "")

    @Slot()
    def _find(self) -> None:
        frame, section = self.frame_shown, self._section
        if frame is None:
            return
        problem = section.problem if section is not None else frame.problem
        self.setCursor(Qt.CursorShape.WaitCursor)
        found = find_violated(problem, frame.problem.box)
        self.unsetCursor()
        if found is None:
            self.strip.say(self.tr("No violated chord was found in the box. That does not prove convexity."))
            return
        self._alpha = None
        self._outlook.forget()
        self.edited.emit(with_chord(frame.experiment, *found), "")

