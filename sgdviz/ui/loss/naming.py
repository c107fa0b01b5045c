"""What the lines of the loss canvas are called, at their right ends, and above them where there is no room there."""

import numpy as np

from ..look import theme
from ..paint import signs
from ..paint.canvas import Canvas
from ..paint.endnames import Caption, Captions, EndName, EndNames, line_name, sampled
from ..paint.means import BESIDE
from ..text.mathtext import layout
from ..text.numbers import exact
from .band import CloudBand
from .curves import Curves
from .floors import FloorLines
from .means import MeanLines

LEFT, TOP, BOTTOM, NAME_GAP = 60, 12, 50, 12
NARROW = 0.4
"""Names may take so much of the width; beyond, they shorten to symbols and stand in full above the curves."""


class LineNames:
    """Names the curves, the averages, the floors and the cloud's lines of a canvas, and makes room for them."""

    def __init__(self, canvas: Canvas, curves: Curves, means: MeanLines, floors: FloorLines, band: CloudBand) -> None:
        self.canvas, self.curves, self.means, self.floors, self.band = canvas, curves, means, floors, band
        self.ends, self.key = EndNames(canvas, 20), Captions(canvas)

    def place(self, full: list[str], symbols: list[str] | None) -> None:
        """Put the names of the curves and then of the averages at the present ends of their lines.

        Where they are too wide, `symbols` stand there, if there are any, and the names in full above.
        """
        self.band.short = False
        texts, widest, short = full, self._widest(full), False
        if widest + 2 * NAME_GAP + 8 > NARROW * self.canvas.width():
            short = symbols is not None
            texts = full if symbols is None else symbols
            self.band.short = True
            widest = min(0.45 * self.canvas.width(), self._widest(texts))
        above = self._captions(full) if short else []
        self.canvas.set_margins((LEFT, TOP + (above[-1].base if above else 0), widest + 2 * NAME_GAP + 8, BOTTOM))
        count = len(self.curves.curves)
        self.ends.show_names([*self._of_curves(texts[:count], widest), *self._of_minimum(),
                              *self._of_means(texts[count:], widest), *self._of_floors(widest), *self._of_cloud(widest)])
        self.key.show_captions(above)

    def _minimum(self) -> str:
        floor = self.curves.floor
        return "" if floor is None else f"$\\min J$ = {exact(floor)}"

    def _widest(self, texts: list[str]) -> float:
        curves = self.curves.curves
        floors = map(self.floors.text, self.floors.lines)
        return max(*(layout(text, 13).width for text in (self._minimum(), *floors, *self.band.texts())),
                   *(sampled(curve.style) + layout(text, 13).width for curve, text in zip(curves, texts, strict=False)),
                   *(BESIDE + layout(text, 13).width for text in texts[len(curves):]))

    def _of_curves(self, texts: list[str], widest: float) -> list[EndName]:
        names, rect = [], self.canvas.plot_rect()
        for curve, text in zip(self.curves.curves, texts, strict=False):
            at = self.curves.end_px(curve)
            if at is not None:
                names.append(line_name(layout(text, 13), at, NAME_GAP, rect, curve.style, widest))
        return names

    def _of_minimum(self) -> list[EndName]:
        floor = self.curves.floor
        if floor is None or (self.curves.log and floor <= 0):
            return []
        y = self.curves.at(0, floor).y()
        rect = self.canvas.plot_rect()
        if not rect.top() <= y <= rect.bottom() + 1:
            return []
        return [EndName(layout(self._minimum(), 13), rect.right() + NAME_GAP, y, theme.colour("ink2"))]

    def _of_means(self, texts: list[str], widest: float) -> list[EndName]:
        names, rect = [], self.canvas.plot_rect()
        for i, (line, text) in enumerate(zip(self.means.lines, texts, strict=False)):
            at = self.means.end_px(line)
            if at is not None and signs.at_edge(at, rect)[1].isNull():
                name = layout(text, 13).elided(widest - BESIDE)
                names.append(EndName(name, at.x() + NAME_GAP, at.y(), theme.colour("ink"), mean=i))
        return names

    def _of_floors(self, widest: float) -> list[EndName]:
        names, rect = [], self.canvas.plot_rect()
        for line in self.floors.lines:
            y = self.floors.y(line)
            if rect.top() <= y <= rect.bottom() + 1:
                name = layout(self.floors.text(line), 13).elided(widest)
                names.append(EndName(name, rect.right() + NAME_GAP, y, line.colour))
        return names

    def _of_cloud(self, widest: float) -> list[EndName]:
        rect = self.canvas.plot_rect()
        return [EndName(layout(line.text, 13).elided(widest), min(line.at.x(), rect.right()) + NAME_GAP,
                        min(max(line.at.y(), rect.top()), rect.bottom()), line.colour)
                for line in self.band.named() if np.isfinite(line.at.y())]

    def _captions(self, texts: list[str]) -> list[Caption]:
        """The names in full, in rows above the curves."""
        found: list[Caption] = []
        left, base, curves = float(LEFT), 20.0, self.curves.curves
        for i, text in enumerate(texts):
            mean = i - len(curves) if i >= len(curves) else None
            line = layout(f"$●$ {text}" if mean is None else text, 12)
            wide = line.width + (0 if mean is None else BESIDE)
            if found and left + wide > self.canvas.width() - 8:
                left, base = float(LEFT), base + 17
            colour = curves[i].style.colour if mean is None else theme.colour("ink")
            found.append(Caption(line, left, base, colour, mean))
            left += wide + 14
        return found
