"""Words of the core in the language of the window: labels, sentences as data, texts that carry their languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QLocale

from sgdviz.core.invalid import Invalid, Words, filled

if TYPE_CHECKING:  # the start page needs words before there is time for NumPy
    from sgdviz.core.experiment import Text
    from sgdviz.core.trace import Cause

LANGUAGES = {"ko": "한국어", "en": "English"}
_language = "en"


def set_language(code: str) -> None:
    """Speak this language from now on (`ko` or `en`)."""
    global _language
    _language = code
    QLocale.setDefault(QLocale(code))


def language() -> str:
    """The language of now."""
    return _language


def system_language() -> str:
    """Korean on a Korean desktop, English on any other."""
    return "ko" if QLocale.system().language() == QLocale.Language.Korean else "en"


def core_text(text: str) -> str:
    """A text that the core marked for translation."""
    return QCoreApplication.translate("core", text) if text else ""


def sentence(item: Invalid | Cause) -> str:
    """What is wrong and where, or why a run ended, in words."""
    place = getattr(item, "place", "")
    return f"{place}: {_filled(core_text(item.template), item)}" if place else remark(item)


def remark(item: Invalid | Cause) -> str:
    """The same where the place is plain to see: it begins with a capital, but a value in front stays as it is."""
    return _filled(capital(core_text(item.template)), item)


def capital(words: str) -> str:
    """Words with a capital in front. A Greek letter stays what it is: Θ is not θ."""
    return words[:1].upper() + words[1:] if words[:1].isascii() else words


def _filled(template: str, item: Invalid | Cause) -> str:
    return filled(template, **{key: _worded(value) for key, value in item.values.items()})


def _worded(value: Any) -> object:
    if hasattr(value, "template"):
        return _filled(core_text(value.template), value)
    return core_text(value) if isinstance(value, Words) else value


def localized(text: Text) -> str:
    """A text in the language of now, or else in English, or else in any that there is."""
    if not isinstance(text, Mapping):
        return text
    return text.get(_language) or text.get("en") or next(iter(text.values()), "")
