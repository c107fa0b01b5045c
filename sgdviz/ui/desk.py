"""The desk: canvases as docks around the panel and the transport, and how they lie by default."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QToolBar, QWidget

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Problem

from .notice import Notice
from .panel import Panel
from .transport import Transport
from .view import View
from .views import VIEWS

WIDE, ROOMY, TIGHT = 1600, 1180, 1024
"""From WIDE pixels on, all canvases lie side by side; below ROOMY the panel folds up; below TIGHT nothing fits."""
UPPER = ("landscape", "batch", "chord")
Right, Left = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.LeftDockWidgetArea


class CanvasDock(QDockWidget):
    """A view whose header is the title bar: drag it to move the card, right-click it to float or close."""

    def __init__(self, view: View, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = view
        self.setObjectName(f"dock-{view.name}")
        self.setTitleBarWidget(view.header)
        self.setWidget(view)
        self.setMinimumSize(320, 220)
        view.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.header.customContextMenuRequested.connect(self._menu)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.view.title())

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


class Desk(QMainWindow):
    """Holds the views and hands each Frame to those that can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(TIGHT, 640)
        self.setDockNestingEnabled(True)
        self.setDockOptions(self.DockOption.AllowNestedDocks | self.DockOption.AllowTabbedDocks)
        self.panel, self.transport = Panel(), Transport()
        self.views: dict[str, View] = {view.name: view for view in (make() for make in VIEWS)}
        self.docks = {name: CanvasDock(view, self) for name, view in self.views.items()}
        self.notice = Notice()
        self.views["landscape"].body.insertWidget(0, self.notice)
        self.panel_dock = self._dock_panel()
        self._dock_transport()
        self.shown: Frame | None = None
        self._arranged: tuple[tuple[str, ...], bool] | None = None
        for dock in self.docks.values():
            self.addDockWidget(Right, dock)
            dock.visibilityChanged.connect(self._redraw)

    def _dock_panel(self) -> QDockWidget:
        dock = QDockWidget(self)
        dock.setObjectName("dock-settings")
        dock.setTitleBarWidget(QWidget())
        dock.setWidget(self.panel)
        self.addDockWidget(Left, dock)
        return dock

    def _dock_transport(self) -> None:
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.transport_bar = QToolBar(self)
        self.transport_bar.setObjectName("transport")
        self.transport_bar.setMovable(False)
        self.transport_bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.transport_bar.addWidget(self.transport)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.transport_bar)

    def draw(self, frame: Frame) -> None:
        """Show this frame on everything that can be seen."""
        self.shown = frame
        self.transport.draw(frame)
        self.panel.draw(frame)
        self.notice.draw(frame)
        for name, view in self.views.items():
            if self.docks[name].isVisible() and not view.visibleRegion().isEmpty():
                view.draw(frame)

    @Slot()
    def _redraw(self) -> None:
        if self.shown is not None:
            self.draw(self.shown)

    def default_views(self, problem: Problem) -> tuple[str, ...]:
        """The canvases that suit the problem: in one dimension a single large one."""
        if problem.dim == 1:
            return ("landscape", "loss")
        return tuple(n for n in ("landscape", "batch", "data", "loss") if self.views[n].suits(problem))

    def arrange(self, names: Sequence[str], problem: Problem) -> None:
        """Lay these canvases out, the maps above, data and loss below: side by side where there is room, else as tabs."""
        chosen = [n for n in names or self.default_views(problem) if n in self.views and self.views[n].suits(problem)]
        chosen = chosen or list(self.default_views(problem))
        wide = self.width() >= WIDE
        self._arranged = (tuple(names), wide)
        upper = [self.docks[n] for n in chosen if n in UPPER]
        lower = [self.docks[n] for n in chosen if n not in UPPER]
        for dock in self.docks.values():
            dock.setFloating(False)
            self.removeDockWidget(dock)
        rows = [row for row in (upper, lower) if row]
        for row in rows:
            self.addDockWidget(Right, row[0], Qt.Orientation.Vertical)
        for row in rows:
            for left, right in pairwise(row):
                if row is lower and not wide:
                    self.tabifyDockWidget(left, right)
                else:
                    self.splitDockWidget(left, right, Qt.Orientation.Horizontal)
        for dock in (*upper, *lower):
            dock.show()
        if lower and not wide:
            lower[0].raise_()
        self._share_out(upper, lower, wide)

    def _share_out(self, upper: list[CanvasDock], lower: list[CanvasDock], wide: bool) -> None:
        panel = 352 if wide else 296
        self.panel_dock.setVisible(True)
        self.resizeDocks([self.panel_dock], [panel], Qt.Orientation.Horizontal)
        if upper and lower:
            below = 316 if wide else 200
            self.resizeDocks([upper[0], lower[0]], [max(300, self.height() - below - 140), below], Qt.Orientation.Vertical)
        for row in (upper, lower if wide else []):
            self.resizeDocks(row, [self.width() // max(1, len(row))] * len(row), Qt.Orientation.Horizontal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.set_compact(self.width() < ROOMY)
        self.transport.set_small(self.height() < 900)
        if self._arranged and self.shown is not None and self._arranged[1] != (self.width() >= WIDE):
            self.arrange(self._arranged[0], self.shown.problem)

    def retranslate(self) -> None:
        """Put all words of the desk itself into the language of now."""
        self.panel_dock.setWindowTitle(self.tr("Settings"))
        for dock in self.docks.values():
            dock.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
