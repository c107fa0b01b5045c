"""The fields of the lines of a text table."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from .invalid import QT_TRANSLATE_NOOP, Invalid

DELIMITERS = ("\t", ",", ";", "|", " ")
"""What may part the fields; a blank stands for any run of blanks and tabs."""

_BLANKS = re.compile(r'("[^"]*")|[^\S\n]+')


class Block(NamedTuple):
    """Some records that follow one another: the line at which each ends, from 1, and the cells of each column."""

    lines: Sequence[int]
    columns: list[list[str]]


def records(lines: Iterable[str], delimiter: str, done: int = 0) -> Iterator[tuple[int, list[str]]]:
    """The line number and the fields of each record that is not blank, where `done` lines come before these.

    A quoted field may run over several lines.
    """
    source: Iterator[str] = (line + "\n" for line in lines)
    if delimiter == " ":
        source = (_BLANKS.sub(lambda blank: blank[1] or "\t", line.strip()) + "\n" for line in lines)
    reader = csv.reader(source, delimiter="\t" if delimiter == " " else delimiter, skipinitialspace=True, strict=True)
    try:
        for record in reader:
            if any(map(str.strip, record)):
                yield done + reader.line_num, record
    except csv.Error:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "line {line} has no clear fields; is a quotation mark missing?"),
                      line=done + reader.line_num) from None


def blocks(parts: Iterator[list[str]], delimiter: str, width: int) -> Iterator[Block]:
    """The cells of all records, without blanks around them; `parts` are the lines, some at a time.

    Invalid where a record has not `width` fields or its quotation marks are in disorder.
    """
    done = 0
    for part in parts:
        columns = _plain(part, delimiter, width)
        if columns is not None:
            yield Block(range(done + 1, done + len(part) + 1), columns)
            done += len(part)
        else:
            block, done = _careful(part, parts, delimiter, width, done)
            yield block


def _plain(part: list[str], delimiter: str, width: int) -> list[list[str]] | None:
    """The cells of each column where every line is one record of so many fields; None where this is not certain."""
    joined = delimiter.join(part)
    if len(joined) > csv.field_size_limit():
        return None
    if '"' in joined or delimiter == " ":
        rows = _rows(part, delimiter, '"' in joined)
        cells, widths = list(chain.from_iterable(rows)), set(map(len, rows))
    else:
        cells, widths = joined.split(delimiter), {line.count(delimiter) + 1 for line in part}
    columns = [list(map(str.strip, cells[i::width])) for i in range(width)]
    if widths != {width} or len(columns[0]) != len(part):
        return None
    filled = any("" not in column for column in columns) or all(map(any, zip(*columns, strict=True)))
    return columns if filled else None


def _rows(part: list[str], delimiter: str, quoted: bool) -> list[list[str]]:
    """The fields of each line; no lines where quotation marks are in disorder or run on, or may hold a blank that parts."""
    if not quoted:
        return [line.split() for line in part]
    try:
        return list(csv.reader(part, delimiter=delimiter, skipinitialspace=True, strict=True)) if delimiter != " " else []
    except csv.Error:
        return []


def _careful(part: list[str], parts: Iterator[list[str]], delimiter: str, width: int, done: int) -> tuple[Block, int]:
    """The records that begin in a part, and how many lines are done then: the last one may end in a later part."""
    pulled, taken, numbers, rows = len(part), 0, [], []

    def source() -> Iterator[str]:
        nonlocal pulled, taken
        for lines in chain([part], parts):
            pulled = max(pulled, taken + len(lines))
            for line in lines:
                taken += 1
                yield line

    for number, record in records(source(), delimiter, done):
        if len(record) != width:
            raise Invalid("", QT_TRANSLATE_NOOP("core", "line {line} has {count} fields, but the first has {expected}"),
                          line=number, count=len(record), expected=width)
        numbers.append(number)
        rows.append(record)
        if taken == pulled:
            break
    return Block(numbers, [list(map(str.strip, column)) for column in zip(*rows, strict=True)]), done + taken
