"""A table of numbers as a book sets it: rules above and below, decimal points under one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ..look import theme
from ..text.mathtext import Line, draw, escape, layout, unmarked
from ..text.numbers import precise

_BETWEEN, _INDENT = 20.0, 12.0
"""Between columns, and between the letter of a row and its words."""


@dataclass(frozen=True)
class Row:
    """A term: its letter as markup, its words, its numbers (one for each coordinate, or one alone), the colour of its letter.

    `ruled` draws a line above it.
    """

    letter: str
    words: str
    numbers: tuple[float, ...]
    token: str = "ink"
    ruled: bool = False


@dataclass(frozen=True)
class Cell:
    """A number in two parts, before and from the decimal sign on."""

    left: Line
    right: Line


class Table:
    """`rows` under the names of `columns` (markup), letters `px` high. `width` is what it takes with all its columns.

    Without `words` the letters stand alone. A column has room for `reserved`, the widest of its numbers so far in two parts.
    """

    def __init__(self, rows: Sequence[Row], columns: Sequence[str], px: float, reserved: Sequence[tuple[str, str]],
                 words: bool = True) -> None:
        self.rows, self.columns, self.px = list(rows), list(columns), px
        self.leading = round(1.5 * px + 2)
        self._letters = [layout(row.letter, px + 1) for row in rows]
        self._words = [layout(escape(row.words) if words else "", px - 1) for row in rows]
        self._letter_width = max(line.width for line in self._letters)
        self._head = self._letter_width + (_INDENT + max(line.width for line in self._words) if words else 0.0)
        self._reserved = [_cell(widest, px) for widest in reserved]
        self._names = [layout(name, px) for name in columns]
        self._halves = [self._half(i) for i in range(len(columns))]

    @property
    def height(self) -> float:
        return self.leading * (len(self.rows) + 1) + 6

    @property
    def width(self) -> float:
        return self.width_of(len(self.columns))

    def width_of(self, count: int) -> float:
        """What it takes with its first `count` columns."""
        return self._head + sum(_BETWEEN + left + right for left, right in self._halves[:count])

    def fitting(self, room: float) -> int:
        """How many columns fit into `room`, at least one."""
        widths = accumulate((_BETWEEN + left + right for left, right in self._halves), initial=self._head)
        return max(1, sum(width <= room for width in widths) - 1)

    def _half(self, i: int) -> tuple[float, float]:
        """The room of a column left and right of its decimal signs."""
        left, right = self._reserved[i].left.width, self._reserved[i].right.width
        return left + max(0.0, self._names[i].width - left - right), right

    def cells(self, row: Row) -> Iterator[Cell]:
        """Its numbers one by one: of many, few are seen."""
        return (_cell(parts(number), self.px) for number in row.numbers)

    def paint(self, painter: QPainter, x: float, y: float, count: int, corner: str = "") -> None:
        """With its first `count` columns, the upper left corner at (x, y); `corner` are words beside their names."""
        width = self.width_of(count)
        top, bottom = QPen(theme.colour("axis"), 1.4), QPen(theme.colour("line"), 1)
        self._rule(painter, top, x, y, width)
        words = layout(corner, self.px - 1).elided(self._head)
        draw(painter, QRectF(x, y, self._head, self.leading), words, theme.colour("muted"), px=self.px)
        points, right = [], x + self._head
        for (before, after), name in zip(self._halves[:count], self._names, strict=False):
            points.append(right + _BETWEEN + before)
            right += _BETWEEN + before + after
            draw(painter, QRectF(right - name.width, y, name.width, self.leading), name, theme.colour("ink2"), px=self.px)
        y += self.leading
        self._rule(painter, bottom, x, y, width)
        y += 3
        for i, row in enumerate(self.rows):
            if row.ruled:
                self._rule(painter, bottom, x, y, width)
            line = QRectF(x, y, self._head, self.leading)
            draw(painter, line, self._letters[i], theme.colour(row.token), px=self.px)
            draw(painter, line.translated(self._letter_width + _INDENT, 0), self._words[i], theme.colour("muted"), px=self.px)
            for point, cell in zip(points, self.cells(row), strict=False):
                spot = QRectF(point, y, 0, self.leading)
                draw(painter, spot.translated(-cell.left.width, 0), cell.left, theme.colour("ink"), px=self.px)
                draw(painter, spot, cell.right, theme.colour("ink"), px=self.px)
            y += self.leading
        self._rule(painter, top, x, y + 3, width)

    @staticmethod
    def _rule(painter: QPainter, pen: QPen, x: float, y: float, width: float) -> None:
        painter.setPen(pen)
        painter.drawLine(QPointF(x, round(y) + 0.5), QPointF(x + width, round(y) + 0.5))


def parts(number: float) -> tuple[str, str]:
    """A number as it is written, before and from the decimal sign on."""
    digits, point, rest = precise(number).partition(".")
    return digits, point + rest


@lru_cache(4096)
def _cell(number: tuple[str, str], px: float) -> Cell:
    return Cell(unmarked(number[0], px), unmarked(number[1], px))
