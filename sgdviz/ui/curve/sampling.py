"""A function of one variable for the eye: where to look, and points along it."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QPainter, QPainterPath

from sgdviz.core.problem import Array, Problem

from ..look.palette import RunStyle
from ..loss.strokes import wide_line

VERTICES = 240
BELOW, ABOVE = 0.24, 0.10
"""Room under and over the curve, in parts of its height: for the arrows on the axis and for names."""
_FAR = 4000.0
_LARGEST = 1e100
"""Losses beyond are as good as infinite to the eye, and differences of them might be."""
_WORK = 2_000_000
"""How many losses of single rows a curve may cost."""


def sampled(problem: Problem, low: float, high: float, count: int = VERTICES) -> tuple[Array, Array]:
    """θ (m,) evenly spaced and J there (m,); m is at most `count`, less where the rows are many."""
    if not problem.closed_form:
        count = int(np.clip(_WORK // problem.n, 24, count))
    x = np.linspace(low, high, count)
    with np.errstate(all="ignore"):
        return x, problem.loss(x[:, None])


def home_box(problem: Problem) -> Array:
    """[[θ low, θ high], [J low, J high]]: the problem's box, and of J what the eye should see.

    The known points, the start, and all but the extremes of the rest, so that a steep flank or a fall to −∞ does not
    press the interesting part flat.
    """
    left, right = problem.box[0]
    _, y = sampled(problem, left, right, 481)
    points = [mark.point for mark in problem.marks] + [problem.start]
    inside = [p for p in points if left <= p[0] <= right]
    with np.errstate(all="ignore"):
        known = problem.loss(np.array(inside).reshape(-1, 1))
    known, y = known[np.abs(known) < _LARGEST], y[np.abs(y) < _LARGEST]
    if not len(y):
        return np.array([problem.box[0], [-1.0, 1.0]])
    full = float(y.min()), float(y.max())
    low, high = np.quantile(y, [0.04, 0.93])
    low, high = min([low, *known]), max([high, *known])
    if full[1] - full[0] <= 1.3 * (high - low):
        low, high = full
    span = float(high - low) or max(1.0, abs(float(high)))
    return np.array([problem.box[0], [low - BELOW * span, high + ABOVE * span]])


def path_of(px: Array) -> QPainterPath:
    """One path through points (…, m, 2) in pixels, broken between rows and where a point is not finite."""
    rows = px.reshape(-1, px.shape[-2], 2)
    broken = np.concatenate([rows, np.full((len(rows), 1, 2), np.nan)], axis=1).reshape(-1, 2)
    x, y = np.clip(broken, -_FAR, _FAR).T.copy()
    path: QPainterPath = pg.functions.arrayToQPath(x, y, connect="finite")
    return path


def paint_curve(painter: QPainter, px: Array, style: RunStyle, width: float) -> None:
    """A line through points (m, 2) in pixels, broken where one of them is no number."""
    near = np.clip(px, -_FAR, _FAR)
    known = np.concatenate([[False], ~np.isnan(near).any(axis=1), [False]])
    for first, stop in np.flatnonzero(np.diff(known)).reshape(-1, 2).tolist():
        wide_line(painter, near[first:stop], style, width)
