"""Paragraphs of text with mathematics, broken into lines at the gaps between words, in Korean as in English."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ..look.fonts import text_font
from .markup import Node, Text, parse
from .mathtext import Line, layout, set_nodes

_GAP = re.compile(r"((?<![=<>≤≥≈×]) +(?![=<>≤≥≈×])|\n)")
"""Where a line may end: at a gap, but not beside a sign that holds two quantities together."""


class Paragraph(NamedTuple):
    """Lines that are `leading` pixels apart, the first one's baseline at `first`."""

    lines: tuple[Line, ...]
    leading: float
    first: float

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)

    def paint(self, painter: QPainter, x: float, top: float, color: QColor) -> None:
        """Paint with its left upper corner at (x, top)."""
        for index, line in enumerate(self.lines):
            line.paint(painter, x, top + self.first + index * self.leading, color)


@lru_cache(512)
def paragraph(text: str, px: float, width: float, weight: int = 400, leading: float = 0.0) -> Paragraph:
    """`text` in lines of at most `width`; `leading` is 1.5 times `px` unless given. A formula is never broken."""
    step = leading or round(1.5 * px)
    metrics = QFontMetricsF(text_font(px, weight))
    lines = tuple(set_nodes(nodes, px, weight) for nodes in _lines(text, px, width, weight))
    return Paragraph(lines, step, (step + metrics.ascent() - metrics.descent()) / 2)


def rows(parts: Sequence[str], px: float, width: float) -> list[Line]:
    """Parts that stay whole, beside one another as far as they fit in `width`; one alone that does not is cut off."""
    lines: list[str] = []
    for part in parts:
        if lines and layout(beside := f"{lines[-1]}   {part}", px).width <= width:
            lines[-1] = beside
        else:
            lines.append(part)
    return [layout(line, px).elided(width) for line in lines]


def _lines(text: str, px: float, width: float, weight: int) -> Iterator[list[Node]]:
    def measure(nodes: list[Node]) -> float:
        return _width(tuple(nodes), px, weight)

    line: list[Node] = []
    gap: list[Node] = []
    taken = 0.0
    for word in _words(parse(text)):
        if word is None:
            yield line
            line, gap, taken = [], [], 0.0
        elif isinstance(word, Text):
            gap = [word]
        else:
            # A gap parts what stands on its two sides: neither is wider beside the other.
            needed = measure(gap) + measure(word)
            if line and taken + needed > width:
                yield line
                line, gap, taken, needed = [], [], 0.0, measure(word)
            *full, line = _cut([*line, *gap, *word], px, width, weight)
            yield from full
            gap, taken = [], measure(line) if full else taken + needed
    yield line


@lru_cache(4096)
def _width(nodes: tuple[Node, ...], px: float, weight: int) -> float:
    """The width of a word or of a gap: a text is broken anew for every width that its place may have."""
    return set_nodes(nodes, px, weight).width


def _words(nodes: tuple[Node, ...]) -> Iterator[list[Node] | Text | None]:
    """Words, each a list of nodes; the gaps between them, as text; line breaks, as None."""
    word: list[Node] = []
    for node in nodes:
        if not isinstance(node, Text):
            word.append(node)
            continue
        for part in _GAP.split(node.text):
            if part and not part.isspace():
                word.append(Text(part, node.style))
            elif part:
                if word:
                    yield word
                    word = []
                yield None if part == "\n" else Text(" ", node.style)
    if word:
        yield word


def _cut(nodes: list[Node], px: float, width: float, weight: int) -> list[list[Node]]:
    """`nodes` as they are, unless they are one word of plain text that is wider than a line: then pieces that fit.

    They end at a sign between two quantities or at a comma, if there is one, so that a number stays whole.
    """
    (node, *others) = nodes
    if others or not isinstance(node, Text) or _width(tuple(nodes), px, weight) <= width:
        return [nodes]
    metrics = QFontMetricsF(text_font(px, weight))
    pieces, start = [], 0
    for end in range(1, len(node.text) + 1):
        if end - start > 1 and metrics.horizontalAdvance(node.text[start:end]) > width:
            stop = 1 + next((at for mark in " ," if (at := node.text.rfind(mark, start, end - 1)) > start), end - 2)
            pieces.append(node.text[start:stop])
            start = stop
    return [[Text(piece, node.style)] for piece in (*pieces, node.text[start:])]
