"""Lines of text with mathematics in them (see `markup`), ready to be painted."""

from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ..look.fonts import text_font
from .line import Line, glyphs
from .markup import Node, Style, escape, parse, plain
from .setter import Setter

__all__ = ["Line", "display", "draw", "escape", "layout", "plain"]

SCALE = 1.10
"""Mathematics beside text: the serif looks smaller than the sans."""


def draw(painter: QPainter, rect: QRectF, line: Line, color: QColor,
         align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft, px: float = 13, halo: QColor | None = None) -> None:
    """Paint `line` in `rect`, its capitals (of text of `px`) in the middle of the height; it may stick out."""
    room = rect.width() - line.width
    left = {Qt.AlignmentFlag.AlignRight: room, Qt.AlignmentFlag.AlignHCenter: room / 2}.get(align, 0.0)
    line.paint(painter, rect.left() + left, middle(rect, px), color, halo)


def middle(rect: QRectF, px: float) -> float:
    """The baseline on which capitals of text of `px` stand in the middle of `rect`."""
    return rect.center().y() + QFontMetricsF(text_font(px)).capHeight() / 2


@lru_cache(4096)
def layout(text: str, px: float, weight: int = 400) -> Line:
    """`text` on one line, plain text at `px` and `weight` (400 or 600), mathematics 1.10 times as large."""
    return set_nodes(parse(text), px, weight)


@lru_cache(256)
def display(text: str, px: float) -> Line:
    """A formula that stands alone, its letters `px` high: true fractions, limits above and below the sum."""
    return Setter(px, px, 400, True).row(parse(f"${text}$"))


@lru_cache(256)
def displayed(text: str, px: float) -> Line:
    """A line of text and formulas that stands alone: plain text at `px`, the formulas as `display` sets them."""
    return Setter(px, px * SCALE, 400, True).row(parse(text))


def set_nodes(nodes: Sequence[Node], px: float, weight: int) -> Line:
    """What `layout` does, for text that is already taken apart. Lines of one size are equally high, scripts or not."""
    line = Setter(px, px * SCALE, weight, False).row(nodes)
    ascent, descent = _extent(px, weight)
    return Line(line.pieces, line.width, max(line.ascent, ascent), max(line.descent, descent))


@cache
def _extent(px: float, weight: int) -> tuple[float, float]:
    """How far the letters of a font reach up and down."""
    metrics = QFontMetricsF(text_font(px, weight))
    return metrics.ascent(), metrics.descent()


def unmarked(text: str, px: float) -> Line:
    """Plain text at `px` on one line, whatever is in it: a quarter of what `layout` takes for text that is new."""
    return glyphs(text, text_font(px), Style())
