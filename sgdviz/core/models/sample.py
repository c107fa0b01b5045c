"""The rows that a model sees."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..problem import Array, Rows
from ..selection import Scaling


@dataclass(frozen=True, eq=False)
class Sample:
    """The rows that a model sees: features X (n, p) and target y (n,), both as the optimizer uses them.

    `scaling` leads back to raw units; `rows` (n,) are the rows' numbers in the table; `labels` name classes 0 and 1.
    """

    x: Array
    y: Array
    rows: Rows
    scaling: Scaling
    x_names: tuple[str, ...]
    y_name: str
    labels: tuple[str, ...] = ()
    table: str = ""

    def take(self, rows: Rows) -> "Sample":
        """The sample of these rows only."""
        return replace(self, x=self.x[rows], y=self.y[rows], rows=self.rows[rows])

    @cached_property
    def raw_x(self) -> Array:
        """X in the units of the table, (n, p)."""
        raw = np.empty_like(self.x)
        # Column by column: NumPy takes ten times as long over a million short rows.
        for column, own, shift, scale in zip(raw.T, self.x.T, self.scaling.x_shift, self.scaling.x_scale, strict=True):
            np.multiply(scale, own, out=column)
            column += shift
        return raw

    @cached_property
    def raw_y(self) -> Array:
        """y in the units of the table, (n,)."""
        return self.scaling.y_shift + self.scaling.y_scale * self.y
