"""The main window: the only place where signals of store, player, views and menus meet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog

from sgdviz.core.invalid import Invalid
from sgdviz.core.progress import wait_by
from sgdviz.exhibits import exhibits

from .actions import DEEDS
from .desk import Desk
from .errors import ErrorDialog
from .menus import Menus
from .preferences import Preferences
from .soon import import_soon
from .start.start_page import StartPage
from .words import sentence

if TYPE_CHECKING:
    from sgdviz.core.experiment import Experiment
    from sgdviz.core.frame import Frame

    from .view import View


class MainWindow(Desk):
    """Wires the desk to a store and a player. Close it to end its thread.

    Not furnished it is the menus and the start page. It is furnished by the first thing that needs it, or piece by piece once
    `furnish_soon` is called; then it offers what an earlier session could not save. `seen` comes once, after it has been
    painted for the first time.
    """

    seen = Signal()

    def __init__(self, furnish: bool = True) -> None:
        super().__init__(furnish=False)
        self._rescues, self._is_seen = not furnish, False
        self.errors = ErrorDialog(self)
        self.start_page = StartPage()
        self.menus = Menus(self, {name: partial(self._do, name) for name in DEEDS})
        for menu in (*self.menus.submenus.values(), *self.menus.tops.values()):
            menu.aboutToShow.connect(self.furnish)
        self.start_page.examples.setMenu(self.menus.submenus["examples"])
        self.preferences = Preferences(self, self.menus)
        self._connect_start_page()
        self.setAcceptDrops(True)
        self.stack.addWidget(self.start_page)
        self.show_start_page()
        self.setWindowTitle("sgdviz")
        self.preferences.restore()
        if furnish:
            self.furnish()

    @Slot()
    def furnish(self) -> None:
        """Add all that lies behind the start page, if it is not there yet."""
        if self.is_furnished:
            return
        from . import furniture

        super().furnish()
        self.patience = furniture.Patience(self)
        wait_by(self.patience.wait)
        self.session = furniture.Session(exhibits()[0].pages[0])
        self.store, self.player = self.session.store, self.session.player
        self.documents = self.session.documents = furniture.Documents(self, self.store)
        self.toast = furniture.Toast(self)
        self.exporter = furniture.Exporter(self, self.documents, lambda: self.shown, partial(self.finish, atlases=False),
                                           self.player.worker.gate.wait)
        self._connect()
        self.start_page.set_still(furniture.still)
        if self.stack.currentWidget() is self.start_page:
            self.show_start_page()
        self._enable_actions()
        self._show_title()
        self.preferences.furnish()
        if self._rescues:
            self.offer_rescued()

    @Slot()
    def furnish_soon(self) -> None:
        """Furnish the window while it is looked at."""
        import_soon(self, lambda: not self.is_furnished, self.furnish)

    def _do(self, name: str) -> None:
        """What an action of the menus does."""
        self.furnish()
        action, do = self.menus.actions[name], self._deeds()[name]
        if action.isCheckable():
            do(action.isChecked())
        else:
            do()

    def _deeds(self) -> dict[str, Callable[..., object]]:
        """What each action of the menus does."""
        from .furniture import help

        player, documents, landscape = self.player, self.documents, self.landscape
        return {
            "start_page": self.leave_for_start_page, "open": documents.open, "open_data": self.open_data,
            "save": documents.save, "save_as": documents.save_as, "quit": self.close,
            "export_picture": self.exporter.picture, "export_history": self.exporter.history,
            "copy_picture": self.exporter.copy_picture,
            "undo": self.session.undo, "redo": self.session.redo, "apply_from_here": self.session.apply_from_here,
            "new_seed": self.panel.form.draw_new_seed,
            "zoom_in": partial(landscape.canvas.zoom, 1.25), "zoom_out": partial(landscape.canvas.zoom, 0.8),
            "zoom_home": landscape.canvas.home, "zoom_epoch": landscape.zoom_to_last_epoch,
            "update_arrows": self.set_update_arrows, "cloud": self.session.set_cloud,
            "reduced_motion": lambda on: self.preferences.set_reduced_motion(on), "full_screen": self.set_full_screen,
            "reset_layout": self.reset_layout,
            "play": self.play_or_press, "step": partial(player.step_by, 1), "step_back": partial(player.step_by, -1),
            "epoch": partial(player.epoch_by, 1), "epoch_back": partial(player.epoch_by, -1),
            "to_start": player.to_start, "to_end": player.to_end,
            "faster": partial(player.change_speed, 1), "slower": partial(player.change_speed, -1),
            "next_run": self.session.watch_next, "audit": self.audit,
            "shortcuts": partial(help.show_keys, self), "open_log": help.open_log, "about": partial(help.show_about, self),
        }

    def _connect(self) -> None:
        session, store, player, transport = self.session, self.store, self.player, self.transport
        session.began.connect(self._show_session)
        session.said.connect(self.say)
        session.refused.connect(self.panel.form.refresh)
        store.history_changed.connect(self._enable_actions)
        store.changed.connect(self._show_cloud)
        player.frame.connect(self.draw)
        player.failed.connect(self._worker_failed)
        self.exporter.said.connect(self.say)
        self.exporter.failed.connect(self._worker_failed)
        self.panel.edited.connect(session.edit)
        self.panel.gesture_ended.connect(session.end_gesture)
        self.notice.edited.connect(session.edit)
        self.notice.sought.connect(player.seek)
        for view in self.views.made:
            self._connect_view(view)
        self.canvases.made.connect(self._connect_view)
        self.panel.page_chosen.connect(session.show_page)
        self.panel.data_wanted.connect(self.open_data)
        transport.play_toggled.connect(player.toggle)
        transport.step_by.connect(player.step_by)
        transport.epoch_by.connect(player.epoch_by)
        transport.to_start.connect(player.to_start)
        transport.to_end.connect(player.to_end)
        transport.sought.connect(player.seek)
        transport.speed_chosen.connect(player.set_speed)
        player.speed_changed.connect(transport.set_speed)
        transport.set_speed(player.speed)
        self.documents.opened.connect(session.begin)
        self.documents.data_dropped.connect(self.open_data)
        self.documents.title_changed.connect(self._show_title)
        self.documents.said.connect(self.say)
        self.preferences.motion_changed.connect(self._set_motion)
        self.preferences.memory_changed.connect(self._allow)
        self.notice.memory_wanted.connect(self.preferences.allow)
        self.preferences.example_chosen.connect(session.open_example)
        self.documents.recent_changed.connect(self.preferences.list_recent)

    @Slot(object)
    def _connect_view(self, view: View) -> None:
        session, player = self.session, self.player
        view.edited.connect(session.edit)
        view.gesture_ended.connect(session.end_gesture)
        view.watched.connect(player.watch)
        view.sought.connect(player.seek)
        view.opened.connect(session.open_run)
        view.failed.connect(self._worker_failed)
        view.heed(player.worker.gate)
        view.reduced_motion = player.reduced_motion

    def _connect_start_page(self) -> None:
        """What is chosen there, or in its menus, needs the desk."""
        page, preferences = self.start_page, self.preferences
        page.open_requested.connect(partial(self._do, "open"))
        page.data_requested.connect(partial(self._do, "open_data"))
        for source in (page, preferences):
            source.exhibit_chosen.connect(self.open_exhibit)
            source.file_chosen.connect(self.open_path)

    @Slot(int)
    def open_exhibit(self, number: int) -> None:
        self.furnish()
        self.session.open_exhibit(number)

    @Slot(str)
    def open_path(self, path: str) -> None:
        """Open an experiment or a table."""
        self.furnish()
        self.documents.open_path(path)

    def say(self, words: str) -> None:
        """Tell the user one sentence, without asking for anything."""
        self.toast.say(words, self.transport_bar.height() if self.transport_bar.isVisible() else 0)

    @Slot(object)
    def _show_session(self, experiment: Experiment) -> None:
        """Put the experiment that the session has begun on the desk; nothing of it is painted before its first frame."""
        self.setUpdatesEnabled(False)
        self.panel.set_exhibit(self.session.exhibit, self.session.page)
        self.panel.set_reference(experiment)
        self.hide_start_page()
        self.arrange(experiment.views, self.player.problem)

    @Slot()
    def open_data(self, path: object = "") -> None:
        """Choose a table, its x and its y, and go on with them."""
        from .tables.open_data import OpenDataDialog

        dialog = OpenDataDialog(self.store.experiment, path if isinstance(path, str) else "", self)
        if dialog.exec() and self.documents.may_leave():
            self.documents.begin(dialog.experiment())
        dialog.deleteLater()

    @Slot()
    def audit(self) -> None:
        """Check the numbers of what is on the screen."""
        from .audit import AuditDialog

        AuditDialog(self.player, self).open()

    @Slot(object)
    def draw(self, frame: Frame) -> None:
        if self.stack.currentWidget() is self.canvases:
            super().draw(frame)
            self.setUpdatesEnabled(True)

    @Slot()
    def play_or_press(self) -> None:
        """Space presses the button or opens the list that was reached with the keyboard; anywhere else but in a text it plays."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focused.click()
        elif isinstance(focused, QComboBox) and self.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focused.showPopup()
        else:
            self.player.toggle()

    @Slot()
    def leave_for_start_page(self) -> None:
        self.player.pause()
        self.show_start_page()

    @Slot()
    def offer_rescued(self) -> None:
        """Go on with what an earlier session could not save."""
        experiment = self.documents.rescued()
        if experiment is not None:
            self.documents.begin(experiment)
            self.store.forget_saved()
            self.say(self.tr("This is what was not saved when the program last ended."))

    def show_start_page(self) -> None:
        """Put the start page in front of the desk."""
        if self.is_furnished:
            self.panel_dock.hide()
            self.transport_bar.hide()
        self.stack.setCurrentWidget(self.start_page)
        self.setUpdatesEnabled(True)
        self.start_page.setFocus()
        self._enable_actions()

    def hide_start_page(self) -> None:
        """Uncover the desk."""
        self.stack.setCurrentWidget(self.canvases)
        self.panel_dock.show()
        self.transport_bar.show()
        self.canvases.setFocus()
        self._enable_actions()

    @Slot()
    def _enable_actions(self) -> None:
        """What is done to an experiment can be done only while it is seen: on the start page the arrows choose a card."""
        possible = {}
        if self.is_furnished:
            possible = {"undo": self.store.can_undo, "redo": self.store.can_redo, "apply_from_here": self.store.can_undo}
        self.menus.enable(self.stack.currentWidget() is not self.start_page, possible)

    @Slot(object)
    def _show_cloud(self, experiment: Experiment) -> None:
        self.menus.actions["cloud"].setChecked(experiment.cloud is not None)

    @Slot()
    def reset_layout(self) -> None:
        if not self.start_page.isVisible():
            self.arrange(self.store.experiment.views, self.player.problem, fresh=True)

    @Slot(bool)
    def set_full_screen(self, on: bool) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen if on != self.isFullScreen()
                            else self.windowState())

    @Slot(bool)
    def _set_motion(self, reduced: bool) -> None:
        self.player.reduced_motion = reduced
        for view in self.views.made:
            view.reduced_motion = reduced

    @Slot()
    def _show_title(self) -> None:
        name = self.documents.path.name if self.documents.path else ""
        self.setWindowTitle(f"{name}[*] — sgdviz" if name else "sgdviz[*]")
        self.setWindowModified(self.store.modified)

    @Slot(object)
    def _allow(self, memory: int) -> None:
        """Let steps take so much memory."""
        try:
            self.player.allow(memory)
        except Invalid as wrong:
            self.preferences.keep_memory(self.player.memory)
            self.say(sentence(wrong))

    @Slot(str)
    def _worker_failed(self, report: str) -> None:
        self.setUpdatesEnabled(True)
        self.errors.happened.emit(report)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.open_path(files[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_seen:
            self._is_seen = True
            QTimer.singleShot(0, self, self.seen.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes away the sentence that is said, the last one first, or else leaves the full screen."""
        if event.key() == Qt.Key.Key_Escape and self.is_furnished and (self.toast.dismiss() or self.notice.dismiss()):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.menus.actions["full_screen"].trigger()
        else:
            super().keyPressEvent(event)

    def leave_unasked(self) -> None:
        """Close now, as a signal demands, whatever dialog is open; the next start offers what was not saved."""
        if self.is_furnished:
            self.documents.put_by()
            self.documents.unasked = True
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog):
                dialog.reject()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_furnished and not (self.documents.may_leave() or self.documents.unasked):
            event.ignore()
            return
        self.preferences.remember()
        self.errors.restore()
        if self.is_furnished:
            self._clear()
        super().closeEvent(event)

    def _clear(self) -> None:
        """End what works on the desk."""
        if not self.documents.unasked:
            self.documents.forget_put_by()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        wait_by(None)
        self.exporter.close()
        self.drawing.stop()
        self.session.close()
