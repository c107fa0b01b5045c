"""The canvases as docks: how they lie by default, and how their user laid them last."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QChildEvent, QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QMenu, QTabBar, QWidget

from sgdviz.core.problem import Problem

from . import settings
from .actions import SUBMENUS, menu_text, without_mnemonic
from .layouts import lay_out
from .look.stylesheet import GUTTER
from .making import type_of
from .view import View
from .views import VIEWS, Kind

V = TypeVar("V", bound=View)
AREA = Qt.DockWidgetArea.RightDockWidgetArea
Horizontal, Vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class CanvasDock(QDockWidget):
    """A view whose header is the title bar: drag it to move the card, right-click it to float or hide.

    The view is made when it is first seen or asked for; `made` carries it.
    """

    made = Signal(object)

    def __init__(self, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.held: View | None = None
        self.seen = False
        self.setObjectName(f"dock-{kind.name}")
        self.setMinimumSize(320, 200)
        self.visibilityChanged.connect(self._see)
        self.toggleViewAction().triggered.connect(self._come_up)
        self.retranslate()

    @property
    def view(self) -> View:
        """The view, made if there is none yet."""
        return self.held or self._fill()

    def _fill(self) -> View:
        self.held = view = type_of(self.kind)()
        view.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.header.customContextMenuRequested.connect(self._menu)
        self.setTitleBarWidget(view.header)
        self.setWidget(view)
        self.made.emit(view)
        return view

    def retranslate(self) -> None:
        self.setWindowTitle(self.kind.title())

    @Slot(bool)
    def _see(self, seen: bool) -> None:
        """A dock that lies under another tab is not seen, though Qt calls it visible."""
        self.seen = seen
        if seen and self.held is None:
            self._fill()

    @Slot(bool)
    def _come_up(self, shown: bool) -> None:
        """What was switched on is to be seen: Qt may show it under another tab."""
        if shown:
            self.raise_()

    @Slot(QPoint)
    def _menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        floating = QAction(self.tr("Back into the window") if self.isFloating() else self.tr("In a window of its own"), menu)
        floating.triggered.connect(self._toggle_floating)
        closing = QAction(self.tr("Hide"), menu)
        closing.triggered.connect(self.close)
        menu.addActions([floating, closing])
        menu.popup(self.view.header.mapToGlobal(position))

    @Slot()
    def _toggle_floating(self) -> None:
        self.setFloating(not self.isFloating())


class Views(Mapping[str, View]):
    """The views of docks by name; each is made when it is asked for. `made` are those that there are."""

    def __init__(self, docks: Mapping[str, CanvasDock]) -> None:
        self._docks = docks

    def __getitem__(self, name: str) -> View:
        return self._docks[name].view

    def __iter__(self) -> Iterator[str]:
        return iter(self._docks)

    def __len__(self) -> int:
        return len(self._docks)

    @property
    def made(self) -> list[View]:
        return [dock.held for dock in self._docks.values() if dock.held is not None]


class Docks(QMainWindow):
    """Holds the canvases, and says which view is `made`. What lies how is remembered for each set of canvases, apart for wide
    windows."""

    uncovered = Signal()
    made = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setContentsMargins(GUTTER, GUTTER, GUTTER, GUTTER)
        self.setDockOptions(self.DockOption.AllowNestedDocks | self.DockOption.AllowTabbedDocks)
        self.docks = {kind.name: CanvasDock(kind, self) for kind in VIEWS}
        self.views = Views(self.docks)
        self.chosen: tuple[str, ...] = ()
        self._key = ""
        for dock in self.docks.values():
            self.addDockWidget(AREA, dock)
            dock.hide()
            dock.visibilityChanged.connect(self.uncovered)
            dock.made.connect(self.made)

    def view(self, kind: type[V]) -> V:
        """The view of that kind."""
        view = self.views[kind.name]
        assert isinstance(view, kind)
        return view

    def default_views(self, problem: Problem) -> tuple[str, ...]:
        """The canvases that suit the problem: in one dimension a single large one and the loss."""
        if problem.dim == 1:
            return ("landscape", "loss")
        return tuple(n for n in ("landscape", "batch", "data", "loss") if type_of(self.docks[n].kind).suits(problem))

    def arrange(self, names: Sequence[str], problem: Problem, wide: bool, fresh: bool = False) -> None:
        """Show these canvases as they lay last, or as they lie by default (`fresh`). The same ones stay as they lie."""
        fitting = tuple(n for n in names if n in self.docks and type_of(self.docks[n].kind).suits(problem))
        chosen = fitting or self.default_views(problem)
        key = f"layout/{'-'.join(chosen)}-{'wide' if wide else 'narrow'}"
        if key == self._key and not fresh:
            return
        self.remember()
        self.chosen, self._key = chosen, key
        seen, focus = self.isVisible(), QApplication.focusWidget()
        focused = focus is not None and self.isAncestorOf(focus)
        # Out of sight, or every canvas would be drawn anew in each of the shapes that it has on the way.
        self.setVisible(False)
        self._lay_out(wide)
        state = None if fresh else settings.state(self._key)
        if state is not None:
            self.restoreState(state)
        self._name_tabs()
        self.setVisible(seen)
        if focused:
            self.setFocus()

    def remember(self) -> None:
        """Keep how the canvases lie."""
        if self._key:
            settings.set_state(self._key, self.saveState())

    def _lay_out(self, wide: bool) -> None:
        """The maps above, data and loss below: side by side where there is room, else as tabs. What is not chosen is laid
        out too and hidden, so that it comes to a sensible place when it is wanted."""
        names = [*self.chosen, *(n for n in self.docks if n not in self.chosen)]
        rows = [[self.docks[n] for n in names if self.docks[n].kind.above == above] for above in (True, False)]
        for dock in self.docks.values():
            dock.setFloating(False)
            self.removeDockWidget(dock)
        for row in rows:
            self.addDockWidget(AREA, row[0], Vertical)
            room = 3 if wide else 2 if row is rows[0] else 1
            for at, (left, right) in enumerate(pairwise(row), 1):
                if at < room:
                    self.splitDockWidget(left, right, Horizontal)
                else:
                    self.tabifyDockWidget(left, right)
        for name, dock in self.docks.items():
            dock.setVisible(name in self.chosen)
        upper, lower = ([dock for dock in row if dock.kind.name in self.chosen] for row in rows)
        if not wide:
            for dock in (*upper[1:2], *lower[:1]):
                dock.raise_()
        # Docks share what they have, which they have only once they are laid out.
        lay_out(self)
        self._share_out(upper, lower, wide)

    def _share_out(self, upper: list[CanvasDock], lower: list[CanvasDock], wide: bool) -> None:
        if upper and lower:
            below = 316 if wide else 200
            self.resizeDocks([upper[0], lower[0]], [max(300, self.height() - below), below], Vertical)
        for row in (upper if wide else upper[:2], lower if wide else []):
            self.resizeDocks(row, [self.width() // max(1, len(row))] * len(row), Horizontal)

    def childEvent(self, event: QChildEvent) -> None:
        """Tabs have their names in full, and arrows where there is no room for all: cut ones cannot be told apart."""
        super().childEvent(event)
        if event.type() == QEvent.Type.ChildPolished and isinstance(bar := event.child(), QTabBar):
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setUsesScrollButtons(True)

    def _name_tabs(self) -> None:
        """Qt keeps the tab bars of layouts that are gone, empty and out of sight: the keyboard must not stop there."""
        for bar in self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setFocusPolicy(Qt.FocusPolicy.TabFocus if bar.count() else Qt.FocusPolicy.NoFocus)
            bar.setAccessibleName(without_mnemonic(menu_text(SUBMENUS["canvases"])))
