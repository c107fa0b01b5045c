"""The page: a formula line by line, the numbers in it, and the table of its terms; as large as there is room for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ..look import theme
from ..text.mathtext import Line, displayed
from ..text.paragraph import Paragraph, paragraph
from .table import Row, Table, parts

_SIZES = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
_PLACES: tuple[Literal["beside", "above", "below"], ...] = ("beside", "above", "below")
_MARGIN, _TOP, _GAP = 18.0, 12.0, 30.0
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


class Form(NamedTuple):
    """How a page is set: the size of its letters, whether rows have words, where the formula is from the table."""

    px: float
    words: bool
    formula: Literal["beside", "above", "below"]

    @property
    def gap(self) -> float:
        """Between the lines of the formula."""
        return 0.5 * self.px


class Sheet(NamedTuple):
    """Where everything stands: the formula's width and height, how many columns the table has and its corner, and from
    where on the formula is."""

    form: Form
    lines: Sequence[Line]
    formula: tuple[float, float]
    numbers: Paragraph
    table: Table
    columns: int
    corner: tuple[float, float]
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Of the table."""
        return self.corner[1] + self.table.height


class Page(QWidget):
    """Shows a Content. A column keeps the width of its widest number until another table is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.content = Content()
        self._widest: list[tuple[str, str]] = []
        self._sheet: tuple[object, Sheet] | None = None
        self._form: tuple[tuple[object, ...], Form] = ((), Form(_SIZES[-1], True, "beside"))

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
        """The places of everything, in the largest letters with which all of it is seen.

        Where there is no such size, the rows' words go; then the formula lies below what is seen of the table.
        """
        above = self.parentWidget()
        width, height = self.width(), (above or self).height()
        shape = (self.content.shape, tuple(self._widest), width, height)
        if self._form[0] != shape:
            forms = (Form(px, words, place) for words in (True, False) for place in _PLACES for px in _SIZES)
            self._form = shape, max((self._set(form, width) for form in forms), key=lambda s: (
                min(0.0, height - s.bottom), s.columns, s.height <= height, s.form.formula == "beside" or s.height <= height,
                s.form.words, s.form.px)).form
        if self._sheet is None or self._sheet[0] != (self.content, shape):
            self._sheet = (self.content, shape), self._set(self._form[1], width)
        return self._sheet[1]

    def _set(self, form: Form, width: float) -> Sheet:
        """The formula beside the table, or above it where it is to be so or there is no room for a column."""
        px, lines = form.px, [displayed(line, form.px + 1) for line in self.content.formula]
        table = Table(self.content.rows, self.content.columns, px, self._widest, form.words)
        broad, room = max(line.width for line in lines) + 2 * _PANEL, width - 2 * _MARGIN
        beside = form.formula == "beside" and room >= broad + _GAP + table.width_of(1)
        numbers = paragraph(self.content.numbers, px - 1, max(broad, 150.0) - 2 * _PANEL if beside else room - 2 * _PANEL)
        tall = sum(line.height for line in lines) + form.gap * (len(lines) - 1) + 2 * _PANEL
        tall += numbers.height + 0.8 * px if self.content.numbers else 0.0
        if beside:
            count = table.fitting(room - broad - _GAP)
            return Sheet(form, lines, (broad, tall), numbers, table, count, (_MARGIN + broad + _GAP, _TOP), _TOP,
                         2 * _TOP + max(tall, table.height))
        tops = (_TOP + table.height + px, _TOP) if form.formula == "below" else (_TOP, _TOP + tall + px)
        return Sheet(form, lines, (room, tall), numbers, table, table.fitting(room), (_MARGIN, tops[1]), tops[0],
                     2 * _TOP + tall + px + table.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.content.rows:
            return
        sheet, painter = self.sheet(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        broad, tall = sheet.formula
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("wash"))
        painter.drawRoundedRect(QRectF(_MARGIN, sheet.top, broad, tall), 8, 8)
        y = sheet.top + _PANEL
        for line in sheet.lines:
            line.paint(painter, _MARGIN + _PANEL, y + line.ascent, theme.colour("ink"))
            y += line.height + sheet.form.gap
        sheet.numbers.paint(painter, _MARGIN + _PANEL, y + 0.25 * sheet.form.px, theme.colour("muted"))
        rest = self.content.rest.format(shown=sheet.columns) if sheet.columns < len(self.content.columns) else ""
        sheet.table.paint(painter, *sheet.corner, sheet.columns, rest)
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
