"""Pictures and tables of what is on the screen."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QRegion
from PySide6.QtWidgets import QFileDialog, QWidget

from sgdviz.core.files import replace_file
from sgdviz.core.history import WRITERS, writer
from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid

from .desk import Desk
from .documents import Documents
from .paint.svg import SvgDevice
from .words import localized, sentence
from .writing import Writing

PICTURES = (".png", ".svg")
Flag = QWidget.RenderFlag


def image(widget: QWidget, scale: float = 1.0) -> QImage:
    """What a widget shows, as an image with `scale` pixels a logical pixel."""
    picture = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    widget.render(picture, QPoint(), QRegion(), Flag.DrawWindowBackground | Flag.DrawChildren)
    return picture


def save_picture(widget: QWidget, path: Path, scale: float = 1.0) -> None:
    """Write what a widget shows as PNG or SVG. Invalid if the file's ending is another, or it cannot be written."""
    suffix = path.suffix.lower()
    if suffix not in PICTURES:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{name} ends in neither .png nor .svg"), name=path.name)
    replace_file(path, _svg(widget, min(1.0, scale)) if suffix == ".svg" else _png(widget, scale))


def _png(widget: QWidget, scale: float) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = image(widget, max(1.0, scale))
    if scale < 1.0:  # letters drawn that small would not be read
        picture = picture.scaled(widget.size() * scale, mode=Qt.TransformationMode.SmoothTransformation)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know file names only
    return bytes(buffer.data().data())


def _svg(widget: QWidget, scale: float) -> bytes:
    device = SvgDevice(widget.size(), scale)
    painter = QPainter(device)
    widget.render(painter, QPoint(), QRegion(), Flag.DrawWindowBackground | Flag.DrawChildren)
    painter.end()
    return device.text().encode()


class Exporter(QObject):
    """Does the export actions of a window. While a history is written, `pause` is called again and again.

    `said` carries a sentence, `failed` a report.
    """

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, window: Desk, documents: Documents, pause: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._documents, self._pause = window, documents, pause

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
        if self._window.is_furnished:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            self._window.finish(atlases=False)
            QGuiApplication.restoreOverrideCursor()

    @Slot()
    def history(self) -> None:
        """Ask for a file and write what is computed, one row a step."""
        frame = self._window.shown
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
