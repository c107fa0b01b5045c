"""One file a canvas; a new view is listed here, and menu, docking and rendering follow."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from sgdviz.core.invalid import QT_TRANSLATE_NOOP


class Kind(NamedTuple):
    """What is known of a view before there is one: its name, and in which words.

    `above` says that it lies beside the maps unless its user lays it elsewhere; the others lie below them.
    """

    name: str
    words: str
    above: bool

    @property
    def class_name(self) -> str:
        """LossView of the module `loss`."""
        return f"{self.name.capitalize()}View"

    def title(self) -> str:
        """What it is called, in the language of now."""
        return QCoreApplication.translate(self.class_name, self.words)


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
