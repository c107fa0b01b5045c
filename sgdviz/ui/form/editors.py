"""Editors, one for each class of parameter, chosen by `editor_of`."""

import random
from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from sgdviz.core.datasets import bundled, load
from sgdviz.core.frame import Frame
from sgdviz.core.landscapes import landscapes
from sgdviz.core.parameters import Choice, Flag, Integer, Number, Parameter, Real
from sgdviz.core.values import Classes, Columns, Word

from .. import theme
from ..icons import icon
from ..tables import column_title, table_title, values_of
from ..widgets.choice import Choice as ChoiceBox
from ..widgets.numberfield import NumberField
from ..widgets.switch import Switch
from ..words import core_text
from .columns import ClassPair, ColumnMenu
from .fields import Field


class Editor(QWidget):
    """Edits one setting. `edited` carries its value, while it changes too; `settled` ends the gesture.

    `wanted` asks for what no value can say: another table.
    """

    edited = Signal(object)
    settled = Signal()
    wanted = Signal()

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self.parameter = parameter
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget) -> None:
        """The widget that does the work; it takes the focus."""
        self.column.addWidget(widget)
        if self.focusProxy() is None:
            self.setFocusProxy(widget)

    def set_name(self, name: str) -> None:
        """What a screen reader calls it."""
        self.setAccessibleName(name)
        worker = self.focusProxy()
        if worker is not None:
            worker.setAccessibleName(name)

    def declare(self, parameter: Parameter) -> None:
        """Allow another range, or other options, from now on."""
        self.parameter = parameter

    def show_value(self, value: Any, frame: Frame) -> None:
        """Show `value`; nothing is emitted."""
        raise NotImplementedError

    def decide(self, value: Any) -> None:
        """Emit a value that is a gesture of its own."""
        self.edited.emit(value)
        self.settled.emit()


class NumberEditor(Editor):
    def __init__(self, parameter: Number) -> None:
        super().__init__(parameter)
        self.field = NumberField(parameter, value=max(1, parameter.low) if parameter.scale == "log" else None)
        self.add(self.field)
        self.field.edited.connect(self.edited)
        self.field.committed.connect(self.settled)

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.field.set_name(name)

    def declare(self, parameter: Parameter) -> None:
        super().declare(parameter)
        assert isinstance(parameter, Number)
        self.field.set_number(parameter)

    def show_value(self, value: Any, frame: Frame) -> None:
        self.field.set_value(value)


class FlagEditor(Editor):
    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.switch = Switch()
        self.add(self.switch)
        self.switch.clicked.connect(self.decide)

    def show_value(self, value: Any, frame: Frame) -> None:
        self.switch.setChecked(bool(value))


