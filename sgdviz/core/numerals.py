"""How people write numbers and leave them out."""

import re
from itertools import product
from typing import NamedTuple

import numpy as np

from .problem import Array

MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "-", ".", "?"})
"""Cells that stand for a missing value, in any case."""
GAPS = frozenset("".join(letters) for cell in MISSING for letters in product(*({c, c.upper()} for c in cell)))
"""The same in every case: to look a cell up as it stands is many times as fast."""

_SIGNS = "0123456789+-.eE\0"
"""Of these float() makes what a notation without thousands allows: no underscores, digits of other scripts, nan, inf."""


class Notation(NamedTuple):
    """How numbers are written: what parts thousands and what parts the fraction.

    Stricter than float(), which takes underscores, the digits of all scripts, nan and infinity.
    """

    several: re.Pattern[str]
    thousands: str
    decimal: str

    def read(self, joined: str) -> Array | None:
        """The numbers of cells that a zero character parts, or None if one is no finite number.

        All at once is many times as fast as singly.
        """
        if self.thousands in joined:
            if not self.several.fullmatch(joined + "\0"):
                return None
            joined = joined.replace(self.thousands, "")
        plain = joined.replace(self.decimal, ".")
        if plain.strip(_SIGNS):
            return None
        try:
            values = np.array(plain.split("\0"), dtype=float)
        except ValueError:
            return None
        return values if np.isfinite(values).all() else None

    def number(self, cell: str) -> float | None:
        """The finite number that one cell is, or None."""
        values = self.read(cell)
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
    return cell in GAPS


def is_number(cell: str) -> bool:
    """Whether a cell without blanks around it is a number, with a point or with a comma."""
    return POINT.number(cell) is not None or COMMA.number(cell) is not None
