"""A table of columns, each of numbers or of words, as it was read from a text file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from .invalid import Invalid
from .problem import Array


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
