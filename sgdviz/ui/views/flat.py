"""The microscope at a stationary point: how fast runs come near it or leave it, beside what theory says."""

import math
from collections.abc import Hashable
from threading import Event

import numpy as np
from PySide6.QtCore import QPointF, QTimer, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSizePolicy

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.problem import Array, Problem
from sgdviz.core.theory.flat import Nature, constant_rate, creep, factor, steps_to_leave

from ..flat.distances import Distances
from ..flat.finder import Finder
from ..flat.law import law_line
from ..flat.layers import Course, Lines, Scale, Sides, last_seen
from ..look import theme
from ..loss.scales import horizon, rounded
from ..paint.axes import Axes
from ..paint.canvas import Canvas
from ..paint.endnames import Caption, Captions, EndName, EndNames, line_name
from ..paint.notecard import NoteCard
from ..paint.runs import has_ended, run_name, run_styles
from ..text.mathtext import escape, layout, plain
from ..text.numbers import exact, header_number, signed
from ..view import View
from ..widgets.choice import Choice
from ..widgets.header import Value

LEFT, TOP, BOTTOM, NAME_GAP = 64, 60, 38, 12
NARROW = 0.3
"""Names may take so much of the width."""
SOON, MOST = 16, 1 << 17
"""Every SOON ms MOST more distances of a run are taken in, until all are."""
NEAREST = -1
"""What stands in the list of points for the one that is nearest to where the run has come."""
SHOWN = 3
"""So many eigenvalues are written out; of more, the least and the greatest."""
PRIMES = ("′", "″", "‴", "⁗")
DEEP = 18.0
"""So many decades below the farthest are shown: below are the last digits of θ."""


