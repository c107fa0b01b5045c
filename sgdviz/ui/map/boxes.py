"""The box that a map shows at first, and whether its axes have one unit."""

import numpy as np
from numpy.typing import NDArray

from sgdviz.core.models import Model
from sgdviz.core.problem import Array, Problem

WIDE = 5.0
"""A box that is so much longer than high, or higher than long, is not shown with one unit for both axes."""


def has_one_unit(problem: Problem, box: Array, whole: bool) -> bool:
    """Whether both axes have one unit, so that angles are true; in the plane of a path, which is not `whole`, they have."""
    spans = np.diff(box, axis=1)[:, 0]
    if not whole:
        return True
    if isinstance(problem, Model):
        return bool((problem.sample.scaling.x_scale != 1).all())
    return bool(spans.max() <= WIDE * spans.min())


def with_room(box: Array, points: Array) -> Array:
    """The box, grown as far as these points (k, 2) need to stand well inside."""
    span = np.diff(box, axis=1)[:, 0]
    outside = (points < box[:, 0]).any(axis=0) | (points > box[:, 1]).any(axis=0)
    room = np.where(outside, 0.08 * span, 0)
    return np.column_stack([np.minimum(box[:, 0], points.min(axis=0) - room),
                            np.maximum(box[:, 1], points.max(axis=0) + room)])


def is_within(points: Array, box: Array) -> NDArray[np.bool_]:
    """Which of the points (k, 2) are in a box, (k,)."""
    return np.asarray(((points >= box[:, 0]) & (points <= box[:, 1])).all(axis=1))
