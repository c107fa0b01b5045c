"""Reading the text tables that people have: any usual encoding, delimiter and way of writing numbers."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from .invalid import QT_TRANSLATE_NOOP, Invalid
from .parameters import shown
from .table import Column, Table, is_missing, is_number, make_columns
from .textfile import read_text

MAX_ROWS = 1_000_000
MAX_COLUMNS = 1_000
DELIMITERS = ("\t", ",", ";", "|", " ")
"""What may part the fields; a blank stands for any run of blanks and tabs."""

SAMPLE_LINES = 50
SAMPLE_LENGTH = 65_536

_MINUS = re.compile("\N{MINUS SIGN}(?=[0-9.,])")
_BLANKS = re.compile(r'("[^"]*")|[^\S\n]+')


def read_table(path: Path | str, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """The table in a text file; what is not given is found out. Invalid, with an empty place, says what is wrong.

    Up to 50 MB, 1,000,000 rows and 1,000 columns. The first line names the columns if any of its cells is a word.
    """
    path = Path(path)
    text, encoding = read_text(path, encoding)
    text = _MINUS.sub("-", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n \x1a").split("\n")
    told = re.fullmatch(r'"?sep=(.)"?', lines[0])
    if told:
        lines[0] = ""
        delimiter = delimiter or told[1]
    delimiter = _vote(lines) if delimiter is None else delimiter
    if delimiter not in DELIMITERS:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{value} parts no fields; one of these does: {allowed}"),
                      value=shown(delimiter), allowed=" ".join(map(shown, DELIMITERS)))
    names, titled, notes = _names(lines, delimiter)
    if len(lines) - titled > MAX_ROWS:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file has more than {limit} rows; please open a part of it"),
                      limit=f"{MAX_ROWS:,}")
    found = _fast(lines, delimiter, names, titled)
    if found is None:
        found, remarks = _slow(lines, delimiter, names, titled)
        notes += remarks
    return Table(path, found, len(next(iter(found.values()))), encoding, delimiter, tuple(notes))


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The line number and the fields of each record that is not blank. A quoted field may run over several lines."""
    source: Iterator[str] = (line + "\n" for line in lines)
    if delimiter == " ":
        source = (_BLANKS.sub(lambda blank: blank[1] or "\t", line.strip()) + "\n" for line in lines)
    reader = csv.reader(source, delimiter="\t" if delimiter == " " else delimiter, skipinitialspace=True, strict=True)
    try:
        for record in reader:
            if any(record):
                yield reader.line_num, record
    except csv.Error:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "line {line} has no clear fields; is a quotation mark missing?"),
                      line=reader.line_num) from None


def _vote(lines: Sequence[str]) -> str:
    """The delimiter that gives the first lines the same number of fields and leaves no other delimiter in them."""
    sample = "\n".join(lines[:SAMPLE_LINES])[:SAMPLE_LENGTH].split("\n")
    sample = sample[:-1] if len(sample) > 1 and len(sample[-1]) < len(lines[len(sample) - 1]) else sample

    def merit(delimiter: str) -> tuple[float, float]:
        records: list[list[str]] = []
        with suppress(Invalid):  # the sample may end within quotation marks
            records.extend(fields for _, fields in _records(sample, delimiter))
        width, votes = Counter(map(len, records)).most_common(1)[0] if records else (0, 0)
        cells = [cell.strip() for record in records for cell in record]
        return (votes / len(records), sum(map(_whole, cells)) / len(cells)) if width > 1 else (0.0, 0.0)

    best = max(DELIMITERS, key=merit)
    return best if merit(best)[0] > 0 else ","


def _whole(cell: str) -> bool:
    """Whether a cell looks like one field, not like several that another delimiter would part."""
    if is_missing(cell) or is_number(cell):
        return True
    return not any(other in cell for other in DELIMITERS[:-1]) and not all(map(is_number, cell.split()))


def _names(lines: Sequence[str], delimiter: str) -> tuple[list[str], bool, list[Invalid]]:
    """A name for each column, whether the first line holds them, and notes on those that had to be changed."""
    first = [cell.strip() for cell in next(_records(lines, delimiter), (0, []))[1]]
    if not first:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is empty"))
    if len(first) > MAX_COLUMNS:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file has more than {limit} columns"), limit=f"{MAX_COLUMNS:,}")
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


def _fast(lines: Sequence[str], delimiter: str, names: Sequence[str], titled: bool) -> dict[str, Column] | None:
    """All columns at once if every cell is a plain number, else None."""
    filled = (i for i, line in enumerate(lines) if line.strip())
    start = next(filled)
    if titled and (start := next(filled, 0)) == 0:
        return None
    try:
        values = np.loadtxt(lines[start:], delimiter=None if delimiter == " " else delimiter, comments=None, ndmin=2)
    except ValueError:
        return None
    if values.shape[1] != len(names) or not np.isfinite(values).all():
        return None
    columns = np.ascontiguousarray(values.T)
    columns.flags.writeable = False
    return {name: Column(name, column) for name, column in zip(names, columns, strict=True)}


def _slow(lines: Sequence[str], delimiter: str, names: list[str],
          titled: bool) -> tuple[dict[str, Column], list[Invalid]]:
    """All columns, cell by cell."""
    width, cells, numbers = len(names), [], []
    for number, record in _records(lines, delimiter):
        if len(record) != width:
            raise Invalid("", QT_TRANSLATE_NOOP("core", "line {line} has {count} fields, but the first has {expected}"),
                          line=number, count=len(record), expected=width)
        cells += record  # one flat list: a million small ones keep the garbage collector busy
        numbers.append(number)
    if titled:
        del cells[:width], numbers[0]
    if not numbers:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file has names of columns but no rows"))
    columns = [[cell.strip() for cell in cells[i::width]] for i in range(width)]
    if width > 1 and titled and names[-1] == f"column {width}" and not any(columns[-1]):
        names, columns = names[:-1], columns[:-1]
    return make_columns(names, columns, numbers, delimiter)
