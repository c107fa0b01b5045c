"""What is being chosen in Open data: a table, how it is read, and the problem on it."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from sgdviz.core.csvfile import read_table
from sgdviz.core.datasets import bundled, read_now
from sgdviz.core.document import problem_for, problem_of
from sgdviz.core.experiment import Experiment
from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid
from sgdviz.core.kinds import kinds
from sgdviz.core.progress import waited
from sgdviz.core.selection import Selection, select
from sgdviz.core.table import Table

from ..form.fitting import FIRST, without_points
from .table_copy import copy_of
from .tables import suggested, values_of


class TableChoice:
    """`data` is the table's name or path, `table` what was read of it, None if it cannot be; `spec` is the problem."""

    def __init__(self, present: Experiment, data: str) -> None:
        self._present = present
        self._found: Table | None = None
        self.table: Table | None = None
        self.data = data or present.problem.get("data") or FIRST["data"]
        kind = present.problem["kind"]
        self.spec: dict[str, Any] = {"kind": kind if "data" in present.problem else "linear_regression"}

    @property
    def is_bundled(self) -> bool:
        return self.data in bundled()

    @property
    def model(self) -> Literal["linear", "logistic"]:
        """What y is for: numbers, or two classes."""
        return "logistic" if any(p.name == "classes" for p in kinds[self.spec["kind"]].parameters) else "linear"

    @property
    def is_reread(self) -> bool:
        """Whether the table was read in another way than the program finds by itself."""
        found, table = self._found, self.table
        return table is not None and (found is None or (found.encoding, found.delimiter) != (table.encoding, table.delimiter))

    def load(self, data: str | None = None) -> None:
        """Read a table, finding out how. Invalid if it cannot be."""
        self.data = data or self.data
        self._found = self.table = None
        self._found = self.table = self._read()
        self._choose_kind()

    def read_again(self, encoding: str, delimiter: str) -> None:
        """Read it as told. Invalid if it cannot be."""
        self.table = None
        self.table = self._read(encoding, delimiter)
        self._choose_kind()

    def _read(self, encoding: str | None = None, delimiter: str | None = None) -> Table:
        if encoding is None and delimiter is None:
            return read_now(self.data)
        return waited(lambda progress: read_table(Path(self.data), encoding, delimiter, progress),
                      QT_TRANSLATE_NOOP("core", "Reading {name}"), name=Path(self.data).name)

    def _choose_kind(self) -> None:
        """The kind of problem that is there, or another if only that one suits the table."""
        present = self.spec["kind"]
        others = [name for name, entry in kinds.items() if any(p.name == "data" for p in entry.parameters)]
        for kind in (present, *others):
            self.set_kind(kind)
            try:
                self.selection()
            except Invalid:
                continue
            return
        self.set_kind(present)

    def set_kind(self, kind: str) -> None:
        """Begin with what the table's card suggests for this kind of problem, or with columns that suit."""
        card = suggested(self.data, kind)
        self.spec = card or {"kind": kind, "standardize": True}
        if card is None and self.table is not None:
            try:
                chosen = select(self.table, None, None, None, self.model)
                self.spec.update(x=list(chosen.x_names), y=chosen.y_name)
            except Invalid:
                self.spec.update(self._guess(self.table))

    def _guess(self, table: Table) -> dict[str, Any]:
        """Columns to begin with where none suits unasked: the last one by the first of numbers."""
        y = table.names[-1]
        x = [column.name for column in table.columns.values() if column.numeric and column.name != y][:1]
        return {"x": x, "y": y} if self.model == "linear" else {"x": x, "y": y, "classes": values_of(table, y)[:2]}

    def choose(self, key: str, value: Any) -> None:
        """Another value of the problem; of a new y the first two values are the classes."""
        self.spec[key] = value
        if key == "y":
            self.spec["x"] = [name for name in self.spec["x"] if name != value] or self.spec["x"]
            self.spec.pop("classes", None)
            values = values_of(self.table, value) if self.table and self.model == "logistic" else []
            if len(values) > 2:
                self.spec["classes"] = values[:2]

    def selection(self) -> Selection | None:
        """The rows that the problem is on, None without a table. Invalid if the choices do not fit."""
        if self.table is None:
            return None
        spec = self.spec
        selection = select(self.table, spec.get("x") or None, spec.get("y"), spec.get("classes"), self.model)
        if not self.is_reread:
            problem_for(self.experiment())
        return selection

    def experiment(self) -> Experiment:
        """The present experiment on this table: its optimizer and its batches, without its story and its points."""
        problem = problem_of({**self.spec, "data": self.data})
        bare = replace(without_points(self._present), problem=problem, overrides=(), views=(), title="", text="")
        return replace(bare, base=replace(bare.base, changes=()))

    def settle(self) -> None:
        """Make it an experiment that can be opened again: what was read as told is copied. Invalid if it cannot be."""
        if self.is_reread and self.table is not None:
            self.data = str(copy_of(self.table))
        problem_for(self.experiment())
