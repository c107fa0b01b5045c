"""The numbers on contour lines, in a row along a ray."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from sgdviz.core.problem import Array

from ..text.mathtext import layout
from .ellipses import Ellipses
from .field import Field
from .levels import Level

NUMBER = 12
RAYS = 36
CLOSE, FREE = 22.0, 120.0
"""Nearer than CLOSE to a thing no number stands; beyond FREE all places are equally good."""


class Number(NamedTuple):
    """The number of a contour line and the rectangle that it takes."""

    level: Level
    rect: QRectF


def numbered(field: Ellipses | Field, levels: Sequence[Level], avoid: Array) -> list[Number]:
    """Numbers in a row along the ray, uphill from the lowest point, that is farthest from what there is to avoid.

    Numbers that would meet are left out, and a ray that has room for more of them is better than one farther away.
    """
    if not levels:
        return []
    x, y, crossed = crossings(field, [level.value for level in levels])
    near = distances(x, y, avoid)
    fits = crossed & (near > CLOSE)
    sizes = [layout(level.text, NUMBER).width for level in levels]
    best: tuple[float, int, list[int]] = (-1.0, 0, [])
    # No ray is better than with its m freest numbers, whatever m is: so most need no closer look.
    freest = -np.sort(-np.where(fits, near, -np.inf), axis=1)
    hopes = (60 * np.arange(1, len(levels) + 1) + freest).max(axis=1)
    for ray in np.argsort(-hopes, kind="stable").tolist():
        if hopes[ray] <= best[0]:
            break
        across, down, found = x[ray].tolist(), y[ray].tolist(), list[int]()
        for i in np.flatnonzero(fits[ray]).tolist():
            if not any(abs(across[i] - across[j]) < (sizes[i] + sizes[j]) / 2 + 8 and abs(down[i] - down[j]) < NUMBER + 6
                       for j in found):
                found.append(i)
        if found and (score := 60 * len(found) + float(near[ray, found].min(initial=FREE))) > best[0]:
            best = score, ray, found
    _, ray, found = best
    return [Number(levels[i], QRectF(x[ray, i] - sizes[i] / 2, y[ray, i] - NUMBER / 2, sizes[i], NUMBER)) for i in found]


def distances(x: Array, y: Array, points: Array) -> Array:
    """How far places (r, l) are from the nearest of points (k, 2), FREE at most."""
    # The points first: to look through many places at once is quicker than through many points.
    across, down = x - points[:, 0, None, None], y - points[:, 1, None, None]
    square = np.square(across, out=across)
    square += np.square(down, out=down)
    nearest: Array = np.sqrt(square.min(axis=0, initial=FREE**2))
    return nearest


def crossings(field: Ellipses | Field, levels: Sequence[float]) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Where RAYS rays from the lowest point first come over levels (l), with room for a number: x, y, whether; (RAYS, l)."""
    room = field.window.rect.adjusted(14, 10, -14, -34)
    x, y, crossed = field.crossings(rays(), levels)
    return x, y, crossed & (x > room.left()) & (x < room.right()) & (y > room.top()) & (y < room.bottom())


@cache
def rays() -> Array:
    """The ways of all rays, unit vectors (RAYS, 2)."""
    angles = 2 * np.pi * (np.arange(RAYS) + 0.5) / RAYS
    return np.column_stack([np.cos(angles), np.sin(angles)])
