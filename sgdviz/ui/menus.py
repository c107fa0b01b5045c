"""The menu bar, made from the table of actions; its submenus are filled by whoever owns what they list."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from .actions import MENUS, ON_DESK, SUBMENUS, Deed, make, menu_text


class Menus(QObject):
    """Owns the actions of a window: `actions` by name, `tops` in the bar and `submenus` by name."""

    def __init__(self, window: QMainWindow, deeds: Mapping[str, Callable[..., object]]) -> None:
        super().__init__(window)
        self._window = window
        self.actions: dict[str, QAction] = {}
        self.submenus: dict[str, QMenu] = {}
        self.tops: dict[str, QMenu] = {}
        for name, (_, entries) in MENUS.items():
            menu = window.menuBar().addMenu("")
            menu.setObjectName(f"menu-{name}")
            self.tops[name] = menu
            for entry in entries:
                self._add(menu, entry, deeds)
        window.installEventFilter(self)
        self.retranslate()

    def _add(self, menu: QMenu, entry: Deed | str | None, deeds: Mapping[str, Callable[..., object]]) -> None:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, str):
            self.submenus[entry] = menu.addMenu("")
        else:
            action = make(entry, self._window, deeds[entry.name])
            self.actions[entry.name] = action
            menu.addAction(action)
            # So that its keys work in full screen too, where the menu bar is hidden.
            self._window.addAction(action)

    def enable(self, seen: bool, possible: Mapping[str, bool]) -> None:
        """Let that be done which needs an experiment if one is `seen`, and of those actions what else is `possible`."""
        for name in ON_DESK:
            self.actions[name].setEnabled(seen)
        for name, can in possible.items():
            self.actions[name].setEnabled(seen and can)

    def retranslate(self) -> None:
        for name, (title, entries) in MENUS.items():
            self.tops[name].setTitle(menu_text(title))
            for entry in entries:
                if isinstance(entry, Deed):
                    self.actions[entry.name].setText(menu_text(entry.words))
        for name, menu in self.submenus.items():
            menu.setTitle(menu_text(SUBMENUS[name]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return False
