"""The sentence under the landscape's header: why a run ended or does not settle, what kind of point it is near."""

import math
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, Signal

from sgdviz.core.descent import cut_short
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import Invalid, filled
from sgdviz.core.memory import CHOICES, memory_of, memory_text
from sgdviz.core.theory import last_safe, running_away, unsettled
from sgdviz.core.trace import Cause, bytes_per_step

from .form.fitting import with_setting
from .paint.runs import has_ended, run_name
from .text.numbers import exact
from .widgets.scale import written
from .widgets.strip import Act, Strip
from .words import sentence

LEAST = 1e-4
"""A smaller share of the start's is given as this one."""
SAMPLES = 256
"""A schedule's highest learning rate is looked for at so many steps."""


class Notice(Strip):
    """Says at most one thing of a Frame, the gravest."""

    edited = Signal(object, str)
    sought = Signal(int)
    memory_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._frame: Frame | None = None
        self._said: tuple[object, ...] = ()

    def draw(self, frame: Frame) -> None:
        """Show what there is to say of this frame."""
        self._frame = frame
        ended = [run for run in range(len(frame.traces)) if has_ended(frame, run)]
        state = (frame.traces, tuple(ended), frame.watched, frame.pace, frame.step if frame.pace == "still" else None, frame.goal,
                 frame.local.knows("nearby"))
        if state == self._said:
            return
        self._said = state
        if ended:
            run = frame.watched if frame.watched in ended else ended[0]
            self._say_why(frame, run, frame.traces[run].end)
        elif frame.goal is not None:
            words = self.tr("Step {goal} is not computed yet: {share} % of the way there is shown.")
            self.say(filled(words, goal=frame.goal, share=100 * frame.step // max(1, frame.goal)), kind=words)
        elif (out := self._running_away(frame)) is not None:
            self._say_why(frame, *out)
        elif frame.done and (cut := cut_short(frame.experiment, frame.courses[0])) is not None:
            self.say(sentence(cut), acts=self._more_memory(frame), kind=cut.template)
        elif (cycle := self._unsettled(frame)) is not None:
            self._say_why(frame, frame.watched, cycle, bounded=True)
        elif self._draws_as_many_as_there_are(frame):
            self.say(self.tr("Drawn with replacement, even $n$ rows are not all rows: some come twice, others not at all."))
        else:
            settled = frame.pace == "still" and frame.step > 0 and frame.local.knows("nearby")
            near = self._near(frame) if settled else ""
            if near:
                self.say(near, kind="near")
            else:
                self.clear()

    def _more_memory(self, frame: Frame) -> list[Act]:
        """To allow as much as all steps need, or else the most that can be allowed, if that holds more of them."""
        each, sizes = bytes_per_step(frame.problem.dim) * len(frame.traces), [memory_of(choice) for choice in CHOICES]
        needed = each * frame.experiment.steps(frame.problem.n)
        size = next((size for size in sizes if size >= needed), sizes[-1])
        if size // each <= frame.courses[0].steps:
            return []
        return [(self.tr("Allow {memory}").format(memory=memory_text(size)), partial(self.memory_wanted.emit, size))]

    def _say_why(self, frame: Frame, run: int, why: Cause | None, bounded: bool = False) -> None:
        """Why a run has ended, will not end well, or does not settle; with ways back to where it was well."""
        assert why is not None
        course, trace = frame.courses[run], frame.traces[run]
        acts: list[Act] = []
        safe = frame.step if bounded else last_safe(course, trace, frame.reached(run))
        if frame.step > safe:
            acts.append((filled(self.tr("Go to step {step}"), step=safe), partial(self.sought.emit, safe)))
        words, name = sentence(why), run_name(frame, run)
        self.say(f"{name}: {words}" if name else words, bad=True, acts=acts + self._stable(frame, run, why),
                 kind=f"{name} {why.template}")

    @staticmethod
    def _running_away(frame: Frame) -> tuple[int, Cause] | None:
        """A run that is on its way out, the watched one before others, and why."""
        if frame.pace != "still" or not frame.step:
            return None
        for run in sorted(range(len(frame.traces)), key=lambda run: run != frame.watched):
            loss = frame.loss if run == frame.watched else None
            why = running_away(frame.courses[run], frame.traces[run], frame.reached(run), loss)
            if why is not None:
                return run, why
        return None

    @staticmethod
    def _unsettled(frame: Frame) -> Cause | None:
        return unsettled(frame.course, frame.trace, frame.reached(frame.watched)) if frame.pace == "still" else None

    def _stable(self, frame: Frame, run: int, why: Cause) -> list[Act]:
        """A learning rate for the run that is stable: half of the limit that was found, or where none was, half of this one.

        Where a schedule raises it on the way, the highest is half of the limit.
        """
        course = frame.courses[run]
        law, limit = course.law(frame.reached(run)), why.values.get("limit", math.inf)
        known = limit <= why.values.get("lr", 0.0)
        rates = [law.rate(int(step), 1.0) for step in np.linspace(0, course.steps - 1, SAMPLES)]
        share = max(1.0, max(rates) / law.method.lr)
        rate = float(f"{limit / (2 * share):.2g}") if known else law.method.lr / 2
        label = self.tr("Set η to {rate}").format(rate=written(rate)) if known else self.tr("Halve η")
        try:
            edited = with_setting(replace(frame, watched=run), "optimizer.lr", rate)
        except Invalid:
            # A learning rate so small that it is none, or a method that takes none.
            return []
        return [(label, partial(self.edited.emit, edited, ""))]

    @staticmethod
    def _draws_as_many_as_there_are(frame: Frame) -> bool:
        plan = frame.course.plan
        return plan.n > 1 and plan.has_replacement(frame.batch_step) and len(frame.rows) == plan.n

    def _near(self, frame: Frame) -> str:
        """What kind of stationary point θ is near, if its gradient is small beside the start's: a flat point is no minimum."""
        kind, share = frame.local.nearby, frame.local.share
        if kind is None:
            return ""
        texts = {
            "minimum": self.tr("$|∇J|$ = {size}, {percent} % of the start's: the stationary point nearby is a minimum."),
            "maximum": self.tr("$|∇J|$ = {size}, {percent} % of the start's: the stationary point nearby is a maximum."),
            "saddle": self.tr("$|∇J|$ = {size}, {percent} % of the start's: the stationary point nearby is a strict saddle, "
                              "not a minimum."),
            "degenerate": self.tr("$|∇J|$ = {size}, {percent} % of the start's: the stationary point nearby is degenerate, "
                                  "its curvature is zero too.") if frame.problem.dim == 1 else
            self.tr("$|∇J|$ = {size}, {percent} % of the start's: the stationary point nearby is degenerate, "
                    "one of its curvatures is zero."),
        }
        percent = f"{100 * share:.2g}" if share >= LEAST else f"< {100 * LEAST:g}"
        words = texts[kind].format(size=exact(float(np.linalg.norm(frame.gradient))), percent=percent)
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
