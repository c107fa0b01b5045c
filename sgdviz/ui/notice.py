"""The sentence under the landscape's header: why a run ended, what kind of point it is near, what is not a full batch."""

import math
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from sgdviz.core.descent import cut_short
from sgdviz.core.edits import with_value
from sgdviz.core.frame import Frame
from sgdviz.core.stationary import kind, refine
from sgdviz.core.theory import running_away
from sgdviz.core.trace import Cause

from .paint.runs import has_ended, run_name
from .text.numbers import exact
from .widgets.strip import Act, Strip
from .words import sentence

SMALL = 0.01
"""A gradient is called small below this share of the start's."""
NEAR = 0.05
"""A stationary point is nearby within this share of the box."""


class Notice(Strip):
    """Says at most one thing of a Frame, the gravest."""

    edited = Signal(object, str)
    sought = Signal(int)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__()
        self._frame: Frame | None = None
        self._said: tuple[object, ...] = ()

    def draw(self, frame: Frame) -> None:
        """Show what there is to say of this frame."""
        self._frame = frame
        ended = [run for run in range(len(frame.traces)) if has_ended(frame, run)]
        state = (frame.traces, tuple(ended), frame.watched, frame.pace, frame.step if frame.pace == "still" else None)
        if state == self._said:
            return
        self._said = state
        if ended:
            self._say_ended(frame, frame.watched if frame.watched in ended else ended[0])
        elif (out := self._running_away(frame)) is not None:
            self._say_running_away(frame, out)
        elif frame.done and (cut := cut_short(frame.experiment, frame.courses[0])) is not None:
            self.say(sentence(cut))
        elif self._draws_as_many_as_there_are(frame):
            self.say(self.tr("Drawn with replacement, even $n$ rows are not all rows: some come twice, others not at all."))
        else:
            near = self._near(frame) if frame.pace == "still" and frame.step > 0 else ""
            if near:
                self.say(near)
            else:
                self.clear()

    def _say_ended(self, frame: Frame, run: int) -> None:
        trace = frame.traces[run]
        assert trace.end is not None
        name = run_name(frame, run)
        words = sentence(trace.end)
        acts = []
        if frame.step > trace.last:
            acts.append((self.tr("Go to step {step}").format(step=trace.last), self._go_back))
        self._run = run
        self.say(f"{name}: {words}" if name else words, bad=True, acts=acts + self._slower(frame, trace.end))

    @staticmethod
    def _running_away(frame: Frame) -> Cause | None:
        k = frame.reached(frame.watched)
        return running_away(frame.course, frame.trace, k) if frame.pace == "still" and k else None

    def _say_running_away(self, frame: Frame, out: Cause) -> None:
        self._run = frame.watched
        self.say(sentence(out), bad=True, acts=self._slower(frame, out))

    def _slower(self, frame: Frame, why: Cause) -> list[Act]:
        """A learning rate that helps: half of this one, or where that is far too much still, half of the largest stable."""
        course = frame.courses[self._run]
        if course.run.optimizer != frame.experiment.base.optimizer:
            return []
        rate, limit = course.rules[-1][2].lr, why.values.get("limit", math.inf)
        if rate < 4 * limit:
            return [(self.tr("Halve η"), partial(self._set_rate, rate / 2))]
        stable = float(f"{limit / 2:.2g}")
        return [(self.tr("Set η to {rate}").format(rate=exact(stable)), partial(self._set_rate, stable))]

    def _go_back(self) -> None:
        assert self._frame is not None
        self.sought.emit(self._frame.traces[self._run].last)

    def _set_rate(self, rate: float) -> None:
        assert self._frame is not None
        self.edited.emit(with_value(self._frame.experiment, "optimizer.lr", rate), "")

    @staticmethod
    def _draws_as_many_as_there_are(frame: Frame) -> bool:
        plan = frame.course.plan
        return plan.n > 1 and plan.has_replacement(frame.batch_step) and len(frame.rows) == plan.n

    def _near(self, frame: Frame) -> str:
        """What kind of stationary point θ is near, if its gradient is small: a flat point is not a minimum."""
        with np.errstate(all="ignore"):
            size = float(np.linalg.norm(frame.gradient))
            first = float(np.linalg.norm(frame.problem.gradient(frame.course.start)))
        point = refine(frame.problem, frame.theta) if size < SMALL * first else None
        span = frame.problem.box[:, 1] - frame.problem.box[:, 0]
        if point is None or (np.abs(point - frame.theta) > NEAR * span).any():
            return ""
        texts = {
            "minimum": self.tr("The gradient is small here, $|∇J|$ = {size}. The stationary point nearby is a minimum."),
            "maximum": self.tr("The gradient is small here, $|∇J|$ = {size}. The stationary point nearby is a maximum."),
            "saddle": self.tr("The gradient is small here, $|∇J|$ = {size}. The stationary point nearby is a strict saddle, "
                              "not a minimum."),
            "degenerate": self.tr("The gradient is small here, $|∇J|$ = {size}. The stationary point nearby is degenerate: "
                                  "its curvature is zero too."),
        }
        words = texts[kind(frame.problem, point)].format(size=exact(size))
        name = run_name(frame, frame.watched)
        return f"{name}: {words}" if name else words

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self._said = ()
        if self._frame is not None:
            self.draw(self._frame)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
