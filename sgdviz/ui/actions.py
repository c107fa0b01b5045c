"""All that can be done, as QActions in menus: every one has a name in both languages, most have a key."""

import re
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from sgdviz.core.invalid import QT_TRANSLATE_NOOP

Keys = QKeySequence.StandardKey
Role = QAction.MenuRole


class Deed(NamedTuple):
    """One action: what it is called in code, its words, its keys, its place on macOS."""

    name: str
    words: str
    keys: tuple[Keys | str, ...] = ()
    role: Role = Role.NoRole
    checkable: bool = False


MENUS: dict[str, tuple[str, tuple[Deed | str | None, ...]]] = {
    "file": (QT_TRANSLATE_NOOP("menu", "&File"), (
        Deed("start_page", QT_TRANSLATE_NOOP("menu", "S&tart page"), (Keys.New,)),
        Deed("open", QT_TRANSLATE_NOOP("menu", "&Open…"), (Keys.Open,)),
        Deed("open_data", QT_TRANSLATE_NOOP("menu", "Open &data…"), ("Ctrl+D",)),
        "recent", "exhibits", "examples", None,
        Deed("save", QT_TRANSLATE_NOOP("menu", "&Save"), (Keys.Save,)),
        Deed("save_as", QT_TRANSLATE_NOOP("menu", "Save &as…"), (Keys.SaveAs, "Ctrl+Shift+S")),
        Deed("export_picture", QT_TRANSLATE_NOOP("menu", "Export &picture…"), ("Ctrl+E",)),
        Deed("export_history", QT_TRANSLATE_NOOP("menu", "Export &history…"), ("Ctrl+Shift+E",)), None,
        Deed("quit", QT_TRANSLATE_NOOP("menu", "&Quit"), (Keys.Quit, "Ctrl+Q"), Role.QuitRole),
    )),
    "edit": (QT_TRANSLATE_NOOP("menu", "&Edit"), (
        Deed("undo", QT_TRANSLATE_NOOP("menu", "&Undo"), (Keys.Undo,)),
        Deed("redo", QT_TRANSLATE_NOOP("menu", "&Redo"), (Keys.Redo, "Ctrl+Shift+Z")), None,
        Deed("apply_from_here", QT_TRANSLATE_NOOP("menu", "Apply the last change &from here on"), ("Ctrl+Return",)),
        Deed("new_seed", QT_TRANSLATE_NOOP("menu", "&New seed"), ("Ctrl+R",)), None,
        Deed("copy_picture", QT_TRANSLATE_NOOP("menu", "&Copy picture"), ("Ctrl+Shift+C",)),
    )),
    "view": (QT_TRANSLATE_NOOP("menu", "&View"), (
        "canvases", None,
        Deed("zoom_in", QT_TRANSLATE_NOOP("menu", "Zoom &in"), (Keys.ZoomIn, "Ctrl+=")),
        Deed("zoom_out", QT_TRANSLATE_NOOP("menu", "Zoom &out"), (Keys.ZoomOut,)),
        Deed("zoom_home", QT_TRANSLATE_NOOP("menu", "&Whole landscape"), ("Ctrl+0",)),
        Deed("zoom_epoch", QT_TRANSLATE_NOOP("menu", "Zoom to the last &epoch"), ("Ctrl+9",)),
        Deed("update_arrows", QT_TRANSLATE_NOOP("menu", "Arrows of the &update"), ("Ctrl+U",), checkable=True),
        Deed("cloud", QT_TRANSLATE_NOOP("menu", "Clou&d of runs"), ("Ctrl+Shift+R",), checkable=True), None,
        "theme", "language",
        Deed("reduced_motion", QT_TRANSLATE_NOOP("menu", "Reduced &motion"), checkable=True),
        Deed("full_screen", QT_TRANSLATE_NOOP("menu", "&Full screen"), ("F11",), checkable=True),
        Deed("reset_layout", QT_TRANSLATE_NOOP("menu", "&Reset layout")),
    )),
    "run": (QT_TRANSLATE_NOOP("menu", "&Run"), (
        Deed("play", QT_TRANSLATE_NOOP("menu", "&Play or pause"), ("Space",)), None,
        Deed("step", QT_TRANSLATE_NOOP("menu", "One &step on"), ("Right", "PgDown")),
        Deed("step_back", QT_TRANSLATE_NOOP("menu", "One step &back"), ("Left", "PgUp")),
        Deed("epoch", QT_TRANSLATE_NOOP("menu", "One &epoch on"), ("Ctrl+Right",)),
        Deed("epoch_back", QT_TRANSLATE_NOOP("menu", "One epoch b&ack"), ("Ctrl+Left",)),
        Deed("to_start", QT_TRANSLATE_NOOP("menu", "To the s&tart"), ("Home",)),
        Deed("to_end", QT_TRANSLATE_NOOP("menu", "To the e&nd"), ("End",)), None,
        Deed("faster", QT_TRANSLATE_NOOP("menu", "&Faster"), ("Ctrl+Up",)),
        Deed("slower", QT_TRANSLATE_NOOP("menu", "S&lower"), ("Ctrl+Down",)),
        Deed("next_run", QT_TRANSLATE_NOOP("menu", "&Watch the next run"), ("Ctrl+T",)), None,
        "memory",
        Deed("audit", QT_TRANSLATE_NOOP("menu", "&Check the numbers…"), ("Ctrl+K",)),
    )),
    "help": (QT_TRANSLATE_NOOP("menu", "&Help"), (
        Deed("shortcuts", QT_TRANSLATE_NOOP("menu", "&Keys"), (Keys.HelpContents, "Ctrl+/")),
        Deed("open_log", QT_TRANSLATE_NOOP("menu", "Open the &log")),
        Deed("about", QT_TRANSLATE_NOOP("menu", "&About sgdviz"), role=Role.AboutRole),
    )),
}
DEEDS = [entry.name for _, entries in MENUS.values() for entry in entries if isinstance(entry, Deed)]
ON_DESK = (
    *(entry.name for entry in MENUS["run"][1] if isinstance(entry, Deed)), "new_seed", "save", "save_as", "export_picture",
    "export_history", "copy_picture", "zoom_in", "zoom_out", "zoom_home", "zoom_epoch", "update_arrows", "cloud",
    "reset_layout",
)
"""The actions that need an experiment to be seen."""
SUBMENUS = {
    "recent": QT_TRANSLATE_NOOP("menu", "Open &recent"), "exhibits": QT_TRANSLATE_NOOP("menu", "E&xhibits"),
    "examples": QT_TRANSLATE_NOOP("menu", "Exa&mples"),
    "canvases": QT_TRANSLATE_NOOP("menu", "&Canvases"), "theme": QT_TRANSLATE_NOOP("menu", "&Theme"),
    "language": QT_TRANSLATE_NOOP("menu", "&Language"), "memory": QT_TRANSLATE_NOOP("menu", "&Memory for steps"),
}


def make(deed: Deed, owner: QObject, do: Callable[..., object]) -> QAction:
    """The action of a deed, which calls `do`."""
    action = QAction(owner)
    action.setObjectName(deed.name)
    action.setMenuRole(deed.role)
    action.setCheckable(deed.checkable)
    shortcuts: list[QKeySequence] = []
    for keys in deed.keys:
        shortcuts += QKeySequence.keyBindings(keys) if isinstance(keys, Keys) else [QKeySequence(keys)]
    action.setShortcuts(list(dict.fromkeys(shortcuts)))
    action.triggered.connect(do)
    return action


def menu_text(text: str) -> str:
    """A marked text of the menus in the language of now."""
    return QCoreApplication.translate("menu", text)


def without_mnemonic(text: str) -> str:
    """The words of a menu entry alone: "&File" is File, and "파일(&F)" is 파일."""
    return re.sub(r"\(&\w\)|&", "", text)
