"""The one mutable cell: the current experiment, with undo and redo."""

from PySide6.QtCore import QObject, Signal

from sgdviz.core.experiment import Experiment

DEPTH = 500
"""So many edits can be undone."""


class Store(QObject):
    """Holds the experiment. Whoever wants another one calls `apply`; whoever shows it listens to `changed`."""

    changed = Signal(object)
    history_changed = Signal()

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self._past: list[Experiment] = []
        self._future: list[Experiment] = []
        self._gesture: str | None = None
        self._saved: Experiment | None = experiment
        self.experiment = experiment

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    @property
    def previous(self) -> Experiment | None:
        """What `undo` would go back to."""
        return self._past[-1] if self._past else None

    @property
    def next(self) -> Experiment | None:
        """What `redo` would go on to."""
        return self._future[-1] if self._future else None

    @property
    def modified(self) -> bool:
        """Whether there is something to save."""
        return self.experiment != self._saved

    def apply(self, experiment: Experiment, gesture: str | None = None) -> None:
        """Make `experiment` the current one. Edits of one gesture, a drag say, are undone together."""
        if experiment == self.experiment:
            return
        if gesture is None or gesture != self._gesture:
            self._past = [*self._past, self.experiment][-DEPTH:]
        self._gesture = gesture
        self._future = []
        self._show(experiment)

    def replace(self, experiment: Experiment) -> None:
        """Put another experiment in place of the current one, as the same edit."""
        self._future = []
        self._show(experiment)

    def end_gesture(self) -> None:
        """The next edit is undone by itself."""
        self._gesture = None

    def open(self, experiment: Experiment) -> None:
        """Begin with another experiment; what was before cannot be undone into."""
        self._past, self._future, self._gesture = [], [], None
        self._saved = experiment
        self._show(experiment)

    def mark_saved(self) -> None:
        """The current experiment is on disk."""
        self._saved = self.experiment
        self.history_changed.emit()

    def forget_saved(self) -> None:
        """The current experiment is on no disk."""
        self._saved = None
        self.history_changed.emit()

    def undo(self) -> None:
        if self._past:
            self._future.append(self.experiment)
            self._gesture = None
            self._show(self._past.pop())

    def redo(self) -> None:
        if self._future:
            self._past.append(self.experiment)
            self._gesture = None
            self._show(self._future.pop())

    def _show(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.changed.emit(experiment)
        self.history_changed.emit()
