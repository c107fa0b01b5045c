"""Reading text of an encoding that nobody told."""

import codecs
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from .invalid import QT_TRANSLATE_NOOP, Invalid, Words
from .progress import Progress, untold
from .reasons import system_reason

MAX_BYTES = 200_000_000
BLOCK = 1 << 18
"""So many characters are worked on at a time, in a few milliseconds: between two blocks other threads have their turn.

Of much smaller ones NumPy reads so many that it lets the interpreter go, and takes it back, before another thread wakes up.
"""
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp949", "cp1252")

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PICTURE = QT_TRANSLATE_NOOP("core", "a picture")
_OFFICE = QT_TRANSLATE_NOOP("core", "an Excel workbook or another packed document")
_ARCHIVE = QT_TRANSLATE_NOOP("core", "a compressed file")
_PAGE = QT_TRANSLATE_NOOP("core", "a web page")
_SIGNATURES = {
    b"\x89PNG": _PICTURE, b"\xff\xd8\xff": _PICTURE, b"GIF8": _PICTURE, b"PK\x03\x04": _OFFICE,
    b"\xd0\xcf\x11\xe0": _OFFICE, b"\x1f\x8b": _ARCHIVE, b"7z\xbc\xaf": _ARCHIVE, b"<html": _PAGE, b"<!doctype": _PAGE,
    b"%pdf": QT_TRANSLATE_NOOP("core", "a PDF document"), b"par1": QT_TRANSLATE_NOOP("core", "a Parquet file"),
}
_CONTROL = re.compile("[\0-\x08\x0e-\x1f]")
_MINUS = re.compile("\N{MINUS SIGN}(?=[0-9.,])")


def read_text(path: Path, encoding: str | None = None, progress: Progress = untold) -> tuple[str, str]:
    """The text of a file and its encoding, which is found out unless given.

    Invalid, with an empty place: missing, a folder, unreadable, larger than 200 MB, empty, or no text.
    """
    return _decode(_read(path), encoding, progress)


def line_blocks(text: str) -> Iterator[list[str]]:
    """The lines of a text, as many at a time as make up a block; minus signs before digits are ASCII ones.

    A line ends with a line feed, a carriage return, or both.
    """
    text = text if "\n" in text else text.replace("\r", "\n")
    start = 0
    while start <= len(text):
        stop = text.find("\n", start + BLOCK) + 1 or len(text) + 1
        part = _MINUS.sub("-", text[start:stop])
        yield part.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
        start = stop


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Invalid("", QT_TRANSLATE_NOOP("core", "{path} is a folder; a CSV file is needed"), path=str(path))
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "there is no file {path}"), path=str(path)) from None
    except (OSError, ValueError) as error:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{path} cannot be read: {reason}"),
                      path=str(path), reason=system_reason(error)) from None
    if len(content) > MAX_BYTES:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is larger than {limit} MB; please open a part of it"),
                      limit=MAX_BYTES // 1_000_000)
    for signature, what in _SIGNATURES.items():
        if content[:len(signature)].lower() == signature.lower():
            raise Invalid("", QT_TRANSLATE_NOOP("core", "the file looks like {what}; please save the table as CSV"),
                          what=Words(what))
    return content


def _decode(content: bytes, encoding: str | None, progress: Progress) -> tuple[str, str]:
    """The text and its encoding. Excel in Korea writes CP949, UTF-8 with a mark, or UTF-16 with tabs."""
    if not content or content.isspace():
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is empty"))
    for candidate in [encoding] if encoding else _candidates(content):
        try:
            text, controlled = _text(content, candidate, progress)
        except (UnicodeError, LookupError):
            continue
        if controlled and _CONTROL.search(text.rstrip("\r\n\x1a")):
            break
        if not text or text.isspace():
            raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is empty"))
        return text, candidate
    if encoding:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is not in {encoding}; one of these may fit: {allowed}"),
                      encoding=encoding, allowed=", ".join(ENCODINGS))
    raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is not text; please save the table as CSV"))


def _text(content: bytes, encoding: str, progress: Progress) -> tuple[str, bool]:
    """The text without its mark, and whether there is a control character in it."""
    " ".encode(encoding)  # a LookupError for what is an encoding, but not one of text
    if encoding == "utf-16" and not content.startswith(_MARKS):
        encoding = f"utf-16-{sys.byteorder[0]}e"  # the decoder of blocks insists on a mark
    decoder, parts, controlled = codecs.getincrementaldecoder(encoding)(), [], False
    for start in range(0, len(content), BLOCK):
        part = decoder.decode(content[start : start + BLOCK], final=start + BLOCK >= len(content))
        controlled = controlled or _is_controlled(part)
        parts.append(part)
        progress(start / len(content))
    return "".join(parts).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), controlled


def _is_controlled(part: str) -> bool:
    """Whether _CONTROL is found in it, at a tenth of the time."""
    units = np.frombuffer(part.encode("utf-16-le", "surrogatepass"), np.uint16)
    return bool(((units < 32) & (units - np.uint16(9) > 4)).any())


def _candidates(content: bytes) -> Sequence[str]:
    """Encodings to try, in this order: a mark decides, else zero bytes on one side give UTF-16 away."""
    if content.startswith(_MARKS):
        return ("utf-16",)
    low, high = content[0:4096:2].count(0), content[1:4096:2].count(0)
    if low or high:
        return ("utf-16-le",) if high > low else ("utf-16-be",)
    return ("utf-8", "cp949", "cp1252")
