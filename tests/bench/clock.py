"""Bars of the frame clock: the window at full speed against the same window with its worker idle."""

import atexit
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from statistics import median

import numpy as np
from bars import AtLeast, AtMost, Missing, Round, bar
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from subjects import regression

from sgdviz.core.edits import with_value
from sgdviz.core.frame import Frame
from sgdviz.core.trace import bytes_per_step
from sgdviz.engine.player import FRAME, Player
from sgdviz.engine.playhead import FASTEST

LENGTH = 10.0
"""Seconds at full speed, and idle."""
WARM = 0.5
IDLE = 2000.0
"""Steps a second at which the cursor moves over what is computed while the worker is idle: a new batch in every frame."""
STEPS = 20_000_000
CANVASES = ["landscape", "batch", "data", "loss", "noise"]


def spin(seconds: float) -> None:
    """Let events happen for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def receive(run: int, step: int) -> None:
    """Hears of every step, as a person's own program may."""


class Stage:
    """A window with the five canvases on P1's problem, and when its frames came."""

    def __init__(self) -> None:
        folder = tempfile.mkdtemp(prefix="sgdviz-bench-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ |= {"XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        from sgdviz import app

        self.app = app.make_application()
        self.collector = app.collect_here(self.app)
        self.window = app.MainWindow()
        self.window.resize(1600, 1000)
        self.window.show()
        atexit.register(self.close)
        self.times: list[float] = []
        self.window.documents.begin(regression(STEPS, views=CANVASES))
        self.player.frame.connect(lambda frame: self.times.append(time.perf_counter()))
        self.player.worker.stepped.connect(receive, Qt.ConnectionType.DirectConnection)
        spin(1.0)
        assert all(self.window.docks[name].seen for name in CANVASES)

    def close(self) -> None:
        """End the thread before Python ends."""
        self.window.documents.unasked = True
        self.window.close()

    @property
    def player(self) -> Player:
        return self.window.player

    def intervals(self, speed: float, seconds: float) -> tuple[np.ndarray, float]:
        """Milliseconds between the frames of so long a play, and steps a second that were computed meanwhile."""
        if speed == FASTEST:
            self.window.documents.begin(regression(STEPS, views=CANVASES))
        else:
            self.player.seek(self.player.step + 2 * round(speed * (seconds + WARM)))
            spin(0.3)
            while self.player.computed < self.player.cursor:
                spin(0.1)
            self.player.seek(self.player.step // 2)
        return self.played(speed, seconds)

    def played(self, speed: float, seconds: float) -> tuple[np.ndarray, float]:
        """The same of what the window holds, from where it stands."""
        spin(0.3)
        self.player.set_speed(speed)
        self.player.play()
        spin(WARM)
        self.times.clear()
        first, began = self.player.computed, time.perf_counter()
        spin(seconds)
        rate = (self.player.computed - first) / (time.perf_counter() - began)
        # Frames of the paused window, which say how far the worker is, are none of the play.
        times = np.array(self.times)
        self.player.pause()
        # A paused worker goes on as far ahead as its speed may need, and would compute beside whatever is measured next.
        self.player.set_speed(1.0)
        spin(0.3)
        while self.player.job.unfinished:
            spin(0.1)
        return 1000 * np.diff(times), rate


@cache
def stage() -> Stage:
    return Stage()


@bar("G1", f"95th and 99th percentile of the frames' intervals, {LENGTH:g} s of P1 at full speed, five canvases, 1600×1000",
     "the same window, cursor moving, worker idle", AtMost(1.10, "95 %"), AtMost(1.25, "99 %"))
def intervals() -> Round:
    def measure() -> tuple[float, ...]:
        idle, _ = stage().intervals(IDLE, LENGTH)
        full, _ = stage().intervals(FASTEST, LENGTH)
        if os.environ.get("SGDVIZ_BENCH_TELL"):
            for name, seen in (("idle", idle), ("full", full)):
                print(name, *(f"{p}: {np.percentile(seen, p):.2f} ms" for p in (50, 95, 99)), file=sys.stderr)
        return tuple(float(np.percentile(full, p) / np.percentile(idle, p)) for p in (95, 99))
    return measure


def alone(seconds: float) -> float:
    """Steps a second of the worker with a receiver of its signal and no window."""
    player = Player(regression(STEPS))
    player.worker.stepped.connect(receive, Qt.ConnectionType.DirectConnection)
    player.set_speed(FASTEST)
    player.play()
    spin(WARM)
    first, began = player.computed, time.perf_counter()
    spin(seconds)
    rate = (player.computed - first) / (time.perf_counter() - began)
    player.close()
    return rate


@bar("G2", "steps a second of P1 at full speed with that window, and its frames a second",
     "the same worker with a receiver and no window; the same window, idle", AtLeast(0.45, "steps"), AtLeast(0.97, "frames"))
def throughput() -> Round:
    def measure() -> tuple[float, ...]:
        seconds = LENGTH / 3
        idle, _ = stage().intervals(IDLE, seconds)
        full, rate = stage().intervals(FASTEST, seconds)
        return rate / alone(seconds), float(idle.mean() / full.mean())
    return measure


class Pending(QObject):
    """Counts the calls from other threads that wait in the queue of this one."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.MetaCall
        return False


@contextmanager
def counted(application: QCoreApplication) -> Iterator[Pending]:
    pending = Pending()
    application.installEventFilter(pending)
    yield pending
    application.removeEventFilter(pending)


def resident() -> int:
    """Bytes of memory that the process holds."""
    if not Path("/proc/self/statm").exists():
        raise Missing("this system does not say how much memory a process holds")
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


@bar("G3", f"after {LENGTH:g} s at full speed: events pending, and megabytes grown beyond the trace", "–",
     AtMost(1, "events"), AtMost(5, "MB"))
def left_behind() -> Round:
    def measure() -> tuple[float, ...]:
        on, player = stage(), stage().player
        on.intervals(FASTEST, 1.0)
        player = on.player
        player.play()
        spin(1.0)
        before, first = resident(), player.computed
        spin(LENGTH)
        with counted(on.app) as pending:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
        grown = resident() - before - (player.computed - first) * bytes_per_step(player.problem.dim)
        player.pause()
        return float(pending.count), max(0.0, grown / 1e6)
    return measure


@bar("E1", f"memory beyond the trace after runs of {LENGTH:g} s at full speed, one after another (ten minutes: --rounds 60)",
     "the same after the second of them", AtMost(1.05))
def endurance() -> Round:
    def held() -> float:
        stage().intervals(FASTEST, LENGTH)
        trace = stage().player.job.traces[0]
        return resident() - len(trace) * bytes_per_step(stage().player.problem.dim)
    held()
    first = held()
    return lambda: (held() / first,)


def moved(step: int, rates: Iterator[float]) -> float:
    """Milliseconds from the move of a slider until a frame with the path up to the cursor at `step` is on the screen."""
    on, player, found = stage(), stage().player, list[float]()

    def look(frame: Frame) -> None:
        if frame.experiment is on.window.store.experiment and frame.step >= step:
            found.append(time.perf_counter())
    player.frame.connect(look)
    experiment = with_value(on.window.store.experiment, "optimizer.lr", next(rates))
    experiment = with_value(experiment, "batch_size", 24 + round(1e5 * next(rates)) % 16)
    began = time.perf_counter()
    on.window.session.edit(experiment, "")
    while not found:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    player.frame.disconnect(look)
    spin(0.2)
    return 1000 * (found[0] - began)


def sliding(step: int) -> Round:
    """Moves of the learning rate and of the batch size with the cursor at `step`, against the interval of idle frames."""
    on = stage()
    on.player.pause()
    on.player.seek(step)
    while on.player.step < step:
        spin(0.1)
    rates = (0.01 + 1e-5 * i for i in count())
    return lambda: (median(moved(step, rates) for _ in range(9)) / FRAME,)


@bar("U1", "a move of learning rate and batch size until J and J_B of the new values are on the screen, P1, cursor at step 100",
     "the interval of an idle frame", AtMost(1))
def seen_at_once() -> Round:
    return sliding(100)


@bar("U2", "the same until the path up to the cursor at step 10,000 is on the screen, quadratic J",
     "the interval of an idle frame", AtMost(3.75))
def path_at_once() -> Round:
    return sliding(10_000)
