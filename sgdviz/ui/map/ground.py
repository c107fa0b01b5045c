"""The ground of a map: stepped tints between the contour lines, as on a hiking map."""

from collections.abc import Sequence
from functools import cache, cached_property

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from sgdviz.core.problem import Array
from sgdviz.core.relief import Relief

from ..look import theme
from ..look.palette import Palette
from .ellipses import Ellipses
from .field import field_of
from .levels import COUNT, Level, Levels
from .linenumbers import numbered
from .window import Window

EVERY = 3
"""Every third line is stronger and has its number."""
STRONGER = 1.7
QUIET = 0.4
"""How much of J's tints remains under the lines of batches that pass quickly."""


class Ground:
    """The ground in one window as its shape tells it by now.

    `avoid` (k, 2) are pixels that the numbers on the lines keep away from; without it there are no numbers.
    """

    def __init__(self, shape: Ellipses | Relief, window: Window, levels: Levels, avoid: Array | None) -> None:
        self.window, self.levels = window, levels
        self.field = field_of(shape, window, levels)
        low, high = self.field.low, self.field.high
        extra = levels.finer(low, high)
        self.lines = tuple((level, i % EVERY == EVERY - 1) for own in (levels.levels, extra)
                           for i, level in enumerate(own) if low < level.value < high)
        strong = [level for level, strong in self.lines if strong]
        self.numbers = [] if avoid is None else numbered(self.field, strong, avoid)

    def colour_at(self, position: QPointF) -> QColor:
        """The tint under a position."""
        band = self.field.band(position)
        return theme.colour("card") if band is None else tints(theme.palette())[band]

    @cached_property
    def top(self) -> int:
        """Which tint the highest ground in sight has."""
        below = [level for level in self.levels.levels if level.value < self.field.high]
        return min(len(below), max(0, len(self.levels.levels) - 1))

    def paint_tints(self, painter: QPainter) -> None:
        """On the top tint, from high ground down to the lowest: no seam shows between two; what has no value is hatched."""
        colours, values = tints(theme.palette()), [level.value for level in self.levels.levels]
        # Nobody sees steps of pixels between two tints, under a line at that: soft edges take three times as long.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for i in range(self.top - 1, -1, -1):
            if self.field.low < values[i]:
                painter.fillPath(self.field.below(values[i]), colours[i])
        without = self.field.without_value()
        if without is not None:
            painter.fillPath(without, theme.colour("card"))
            painter.fillPath(without, QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_lines(self, painter: QPainter) -> None:
        """The contour lines, every third of them stronger."""
        palette = theme.palette()
        for strong in (False, True):
            opacity = palette.contour_opacity * (STRONGER if strong else 1)
            path = self.field.line(*(level.value for level, own in self.lines if own == strong))
            painter.strokePath(path, QPen(palette.colour("contour", opacity), 1))


@cache
def tints(palette: Palette) -> list[QColor]:
    """The tints of a theme's ground from valley to peak."""
    return [QColor(*tint) for tint in palette.bands(COUNT).tolist()]


class Backdrop:
    """Shows a ground from a cached picture, and the coming of one over the one before."""

    def __init__(self) -> None:
        self.ground: Ground | None = None
        self.sparse: Sequence[Level] = ()
        self.fade = 1.0
        self._key: object = None
        self._held: Ground | None = None
        self._picture: QPixmap | None = None
        self._before: QPixmap | None = None

    def stand_on(self, ground: Ground, ratio: float, fade: float = 1.0) -> None:
        """Show this ground; with `fade` below 1 what was shown before it is still seen through it."""
        key = (theme.palette().name, ratio)
        if ground is not self._held or key != self._key:
            kept = self._held is not None and self._held.window.key == ground.window.key and key == self._key
            # What fades is kept; else the new picture takes the memory of the old one, which is still at hand.
            self._before, self._picture = self._picture if kept and fade < 1 else None, None
            self._held, self._key, self._picture = ground, key, picture_of(ground, ratio)
        self.ground, self.sparse = ground, ()
        self.fade = fade if self._before is not None else 1.0

    def stand_sparsely(self, whole: Ground, batch: Ground, ratio: float) -> None:
        """The tints of J, quietly, and three lines of J_B: nothing large changes, however fast the batches come."""
        key = (theme.palette().name, ratio, "tints alone")
        if whole is not self._held or key != self._key:
            self._held, self._key, self._before = whole, key, None
            self._picture = picture_of(whole, ratio, lines=False)
        self.ground, self.sparse, self.fade = batch, batch.levels.levels[2::EVERY][:3], 1.0

    def colour_at(self, position: QPointF) -> QColor:
        """What is seen under a position."""
        if self._held is None:
            return theme.colour("card")
        tint = self._held.colour_at(position)
        if not self.sparse:
            return tint
        card = theme.colour("card")
        pairs = ((tint.red(), card.red()), (tint.green(), card.green()), (tint.blue(), card.blue()))
        return QColor(*(round(QUIET * over + (1 - QUIET) * under) for over, under in pairs))

    def paint(self, painter: QPainter) -> None:
        if self.ground is None or self._picture is None:
            return
        corner = self.ground.window.rect.topLeft()
        if self._before is not None and self.fade < 1:
            painter.drawPixmap(corner, self._before)
            painter.setOpacity(self.fade)
        elif self.sparse:
            painter.setOpacity(QUIET)
        painter.drawPixmap(corner, self._picture)
        painter.setOpacity(1.0)
        if self.sparse:
            lines = self.ground.field.line(*(level.value for level in self.sparse))
            painter.strokePath(lines, QPen(theme.colour("batch", 0.8), 1))


def picture_of(ground: Ground, ratio: float, lines: bool = True) -> QPixmap:
    """A ground, as large as its window and as fine as the screen."""
    rect = ground.window.rect
    picture = QPixmap(round(rect.width() * ratio), round(rect.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(tints(theme.palette())[ground.top])
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-rect.left(), -rect.top())
    # Only within a clip does Qt put the pixels of a thin line straight into the picture, in a third of the time.
    painter.setClipRect(rect)
    ground.paint_tints(painter)
    if lines:
        ground.paint_lines(painter)
    painter.end()
    return picture
