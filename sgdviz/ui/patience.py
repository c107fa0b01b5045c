"""What takes long is done in a thread of its own, while the window lives and a dialog can stop it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QThread, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from sgdviz.core.invalid import Invalid
from sgdviz.core.progress import Cancelled, Progress, untold
from sgdviz.engine.work import Work

from .text.mathtext import plain
from .widgets.progress import WorkDialog
from .words import sentence

AT_ONCE = 0.02
"""Seconds that are waited before anybody is told."""
POLL = 30
"""Milliseconds between two looks at how far the work is."""


class Patience(QObject):
    """Waits for long work on behalf of a window. What has been stopped comes to nothing, whenever it ends."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._work: Work | None = None
        self._dialog: WorkDialog | None = None
        self._loop = QEventLoop(self)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL)
        self._timer.timeout.connect(self._look)

    def wait(self, deed: Callable[[Progress], Any], what: Invalid) -> Any:
        """What the deed returns. Cancelled if its user stops it; raises what it raises."""
        if self._work is not None or QThread.currentThread() is not self.thread():
            return deed(untold)
        work = self._work = Work(deed)
        work.start()
        work.join(AT_ONCE)
        try:
            if work.is_alive():
                self._show(what)
                self._timer.start()
                self._loop.exec()
        finally:
            self._hide()
            self._work = None
        # Still alive, and not stopped: the program is about to end.
        work.wanted = work.wanted and not work.is_alive()
        if not work.wanted:
            raise Cancelled
        if work.error is not None:
            raise work.error
        return work.result

    def _show(self, what: Invalid) -> None:
        parent = QApplication.activeModalWidget() or self._window
        dialog = self._dialog = WorkDialog(parent)
        dialog.setWindowTitle("sgdviz")
        dialog.setLabelText(plain(sentence(what)) + "…")
        dialog.setCancelButtonText(self.tr("Stop"))
        dialog.setRange(0, 0)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.canceled.connect(self._stop)
        dialog.show()

    def _hide(self) -> None:
        self._timer.stop()
        if self._dialog is not None:
            self._dialog.canceled.disconnect(self._stop)
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    @Slot()
    def _look(self) -> None:
        work, dialog = self._work, self._dialog
        if work is None or not work.is_alive():
            self._loop.quit()
        elif work.share is not None and dialog is not None:
            dialog.setMaximum(100)
            dialog.setValue(int(100 * work.share))

    @Slot()
    def _stop(self) -> None:
        if self._work is not None:
            self._work.wanted = False
        self._loop.quit()
