"""The colours of maps of runs: a hue for a minimum, a tint for how soon, and the hatching of what has diverged."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QImage

from sgdviz.core.atlas.atlas import Atlas
from sgdviz.core.atlas.attractors import Attractors
from sgdviz.core.atlas.fates import GONE, UNKNOWN
from sgdviz.core.stationary import widths

from ..look import theme
from ..look.colour import oklch, ramp, rgb
from ..look.palette import Palette

BANDS = 8
"""So many tints from the soonest to the latest."""
HUES = (255.0, 70.0, 170.0, 340.0, 105.0)
_LIGHT = (0.95, 0.045), ((0.60, 0.14), (0.70, 0.13), (0.80, 0.10), (0.48, 0.13), (0.86, 0.14))
_DARK = (0.27, 0.045), ((0.60, 0.13), (0.74, 0.12), (0.80, 0.10), (0.52, 0.14), (0.88, 0.13))
"""Lightness and chroma at the pale end, and at the strong end of each hue. Equal steps apart in lightness as well, since hues
alone are not told apart by everyone."""
NEUTRAL = len(HUES)
COARSEST = 16


class Scale(NamedTuple):
    """From which value to which the tints go, in even steps of the value or of its logarithm."""

    low: float
    high: float
    log: bool = False

    def band(self, values: NDArray[Any], count: int = BANDS) -> NDArray[np.int64]:
        """The tint of each value, from 0 to count − 1."""
        with np.errstate(all="ignore"):
            if self.log:
                share = np.log(values / self.low) / np.log(self.high / self.low)
            else:
                share = (values - self.low) / (self.high - self.low)
        return np.clip(np.nan_to_num(share * count, nan=0.0, posinf=count, neginf=0.0), 0, count - 1).astype(np.int64)


@cache
def tints(palette: Palette, hue: int, count: int = BANDS) -> NDArray[np.uint8]:
    """The tints of a hue (count, 3), or of NEUTRAL, which is grey; they begin at a quarter, where hues can be told apart."""
    pale, strong = _DARK if palette.dark else _LIGHT
    ends = np.array([oklch(pale[0], 0.0, 0.0), oklch(strong[0][0], 0.0, 0.0)]) if hue == NEUTRAL else (
        np.array([oklch(*pale, HUES[hue]), oklch(*strong[hue], HUES[hue])]))
    return ramp(ends, 4 * count)[count - 1 :: 3][:count]


def hues_of(ends: Attractors) -> list[int]:
    """The hue of each minimum: its own while there are enough, else one that no near minimum has."""
    size, chosen = widths(ends.problem), list[int]()
    for index, mark in enumerate(ends.marks):
        away = [min((float(np.linalg.norm((mark.point - ends.marks[other].point) / size))
                     for other in range(index) if chosen[other] == hue), default=np.inf) for hue in range(len(HUES))]
        chosen.append(int(np.argmax(away)))
    return chosen


def arrivals(atlas: Atlas) -> Scale:
    """From the soonest to the latest arrival, as the pixels of the coarsest pass tell: so it does not change with the rest.

    Runs of a sweep differ in their number of steps by orders of magnitude, so that there the tints are even in the logarithm.
    """
    some = slice(None, None, COARSEST if atlas.strided else 1), slice(None, None, COARSEST)
    steps = atlas.step[some][atlas.fate[some] >= 0]
    if not len(steps):
        return Scale(1.0, 2.0, not atlas.strided)
    low, high = np.quantile(steps, [0.02, 0.98]).round().tolist()
    low = low if atlas.strided else max(1.0, low)
    return Scale(low, max(high, low + 1), not atlas.strided)


def by_fate(fate: NDArray[np.int16], step: NDArray[np.int32], hues: Sequence[int], scale: Scale) -> NDArray[np.uint32]:
    """The colour of each pixel: the hue of its minimum, tinted by how soon; clear where it has diverged."""
    palette = theme.palette()
    hue = np.array([*hues, NEUTRAL])[np.where(fate >= 0, fate, -1)]
    colours = np.array([packed(tints(palette, one)) for one in range(NEUTRAL + 1)])
    found: NDArray[np.uint32] = colours[hue, scale.band(step)]
    found[fate < 0] = packed(rgb(palette.cell))
    return finished(found, fate)


def by_value(values: NDArray[Any], fate: NDArray[np.int16], hue: int, scale: Scale, count: int) -> NDArray[np.uint32]:
    """The colour of each pixel: the tint of a value; clear where its run has diverged."""
    return finished(packed(tints(theme.palette(), hue, count))[scale.band(values, count)], fate)


def finished(found: NDArray[np.uint32], fate: NDArray[np.int16]) -> NDArray[np.uint32]:
    """Clear where a run has diverged, so that the hatching is seen; plain where nothing is known."""
    found[fate == GONE] = 0
    found[fate == UNKNOWN] = packed(rgb(theme.palette().card))
    return found


def packed(colours: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Colours (…, 3) as opaque numbers of QImage, (…,)."""
    red, green, blue = np.moveaxis(colours.astype(np.uint32), -1, 0)
    return np.uint32(0xFF000000) | red << np.uint32(16) | green << np.uint32(8) | blue


def image_of(colours: NDArray[np.uint32]) -> QImage:
    """A picture of packed colours (rows, columns), whose first row is at the bottom."""
    upright = np.ascontiguousarray(colours[::-1])
    rows, columns = upright.shape
    return QImage(upright.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32).copy()


def hatching() -> QBrush:
    """What has diverged."""
    return QBrush(QColor(theme.colour("axis")), Qt.BrushStyle.BDiagPattern)
