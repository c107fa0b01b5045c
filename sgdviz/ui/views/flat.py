"""The microscope at a stationary point: how fast runs come near it or leave it, beside what theory says."""

from collections.abc import Hashable
from threading import Event

import numpy as np
from PySide6.QtCore import QPointF, QTimer, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSizePolicy

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.problem import Array, Problem
from sgdviz.core.theory.flat import Nature

from ..flat import words
from ..flat.distances import Distances
from ..flat.finder import Finder
from ..flat.law import law_line
from ..flat.layers import Course, Lines, Scale, Sides, last_seen
from ..look import theme
from ..loss.scales import horizon, rounded
from ..paint.axes import Axes
from ..paint.canvas import Canvas
from ..paint.endnames import Caption, Captions, EndName, EndNames, line_name, sampled
from ..paint.notecard import NoteCard
from ..paint.runs import has_ended, run_name, run_styles
from ..text.mathtext import escape, layout
from ..text.numbers import exact, header_number
from ..text.paragraph import rows
from ..view import View
from ..widgets.choice import Choice
from ..widgets.header import Value
from .maps import norm

LEFT, TOP, SIDES, BOTTOM, NAME_GAP, ROW = 64, 16, 26, 38, 12, 18
NARROW = 0.3
"""Names may take so much of the width."""
SOON, MOST = 16, 1 << 17
"""Every SOON ms MOST more distances of a run are taken in, until all are."""
NEAREST = -1
"""What stands in the list of points for the one that is nearest to where the run has come."""
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
        self.lines.law = law_line(frame, found.nature, self.lines.courses[frame.watched], found.reach)
        # Names are placed at the ends of the courses and of the law whenever the box changes.
        if fresh:
            self.canvas.home()
        self._show_box(frame)
        self._say(frame)
        self._place_names()
        self.lines.update()

    @Slot()
    def _redraw(self) -> None:
        if self.frame_shown is not None:
            self._look(self.frame_shown, now=not self.isVisible())

    def _offer(self, problem: Problem, fresh: bool = False) -> None:
        """The known stationary points, and the one that is found; a degenerate one is shown at first."""
        options: list[tuple[Hashable, str]] = [(i, words.called(problem, mark)) for i, mark in enumerate(problem.marks)]
        self.points.set_options([*options, (NEAREST, self.tr("the nearest"))])
        if fresh:
            flats = [i for i, mark in enumerate(problem.marks) if mark.kind == "degenerate"]
            self.points.set_value(flats[0] if flats else NEAREST)
        self.points.setMinimumContentsLength(min(18, max((len(name) for _, name in options), default=8)))

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

    def _say(self, frame: Frame) -> None:
        assert self.nature is not None
        found = self.nature
        reached = frame.reached(frame.watched)
        off = frame.trace.theta[reached] - found.point
        away = float(off[0]) if frame.problem.dim == 1 else norm(off)
        symbol = f"${frame.problem.names[0]} − s$" if frame.problem.dim == 1 else "$|θ − s|$"
        said, known = words.of_theory(frame, found, self.lines.law is not None), min(course.last for course in self.lines.courses)
        if known < min(map(frame.reached, range(len(frame.traces)))):
            said = filled(self.tr("distances up to step {step}; the rest is being filled in"), step=known)
        self.header.set_title(self.title(), said)
        self.header.set_values([Value(symbol, header_number(away))])

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
        frame = self.frame_shown
        told = words.facts(frame, self.nature, self.lines.law is not None)
        facts = rows(told, 13, self.canvas.width() - 24)
        texts = [f"[bold:{escape(run_name(frame, run))}]" if len(frame.courses) > 1 else "" for run in range(len(frame.courses))]
        sides = (self.tr("right of it"), self.tr("left of it")) if frame.problem.dim == 1 else ("", "")
        self.sides.names = sides
        formula = "" if self.lines.law is None else words.formula(self.nature)
        wide = [sampled(style) + layout(text, 13).width for text, style in zip(texts, run_styles(frame), strict=True) if text]
        widest = max(*wide, *(layout(text, 13).width for text in (formula, *sides)))
        widest = min(widest, NARROW * self.canvas.width())
        top = TOP + ROW * len(facts) + (SIDES if frame.problem.dim == 1 else 0)
        self.canvas.set_margins((LEFT, top, widest + 2 * NAME_GAP + 8, BOTTOM))
        rect = self.canvas.plot_rect()
        names, self._named = [], []
        for run, (course, text) in enumerate(zip(self.lines.courses, texts, strict=True)):
            at = self.lines.end_px(course)
            if text and np.isfinite(at.y()):
                self._named.append(run)
                names.append(line_name(layout(text, 13), at, NAME_GAP, rect, course.style, widest))
        if len(law := self.lines.law_px()) and (end := last_seen(law, rect)):
            x, y = end
            names.append(EndName(layout(formula, 13), x + NAME_GAP, y, theme.colour("ink")))
        self.names.show_names(names)
        self.key.show_captions([Caption(line, 16, TOP + ROW * i, theme.colour("ink")) for i, line in enumerate(facts)])

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
