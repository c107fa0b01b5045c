"""The desk: the canvases between the panel on the left and the transport below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QStackedWidget, QTabBar, QToolBar, QWidget

from .drawing import Drawing, is_gliding
from .layouts import lay_out
from .overlay import Overlay

if TYPE_CHECKING:
    from sgdviz.core.frame import Frame
    from sgdviz.core.problem import Problem

    from .view import View

MOST_STOPS = 100
"""So many widgets that cannot be seen are passed over at most."""
WIDE, ROOMY, TIGHT = 1600, 1180, 1024
"""From WIDE pixels on, all canvases lie side by side; below ROOMY the panel folds up; below TIGHT nothing fits."""

GLIDING = ("landscape", "batch")
"""The canvases that show a ball on its way from step to step. Over them lies what is said of the run."""


class Desk(QMainWindow):
    """Has each Frame drawn on whatever of it can be seen; after an edit J and J_B are seen first.

    The desk is empty until it is furnished; unless told otherwise that is at once.
    """

    def __init__(self, furnish: bool = True) -> None:
        super().__init__()
        self.setMinimumSize(TIGHT, 640)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.is_furnished = False
        self._arranged: tuple[tuple[str, ...], bool] | None = None
        if furnish:
            self.furnish()

    def furnish(self) -> None:
        """Put the canvases on the desk, with the panel and the transport."""
        from . import furniture

        self.panel, self.transport, self.notice = furniture.Panel(), furniture.Transport(), furniture.Notice()
        self.canvases = furniture.Docks()
        self.views, self.docks = self.canvases.views, self.canvases.docks
        self._update_arrows = False
        self.landscape = self.canvases.view(furniture.LandscapeView)
        self.overlay = Overlay(self.notice, [self.docks[name] for name in GLIDING])
        self.canvases.made.connect(self._take)
        self.docks["chord"].visibilityChanged.connect(self._show_chord)
        self.docks["update"].visibilityChanged.connect(self._show_update)
        self.stack.addWidget(self.canvases)
        QWidget.setTabOrder(self.landscape.canvas, self.notice)
        self.panel_dock = self._dock_panel()
        self.transport_bar = self._dock_transport()
        self._redraw_soon = QTimer(self, singleShot=True, interval=0)
        self._redraw_soon.timeout.connect(self._redraw)
        self.canvases.uncovered.connect(self._redraw_soon.start)
        self.drawing = Drawing(("notice", *GLIDING), self._paint, self)
        self.is_furnished = True
        self._fit()
        self.retranslate()

    @Slot(object)
    def _take(self, view: View) -> None:
        """Put a view that was just made with the others."""
        from . import furniture

        if isinstance(view, furniture.BatchView):
            furniture.Link(self.landscape, view)
            view.set_show_update(self.docks["update"].seen or self._update_arrows)

    def _dock_panel(self) -> QDockWidget:
        dock = QDockWidget(self)
        dock.setObjectName("dock-settings")
        dock.setTitleBarWidget(QWidget())
        dock.setWidget(self.panel)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        return dock

    def _dock_transport(self) -> QToolBar:
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        bar = QToolBar(self)
        bar.setObjectName("transport")
        bar.setMovable(False)
        bar.toggleViewAction().setVisible(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.addWidget(self.transport)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, bar)
        return bar

    @property
    def shown(self) -> Frame | None:
        """The last frame that all have."""
        return self.drawing.shown if self.is_furnished else None

    def draw(self, frame: Frame) -> None:
        """Show this frame on everything that can be seen."""
        before = self.drawing.shown
        parts: dict[str, Callable[[Frame], None]] = {
            name: dock.view.draw for name, dock in self.docks.items() if dock.seen}
        if before is not None and is_gliding(before, frame):
            parts = {name: draw for name, draw in parts.items() if name in GLIDING}
        else:
            # The notice first: it takes room of a map.
            parts = {"notice": self.notice.draw, "panel": self.panel.draw, **parts, "transport": self.transport.draw}
            self._redraw_soon.stop()
        self.drawing.show(frame, parts)
        if self.drawing.is_behind:
            self.panel.expect(frame)

    def _paint(self) -> None:
        """Paint now what is to be painted: the worker waits while a frame is drawn, and painting is most of that.

        What has changed its size is laid out before, or it would be seen crumpled until there is time for that.
        """
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        floating = (dock for dock in self.docks.values() if dock.isFloating())
        for window in (self, *floating):
            QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest.value)

    def finish(self, atlases: bool = True) -> None:
        """Compute and show now what would follow bit by bit on the canvases that are seen.

        An atlas may take minutes, and says itself how far it is: it can be left out.
        """
        for dock in self.docks.values():
            if dock.seen and (atlases or not dock.view.takes_long):
                dock.view.finish()

    @Slot()
    def _redraw(self) -> None:
        self.drawing.forget()
        if self.drawing.frame is not None:
            self.draw(self.drawing.frame)

    @Slot(bool)
    def _show_chord(self, shown: bool) -> None:
        """The ends of the chord can be dragged on the landscape while the chord is shown."""
        self.landscape.show_chord = shown

    def set_update_arrows(self, on: bool) -> None:
        """Show the update as arrows on the maps, even while its canvas is not shown."""
        self._update_arrows = on
        self._show_update(self.docks["update"].seen)

    @Slot(bool)
    def _show_update(self, shown: bool) -> None:
        """The terms of the update are arrows on both maps while they are shown as numbers."""
        from . import furniture

        for view in self.views.made:
            if isinstance(view, furniture.MapView):
                view.set_show_update(shown or self._update_arrows)

    def arrange(self, names: Sequence[str], problem: Problem, fresh: bool = False) -> None:
        """Lay these canvases out, those that suit the problem if none are named; `fresh`: as if for the first time."""
        for view in self.views.made:
            view.header.forget_widths()
        wide = self.width() >= WIDE
        self._arranged = (tuple(names), wide)
        self.panel_dock.setVisible(True)
        # What is drawn first is drawn in its final size.
        lay_out(self)
        self._size_panel()
        self.canvases.arrange(names, problem, wide, fresh)

    def _size_panel(self) -> None:
        width = 44 if self.width() < ROOMY else 352 if self.width() >= WIDE else 296
        self.resizeDocks([self.panel_dock], [width], Qt.Orientation.Horizontal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_furnished:
            self._fit()

    def _fit(self) -> None:
        """Take the shape that the size of the window has room for."""
        self.panel.set_compact(self.width() < ROOMY)
        self.transport.set_small(self.height() < 900)
        if self._arranged and self.shown is not None and self._arranged[1] != (self.width() >= WIDE):
            self.arrange(self._arranged[0], self.shown.problem)

    def retranslate(self) -> None:
        """Put all words of the desk itself into the language of now."""
        self.panel_dock.setWindowTitle(self.tr("Settings"))
        for dock in self.docks.values():
            dock.retranslate()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key passes over what lies under another tab: Qt calls it visible, but it is somewhere off the window."""
        for _ in range(MOST_STOPS):
            if not super().focusNextPrevChild(forward):
                return False
            focused = QApplication.focusWidget()
            if focused is None or not self._is_hidden(focused):
                break
        if focused is not None and self.panel.area.isAncestorOf(focused):
            self.panel.area.ensureWidgetVisible(focused)
        return True

    def _is_hidden(self, widget: QWidget) -> bool:
        if isinstance(widget, QTabBar):
            return not self.rect().contains(widget.mapTo(self, QPoint()))
        return any(not dock.seen for dock in self.docks.values() if dock.isAncestorOf(widget))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.is_furnished:
            self.retranslate()
        super().changeEvent(event)
