"""Errors that nobody foresaw: each reaches the log, and the user sees one dialog, never a traceback alone."""

import faulthandler
import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_fault_file: IO[str] | None = None


def data_folder() -> Path:
    """Where the program keeps its log and what it rescues."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_path() -> Path:
    return data_folder() / "sgdviz.log"


def start_log() -> None:
    """Write warnings and errors to a file, and what the interpreter says when it dies to another."""
    from logging.handlers import RotatingFileHandler  # with sockets and all, for which the first window does not wait

    global _fault_file
    handler = RotatingFileHandler(log_path(), maxBytes=500_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    _fault_file = (data_folder() / "crash.log").open("a", encoding="utf-8")
    faulthandler.enable(_fault_file)


def stop_log() -> None:
    """Let go of the files."""
    global _fault_file
    faulthandler.disable()
    if _fault_file is not None:
        _fault_file.close()
        _fault_file = None
    for handler in [h for h in logging.getLogger().handlers if getattr(h, "baseFilename", "") == str(log_path())]:
        logging.getLogger().removeHandler(handler)
        handler.close()


class ErrorDialog(QObject):
    """Shows one dialog at a time for whatever reaches `sys.excepthook`, from any thread."""

    happened = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.box: QDialog | None = None
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._before = sys.excepthook
        sys.excepthook = self._hook

    def restore(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        logging.error("unexpected", exc_info=(kind, error, trace))
        self.happened.emit("".join(traceback.format_exception(kind, error, trace)))

    @Slot(str)
    def _show(self, report: str) -> None:
        if self.box is not None:
            return
        from PySide6.QtWidgets import QMessageBox  # for which the first window does not wait

        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Unexpected error"))
        box.setText(self.tr("Something went wrong in the program. Your experiment is still here; you can save it."))
        box.setInformativeText(self.tr("The report is in {path}.").format(path=log_path()))
        box.setDetailedText(report)
        copy = box.addButton(self.tr("Copy report"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QApplication.clipboard().setText(report))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._forget)
        self.box = box
        box.open()

    @Slot()
    def _forget(self) -> None:
        self.box = None
