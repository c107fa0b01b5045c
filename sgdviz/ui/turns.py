"""Who is drawn in a frame, where not all can be: the clock stays at the display's rate, what is on it takes turns."""

import time
from collections.abc import Callable, Mapping

BUDGET = 0.007
"""Seconds of each frame that drawing may take while the run plays fast; the rest is the worker's."""

FADE = 0.9
"""How much of what a part took once is still expected a turn later."""


class Turns:
    """Draws what has waited longest first, as much as there is time for.

    What takes longer than one frame's time takes that of the next frames too: so drawing never has more than its share,
    whatever one part costs.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._left = 0.0
        self._costs: dict[str, float] = {}
        self._waiting: list[str] = []

    def take(self, parts: Mapping[str, Callable[[], None]]) -> None:
        """Draw parts, each by calling it, until the time of this frame is used up; the others are first in the next one."""
        self._left = min(BUDGET, self._left + BUDGET)
        waiting = [name for name in self._waiting if name in parts]
        waiting += [name for name in parts if name not in waiting]
        drawn = list[str]()
        for name in waiting:
            if self._left <= 0 or (drawn and self._costs.get(name, 0.0) > self._left):
                break
            began = self._clock()
            parts[name]()
            took = self._clock() - began
            # What draws only now and then is dear all the same.
            self._costs[name] = max(took, FADE * self._costs.get(name, 0.0))
            self._left -= took
            drawn.append(name)
        self._waiting = [*waiting[len(drawn) :], *drawn]
