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


class Cancelled(Invalid):
    """Whoever waits for the work does not want it any more."""

    def __init__(self) -> None:
        super().__init__("", QT_TRANSLATE_NOOP("core", "it was stopped"))


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
