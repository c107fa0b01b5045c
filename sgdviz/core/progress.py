"""Long work that says how far it has come, and may be called off."""

from collections.abc import Callable

Progress = Callable[[float], object]
"""Told the share that is done, from 0 to 1. It may raise Cancelled, which ends the work."""


class Cancelled(Exception):
    """Whoever waits for the work does not want it any more."""


def untold(share: float) -> None:
    """Nobody wants to know."""
