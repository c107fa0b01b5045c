"""The update as arrows at the ball: what the rule remembers, and the step that it makes."""

import math
from typing import NamedTuple

from sgdviz.core.problem import Array
from sgdviz.core.terms import Terms

SHARE = 0.12
"""The first step of a run takes so much of the shorter side, or it is drawn as long as it is."""
STEPS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)


class Shown(NamedTuple):
    """The terms whose arrows are shown, and the first step Δθ of the run (d,), by which the arrow of Δθ is scaled."""

    terms: Terms
    first: Array

    @property
    def memory(self) -> list[tuple[str, Array]]:
        """Markup and gradient-like vector (d,) of each slot that has an arrow; the arrow goes against it."""
        return [(f"$−{slot.symbol}$", entry) for slot, entry in self.terms.memory if slot.arrow]


def magnification(first: float, side: float) -> float:
    """How much longer Δθ is drawn than it is: 1, 1.5, 2, 3, 5 or 7 × 10^k, never less than 1.

    `first` is the length of the first step and `side` the shorter side, in pixels.
    """
    if not 0 < first < math.inf or first >= SHARE * side:
        return 1.0
    wanted = SHARE * side / first
    power = 10.0 ** math.floor(math.log10(wanted))
    return float(f"{power * min(STEPS, key=lambda step: abs(math.log(step * power / wanted))):.1e}")
