"""A table of columns, each of numbers or of words, made from the cells of a text file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .invalid import QT_TRANSLATE_NOOP, Invalid
from .problem import Array

MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "-", ".", "?"})
"""Cells that stand for a missing value, in any case."""


class Offence(NamedTuple):
    """The first cell that keeps a column from being numbers; `line` counts the lines of the file from 1."""

    line: int
    cell: str


@dataclass(frozen=True, eq=False)
class Column:
    """One column: `values` (rows,) with nan where a number is missing, or else `words` with None where one is."""

    name: str
    values: Array | None = None
    words: tuple[str | None, ...] = ()
    missing: int = 0
    offence: Offence | None = None

    @property
    def numeric(self) -> bool:
        return self.values is not None

    def __len__(self) -> int:
        return len(self.words) if self.values is None else len(self.values)


@dataclass(frozen=True, eq=False)
class Table:
    """The columns by name, in the order of the file, how the file was read, and what its reader should know of it.

    `notes` are sentences as data, not complaints: missing values, columns that were renamed, a decimal comma.
    """

    path: Path
    columns: Mapping[str, Column]
    rows: int
    encoding: str
    delimiter: str
    notes: tuple[Invalid, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.columns)


class Notation(NamedTuple):
    """How numbers are written: what parts thousands and what parts the fraction.

    Stricter than float(), which takes underscores, the digits of all scripts, nan and infinity.
    """

    several: re.Pattern[str]
    thousands: str
    decimal: str

    def read(self, cells: Sequence[str]) -> Array | None:
        """The numbers of the cells, or None if one is no finite number. All at once is many times as fast as singly."""
        if not cells or not self.several.fullmatch("\0".join(cells) + "\0"):
            return None
        plain = "\0".join(cells).replace(self.thousands, "").replace(self.decimal, ".")
        values = np.array(list(map(float, plain.split("\0"))))
        return values if np.isfinite(values).all() else None

    def number(self, cell: str) -> float | None:
        """The finite number that one cell is, or None."""
        values = self.read([cell])
        return None if values is None else float(values[0])


def _notation(thousands: str, decimal: str) -> Notation:
    t, d = re.escape(thousands), re.escape(decimal)
    whole = rf"(?:[1-9][0-9]{{0,2}}(?:{t}[0-9]{{3}})+(?![0-9])|[0-9]++)"
    number = rf"[+-]?(?:{whole}(?:{d}[0-9]*+)?|{d}[0-9]++)(?:[eE][+-]?[0-9]++)?"
    return Notation(re.compile(rf"(?:{number}\0)*+"), thousands, decimal)


POINT = _notation(",", ".")
COMMA = _notation(".", ",")


def is_missing(cell: str) -> bool:
    """Whether a cell without blanks around it stands for a missing value."""
    return cell.lower() in MISSING


def is_number(cell: str) -> bool:
    """Whether a cell without blanks around it is a number, with a point or with a comma."""
    return POINT.number(cell) is not None or COMMA.number(cell) is not None


def make_columns(names: Sequence[str], cells: Sequence[Sequence[str]], lines: Sequence[int],
                 delimiter: str) -> tuple[dict[str, Column], list[Invalid]]:
    """Columns and the notes on them, from cells without blanks around them; `lines` says where each row stands.

    A column of which one cell is no number is a column of words: nothing is guessed away.
    """
    present = [[cell for cell in column if not is_missing(cell)] for column in cells]
    readings = [{notation: found for notation in (POINT, COMMA) if (found := notation.read(column)) is not None}
                for column in present]
    preferred = _preferred(readings, present, delimiter)
    columns, notes = {}, []
    for name, column, kept, reading in zip(names, cells, present, readings, strict=True):
        notation = preferred if preferred in reading or not reading else next(iter(reading))
        made = _numeric(name, column, reading[notation]) if reading else _wordy(name, column, lines, notation)
        columns[name] = made
        comma = next((i for i, cell in enumerate(kept) if "," in cell), None)
        if made.numeric and notation is COMMA and comma is not None:
            notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "{column} has a decimal comma: {cell} is {value}"),
                                 column=name, cell=kept[comma], value=f"{reading[COMMA][comma]:.12g}"))
        if made.missing:
            notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "values missing in {column}: {count}"),
                                 column=name, count=made.missing))
    return columns, notes


def _preferred(readings: Sequence[Mapping[Notation, Array]], present: Sequence[Sequence[str]],
               delimiter: str) -> Notation:
    """The notation for columns that can be read either way, such as 1,234: what the other columns show to be in use.

    If none shows it, a file with semicolons comes from a place where the comma is the decimal sign.
    """
    certain = [next(iter(reading)) for reading in readings if len(reading) == 1]
    if certain:
        return COMMA if COMMA in certain else POINT
    commas = any("," in cell for reading, cells in zip(readings, present, strict=True) if reading for cell in cells)
    return COMMA if commas and delimiter == ";" else POINT


def _numeric(name: str, cells: Sequence[str], values: Array) -> Column:
    missing = len(cells) - len(values)
    if missing:
        known, values = values, np.full(len(cells), np.nan)
        values[[not is_missing(cell) for cell in cells]] = known
    values.flags.writeable = False
    return Column(name, values, missing=missing)


def _wordy(name: str, cells: Sequence[str], lines: Sequence[int], notation: Notation) -> Column:
    words = tuple(None if is_missing(cell) else cell for cell in cells)
    strange = next((i for i, word in enumerate(words) if word is not None and not is_number(word)), None)
    if strange is None:
        strange = next((i for i, word in enumerate(words) if word is not None and notation.number(word) is None), None)
    offence = None if strange is None else Offence(lines[strange], cells[strange])
    return Column(name, None, words, words.count(None), offence)
