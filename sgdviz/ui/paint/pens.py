"""Pens with round joins and ends."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen


def round_pen(colour: QColor, width: float) -> QPen:
    """A pen for lines with bends and for outlines, made once. Do not change it.

    An opaque colour it takes off by 1/255, which nobody sees: a line that is opaque Qt strokes step by step, any other as one
    shape, in a third of the time. What is also filled had better be filled with the same colour.
    """
    return _round(colour.rgba(), width)


@lru_cache(256)
def _round(rgba: int, width: float) -> QPen:
    colour = QColor.fromRgba(rgba)
    colour.setAlpha(min(colour.alpha(), 254))
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
