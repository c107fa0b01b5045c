"""Lines of text with mathematics in them (see `markup`), measured once and painted anywhere."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from unicodedata import combining

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEngine, QPainter, QPainterPath, QPainterPathStroker, QPen, QPixmap

from ..look import theme
from ..look.fonts import math_font, sign_font, text_font
from .markup import Atom, Fraction, Node, Root, Style, Text, escape, parse, plain

__all__ = ["Line", "display", "draw", "escape", "layout", "plain"]

SCALE = 1.10
"""Mathematics beside text: the serif looks smaller than the sans."""
_SCRIPT, _LOWER, _RAISE = 0.72, 0.20, 0.40
_HALO = 6.0
"""Room round a line for its halo."""
_AXIS = 0.26
"""The height of a fraction's bar over the baseline, in sizes."""
TALL = 1.5
"""Parentheses round what is higher than so many sizes grow with it."""
_SIGNS = frozenset("∇∈∠∂√∥⟨⟩≤≥≈∞→")
_TEXT_SIGNS = frozenset("≠")
_GAPS = {"relation": 0.26, "binary": 0.21}


@dataclass(frozen=True)
class Glyphs:
    """Text in one font, its baseline's left end at (x, y)."""

    left: float
    base: float
    text: str
    font: QFont
    style: Style

    def path(self) -> QPainterPath:
        path = QPainterPath()
        path.addText(self.left, self.base, self.font, self.text)
        return path


@dataclass(frozen=True)
class Bar:
    """The line of a fraction."""

    left: float
    base: float
    width: float
    height: float
    style: Style

    def path(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.left, self.base, self.width, self.height)
        return path


@dataclass(frozen=True)
class Radical:
    """The sign of a root: a hook of `hook`, then a line over what is `width` wide; its foot is on `base`."""

    left: float
    base: float
    width: float
    height: float
    hook: float
    thick: float
    style: Style

    def path(self) -> QPainterPath:
        # The corner at the foot is sharp and reaches below the line's middle.
        foot, top, right = self.base - 1.4 * self.thick, self.base - self.height + self.thick / 2, self.left + self.hook
        way = QPainterPath(QPointF(self.left, foot - 0.40 * self.height))
        for x, y in ((self.left + 0.22 * self.hook, foot - 0.48 * self.height), (self.left + 0.52 * self.hook, foot),
                     (right, top), (right + self.width, top)):
            way.lineTo(x, y)
        stroker = QPainterPathStroker()
        stroker.setWidth(self.thick)
        stroker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        return stroker.createStroke(way)


