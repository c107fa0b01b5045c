"""What the pointer means on a map."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF

from sgdviz.core.problem import Array

from ..picture import Pick
from ..text.numbers import exact
from .sheet import Sheet
from .subject import Subject
from .window import Window

NEAR = 11.0
"""A press so many pixels from a thing takes hold of it."""
CLOSE = 6.0
"""A press so many pixels from a run of the cloud means that run."""


def pick(sheet: Sheet, subject: Subject, position: QPointF) -> Pick:
    """What a press at a position within the map begins."""
    scene = sheet.scene
    start: Pick = None if subject.sight.fitted else "start"
    for i, end in enumerate(scene.chord or ()):
        if is_at_one([end], position):
            return ("chord", i)
    if is_at_one(scene.starts, position):
        return start
    run = scene.ball_at(position, NEAR)
    if run is None:
        replica = sheet.swarm.near(position, CLOSE)
        return start if replica is None else ("replica", replica)
    return ("run", run) if len(subject.frame.traces) > 1 else None


def is_at_one(places: Sequence[QPointF], position: QPointF) -> bool:
    """Whether a position is NEAR one of these."""
    return any(math.dist(at.toTuple(), position.toTuple()) <= NEAR for at in places)


def readings(subject: Subject, theta: Array) -> list[str]:
    """The exact value of what is shown, and the coordinates, at a point of the map (2,), as markup."""
    with np.errstate(all="ignore"):
        value = float(subject.shown.loss(theta))
    x, y = subject.problem.names
    symbol = "J" if subject.whole else "J_B"
    return [f"${symbol}$ = {exact(value)}", f"${x}$ = {exact(theta[0])}", f"${y}$ = {exact(theta[1])}"]


def rounded(window: Window, position: QPointF) -> Array:
    """The point of the map (2,) at a position, or where it left the map, with the digits that a pixel is worth."""
    (left, right), (top, bottom) = window.edges
    inside = QPointF(min(max(position.x(), left), right), min(max(position.y(), top), bottom))
    units = (1 / np.abs(window.scale)).tolist()
    return np.array([round(value, max(0, -math.floor(math.log10(unit))))
                     for value, unit in zip(window.data(inside).tolist(), units, strict=True)])
