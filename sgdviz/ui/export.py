"""What the window gives away: pictures of itself, and tables of what was computed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from sgdviz.core.frame import Frame
from sgdviz.core.history import WRITERS, writer
from sgdviz.core.invalid import Invalid

from .documents import Documents
from .pictures import PICTURES, image, save_picture
from .words import localized, sentence
from .writing import Writing


class Exporter(QObject):
    """Does the export actions of a window.

    `shown` tells which frame it shows, `finish` makes that as fine as it can be, and `pause` is called again and again while a
    history is written. `said` carries a sentence, `failed` a report.
    """

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QWidget, documents: Documents, shown: Callable[[], Frame | None],
                 finish: Callable[[], object], pause: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._documents, self._shown = window, documents, shown
        self._fine, self._pause = finish, pause

    @Slot()
    def copy_picture(self) -> None:
        """Put the picture of the window on the clipboard, at twice its size."""
        self._finish()
        QGuiApplication.clipboard().setImage(image(self._window, 2.0))

    @Slot()
    def picture(self) -> None:
        """Ask for a file and write the picture of the window to it."""
        path = self._ask(self.tr("Export picture"), "sgdviz.png", PICTURES)
        if path is not None:
            self._finish()
            self._documents.attempt(lambda: save_picture(self._window, path, 2.0), self.tr("The picture was not written"))

    def _finish(self) -> None:
        """A picture that leaves the window is as fine as it can be."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        self._fine()
        QGuiApplication.restoreOverrideCursor()

    @Slot()
    def history(self) -> None:
        """Ask for a file and write what is computed, one row a step."""
        frame = self._shown()
        path = self._ask(self.tr("Export history"), "history.csv", tuple(WRITERS)) if frame is not None else None
        if frame is None or path is None:
            return
        names = [localized(run.name) or str(i) for i, run in enumerate(frame.experiment.runs, 1)]
        if self._documents.attempt(lambda: writer(path), self.tr("The history was not written")):
            write = partial(writer(path), path, names, frame.courses, frame.traces)
            writing = Writing(path, write, self._pause, self._window)
            writing.written.connect(self._tell)
            writing.refused.connect(self._complain)
            writing.failed.connect(self.failed)

    @Slot(str)
    def _tell(self, name: str) -> None:
        self.said.emit(self.tr("{name} is written.").format(name=name))

    @Slot(object)
    def _complain(self, wrong: Invalid) -> None:
        self._documents.complain(self.tr("The history was not written"), sentence(wrong))

    def close(self) -> None:
        """Give up what is being written."""
        for writing in self._window.findChildren(Writing):
            writing.give_up()

    def _ask(self, title: str, name: str, suffixes: tuple[str, ...]) -> Path | None:
        filters = ";;".join(f"{suffix[1:].upper()} (*{suffix})" for suffix in suffixes)
        chosen, used = QFileDialog.getSaveFileName(self._window, title, str(self._documents.folder() / name), filters)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(used.partition("*")[2].rstrip(")"))
