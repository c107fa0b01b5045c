"""Reading the text tables that people have: any usual encoding, delimiter and way of writing numbers."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from .invalid import QT_TRANSLATE_NOOP, Invalid
from .parameters import Words, shown
from .table import Column, Table, clean, is_missing, is_number, make_columns

MAX_BYTES = 50_000_000
MAX_ROWS = 1_000_000
MAX_COLUMNS = 1_000
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp949", "cp1252")
DELIMITERS = ("\t", ",", ";", "|", " ")
"""What may part the fields; a blank stands for any run of blanks and tabs."""

SAMPLE_LINES = 50
SAMPLE_LENGTH = 65_536

_PICTURE = QT_TRANSLATE_NOOP("core", "a picture")
_EXCEL = QT_TRANSLATE_NOOP("core", "an Excel workbook")
_ARCHIVE = QT_TRANSLATE_NOOP("core", "a compressed file")
_PAGE = QT_TRANSLATE_NOOP("core", "a web page")
_SIGNATURES = {
    b"\x89PNG": _PICTURE, b"\xff\xd8\xff": _PICTURE, b"GIF8": _PICTURE, b"PK\x03\x04": _EXCEL,
    b"\xd0\xcf\x11\xe0": _EXCEL, b"\x1f\x8b": _ARCHIVE, b"7z\xbc\xaf": _ARCHIVE, b"<html": _PAGE, b"<!doctype": _PAGE,
    b"%pdf": QT_TRANSLATE_NOOP("core", "a PDF document"), b"par1": QT_TRANSLATE_NOOP("core", "a Parquet file"),
}
_CONTROL = re.compile("[\0-\x08\x0e-\x1f]")
_BLANKS = re.compile(r'("[^"]*")|[ \t]+')


def read_table(path: Path | str, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """The table in a text file; what is not given is found out. Invalid, with an empty place, says what is wrong.

    Up to 50 MB, 1,000,000 rows and 1,000 columns. The first line names the columns if any of its cells is a word.
    """
    path = Path(path)
    text, encoding = _decode(_read(path), encoding)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n \x1a").split("\n")
    told = re.fullmatch(r'"?sep=(.)"?', lines[0])
    if told:
        lines[0] = ""
        delimiter = delimiter or told[1]
    delimiter = _vote(lines) if delimiter is None else delimiter
    if delimiter not in DELIMITERS:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{value} parts no fields; one of these does: {allowed}"),
                      value=shown(delimiter), allowed=" ".join(map(shown, DELIMITERS)))
    if len(lines) > MAX_ROWS + 1:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file has more than {limit} rows; please open a part of it"),
                      limit=f"{MAX_ROWS:,}")
    names, titled, notes = _names(lines, delimiter)
    found = _fast(lines, delimiter, names, titled)
    if found is None:
        found, remarks = _slow(lines, delimiter, names, titled)
        notes += remarks
    return Table(path, found, len(next(iter(found.values()))), encoding, delimiter, tuple(notes))


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Invalid("", QT_TRANSLATE_NOOP("core", "{path} is a folder; a CSV file is needed"), path=str(path))
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "there is no file {path}"), path=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{path} cannot be read: {reason}"),
                      path=str(path), reason=reason) from None
    if len(content) > MAX_BYTES:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is larger than {limit} MB; please open a part of it"),
                      limit=MAX_BYTES // 1_000_000)
    for signature, what in _SIGNATURES.items():
        if content[:len(signature)].lower() == signature.lower():
            raise Invalid("", QT_TRANSLATE_NOOP("core", "the file looks like {what}; please save the table as CSV"),
                          what=Words(what))
    return content


def _decode(content: bytes, encoding: str | None) -> tuple[str, str]:
    """The text and its encoding. Excel in Korea writes CP949, UTF-8 with a mark, or UTF-16 with tabs."""
    if not content.strip():
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is empty"))
    for candidate in [encoding] if encoding else _candidates(content):
        try:
            text = content.decode(candidate).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
        except (UnicodeError, LookupError):
            continue
        if _CONTROL.search(text.rstrip("\x1a")):
            break
        if not text.strip():
            raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is empty"))
        return text, candidate
    if encoding:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is not in {encoding}; one of these may fit: {allowed}"),
                      encoding=encoding, allowed=", ".join(ENCODINGS))
    raise Invalid("", QT_TRANSLATE_NOOP("core", "the file is not text; please save the table as CSV"))


def _candidates(content: bytes) -> Sequence[str]:
    """Encodings to try, in this order: a mark decides, else zero bytes on one side give UTF-16 away."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    low, high = content[0:4096:2].count(0), content[1:4096:2].count(0)
    if low or high:
        return ("utf-16-le",) if high > low else ("utf-16-be",)
    return ("utf-8", "cp949", "cp1252")


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The line number and the fields of each record that is not blank. A quoted field may run over several lines."""
    source: Iterator[str] = (line + "\n" for line in lines)
    if delimiter == " ":
        source = (_BLANKS.sub(lambda blank: blank[1] or "\t", line.strip()) + "\n" for line in lines)
    reader = csv.reader(source, delimiter="\t" if delimiter == " " else delimiter, skipinitialspace=True, strict=True)
    try:
        for record in reader:
            if any(record):
                yield reader.line_num, record
    except csv.Error:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "line {line} has no clear fields; is a quotation mark missing?"),
                      line=reader.line_num) from None


def _vote(lines: Sequence[str]) -> str:
    """The delimiter that gives the first lines the same number of fields and leaves no other delimiter in them."""
    sample = "\n".join(lines[:SAMPLE_LINES])[:SAMPLE_LENGTH].split("\n")
    sample = sample[:-1] if len(sample) > 1 and len(sample[-1]) < len(lines[len(sample) - 1]) else sample

    def merit(delimiter: str) -> tuple[float, float]:
        records: list[list[str]] = []
        try:
            records.extend(fields for _, fields in _records(sample, delimiter))
        except Invalid:
            records = records or [[]]
        width, votes = Counter(map(len, records)).most_common(1)[0]
        cells = [clean(cell) for record in records for cell in record]
        pure = sum(is_number(cell) or not any(other in cell for other in ",;|\t") for cell in cells)
        return (votes / len(records), pure / len(cells)) if width > 1 else (0.0, 0.0)

    best = max(DELIMITERS, key=merit)
    return best if merit(best)[0] > 0 else ","


def _names(lines: Sequence[str], delimiter: str) -> tuple[list[str], bool, list[Invalid]]:
    """A name for each column, whether the first line holds them, and notes on those that had to be changed."""
    _, first = next(_records(lines, delimiter))
    first = [clean(cell) for cell in first]
    if len(first) > MAX_COLUMNS:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file has more than {limit} columns"), limit=f"{MAX_COLUMNS:,}")
    if all(is_number(cell) or is_missing(cell) for cell in first):
        return [f"column {i + 1}" for i in range(len(first))], False, []
    names: list[str] = []
    notes = []
    for i, cell in enumerate(first):
        wanted = name = " ".join(cell.split()) or f"column {i + 1}"
        again = 2
        while name in names:
            name = f"{wanted} ({again})"
            again += 1
        if name != wanted:
            notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "two columns are called {column}; one is now {name}"),
                                 column=wanted, name=name))
        names.append(name)
    return names, True, notes


def _fast(lines: Sequence[str], delimiter: str, names: Sequence[str], titled: bool) -> dict[str, Column] | None:
    """All columns at once if every cell is a plain number, else None."""
    start = next(i for i, line in enumerate(lines) if line.strip()) + titled
    if start >= len(lines):
        return None
    try:
        values = np.loadtxt(lines[start:], delimiter=None if delimiter == " " else delimiter, comments=None,
                            quotechar='"', ndmin=2)
    except ValueError:
        return None
    if values.shape[1] != len(names) or not np.isfinite(values).all():
        return None
    columns = np.ascontiguousarray(values.T)
    columns.flags.writeable = False
    return {name: Column(name, column) for name, column in zip(names, columns, strict=True)}


def _slow(lines: Sequence[str], delimiter: str, names: list[str],
          titled: bool) -> tuple[dict[str, Column], list[Invalid]]:
    """All columns, cell by cell."""
    records, numbers = [], []
    for number, record in _records(lines, delimiter):
        if len(record) != len(names):
            raise Invalid("", QT_TRANSLATE_NOOP("core", "line {line} has {count} fields, but the first has {expected}"),
                          line=number, count=len(record), expected=len(names))
        records.append(record)
        numbers.append(number)
    if titled:
        del records[0], numbers[0]
    if not records:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "the file has names of columns but no rows"))
    cells = [[clean(cell) for cell in column] for column in zip(*records, strict=True)]
    if len(names) > 1 and titled and names[-1] == f"column {len(names)}" and not any(cells[-1]):
        names, cells = names[:-1], cells[:-1]
    return make_columns(names, cells, numbers, delimiter)
