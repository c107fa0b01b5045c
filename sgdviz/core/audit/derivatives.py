"""Gradients and Hessians against derivatives that know nothing of them: the complex step, or differences."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..differentiation import LEVELS, Map, by_complex_step, by_differences
from ..invalid import QT_TRANSLATE_NOOP, Words
from ..problem import Array, Problem
from ..trace import Cause
from .subject import TOO_LONG, Check, Subject, Worst, told

GRADIENT = QT_TRANSLATE_NOOP("core", "gradient")
HESSIAN = QT_TRANSLATE_NOOP("core", "Hessian")
FINE = 1e-9
"""What rounding may make of a derivative by the complex step, relative to the derivative itself."""
PLATEAU = 1e-4
"""A derivative that is a smaller part of J over the box is held to this part."""
COARSE = 1e-6
"""What differences may miss."""


KINKS = QT_TRANSLATE_NOOP("core", "At none of {kinks} points that were looked at is there a derivative: a kink is near.")
WAYS = {True: Words(QT_TRANSLATE_NOOP("core", "the complex step")),
        False: Words(QT_TRANSLATE_NOOP("core", "central differences"))}


def derivatives(subject: Subject) -> Iterator[Check]:
    """∇J and ∇J_B from the losses, ∇²J and ∇²J_B from the gradients, along the paths."""
    for name, what, symbol in ((GRADIENT, _slopes, "∇J"), (HESSIAN, _bends, "∇²J")):
        yield from _derivative(subject, name, what, symbol)


def _slopes(problem: Problem) -> tuple[Map, Map]:
    return problem.loss, problem.gradient


def _bends(problem: Problem) -> tuple[Map, Map]:
    return problem.gradient, problem.hessian


def _derivative(subject: Subject, name: str, what: Callable[[Problem], tuple[Map, Map]], symbol: str) -> Iterator[Check]:
    clock, complex_step, differences, kinks, coordinates = subject.clock(), Worst(), Worst(), 0, subject.problem.dim
    for turn, point in enumerate(subject.points):
        for problem in {subject.problem, subject.problem.on(subject.rows_at(point))}:
            if clock.is_up:
                break
            function, derivative = what(problem)
            along = _coordinates(function, point.theta, subject.seconds / (2 * len(subject.points)), turn)
            coordinates = min(coordinates, len(along))
            given = np.moveaxis(derivative(point.theta), -1, 0)[along]
            reach = np.maximum(np.ptp(problem.box, axis=1), 0.1 * np.abs(point.theta))
            size = _size(problem, point.theta, reach, given)
            ways = np.eye(problem.dim)[along]
            estimate, error = by_differences(function, point.theta, 0.03 * reach[along], ways)
            if not (error <= 1e-4 * size).all():
                kinks += 1
                continue
            values = {"step": point.step, "run": point.run + 1, "symbol": symbol}
            exact = by_complex_step(function, point.theta, ways)
            if exact is not None and (np.abs(exact - estimate) <= COARSE * np.abs(given).max() + 10 * error).all():
                _add(complex_step, given, exact, FINE * size, values)
            else:
                _add(differences, given, estimate, COARSE * size + 10 * error, values)
    worst = max(complex_step, differences, key=lambda worst: (worst.verdict == "fails", worst.count))
    fails = QT_TRANSLATE_NOOP("core", "At θ of step {step}, run {run}: {symbol} is {given:.10g} where {way} give {truth:.10g}; "
                                      "a difference of {allowed:.1g} would be allowed.")
    holds = QT_TRANSLATE_NOOP("core", "{symbol} of all rows and of batches, {count} times along the paths, by {coordinates} of "
                                      "{dim} coordinates, against {way}. The largest difference is {difference:.1g}; "
                                      "{allowed:.1g} is allowed.")
    none = Cause(KINKS, {"kinks": kinks}) if kinks else TOO_LONG
    yield from told(name, worst, holds, fails, none, way=WAYS[worst is complex_step], coordinates=coordinates,
                    dim=subject.problem.dim)


def _coordinates(function: Map, theta: Array, seconds: float, turn: int) -> NDArray[np.int64]:
    """The coordinates that are looked at: all, or where one takes long as many as there is time for, evenly spread, others
    at every turn."""
    began = time.thread_time()
    function(theta)
    cost = 2 * LEVELS * (time.thread_time() - began)
    count = max(1, min(len(theta), int(seconds / cost) if cost > 0 else len(theta)))
    return np.unique((np.linspace(0, len(theta), count, endpoint=False).astype(np.int64) + turn) % len(theta))


def _size(problem: Problem, theta: Array, reach: Array, given: Array) -> float:
    """How large the derivative is here, or elsewhere, or as J itself goes over the box: where it vanishes, as at a
    stationary point, its rounding does not, and on a plateau only the rounding of J is left."""
    places = np.stack([theta + 0.1 * reach, theta - 0.1 * reach, problem.start])
    with np.errstate(all="ignore"):
        derivative = problem.gradient if given.ndim == 1 else problem.hessian
        elsewhere = np.abs(derivative(places)).reshape(len(places), -1).max(axis=1)
        values = np.abs(problem.loss(places)) / reach.min() ** given.ndim
    # The median, since an exponential may be beyond all measure at the corners of a box.
    usual, own = (float(np.nan_to_num(np.median(some), nan=0.0, posinf=0.0)) for some in (elsewhere, values))
    return max(float(np.abs(given).max()), 1e-3 * usual, PLATEAU * own)


def _add(worst: Worst, given: Array, truth: Array, allowed: Any, values: dict[str, Any]) -> None:
    """All entries of a derivative; of the worst, what it is and what it should be."""
    for own, other, limit in zip(given.ravel(), truth.ravel(), np.broadcast_to(allowed, given.shape).ravel(), strict=True):
        worst.add(float(abs(own - other)), float(limit), given=float(own), truth=float(other), **values)
    worst.count += 1 - given.size
