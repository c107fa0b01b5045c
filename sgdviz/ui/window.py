"""The main window: the only place where signals of store, player, views and menus meet."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog

from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.engine.player import SPEEDS
from sgdviz.exhibits import exhibits

from . import help
from .actions import MENUS, Deed
from .audit import AuditDialog
from .desk import Desk
from .documents import Documents
from .errors import ErrorDialog
from .export import Exporter
from .menus import Menus
from .panel.panel import Panel
from .preferences import Preferences
from .session import Session
from .start.start_page import StartPage
from .start.stills import still
from .tables.open_data import OpenDataDialog
from .toast import Toast
from .view import View
from .views.loss import LossView

ON_DESK = (
    *(entry.name for entry in MENUS["run"][1] if isinstance(entry, Deed)), "new_seed", "save", "save_as", "export_picture",
    "export_history", "copy_picture", "zoom_in", "zoom_out", "zoom_home", "zoom_epoch", "update_arrows", "reset_layout",
)
"""The actions that need an experiment to be seen."""


class MainWindow(Desk):
    """Wires the desk to a store and a player. Close it to end its thread."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(exhibits()[0].pages[0])
        self.store, self.player = self.session.store, self.session.player
        self.documents = self.session.documents = Documents(self, self.store)
        self.exporter = Exporter(self, self.documents)
        self.errors = ErrorDialog(self)
        self.toast = Toast(self)
        self.start_page = StartPage(still)
        self.menus = Menus(self, self._deeds())
        self.start_page.examples.setMenu(self.menus.submenus["examples"])
        self._connect()
        self.preferences = Preferences(self, self.menus)
        self._connect_preferences()
        self.setAcceptDrops(True)
        self.stack.addWidget(self.start_page)
        self.show_start_page()
        self._show_history()
        self._show_title()
        self.preferences.restore()

    def _deeds(self) -> dict[str, Callable[..., object]]:
        """What each action of the menus does."""
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
            "update_arrows": self.set_update_arrows,
            "reduced_motion": lambda on: self.preferences.set_reduced_motion(on), "full_screen": self.set_full_screen,
            "reset_layout": self.reset_layout,
            "play": self.play_or_press, "step": partial(player.step_by, 1), "step_back": partial(player.step_by, -1),
            "epoch": partial(player.epoch_by, 1), "epoch_back": partial(player.epoch_by, -1),
            "to_start": player.to_start, "to_end": player.to_end,
            "faster": partial(self.change_speed, 1), "slower": partial(self.change_speed, -1),
            "next_run": self.session.watch_next, "audit": self.audit,
            "shortcuts": partial(help.show_keys, self), "open_log": help.open_log, "about": partial(help.show_about, self),
        }

    def _connect(self) -> None:
        session, store, player, transport = self.session, self.store, self.player, self.transport
        session.began.connect(self._show_session)
        session.said.connect(self.say)
        session.refused.connect(self.panel.form.refresh)
        store.history_changed.connect(self._show_history)
        player.frame.connect(self.draw)
        player.failed.connect(self._worker_failed)
        editors: list[View | Panel] = [*self.views.values(), self.panel]
        for editor in editors:
            editor.edited.connect(session.edit)
            editor.gesture_ended.connect(session.end_gesture)
        self.notice.edited.connect(session.edit)
        self.notice.sought.connect(player.seek)
        for view in self.views.values():
            view.watched.connect(player.watch)
        self.canvases.view(LossView).sought.connect(player.seek)
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
        page = self.start_page
        page.exhibit_chosen.connect(session.open_exhibit)
        page.open_requested.connect(self.documents.open)
        page.data_requested.connect(self.open_data)
        page.file_chosen.connect(self.documents.open_path)

    def _connect_preferences(self) -> None:
        preferences = self.preferences
        preferences.motion_changed.connect(self._set_motion)
        preferences.exhibit_chosen.connect(self.session.open_exhibit)
        preferences.example_chosen.connect(self.session.open_example)
        preferences.file_chosen.connect(self.documents.open_path)
        self.documents.recent_changed.connect(preferences.list_recent)

    def say(self, words: str) -> None:
        """Tell the user one sentence, without asking for anything."""
        self.toast.say(words, self.transport_bar.height() if self.transport_bar.isVisible() else 0)

    @Slot(object)
    def _show_session(self, experiment: Experiment) -> None:
        """Put the experiment that the session has begun on the desk."""
        self.panel.set_exhibit(self.session.exhibit, self.session.page)
        self.panel.set_reference(experiment)
        self.hide_start_page()
        self.arrange(experiment.views, self.player.problem)

    @Slot()
    def open_data(self, path: object = "") -> None:
        """Choose a table, its x and its y, and go on with them."""
        dialog = OpenDataDialog(self.store.experiment, path if isinstance(path, str) else "", self)
        if dialog.exec() and self.documents.may_leave():
            self.documents.begin(dialog.experiment())
        dialog.deleteLater()

    @Slot()
    def audit(self) -> None:
        """Check the numbers of what is on the screen."""
        AuditDialog(self.player, self).open()

    @Slot()
    def _show_history(self) -> None:
        self._enable_actions()

    @Slot(object)
    def draw(self, frame: Frame) -> None:
        if self.stack.currentWidget() is self.canvases:
            super().draw(frame)

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

    def change_speed(self, by: int) -> None:
        """The next faster (1) or slower (−1) speed."""
        at = min(range(len(SPEEDS)), key=lambda i: abs(min(SPEEDS[i], 1e9) - min(self.player.speed, 1e9)))
        self.player.set_speed(SPEEDS[max(0, min(at + by, len(SPEEDS) - 1))])

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
        self.panel_dock.hide()
        self.transport_bar.hide()
        self.start_page.refresh()
        self.stack.setCurrentWidget(self.start_page)
        self.start_page.setFocus()
        self._enable_actions()

    def hide_start_page(self) -> None:
        """Uncover the desk."""
        self.stack.setCurrentWidget(self.canvases)
        self.panel_dock.show()
        self.transport_bar.show()
        self.canvases.setFocus()
        self._enable_actions()

    def _enable_actions(self) -> None:
        """What is done to an experiment can be done only while it is seen: on the start page the arrows choose a card."""
        seen = self.stack.currentWidget() is self.canvases
        for name in ON_DESK:
            self.menus.actions[name].setEnabled(seen)
        for name, possible in (("undo", self.store.can_undo), ("redo", self.store.can_redo),
                               ("apply_from_here", self.store.can_undo)):
            self.menus.actions[name].setEnabled(seen and possible)

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
        self.player.reduced_motion = self.canvases.view(LossView).reduced_motion = reduced

    @Slot()
    def _show_title(self) -> None:
        name = self.documents.path.name if self.documents.path else ""
        self.setWindowTitle(f"{name}[*] — sgdviz" if name else "sgdviz[*]")
        self.setWindowModified(self.store.modified)

    @Slot(str)
    def _worker_failed(self, report: str) -> None:
        self.errors.happened.emit(report)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.documents.open_path(files[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the full screen, as everywhere else."""
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.menus.actions["full_screen"].trigger()
        else:
            super().keyPressEvent(event)

    def leave_unasked(self) -> None:
        """Close now, as a signal demands, whatever dialog is open; the next start offers what was not saved."""
        self.documents.put_by()
        self.documents.unasked = True
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog):
                dialog.reject()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.documents.may_leave():
            event.ignore()
            return
        self.preferences.remember()
        if not self.documents.unasked:
            self.documents.forget_put_by()
        self.errors.restore()
        for dialog in self.findChildren(AuditDialog):
            dialog.reject()
        self.player.close()
        super().closeEvent(event)
