"""The columns of a table, from its cells as they are read."""

from collections.abc import Sequence

import numpy as np

from .invalid import QT_TRANSLATE_NOOP, Invalid
from .numerals import COMMA, GAPS, POINT, Notation, is_number
from .problem import Array
from .table import Column, Offence


class Draft:
    """A column of which the cells, without blanks around them, come in one block after another.

    `readings` are its numbers in each notation that has read all of it so far, nan where one is missing; `comma` is the
    first cell with a comma. The `blocks` are kept as text: cells of their own would be ten times as large.
    """

    def __init__(self, name: str) -> None:
        self.name, self.missing, self.count = name, 0, 0
        self.blocks: list[str] = []
        self.readings: dict[Notation, list[Array]] = {POINT: [], COMMA: []}
        self.comma: str | None = None

    def add(self, cells: list[str]) -> None:
        """Take the cells of some more rows."""
        present = cells if GAPS.isdisjoint(cells) else [cell for cell in cells if cell not in GAPS]
        self.count += len(cells)
        self.missing += len(cells) - len(present)
        joined = "\0".join(present)
        self.blocks.append(joined if present is cells else "\0".join(cells))
        if self.comma is None and "," in joined:
            self.comma = next(cell for cell in present if "," in cell)
        signed = "," in joined or "." in joined
        values: Array | None = np.empty(0)
        for i, (notation, found) in enumerate(tuple(self.readings.items())):
            if present and (signed or i == 0):
                values = notation.read(joined)
            if values is None:
                del self.readings[notation]
            else:
                found.append(_spread(values, cells))

    @property
    def notations(self) -> tuple[Notation, ...]:
        """In which its cells are numbers, of which there is at least one."""
        return tuple(self.readings) if self.missing < self.count else ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in any of its cells."""
        return not any(block.strip("\0") for block in self.blocks)

    def column(self, notation: Notation, lines: Sequence[Sequence[int]]) -> Column:
        """The column, its numbers in the notation that is `preferred` where there is a choice.

        One cell that is no number makes it a column of words: nothing is guessed away. `lines` says of each block where
        its rows stand.
        """
        if not self.notations:
            known: dict[str, str | None] = dict.fromkeys(GAPS)
            words = tuple([known.setdefault(cell, cell) for block in self.blocks for cell in block.split("\0")])
            return Column(self.name, None, words, self.missing, self._offence(notation, lines))
        values = np.concatenate(self.readings[self.chosen(notation)])
        values.flags.writeable = False
        return Column(self.name, values, missing=self.missing)

    def chosen(self, preferred: Notation) -> Notation:
        """The notation in which its numbers are read."""
        return preferred if preferred in self.readings else next(iter(self.readings))

    def _offence(self, notation: Notation, lines: Sequence[Sequence[int]]) -> Offence | None:
        """The first cell that is a number in no notation, or else in this one."""
        for is_fine in (is_number, lambda cell: notation.number(cell) is not None):
            for block, numbers in zip(self.blocks, lines, strict=True):
                if notation.read(block) is not None:
                    continue
                for cell, line in zip(block.split("\0"), numbers, strict=True):
                    if cell not in GAPS and not is_fine(cell):
                        return Offence(line, cell)
        return None


def _spread(values: Array, cells: Sequence[str]) -> Array:
    """The numbers of the cells that are not missing, and nan for those that are."""
    if len(values) == len(cells):
        return values
    every = np.full(len(cells), np.nan)
    every[[cell not in GAPS for cell in cells]] = values
    return every


def make_columns(drafts: Sequence[Draft], lines: Sequence[Sequence[int]],
                 delimiter: str) -> tuple[dict[str, Column], list[Invalid]]:
    """The columns and the notes on them; `lines` says of each block where its rows stand."""
    preferred = _preferred(drafts, delimiter)
    columns, notes = {}, []
    for draft in drafts:
        made = columns[draft.name] = draft.column(preferred, lines)
        if made.numeric and draft.comma is not None and draft.chosen(preferred) is COMMA:
            notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "{column} has a decimal comma: {cell} is {value}"),
                                 column=draft.name, cell=draft.comma, value=f"{COMMA.number(draft.comma):.12g}"))
        if made.missing:
            notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "values missing in {column}: {count}"),
                                 column=draft.name, count=made.missing))
    return columns, notes


def _preferred(drafts: Sequence[Draft], delimiter: str) -> Notation:
    """The notation for columns that can be read either way, such as 1,234: what the other columns show to be in use.

    If none shows it, a file with semicolons comes from a place where the comma is the decimal sign.
    """
    certain = [draft.notations[0] for draft in drafts if len(draft.notations) == 1]
    if certain:
        return COMMA if COMMA in certain else POINT
    commas = any(draft.notations and draft.comma is not None for draft in drafts)
    return COMMA if commas and delimiter == ";" else POINT
