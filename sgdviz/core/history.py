"""A run as a table: one row a step, row 0 the start."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np

from .course import Course
from .files import replace_file
from .invalid import QT_TRANSLATE_NOOP, Invalid
from .reasons import system_reason
from .trace import Trace

Progress = Callable[[int], None]
BLOCK = 4096
"""So many rows are turned into text at a time."""


def header(dim: int, several: bool) -> list[str]:
    """The names of the columns."""
    first = ["run"] if several else []
    return [*first, "step", "epoch", "batch", "batch_loss", "loss", *(f"theta_{j}" for j in range(dim))]


def rows(course: Course, trace: Trace, first: int, stop: int) -> Iterator[list[Any]]:
    """Rows [first, stop): the epoch and the batch that made each, counted from 1; None where there is nothing to say."""
    theta, batch_loss, loss = (column[first:stop].tolist() for column in (trace.theta, trace.batch_loss, trace.loss))
    for k, weights, own, whole in zip(range(first, stop), theta, batch_loss, loss, strict=True):
        known = whole if whole == whole else None
        if k == 0:
            yield [0, 0, None, None, known, *weights]
        else:
            place = course.plan.place(k - 1)
            yield [k, place.epoch, place.batch, own, known, *weights]


def write_csv(path: Path, names: Sequence[str], courses: Sequence[Course], traces: Sequence[Trace],
              progress: Progress = lambda done: None) -> None:
    """Write all runs as text, numbers in full precision. Invalid if the file cannot be written."""
    several = len(courses) > 1
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            write = csv.writer(file, lineterminator="\n").writerow
            write(header(courses[0].problem.dim, several))
            _write_runs(write, names if several else [], courses, traces, progress)
    except OSError as e:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{name} cannot be written: {why}"), name=str(path),
                      why=system_reason(e)) from None


def _write_runs(write: Callable[[list[Any]], Any], names: Sequence[str], courses: Sequence[Course],
                traces: Sequence[Trace], progress: Progress) -> None:
    done = 0
    for run, (course, trace) in enumerate(zip(courses, traces, strict=True)):
        prefix = [names[run]] if names else []
        for first in range(0, len(trace), BLOCK):
            for row in rows(course, trace, first, min(first + BLOCK, len(trace))):
                write([*prefix, *(repr(value) if isinstance(value, float) else value for value in row)])
            done += min(BLOCK, len(trace) - first)
            progress(done)


def write_npz(path: Path, names: Sequence[str], courses: Sequence[Course], traces: Sequence[Trace],
              progress: Progress = lambda done: None) -> None:
    """Write all runs as arrays, one a column; `theta_j` as in the text. Empty cells are 0 (batch) and nan (losses)."""
    columns: dict[str, list[Any]] = {name: [] for name in header(courses[0].problem.dim, len(courses) > 1)}
    done = 0
    for run, (course, trace) in enumerate(zip(courses, traces, strict=True)):
        count = len(trace)
        places = [(0, 0), *((p.epoch, p.batch) for p in map(course.plan.place, range(count - 1)))]
        epochs, batches = np.array(places).T
        own = {"run": np.full(count, names[run]), "step": np.arange(count), "epoch": epochs, "batch": batches,
               "batch_loss": trace.batch_loss[:count], "loss": trace.loss[:count]}
        for name, parts in columns.items():
            parts.append(own[name] if name in own else trace.theta[:count, int(name.removeprefix("theta_"))])
        done += count
        progress(done)
    buffer: IO[bytes] = io.BytesIO()
    arrays: dict[str, Any] = {name: np.concatenate(parts) for name, parts in columns.items()}
    np.savez(buffer, **arrays)
    buffer.seek(0)
    replace_file(path, buffer.read())


WRITERS = {".csv": write_csv, ".npz": write_npz}


def writer(path: Path) -> Callable[..., None]:
    """The writer for a file of that name. Invalid where its ending is unknown."""
    suffix = path.suffix.lower()
    if suffix not in WRITERS:
        raise Invalid("--out", QT_TRANSLATE_NOOP("core", "{name} ends in neither .csv nor .npz"), name=path.name)
    return WRITERS[suffix]
