"""What a map shows at one moment, in terms of the two coordinates that it shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import numpy as np

from sgdviz.core.frame import Frame
from sgdviz.core.models import LinearRegression
from sgdviz.core.problem import Array, Problem
from sgdviz.core.slice import Slice
from sgdviz.core.stationary import refine

from ..look import theme
from ..look.palette import RunStyle
from ..paint.runs import run_styles
from .boxes import with_room
from .density import Rows
from .levels import Levels
from .path import Look
from .sight import Sight

OTHERS = 200
"""Minima of so many other batches are shown."""
REFINED = 48
"""So many minima are looked for where no formula gives them."""


class Words(NamedTuple):
    """The words on a map, in the language of now; templates take what is in braces."""

    minimum: str
    minimum_batch: str
    roles: Mapping[str, str]
    start: str
    others: Callable[[int, int], str]
    coarse: str
    near: str
    contour: str = "$J$ = {value}"
    factor: str = "$−∇$ × {value}"
    magnified: str = "×{value}"


@dataclass(frozen=True)
class Subject:
    """A frame, seen on a plane if θ has more than two coordinates; `problem` and `batch` are J and J_B there."""

    frame: Frame
    problem: Problem
    batch: Problem
    levels: Levels
    sight: Sight
    whole: bool
    words: Words

    def seen(self, theta: Array) -> Array:
        """Where on the map θ (…, d) is, (…, 2)."""
        plane = self.sight.plane
        return theta if plane is None else plane.project(theta)

    def along(self, vectors: Array) -> Array:
        """What of gradients (…, d) the map shows, (…, 2)."""
        plane = self.sight.plane
        return vectors if plane is None else plane.along(vectors)

    def moved(self, theta: Array, point: Array) -> Array:
        """θ (d,) with the two coordinates that the map shows at `point` (2,)."""
        return point if self.sight.plane is None else self.sight.through(self.frame.problem, theta).lift(point)

    def rows_of(self, run: int) -> Rows:
        """The rows of a run's trace, as the map sees them."""
        theta = self.frame.traces[run].theta
        return lambda first, stop, step=1: self.seen(theta[first:stop:step])

    @cached_property
    def home(self) -> Array:
        """The box that the map shows at first, [[x low, x high], [y low, y high]]: with room for the starts."""
        starts = np.array([course.start for course in self.frame.courses])
        return with_room(self.problem.box, self.seen(starts))

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for equal J."""
        plane = self.sight.plane
        return self.frame.problem, None if plane is None else plane.key

    @cached_property
    def batch_key(self) -> tuple[object, ...]:
        """Equal for equal J_B."""
        return *self.key, self.frame.rows.tobytes()

    @property
    def shown(self) -> Problem:
        return self.problem if self.whole else self.batch

    @cached_property
    def loss(self) -> float:
        """J on the map, where the ball is: J(θ_k) unless θ_k is off the plane."""
        if self.sight.plane is None or self.sight.moving:
            return self.frame.loss
        return float(self.problem.loss(self.seen(self.frame.theta)))

    @property
    def is_batch_whole(self) -> bool:
        """Whether the current batch is all rows, so that both maps are the same."""
        return self.frame.batch is self.frame.problem

    @property
    def is_of_whole(self) -> bool:
        """Whether the map is of J, be it as that of a batch of all rows."""
        return self.whole or self.is_batch_whole

    @cached_property
    def gradient(self) -> Array:
        return self.along(self.frame.gradient)

    @cached_property
    def batch_gradient(self) -> Array:
        return self.along(self.frame.batch_gradient)

    @cached_property
    def styles(self) -> tuple[RunStyle | None, ...]:
        """How each run is drawn; None for a lone run, which is ink."""
        return (None,) if len(self.frame.courses) == 1 else run_styles(self.frame)

    def look(self, run: int) -> Look:
        """How the path of a run is drawn."""
        style = self.styles[run]
        return Look(style.colour if style else theme.colour("ink"), style)

    @cached_property
    def batch_minima(self) -> tuple[Array, ...]:
        """The minima of J_B, where they are known or found near those of J."""
        return minima_of(self.batch, self.problem)


def minima_of(batch: Problem, problem: Problem) -> tuple[Array, ...]:
    """The minima of J_B (2,) that it knows, or that Newton's method finds near those of J."""
    if isinstance(batch, Slice):
        return _bottom(batch) if is_linear(batch.problem) else ()
    known = [mark.point for mark in batch.marks if mark.kind == "minimum"]
    if known or not batch.closed_form or is_linear(batch):
        return tuple(known)
    found: list[Array] = []
    for mark in problem.marks:
        if mark.kind != "minimum":
            continue
        point = refine(batch, mark.point, steps=20)
        if point is not None and np.linalg.eigvalsh(batch.hessian(point))[0] > 0:
            found.append(point)
    return tuple(found)


def _bottom(batch: Slice) -> tuple[Array, ...]:
    """The one minimum of a quadratic on its plane, if it is unique."""
    here = batch.start
    hessian = batch.hessian(here)
    if np.linalg.cond(hessian) > 1e12:
        return ()
    return (here - np.linalg.solve(hessian, batch.gradient(here)),)


def is_linear(problem: Problem) -> bool:
    """Whether J is quadratic with a minimum in closed form, so that none known is none unique."""
    return hasattr(problem, "form")


def epoch_minima(frame: Frame, problem: Problem) -> list[tuple[Array, ...]] | None:
    """The minima of each batch of the current epoch; None where they are not to be had at once."""
    if isinstance(problem, Slice) or not problem.closed_form:
        return None
    plan, place = frame.course.plan, frame.place
    each = max(1, sum(mark.kind == "minimum" for mark in problem.marks))
    most = OTHERS if is_linear(problem) else REFINED // each
    first = plan.first_step(place.epoch)
    batches = [plan.rows(first + i) for i in range(min(place.batches, most))]
    if isinstance(problem, LinearRegression):
        found = [point for _, alike in groupby(batches, len) for point in problem.minima_on(np.array(list(alike)))]
        return [() if np.isnan(point).any() else (point,) for point in found]
    return [minima_of(frame.problem.on(rows), problem) for rows in batches]
