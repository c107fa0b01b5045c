"""The header of a card: its name, what it shows, and the numbers that belong to it."""

import re
from collections.abc import Iterable, Sequence
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
_BREAK = re.compile(r"\\.|\$[^$]*\$|\([^)]*\)|(; | · |, )")
"""Where a part of a subtitle ends (its group): not within mathematics, nor within parentheses."""


class Value(NamedTuple):
    """A number in a header: what it is (markup), itself (text), its colour, and the widest text its field must hold."""

    symbol: str
    text: str
    token: str = "ink2"
    widest: str = _WIDEST


class Header(QWidget):
    """Name, subtitle and numbers of a card in one line.

    Numbers stand in fixed fields: a field once as wide as "−0.000e−00" stays so until the symbols change or
    `forget_widths` is called. When it gets tight the subtitle gives up its parts from the last, then the gaps grow
    narrower, then numbers go from the right end, the first ones last.
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

    def set_values(self, values: Iterable[Value | Sequence[str]]) -> None:
        """The numbers from left to right: Values, or (symbol, text, token)."""
        now = tuple(value if isinstance(value, Value) else Value(*value) for value in values)
        if now == self._values and not self._forgets:
            return
        if self._forgets or [value.symbol for value in now] != [value.symbol for value in self._values]:
            self._widest = [value.widest for value in now]
        self._forgets = False
        self._values = now
        for index, value in enumerate(now):
            if _number(value.text).width > _number(self._widest[index]).width + 0.5:
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
        return [f"{plain(value.symbol)} {value.text}" for value, _ in self._placed()]

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

    def _placed(self) -> list[tuple[Value, float]]:
        """The numbers that fit, each with the right end of its field."""
        end = self._end()
        room = end - self._left() - self._title().width
        kept = list(self._values)
        gap = _BETWEEN if sum(self._widths(kept)) + _BETWEEN * len(kept) <= room else _TIGHT
        while kept and sum(self._widths(kept)) + gap * len(kept) > room:
            kept.pop()
        placed, right = [], end
        for value, width in zip(reversed(kept), reversed(self._widths(kept)), strict=True):
            placed.append((value, right))
            right -= width + gap
        return placed[::-1]

    def _end(self) -> float:
        """Where the numbers end: before the buttons, except those that their owner has put away."""
        shown = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        seen = [button for button in self._buttons if not (button.isHidden() and button.testAttribute(shown))]
        taken = sum(button.sizeHint().width() + self._corner.spacing() for button in seen)
        return self.width() - _MARGIN - (taken + 6 if seen else 0)

    def _widths(self, values: Sequence[Value]) -> list[float]:
        return [self._field(index) + _symbol(value).width + 10 for index, value in enumerate(values)]

    def _field(self, index: int) -> float:
        return _number(self._widest[index]).width

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
        stop = self._end()
        if placed:
            value, right = placed[0]
            stop = right - self._widths([value])[0] - _BETWEEN
        self._paint_subtitle(painter, left + title.width + 12, stop, palette.colour("muted"))
        for index, (value, right) in enumerate(placed):
            field = QRectF(right - self._field(index), 0, self._field(index), HEIGHT)
            draw(painter, field, _number(value.text), palette.colour("ink"), Qt.AlignmentFlag.AlignRight, 15)
            symbol = _symbol(value)
            draw(painter, field.translated(-symbol.width - 10, 0), symbol, palette.colour(value.token), px=14)
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


def _number(text: str) -> Line:
    return layout(text, 15, 600)


def _symbol(value: Value) -> Line:
    return layout(value.symbol, 14)
