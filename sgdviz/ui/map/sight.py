"""On which plane a map shows a frame."""

from typing import NamedTuple

from sgdviz.core.frame import Frame
from sgdviz.core.pathplane import Spread, known, path_of, plane_of_path, spread_of
from sgdviz.core.problem import Array, Problem
from sgdviz.core.slice import Plane, plane_of_weights


class Sight(NamedTuple):
    """The plane of a frame, None where θ has but two coordinates; whether it moves with θ_k; the path's share, if it has one.

    `so_far` says that the path is not whole yet.
    """

    plane: Plane | None
    moving: bool = False
    share: float | None = None
    so_far: bool = False

    @property
    def view(self) -> object:
        """Equal for planes on which points are seen at equal places."""
        return None if self.plane is None else self.plane.names if self.moving else self.plane.key

    @property
    def turns(self) -> bool:
        """Whether it is the plane of a path, so that it turns when the path is another: no place to put a start."""
        return self.plane is not None and not self.moving

    def through(self, problem: Problem, theta: Array) -> Plane:
        """The plane of the same two weights through another θ."""
        assert self.plane is not None
        return plane_of_weights(problem, theta, [problem.names.index(name) for name in self.plane.names])


class Sights:
    """Finds the plane of each frame; that of a path is made anew only where there is more of the path to know."""

    def __init__(self) -> None:
        self._spread: tuple[object, Spread | None] = (None, None)
        self._plane: tuple[object, Plane | None] = (None, None)

    def of(self, frame: Frame) -> Sight:
        """The plane of the two weights that the experiment names, through θ_k, or that of the watched run's path."""
        problem, chosen = frame.problem, frame.experiment.plane
        if problem.dim == 2:
            return Sight(None)
        spread = self._spread_of(frame)
        plane = self._path_plane(frame, spread) if chosen is None else plane_of_weights(
            problem, frame.theta, [problem.names.index(name) for name in chosen])
        return Sight(plane, chosen is not None, spread.share(plane), not frame.trace.done)

    def _spread_of(self, frame: Frame) -> Spread:
        key = (frame.problem, frame.trace, known(frame.trace))
        if key != self._spread[0] or self._spread[1] is None:
            self._spread = (key, spread_of(path_of(*key)))
        return self._spread[1]  # type: ignore[return-value]  # it was just made

    def _path_plane(self, frame: Frame, spread: Spread) -> Plane:
        key = (self._spread[0], frame.traces, tuple(map(known, frame.traces)))
        if key != self._plane[0] or self._plane[1] is None:
            paths = (path_of(frame.problem, trace, known(trace)) for trace in frame.traces)
            self._plane = (key, plane_of_path(spread, paths))
        return self._plane[1]  # type: ignore[return-value]  # it was just made
