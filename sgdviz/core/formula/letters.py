"""Letters that look like others, and letters that nobody sees."""

import unicodedata

TWINS = dict(zip("аеорсухіјѕԁһԛѡАЕОРСУХІЈЅМТВНКοχνυ", "aeopcyxijsdhqwAEOPCYXIJSMTBHKoxvu", strict=True))
"""Of letters that Unicode does not know to be the same, the one that is meant."""
HIDDEN = ("C", "Z", "M")
"""General categories without a picture of their own: controls, formats and unassigned, spaces, marks on other letters."""


def lookalike(letter: str) -> str | None:
    """The character on a keyboard that another looks like; None if it is itself, or like none."""
    if letter.isascii():
        return None
    if unicodedata.decomposition(letter).startswith(("<sub>", "<super>", "<circle>")):
        return None
    meant = TWINS.get(letter) or unicodedata.normalize("NFKC", letter)
    return meant if len(meant) == 1 and meant.isascii() and meant.isprintable() and meant != " " else None


def is_space(letter: str) -> bool:
    """Whether a character is a space between words, of whatever width."""
    return letter in "\t\r\n" or unicodedata.category(letter) == "Zs"


def is_visible(letter: str) -> bool:
    """Whether a character can be quoted in a sentence."""
    return unicodedata.category(letter)[0] not in HIDDEN


def name_of(letter: str) -> str:
    """Its code and its name in Unicode, as U+0445 CYRILLIC SMALL LETTER HA."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()
