"""What the columns of a table are called, and their units."""

from functools import lru_cache
from typing import Any, NamedTuple

from sgdviz.core.datasets import bundled, card
from sgdviz.core.models import Sample

from ..text.mathtext import escape
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
    told = _columns(sample.table).get(column)
    if told is None:
        return Title(escape(column), "")
    return Title(escape(localized(told["title"])), escape(localized(told["unit"])))


@lru_cache(maxsize=8)
def _columns(table: str) -> dict[str, Any]:
    """The columns of a bundled table's card, none for a table of the user's."""
    columns: dict[str, Any] = card(table)["columns"] if table in bundled() else {}
    return columns
