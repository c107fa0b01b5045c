"""What the program remembers from one time to the next. Only texts, whole numbers and bytes are stored or believed."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT = 12
"""So many files are remembered."""
TYPED = 20
"""So many formulas are remembered."""


def _store() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "sgdviz", "sgdviz")


def choice(key: str, options: tuple[str, ...], default: str) -> str:
    """A remembered choice; the default if there is none, or one that no longer exists."""
    value = _store().value(key, default)
    return value if isinstance(value, str) and value in options else default


def set_choice(key: str, value: str) -> None:
    _store().setValue(key, value)


def state(key: str) -> QByteArray | None:
    """A remembered layout or geometry."""
    value = _store().value(key)
    return value if isinstance(value, QByteArray) else None


def set_state(key: str, value: QByteArray) -> None:
    _store().setValue(key, value)


def recent_files() -> list[str]:
    """Files opened lately, newest first, without those that are gone."""
    value = _store().value("recent", "")
    lines = value.split("\n") if isinstance(value, str) else []
    return [line for line in lines if line and Path(line).is_file()][:RECENT]


def add_recent_file(path: str) -> None:
    files = [path, *(other for other in recent_files() if other != path)]
    _store().setValue("recent", "\n".join(files[:RECENT]))


def typed(key: str) -> list[str]:
    """Formulas typed lately, newest first; `key` tells functions from models."""
    value = _store().value(f"typed/{key}", "")
    return [line for line in value.split("\n") if line][:TYPED] if isinstance(value, str) else []


def add_typed(key: str, text: str, replacing: str = "") -> None:
    """Remember a formula as the newest, in place of one that was on the way to it."""
    others = [other for other in typed(key) if other not in (text, replacing)]
    _store().setValue(f"typed/{key}", "\n".join([" ".join(text.split("\n")), *others][:TYPED]))


def clear() -> None:
    """Forget everything."""
    _store().clear()
