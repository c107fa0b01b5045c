"""Editors for what is chosen from a list: options, tables, columns, classes, functions."""

from collections.abc import Hashable
from typing import Any

from sgdviz.core.datasets import bundled, load
from sgdviz.core.experiment import is_whole
from sgdviz.core.frame import Frame
from sgdviz.core.landscapes import landscapes
from sgdviz.core.parameters import Choice, Parameter

from ..tables.tables import column_title, table_title, values_of
from ..widgets.choice import SEPARATOR
from ..widgets.choice import Choice as ChoiceBox
from ..words import core_text
from .columns import ClassPair, ColumnMenu
from .editor import Editor


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


class MethodEditor(ChoiceEditor):
    """The methods that go by batches, and below a line those that use all rows."""

    def options(self, value: Any, frame: Frame) -> list[tuple[Hashable, str]]:
        found = super().options(value, frame)
        first = next(i for i, (name, _) in enumerate(found) if is_whole({"name": name}))
        return [*found[:first], SEPARATOR, *found[first:]]


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
