"""A table before it is used: its first rows, and a small scatter of the chosen columns."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sgdviz.core.selection import Selection
from sgdviz.core.table import Column, Table

from ..look import theme
from ..text.mathtext import draw, escape, layout

ROWS, POINTS = 50, 2000
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Rows(QAbstractTableModel):
    """The first rows of a table; missing values are empty, numbers right-aligned, used columns on a quiet ground."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self._columns: list[Column] = []
        self._used: set[str] = set()
        self._count = 0

    def set_table(self, table: Table | None) -> None:
        self.beginResetModel()
        self.table = table
        self._columns = list(table.columns.values()) if table else []
        self._count = min(ROWS, table.rows) if table else 0
        self.endResetModel()

    def set_used(self, names: set[str]) -> None:
        self._used = names
        if self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self._columns) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return self._count

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            if column.values is None:
                return column.words[index.row()] or ""
            value = column.values[index.row()]
            return "" if np.isnan(value) else f"{value:.10g}".replace("-", "−")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.BackgroundRole and column.name in self._used:
            return theme.colour("wash")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return section + 1 if orientation == Qt.Orientation.Vertical else self._columns[section].name


class Scatter(QWidget):
    """y over x; two features of two classes over one another, the second class in orange."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(150)
        self.selection: Selection | None = None
        self._title: Callable[[str], str] = str

    def set_selection(self, selection: Selection | None, title: Callable[[str], str] = str) -> None:
        """Show these rows; `title` says what a column is called."""
        self.selection, self._title = selection, title
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.selection is None:
            return
        chosen = self.selection
        plane = chosen.model == "logistic" and chosen.X.shape[1] > 1
        second, name = (chosen.X[:, 1], chosen.x_names[1]) if plane else (chosen.y, chosen.y_name)
        every = -(-len(second) // POINTS)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect()).adjusted(10, 24, -10, -26)
        x, y = _scaled(chosen.X[::every, 0], box.left(), box.right()), _scaled(second[::every], box.bottom(), box.top())
        one = chosen.y[::every] > 0.5 if chosen.model == "logistic" else np.zeros(len(x), dtype=bool)
        for mask, token in ((~one, "whole"), (one, "batch")):
            painter.setBrush(theme.colour(token, 0.5))
            for px, py in zip(x[mask].tolist(), y[mask].tolist(), strict=True):
                painter.drawEllipse(QPointF(px, py), 2.4, 2.4)
        ink = theme.colour("muted")
        draw(painter, QRectF(4, 0, self.width(), 20), layout(escape(self._title(name)), 12), ink, px=12)
        line = layout(escape(self._title(chosen.x_names[0])), 12)
        draw(painter, QRectF(4, self.height() - 20, self.width() - 8, 20), line, ink, Qt.AlignmentFlag.AlignRight, 12)
        painter.end()


def _scaled(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """From the range of the values to pixels; the middle where all are the same."""
    first, last = float(values.min()), float(values.max())
    if first == last:
        return np.full(len(values), (low + high) / 2)
    return low + (values / 2 - first / 2) / (last / 2 - first / 2) * (high - low)
