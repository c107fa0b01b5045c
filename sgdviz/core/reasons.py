"""Why a file was refused, by the system or by the reader of JSON, in words that can be translated."""

import errno
import json

from .invalid import QT_TRANSLATE_NOOP, Words

_DENIED = QT_TRANSLATE_NOOP("core", "permission is denied")
_SYSTEM = {
    errno.EACCES: _DENIED, errno.EPERM: _DENIED,
    errno.ENOENT: QT_TRANSLATE_NOOP("core", "there is no such file or folder"),
    errno.EISDIR: QT_TRANSLATE_NOOP("core", "it is a folder"),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("core", "part of the path is no folder"),
    errno.ENOSPC: QT_TRANSLATE_NOOP("core", "the disk is full"),
    errno.EROFS: QT_TRANSLATE_NOOP("core", "the disk is read-only"),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("core", "the name is too long"),
}
_JSON = {
    "Expecting value": QT_TRANSLATE_NOOP("core", "a value is missing"),
    "Expecting property name enclosed in double quotes": QT_TRANSLATE_NOOP("core", "a key in double quotes is missing"),
    "Expecting ':' delimiter": QT_TRANSLATE_NOOP("core", "a colon is missing"),
    "Expecting ',' delimiter": QT_TRANSLATE_NOOP("core", "a comma is missing"),
    "Unterminated string starting at": QT_TRANSLATE_NOOP("core", "a text is not closed"),
    "Extra data": QT_TRANSLATE_NOOP("core", "there is more after the end"),
}


def system_reason(error: OSError | ValueError) -> str:
    """Why the system did not read or write; in its own words where the case is rare."""
    known = _SYSTEM.get(getattr(error, "errno", None) or 0)
    return Words(known) if known else getattr(error, "strerror", None) or str(error)


def json_reason(error: json.JSONDecodeError) -> str:
    """Why a text is not JSON; in Python's words where the case is rare."""
    known = _JSON.get(error.msg)
    return Words(known) if known else error.msg
