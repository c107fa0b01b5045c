"""The choice of x and y in a table, and their standardization."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .invalid import QT_TRANSLATE_NOOP, Invalid
from .parameters import shown
from .problem import Array, Rows
from .table import Column, Table

Model = Literal["linear", "logistic"]
Label = float | str


@dataclass(frozen=True, eq=False)
class Selection:
    """The rows of a table that a model learns from: X (n, p) and y (n,), which for a logistic model is 0 or 1.

    `rows` (n,) are their numbers in the table, from 0; `dropped` counts rows with a missing value in a used column.
    `labels` are the values of y that became 0 and 1. `notes` are sentences as data: what was dropped or chosen unasked.
    """

    X: Array
    y: Array
    x_names: tuple[str, ...]
    y_name: str
    rows: Rows
    dropped: int
    model: Model
    labels: tuple[Label, Label] | None
    notes: tuple[Invalid, ...]


def select(table: Table, x: Sequence[str] | None, y: str | None, classes: Sequence[Label] | None,
           kind: Model) -> Selection:
    """The rows with a value in every used column. Without x or y the first columns that suit are taken.

    Invalid at `problem.x[i]`, `problem.y`, `problem.classes` or `problem.data` says what is wrong.
    """
    notes = []
    given = None if x is None else _given_x(table, x)
    goal = _column(table, y, "problem.y") if y is not None else _default_y(table, given, kind)
    inputs = given or [_first_numeric(table, [goal.name], "x")]
    for i, column in enumerate(inputs):
        if column.name == goal.name:
            raise Invalid(f"problem.x[{i}]", QT_TRANSLATE_NOOP("core", "{column} cannot be both x and y"),
                          column=goal.name)
    if x is None:
        notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "no x was chosen; it is {column}"), column=inputs[0].name))
    if y is None:
        notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "no y was chosen; it is {column}"), column=goal.name))

    X = np.stack([_numbers(column, f"problem.x[{i}]") for i, column in enumerate(inputs)], axis=1)
    target = _numbers(goal, "problem.y") if kind == "linear" else _labels(goal)
    rows = np.flatnonzero(_known(target) & np.logical_and.reduce([_known(column) for column in X.T]))
    dropped = table.rows - len(rows)
    if dropped:
        notes.append(Invalid("", QT_TRANSLATE_NOOP("core", "rows left out for a missing value: {count} of {all}"),
                             count=dropped, all=table.rows))
    labels = None
    if kind == "logistic" and len(rows):
        labels = _two_labels(target[rows], classes)
        rows = rows[(target[rows] == labels[0]) | (target[rows] == labels[1])]
    if len(rows) < 2:
        raise Invalid("problem.data", QT_TRANSLATE_NOOP("core", "usable rows: {count}; at least 2 are needed"),
                      count=len(rows))
    used = target[rows] == labels[1] if labels else target[rows]
    names = tuple(column.name for column in inputs)
    X = X if len(rows) == table.rows else X[rows]
    return Selection(X, used.astype(np.float64), names, goal.name, rows, dropped, kind, labels, tuple(notes))


def _given_x(table: Table, x: Sequence[str]) -> list[Column]:
    if isinstance(x, str) or not x:
        raise Invalid("problem.x", QT_TRANSLATE_NOOP("core", "{value} is no list of at least one column"),
                      value=shown(x))
    for i, name in enumerate(x):
        if name in x[:i]:
            raise Invalid(f"problem.x[{i}]", QT_TRANSLATE_NOOP("core", "{column} is chosen twice"), column=name)
    return [_column(table, name, f"problem.x[{i}]") for i, name in enumerate(x)]


def _column(table: Table, name: object, place: str) -> Column:
    if not isinstance(name, str) or name not in table.columns:
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is no column of the table; its columns are: {allowed}"),
                      value=shown(name), allowed=_listed(table.names))
    return table.columns[name]


def _first_numeric(table: Table, taken: Sequence[str], letter: Literal["x", "y"]) -> Column:
    for column in table.columns.values():
        if column.numeric and column.name not in taken:
            return column
    raise Invalid(f"problem.{letter}", QT_TRANSLATE_NOOP(
        "core", "no column of numbers is left for {letter}; the columns are: {allowed}"),
        letter=letter, allowed=_listed(table.names))


def _default_y(table: Table, given: Sequence[Column] | None, kind: Model) -> Column:
    """The first column that can be y: for a regression it is numeric, for two classes it has two values."""
    taken = [column.name for column in given or ()]
    if kind == "linear":
        return _first_numeric(table, taken or [_first_numeric(table, (), "x").name], "y")
    for column in table.columns.values():
        if column.name not in taken and len(_distinct(_labels(column))) == 2:
            return column
    raise Invalid("problem.y", QT_TRANSLATE_NOOP("core", "no column has just two values; choose y and two values"))


def _numbers(column: Column, place: str) -> Array:
    if column.values is not None:
        return column.values
    if column.offence is None:
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "column {column} is empty"), column=column.name)
    raise Invalid(place, QT_TRANSLATE_NOOP("core", "column {column}, line {line}: {cell} is not a number"),
                  column=column.name, line=column.offence.line, cell=shown(column.offence.cell))


def _labels(column: Column) -> NDArray[Any]:
    return column.values if column.values is not None else np.array(column.words, dtype=object)


def _known(target: NDArray[Any]) -> NDArray[np.bool_]:
    """Which values of a column are not missing."""
    if target.dtype != object:
        return ~np.isnan(target)
    return np.array([value is not None for value in target.tolist()], dtype=bool)


def _distinct(target: NDArray[Any]) -> list[Label]:
    """The values of a column, sorted, without the missing ones."""
    if target.dtype != object:
        numbers: list[Label] = np.unique(target[_known(target)]).tolist()
        return numbers
    return sorted(set(target.tolist()) - {None})


def _two_labels(target: NDArray[Any], classes: Sequence[Label] | None) -> tuple[Label, Label]:
    found = _distinct(target)
    if classes is None:
        if len(found) != 2:
            raise Invalid("problem.y", QT_TRANSLATE_NOOP(
                "core", "two values are needed, but there are {count}: {values}; classes can name two of them"),
                count=len(found), values=_listed(found))
        return found[0], found[1]
    if isinstance(classes, str) or len(classes) != 2 or classes[0] == classes[1]:
        raise Invalid("problem.classes", QT_TRANSLATE_NOOP("core", "{value} is not two different values of y"),
                      value=shown(classes))
    for i, label in enumerate(classes):
        if isinstance(label, bool) or label not in found:
            raise Invalid(f"problem.classes[{i}]", QT_TRANSLATE_NOOP(
                "core", "{value} is no value of y; its values are: {allowed}"),
                value=shown(label), allowed=_listed(found))
    return classes[0], classes[1]


def _listed(values: Sequence[Label]) -> str:
    """Names or numbers one after another, not more of them than a sentence bears."""
    texts = [value if isinstance(value, str) else f"{value:.12g}" for value in values]
    return ", ".join(texts[:12]) + (", …" if len(texts) > 12 else "")


@dataclass(frozen=True, eq=False)
class Scaling:
    """The way back to the units of the table, raw = shift + scale · standardized: for x (p,) each, for y a number."""

    x_shift: Array
    x_scale: Array
    y_shift: float = 0.0
    y_scale: float = 1.0


def standardize(selection: Selection, which: bool | Literal["x"]) -> tuple[Array, Array, Scaling]:
    """X and y brought to mean 0 and population standard deviation 1: both, `"x"` alone, or as they are.

    The y of two classes stays 0 and 1. Invalid where a column has but one value.
    """
    X, y, columns = selection.X, selection.y, selection.X.shape[1]
    if not which:
        return X, y, Scaling(np.zeros(columns), np.ones(columns))
    x = [_moments(X[:, i], name, f"problem.x[{i}]") for i, name in enumerate(selection.x_names)]
    shift, scale = np.array(x).T
    if which == "x" or selection.model == "logistic":
        return (X - shift) / scale, y, Scaling(shift, scale)
    y_shift, y_scale = _moments(y, selection.y_name, "problem.y")
    return (X - shift) / scale, (y - y_shift) / y_scale, Scaling(shift, scale, y_shift, y_scale)


def _moments(values: Array, name: str, place: str) -> tuple[float, float]:
    with np.errstate(over="ignore", invalid="ignore"):
        mean, deviation = float(values.mean()), float(values.std())
    if values.min() == values.max():
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{column} is {value} in every row and cannot be standardized"),
                      column=name, value=f"{values[0]:.12g}")
    if not 0 < deviation < np.inf:
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{column} holds numbers too large or too close to standardize"),
                      column=name)
    return mean, deviation
