"""Bars of memory: what a recorded step costs. Each side grows in a process of its own, which says by how much."""

import gc
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

from bars import AtMost, Missing, Round, bar
from subjects import regression

from sgdviz.core.descent import advance, courses, losses, simulate
from sgdviz.core.document import problem_for
from sgdviz.core.trace import Trace

STEPS = 1_000_000
PAGES = Path("/proc/self/statm")


@bar("M1", f"bytes that a recorded step costs after {STEPS:,} steps of P1, J known at each (resident set)",
     "a list of tuples (θ, loss, gradient, batch): 6 numbers", AtMost(0.15))
def recorded() -> Round:
    if not PAGES.exists():
        raise Missing("the resident set is read from /proc")
    return lambda: (grown("trace") / grown("tuples"),)


def grown(side: str) -> int:
    """By how many bytes a process of its own grew."""
    done = subprocess.run([sys.executable, __file__, side], capture_output=True, text=True, check=True)
    return int(done.stdout)


def resident() -> int:
    gc.collect()
    return int(PAGES.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def trace() -> Callable[[], Trace]:
    """A run of so many steps, with J filled in behind them, as the worker does; what a step needs once is there before."""
    experiment = regression(STEPS)
    problem = problem_for(experiment)
    simulate(experiment, problem, 2_000)
    (course,) = courses(experiment, problem)

    def work() -> Trace:
        found = course.trace()
        for until in range(2_000, STEPS + 1, 2_000):
            deque(advance(course, found, until), maxlen=0)
            losses(problem, found, found.known, len(found))
        assert found.last == found.known - 1 == STEPS
        return found
    return work


def tuples() -> Callable[[], list[tuple[float, ...]]]:
    def work() -> list[tuple[float, ...]]:
        history = []
        for step in range(STEPS):
            x = 1e-6 * step
            history.append((x, -x, 0.5 * x, 2 * x, 3 * x, step % 32))
        return history
    return work


if __name__ == "__main__":
    work = {"trace": trace, "tuples": tuples}[sys.argv[1]]()
    before = resident()
    kept = work()
    print(resident() - before)
