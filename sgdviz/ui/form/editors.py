"""Editors, one for each class of parameter, chosen by `editor_of`."""

import random
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from sgdviz.core.frame import Frame
from sgdviz.core.parameters import Choice, Flag, Integer, Number, Parameter, Real
from sgdviz.core.values import Classes, Columns, Word

from ..look import theme
from ..look.icons import icon
from ..widgets.numberfield import NumberField
from ..widgets.switch import Switch
from .editor import Editor
from .fields import Field
from .formula import FormulaEditor, ModelEditor
from .lists import ChoiceEditor, ClassesEditor, ColumnEditor, ColumnsEditor, DataEditor, LandscapeEditor, MethodEditor


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
        cloud = frame.experiment.cloud
        self.button.setAccessibleName(self.tr("New seed"))
        if cloud is None:
            self.button.setToolTip(self.tr("New seed"))
        elif cloud.get("vary") == "start":
            self.button.setToolTip(self.tr("New seed. The cloud goes along: all of its runs have these batches."))
        else:
            self.button.setToolTip(self.tr("New seed. The cloud stays as it is: it has seeds of its own."))

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
    "model": ModelEditor,
}
PLACES: dict[str, Callable[[Any], Editor]] = {"seed": SeedEditor, "optimizer.name": MethodEditor}
"""Settings that have an editor of their own, whatever their class."""


def editor_of(field: Field) -> Editor:
    """A new editor for a field."""
    return PLACES.get(field.place, EDITORS[type(field.parameter)])(field.parameter)
