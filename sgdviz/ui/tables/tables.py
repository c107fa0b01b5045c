"""What tables and their columns are called, in the language of now."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from sgdviz.core.datasets import bundled, card
from sgdviz.core.table import Column, Table

from ..words import localized


@cache
def _card(data: str) -> dict[str, Any]:
    return card(data) if data in bundled() else {}


def table_title(data: str) -> str:
    """The title on a bundled table's card, or a file's name."""
    return localized(_card(data)["title"]) if _card(data) else Path(data).name


def column_title(data: str, column: str) -> str:
    """A column by its title and unit as on the card, or by its name."""
    facts = _card(data).get("columns", {}).get(column)
    if facts is None:
        return column
    title, unit = localized(facts["title"]), facts["unit"]
    return f"{title}, {unit}" if unit else title


def suggested(data: str, kind: str) -> dict[str, Any] | None:
    """The problem of that kind that the card of a table suggests."""
    problems = (document["problem"] for document in _card(data).get("suggested", ()))
    return next((dict(problem) for problem in problems if problem["kind"] == kind), None)


def values_of(table: Table, column: str) -> list[float | str]:
    """The different values of a column, sorted, missing ones left out; none if there is no such column."""
    found = table.columns.get(column)
    return [] if found is None else list(_values(found))


@lru_cache(maxsize=16)
def _values(column: Column) -> tuple[float | str, ...]:
    if column.values is not None:
        return tuple(np.unique(column.values[~np.isnan(column.values)]).tolist())
    return tuple(sorted(word for word in set(column.words) if word is not None))
