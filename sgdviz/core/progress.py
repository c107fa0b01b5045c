"""Long work that says how far it has come, and may be called off."""

from collections.abc import Callable
from typing import Any, TypeVar

from .invalid import QT_TRANSLATE_NOOP, Invalid

T = TypeVar("T")
Progress = Callable[[float], object]
"""Told the share that is done, from 0 to 1. It may raise Cancelled, which ends the work."""
Waiter = Callable[[Callable[[Progress], Any], Invalid], Any]
"""Does a deed and returns what it returns, however it is waited for; the sentence says what is being done."""

LONG = 2_000_000
"""A table of more bytes than that is waited for."""
SOON, MINUTE, HOUR = 5.0, 90.0, 5400.0
"""Seconds from which on a time is told at all, in minutes and in hours."""


class Cancelled(Invalid):
    """Whoever waits for the work does not want it any more."""

    def __init__(self) -> None:
        super().__init__("", QT_TRANSLATE_NOOP("core", "it was stopped"))


def roughly(seconds: float) -> tuple[int, str]:
    """A time to wait as one tells it: how many hours ("h"), minutes ("min") or tens of seconds ("s"); 0 if it is soon over."""
    if seconds >= HOUR:
        return round(seconds / 3600), "h"
    if seconds >= MINUTE:
        return round(seconds / 60), "min"
    return (10 * round(seconds / 10), "s") if seconds >= SOON else (0, "s")


def untold(share: float) -> None:
    """Nobody wants to know."""


def _at_once(deed: Callable[[Progress], Any], what: Invalid) -> Any:
    return deed(untold)


_waiter: list[Waiter] = [_at_once]


def wait_by(waiter: Waiter | None) -> None:
    """Let long work be waited for like this from now on; None: it is simply done."""
    _waiter[0] = waiter or _at_once


def waited(deed: Callable[[Progress], T], template: str, **values: object) -> T:
    """Do long work as its user can bear it: a window stays alive meanwhile. The template says what is being done."""
    done: T = _waiter[0](deed, Invalid("", template, **values))
    return done
