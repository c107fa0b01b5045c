"""A table of columns, each of numbers or of words, made from the cells of a text file."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
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
    """How numbers are written: what parts thousands and what parts the fraction."""

    pattern: re.Pattern[str]
    thousands: str
    decimal: str

    def number(self, cell: str) -> float | None:
        """The finite number that `cell` is, or None. Stricter than float(): no underscores, ASCII digits alone."""
        if not self.pattern.fullmatch(cell):
            return None
        value = float(cell.replace(self.thousands, "").replace(self.decimal, "."))
        return value if math.isfinite(value) else None

    def numbers(self, cells: Iterable[str]) -> dict[str, float] | None:
        """Each cell's number, or None if any is none."""
        found = {}
        for cell in cells:
            value = self.number(cell)
            if value is None:
                return None
            found[cell] = value
        return found


def _notation(thousands: str, decimal: str) -> Notation:
    t, d = re.escape(thousands), re.escape(decimal)
    whole = rf"(?:[1-9][0-9]{{0,2}}(?:{t}[0-9]{{3}})+|[0-9]+)"
    pattern = re.compile(rf"[+-]?(?:{whole}(?:{d}[0-9]*)?|{d}[0-9]+)(?:[eE][+-]?[0-9]+)?")
    return Notation(pattern, thousands, decimal)


POINT = _notation(",", ".")
COMMA = _notation(".", ",")


def clean(cell: str) -> str:
    """`cell` without blanks around it and with a plain minus sign."""
    return cell.strip().replace("\N{MINUS SIGN}", "-")


def is_missing(cell: str) -> bool:
    """Whether a clean cell stands for a missing value."""
    return cell.lower() in MISSING


def is_number(cell: str) -> bool:
    """Whether a clean cell is a number, with a point or with a comma."""
    return POINT.number(cell) is not None or COMMA.number(cell) is not None


def make_columns(names: Sequence[str], cells: Sequence[Sequence[str]], lines: Sequence[int],
                 delimiter: str) -> tuple[dict[str, Column], list[Invalid]]:
    """Columns from their cells, which are clean, and the notes on them; `lines` is the line that each row stands on.

    A column of which one cell is no number is a column of words: nothing is guessed away.
    """
    distinct = [sorted(cell for cell in set(column) if not is_missing(cell)) for column in cells]
    readings = [[(notation, found) for notation in (POINT, COMMA) if (found := notation.numbers(values)) is not None]
                for values in distinct]
    preferred = _preferred([[notation for notation, _ in reading] for reading in readings], distinct, delimiter)
    columns, notes = {}, []
    for name, column, values, reading in zip(names, cells, distinct, readings, strict=True):
        notation, found = next((r for r in reading if r[0] is preferred), reading[0] if reading else (preferred, None))
        made = _column(name, column, values, found, lines, notation)
        columns[name] = made
        comma = next((value for value in values if "," in value), "") if made.numeric and notation is COMMA else ""
        if comma and found:
            notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "{column} has a decimal comma: {cell} is {value}"),
                                 column=name, cell=comma, value=f"{found[comma]:.12g}"))
        if made.missing:
            notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "values missing in {column}: {count}"),
                                 column=name, count=made.missing))
    return columns, notes


def _preferred(fits: Sequence[Sequence[Notation]], distinct: Sequence[Sequence[str]], delimiter: str) -> Notation:
    """The notation for columns that can be read either way, such as 1,234: what the other columns show to be in use.

    If none shows it, a file with semicolons comes from a place where the comma is the decimal sign.
    """
    certain = [fit[0] for fit in fits if len(fit) == 1]
    if certain:
        return COMMA if COMMA in certain else POINT
    doubtful = any("," in cell for fit, cells in zip(fits, distinct, strict=True) if fit for cell in cells)
    return COMMA if delimiter == ";" and doubtful else POINT


def _column(name: str, cells: Sequence[str], distinct: Sequence[str], found: dict[str, float] | None,
            lines: Sequence[int], notation: Notation) -> Column:
    if found:
        known = {cell: found.get(cell, math.nan) for cell in set(cells)}
        values = np.fromiter(map(known.__getitem__, cells), np.float64, len(cells))
        values.flags.writeable = False
        return Column(name, values, missing=int(np.isnan(values).sum()))
    words = tuple(None if is_missing(cell) else cell for cell in cells)
    strange = {cell for cell in distinct if not is_number(cell)} or {c for c in distinct if notation.number(c) is None}
    first = next((i for i, cell in enumerate(cells) if cell in strange), None)
    return Column(name, None, words, words.count(None), None if first is None else Offence(lines[first], cells[first]))
