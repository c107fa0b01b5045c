"""The page: a formula line by line, the numbers in it, and the table of its terms; as large as there is room for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ..look import theme
from ..text.mathtext import Line, displayed
from ..text.paragraph import Paragraph, paragraph
from .table import Row, Table, parts

_SIZES = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0)
_MARGIN, _GAP = 20.0, 36.0
_DIGIT = re.compile(r"\d")
_PANEL = 12.0
"""Round the formula, inside its box."""


@dataclass(frozen=True)
class Content:
    """Markup of the formula's lines and of the numbers in it, the table's rows, the names of its columns.

    `rest` is the sentence for a table without all its columns: {shown} of them are seen.
    """

    formula: tuple[str, ...] = ()
    numbers: str = ""
    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()
    rest: str = ""

    @property
    def shape(self) -> tuple[object, ...]:
        """What stays the same from step to step."""
        return self.formula, self.columns, tuple(row.letter for row in self.rows)


class Sheet(NamedTuple):
    """Where everything stands at one size of the letters."""

    lines: Sequence[Line]
    formula: tuple[float, float]
    numbers: Paragraph
    table: Table
    columns: int
    left: float
    top: float
    height: float
    px: float


class Page(QWidget):
    """Shows a Content. A column keeps the width of its widest number until another table is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.content = Content()
        self._widest: list[tuple[str, str]] = []
        self._size: tuple[tuple[object, ...], float] = ((), _SIZES[-1])

    def show_content(self, content: Content) -> None:
        """Paint it anew if it differs."""
        if content == self.content:
            return
        if content.shape != self.content.shape:
            self._widest = [("−0", ".00000")] * len(content.columns)
        self._widest = [_wider(widest, [parts(row.numbers[i]) for row in content.rows if len(row.numbers) > i])
                        for i, widest in enumerate(self._widest)]
        self.content = content
        self.arrange()

    def arrange(self) -> None:
        """Find the places for the size and the fonts of now; grow where the smallest letters do not fit."""
        self.setMinimumHeight(round(self.sheet().height))
        self.setAccessibleDescription("; ".join(f"{row.words}: {', '.join(f'{x:.6g}' for x in row.numbers)}"
                                                for row in self.content.rows))
        self.update()

    def sheet(self) -> Sheet:
        """The places of everything, in the largest letters with which all of it is seen, or all of its rows."""
        above = self.parentWidget()
        width, height = self.width(), (above or self).height()
        key = (self.content.shape, tuple(self._widest), width, height)
        if self._size[0] != key:
            sheets = [self._set(px, width) for px in _SIZES]
            fitting = [s for s in sheets if s.height <= height]
            whole = [s for s in fitting if s.columns == len(self.content.columns)]
            self._size = key, [*whole, *fitting, sheets[-1]][0].px
        return self._set(self._size[1], width)

    def _set(self, px: float, width: float) -> Sheet:
        """The formula beside the table where both fit, else above it."""
        lines = [displayed(line, px + 1) for line in self.content.formula]
        table = Table(self.content.rows, self.content.columns, px, self._widest)
        broad = max(line.width for line in lines) + 2 * _PANEL
        beside = width >= 2 * _MARGIN + broad + _GAP + table.width
        room = width - 2 * _MARGIN
        numbers = paragraph(self.content.numbers, px - 1, max(broad, 160.0) - 2 * _PANEL if beside else room - 2 * _PANEL)
        tall = sum(line.height for line in lines) + 0.55 * px * (len(lines) - 1) + 2 * _PANEL
        tall += numbers.height + 0.8 * px if self.content.numbers else 0.0
        if beside:
            return Sheet(lines, (broad, tall), numbers, table, len(self.content.columns), _MARGIN + broad + _GAP, _MARGIN - 6,
                         2 * _MARGIN - 6 + max(tall, table.height), px)
        top = _MARGIN + tall + 0.6 * px
        return Sheet(lines, (room, tall), numbers, table, table.fitting(room), _MARGIN, top, top + table.height + _MARGIN - 6, px)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.content.rows:
            return
        sheet, painter = self.sheet(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        broad, tall = sheet.formula
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("wash"))
        painter.drawRoundedRect(QRectF(_MARGIN, _MARGIN - 6, broad, tall), 8, 8)
        y = _MARGIN - 6 + _PANEL
        for line in sheet.lines:
            line.paint(painter, _MARGIN + _PANEL, y + line.ascent, theme.colour("ink"))
            y += line.height + 0.55 * sheet.px
        sheet.numbers.paint(painter, _MARGIN + _PANEL, y + 0.25 * sheet.px, theme.colour("muted"))
        rest = self.content.rest.format(shown=sheet.columns) if sheet.columns < len(self.content.columns) else ""
        sheet.table.paint(painter, sheet.left, sheet.top, sheet.columns, rest)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.content.rows:
            self.arrange()

    def sizeHint(self) -> QSize:
        return QSize(520, 260)


def _wider(widest: tuple[str, str], numbers: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The longest of each part, its digits made zeros: they are equally wide but for kerning."""
    left, right = (max([widest[side], *(n[side] for n in numbers)], key=len) for side in (0, 1))
    return _DIGIT.sub("0", left), _DIGIT.sub("0", right)
