"""What is wrong with something that a user handed over, as data: the place, a sentence, its values."""

import re
import string
from typing import Any


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for the translation tools, which know this name, and return it unchanged."""
    return text


class _Sentence(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        counts = isinstance(value, int) and not isinstance(value, bool) and not format_spec
        text = str(super().format_field(value, "," if counts else format_spec))
        return typeset(text) if isinstance(value, int | float) else text


def typeset(text: str) -> str:
    """A number with a real minus, and with no more in its power of ten than 1e12, 1e−5."""
    return re.sub(r"e([+-])0*", lambda found: "e" + found[1].strip("+"), text).replace("-", "−")


def filled(template: str, **values: object) -> str:
    """A template with its values: like str.format, but whole numbers have their thousands apart, as in 11,111,111.

    Numbers have a real minus sign, and powers of ten are as short as in 1e12.
    """
    return _Sentence().vformat(template, (), values)


class Words(str):
    """A value of an Invalid that is itself a marked text, to be translated before it is filled in."""


class Invalid(ValueError):
    """Bad input. `place` says where (`problem.x[0]`), `template` what stands there and what is allowed.

    The template is English and marked with QT_TRANSLATE_NOOP("core", …); the user interface translates it before it
    fills in `values`. str() gives the English sentence, for the command line and the log.
    """

    def __init__(self, place: str, template: str, **values: object) -> None:
        super().__init__(place, template, values)
        self.place = place
        self.template = template
        self.values = values

    def __str__(self) -> str:
        sentence = filled(self.template, **self.values)
        return f"{self.place}: {sentence}" if self.place else sentence

    def within(self, outer: str) -> "Invalid":
        """The same complaint seen from outside: its place prefixed by `outer`."""
        joint = "" if not self.place or self.place.startswith("[") else "."
        return Invalid(f"{outer}{joint}{self.place}", self.template, **self.values)
