"""The header of a card: its name, what it shows, and the numbers that belong to it."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ..look import theme
from ..text.mathtext import Line, draw, layout, plain
from .card import RADIUS, paint_card

HEIGHT = 44
_WIDEST, _SCIENTIFIC = "−0.000", "−0.000e−00"
_BETWEEN, _TIGHT, _MARGIN, _BAR = 26, 14, 16, 12
_PX, _SMALL, _ROW = 15, 13, 18
"""The size of numbers, that of numbers in two rows, and how far apart these are."""
_BREAK = re.compile(r"\\.|\$[^$]*\$|\([^)]*\)|(; | · |, )")
"""Where a part of a subtitle ends (its group): not within mathematics, nor within parentheses."""


class Value(NamedTuple):
    """A number in a header: what it is (markup), itself (text), its colour, and the widest text its field must hold.

    If `joined` it stays in the row of the one before it.
    """

    symbol: str
    text: str
    token: str = "ink2"
    widest: str = _WIDEST
    joined: bool = False


class Place(NamedTuple):
    """Where a number stands: what it is begins at `left`, it ends at the right of `field`, in type of `px`."""

    value: Value
    left: float
    field: QRectF
    px: int


class Header(QWidget):
    """Name, subtitle and numbers of a card.

    Numbers stand in fixed fields: a field once as wide as "−0.000e−00" stays so until the symbols change or
    `forget_widths` is called. When it gets tight the subtitle gives up its parts from the last, then the gaps grow
    narrower, then the numbers stand in two rows, and then they go from the right end, the first ones last.
    """

    def __init__(self, name: str = "", subtitle: str = "", token: str = "") -> None:
        super().__init__()
        self._name, self._subtitle, self._token = name, subtitle, token
        self._values: tuple[Value, ...] = ()
        self._widest: list[str] = []
        self._forgets = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._buttons: list[QWidget] = []
        self._corner = QHBoxLayout(self)
        self._corner.setContentsMargins(0, 0, _MARGIN - 4, 0)
        self._corner.setSpacing(2)
        self._corner.addStretch(1)
        self._announce()

    def set_title(self, name: str, subtitle: str = "", token: str = "") -> None:
        """What the card is and shows (markup both); `token` colours the bar before the name, "" for none."""
        if (name, subtitle, token) != (self._name, self._subtitle, self._token):
            self._name, self._subtitle, self._token = name, subtitle, token
            self._announce()

    def set_values(self, values: Iterable[Value]) -> None:
        """The numbers from left to right, in the first row and then in the second if one is needed."""
        now = tuple(values)
        if now == self._values and not self._forgets:
            return
        if self._forgets or [value.symbol for value in now] != [value.symbol for value in self._values]:
            self._widest = [value.widest for value in now]
        self._forgets = False
        self._values = now
        for index, value in enumerate(now):
            if _number(value.text, _PX).width > _number(self._widest[index], _PX).width + 0.5:
                self._widest[index] = _SCIENTIFIC if "e" in value.text else value.text
        self._announce()

    def forget_widths(self) -> None:
        """Make the fields only as wide as the next numbers need: they are those of something else."""
        self._forgets = True

    def add_button(self, button: QWidget) -> None:
        """A small button at the right end, before it the numbers."""
        self._buttons.append(button)
        self._corner.addWidget(button)
        self.update()

    def texts(self) -> list[str]:
        """The numbers that there is room for, as (symbol, text) joined by a space."""
        return [f"{plain(value.symbol)} {value.text}" for value, *_ in self._placed()]

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def _announce(self) -> None:
        numbers = ", ".join(f"{plain(value.symbol)} {value.text}" for value in self._values)
        self.setAccessibleName(plain(self._name))
        self.setAccessibleDescription(". ".join(filter(None, (plain(self._subtitle), numbers))))
        self.update()

    def _title(self) -> Line:
        return layout(self._name, 14, 600)

    def _left(self) -> float:
        return _MARGIN + (_BAR if self._token else 0)

    def _placed(self) -> list[Place]:
        """The numbers that fit, from the left in each row."""
        end = self._end()
        px, gap, rows = self._arranged(end - self._left() - self._title().width)
        placed: list[Place] = []
        for row, indices in enumerate(rows):
            first, right, top = len(placed), end, _ROW * (row - (len(rows) - 1) / 2)
            for index in reversed(indices):
                value, width = self._values[index], self._field(index, px)
                left = right - width - _symbol(value, px).width - 10
                placed.insert(first, Place(value, left, QRectF(right - width, top, width, HEIGHT), px))
                right = left - gap
        return placed

    def _arranged(self, room: float) -> tuple[int, int, list[list[int]]]:
        """The size of the numbers' type, the gap between them, and which of them stand in each row."""
        for px, gap, most in ((_PX, _BETWEEN, 1), (_PX, _TIGHT, 1), (_SMALL, _TIGHT, 2)):
            rows = self._rows(room, px, gap, most)
            if sum(map(len, rows)) == len(self._values):
                break
        return px, gap, rows

    def _rows(self, room: float, px: int, gap: int, most: int) -> list[list[int]]:
        """The numbers that have room in so many rows at most."""
        rows, left = [list[int]()], room
        starts = [index for index, value in enumerate(self._values) if not value.joined]
        for start, stop in pairwise([*starts, len(self._values)]):
            group = range(start, stop)
            width = sum(self._field(index, px) + _symbol(self._values[index], px).width + 10 + gap for index in group)
            if width > left and rows[-1] and len(rows) < most:
                rows, left = [*rows, []], room
            if width > left:
                break
            rows[-1] += group
            left -= width
        return [row for row in rows if row]

    def _end(self) -> float:
        """Where the numbers end: before the buttons, except those that their owner has put away."""
        shown = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        seen = [button for button in self._buttons if not (button.isHidden() and button.testAttribute(shown))]
        taken = sum(button.sizeHint().width() + self._corner.spacing() for button in seen)
        return self.width() - _MARGIN - (taken + 6 if seen else 0)

    def _field(self, index: int, px: int) -> float:
        return _number(self._widest[index], px).width

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = theme.palette()
        line, left = QRectF(0, 0, self.width(), HEIGHT), self._left()
        paint_card(painter, line.adjusted(0, 0, 0, RADIUS))
        if self._token:
            painter.fillRect(QRectF(_MARGIN, HEIGHT / 2 - 6.5, 4, 13), palette.colour(self._token))
        title = self._title().elided(max(0.0, self.width() - left - _MARGIN))
        draw(painter, line.translated(left, 0), title, palette.colour("ink"), px=14)
        placed = self._placed()
        stop = min([self._end(), *(place.left - _BETWEEN for place in placed)])
        self._paint_subtitle(painter, left + title.width + 12, stop, palette.colour("muted"))
        for value, start, field, px in placed:
            draw(painter, field, _number(value.text, px), palette.colour("ink"), Qt.AlignmentFlag.AlignRight, px)
            symbol = QRectF(start, field.top(), 0, HEIGHT)
            draw(painter, symbol, _symbol(value, px), palette.colour(value.token), px=px - 1)
        painter.end()

    def _paint_subtitle(self, painter: QPainter, left: float, stop: float, color: QColor) -> None:
        line = layout(self._fitting(stop - left), 13)
        draw(painter, QRectF(left, 0, line.width, HEIGHT), line, color, px=13)

    def _fitting(self, room: float) -> str:
        """As many whole parts of the subtitle as there is room for: "batch 8…" would be another batch's name."""
        ends = [found.start() for found in _BREAK.finditer(self._subtitle) if found[1]]
        parts = (self._subtitle[:end] for end in (len(self._subtitle), *reversed(ends), 0))
        return next(part for part in parts if not part or layout(part, 13).width <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()
        super().resizeEvent(event)


def _number(text: str, px: int) -> Line:
    return layout(text, px, 600)


def _symbol(value: Value, px: int) -> Line:
    return layout(value.symbol, px - 1)
