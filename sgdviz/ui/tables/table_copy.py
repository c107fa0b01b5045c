"""A copy of a table that can be read without being told how: UTF-8, commas."""

import csv
import io
from pathlib import Path

import numpy as np

from sgdviz.core.files import replace_file
from sgdviz.core.table import Column, Table


def copy_of(table: Table) -> Path:
    """Write the table beside its file, under a name that is free, and give that name. Invalid if it cannot be."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows(zip(*map(_cells, table.columns.values()), strict=True))
    path = table.path.with_name(f"{table.path.stem}-utf8.csv")
    number = 2
    while path.exists():
        path = table.path.with_name(f"{table.path.stem}-utf8-{number}.csv")
        number += 1
    replace_file(path, text.getvalue().encode())
    return path


def _cells(column: Column) -> list[str]:
    if column.values is None:
        return [word or "" for word in column.words]
    return ["" if np.isnan(value) else repr(value) for value in column.values.tolist()]
