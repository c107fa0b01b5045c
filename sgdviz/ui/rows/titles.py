"""What the columns of a table are called, and their units."""

from typing import NamedTuple

from sgdviz.core.datasets import bundled, card
from sgdviz.core.models import Sample

from ..mathtext import escape
from ..words import localized


class Title(NamedTuple):
    """The name of a column in the language of now, and its unit or ""; both are markup."""

    name: str
    unit: str

    @property
    def whole(self) -> str:
        """The name with its unit: body mass, g."""
        return f"{self.name}, {self.unit}" if self.unit else self.name


def title_of(sample: Sample, column: str) -> Title:
    """What a bundled table's card says; the column's own name for a table of the user's."""
    if sample.table in bundled():
        told = card(sample.table)["columns"].get(column)
        if told is not None:
            return Title(escape(localized(told["title"])), escape(localized(told["unit"])))
    return Title(escape(column), "")
