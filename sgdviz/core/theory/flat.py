"""A stationary point under the microscope: its kind from its derivatives, and how descent comes near it or leaves it."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ..differentiation import TINY, by_complex_step, by_differences
from ..experiment import Run, is_constant
from ..problem import Array, Kind, Problem
from ..stationary import kind

NOTHING = 1e-7
"""A derivative counts as zero where its term of the Taylor series, over the box, is so small a part of the largest."""
LINEAR = 0.1
"""Near a point the Hessian changes by no more than this part of the curvature that matters there."""


class Nature(NamedTuple):
    """What a stationary point θ (d,) of J is, in numbers.

    `curvatures` (d,) are the eigenvalues of the Hessian with `directions` (d, d) in columns. `higher` are the third and
    the fourth derivative in one dimension, 0 where they vanish, and empty in more. At a kink, where J is not `smooth`, the
    kind is that of the mark, and the derivatives beside it say nothing of the point.
    """

    point: Array
    kind: Kind
    curvatures: Array
    directions: Array
    higher: tuple[float, ...] = ()
    smooth: bool = True

    @property
    def is_flat_inflection(self) -> bool:
        """Whether J goes on falling through the point: degenerate in one dimension, with a third derivative."""
        return self.kind == "degenerate" and bool(self.higher) and self.higher[0] != 0

    @property
    def escape(self) -> Array:
        """The direction (d,) of the most negative curvature."""
        return self.directions[:, 0]


class Creep(NamedTuple):
    """J' ≈ ∓c|x − s|^p at a degenerate point s: descent from where it approaches is 1/((p−1)ηck)^(1/(p−1)) away after k steps."""

    power: int
    rate: float

    def distance(self, eta: float, steps: Array) -> Array:
        return ((self.power - 1) * eta * self.rate * steps) ** (-1 / (self.power - 1))


def nature(problem: Problem, point: Array) -> Nature:
    """The nature of a stationary point θ (d,) of J."""
    point = np.asarray(point, dtype=float)
    curvatures, directions = np.linalg.eigh(problem.hessian(point))
    corner = next((mark for mark in problem.marks if not mark.smooth and np.allclose(mark.point, point, 1e-9, 0)), None)
    if corner is not None:
        return Nature(point, corner.kind, curvatures, directions, (), False)
    return Nature(point, kind(problem, point), curvatures, directions, _higher(problem, point) if problem.dim == 1 else ())


def _higher(problem: Problem, point: Array) -> tuple[float, float]:
    """J''' and J'''' at x: the Hessian is exact, so they are its first and second derivative."""
    reach = np.ptp(problem.box, axis=1)
    slope = _slope_of(problem, point, reach)
    found = float(slope(point)), float(by_differences(slope, point, 0.03 * reach)[0][0])
    terms = np.abs([found[0] * float(reach[0]) ** 3 / 6, found[1] * float(reach[0]) ** 4 / 24])
    around = problem.loss(np.linspace(problem.box[:, 0], problem.box[:, 1], 33))
    size = max(terms.max(), float(np.ptp(around[np.isfinite(around)])) if np.isfinite(around).any() else 0.0)
    third, fourth = (value if term > NOTHING * size else 0.0 for value, term in zip(found, terms, strict=True))
    return third, fourth


def _slope_of(problem: Problem, point: Array, reach: Array) -> Callable[[Array], Array]:
    """x (…, 1) → J''' (…): by the complex step if the Hessian takes complex numbers near the point, else by differences."""
    estimate, error = by_differences(problem.hessian, point, 0.03 * reach)
    exact = by_complex_step(problem.hessian, point)
    if exact is not None and (np.abs(exact - estimate) <= 1e-5 * np.abs(estimate) + 10 * error).all():
        def exactly(theta: Array) -> Array:
            shifted: Any = theta + 1j * TINY
            return problem.hessian(shifted)[..., 0, 0].imag / TINY
        return exactly

    def slope(theta: Array) -> Array:
        found = [by_differences(problem.hessian, x, 0.03 * reach)[0].item() for x in theta.reshape(-1, 1)]
        return np.array(found).reshape(theta.shape[:-1])
    return slope


def creep(found: Nature) -> Creep | None:
    """How descent comes near a degenerate point of one dimension; None where it does not, or nothing is known.

    At a flat inflection C = |f'''|/2 and the distance is 1/(ηCk).
    """
    if found.kind != "degenerate" or not found.higher:
        return None
    third, fourth = found.higher
    if third:
        return Creep(2, abs(third) / 2)
    return Creep(3, fourth / 6) if fourth > 0 else None


def factor(found: Nature, eta: float) -> float | None:
    """By what a distance is multiplied every step of plain descent near the point: at a minimum max |1 − ηλ|, at a saddle
    or a maximum 1 + ηγ along the most negative curvature −γ; None at a degenerate point and at a kink."""
    if found.kind == "degenerate" or not found.smooth:
        return None
    if found.kind == "minimum":
        return float(np.abs(1 - eta * found.curvatures).max())
    return 1 - eta * float(found.curvatures[0])


def reach(problem: Problem, found: Nature) -> float:
    """How near the point J is a quadratic, but for a tenth of its smallest (minimum) or most negative curvature."""
    matters = LINEAR * abs(float(found.curvatures[0]))
    here, distance = problem.hessian(found.point), float(np.ptp(problem.box, axis=1).max())
    ways = np.concatenate([found.directions.T, -found.directions.T])
    for _ in range(40):
        # From the farthest ring inwards: mostly the first one ends it.
        rings = (found.point + distance * share * ways for share in np.linspace(1, 1 / 16, 16))
        with np.errstate(all="ignore"):
            if all(np.abs(problem.hessian(ring) - here).max() <= matters for ring in rings):
                return distance
        distance /= 2
    return 0.0


def steps_to_leave(found: Nature, eta: float, offset: float, radius: float) -> float:
    """The steps in which an offset along the escape direction grows to a radius: ln(r/|y|)/ln(1 + ηγ)."""
    growth = factor(found, eta)
    assert growth is not None and found.kind != "minimum"
    return math.log(radius / abs(offset)) / math.log(growth) if offset else math.inf


def constant_rate(run: Run) -> float | None:
    """η of a run of plain descent, by the batch's gradient alone and always at the same rate; None for any other."""
    settings = run.settings()
    spec = settings[0].optimizer
    plain = spec["name"] == "sgd" and not any(spec.get(key) for key in ("momentum", "weight_decay", "maximize"))
    if len(settings) > 1 or not plain or not is_constant(settings[0].schedule) or not run.carry_over:
        return None
    return run.rules()[0][2].lr
