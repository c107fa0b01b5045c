"""Sets mathematics that is taken apart (see `markup`) into a line: scripts, limits, fractions, roots, and the gaps between."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from ..look.fonts import math_font, sign_font, text_font
from .line import Bar, Line, Radical, glyphs, join
from .markup import Atom, Fraction, Node, Root, Text

_SCRIPT, _LOWER, _RAISE = 0.72, 0.20, 0.40
_AXIS = 0.26
"""The height of a fraction's bar over the baseline, in sizes."""
TALL = 1.5
"""Parentheses round what is higher than so many sizes grow with it."""
_SIGNS = frozenset("∇∈∠∂√∥⟨⟩≤≥≈∞→")
_TEXT_SIGNS = frozenset("≠")
_GAPS = {"relation": 0.26, "binary": 0.21}


class Setter(NamedTuple):
    """Sets nodes: text at `px`, mathematics at `size`; `display` if the formula stands alone."""

    px: float
    size: float
    weight: int
    display: bool
    depth: int = 0

    def row(self, nodes: Sequence[Node]) -> Line:
        parts, right, lines = [], 0.0, self._lines(nodes)
        for index, node in enumerate(nodes):
            before = nodes[index - 1] if index else None
            after = nodes[index + 1] if index + 1 < len(nodes) else None
            ahead, behind = self._gaps(before, node, after)
            line = lines[index]
            parts.append((line, right + ahead, 0.0))
            right += ahead + line.width + behind
        return join(parts, right)

    def _lines(self, nodes: Sequence[Node]) -> list[Line]:
        """Each node by itself; in a formula that stands alone parentheses are as high as what is between them."""
        lines, opened = [self._node(node) for node in nodes], list[int]()
        for index, node in enumerate(nodes):
            if not (self.display and isinstance(node, Atom)):
                continue
            if node.kind == "open":
                opened.append(index)
            elif node.kind == "close" and opened:
                first = opened.pop()
                inner = join([(line, 0.0, 0.0) for line in lines[first + 1 : index]], 0.0)
                if inner.height > TALL * self.size:
                    lines[first], lines[index] = (self._tall(nodes[at], inner) for at in (first, index))
        return lines

    def _tall(self, node: Node, inner: Line) -> Line:
        """A parenthesis that is as high as a line, with its scripts."""
        assert isinstance(node, Atom)
        font = math_font(round(inner.height), False)
        sign = glyphs(node.text, font, node.style)
        down = (inner.descent - inner.ascent - sign.descent + sign.ascent) / 2
        return self._scripts(join([(sign, 0.0, down)], sign.width), node._replace(kind="sign"), font)

    def _gaps(self, before: Node | None, node: Node, after: Node | None) -> tuple[float, float]:
        """Space before and after `node`; scripts have none, nor has a sign like the minus of −∇J."""
        if not isinstance(node, Atom) or not isinstance(after, Atom | Fraction | Root) or self.depth:
            return 0.0, 0.0
        if node.kind == "word":
            opens = isinstance(after, Atom) and after.kind == "open"
            spaced = isinstance(before, Fraction | Root) or (
                isinstance(before, Atom) and before.kind in ("letter", "number", "close", "word"))
            return 0.16 * self.size * spaced, 0.0 if opens else 0.2 * self.size
        if node.kind == "comma":
            return 0.0, 0.2 * self.size
        bound = isinstance(before, Fraction | Root) or (
            isinstance(before, Atom) and before.kind not in ("binary", "relation", "open", "comma", "sum"))
        gap = _GAPS.get(node.kind, 0.0) * self.size if bound else 0.0
        return gap, gap

    def _node(self, node: Node) -> Line:
        if isinstance(node, Text):
            weight = 600 if node.style.bold else self.weight
            return glyphs(node.text, text_font(self.px, weight), node.style)
        if isinstance(node, Fraction):
            return self._fraction(node)
        if isinstance(node, Root):
            return self._root(node)
        large = node.kind == "sum" and self.display
        font = sign_font(self.size * 1.1, large=True) if large else self._font(node)
        base = glyphs("∑" if large else node.text, font, node.style)
        if large:
            return self._limits(base, node)
        return self._scripts(base, node, font)

    def _font(self, atom: Atom) -> QFont:
        if atom.text in _TEXT_SIGNS:
            return text_font(self.size)
        return sign_font(self.size) if atom.text in _SIGNS else math_font(self.size, atom.kind == "letter")

    def _scripts(self, base: Line, node: Atom, font: QFont) -> Line:
        """Italic letters lean over their neighbours: room for that, except over a subscript."""
        lean = 0.0
        if node.kind == "letter":
            ink = QFontMetricsF(font).tightBoundingRect(node.text)
            lean, ahead = max(0.0, ink.right() - base.width), max(0.0, -ink.left())
            base = join([(base, ahead, 0.0)], base.width + ahead)
        if not (node.sub or node.sup):
            return Line(base.pieces, base.width + lean, base.ascent, base.descent)
        smaller = self._smaller()
        sub, sup = smaller.row(node.sub), smaller.row(node.sup)
        prime = all(isinstance(one, Atom) and one.text == "′" for one in node.sup)
        up = max((_RAISE if not prime else 0.22) * self.size, base.ascent - 0.5 * self.size)
        parts = [(base, 0.0, 0.0), (sub, base.width, _LOWER * self.size), (sup, base.width + lean, -up)]
        right = max(base.width + sub.width, base.width + lean + sup.width if node.sup else 0.0)
        return join(parts, right + 0.04 * self.size)

    def _limits(self, base: Line, node: Atom) -> Line:
        smaller = self._smaller()
        below, above = smaller.row(node.sub), smaller.row(node.sup)
        width, gap = max(base.width, below.width, above.width), 0.16 * self.size
        parts = [(base, (width - base.width) / 2, 0.0),
                 (below, (width - below.width) / 2, base.descent + gap + below.ascent),
                 (above, (width - above.width) / 2, -base.ascent - gap - above.descent)]
        return join(parts, width + 0.17 * self.size)

    def _fraction(self, node: Fraction) -> Line:
        inner = self if self.display and not self.depth else self._smaller()
        over, under = inner.row(node.over), inner.row(node.under)
        width, gap = max(over.width, under.width) + 0.2 * self.size, 0.17 * self.size
        thick = max(1.0, 0.055 * self.size)
        top = -_AXIS * self.size - thick / 2
        bar = Line((Bar(0.0, top, width, thick, node.style),), width, -top, 0.0)
        parts = [(bar, 0.0, 0.0), (over, (width - over.width) / 2, top - gap - over.descent),
                 (under, (width - under.width) / 2, top + thick + gap + under.ascent)]
        return join(parts, width + 0.2 * self.size)

    def _root(self, node: Root) -> Line:
        inner = self.row(node.of)
        hook, thick, gap = 0.62 * self.size, max(1.0, 0.055 * self.size), 0.14 * self.size
        foot = max(inner.descent, 0.12 * self.size)
        height = max(inner.ascent, 0.62 * self.size) + gap + thick + foot
        width = inner.width + 0.08 * self.size
        sign = Line((Radical(0.0, foot, width, height, hook, thick, node.style),), hook + width, height - foot, foot)
        return join([(sign, 0.0, 0.0), (inner, hook + 0.02 * self.size, 0.0)], hook + width + 0.06 * self.size)

    def _smaller(self) -> "Setter":
        return self._replace(size=max(8.0, self.size * _SCRIPT), depth=self.depth + 1)
