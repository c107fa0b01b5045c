"""Reading the text tables that people have: any usual encoding, delimiter and way of writing numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

import numpy as np

from .columns import Draft, make_columns
from .invalid import QT_TRANSLATE_NOOP, Invalid
from .numerals import is_missing, is_number
from .parameters import shown
from .problem import Array
from .progress import Progress, untold
from .records import DELIMITERS, blocks, records
from .table import Column, Table
from .textfile import line_blocks, read_text

MAX_ROWS = 1_000_000
MAX_COLUMNS = 1_000

SAMPLE_LINES = 50
SAMPLE_LENGTH = 65_536

DECODING = 0.2
"""The share of the time that is gone when the text is there."""


def read_table(path: Path | str, encoding: str | None = None, delimiter: str | None = None,
               progress: Progress = untold) -> Table:
    """The table in a text file; what is not given is found out. Invalid, with an empty place, says what is wrong.

    Up to 200 MB, 1,000,000 rows and 1,000 columns. The first line names the columns if any of its cells is a word.
    """
    path = Path(path)
    text, encoding = read_text(path, encoding, lambda share: progress(DECODING * share))
    text = text.rstrip("\r\n \x1a")
    head = list(islice(chain.from_iterable(line_blocks(text)), SAMPLE_LINES + 1))
    told = re.fullmatch(r'"?sep=(.)"?', head[0])
    if told:
        text, head[0] = text[len(head[0]):], ""
        delimiter = delimiter or told[1]
    delimiter = _vote(head) if delimiter is None else delimiter
    if delimiter not in DELIMITERS:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{value} parts no fields; one of these does: {allowed}"),
                      value=shown(delimiter), allowed=" ".join(map(shown, DELIMITERS)))
    names, titled, notes = _names(chain.from_iterable(line_blocks(text)), delimiter)
    if text.count("\n") + text.count("\r") - text.count("\r\n") + 1 - titled > MAX_ROWS:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file has more than {limit} rows; please open a part of it"),
                      limit=MAX_ROWS)
    found = _fast(_told(text, progress), delimiter, names, titled)
    if found is None:
        found, remarks = _slow(_told(text, progress), delimiter, names, titled)
        notes += remarks
    return Table(path, found, len(next(iter(found.values()))), encoding, delimiter, tuple(notes))


def _told(text: str, progress: Progress) -> Iterator[list[str]]:
    """The lines of the text by blocks, and how far one has come with them."""
    done = 0
    for part in line_blocks(text):
        progress(DECODING + (1 - DECODING) * min(1.0, done / max(1, len(text))))
        yield part
        done += sum(map(len, part)) + len(part)


def _vote(lines: Sequence[str]) -> str:
    """The delimiter that gives the first lines the same number of fields and leaves no other delimiter in them."""
    sample = "\n".join(lines[:SAMPLE_LINES])[:SAMPLE_LENGTH].split("\n")
    sample = sample[:-1] if len(sample) > 1 and len(sample[-1]) < len(lines[len(sample) - 1]) else sample

    def merit(delimiter: str) -> tuple[float, float]:
        found: list[list[str]] = []
        with suppress(Invalid):  # the sample may end within quotation marks
            found.extend(fields for _, fields in records(sample, delimiter))
        width, votes = Counter(map(len, found)).most_common(1)[0] if found else (0, 0)
        cells = [cell.strip() for record in found for cell in record]
        return (votes / len(found), sum(map(_whole, cells)) / len(cells)) if width > 1 else (0.0, 0.0)

    best = max(DELIMITERS, key=merit)
    return best if merit(best)[0] > 0 else ","


def _whole(cell: str) -> bool:
    """Whether a cell looks like one field, not like several that another delimiter would part."""
    if is_missing(cell) or is_number(cell):
        return True
    return not any(other in cell for other in DELIMITERS[:-1]) and not all(map(is_number, cell.split()))


def _names(lines: Iterable[str], delimiter: str) -> tuple[list[str], bool, list[Invalid]]:
    """A name for each column, whether the first line holds them, and notes on those that had to be changed."""
    first = [cell.strip() for cell in next(records(lines, delimiter), (0, []))[1]]
    if not first:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is empty"))
    if len(first) > MAX_COLUMNS:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file has more than {limit} columns"), limit=MAX_COLUMNS)
    if all(is_number(cell) or is_missing(cell) for cell in first):
        return [f"column {i + 1}" for i in range(len(first))], False, []
    names: list[str] = []
    notes = []
    for i, cell in enumerate(first):
        wanted = name = " ".join(cell.split()) or f"column {i + 1}"
        again = 2
        while name in names:
            name = f"{wanted} ({again})"
            again += 1
        if name != wanted:
            notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "two columns are called {column}; one is now {name}"),
                                 column=wanted, name=name))
        names.append(name)
    return names, True, notes


def _fast(parts: Iterable[list[str]], delimiter: str, names: Sequence[str], titled: bool) -> dict[str, Column] | None:
    """All columns if every cell is a plain number, else None."""
    by = None if delimiter == " " else delimiter
    found: list[Array] = []
    for part in parts:
        filled = (i for i, line in enumerate(part) if line.strip())
        if (first := next(filled, None)) is not None and titled:
            titled, first = False, next(filled, None)
        if first is None:
            continue
        try:
            values = np.loadtxt(part[first:], delimiter=by, comments=None, ndmin=2)
        except ValueError:
            return None
        if values.shape[1] != len(names) or not np.isfinite(values).all():
            return None
        found.append(values)
    return _columns(names, found) if found else None


def _columns(names: Sequence[str], found: Sequence[Array]) -> dict[str, Column]:
    columns = np.empty((len(names), sum(map(len, found))))
    np.concatenate([values.T for values in found], axis=1, out=columns)
    columns.flags.writeable = False
    return {name: Column(name, column) for name, column in zip(names, columns, strict=True)}


def _slow(parts: Iterable[list[str]], delimiter: str, names: Sequence[str],
          titled: bool) -> tuple[dict[str, Column], list[Invalid]]:
    """All columns, cell by cell."""
    drafts = [Draft(name) for name in names]
    lines: list[Sequence[int]] = []
    header = titled
    for numbers, columns in blocks(iter(parts), delimiter, len(names)):
        first, header = int(header), False
        if len(numbers) > first:
            lines.append(numbers[first:])
            for draft, cells in zip(drafts, columns, strict=True):
                draft.add(cells[first:])
    if not lines:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file has names of columns but no rows"))
    if len(drafts) > 1 and titled and names[-1] == f"column {len(names)}" and drafts[-1].is_empty:
        drafts.pop()
    return make_columns(drafts, lines, delimiter)