@dataclass(frozen=True)
class Line:
    """One line, ready to be painted. Lengths in pixels; ascent and descent are positive."""

    pieces: tuple[Glyphs | Bar | Radical, ...] = ()
    width: float = 0.0
    ascent: float = 0.0
    descent: float = 0.0

    @property
    def height(self) -> float:
        return self.ascent + self.descent

    def path(self) -> QPainterPath:
        """The outline of all its letters, baseline at (0, 0). Do not change it."""
        return self._outline

    @cached_property
    def _outline(self) -> QPainterPath:
        whole = QPainterPath()
        whole.setFillRule(Qt.FillRule.WindingFill)
        for piece in self.pieces:
            whole.addPath(piece.path())
        return whole

    def paint(self, painter: QPainter, x: float, baseline: float, color: QColor, halo: QColor | None = None,
              halo_width: float = 4.0) -> None:
        """Paint with the baseline's left end at (x, baseline); coloured stretches keep their own colours.

        `halo` is the ground's colour, laid `halo_width` / 2 wide round the letters. On SVG letters become outlines,
        so that the picture needs no font.
        """
        painter.save()
        painter.translate(x, baseline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outlines = painter.paintEngine().type() == QPaintEngine.Type.SVG
        if halo is not None and outlines:
            self._stroke(painter, halo, halo_width)
        elif halo is not None:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(QPointF(-_HALO, -self.ascent - _HALO), self._halo(halo, halo_width, ratio))
        for piece in self.pieces:
            ink = theme.colour(piece.style.token) if piece.style.token else color
            if not isinstance(piece, Glyphs) or outlines:
                painter.fillPath(piece.path(), ink)
            else:
                painter.setFont(piece.font)
                painter.setPen(ink)
                painter.drawText(QPointF(piece.left, piece.base), piece.text)
        painter.restore()

    def _stroke(self, painter: QPainter, halo: QColor, width: float) -> None:
        painter.strokePath(self._outline, QPen(halo, width, j=Qt.PenJoinStyle.RoundJoin))

    @cached_property
    def _halos(self) -> dict[tuple[int, float, float], QPixmap]:
        return {}

    def _halo(self, halo: QColor, width: float, ratio: float) -> QPixmap:
        """The halo as a picture: to stroke letters takes most of a millisecond a line."""
        key = halo.rgba(), width, ratio
        if key not in self._halos:
            if len(self._halos) > 16:
                self._halos.clear()
            size = QSizeF(self.width + 2 * _HALO, self.height + 2 * _HALO) * ratio
            picture = QPixmap(math.ceil(size.width()), math.ceil(size.height()))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(_HALO, self.ascent + _HALO)
            self._stroke(painter, halo, width)
            painter.end()
            self._halos[key] = picture
        return self._halos[key]

    def elided(self, width: float) -> "Line":
        """As much of it as fits into `width`, ending in "…" where something was left out."""
        if self.width <= width:
            return self
        kept: list[Glyphs | Bar | Radical] = []
        for piece in self.pieces:
            if isinstance(piece, Glyphs):
                metrics, room = QFontMetricsF(piece.font), max(0.0, width - piece.left)
                if metrics.horizontalAdvance(piece.text + "…") > room:
                    text = metrics.elidedText(piece.text + "…", Qt.TextElideMode.ElideRight, room)
                    kept.append(replace(piece, text=text))
                    break
            kept.append(piece)
        return replace(self, pieces=tuple(kept), width=width)


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
    return _Setter(px, px, 400, True).row(parse(f"${text}$"))


@lru_cache(256)
def displayed(text: str, px: float) -> Line:
    """A line of text and formulas that stands alone: plain text at `px`, the formulas as `display` sets them."""
    return _Setter(px, px * SCALE, 400, True).row(parse(text))


def set_nodes(nodes: Sequence[Node], px: float, weight: int) -> Line:
    """What `layout` does, for text that is already taken apart. Lines of one size are equally high, scripts or not."""
    line = _Setter(px, px * SCALE, weight, False).row(nodes)
    metrics = QFontMetricsF(text_font(px, weight))
    return replace(line, ascent=max(line.ascent, metrics.ascent()), descent=max(line.descent, metrics.descent()))


def _join(parts: Iterable[tuple[Line, float, float]], width: float) -> Line:
    """Several lines, each moved right and down, as one."""
    placed = list(parts)
    pieces = (replace(piece, left=piece.left + right, base=piece.base + down)
              for line, right, down in placed for piece in line.pieces)
    return Line(tuple(pieces), width, max((line.ascent - down for line, _, down in placed), default=0.0),
                max((line.descent + down for line, _, down in placed), default=0.0))


@dataclass(frozen=True)
class _Setter:
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
        return _join(parts, right)

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
                inner = _join([(line, 0.0, 0.0) for line in lines[first + 1 : index]], 0.0)
                if inner.height > TALL * self.size:
                    lines[first], lines[index] = (self._tall(nodes[at], inner) for at in (first, index))
        return lines

    def _tall(self, node: Node, inner: Line) -> Line:
        """A parenthesis that is as high as a line, with its scripts."""
        assert isinstance(node, Atom)
        font = math_font(round(inner.height), False)
        sign = _glyphs(node.text, font, node.style)
        down = (inner.descent - inner.ascent - sign.descent + sign.ascent) / 2
        return self._scripts(_join([(sign, 0.0, down)], sign.width), replace(node, kind="sign"), font)

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
            return _glyphs(node.text, text_font(self.px, weight), node.style)
        if isinstance(node, Fraction):
            return self._fraction(node)
        if isinstance(node, Root):
            return self._root(node)
        large = node.kind == "sum" and self.display
        font = sign_font(self.size * 1.1, large=True) if large else self._font(node)
        base = _glyphs("∑" if large else node.text, font, node.style)
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
            base = _join([(base, ahead, 0.0)], base.width + ahead)
        if not (node.sub or node.sup):
            return replace(base, width=base.width + lean)
        smaller = self._smaller()
        sub, sup = smaller.row(node.sub), smaller.row(node.sup)
        prime = all(isinstance(one, Atom) and one.text == "′" for one in node.sup)
        up = max((_RAISE if not prime else 0.22) * self.size, base.ascent - 0.5 * self.size)
        parts = [(base, 0.0, 0.0), (sub, base.width, _LOWER * self.size), (sup, base.width + lean, -up)]
        right = max(base.width + sub.width, base.width + lean + sup.width if node.sup else 0.0)
        return _join(parts, right + 0.04 * self.size)

    def _limits(self, base: Line, node: Atom) -> Line:
        smaller = self._smaller()
        below, above = smaller.row(node.sub), smaller.row(node.sup)
        width, gap = max(base.width, below.width, above.width), 0.16 * self.size
        parts = [(base, (width - base.width) / 2, 0.0),
                 (below, (width - below.width) / 2, base.descent + gap + below.ascent),
                 (above, (width - above.width) / 2, -base.ascent - gap - above.descent)]
        return _join(parts, width + 0.17 * self.size)

    def _fraction(self, node: Fraction) -> Line:
        inner = self if self.display and not self.depth else self._smaller()
        over, under = inner.row(node.over), inner.row(node.under)
        width, gap = max(over.width, under.width) + 0.2 * self.size, 0.17 * self.size
        thick = max(1.0, 0.055 * self.size)
        top = -_AXIS * self.size - thick / 2
        bar = Line((Bar(0.0, top, width, thick, node.style),), width, -top, 0.0)
        parts = [(bar, 0.0, 0.0), (over, (width - over.width) / 2, top - gap - over.descent),
                 (under, (width - under.width) / 2, top + thick + gap + under.ascent)]
        return _join(parts, width + 0.2 * self.size)

    def _root(self, node: Root) -> Line:
        inner = self.row(node.of)
        hook, thick, gap = 0.62 * self.size, max(1.0, 0.055 * self.size), 0.14 * self.size
        foot = max(inner.descent, 0.12 * self.size)
        height = max(inner.ascent, 0.62 * self.size) + gap + thick + foot
        width = inner.width + 0.08 * self.size
        sign = Line((Radical(0.0, foot, width, height, hook, thick, node.style),), hook + width, height - foot, foot)
        return _join([(sign, 0.0, 0.0), (inner, hook + 0.02 * self.size, 0.0)], hook + width + 0.06 * self.size)

    def _smaller(self) -> "_Setter":
        return replace(self, size=max(8.0, self.size * _SCRIPT), depth=self.depth + 1)


def unmarked(text: str, px: float) -> Line:
    """Plain text at `px` on one line, whatever is in it: a quarter of what `layout` takes for text that is new."""
    return _glyphs(text, text_font(px), Style())


def _glyphs(text: str, font: QFont, style: Style) -> Line:
    metrics = QFontMetricsF(font)
    ink = metrics.tightBoundingRect(text)
    if any(map(combining, text)):
        # Qt measures an accent as if it stood alone.
        outline = QPainterPath()
        outline.addText(0.0, 0.0, font, text)
        ink = outline.boundingRect()
    return Line((Glyphs(0.0, 0.0, text, font, style),), metrics.horizontalAdvance(text), -ink.top(), ink.bottom())
