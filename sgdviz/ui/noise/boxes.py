"""What is in sight: fixed while an epoch is played, unless something outgrows it."""

import numpy as np

from sgdviz.core.problem import Array

from .study import Study

ROOM = 0.09
LADDER = np.array([1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0])
LEAST = 0.2
"""No side is nearer to the origin than that part of the one opposite, or of the farthest where both are there."""


def cloud_box(first: Study, now: Study) -> Array:
    """The origin, −∇J and every −∇J_B, by round numbers.

    As large as the cloud at the epoch's first θ needs it too, unless the cloud has shrunk to less than half of that.
    """
    if not first.cloud.is_finite or not now.cloud.is_finite:
        return _rounded(_reach(now if now.cloud.is_finite else first))
    before, here = _reach(first), _reach(now)
    if np.abs(here).max() < 0.5 * np.abs(before).max():
        return _rounded(here)
    return _rounded(np.stack([np.minimum(before, here)[:, 0], np.maximum(before, here)[:, 1]], axis=-1))


def _rounded(box: Array) -> Array:
    """A box round the origin whose sides are 1, 1.5, 2, 3, 5 or 7 × 10^k away."""
    sides = np.abs(box)
    farthest = sides.max(axis=1, keepdims=True)
    farthest[farthest == 0] = max(float(farthest.max()), 1e-300)
    sides = np.maximum(sides, LEAST * farthest)
    power = 10.0 ** np.floor(np.log10(sides))
    rounded = LADDER[np.searchsorted(LADDER, np.minimum(sides / power, 10.0))] * power
    return rounded * [-1, 1]


def _reach(study: Study) -> Array:
    """How far all points of a study lie from the origin, with some room, (2, 2)."""
    points = [np.zeros((1, len(study.cloud.whole))), -study.cloud.whole[None], -study.dots.gradients]
    if study.others is not None:
        points.append(-study.others.gradients)
    seen = study.plane.seen(np.concatenate(points))
    deviations = np.sqrt(np.maximum(np.diag(study.plane.moment(study.cloud.predicted)), 0))
    mean = study.plane.seen(-study.cloud.whole)
    reach = 2 * np.resize(deviations, 2)
    seen = np.concatenate([seen, [mean - reach, mean + reach]])
    return 1.05 * np.stack([seen.min(axis=0), seen.max(axis=0)], axis=-1)


def with_room(points: Array) -> Array:
    """A box (2, 2) round points (k, 2), with some room; no side is without extent."""
    low, high = points.min(axis=0), points.max(axis=0)
    span = high - low
    least = 1e-6 * max(1e-6, float(np.abs(points).max()), float(span.max()))
    room = ROOM * np.maximum(span, max(least, 0.02 * float(span.max())))
    return np.column_stack([low - room, high + room])
