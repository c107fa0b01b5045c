"""Where one is on the steps of a run: the step that is meant, the one that is shown, and the ball's way between two of them."""

import math

GLIDE = 0.16
"""Seconds that the ball takes to the next step."""
SLOW = 8.0
"""Up to so many steps a second the ball glides from step to step."""
FASTEST = math.inf
SPEEDS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 120.0, 500.0, 2000.0, FASTEST)


class Playhead:
    """`goal` is the step that is meant, `step` the one that is shown: the same, or as far on the way there as is computed.

    `glide` is how far the ball has come from the step before, from 0 to 1.
    """

    def __init__(self) -> None:
        self._position, self.goal, self.glide = 0.0, 0, 1.0

    @property
    def step(self) -> int:
        return int(self._position)

    def seek(self, goal: int, computed: int) -> None:
        """Go to a step, or up to the last one that is computed; the ball does not glide there."""
        self.goal, self.glide = goal, 1.0
        self._follow(computed)

    def move(self, seconds: float, speed: float, computed: int, glides: bool) -> None:
        """Let so much time go by, at `speed` steps a second, or at none: then it goes to the step that is meant alone."""
        before = self.step
        if not speed or self.step < self.goal:
            self._follow(computed)
        else:
            self._position = float(computed) if speed == FASTEST else min(self._position + speed * seconds, float(computed))
        if speed:
            self.goal = max(self.goal, self.step)
        if not glides or speed > SLOW:
            self.glide = 1.0
            return
        if speed and self.step == before + 1:
            self.glide = 0.0
        self.glide = min(1.0, self.glide + seconds / (min(GLIDE, 0.6 / speed) if speed else GLIDE))

    def _follow(self, computed: int) -> None:
        self._position = float(min(self.goal, computed))


def beside(speed: float, by: int) -> float:
    """The speed so many places faster than the one of SPEEDS that is nearest to this, or slower if `by` is negative."""
    at = min(range(len(SPEEDS)), key=lambda i: abs(min(SPEEDS[i], 1e9) - min(speed, 1e9)))
    return SPEEDS[max(0, min(at + by, len(SPEEDS) - 1))]
