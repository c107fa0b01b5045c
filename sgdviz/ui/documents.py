"""Documents of the window: open, save, export, drop, and never lose what is not saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from sgdviz.core.datasets import read_now
from sgdviz.core.document import problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.files import SUFFIX, changed_data, read, replace_file, text_of, write
from sgdviz.core.invalid import Invalid
from sgdviz.engine.store import Store

from . import settings
from .errors import data_folder
from .words import sentence

TABLES = (".csv", ".tsv", ".txt", ".dat")
AUTOSAVE = 2000
"""Milliseconds after an edit until the experiment is put by, in case the program dies."""


class Documents(QObject):
    """The file that the experiment came from or goes to. `opened` carries an experiment to begin with.

    Once `unasked`, nobody can be asked any more whether to save.
    """

    opened = Signal(object)
    data_dropped = Signal(str)
    title_changed = Signal()
    recent_changed = Signal()
    said = Signal(str)

    def __init__(self, window: QWidget, store: Store) -> None:
        super().__init__(window)
        self._window, self._store = window, store
        self.path: Path | None = None
        self.unasked = False
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(AUTOSAVE)
        self._autosave.timeout.connect(self.put_by)
        store.changed.connect(self._put_by_soon)
        store.history_changed.connect(self.title_changed)

    @Slot()
    def open(self) -> None:
        """Ask for a file and open it."""
        filters = self.tr("Experiments and tables (*{experiment} {tables})").format(
            experiment=SUFFIX, tables=" ".join(f"*{suffix}" for suffix in TABLES))
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open"), str(self.folder()), filters)
        if name:
            self.open_path(name)

    def open_path(self, name: str) -> bool:
        """Open an experiment, or take a table for its data; one sentence says why it cannot be."""
        path = Path(name)
        if path.suffix.lower() in TABLES:
            self.data_dropped.emit(str(path.absolute()))
            return True
        if not self.may_leave():
            return False
        try:
            experiment = read(path)
            if "data" in experiment.problem:
                read_now(experiment.problem["data"])
            problem_for(experiment)
        except Invalid as wrong:
            self.complain(self.tr("{name} was not opened").format(name=path.name), sentence(wrong))
            return False
        self.begin(experiment, path)
        if changed_data(experiment):
            self.said.emit(self.tr("The data file is not the one that this document was saved with."))
        return True

    def begin(self, experiment: Experiment, path: Path | None = None) -> None:
        """Go on with this experiment, from this file if it has one."""
        self.path = path
        if path is not None:
            settings.add_recent_file(str(path.absolute()))
            self.recent_changed.emit()
        self.opened.emit(experiment)
        self.title_changed.emit()

    @Slot()
    def save(self) -> bool:
        """Save where the experiment came from, or ask where; whether it is saved."""
        return self._write(self.path) if self.path is not None else self.save_as()

    @Slot()
    def save_as(self) -> bool:
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as"), str(self.folder() / f"experiment{SUFFIX}"),
                                              self.tr("Experiments (*{experiment})").format(experiment=SUFFIX))
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def _write(self, path: Path) -> bool:
        if not self.attempt(lambda: write(self._store.experiment, path), self.tr("The experiment was not saved")):
            return False
        self.path = path
        self._store.mark_saved()
        self.forget_put_by()
        settings.add_recent_file(str(path.absolute()))
        self.recent_changed.emit()
        self.title_changed.emit()
        return True

    def attempt(self, deed: Callable[[], object], heading: str) -> bool:
        """Do something with a file; one sentence says why it cannot be."""
        try:
            deed()
        except Invalid as wrong:
            self.complain(heading, sentence(wrong))
            return False
        return True

    def complain(self, heading: str, words: str) -> None:
        """One sentence in a dialog."""
        box = QMessageBox(QMessageBox.Icon.Warning, heading, f"{heading}.", QMessageBox.StandardButton.Close, self._window)
        box.setInformativeText(words)
        box.exec()
        box.deleteLater()

    def may_leave(self) -> bool:
        """Whether the present experiment may go: it is saved, or its user says so, or nobody can be asked."""
        if not self._store.modified or self.unasked:
            return True
        buttons = QMessageBox.StandardButton
        box = QMessageBox(QMessageBox.Icon.Question, "sgdviz", self.tr("Save the changes to this experiment?"),
                          buttons.Save | buttons.Discard | buttons.Cancel, self._window)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        box.deleteLater()
        if answer == buttons.Save:
            return self.save()
        return bool(answer == buttons.Discard)

    def folder(self) -> Path:
        """Where the file dialogs begin."""
        recent = settings.recent_files()
        return self.path.parent if self.path else Path(recent[0]).parent if recent else Path.home()

    @staticmethod
    def rescue_path() -> Path:
        """Where an unsaved experiment is put by."""
        return data_folder() / f"rescued{SUFFIX}"

    @Slot(object)
    def _put_by_soon(self, experiment: Experiment) -> None:
        self._autosave.start()

    @Slot()
    def put_by(self) -> None:
        """Keep what is not saved, in case the program dies."""
        if self._store.modified:
            try:
                replace_file(self.rescue_path(), text_of(self._store.experiment).encode())
            except Invalid:
                return
        else:
            self.forget_put_by()

    def forget_put_by(self) -> None:
        """All is saved, or its user does not want it."""
        self._autosave.stop()
        self.rescue_path().unlink(missing_ok=True)

    def rescued(self) -> Experiment | None:
        """What an earlier session could not save; it is offered once."""
        path = self.rescue_path()
        try:
            experiment = read(path)
            problem_for(experiment)
            return experiment
        except Invalid:
            return None
        finally:
            path.unlink(missing_ok=True)
