"""Which values of J have a contour line: twelve for a problem, the same in every map of it."""

import math
import re
from typing import NamedTuple

import numpy as np

from sgdviz.core.frame import Frame
from sgdviz.core.pathplane import known
from sgdviz.core.problem import Array, Problem
from sgdviz.core.relief import Relief
from sgdviz.core.slice import Slice

from ..paint.axes import ticks
from ..text.numbers import signed
from .sight import Sight

COUNT = 12
SIDE = 160
"""So many points a side stand for the area of the box."""
WALL = 100
"""What rises so many times higher than the median is a wall: no lines are spent on its face."""


class Level(NamedTuple):
    """A value of J and how it is written."""

    value: float
    text: str


class Levels(NamedTuple):
    """The levels of a problem, upwards, and J* if the minimum is known and in the box."""

    levels: tuple[Level, ...]
    lowest: float | None

    @property
    def values(self) -> Array:
        return np.array([level.value for level in self.levels])

    def finer(self, low: float, high: float) -> tuple[Level, ...]:
        """More levels for a map that shows only [low, high] of J, where few of the twelve are."""
        if len([level for level in self.levels if low < level.value < high]) >= 4 or not high > low:
            return ()
        bottom = None if self.lowest is None else low - self.lowest
        if self.lowest is not None and bottom is not None and high - self.lowest > 30 * bottom:
            top = high - self.lowest
            found = _geometric(self.lowest, max(bottom, 0.003 * top), 0.9 * top, 8)
        else:
            found = [_level(value, (high - low) / 20) for value in ticks(low, high, 8)]
        known = {level.text for level in self.levels}
        return tuple(level for level in found if level.text not in known)


def levels_of(problem: Problem, *others: Problem) -> Levels:
    """Twelve levels over the box of a problem of two parameters, `others` being more slices of the same problem.

    Geometric in J − J* if the minimum is known and in the box, from what 0.6 % of the area is below to what 98 % is
    below or to where a wall begins. Else quantiles from 4 % to 96 %, and the value of a saddle, where its own contour
    crosses itself.
    """
    z = np.concatenate([sampled(each, SIDE).ravel() for each in (problem, *others)])
    z = z[np.isfinite(z)]
    if not len(z) or not z.max() > z.min():
        return Levels((), None)
    lowest = _lowest(problem, float(z.min()))
    if lowest is not None:
        low, middle, high = np.quantile(z - lowest, [0.006, 0.5, 0.98])
        high = min(high, WALL * middle) or high
        found = _geometric(lowest, max(low, 1e-6 * high), high, COUNT)
    else:
        values = np.quantile(z, np.linspace(0.04, 0.96, COUNT))
        found = [_level(value, gap / 4) for value, gap in zip(values, np.gradient(values), strict=True)]
        for value in _in_box(problem, "saddle"):
            nearest = int(np.argmin(np.abs(values - value)))
            found[nearest] = _level(value, 0.01 * np.gradient(values)[nearest])
    distinct = {level.value: level for level in sorted(found)}
    return Levels(tuple(distinct.values()), lowest)


class KeptLevels:
    """The levels of a frame's problem on the plane that is shown, kept while both stay."""

    def __init__(self) -> None:
        self._key: object = None
        self._levels = Levels((), None)

    def of(self, frame: Frame, sight: Sight) -> Levels:
        """The levels for a frame that is seen so."""
        key = (frame.problem, sight.view)
        if key != self._key:
            self._key, self._levels = key, levels_of(*_levelled(frame, sight))
        return self._levels


def _levelled(frame: Frame, sight: Sight) -> list[Problem]:
    """What the levels are made for: of planes that move, the one through the minimum, or through the ends of the path."""
    problem, plane, trace = frame.problem, sight.plane, frame.trace
    if plane is None:
        return [problem]
    if not sight.moving:
        return [Slice(problem, plane)]
    minima = [mark.point for mark in problem.marks if mark.kind == "minimum"][:1]
    return [Slice(problem, sight.through(problem, point)) for point in minima or trace.theta[[0, known(trace) - 1]]]


def sampled(problem: Problem, side: int) -> Array:
    """J on `side`² points of the problem's box, row by row upwards, as exact as it is to be had at once."""
    xs, ys = (np.linspace(low, high, side) for low, high in problem.box)
    # A plane through where a run has gone may leave the range of single precision.
    with np.errstate(all="ignore"):
        return Relief(problem, xs, ys).z


def _lowest(problem: Problem, seen: float) -> float | None:
    """J*, unless the box holds lower ground than the known minima."""
    values = _in_box(problem, "minimum")
    if not values or seen < min(values) - 1e-9 * max(1.0, abs(seen)):
        return None
    return min(values)


def _in_box(problem: Problem, kind: str) -> list[float]:
    low, high = problem.box.T
    inside = [mark.point for mark in problem.marks
              if mark.kind == kind and (mark.point >= low).all() and (mark.point <= high).all()]
    return sorted({float(problem.loss(point)) for point in inside})


def _geometric(lowest: float, low: float, high: float, count: int) -> list[Level]:
    return [_level(lowest + excess, excess / 10) for excess in np.geomspace(low, high, count)]


def _level(value: float, unit: float) -> Level:
    """`value` rounded to the power of ten that is at or below `unit`."""
    decimals = -math.floor(math.log10(unit) + 1e-9) if unit > 0 else 6
    rounded = round(float(value), decimals) + 0.0
    if abs(rounded) >= 1e5 or 0 < abs(rounded) < 1e-4 or decimals > 8:
        return Level(rounded, signed(re.sub(r"e(-?)\+?0*", r"e\1", f"{rounded:.3g}")))
    text = f"{rounded:.{max(0, decimals)}f}"
    return Level(rounded, signed(text.rstrip("0").rstrip(".") if "." in text else text))
