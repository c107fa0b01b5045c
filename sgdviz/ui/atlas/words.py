"""What a map of runs says: the key to its colours, and what became of a run."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QBrush, QColor

from sgdviz.core.atlas.atlas import Atlas
from sgdviz.core.atlas.attractors import NOWHERE
from sgdviz.core.atlas.fates import GONE, UNKNOWN
from sgdviz.core.invalid import filled

from ..look import theme
from ..text.numbers import coordinates
from .colours import BANDS, NEUTRAL, arrivals, hatching, hues_of, tints
from .layers import Entry

translate = QCoreApplication.translate


def fates(atlas: Atlas) -> list[Entry]:
    """The key to what became of a run, and to arrivals: the first and the last tint hold what is beyond the scale as well."""
    scale, entries = arrivals(atlas), gone(atlas)
    if (atlas.fate == NOWHERE).any():
        entries.append(Entry("", (QBrush(theme.colour("cell")),), translate("AtlasView", "at no minimum")))
    if atlas.fate.max() >= 0:
        words, last = translate("AtlasView", "arrives at step {low}"), f"≥ {scale.high:.0f}"
        entries.append(Entry(words.format(low=f"≤ {scale.low:.0f}"), ramp_of(NEUTRAL), logarithmic(last) if scale.log else last))
    return entries


def logarithmic(last: str) -> str:
    """The upper end of a scale whose tints are even in the logarithm."""
    return translate("AtlasView", "{last}, logarithmic").format(last=last)


def gone(atlas: Atlas) -> list[Entry]:
    """The key to what diverged, if anything did."""
    return [Entry("", (hatching(),), translate("AtlasView", "diverges"))] if (atlas.fate == GONE).any() else []


def minima(atlas: Atlas) -> list[Entry]:
    """The minima that were reached, each in its colour, by name."""
    kinds = {"minimum": translate("AtlasView", "minimum {point}"), "degenerate": translate("AtlasView", "flat point {point}")}
    return [Entry("", ramp_of(hue)[4:5], kinds[mark.kind].format(point=coordinates(mark.point.tolist())))
            for index, (mark, hue) in enumerate(zip(atlas.ends.marks, hues_of(atlas.ends), strict=True))
            if (atlas.fate == index).any()]


def told(atlas: Atlas, row: int, column: int) -> str:
    """What became of the run of a pixel, as markup."""
    fate, step = int(atlas.fate[row, column]), int(atlas.step[row, column])
    if fate == UNKNOWN:
        return translate("AtlasView", "not computed yet")
    if fate == GONE:
        return filled(translate("AtlasView", "diverges after step {step}"), step=step - 1)
    if fate == NOWHERE:
        return filled(translate("AtlasView", "is at no minimum by step {step}"), step=step)
    mark = atlas.ends.marks[fate]
    words = (translate("AtlasView", "reaches the minimum at {point} at step {step}") if mark.kind == "minimum" else
             translate("AtlasView", "comes to the flat point at {point} at step {step}"))
    return filled(words, point=coordinates(mark.point.tolist()), step=step)


def ramp_of(hue: int, count: int = BANDS) -> tuple[QBrush, ...]:
    """The tints of a hue as brushes."""
    return tuple(QBrush(QColor(*tint)) for tint in tints(theme.palette(), hue, count).tolist())
