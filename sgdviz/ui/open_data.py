"""Open data: choose a table, see how it is read, choose x and y."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QGridLayout, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from sgdviz.core.csvfile import DELIMITERS, read_table
from sgdviz.core.datasets import bundled
from sgdviz.core.document import problem_for, problem_of
from sgdviz.core.experiment import Experiment
from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid
from sgdviz.core.kinds import kinds
from sgdviz.core.parameters import Choice as Options
from sgdviz.core.selection import Selection, select
from sgdviz.core.table import Table
from sgdviz.core.textfile import ENCODINGS
from sgdviz.resources import resource

from .form.columns import ClassPair, ColumnMenu
from .form.editors import options_of
from .form.fitting import without_points
from .form.row import Label
from .markup import escape
from .table_copy import copy_of
from .table_preview import Rows, Scatter
from .tables import column_title, suggested, table_title, values_of
from .widgets.choice import Choice
from .widgets.mathlabel import MathLabel
from .widgets.strip import Strip
from .words import core_text, sentence

OTHER = "\0other"
SIGNS = {
    "\t": QT_TRANSLATE_NOOP("core", "tab"), ",": QT_TRANSLATE_NOOP("core", "comma"), " ": QT_TRANSLATE_NOOP("core", "blanks"),
    ";": QT_TRANSLATE_NOOP("core", "semicolon"), "|": QT_TRANSLATE_NOOP("core", "vertical bar"),
}
NOTES = 4
"""So many remarks on a table are shown."""


class OpenDataDialog(QDialog):
    """`experiment()` is the present one on other data, once the dialog has been accepted."""

    def __init__(self, experiment: Experiment, path: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._present = experiment
        self._found: Table | None = None
        self._table: Table | None = None
        self.data = path or experiment.problem.get("data") or bundled()[-1]
        kind = experiment.problem["kind"]
        self._spec: dict[str, Any] = {"kind": kind if "data" in experiment.problem else "linear_regression"}
        self.table, self.kind, self.y_box, self.standardize = Choice(), Choice(), Choice(), Choice()
        self.encoding, self.delimiter = Choice(), Choice()
        self.x_menu, self.classes = ColumnMenu(), ClassPair()
        self.rows, self.view, self.scatter = Rows(), QTableView(), Scatter()
        self.strip, self.notes = Strip(), MathLabel(px=12, token="muted", wrap=True, leading=17)
        self.labels: dict[QWidget, Label] = {}
        self._lay_out()
        self._connect()
        self.retranslate()
        self.load()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        editors: tuple[QWidget, ...] = (self.table, self.encoding, self.delimiter, self.kind, self.x_menu, self.y_box,
                                        self.classes, self.standardize)
        for row, editor in enumerate(editors):
            label = self.labels[editor] = Label()
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(editor, row, 1, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.addLayout(self._grid)
        left.addSpacing(8)
        left.addWidget(self.notes)
        left.addStretch(1)
        self.view.setModel(self.rows)
        self.view.verticalHeader().setDefaultSectionSize(26)
        self.view.setSelectionMode(QTableView.SelectionMode.NoSelection)
        right = QVBoxLayout()
        right.addWidget(self.view, 3)
        right.addWidget(self.scatter, 2)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(left, 5)
        both.addLayout(right, 8)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.use = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(both, 1)
        column.addWidget(self.strip)
        column.addWidget(buttons)
        self.resize(960, 640)

    def _connect(self) -> None:
        self.table.chosen.connect(self._choose_table)
        self.encoding.chosen.connect(self._read_again)
        self.delimiter.chosen.connect(self._read_again)
        self.kind.chosen.connect(self._choose_kind)
        for key, editor in (("x", self.x_menu), ("y", self.y_box), ("classes", self.classes), ("standardize", self.standardize)):
            editor.setObjectName(key)
            editor.chosen.connect(self._choose)

    def _choose_table(self, name: str) -> None:
        if name == OTHER:
            filters = self.tr("Tables (*.csv *.tsv *.txt *.dat);;All files (*)")
            name, _ = QFileDialog.getOpenFileName(self, self.tr("Open data"), str(Path(self.data).parent), filters)
        if name:
            self.data = name
            self.load()
        else:
            self.table.set_value(self.data)

    def load(self) -> None:
        """Read the table anew, finding out how."""
        self._found = self._read()
        self._begin(self._found)

    def _read_again(self) -> None:
        self._begin(self._read(self.encoding.value(), self.delimiter.value()))

    def _read(self, encoding: Any = None, delimiter: Any = None) -> Table | None:
        path = resource("data", f"{self.data}.csv") if self.data in bundled() else Path(self.data)
        try:
            return read_table(path, encoding, delimiter)
        except Invalid as wrong:
            self._refuse(wrong)
            return None

    def _begin(self, table: Table | None) -> None:
        """Show a table and the columns that suit."""
        self._table = table
        self.rows.set_table(table)
        self.view.resizeColumnsToContents()
        self._set_kind(self._spec["kind"])

    def _choose_kind(self, kind: str) -> None:
        self._set_kind(kind)

    def _set_kind(self, kind: str) -> None:
        """Start with what the table's card suggests for this model, or with the first columns that suit."""
        card = suggested(self.data, kind) if self._table is self._found else None
        self._spec = card or {"kind": kind, "standardize": True}
        if self._table is not None and "x" not in self._spec:
            try:
                chosen = select(self._table, None, None, None, self._model())
                self._spec.update(x=list(chosen.x_names), y=chosen.y_name)
            except Invalid:
                self._spec.update(self._guess(self._table))
        self._show()

    def _guess(self, table: Table) -> dict[str, Any]:
        """Columns to begin with where none suits unasked: the last one is told apart by the first of numbers."""
        numeric = [column.name for column in table.columns.values() if column.numeric]
        y = table.names[-1]
        found = {"x": [name for name in numeric if name != y][:1], "y": y}
        return found if self._model() == "linear" else {**found, "classes": values_of(table, y)[:2]}

    def _choose(self, value: object) -> None:
        key = self.sender().objectName()
        self._spec[key] = value
        if key == "y":
            self._spec["x"] = [name for name in self._spec["x"] if name != value] or self._spec["x"]
            self._spec.pop("classes", None)
            if self._table and self._model() == "logistic" and len(values := values_of(self._table, str(value))) > 2:
                self._spec["classes"] = values[:2]
        self._show()

    def _model(self) -> Any:
        declared = {parameter.name for parameter in kinds[self._spec["kind"]].parameters}
        return "logistic" if "classes" in declared else "linear"

    def _show(self) -> None:
        """Show all choices, and what they come to."""
        table, spec = self._table, self._spec
        names = [*bundled(), *([] if self.data in bundled() else [self.data])]
        self.table.set_options([*((name, table_title(name)) for name in names), (OTHER, self.tr("Choose a file…"))])
        self.table.set_value(self.data)
        self.kind.set_value(spec["kind"])
        parameter = next(p for p in kinds[spec["kind"]].parameters if p.name == "standardize")
        assert isinstance(parameter, Options)
        self.standardize.set_options(options_of(parameter, spec.get("standardize", False)))
        self.standardize.set_value(spec.get("standardize", False))
        if table is not None:
            self.encoding.set_value(table.encoding)
            self.delimiter.set_value(table.delimiter)
            titled = [(name, column_title(self.data, name)) for name in table.names]
            self.x_menu.set_columns([pair for pair in titled if table.columns[pair[0]].numeric], spec.get("x", []))
            self.y_box.set_options(titled)
            self.y_box.set_value(spec.get("y"))
            values = values_of(table, spec.get("y", ""))
            self.classes.set_values(values[:200], spec.get("classes") or values[:2])
        two = self._model() == "logistic"
        self.classes.setVisible(two)
        self.labels[self.classes].setVisible(two)
        for editor in (self.encoding, self.delimiter):
            editor.setEnabled(self.data not in bundled())
        for choice in (self.kind, self.x_menu, self.y_box, self.classes, self.standardize):
            choice.setEnabled(table is not None)
        self._check()

    def _check(self) -> None:
        """Say what the choices come to, or what is wrong with them."""
        selection, wrong = self._selection()
        self.scatter.set_selection(selection)
        self.rows.set_used({*self._spec.get("x", []), self._spec.get("y", "")})
        self.use.setEnabled(selection is not None)
        if self._table is None:
            self.notes.set_text("")
            return
        notes = [sentence(note) for note in (*(selection.notes if selection else ()), *self._table.notes)][:NOTES]
        if selection is not None:
            notes.insert(0, self.tr("{used} of {all} rows are used.").format(used=len(selection.rows), all=self._table.rows))
        if self._is_reread():
            notes.append(self.tr("The program would read this file otherwise, so a copy in UTF-8 is put beside it."))
        self.notes.set_text(escape("\n".join(note[:1].upper() + note[1:] for note in notes)))
        if wrong is None:
            self.strip.clear()
        else:
            self._refuse(wrong)

    def _refuse(self, wrong: Invalid) -> None:
        """Say what is wrong, without the place, which is beside it."""
        words = sentence(Invalid("", wrong.template, **wrong.values))
        self.strip.say(escape(words[:1].upper() + words[1:]), bad=True)

    def _selection(self) -> tuple[Selection | None, Invalid | None]:
        if self._table is None:
            return None, None
        spec = self._spec
        try:
            selection = select(self._table, spec.get("x"), spec.get("y"), spec.get("classes"), self._model())
            if not self._is_reread():
                problem_for(self.experiment())
        except Invalid as wrong:
            return None, wrong
        return selection, None

    def _is_reread(self) -> bool:
        """Whether the table was read in another way than the program finds by itself."""
        found, table = self._found, self._table
        return table is not None and (found is None or (found.encoding, found.delimiter) != (table.encoding, table.delimiter))

    def experiment(self) -> Experiment:
        """The present experiment on this table: its optimizer and its batches, without its story and its points."""
        problem = problem_of({**self._spec, "data": self.data})
        bare = replace(without_points(self._present), problem=problem, overrides=(), views=(), title="", text="")
        return replace(bare, base=replace(bare.base, changes=()))

    def accept(self) -> None:
        try:
            if self._is_reread():
                assert self._table is not None
                self.data = str(copy_of(self._table))
            problem_for(self.experiment())
        except Invalid as wrong:
            self._refuse(wrong)
        else:
            super().accept()

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.setWindowTitle(self.tr("Open data"))
        self.use.setText(self.tr("Use this data"))
        self.view.setAccessibleName(self.tr("The first rows of the table"))
        words: dict[QWidget, str] = {
            self.table: self.tr("Table"), self.encoding: self.tr("Encoding"), self.delimiter: self.tr("Delimiter"),
            self.kind: self.tr("Model"), self.x_menu: self.tr("Feature $x$"), self.y_box: self.tr("Target $y$"),
            self.classes: self.tr("Classes 0 and 1"), self.standardize: self.tr("Standardize"),
        }
        for editor, text in words.items():
            self.labels[editor].set_words(text)
            editor.setAccessibleName(self.labels[editor].accessibleName())
        self.classes.set_name(self.tr("Class"))
        self.encoding.set_options([(name, name.upper()) for name in ENCODINGS])
        self.delimiter.set_options([(sign, core_text(SIGNS[sign])) for sign in DELIMITERS])
        self.kind.set_options([(name, core_text(entry.label)) for name, entry in kinds.items()
                               if any(parameter.name == "data" for parameter in entry.parameters)])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._show()
        super().changeEvent(event)
