"""J about one θ: how high it is there, how steep, how bent, and which stationary point is near."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from .problem import Array, Kind, Problem
from .progress import Progress
from .stationary import kind, nearest
from .stoppable import Stoppable

AT_ONCE = 5e6
"""What takes so many numbers takes a few milliseconds, for which a frame may wait."""
SLOW = {"hessian", "nearby"}
"""What takes as much for every pair of coordinates as ∇J takes for each of them."""
SMALL = 0.01
"""∇J is called small below this share of what it was at the origin."""
NEAR = 0.05
"""A stationary point is near if it is so small a share of the box's sides away."""


class Local:
    """What J is about θ (d,); each part is computed once, when it is first asked for, or ahead of that by `learn`.

    `origin` is where the run began that came here.
    """

    def __init__(self, problem: Problem, theta: Array, origin: "Local | None" = None) -> None:
        self.problem, self.theta, self.origin = problem, theta, origin
        # No cached properties: some versions of Python let one thread wait while another computes one of any object.
        self._parts: dict[str, Any] = {}

    def is_about(self, problem: Problem, theta: Array) -> bool:
        """Whether it is this problem's J about this θ."""
        return problem is self.problem and np.array_equal(theta, self.theta, equal_nan=True)

    def knows(self, *parts: str) -> bool:
        """Whether these parts are known, or would be at once."""
        work = self.problem.work * self.problem.dim ** (1 if SLOW.isdisjoint(parts) else 2)
        return work <= AT_ONCE or all(part in self._parts for part in parts)

    def learn(self, parts: Iterable[str], progress: Progress) -> None:
        """Compute these parts, as another thread may do, and tell `progress` as often as that may be stopped."""
        problem = Stoppable(self.problem, progress)
        for part in parts:
            self._part(part, problem)

    def _part(self, name: str, problem: Problem) -> Any:
        if name not in self._parts:
            with np.errstate(all="ignore"):
                self._parts[name] = getattr(problem, name)(self.theta) if name != "nearby" else self._nearby(problem)
        return self._parts[name]

    @property
    def loss(self) -> float:
        return float(self._part("loss", self.problem))

    @property
    def gradient(self) -> Array:
        """∇J, (d,)."""
        gradient: Array = self._part("gradient", self.problem)
        return gradient

    @property
    def hessian(self) -> Array:
        """∇²J, (d, d)."""
        hessian: Array = self._part("hessian", self.problem)
        return hessian

    @property
    def share(self) -> float:
        """|∇J| beside that at the origin."""
        with np.errstate(all="ignore"):
            return float(np.linalg.norm(self.gradient) / np.linalg.norm((self.origin or self).gradient))

    @property
    def nearby(self) -> Kind | None:
        """Of what kind the nearest stationary point is; None if ∇J is not small, or none near."""
        found: Kind | None = self._part("nearby", self.problem)
        return found

    def _nearby(self, problem: Problem) -> Kind | None:
        if not self.share < SMALL:
            return None
        point, span = nearest(problem, self.theta), problem.box[:, 1] - problem.box[:, 0]
        if point is None or (np.abs(point - self.theta) > NEAR * span).any():
            return None
        return kind(problem, point)
