"""A run as a table: one row a step, row 0 the start. It is written block by block: memory stays what it was."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .course import Course
from .files import replacing, table_ending
from .problem import Array, Rows
from .progress import Progress, untold
from .trace import Trace

BLOCK = 1024
"""So many rows are turned into text at a time."""
ARRAY_BLOCK = 1 << 16
"""So many rows of one column are copied at a time."""


def header(dim: int, several: bool) -> list[str]:
    """The names of the columns."""
    first = ["run"] if several else []
    return [*first, "step", "epoch", "batch", "batch_loss", "loss", *(f"theta_{j}" for j in range(dim))]


def places(course: Course, first: int, stop: int) -> tuple[Rows, Rows]:
    """The epoch and the batch that made each of rows [first, stop), counted from 1; 0 for the start."""
    epochs, batches = course.plan.places(max(0, first - 1), stop - 1)
    if first > 0:
        return epochs, batches
    return np.concatenate([[0], epochs]), np.concatenate([[0], batches])


def write_csv(path: Path, names: Sequence[str], courses: Sequence[Course], traces: Sequence[Trace],
              progress: Progress = untold) -> None:
    """Write all runs as text, numbers in full precision. Invalid if the file cannot be written.

    What `progress` raises ends the writing, and there is no file.
    """
    several, done = len(courses) > 1, 0
    counts = [len(trace) for trace in traces]  # they may grow meanwhile
    with replacing(path) as file:
        file.write(_line(header(courses[0].problem.dim, several)).encode())
        for name, course, trace, count in zip(names, courses, traces, counts, strict=True):
            prefix = _line([name, ""])[:-1] if several else ""
            for first in range(0, count, BLOCK):
                stop = min(first + BLOCK, count)
                file.write("".join(f"{prefix}{line}\n" for line in _lines(course, trace, first, stop)).encode())
                progress((done + stop) / sum(counts))
            done += count


def _line(cells: list[str]) -> str:
    """Cells as one line of text, those with commas and the like in quotes."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _lines(course: Course, trace: Trace, first: int, stop: int) -> Iterator[str]:
    """Rows [first, stop) as text; where there is nothing to say a cell is empty."""
    epochs, batches = places(course, first, stop)
    columns = [_cells(column) for column in (np.arange(first, stop), epochs, batches)]
    columns += [_cells(column[first:stop]) for column in (trace.batch_loss, trace.loss, *trace.theta.T)]
    if first == 0:
        columns[2][0] = ""
    return map(",".join, zip(*columns, strict=True))


def _cells(column: Array | Rows) -> list[str]:
    """Numbers as Python writes them: that of a whole list takes a third of the time; empty where there is none."""
    cells = repr(column.tolist())[1:-1].split(", ")
    return ["" if cell == "nan" else cell for cell in cells] if column.dtype.kind == "f" else cells


def write_npz(path: Path, names: Sequence[str], courses: Sequence[Course], traces: Sequence[Trace],
              progress: Progress = untold) -> None:
    """Write all runs as arrays, one a column; `theta_j` as in the text. Empty cells are 0 (batch) and nan (losses).

    Invalid if the file cannot be written.
    """
    columns, done = header(courses[0].problem.dim, len(courses) > 1), 0
    runs = [(name, course, trace, len(trace)) for name, course, trace in zip(names, courses, traces, strict=True)]
    rows = sum(count for *_, count in runs)
    form: Any = np.lib.format
    with replacing(path) as file, zipfile.ZipFile(file, "w", allowZip64=True) as archive:
        for column in columns:
            kind = np.array(names).dtype if column == "run" else np.dtype(np.int64 if column in COUNTS else np.float64)
            with archive.open(zipfile.ZipInfo(f"{column}.npy"), "w", force_zip64=True) as array:
                form.write_array_header_1_0(
                    array, {"descr": form.dtype_to_descr(kind), "fortran_order": False, "shape": (rows,)})
                for block in _blocks(column, runs):
                    array.write(block.astype(kind, copy=False).tobytes())
                    done += len(block)
                    progress(done / (rows * len(columns)))


COUNTS = ("step", "epoch", "batch")


def _blocks(column: str, runs: Sequence[tuple[str, Course, Trace, int]]) -> Iterator[Any]:
    """A column of runs (name, course, trace, how many rows of it), a block of rows at a time."""
    for name, course, trace, count in runs:
        for first in range(0, count, ARRAY_BLOCK):
            rows = slice(first, min(first + ARRAY_BLOCK, count))
            if column == "run":
                yield np.full(rows.stop - first, name)
            elif column == "step":
                yield np.arange(first, rows.stop)
            elif column in COUNTS:
                yield places(course, first, rows.stop)[COUNTS.index(column) - 1]
            elif column.startswith("theta_"):
                yield trace.theta[rows, int(column.removeprefix("theta_"))]
            else:
                yield (trace.loss if column == "loss" else trace.batch_loss)[rows]


WRITERS = {".csv": write_csv, ".npz": write_npz}


def writer(path: Path, place: str = "") -> Callable[..., None]:
    """The writer for a file of that name. Invalid where its ending is unknown."""
    return WRITERS[table_ending(path, place)]
