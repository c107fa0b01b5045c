"""`sgdviz run`: an experiment computed without a window, every step of it written down."""

import argparse
import sys
import time
from itertools import chain
from pathlib import Path

import numpy as np

from sgdviz.core.cloud import Cloud
from sgdviz.core.cloudfile import write_cloud
from sgdviz.core.course import Course
from sgdviz.core.descent import advance, courses, cut_short, losses
from sgdviz.core.document import problem_for
from sgdviz.core.experiment import Experiment, Text
from sgdviz.core.files import changed_data, read, reserve, table_ending
from sgdviz.core.history import writer
from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid
from sgdviz.core.memory import memory_of
from sgdviz.core.trace import Trace

PATIENCE = 1.0
"""A run that takes longer than so many seconds shows how far it is."""
BLOCK = 4096
"""So many steps are taken before J is computed at them."""
WORK = 1 << 22
"""So many rows of data times steps are put into J at a time, where J has no closed form."""


def main(options: argparse.Namespace) -> int:
    """Compute every run of the document and write it; how a run ended is printed."""
    out = Path(options.out)
    write, memory = writer(out, "--out"), memory_of(options.memory, "--memory")
    beside = Path(options.cloud) if options.cloud else None
    experiment = read(Path(options.file))
    if beside:
        table_ending(beside, "--cloud")
        if beside.resolve() == out.resolve():
            raise Invalid("--cloud", QT_TRANSLATE_NOOP("core", "{name} is the file of --out; the cloud needs one of its own"),
                          name=beside.name)
        if experiment.cloud is None:
            raise Invalid("cloud", QT_TRANSLATE_NOOP("core", "is missing; --cloud needs it"))
    reserve(out, *([beside] if beside else []))
    problem = problem_for(experiment)
    for note in problem.notes:
        print(f"note: {note}", file=sys.stderr)
    if changed_data(experiment):
        print(f"note: {experiment.problem['data']} is not the file that this document was saved with", file=sys.stderr)
    todo = courses(experiment, problem, memory)
    cut = cut_short(experiment, todo[0])
    if cut is not None:
        print(f"note: {cut} --memory allows more.", file=sys.stderr)
    cloud = Cloud(todo[0], experiment.cloud or {}) if beside else None
    bar = Bar(2 * sum(course.steps + 1 for course in todo))
    traces = [compute(course, options.loss == "epoch", bar) for course in todo]
    names = names_of(experiment)
    write(out, names, todo, traces, bar.second)
    bar.close()
    for name, trace in zip(names, traces, strict=True):
        said = f"{name}: " if len(traces) > 1 else ""
        print(f"{said}{trace.last:,} steps, J = {float(problem.loss(trace.theta[trace.last])):.6g}")
        if trace.end is not None:
            print(f"{said}{trace.end}")
    if cloud and beside:
        print(gathered(cloud, beside))
    return 0


def gathered(cloud: Cloud, path: Path) -> str:
    """Compute a cloud, write where its runs end, and say what became of them."""
    bar = Bar(cloud.steps)
    while cloud.advance(cloud.steps):
        bar.first(cloud.last)
    bar.close()
    write_cloud(path, cloud)
    _, mean, low, high, median = cloud.band[-1]
    happened = "".join(f", {event.kind}: {len(cloud.counts(i, cloud.last)):,}" for i, event in enumerate(cloud.events))
    lost = int((cloud.ends >= 0).sum())
    middle = f"{median:.6g} at the median" if lost else f"{mean:.6g} on average"
    spread = "".join(f", 10 % {side} {value:.6g}" for side, value in (("below", low), ("above", high)) if np.isfinite(value))
    return f"cloud of {cloud.runs:,} runs: J = {middle}{spread}{happened}" + (f", diverged: {lost:,}" if lost else "")


def compute(course: Course, epoch_ends_only: bool, bar: "Bar") -> Trace:
    """The whole trace of one run, with J after every step or at the ends of epochs only."""
    trace, first = course.trace(), 0
    with np.errstate(all="ignore"):
        for step in chain(advance(course, trace, course.steps), [None]):
            if step is None or step % BLOCK == 0:
                fill(course, trace, first, len(trace), epoch_ends_only)
                first = len(trace)
                bar.first(first)
    bar.done += trace.last + 1
    return trace


def fill(course: Course, trace: Trace, first: int, stop: int, epoch_ends_only: bool) -> None:
    """J of rows [first, stop), or of those among them at which an epoch is done, the start being one."""
    problem = course.problem
    if epoch_ends_only:
        epochs, _ = course.plan.places(first, stop)
        begins = np.diff(epochs, prepend=course.plan.place(first - 1).epoch if first else 0) > 0
        rows = first + np.flatnonzero(begins)
        trace.loss[rows] = problem.loss(trace.theta[rows])
        return
    part = BLOCK if problem.closed_form else max(1, min(BLOCK, WORK // problem.n))
    for begin in range(first, stop, part):
        losses(problem, trace, begin, min(begin + part, stop))


def names_of(experiment: Experiment) -> list[str]:
    """A name for every run, its own or its number."""
    def spoken(name: Text) -> str:
        return name if isinstance(name, str) else name.get("en") or next(iter(name.values()), "")
    return [spoken(run.name) or str(i) for i, run in enumerate(experiment.runs, 1)]


class Bar:
    """A progress bar on a terminal's error stream: nothing is shown where nobody waits."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self._begun, self._shown = time.monotonic(), False
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()

    def first(self, step: int) -> None:
        """So many steps of the present run are computed."""
        self._show(self.done + step)

    def second(self, share: float) -> None:
        """So much of the file, from 0 to 1, is written."""
        self._show(self.total * (1 + share) / 2)

    def _show(self, done: float) -> None:
        if self._is_seen and time.monotonic() - self._begun > PATIENCE:
            share = min(1.0, done / self.total)
            cells = round(40 * share)
            print(f"\r[{'#' * cells}{'.' * (40 - cells)}] {share:4.0%}", end="", file=sys.stderr, flush=True)
            self._shown = True

    def close(self) -> None:
        if self._shown:
            print("\r" + " " * 50 + "\r", end="", file=sys.stderr, flush=True)
