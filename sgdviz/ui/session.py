"""What is on the desk: which experiment, of which exhibit, from which file, and what an edit does to it."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sgdviz.core.document import problem_for
from sgdviz.core.edits import from_here, from_start
from sgdviz.core.experiment import Experiment
from sgdviz.core.invalid import Invalid
from sgdviz.engine.player import Player
from sgdviz.engine.store import Store
from sgdviz.exhibits import Exhibit, exhibits

from .documents import Documents
from .form.fitting import with_cloud
from .words import sentence


class Session(QObject):
    """Owns store and player. `began` says that another experiment is on the desk; `said` carries a sentence.

    `refused` says that an edit came to nothing: whoever shows it already shows what is there again.
    """

    began = Signal(object)
    refused = Signal()
    said = Signal(str)

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self.store, self.player = Store(experiment), Player(experiment)
        self.documents: Documents | None = None
        self.exhibit: Exhibit | None = None
        self.page = 0
        self._waiting: Experiment | None = None
        self._postponed: tuple[Experiment, str] | None = None
        self._left: dict[tuple[int, int], Experiment] = {}
        self.store.changed.connect(self._show)
        self.player.frame.connect(self._catch_up_soon)

    @Slot(object)
    def _show(self, experiment: Experiment) -> None:
        self.player.show(experiment)

    @Slot(object, str)
    def edit(self, experiment: Experiment, gesture: str) -> None:
        """Make an edited experiment the current one: from the start while paused, from here on while playing.

        A drag while playing acts once, when it ends: it is one change of the run, at one step. While paused it is followed
        as fast as its frames are drawn: what came before the last one is shown makes way for what comes after.
        """
        self._postponed = (experiment, gesture) if gesture and self.player.is_due else None
        if self._postponed is None:
            self._edit(experiment, gesture)

    def _edit(self, experiment: Experiment, gesture: str) -> None:
        old, step = self.store.experiment, self.player.cursor
        edited = from_here(old, experiment, step) if self.player.playing else from_start(old, experiment, step)
        if not self._fits(edited):
            return
        if gesture and self.player.playing and edited.base.changes != old.base.changes:
            self._waiting = experiment
        else:
            self.store.apply(edited, gesture or None)

    @Slot(object, int)
    def open_run(self, experiment: Experiment, step: int) -> None:
        """Go over to a run that was pointed at, as one edit that acts from the start, and show it up to `step` at least."""
        self.player.pause()
        self.edit(experiment, "")
        self.player.seek(max(self.player.cursor, step))

    @Slot()
    def _catch_up_soon(self) -> None:
        if self._postponed is not None:
            QTimer.singleShot(0, self, self._catch_up)

    @Slot()
    def _catch_up(self) -> None:
        """Make the edit that came while the one before was not yet shown."""
        if self._postponed is not None:
            self.edit(*self._postponed)

    def _catch_up_now(self) -> None:
        postponed, self._postponed = self._postponed, None
        if postponed is not None:
            self._edit(*postponed)

    def _fits(self, experiment: Experiment | None) -> bool:
        """Whether there is something to show; one sentence says why not. What did fit may not any more: files change."""
        if experiment is None:
            return False
        try:
            problem_for(experiment)
        except Invalid as wrong:
            self.refused.emit()
            self.said.emit(sentence(wrong))
            return False
        return True

    @Slot()
    def undo(self) -> None:
        self._catch_up_now()
        if self._fits(self.store.previous):
            self.store.undo()

    @Slot()
    def redo(self) -> None:
        self._catch_up_now()
        if self._fits(self.store.next):
            self.store.redo()

    @Slot()
    def end_gesture(self) -> None:
        """A drag has ended: the next edit is another one."""
        self._catch_up_now()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            edited = from_here(self.store.experiment, waiting, self.player.cursor)
            if self._fits(edited):
                self.store.apply(edited)
        self.store.end_gesture()

    @Slot()
    def apply_from_here(self) -> None:
        """Let the last change act from the cursor on."""
        previous = self.store.previous
        if previous is not None:
            edited = from_here(previous, self.store.experiment, self.player.cursor)
            if self._fits(edited):
                self.store.replace(edited)

    @Slot(object)
    def begin(self, experiment: Experiment) -> None:
        """Go on with another experiment, from its start."""
        self.exhibit = None
        self._open(experiment)

    @Slot(object)
    def open_example(self, experiment: Experiment) -> None:
        """Go on with an example, which is nobody's file."""
        if self.documents is not None and self._may_leave():
            self.documents.begin(experiment)

    def _open(self, experiment: Experiment) -> None:
        self._waiting = self._postponed = None
        self.player.to_start()
        self.player.watched = 0
        self.store.open(experiment)
        self.began.emit(experiment)

    def _may_leave(self) -> bool:
        return self.documents is None or self.documents.may_leave()

    @Slot(int)
    def open_exhibit(self, number: int) -> None:
        """Show exhibit `number` (from 1), its first page, as it was made."""
        if self._may_leave():
            self._left = {place: left for place, left in self._left.items() if place[0] != number}
            self._show_page(number, 0)

    @Slot(int)
    def show_page(self, page: int) -> None:
        """Show another page of the exhibit; before its first and after its last lie its neighbours.

        Turning pages asks nothing: a page that was changed is so again when one comes back, and undo leads to the original.
        """
        if self.exhibit is None:
            return
        number = self.exhibit.number
        if not 0 <= page < len(self.exhibit.pages):
            number, page = number + (1 if page > 0 else -1), 0
        if 1 <= number <= len(exhibits()) and self._turn():
            self._show_page(number, page)

    def _turn(self) -> bool:
        """Keep what was made of this page, unless it belongs to a file by now; whether one may go on."""
        assert self.exhibit is not None
        if self.documents is not None and self.documents.path is not None:
            return self._may_leave()
        if self.store.modified:
            self._left[self.exhibit.number, self.page] = self.store.experiment
        else:
            self._left.pop((self.exhibit.number, self.page), None)
        return True

    def _show_page(self, number: int, page: int) -> None:
        self.exhibit, self.page = exhibits()[number - 1], page
        if self.documents is not None:
            self.documents.path = None
        self._open(self.exhibit.pages[page])
        left = self._left.get((number, page))
        if left is not None:
            self.store.apply(left)

    def close(self) -> None:
        """End the player. An edit that waits comes to nothing: it would begin the player's thread anew."""
        self._waiting = self._postponed = None
        self.player.close()

    @Slot(bool)
    def set_cloud(self, on: bool) -> None:
        """Let a cloud of runs go beside the watched one, or none."""
        self.edit(with_cloud(self.store.experiment, "cloud", on), "")

    @Slot()
    def watch_next(self) -> None:
        """Watch the run after the one that is watched."""
        self.player.watch((self.player.watched + 1) % len(self.store.experiment.runs))
