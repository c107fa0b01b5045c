"""The words of a typed formula: numbers, names and signs, each with the column where it stands."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from ..invalid import QT_TRANSLATE_NOOP, Invalid
from .algebra import FUNCTIONS

LENGTH = 500
"""At most so many characters."""
NAMES = {"pi": math.pi, "e": math.e}
VARIABLES = ("x", "y")
"""What a formula is in unless other names are declared."""
SIGNS = str.maketrans("−–·×÷", "--**/")
TOKEN = re.compile(r"""
    (?P<number> (?: [0-9]+ \.? [0-9]* | \.[0-9]+ ) (?: [eE][+-]?[0-9]+ )? )
  | (?P<name> [A-Za-z_][A-Za-z_0-9]* )
  | (?P<sign> \*\* | [-+*/^()] )
""", re.VERBOSE)


class Token(NamedTuple):
    """A word of the formula; `kind` is number, name, sign or end, `column` counts from 1."""

    kind: str
    text: str
    column: int


def known(variables: Sequence[str]) -> tuple[str, ...]:
    """All names that a formula in these variables can hold."""
    return (*variables, *NAMES, *FUNCTIONS)


def tokens(text: str, variables: Sequence[str] = VARIABLES) -> list[Token]:
    """The words of a formula in these variables and an end. Errors: Invalid at `formula`."""
    if len(text) > LENGTH:
        raise Invalid("formula", QT_TRANSLATE_NOOP("core", "{length} characters are too many; {allowed} are allowed"),
                      length=len(text), allowed=LENGTH)
    text = text.translate(SIGNS)
    found, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        match = TOKEN.match(text, at)
        if not match:
            raise Invalid("formula", QT_TRANSLATE_NOOP(
                "core", "“{found}” in column {column} is not allowed; numbers, + - * / ^ ( ) and {names} are"),
                found=text[at], column=at + 1, names=", ".join(known(variables)))
        found.append(Token(str(match.lastgroup), match.group(), at + 1))
        at = match.end()
    return [*found, Token("end", "", len(text) + 1)]