class FlatView(View):
    """Distance of every run to one stationary point against steps: both logarithmic at a flat point, where descent creeps
    like 1/(ηCk); elsewhere the distance alone, since it shrinks or grows geometrically. Which point is the view's own."""

    name = "flat"

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas()
        self.canvas.zoomable = True
        self.body.addWidget(self.canvas)
        self.scale = Scale(self.canvas)
        self.lines, self.sides = Lines(self.canvas, self.scale), Sides(self.canvas, self.scale)
        self.axes = Axes(self.canvas, y_log=True, x_whole=True)
        self.names, self.key, self.note = EndNames(self.canvas, 18), Captions(self.canvas), NoteCard(self.canvas)
        self.points = Choice()
        self.points.setFixedHeight(28)
        self.points.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.header.add_button(self.points)
        self.nature: Nature | None = None
        self._finder = Finder(self)
        self._named: list[int] = []
        self._problem: Problem | None = None
        self._distances: dict[int, Distances] = {}
        self._more = QTimer(self, singleShot=True, interval=SOON)
        self._more.timeout.connect(self._redraw)
        self._finder.told.connect(self._redraw)
        self._finder.failed.connect(self.failed)
        self.points.chosen.connect(self._choose)
        self.canvas.range_changed.connect(self._place_names)
        self.canvas.pointed.connect(self._point)
        self.canvas.pressed.connect(self._press)
        self.retranslate()

    def heed(self, gate: Event) -> None:
        self._finder.aside.heed(gate)

    def draw(self, frame: Frame) -> None:
        """Show this frame."""
        self.frame_shown = frame
        if frame.problem is not self._problem:
            self._problem = frame.problem
            self._offer(frame.problem, fresh=True)
        self._look(frame, now=not self.isVisible())

    def finish(self) -> None:
        if self.frame_shown is not None:
            self._finder.aside.close()
            self._look(self.frame_shown, now=True)

    def _look(self, frame: Frame, now: bool) -> None:
        """Show the distances from the point that is wanted, as soon as it is known, as far as there is time for them."""
        chosen = self.points.value()
        mark = chosen if isinstance(chosen, int) and 0 <= chosen < len(frame.problem.marks) else None
        known = self._finder.ask(frame, mark, now)
        found = self._finder.found(frame.problem, mark)
        if found is None:
            self._show_nothing(known)
            return
        fresh, self.nature = found.nature is not self.nature, found.nature
        self.scale.log = self.axes.x_log = found.nature.kind == "degenerate"
        if self._collect(frame, found.nature.point, now):
            self._more.start()
        # Names are placed at the ends of the courses whenever the box changes.
        if fresh:
            self.canvas.home()
        self._show_box(frame)
        self.lines.law = law_line(frame, found.nature, self.lines.courses[frame.watched], found.reach)
        self._say(frame)
        self._place_names()
        self.lines.update()

    @Slot()
    def _redraw(self) -> None:
        if self.frame_shown is not None:
            self._look(self.frame_shown, now=not self.isVisible())

    def _offer(self, problem: Problem, fresh: bool = False) -> None:
        """The known stationary points, and the one that is found; a degenerate one is shown at first."""
        options: list[tuple[Hashable, str]] = [(i, self._called(mark.kind, mark.point)) for i, mark in enumerate(problem.marks)]
        self.points.set_options([*options, (NEAREST, self.tr("the nearest"))])
        if fresh:
            flats = [i for i, mark in enumerate(problem.marks) if mark.kind == "degenerate"]
            self.points.set_value(flats[0] if flats else NEAREST)
        self.points.setMinimumContentsLength(min(18, max((len(words) for _, words in options), default=8)))

    def _called(self, kind: str, point: Array) -> str:
        return f"{self._kind(kind)} {plain(_coordinates(point))}"

    def _kind(self, kind: str) -> str:
        return {"minimum": self.tr("minimum"), "maximum": self.tr("maximum"), "saddle": self.tr("strict saddle"),
                "degenerate": self.tr("flat point")}[kind]

    def _collect(self, frame: Frame, point: Array, now: bool) -> bool:
        """The distances of all runs; whether there is more of them than there was time for."""
        styles, courses = run_styles(frame), []
        for run, trace in enumerate(frame.traces):
            kept = self._distances.get(run)
            if kept is None or kept.trace is not trace or kept.point is not point:
                kept = self._distances[run] = Distances(trace, point)
            kept.extend(trace.steps + 1 if now else MOST)
            last = min(frame.reached(run), kept.away.rows - 1)
            courses.append(Course(kept, styles[run], last, has_ended(frame, run) and last == frame.reached(run)))
        self.lines.courses, self.sides.course = courses, courses[frame.watched]
        return any(course.last < frame.reached(run) for run, course in enumerate(courses))

    def _show_box(self, frame: Frame) -> None:
        until = horizon(frame)
        ends = np.array([course.distances.away.range(min(until, course.last) + 1) for course in self.lines.courses])
        with np.errstate(all="ignore"):
            heights = np.log10(ends)
            starts = np.log10([course.distances.away.column[0] for course in self.lines.courses])
        heights, starts = heights[np.isfinite(heights)], starts[np.isfinite(starts)]
        high = min(float(heights.max(initial=-DEEP)), float(starts.max(initial=0.0)) + 3)
        low = max(float(heights.min(initial=high - 1)), high - DEEP)
        across = self.scale.across(np.array([1.0 if self.scale.log else 0.0, max(2.0, float(until))]))
        self.canvas.follow(np.array([across, rounded(low, max(high, low + 0.5), True)]))

    def _law_text(self) -> str:
        """The formula beside the line."""
        found = self.nature
        if found is None or self.lines.law is None:
            return ""
        if found.kind == "degenerate":
            return r"$1/(ηCk)$" if found.higher[0] else r"$1/√(2ηck)$"
        return "$(1 − ηλ)^k$" if found.kind == "minimum" else "$(1 + ηγ)^k$"

    def _say(self, frame: Frame) -> None:
        assert self.nature is not None
        found = self.nature
        reached = frame.reached(frame.watched)
        off = frame.trace.theta[reached] - found.point
        away = float(off[0]) if frame.problem.dim == 1 else float(np.linalg.norm(off))
        symbol = f"${frame.problem.names[0]} − s$" if frame.problem.dim == 1 else "$|θ − s|$"
        words, known = self._law_words(frame, found), min(course.last for course in self.lines.courses)
        if known < min(map(frame.reached, range(len(frame.traces)))):
            words = filled(self.tr("distances up to step {step}; the rest is being filled in"), step=known)
        self.header.set_title(self.title(), words)
        self.header.set_values([Value(symbol, header_number(away))])

    def _law_words(self, frame: Frame, found: Nature) -> str:
        eta = constant_rate(frame.course.run)
        if eta is None:
            return self.tr("distances of the runs; theory's line is for plain descent at one $η$")
        if not found.smooth:
            return self.tr("distances of the runs")
        if found.kind == "degenerate":
            creeps = self.tr("descent creeps: no factor, a power of the steps")
            return creeps if self.lines.law else self.tr("distances of the runs")
        if found.kind != "minimum":
            steps = steps_to_leave(found, eta, 1.0, 10.0)
            words = self.tr("near it the full batch stretches the way out tenfold in {steps} steps")
            return words.format(steps=_small(round(steps, 1)))
        ratio = factor(found, eta)
        if ratio is None or ratio >= 1:
            return self.tr("$η$ is too large: the full batch comes no nearer")
        steps = -math.log(10) / math.log(ratio) if ratio else 0.0
        words = self.tr("near it the full batch brings the distance to a tenth in {steps} steps")
        return words.format(steps=_small(round(steps, 1)))

    def _facts(self) -> str:
        """What the point is, from its derivatives."""
        assert self.nature is not None and self._problem is not None
        found = self.nature
        kind = self._kind(found.kind)
        if not found.smooth:
            kind = self.tr("minimum at a kink") if found.kind == "minimum" else self.tr("maximum at a kink")
            return f"[bold:{kind}] $s$ = {_coordinates(found.point)}"
        if found.is_flat_inflection:
            kind = self.tr("flat inflection (degenerate)")
        elif found.kind == "degenerate":
            kind = self.tr("degenerate")
        if self._problem.dim == 1:
            derivatives = [found.slope, found.curvatures[0], *found.higher]
            shown = 4 if found.kind == "degenerate" and not found.higher[0] else 3
            numbers = [f"$J{prime}$ = {_small(value)}" for prime, value in zip(PRIMES[:shown], derivatives, strict=False)]
        else:
            values = [_small(value) for value in found.curvatures]
            listed = ", ".join(values) if len(values) <= SHOWN else f"{values[0]} … {values[-1]}"
            numbers = [f"$|∇J|$ = {_small(found.slope)}", f"$λ$ = {listed}"]
        return f"[bold:{kind}] $s$ = {_coordinates(found.point)}   " + "   ".join([*numbers, *self._rates()])

    def _rates(self) -> list[str]:
        """What theory's line is made of."""
        frame, found = self.frame_shown, self.nature
        eta = None if frame is None else constant_rate(frame.course.run)
        if found is None or eta is None or self.lines.law is None:
            return []
        law, ratio = creep(found), factor(found, eta)
        if law is not None:
            return [f"${'C' if law.power == 2 else 'c'}$ = {_small(law.rate)}", f"$η$ = {_small(eta)}"]
        return [f"${'1 − ηλ' if found.kind == 'minimum' else '1 + ηγ'}$ = {_small(ratio or 0.0)}"]

    def _show_nothing(self, known: bool) -> None:
        self.nature, self.lines.courses, self.lines.law, self.sides.course = None, [], None, None
        self.lines.update()
        self.header.set_title(self.title(), self.tr("no stationary point was found near the run") if known else
                              self.tr("a stationary point is being looked for"))
        self.header.set_values([])
        self.names.show_names([])
        self.key.show_captions([])

    @Slot()
    def _place_names(self) -> None:
        """The runs' names and theory's formula at the ends of their lines; what the point is above them."""
        if self.frame_shown is None or self.nature is None:
            return
        frame, rect = self.frame_shown, self.canvas.plot_rect()
        texts = [f"[bold:{escape(run_name(frame, run))}]" if len(frame.courses) > 1 else "" for run in range(len(frame.courses))]
        sides = (self.tr("right of it"), self.tr("left of it")) if frame.problem.dim == 1 else ("", "")
        self.sides.names = sides
        widest = max(layout(text, 13).width for text in (*texts, self._law_text(), *sides))
        widest = min(widest, NARROW * self.canvas.width())
        self.canvas.set_margins((LEFT, TOP if frame.problem.dim == 1 else 34, widest + 2 * NAME_GAP + 8, BOTTOM))
        rect = self.canvas.plot_rect()
        names, self._named = [], []
        for run, (course, text) in enumerate(zip(self.lines.courses, texts, strict=True)):
            at = self.lines.end_px(course)
            if text and np.isfinite(at.y()):
                self._named.append(run)
                names.append(line_name(layout(text, 13).elided(widest), at, NAME_GAP, rect, course.style))
        if len(law := self.lines.law_px()):
            x, y = last_seen(law, rect)
            names.append(EndName(layout(self._law_text(), 13), x + NAME_GAP, y, theme.colour("ink")))
        self.names.show_names(names)
        facts = layout(self._facts(), 13).elided(self.canvas.width() - 24)
        self.key.show_captions([Caption(facts, 16, 16, theme.colour("ink"))])

    @Slot(object)
    def _choose(self, value: object) -> None:
        if self.frame_shown is not None:
            self.draw(self.frame_shown)

    @Slot(QPointF, object)
    def _press(self, position: QPointF, modifiers: object) -> None:
        """A click on a run's name watches it."""
        at = self.names.name_at(position)
        if at is not None and at < len(self._named):
            self.watched.emit(self._named[at])

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        """Read the distances of the step under the pointer."""
        frame = self.frame_shown
        if position is None or frame is None or self.nature is None or not self.canvas.plot_rect().contains(position):
            self.note.tell(None)
            return
        step = self.scale.step_at(position)
        self.note.tell(position, self.reading(step))

    def reading(self, step: int) -> list[str]:
        """What is known of a step, as markup; in one dimension with the side."""
        assert self.frame_shown is not None
        frame, lines = self.frame_shown, [filled(self.tr("step {step}"), step=step)]
        for run, course in enumerate(self.lines.courses):
            column = (course.distances.side or course.distances.away).column
            if step <= course.last:
                name = f"{escape(run_name(frame, run))}: " if len(frame.courses) > 1 else ""
                lines.append(f"{name}{exact(float(column[step]))}")
        return lines

    def hideEvent(self, event: QHideEvent) -> None:
        """Who does not see it does not want it worked out."""
        super().hideEvent(event)
        self._more.stop()
        self._finder.aside.close()

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.header.set_title(self.title())
        self.canvas.setAccessibleName(self.tr("Distances to a stationary point against steps"))
        self.points.setAccessibleName(self.tr("The point whose distance is shown"))
        self.points.setToolTip(self.points.accessibleName())
        self.axes.rename(self.tr("step"), "")
        if self._problem is not None:
            self._offer(self._problem)
        super().retranslate()


def _coordinates(point: Array) -> str:
    numbers = [signed(f"{value + 0:.4g}") for value in point[:SHOWN]]
    return numbers[0] if len(point) == 1 else f"({', '.join(numbers)}{', …' if len(point) > SHOWN else ''})"


def _small(value: float) -> str:
    """A number in few digits; what is only rounding is written as a power of ten."""
    return signed(f"{float(value) + 0:.4g}")
