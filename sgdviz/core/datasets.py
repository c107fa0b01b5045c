"""Rows to learn from: the bundled tables with their cards, and the user's CSV files."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from sgdviz.resources import resource

from .csvfile import read_table
from .invalid import QT_TRANSLATE_NOOP, Invalid
from .parameters import shown
from .progress import LONG, waited
from .reasons import system_reason
from .selection import Scaling, Selection, select, standardize
from .table import Table

__all__ = ["Scaling", "Selection", "bundled", "card", "load", "read_now", "select", "sha256", "standardize"]


def bundled() -> tuple[str, ...]:
    """The names of the tables that come with the program."""
    return tuple(sorted(path.stem for path in resource("data").glob("*.csv")))


def card(name: str) -> dict[str, Any]:
    """What is known of a bundled table: title, text, source, licence, columns, suggested documents."""
    content: dict[str, Any] = json.loads(resource("data", f"{name}.json").read_text("utf-8"))
    return content


KEPT = 8
"""So many tables are remembered."""
_last: dict[str, Table] = {}


def load(data: str) -> Table:
    """The table of that name or path, as it was last read if its file cannot be read any more: nobody's work ends
    because a stick was pulled out. Invalid at `problem.data` says what is wrong with one that never could be read.
    """
    try:
        return read_now(data)
    except Invalid:
        if data in _last:
            return _last[data]
        raise


def read_now(data: str) -> Table:
    """The bundled table of that name, or the CSV file at that path; Invalid at `problem.data` says what is wrong."""
    try:
        table = _cached(*_stamp(data))
    except Invalid as error:
        raise error.within("problem.data") from None
    _last.pop(data, None)
    _last[data] = table
    if len(_last) > KEPT:
        del _last[next(iter(_last))]
    return table


def sha256(data: str) -> str:
    """The fingerprint of a table's file, in hexadecimal; Invalid at `problem.data` if it is not there."""
    try:
        return _fingerprint(*_stamp(data))
    except Invalid as error:
        raise error.within("problem.data") from None
    except OSError as error:
        raise Invalid("problem.data", QT_TRANSLATE_NOOP("core", "{path} cannot be read: {reason}"),
                      path=data, reason=system_reason(error)) from None


def _stamp(data: str) -> tuple[Path, int, int]:
    """The file and the state that it is in, by which what was read of it is remembered."""
    path = resource("data", f"{data}.csv") if data in bundled() else Path(data)
    try:
        state = path.stat()
    except (OSError, ValueError):
        raise Invalid("", QT_TRANSLATE_NOOP("core", "there is no file {path}; the program's own tables are: {allowed}"),
                      path=_named(data), allowed=", ".join(bundled())) from None
    return path, state.st_mtime_ns, state.st_size


def _named(data: str) -> str:
    """A path for a sentence: of a long one the end, where the name is."""
    return shown(data) if len(data) <= 56 else f'"…{shown(data[-56:])[1:]}'


@lru_cache(maxsize=KEPT)
def _cached(path: Path, modified: int, length: int) -> Table:
    if length <= LONG:
        return read_table(path)
    return waited(lambda progress: read_table(path, progress=progress), QT_TRANSLATE_NOOP("core", "Reading {name}"),
                  name=path.name)


@lru_cache(maxsize=KEPT)
def _fingerprint(path: Path, modified: int, length: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
