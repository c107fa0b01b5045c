"""A grid of runs that is filled in coarse to fine, on all cores."""

import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..problem import Problem
from ..progress import Cancelled
from ..replicas import Replicas
from .attractors import Attractors, attractors
from .fates import GONE, UNKNOWN, Fates, Stopped

STRIDES = (16, 8, 4, 2, 1)
"""Every sixteenth pixel of a line first, then every eighth, until all are there."""
SCOUTED = 16
"""So many steps the scouts take before it is looked whether they may go on."""

Cells = NDArray[np.int64]
"""Pixels (k, 2) as (row, column)."""


class Progress(NamedTuple):
    """How far a survey is: every `stride`-th pixel of a line is being computed, `share` of all the work is done."""

    stride: int
    share: float


class Atlas(ABC):
    """For every pixel of `rows` × `columns` what becomes of its run, as in Fates: `fate` and `step`.

    If it is `valued`, `loss` is J at the end, nan where a run has diverged. `ends` are the minima that its runs are told to
    reach, none before the scouts are back.

    All runs are of float64: which minimum a run reaches can hang on its last digits. A pixel that is not UNKNOWN never
    changes again, so it may be read while others are computed. A pass takes every so many columns and, if the map is
    `strided` both ways, rows.
    """

    strided, valued = True, False

    def __init__(self, problem: Problem, rows: int, columns: int) -> None:
        self.problem, self.rows, self.columns = problem, rows, columns
        self.ends = Attractors(problem, (), 0.0)
        self.fate = np.full((rows, columns), UNKNOWN, np.int16)
        self.step = np.zeros((rows, columns), np.int32)
        self.loss = np.full((rows, columns), np.nan)

    @abstractmethod
    def axes(self) -> dict[str, NDArray[Any]]:
        """What its runs differ in, by name."""

    @abstractmethod
    def blocks(self, cells: Cells) -> list[Cells]:
        """These pixels in parts that are each computed at once."""

    @abstractmethod
    def follow(self, cells: Cells, stopped: Stopped) -> Fates | None:
        """What becomes of the runs of one block."""

    @abstractmethod
    def work(self, cells: Cells) -> float:
        """How much there is to do for a block, in units that are the same for all."""

    def fill(self, cells: Cells, stopped: Stopped) -> None:
        """Compute one block."""
        with np.errstate(all="ignore"):
            found = self.follow(cells, stopped)
            if found is None:
                return
            row, column = cells.T
            self.step[row, column] = found.step
            if self.valued:
                self.loss[row, column] = np.where(found.fate == GONE, np.nan, self.ends.problem.loss(found.theta))
            self.fate[row, column] = found.fate

    @abstractmethod
    def scouts(self) -> Replicas:
        """The few runs that look for minima first."""

    def scout(self, stopped: Stopped) -> None:
        """Find what has to be known before the first pixel: the minima near which the scouts end."""
        runs = self.scouts()
        with np.errstate(all="ignore"):
            while runs.step < runs.course.steps and not stopped():
                runs.advance(runs.step + SCOUTED)
            with suppress(Cancelled):
                self.ends = attractors(self.problem, runs.theta, partial(_go_on, stopped))

    def passes(self) -> Iterator[tuple[int, Cells]]:
        """The pixels of each pass with its stride: those that no pass before has."""
        taken = np.zeros((self.rows, self.columns), dtype=bool)
        for stride in STRIDES:
            own = np.zeros_like(taken)
            own[:: stride if self.strided else 1, ::stride] = True
            cells = np.argwhere(own & ~taken)
            taken |= own
            if len(cells):
                yield stride, cells

    def spread(self) -> tuple[Cells, Cells]:
        """For every pixel the row and the column, (rows, columns) each, of the one that stands for it so far.

        That is itself where it is known, else the one at the corner of the smallest square of a pass that is known.
        """
        known = self.fate != UNKNOWN
        row, column = np.indices(known.shape)
        left = ~known
        for stride in reversed(STRIDES):
            if not left.any():
                break
            at = row - row % stride if self.strided else row, column - column % stride
            taken = left & known[at]
            row, column = np.where(taken, at[0], row), np.where(taken, at[1], column)
            left &= ~taken
        return row, column


def _go_on(stopped: Stopped, share: float) -> None:
    if stopped():
        raise Cancelled


def survey(atlas: Atlas, stopped: Stopped = lambda: False, wait: Callable[[], object] = lambda: None,
           threads: int | None = None) -> Iterator[Progress]:
    """Fill in an atlas; what it yields comes after each block. `wait` is called every step: it may hold the work back."""
    ending = threading.Event()

    def halted() -> bool:
        wait()
        return ending.is_set() or stopped()

    atlas.scout(halted)
    if halted():
        return
    laid = [(stride, atlas.blocks(cells)) for stride, cells in atlas.passes()]
    total = sum(atlas.work(block) for _, blocks in laid for block in blocks)
    done = 0.0
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        try:
            for stride, blocks in laid:
                yield Progress(stride, done / total)
                jobs = {pool.submit(atlas.fill, block, halted): block for block in blocks}
                for job in as_completed(jobs):
                    job.result()
                    if halted():
                        return
                    done += atlas.work(jobs[job])
                    yield Progress(stride, done / total)
        finally:
            ending.set()
            pool.shutdown(cancel_futures=True)


def arrays(atlas: Atlas) -> dict[str, NDArray[Any]]:
    """Its numbers by name, as they are written to a file."""
    valued = {"loss": atlas.loss} if atlas.valued else {}
    minima = np.array([mark.point for mark in atlas.ends.marks]).reshape(-1, atlas.ends.problem.dim)
    return {"fate": atlas.fate, "step": atlas.step, **valued, "minima": minima, **atlas.axes()}
