"""The words of a typed formula: numbers, names and signs, each with the column where it stands."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from ..invalid import QT_TRANSLATE_NOOP, Invalid
from .algebra import ALIASES, FUNCTIONS
from .letters import is_space, is_visible, lookalike, name_of

LENGTH = 500
"""At most so many characters."""
NAMES = {"pi": math.pi, "e": math.e, "π": math.pi}
VARIABLES = ("x", "y")
"""What a formula is in unless other names are declared."""
SIGNS = str.maketrans("−–×·⋅∗÷∕", "--****//")
"""Signs of the blackboard that can mean only one thing."""
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
TOKEN = re.compile(r"""
    (?P<number> (?: [0-9]+ \.? [0-9]* | \.[0-9]+ ) (?: [eE][+-]?[0-9]+ )? )
  | (?P<name> [A-Za-z_][A-Za-z_0-9]* | [π√] )
  | (?P<raised> [⁻⁺]? [⁰¹²³⁴⁵⁶⁷⁸⁹]+ )
  | (?P<sign> \*\* | [-+*/^(),|] )
""", re.VERBOSE)


class Token(NamedTuple):
    """A word of the formula; `kind` is number, name, raised, sign or end, `column` counts from 1."""

    kind: str
    text: str
    column: int


def known(variables: Sequence[str]) -> tuple[str, ...]:
    """The names that a formula in these variables can hold, without those that are other names of the same."""
    return tuple(name for name in (*variables, *NAMES, *FUNCTIONS) if name.isascii() and name not in ALIASES)


def tokens(text: str) -> list[Token]:
    """The words of a formula and an end. Errors: Invalid at `formula`."""
    if len(text) > LENGTH:
        raise Invalid("formula", QT_TRANSLATE_NOOP("core", "{length} characters are too many; {allowed} are allowed"),
                      length=len(text), allowed=LENGTH, column=LENGTH + 1)
    plain = text.translate(SIGNS)
    found, at = [], 0
    while at < len(plain):
        if is_space(plain[at]):
            at += 1
            continue
        match = TOKEN.match(plain, at)
        if not match:
            raise not_allowed(text[at], at + 1)
        found.append(Token(str(match.lastgroup), match.group(), at + 1))
        at = match.end()
    return [*found, Token("end", "", len(text) + 1)]


def not_allowed(letter: str, column: int) -> Invalid:
    """What there is to say of a character that stands in no formula."""
    if (meant := lookalike(letter)) is not None:
        return Invalid("formula", QT_TRANSLATE_NOOP(
            "core", "“{found}” in column {column} is the letter {name} and only looks like {meant}; type {meant} in its place"),
            found=letter, column=column, name=name_of(letter), meant=meant)
    if not is_visible(letter):
        return Invalid("formula", QT_TRANSLATE_NOOP(
            "core", "a stray character stands in column {column}, {name}; delete it"), column=column, name=name_of(letter))
    if letter == "=":
        return Invalid("formula", QT_TRANSLATE_NOOP(
            "core", "“=” in column {column} is not allowed; type the right side of the equation alone"), column=column)
    return Invalid("formula", QT_TRANSLATE_NOOP(
        "core", "“{found}” in column {column} is not allowed; numbers, names, + - * / ^ ( ) and | | are"),
        found=letter, column=column)
