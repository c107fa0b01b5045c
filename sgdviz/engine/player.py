"""Play, pause, seek: computing is buffering, playing is moving a cursor over what is computed."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from sgdviz.core.course import Course
from sgdviz.core.descent import MEMORY, courses
from sgdviz.core.document import problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame, Pace
from sgdviz.core.invalid import Invalid
from sgdviz.core.pathplane import needs_path
from sgdviz.core.trace import Trace

from .follower import Follower
from .playhead import FASTEST, SLOW, Playhead, beside
from .scout import Scout
from .thread import Thread
from .worker import Job, Worker

FRAME = 16
"""Milliseconds between two frames."""
AHEAD = 2.0
"""Seconds of play that the worker may be ahead."""
PATIENCE = 0.1
"""Seconds that a frame waits for the rows that an edit has made stale, before it shows what there is."""
LOOK = 1
"""Milliseconds after which an edit that waits for them looks again."""
PROGRESS = 0.2
"""Seconds between frames that only show how far the computing is: the time is rather the worker's."""
LONG = 1.0
"""After so many seconds on the way to a step that is not computed, frames say so."""


class Player(QObject):
    """Owns the worker's thread, the traces and the cursor; emits at most one Frame per tick of its clock."""

    frame = Signal(object)
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    failed = Signal(str)

    def __init__(self, experiment: Experiment, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock, self._last_tick, self._last_frame = clock, clock(), -math.inf
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._tick)
        self.worker = Worker()
        self.worker.failed.connect(self._fail)
        self._thread = Thread(self.worker, self)
        self._follower = Follower(self.worker.gate, self)
        self._follower.failed.connect(self._fail)
        self._scout = Scout(self.worker.gate, self)
        self._scout.told.connect(self._draw_known)
        self._scout.failed.connect(self._fail)
        self.playing, self.speed, self.watched, self.reduced_motion = False, 4.0, 0, False
        self.memory = MEMORY
        self._head, self._patience, self._behind = Playhead(), 0.0, 0.0
        self._shown: tuple[object, object] | None = None
        self._job: Job | None = None
        self.show(experiment)

    def show(self, experiment: Experiment) -> None:
        """Go over to another experiment, keeping the rows that the two share and the cursor's step.

        Invalid if its problem cannot be built; then nothing has changed.
        """
        problem = problem_for(experiment)
        new = courses(experiment, problem, self.memory)
        traces = tuple(self._trace(i, course) for i, course in enumerate(new))
        if self._job is not None:
            self._job.cancelled = True
        self._scout.drop()
        self.experiment, self.problem = experiment, problem
        self.watched = min(self.watched, len(new) - 1)
        goal = min(self.cursor, new[0].steps)
        self._job = Job(problem, new, traces, shown=goal)
        self._follower.accompany(new[self.watched], experiment.cloud)
        self._head.seek(goal, self.computed)
        self._patience, self._shown = PATIENCE, None
        self._want()
        self._wake()

    def allow(self, memory: int) -> None:
        """Let all traces take so many bytes. Invalid if the machine has not so many; then it is as it was."""
        before, self.memory = self.memory, memory
        if memory == before:
            return
        try:
            self.show(self.experiment)
        except Invalid:
            self.memory = before
            raise

    def _trace(self, run: int, course: Course) -> Trace:
        trace = course.trace()
        old = self._job
        if old is not None and run < len(old.courses) and course.problem is old.problem:
            common = old.courses[run].common_steps(course)
            trace.adopt(old.traces[run], course.steps + 1 if common is None else common)
        return trace

    @property
    def job(self) -> Job:
        assert self._job is not None
        return self._job

    @property
    def step(self) -> int:
        """The step that is shown."""
        return self._head.step

    @property
    def is_due(self) -> bool:
        """Whether what was changed last is in no frame yet."""
        return self._shown is None

    @property
    def cursor(self) -> int:
        """The step that is meant: where the cursor stands, or where it follows the computing to."""
        return self._head.goal

    @property
    def steps(self) -> int:
        """How many steps the experiment has."""
        return self.job.courses[0].steps

    @property
    def computed(self) -> int:
        """The last step that every run has reached or will never reach."""
        going = [trace.last for trace in self.job.traces if trace.end is None]
        return min(going) if going else max(trace.last for trace in self.job.traces)

    @property
    def last(self) -> int:
        """The last step that there is to show: all, or less if every run has ended before."""
        return self.computed if all(trace.end is not None for trace in self.job.traces) else self.steps

    def play(self) -> None:
        """Play on; from the start if the cursor is at the end."""
        if self.step >= self.last:
            self.seek(0)
        self._set_playing(True)

    def pause(self) -> None:
        self._set_playing(False)

    def toggle(self) -> None:
        if self.playing:
            self.pause()
        else:
            self.play()

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self._shown = None
            self.playing_changed.emit(playing)
        self._wake()

    def set_speed(self, speed: float) -> None:
        """Steps a second; FASTEST shows whatever is computed."""
        if speed != self.speed:
            self.speed = speed
            self.speed_changed.emit(speed)
            self._wake()

    def change_speed(self, by: int) -> None:
        """The next faster (1) or slower (−1) speed."""
        self.set_speed(beside(self.speed, by))

    def watch(self, run: int) -> None:
        """Show this run's batch, data and numbers."""
        watched = max(0, min(run, len(self.job.courses) - 1))
        if watched != self.watched:
            self.watched = watched
            self._follower.accompany(self.job.courses[watched], self.experiment.cloud)
        self._shown = None
        self._wake()

    def seek(self, step: int) -> None:
        """Put the cursor on a step; where that is not computed yet, it follows the computing there."""
        self._head.seek(max(0, min(step, self.steps)), self.computed)
        self._patience = PATIENCE
        self._wake()

    def to_start(self) -> None:
        self.pause()
        self.seek(0)

    def to_end(self) -> None:
        self.pause()
        self.seek(self.steps)

    def step_by(self, count: int) -> None:
        """One step on, or back, from the cursor; a single step on glides."""
        self.pause()
        before = self.step
        self.seek(min(self.cursor + count, self.last))
        if count == 1 and self.step == before + 1 and not self.reduced_motion:
            self._head.glide = 0.0

    def epoch_by(self, count: int) -> None:
        """To the end of this epoch, or back to where this or the previous one began."""
        self.pause()
        plan = self.job.courses[self.watched].plan
        place = plan.place(self.cursor)
        target = place.epoch + (1 if count > 0 else 0 if place.batch > 1 else -1)
        self.seek(min(plan.first_step(max(1, target)), self.last))

    def current_frame(self) -> Frame:
        """The Frame of the cursor as it is."""
        job = self.job
        return Frame(self.experiment, self.problem, tuple(job.courses), tuple(job.traces), self.step,
                     self._head.glide, self._pace, self.watched, self._follower.cloud, self._follower.refused,
                     goal=self.cursor if self._behind >= LONG else None, known=self._scout.local)

    @property
    def _pace(self) -> Pace:
        return "still" if not self.playing else "slow" if self.speed <= SLOW else "fast"

    @Slot()
    def _tick(self) -> None:
        now = self._clock()
        elapsed, self._last_tick = now - self._last_tick, now
        self.advance(min(elapsed, 0.25))

    def advance(self, seconds: float) -> None:
        """Move the cursor by that much time and emit a Frame if anything on it changed."""
        self._want()
        self._head.move(seconds, self.speed if self.playing else 0.0, self.computed, glides=not self.reduced_motion)
        if self.playing and self.step >= self.last:
            self.pause()
        self._patience -= seconds
        behind = self.computed < min(self.cursor, self.last)
        self._behind = self._behind + seconds if behind else 0.0
        cursor = self.step, self._head.glide, self.playing
        progress = self.computed, tuple(trace.known for trace in self.job.traces), self._follower.known(self.step)
        stays = self._shown is not None and self._shown[0] == cursor
        follows = behind or stays
        waiting = follows and self._patience > 0
        self._beat(LOOK if waiting and self.is_due else FRAME)
        if (cursor, progress) != self._shown and not waiting:
            self._shown = cursor, progress
            if not stays:
                self._last_frame = self._clock()
            self._draw()
            if follows:
                self._patience = PROGRESS
        elif not self.playing and self._head.glide >= 1 and not (self.job.unfinished or self._follower.unfinished or waiting):
            self._timer.stop()

    def _draw(self) -> None:
        """Emit the frame of the cursor, if what it has to know of J about its place is known."""
        frame = self.current_frame()
        if self._scout.is_ready(frame):
            self._emit(frame)

    @Slot()
    def _draw_known(self) -> None:
        """Emit the frame of which more is known now; while it stands still, that of the cursor, which may be another."""
        frame = self._scout.frame
        if self.playing and frame is not None and frame.traces == self.job.traces:
            self._emit(frame)
        self._shown = None
        self._wake()

    def _emit(self, frame: Frame) -> None:
        """Emit a frame. While it is drawn the worker waits: on two cores that is faster than sharing them."""
        self.worker.gate.clear()
        try:
            self.frame.emit(frame)
        finally:
            self.worker.gate.set()

    def _want(self) -> None:
        """Tell the worker how far to compute."""
        job = self.job
        everything = needs_path(self.problem) or (self.playing and self.speed == FASTEST)
        ahead = self.steps if everything else self.step + math.ceil(AHEAD * min(self.speed, 1e6))
        job.target = min(self.steps, max(ahead, self.cursor))
        if job.idle and job.unfinished:
            self._thread.give(job)
        trace = job.traces[self.watched]
        self._follower.want(job.target if trace.end else min(job.target, trace.last), self.step, self.playing and job.unfinished)

    def _wake(self) -> None:
        """Let the clock go on: at once, unless the cursor's last frame was drawn just now. What plays keeps its beat."""
        now = self._clock()
        if not self._timer.isActive():
            self._last_tick = now
        elif self.playing:
            return
        self._timer.start(math.ceil(max(0.0, FRAME - 1000 * (now - self._last_frame))))

    def _beat(self, milliseconds: int) -> None:
        """So many milliseconds from one tick to the next."""
        if self._timer.interval() != milliseconds:
            self._timer.setInterval(milliseconds)

    @Slot(str)
    def _fail(self, report: str) -> None:
        self.pause()
        self.failed.emit(report)

    @property
    def is_running(self) -> bool:
        """Whether the thread is alive."""
        return self._thread.isRunning()

    def close(self) -> None:
        """End the thread; nothing is emitted after this."""
        self._timer.stop()
        self.job.cancelled = True
        self._follower.close()
        self._scout.close()
        self._thread.close()
