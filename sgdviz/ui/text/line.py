"""One line of text and mathematics: what it consists of, measured once and painted anywhere."""

import math
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple
from unicodedata import combining

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPaintEngine, QPainter, QPainterPath, QPainterPathStroker, QPen

from ..look import theme
from .markup import Style

_HALO = 6.0
"""Room round a line for its halo."""


class Glyphs(NamedTuple):
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


class Bar(NamedTuple):
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


class Radical(NamedTuple):
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


class Line:
    """One line, ready to be painted. Lengths in pixels; ascent and descent are positive. Do not change it: lines are shared."""

    def __init__(self, pieces: tuple[Glyphs | Bar | Radical, ...] = (), width: float = 0.0, ascent: float = 0.0,
                 descent: float = 0.0) -> None:
        self.pieces, self.width, self.ascent, self.descent = pieces, width, ascent, descent

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
        outlines = painter.paintEngine().type() == QPaintEngine.Type.SVG
        if halo is not None and not outlines:
            ratio = painter.device().devicePixelRatioF()
            # On whole pixels, where letters are sharp.
            place = QPointF(round((x - _HALO) * ratio) / ratio, round((baseline - self._above) * ratio) / ratio)
            painter.drawImage(place, self._picture(color, halo, halo_width, ratio))
            return
        painter.save()
        painter.translate(x, baseline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if halo is not None:
            painter.strokePath(self._outline, QPen(halo, halo_width, j=Qt.PenJoinStyle.RoundJoin))
        self._letters(painter, color, outlines)
        painter.restore()

    def _letters(self, painter: QPainter, color: QColor, outlines: bool) -> None:
        for piece in self.pieces:
            ink = theme.colour(piece.style.token) if piece.style.token else color
            if not isinstance(piece, Glyphs) or outlines:
                painter.fillPath(piece.path(), ink)
            else:
                painter.setFont(piece.font)
                painter.setPen(ink)
                painter.drawText(QPointF(piece.left, piece.base), piece.text)

    @cached_property
    def _above(self) -> float:
        """How far above the baseline its picture begins: a whole number, so that letters stand on whole pixels."""
        return math.ceil(self.ascent) + _HALO

    @cached_property
    def _pictures(self) -> dict[tuple[object, ...], QImage]:
        return {}

    def _picture(self, color: QColor, halo: QColor, width: float, ratio: float) -> QImage:
        """The line on its halo, kept: to write its letters takes longer than to show a picture of them."""
        key = color.rgba(), halo.rgba(), width, ratio, theme.palette()
        if key not in self._pictures:
            # It needs NumPy, which the start page does not wait for.
            from .halo import haloed

            if len(self._pictures) > 16:
                self._pictures.clear()
            size = QSizeF(self.width + 2 * _HALO, self._above + self.descent + _HALO) * ratio
            letters = QImage(math.ceil(size.width()), math.ceil(size.height()), QImage.Format.Format_ARGB32_Premultiplied)
            letters.setDevicePixelRatio(ratio)
            letters.fill(Qt.GlobalColor.transparent)
            painter = QPainter(letters)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(_HALO, self._above)
            self._letters(painter, color, outlines=False)
            painter.end()
            self._pictures[key] = haloed(letters, halo, width / 2 * ratio)
        return self._pictures[key]

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
                    kept.append(piece._replace(text=text))
                    break
            kept.append(piece)
        return Line(tuple(kept), width, self.ascent, self.descent)


def join(parts: Iterable[tuple[Line, float, float]], width: float) -> Line:
    """Several lines, each moved right and down, as one."""
    placed = list(parts)
    pieces = (piece._replace(left=piece.left + right, base=piece.base + down)
              for line, right, down in placed for piece in line.pieces)
    return Line(tuple(pieces), width, max((line.ascent - down for line, _, down in placed), default=0.0),
                max((line.descent + down for line, _, down in placed), default=0.0))


@lru_cache(8192)
def glyphs(text: str, font: QFont, style: Style) -> Line:
    """Text in one font as a line."""
    metrics = QFontMetricsF(font)
    ink = metrics.tightBoundingRect(text)
    if any(map(combining, text)):
        # Qt measures an accent as if it stood alone.
        outline = QPainterPath()
        outline.addText(0.0, 0.0, font, text)
        ink = outline.boundingRect()
    return Line((Glyphs(0.0, 0.0, text, font, style),), metrics.horizontalAdvance(text), -ink.top(), ink.bottom())
