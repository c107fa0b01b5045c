"""On which plane a map shows a frame."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from sgdviz.core.frame import Frame
from sgdviz.core.pathplane import Spread, known, path_of, plane_of_path, spread_of, with_room
from sgdviz.core.problem import Array, Problem
from sgdviz.core.slice import Plane, plane_of_weights


class Sight(NamedTuple):
    """The plane of a frame, None where θ has but two coordinates; whether it moves with θ_k; the path's share, if it has one.

    `so_far` says that the path is not whole yet; `fitted` that the box, or the plane as well, is the path's: where the start
    goes it would go along, so that there is no place to put a start.
    """

    plane: Plane | None
    moving: bool = False
    share: float | None = None
    so_far: bool = False
    fitted: bool = False

    @property
    def view(self) -> object:
        """Equal for planes on which points are seen at equal places."""
        plane = self.plane
        return None if plane is None else (plane.names, plane.box.tobytes()) if self.moving else plane.key

    def through(self, problem: Problem, theta: Array) -> Plane:
        """The plane of the same two weights through another θ."""
        assert self.plane is not None
        found = plane_of_weights(problem, theta, [problem.names.index(name) for name in self.plane.names])
        return replace(found, box=self.plane.box)


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
        if chosen is None:
            plane = self._fitted(frame, None, lambda paths: plane_of_path(spread, paths))
        else:
            plane = plane_of_weights(problem, frame.theta, [problem.names.index(name) for name in chosen])
            if not problem.marks:
                # Nothing is known to look at but the path.
                plane = replace(plane, box=self._fitted(frame, chosen, partial(with_room, plane)).box)
        return Sight(plane, chosen is not None, spread.share(plane), not frame.trace.done, chosen is None or not problem.marks)

    def _spread_of(self, frame: Frame) -> Spread:
        key = (frame.problem, frame.trace, known(frame.trace))
        before, found = self._spread
        if key != before or found is None:
            found = spread_of(path_of(*key))
            self._spread = (key, found)
        return found

    def _fitted(self, frame: Frame, chosen: object, make: Callable[[Iterable[Array]], Plane]) -> Plane:
        """The plane that `make` fits to the paths of all runs, as far as they are known."""
        key = (self._spread[0], chosen, frame.traces, tuple(map(known, frame.traces)))
        before, found = self._plane
        if key != before or found is None:
            found = make(path_of(frame.problem, trace, known(trace)) for trace in frame.traces)
            self._plane = (key, found)
        return found
