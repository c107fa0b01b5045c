"""The stationary points of J on a map: how each is drawn, and which of them have a name."""

import math
from typing import Literal, NamedTuple

import numpy as np

from sgdviz.core.problem import Mark, Problem

from .marks import ARM, descent_way, mark_path
from .scene import Sign
from .window import Window

Role = Literal["only", "lowest", "minimum", "kink", "maximum", "saddle", "degenerate"]
CROWDED, CLOSE = 16, 14.0
"""With more points than CROWDED in sight they are small, CLOSE pixels apart at least, and one of each role has its name."""


class Point(NamedTuple):
    """A point as it is drawn, and what it is called, if it is."""

    sign: Sign
    role: Role | None


def points_of(problem: Problem, window: Window) -> list[Point]:
    """The points in sight, the minima first: where two are too close together the later is left out."""
    inside = [(mark, at) for mark in problem.marks if window.rect.contains(at := window.point(mark.point))]
    crowded = len(inside) > CROWDED
    found: list[Point] = []
    roles, told = roles_of(problem), set[Role]()
    for mark, at in inside:
        if crowded and any(math.dist(at.toTuple(), point.sign.at.toTuple()) < CLOSE for point in found):
            continue
        role, lowest = roles[id(mark)], roles[id(mark)] in ("only", "lowest", "kink")
        named, small = not crowded or role not in told, crowded and not lowest
        way = descent_way(problem, mark.point, window) if mark.kind == "saddle" else None
        path = mark_path(mark.kind, at, way, 0.6 * ARM if small else ARM)
        sign = Sign(mark.kind, at, path, "whole" if mark.kind == "minimum" else "ink2", 1.4 if small else 2.0,
                    yields=small and not named)
        found.append(Point(sign, role if named else None))
        told.add(role)
    return found


def roles_of(problem: Problem) -> dict[int, Role]:
    """What each mark (by its id) is called: of several minima of unequal depth the lowest are said to be."""
    minima = [mark for mark in problem.marks if mark.kind == "minimum"]
    depths = problem.loss(np.array([mark.point for mark in minima])) if minima else np.zeros(0)
    unequal = len(minima) > 1 and bool(np.ptp(depths) > 1e-6 * max(1.0, float(np.abs(depths).max())))
    lowest = {id(mark) for mark, depth in zip(minima, depths, strict=True)
              if depth - depths.min() <= 1e-6 * max(1.0, float(np.abs(depths).max()))}

    def role(mark: Mark) -> Role:
        if mark.kind != "minimum":
            return mark.kind
        if not mark.smooth:
            return "kink"
        return "only" if len(minima) == 1 else "lowest" if unequal and id(mark) in lowest else "minimum"
    return {id(mark): role(mark) for mark in problem.marks}
