"""Documents on disk: read with care, written whole or not at all, with the paths of data as the reader needs them."""

import errno
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, NoReturn

from .datasets import bundled, sha256
from .document import document_of, experiment_of
from .experiment import Experiment
from .invalid import QT_TRANSLATE_NOOP, Invalid
from .reasons import json_reason, system_reason

SUFFIX = ".sgdviz"
TABLES = (".csv", ".npz")
"""A table is written as text or as arrays."""
LARGEST = 20_000_000
"""Bytes that a document may have."""


def parse(text: str, folder: Path | None = None) -> Experiment:
    """The experiment of a document's text; paths of data in it are relative to `folder`."""
    def constant(name: str) -> NoReturn:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{value} is not a number that a document can hold"), value=name)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise Invalid(key, QT_TRANSLATE_NOOP("core", "this key stands twice in one object"))
            found[key] = value
        return found

    try:
        document = json.loads(text, parse_constant=constant, object_pairs_hook=unique)
        json.dumps(document, ensure_ascii=False).encode()
    except json.JSONDecodeError as e:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "line {line}, column {column}: this is not JSON ({what})"),
                      line=e.lineno, column=e.colno, what=json_reason(e)) from None
    except RecursionError:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "brackets are nested too deeply")) from None
    except UnicodeEncodeError:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "a text in it holds half a character, such as \\ud800")) from None
    except Invalid:
        raise
    except ValueError:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "a number in it has too many digits")) from None
    experiment = experiment_of(document)
    data = experiment.problem.get("data")
    if folder is not None and data is not None and data not in bundled():
        experiment = replace(experiment, problem={**experiment.problem, "data": os.path.abspath(folder / data)})
    return experiment


def read(path: Path) -> Experiment:
    """The experiment in a file. Invalid if it cannot be read or is no document."""
    try:
        if path.stat().st_size > LARGEST:
            raise Invalid("", QT_TRANSLATE_NOOP("core", "{name} has {size} bytes; a document has at most {most}"),
                          name=path.name, size=path.stat().st_size, most=LARGEST)
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{name} is not a text in UTF-8"), name=path.name) from None
    except OSError as e:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{name} cannot be read: {why}"), name=str(path),
                      why=system_reason(e)) from None
    try:
        return parse(text, path.absolute().parent)
    except Invalid as wrong:
        raise (wrong if wrong.place else wrong.within(path.name)) from None


def changed_data(experiment: Experiment) -> bool:
    """Whether the data file is another than the one that the document was saved with."""
    saved = experiment.problem.get("sha256")
    return saved is not None and saved != sha256(experiment.problem["data"])


def text_of(experiment: Experiment, folder: Path | None = None) -> str:
    """The text of a document; the path of its data is relative to `folder` where there is a way from there."""
    document = document_of(experiment)
    problem, data = document["problem"], experiment.problem.get("data")
    if data is not None and data not in bundled():
        with suppress(Invalid):  # what was chosen can be saved while the data are away
            problem["sha256"] = sha256(data)
        if folder is not None:
            problem["data"] = _relative(Path(data), folder)
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _relative(data: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(data, folder)).as_posix()
    except ValueError:  # another drive
        return str(data)


def write(experiment: Experiment, path: Path) -> None:
    """Save a document: the file is the old one or the new one, whole, whatever happens. Invalid if it cannot be."""
    replace_file(path, text_of(experiment, path.absolute().parent).encode())


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in place of the file, or of the file that a link leads to, atomically."""
    with replacing(path) as file:
        file.write(content)


def reserve(*paths: Path) -> None:
    """Invalid if a file cannot be put in one of these places: before anything is computed for it. Nothing is left there."""
    for path in paths:
        with _one_sentence(path):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "")
            with tempfile.TemporaryFile(dir=Path(os.path.realpath(path)).parent):
                pass


@contextmanager
def _one_sentence(path: Path) -> Iterator[None]:
    """An error of the system is Invalid, and says which file and why."""
    try:
        yield
    except OSError as e:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{name} cannot be written: {why}"), name=str(path),
                      why=system_reason(e)) from None


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes the place of `path` once it is whole; if that fails or is given up, nothing has changed.

    Invalid if it cannot be written.
    """
    temporary = None
    try:
        with _one_sentence(path):
            target = Path(os.path.realpath(path))
            handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, target.stat().st_mode if target.exists() else 0o666 & ~_umask())
            os.replace(temporary, target)
            temporary = None
    finally:
        if temporary is not None:
            os.unlink(temporary)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def table_ending(path: Path, place: str = "") -> str:
    """How the name of a file for a table ends, in small letters. Invalid where that is none of TABLES."""
    ending = path.suffix.lower()
    if ending not in TABLES:
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{name} ends in neither .csv nor .npz"), name=path.name)
    return ending
