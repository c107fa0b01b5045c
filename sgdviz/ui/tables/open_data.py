"""Open data: choose a table, see how it is read, choose x and y."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QGridLayout, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from sgdviz.core.datasets import bundled
from sgdviz.core.experiment import Experiment
from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid, filled
from sgdviz.core.kinds import kinds
from sgdviz.core.parameters import Choice as Options
from sgdviz.core.records import DELIMITERS
from sgdviz.core.selection import Selection
from sgdviz.core.textfile import ENCODINGS

from ..form.columns import ClassPair, ColumnMenu
from ..form.lists import options_of
from ..form.row import Label
from ..text.markup import escape
from ..widgets.choice import Choice
from ..widgets.mathlabel import MathLabel
from ..widgets.strip import Strip
from ..words import core_text, remark
from .table_choice import TableChoice
from .table_preview import Rows, Scatter
from .tables import column_title, table_title, values_of

OTHER = "\0other"
SIGNS = {
    "\t": QT_TRANSLATE_NOOP("core", "tab"), ",": QT_TRANSLATE_NOOP("core", "comma"), " ": QT_TRANSLATE_NOOP("core", "blanks"),
    ";": QT_TRANSLATE_NOOP("core", "semicolon"), "|": QT_TRANSLATE_NOOP("core", "vertical bar"),
}
NOTES = 4
"""So many remarks on a table are shown."""
VALUES = 200
"""So many values of y can be chosen as classes."""


class OpenDataDialog(QDialog):
    """`experiment()` is the present one on other data, once the dialog has been accepted."""

    def __init__(self, experiment: Experiment, path: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = TableChoice(experiment, path)
        self.table, self.kind, self.y_box, self.standardize = Choice(), Choice(), Choice(), Choice()
        self.encoding, self.delimiter = Choice(), Choice()
        self.x_menu, self.classes = ColumnMenu(), ClassPair()
        self.rows, self.view, self.scatter = Rows(), QTableView(), Scatter()
        self.strip, self.notes = Strip(), MathLabel(px=12, token="muted", wrap=True, leading=17)
        self.labels: dict[QWidget, Label] = {}
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.use = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._connect()
        self.retranslate()
        self.load()

    def experiment(self) -> Experiment:
        """The present experiment on the chosen table: its optimizer and its batches, without its story and its points."""
        return self.choice.experiment()

    def _lay_out(self, buttons: QWidget) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        editors: tuple[QWidget, ...] = (self.table, self.encoding, self.delimiter, self.kind, self.x_menu, self.y_box,
                                        self.classes, self.standardize)
        for row, editor in enumerate(editors):
            label = self.labels[editor] = Label()
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, row, 1, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.addLayout(grid)
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
        for key, editor in (("x", self.x_menu), ("y", self.y_box), ("classes", self.classes),
                            ("standardize", self.standardize)):
            editor.setObjectName(key)
            editor.chosen.connect(self._choose)

    def _choose_table(self, name: str) -> None:
        if name == OTHER:
            filters = self.tr("Tables (*.csv *.tsv *.txt *.dat);;All files (*)")
            name, _ = QFileDialog.getOpenFileName(self, self.tr("Open data"), str(Path(self.choice.data).parent), filters)
        if name:
            self.load(name)
        else:
            self.table.set_value(self.choice.data)

    def load(self, name: str | None = None) -> None:
        """Read a table, finding out how, and begin with columns that suit."""
        try:
            self.choice.load(name)
        except Invalid as wrong:
            self._show(wrong)
        else:
            self._show()

    def _read_again(self) -> None:
        try:
            self.choice.read_again(str(self.encoding.value()), str(self.delimiter.value()))
        except Invalid as wrong:
            self._show(wrong)
        else:
            self._show()

    def _choose_kind(self, kind: str) -> None:
        self.choice.set_kind(kind)
        self._show()

    def _choose(self, value: object) -> None:
        self.choice.choose(self.sender().objectName(), value)
        self._show()

    def _show(self, wrong: Invalid | None = None) -> None:
        """Show all choices, and what they come to or what is wrong with them."""
        choice, selection = self.choice, None
        if wrong is None:
            try:
                selection = choice.selection()
            except Invalid as found:
                wrong = found
        self._show_choices()
        if choice.table is not self.rows.table:
            self.rows.set_table(choice.table)
            self.view.resizeColumnsToContents()
        self.rows.set_used({*choice.spec.get("x", []), choice.spec.get("y", "")})
        self.scatter.set_selection(selection, partial(column_title, choice.data))
        self.use.setEnabled(selection is not None)
        self.notes.set_text(escape("\n".join(self._remarks(selection))))
        if wrong is None:
            self.strip.clear()
        else:
            self._refuse(wrong)

    def _refuse(self, wrong: Invalid) -> None:
        """Say what is wrong, without the place, which is beside it."""
        self.strip.say(escape(remark(wrong)), bad=True)

    def _show_choices(self) -> None:
        choice, spec, table = self.choice, self.choice.spec, self.choice.table
        names = [*bundled(), *([] if choice.is_bundled else [choice.data])]
        self.table.set_options([*((name, table_title(name)) for name in names), (OTHER, self.tr("Choose a file…"))])
        self.table.set_value(choice.data)
        self.kind.set_value(spec["kind"])
        parameter = next(p for p in kinds[spec["kind"]].parameters if p.name == "standardize")
        assert isinstance(parameter, Options)
        self.standardize.set_options(options_of(parameter, spec.get("standardize", False)))
        self.standardize.set_value(spec.get("standardize", False))
        if table is not None:
            self.encoding.set_value(table.encoding)
            self.delimiter.set_value(table.delimiter)
            titled = [(name, column_title(choice.data, name)) for name in table.names]
            self.x_menu.set_columns([pair for pair in titled if table.columns[pair[0]].numeric], spec.get("x", []))
            self.y_box.set_options(titled)
            self.y_box.set_value(spec.get("y"))
            values = values_of(table, spec.get("y", "")) if choice.model == "logistic" else []
            self.classes.set_values(values[:VALUES], spec.get("classes") or values[:2])
        for widget in (self.classes, self.labels[self.classes]):
            widget.setVisible(choice.model == "logistic")
        for how in (self.encoding, self.delimiter):
            how.setEnabled(not choice.is_bundled)
        for editor in (self.kind, self.x_menu, self.y_box, self.classes, self.standardize):
            editor.setEnabled(table is not None)

    def _remarks(self, selection: Selection | None) -> list[str]:
        """What is worth knowing of the table and of the rows that are used."""
        table = self.choice.table
        if table is None:
            return []
        found = [remark(note) for note in (*(selection.notes if selection else ()), *table.notes)][:NOTES]
        if selection is not None:
            found.insert(0, filled(self.tr("{used} of {all} rows are used."), used=len(selection.rows), all=table.rows))
        if self.choice.is_reread:
            found.append(self.tr("The program would read this file otherwise, so a copy in UTF-8 is put beside it."))
        return found

    def accept(self) -> None:
        try:
            self.choice.settle()
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
