"""One file a canvas; a new view is listed here, and menu, docking and rendering follow."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from sgdviz.core.invalid import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from sgdviz.core.problem import Problem

    from ..view import View


class Kind(NamedTuple):
    """What is known of a view before there is one: its name, and in which words; call it to make one.

    `above` says that it lies beside the maps unless its user lays it elsewhere; the others lie below them.
    """

    name: str
    words: str
    above: bool

    def __call__(self) -> View:
        return self.type()

    @property
    def type(self) -> type[View]:
        """Its class, which is imported when it is first asked for: LossView of the module `loss`."""
        found: type[View] = getattr(import_module(f".{self.name}", __name__), self._class_name)
        return found

    @property
    def _class_name(self) -> str:
        return f"{self.name.capitalize()}View"

    def suits(self, problem: Problem) -> bool:
        """Whether it has something to draw for this problem."""
        return self.type.suits(problem)

    def title(self) -> str:
        """What it is called, in the language of now."""
        return QCoreApplication.translate(self._class_name, self.words)


VIEWS = (
    Kind("landscape", QT_TRANSLATE_NOOP("LandscapeView", "Landscape"), above=True),
    Kind("batch", QT_TRANSLATE_NOOP("BatchView", "Batch landscape"), above=True),
    Kind("data", QT_TRANSLATE_NOOP("DataView", "Data"), above=False),
    Kind("loss", QT_TRANSLATE_NOOP("LossView", "Loss"), above=False),
    Kind("chord", QT_TRANSLATE_NOOP("ChordView", "Chord test"), above=True),
    Kind("noise", QT_TRANSLATE_NOOP("NoiseView", "Batch noise"), above=True),
    Kind("flat", QT_TRANSLATE_NOOP("FlatView", "Stationary point"), above=True),
    Kind("update", QT_TRANSLATE_NOOP("UpdateView", "Update"), above=True),
    Kind("cloud", QT_TRANSLATE_NOOP("CloudView", "Cloud of runs"), above=True),
    Kind("basins", QT_TRANSLATE_NOOP("BasinsView", "Basins"), above=True),
    Kind("sweep", QT_TRANSLATE_NOOP("SweepView", "Sweep"), above=True),
)


def kind(name: str) -> Kind:
    """The kind of that name."""
    return next(kind for kind in VIEWS if kind.name == name)
