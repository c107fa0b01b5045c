"""Amounts of memory as people write them: 512MB, 2 GB."""

import re

from .invalid import QT_TRANSLATE_NOOP, Invalid

UNITS = {"MB": 10**6, "GB": 10**9, "TB": 10**12}
LEAST = 10**6
CHOICES = ("100MB", "200MB", "400MB", "800MB", "1.6GB", "3.2GB", "6.4GB")
USUAL = "400MB"
"""What the steps of all runs may take, unless more is allowed: more than ten million steps of two weights."""


def memory_of(text: str, place: str = "") -> int:
    """The bytes of an amount such as 512MB or 1.5 GB. Invalid if it is none, or less than a million."""
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)\s*([MGT]B)", text.strip(), re.IGNORECASE | re.ASCII)
    size = round(float(found[1]) * UNITS[found[2].upper()]) if found else 0
    if size < LEAST:
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{text} is no amount of memory; 512MB or 2GB would be, "
                                               "and 1MB is the least"),
                      text=repr(text))
    return size


def memory_text(size: float) -> str:
    """So many bytes, to three digits, in the largest unit of which they are one at least."""
    unit = next((unit for unit in reversed(UNITS) if float(f"{size:.3g}") >= UNITS[unit]), "MB")
    return f"{size / UNITS[unit]:.3g} {unit}"
