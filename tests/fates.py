"""What becomes of one run, read off its path: what the maps of many runs are compared with."""

import numpy as np

from sgdviz.core.atlas.attractors import NOWHERE, Attractors
from sgdviz.core.atlas.fates import FAR, GONE
from sgdviz.core.problem import Array


def fate_of(path: Array, ended: bool, ends: Attractors) -> tuple[int, int]:
    """Fate and step of one run from its whole path (steps + 1, d), which `ended` before its time or did not."""
    with np.errstate(all="ignore"):
        away = ends.away(path, FAR)
        if away.any() or ended:
            return GONE, int(away.argmax()) if away.any() else len(path)
        here, since = ends.nowhere(1), 0
        for step, theta in enumerate(path):
            now = ends.visited(theta[None], here)
            since, here = (since, here) if now == here else (step, now)
    return int(here[0]), since if here[0] != NOWHERE else len(path) - 1