class ListEditor(Editor):
    """One of a list that may depend on what is shown."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.box = ChoiceBox()
        self.add(self.box)
        self.box.chosen.connect(self.choose)

    def options(self, value: Any, frame: Frame) -> list[tuple[Hashable, str]]:
        """The values that may be chosen, with their words."""
        raise NotImplementedError

    def show_value(self, value: Any, frame: Frame) -> None:
        self.box.set_options(self.options(value, frame))
        self.box.set_value(value)
        self.box.setToolTip(self.box.currentText())

    def choose(self, value: Any) -> None:
        self.decide(value)


def options_of(parameter: Choice, value: Any) -> list[tuple[Hashable, str]]:
    """The declared options with their words; of several with one label, the one that is chosen or the first."""
    found: dict[str, Hashable] = {}
    for option, label in parameter.options.items():
        if label not in found or (option == value and type(option) is type(value)):
            found[label] = option
    return [(option, core_text(label)) for label, option in found.items()]


class ChoiceEditor(ListEditor):
    def options(self, value: Any, frame: Frame) -> list[tuple[Hashable, str]]:
        assert isinstance(self.parameter, Choice)
        return options_of(self.parameter, value)


class LandscapeEditor(ListEditor):
    def options(self, value: Any, frame: Frame) -> list[tuple[Hashable, str]]:
        return [(name, core_text(entry.label)) for name, entry in landscapes.items()]


class DataEditor(ListEditor):
    """A bundled table, the file that is open, or another file."""

    OTHER = "\0other"

    def options(self, value: Any, frame: Frame) -> list[tuple[Hashable, str]]:
        names = [*bundled(), *([] if value in bundled() else [value])]
        return [*((name, table_title(name)) for name in names), (self.OTHER, self.tr("Open data…"))]

    def choose(self, value: Any) -> None:
        if value == self.OTHER:
            self.wanted.emit()
        else:
            self.decide(value)


class ColumnEditor(ListEditor):
    def options(self, value: Any, frame: Frame) -> list[tuple[Hashable, str]]:
        data = frame.experiment.problem["data"]
        return [(name, column_title(data, name)) for name in load(data).names]


class ColumnsEditor(Editor):
    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.menu = ColumnMenu()
        self.add(self.menu)
        self.menu.chosen.connect(self.decide)

    def show_value(self, value: Any, frame: Frame) -> None:
        data = frame.experiment.problem["data"]
        numeric = [name for name, column in load(data).columns.items() if column.numeric]
        self.menu.set_columns([(name, column_title(data, name)) for name in numeric], list(value))


class ClassesEditor(Editor):
    """The two values of y that are told apart."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.pair = ClassPair()
        self.add(self.pair)
        self.pair.chosen.connect(self.decide)

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.pair.set_name(name)

    def show_value(self, value: Any, frame: Frame) -> None:
        spec = frame.experiment.problem
        y = spec.get("y") or frame.problem.sample.y_name  # type: ignore[attr-defined]  # only models have classes
        values = values_of(load(spec["data"]), y)
        # What a problem tells of its classes is their text.
        self.pair.set_values(values, [next((v for v in values if one in (v, str(v))), one) for one in value])


class FormulaEditor(Editor):
    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.line = QLineEdit()
        self.add(self.line)
        self.line.editingFinished.connect(self._finish)

    def show_value(self, value: Any, frame: Frame) -> None:
        if not (self.line.hasFocus() and self.line.isModified()):
            self.line.setText(value)

    def _finish(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.decide(self.line.text())


class SeedEditor(NumberEditor):
    """A number, and a button that draws another one."""

    def __init__(self, parameter: Number) -> None:
        super().__init__(parameter)
        self.button = QToolButton()
        self.button.setIconSize(QSize(16, 16))
        self.button.setFixedSize(32, 32)
        self.button.clicked.connect(self.draw_new)
        self.column.removeWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        theme.notifier.changed.connect(self._paint)
        self._paint()

    def show_value(self, value: Any, frame: Frame) -> None:
        super().show_value(value, frame)
        self.button.setAccessibleName(self.tr("New seed"))
        self.button.setToolTip(self.tr("New seed"))

    def draw_new(self) -> None:
        """Take another seed, a small one that can be noted down."""
        self.decide(random.choice([seed for seed in range(1, 1000) if seed != self.field.value()]))

    def _paint(self) -> None:
        self.button.setIcon(icon("reset"))


EDITORS: dict[type[Parameter], Callable[[Any], Editor]] = {
    Real: NumberEditor, Integer: NumberEditor, Flag: FlagEditor, Choice: ChoiceEditor, Columns: ColumnsEditor,
    Classes: ClassesEditor, Word: lambda parameter: WORDS[parameter.of](parameter),
}
WORDS: dict[str, Callable[[Parameter], Editor]] = {
    "data": DataEditor, "column": ColumnEditor, "landscape": LandscapeEditor, "formula": FormulaEditor,
}
PLACES: dict[str, Callable[[Any], Editor]] = {"seed": SeedEditor}
"""Settings that have an editor of their own, whatever their class."""


def editor_of(field: Field) -> Editor:
    """A new editor for a field."""
    return PLACES.get(field.place, EDITORS[type(field.parameter)])(field.parameter)
