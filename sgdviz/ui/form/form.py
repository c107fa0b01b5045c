"""The settings of an experiment: one row for each, made from what the factories declare."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgdviz.core.experiment import Experiment, is_whole
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import Invalid, filled
from sgdviz.core.landscapes import landscapes
from sgdviz.core.schedules import schedules

from ..dial.dial import Dial
from ..text.markup import escape
from ..words import core_text, localized, remark
from .editors import SeedEditor
from .fields import Field, Group, differs, groups, reset
from .fitting import head, run_of, with_setting
from .overtime import OverTime, RateOverTime, SizeOverTime
from .row import INDENT, Head, Row

Key = tuple[object, ...]
RATE = "optimizer.lr"
"""The place of the learning rate, under which stands the dial."""


class Form(QWidget):
    """Shows what is in force at the cursor, for the watched run where it has settings of its own.

    `edited` carries an edited Experiment and the gesture, which is the place of the setting; `data_wanted` asks for
    another table. A row stays the same widget while its setting exists, so that the focus is never lost.
    """

    edited = Signal(object, str)
    gesture_ended = Signal()
    data_wanted = Signal()

    def __init__(self, before: QWidget | None = None) -> None:
        """`before` is what the Tab key comes from."""
        super().__init__()
        self.before = before
        self._frame: Frame | None = None
        self._state: object = None
        self._reference: Experiment | None = None
        self._rows: dict[Key, Row] = {}
        self._heads: dict[str, Head] = {}
        self.dial = Dial()
        self.dial.edited.connect(partial(self._edit, RATE))
        self.dial.settled.connect(self.gesture_ended)
        self._under_rate = QWidget(self)
        inset = QVBoxLayout(self._under_rate)
        inset.setContentsMargins(INDENT, 0, 0, 0)
        inset.addWidget(self.dial)
        self.over_time: dict[str, OverTime] = {"batch_schedule": SizeOverTime(self), "schedule": RateOverTime(self)}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def set_reference(self, experiment: Experiment) -> None:
        """The document as it was opened: what differs from it has a dot that takes it back."""
        self._reference = experiment
        self.refresh()

    def expect(self, frame: Frame) -> None:
        """Make edits of this frame, whatever is still shown."""
        self._frame = frame

    def draw(self, frame: Frame) -> None:
        """Show the settings of this frame. Costs nothing while they stay the same."""
        self.expect(frame)
        state = (frame.experiment, frame.problem, frame.watched, run_of(frame))
        if state != self._state:
            self._state = state
            self.refresh()
        if RATE in self.places():
            self.dial.draw(frame)
        for key, picture in self.over_time.items():
            if f"{key}.name" in self.places():
                picture.draw(frame)
            else:
                picture.hide()

    def row(self, place: str) -> Row:
        """The row of a setting; KeyError if there is none now."""
        return next(row for key, row in self._rows.items() if key[0] == place)

    def places(self) -> list[str]:
        """The settings that there are, from top to bottom."""
        return [str(key[0]) for key in self._rows]

    @Slot()
    def draw_new_seed(self) -> None:
        """Take another seed, as the button beside it does."""
        editor = self.row("seed").editor
        assert isinstance(editor, SeedEditor)
        editor.draw_new()

    @Slot()
    def refresh(self) -> None:
        """Show the settings as they are, whatever the editors show."""
        if self._frame is None:
            return
        shown = groups(self._frame)
        fields = {field.key: field for group in shown for field in group.fields}
        if list(fields) != list(self._rows):
            self._arrange(shown)
        for key, field in fields.items():
            changed = self._reference is not None and differs(self._frame, self._reference, field)
            self._rows[key].show_field(field, self._frame, changed, self._note(field))
        for group in shown:
            self._heads[group.name].words.set_text(self._head(group))

    def _arrange(self, shown: tuple[Group, ...]) -> None:
        """Put heads and rows in order: those that stay are moved, not made anew."""
        # Not takeAt, whose item lives on: Qt would tell it, and not the widget's next item, that the widget wants another height.
        for widget in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._column.removeWidget(widget)
        before, self._rows = self._rows, {}
        for group in shown:
            if group.name not in self._heads:
                self._heads[group.name] = Head()
            self._column.addWidget(self._heads[group.name])
            self._heads[group.name].show()
            last = {head(field.place): field for field in group.fields}
            for field in group.fields:
                row = before.pop(field.key, None) or self._made(field)
                self._rows[field.key] = row
                self._column.addWidget(row)
                # A layout would show it a moment later, and the form would be painted without it before.
                row.show()
                if field.place == RATE:
                    self._column.addWidget(self._under_rate)
                if head(field.place) in self.over_time and last[head(field.place)] is field:
                    self._column.addWidget(self.over_time[head(field.place)])
        self._under_rate.setVisible(RATE in self.places())
        for row in before.values():
            row.hide()
            row.deleteLater()
        stops = [self.before, *(stop for row in self._rows.values() for stop in self._stops(row))]
        for stop, after in pairwise(stop for stop in stops if stop is not None):
            QWidget.setTabOrder(stop, after)

    def _stops(self, row: Row) -> list[QWidget]:
        """Where the Tab key comes on a row."""
        return [row.dot, row.editor, *([self.dial.gauge] if row.field.place == RATE else [])]

    def _made(self, field: Field) -> Row:
        row = Row(field)
        row.edited.connect(self._edit)
        row.settled.connect(self.gesture_ended)
        row.wanted.connect(self._want_data)
        row.reset.connect(self._reset)
        return row

    @Slot(str, object)
    def _edit(self, place: str, value: object) -> None:
        assert self._frame is not None
        try:
            edited = with_setting(self._frame, place, value)
        except Invalid as wrong:
            self._refuse(place, wrong)
        else:
            self.row(place).complain("")
            self.edited.emit(edited, place)

    def _refuse(self, place: str, wrong: Invalid) -> None:
        """Show the old value again, with what was wrong with the new one, unless its setting has gone meanwhile."""
        self.refresh()
        if place in self.places():
            self.row(place).complain(remark(wrong))

    @Slot(str)
    def _reset(self, place: str) -> None:
        assert self._frame is not None and self._reference is not None
        row = self.row(place)
        try:
            edited = reset(self._frame, self._reference, row.field)
        except Invalid as wrong:
            self._refuse(place, wrong)
        else:
            row.editor.setFocus()
            self.edited.emit(edited, "")

    @Slot()
    def _want_data(self) -> None:
        self.refresh()
        self.data_wanted.emit()

    def _head(self, group: Group) -> str:
        words = {"problem": self.tr("Problem"), "batches": self.tr("Batches"), "optimizer": self.tr("Optimizer"),
                 "schedule": self.tr("Learning rate schedule"),
                 "averages": self.tr("Averages"), "start": self.tr("Start"), "cloud": self.tr("Cloud")}[group.name]
        if group.run is None or self._frame is None:
            return words
        return self.tr("{group} of the run {name}").format(
            group=words, name=localized(self._frame.experiment.runs[group.run].name) or escape(f"{group.run + 1}"))

    def _note(self, field: Field) -> str:
        """What is worth saying of a setting as it is, with markup."""
        frame = self._frame
        assert frame is not None
        if field.place == "cloud" and frame.cloudless is not None:
            return escape(remark(frame.cloudless))
        if field.place == "problem.data":
            return escape("\n".join(remark(note) for note in frame.problem.notes))
        if field.place == "problem.name":
            return core_text(landscapes[frame.experiment.problem["name"]].facts["teaches"])
        if field.place == "optimizer.name" and is_whole(run_of(frame).optimizer):
            return self.tr("Uses all rows: every step is an epoch.")
        if field.place == "schedule.name":
            return core_text(schedules[run_of(frame).schedule["name"]].facts.get("note", ""))
        if field.place != "batch_size":
            return ""
        run, n = run_of(frame), frame.problem.n
        if n == 1:
            return ""
        if run.batch_size < n:
            return filled(self.tr("of {n} rows"), n=n)
        if frame.course.plan.has_replacement(frame.batch_step):
            return self.tr("%Ln draws with replacement are not all rows: this is no full batch.", "", n)
        return self.tr("All %Ln rows: full batch", "", n)

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
