"""The limits of the learning rate, from the Hessian of the present problem at the present θ."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from ..batches import orders
from ..local import Local
from ..optimizers import Method
from ..problem import Array, Problem
from .recursion import Linear, linear, radius, second_moment
from .rows import Spread, affordable, batch_share, is_quadratic, spread

Shape = Literal["bowl", "valley", "flat", "saddle", "hill", "none"]
"""Of the Hessian: all curvatures positive; some zero; all zero; of both signs; none positive; not finite."""
LARGEST = 12
"""Up to so many numbers (θ and memory) a second moment is followed."""
MOST_BATCHES = 2000
"""Up to so many batches a fixed order is followed through an epoch."""
FLAT = 1e-9
"""A curvature below this share of the largest is zero."""


@dataclass(frozen=True)
class Stability:
    """What learning rates mean at one θ. All limits are learning rates; inf where nothing limits them.

    `curvatures` are the eigenvalues of J's Hessian, ascending. `quadratic`: they are the same at every θ. Full-batch
    descent with the present rule is `monotone` up to 1/λmax (Nesterov 2018), or what takes its place with momentum, and
    stable below `stable`, which is `plain` = 2/λmax without momentum, 2(1+β)/λmax with it (Polyak 1964) and
    2(1+β)/((1+2β)λmax) with Nesterov's step (Lessard, Recht, Packard 2016). `best` = 2/(λmin+λmax) contracts plain
    descent most (Polyak 1964).

    `acts` is what is known of the rule: a "linear" recursion; "newton", whose limits are 1 and 2 at any curvature;
    "unlimited", on a quadratic, since it shortens its steps itself; or "unknown", where the limits are plain descent's.

    `batches` is the limit of the rule with its batches, None where it is not known or they do not differ in curvature;
    see `batch_limit` for what it says. `drawn` says how they come: "anew" with replacement, "apart" without, "order" in
    a fixed order.
    """

    lr: float
    curvatures: tuple[float, ...]
    quadratic: bool
    shape: Shape
    acts: Literal["linear", "newton", "unlimited", "unknown"]
    monotone: float
    stable: float
    plain: float
    best: float | None
    batches: float | None = None
    drawn: Literal["anew", "apart", "order"] = "anew"

    @property
    def largest(self) -> float:
        """λmax."""
        return self.curvatures[-1]

    @property
    def state(self) -> Literal["monotone", "oscillates", "unstable"]:
        """What full-batch descent does at the present learning rate."""
        if self.lr >= self.stable:
            return "unstable"
        return "monotone" if self.lr <= self.monotone else "oscillates"


def stability(problem: Problem, rule: Method, theta: Array, batch_size: int | None = None, order: str = "shuffle",
              seed: int = 0, lr: float | None = None, hessian: Array | None = None) -> Stability:
    """The limits for `rule` on `problem` where θ (d,) is; `batch_size` None is the whole, `lr` None the rule's own.

    `hessian` is that of J at θ, if it is known.
    """
    rate = rule.lr if lr is None else lr
    hessian = Local(problem, theta).hessian if hessian is None else hessian
    curvatures, shape = _curvatures(hessian)
    quadratic = is_quadratic(problem)
    top = curvatures[-1]
    plain = 2 / top if shape in ("bowl", "valley", "saddle") else math.inf
    way = linear(rule)
    acts = _acts(rule, way)
    if acts in ("newton", "unlimited"):
        assert rule.limit is not None
        stable, monotone = rule.limit(top), rule.limit(top) / 2
    elif way is None:
        stable, monotone = plain, plain / 2
    elif math.isinf(plain):
        stable = monotone = math.inf
    else:
        stable = way.limit(top)
        monotone = _monotone_share(way) * stable
    best = 2 / (curvatures[0] + top) if shape == "bowl" else None
    batches = None
    if way is not None and batch_size is not None and shape in ("bowl", "valley"):
        where = None if quadratic else tuple(map(float, theta))
        batches = _batch_limit(problem, way, where, min(batch_size, problem.n), order, seed)
    return Stability(rate, curvatures, quadratic, shape, acts, monotone, stable, plain, best, batches, _drawn(order))


def _acts(rule: Method, way: Linear | None) -> Literal["linear", "newton", "unlimited", "unknown"]:
    if way is not None:
        return "linear"
    if rule.limit is None:
        return "unknown"
    return "unlimited" if math.isinf(rule.limit(1.0)) else "newton"


def largest_curvature(problem: Problem, theta: Array) -> float:
    """λmax of the Hessian of J at θ (d,); nan where it has no value."""
    with np.errstate(all="ignore"):
        return _curvatures(problem.hessian(theta))[0][-1]


def largest_stable(problem: Problem, rule: Method, theta: Array) -> float | None:
    """The learning rate below which `rule` is stable on the quadratic that J is near θ (d,); None if that is not known."""
    curvature = largest_curvature(problem, theta)
    return rule.limit(curvature) if rule.limit and math.isfinite(curvature) and curvature > 0 else None


@lru_cache(maxsize=64)
def _monotone_share(way: Linear) -> float:
    """Up to which share of its limit `way` does not overshoot: 1/2 for descent, (1−√β)²/(2(1+β)) for heavy ball.

    Below it all roots of the recursion on a parabola are real and not negative. A larger curvature, and a decay of the
    weights, only make the learning rate act the more, so that the share is the same for all.
    """
    limit = way.limit(1.0)
    if math.isinf(limit):
        return 1.0

    def overshoots(lr: float) -> bool:
        matrix = way.at(lr).step(np.eye(1))
        if way.size == 1:
            return bool(matrix[0, 0] < 0)
        trace, determinant = float(np.trace(matrix)), float(np.linalg.det(matrix))
        return trace < 0 or determinant < 0 or trace**2 < 4 * determinant
    return _crossing(overshoots, limit * 1e-12, limit) / limit


def mean_square_limit(way: Linear, rows: Spread, share: float) -> float | None:
    """The learning rate below which E|θ − θ*|² shrinks where all rows agree at the minimum θ*, for independent batches.

    The spectral radius of E[A_B ⊗ A_B] crosses 1 there; for plain SGD in one dimension that is 2h/(h² + Var(q)/B), with
    curvatures q_i of mean h (Ma, Bassily, Belkin 2018). Where the rows do not agree, it is the limit below which the
    second moment stays bounded. `share` is `batch_share`'s. None if no learning rate is below it, or θ has too many numbers.
    """
    hessian, deviation = _seen(rows.hessian, share * rows.deviation)
    lowest, highest = np.linalg.eigvalsh(hessian)[[0, -1]] if len(hessian) else (0.0, 0.0)
    if lowest <= FLAT * highest or len(hessian) * way.size > LARGEST:
        return None

    # E[A ⊗ A] is quadratic in the learning rate, so that three of them tell all.
    unit = 1 / float(highest)
    less, still, more = (second_moment(way.at(lr), hessian, deviation) for lr in (-unit, 0.0, unit))
    linear_part, square_part = (more - less) / 2, (more + less) / 2 - still

    def grows(lr: float) -> bool:
        return radius(still + lr / unit * (linear_part + lr / unit * square_part)) > 1

    high = min(way.limit(float(highest)), 1e9 / float(highest))
    return _crossing(grows, high * 1e-9, high)


def order_limit(way: Linear, hessians: Array) -> float | None:
    """The learning rate below which an epoch of these batches (m, d, d), always in this order, is a contraction.

    The spectral radius of the product of their steps crosses 1 there. None if it does not below four times the limit of
    the full batch, or is above 1 for every learning rate that was tried.
    """
    high = way.limit(float(np.linalg.eigvalsh(hessians.mean(axis=0))[-1]))
    if not math.isfinite(high):
        return None
    low, high, count = 1e-3 * high, 4 * high, 160
    while high / low > 1 + 1e-12:
        rates, count = np.geomspace(low, high, count), 16
        growing = epoch_growth(way, hessians, rates) > 0
        if growing[0] or not growing.any():
            return None
        at = int(growing.argmax())
        low, high = float(rates[at - 1]), float(rates[at])
    return high


def epoch_growth(way: Linear, hessians: Array, rates: Array) -> Array:
    """The logarithm of the spectral radius of an epoch's product of steps, for each learning rate (r,)."""
    d = hessians.shape[-1]
    steps = [way.at(float(lr)) for lr in rates]
    still = np.array([step.step(np.zeros((d, d))) for step in steps])
    push = np.array([np.kron(step.push[:, None], np.eye(d)) for step in steps])
    product, logarithm = np.eye(way.size * d), np.zeros(len(rates))
    for hessian in hessians:
        matrix = still.copy()
        matrix[..., :d] += push @ hessian
        product = matrix @ product
        # Kept near 1, since thousands of batches may well leave the range of a float.
        size = np.abs(product).max(axis=(1, 2), keepdims=True)
        product = product / size
        logarithm += np.log(size[:, 0, 0])
    with np.errstate(divide="ignore"):
        grown: Array = logarithm + np.log(np.abs(np.linalg.eigvals(product)).max(axis=1))
    return grown


@lru_cache(maxsize=64)
def _batch_limit(problem: Problem, way: Linear, where: tuple[float, ...] | None, size: int, order: str,
                 seed: int) -> float | None:
    """`mean_square_limit` or, for a fixed order, `order_limit`; None where all batches have one Hessian."""
    theta = problem.start if where is None else np.array(where)
    if problem.dim * way.size > LARGEST:
        return None
    if _drawn(order) == "order":
        if size == problem.n or -(-problem.n // size) > MOST_BATCHES or not affordable(problem):
            return None
        hessians = fixed_hessians(problem, theta, size, order, seed)
        return None if hessians is None or _is_one(hessians) else order_limit(way, hessians)
    rows = spread(problem, theta)
    share = batch_share(problem.n, size, _drawn(order) == "anew")
    if rows is None or share == 0 or not rows.deviation.any():
        return None
    return mean_square_limit(way, rows, share)


def fixed_hessians(problem: Problem, theta: Array, size: int, order: str, seed: int) -> Array | None:
    """The Hessians (m, d, d) at θ of an epoch's batches in a fixed order; None where they have no value."""
    rows = orders[order].make(seed, 1, problem.n)
    starts = np.arange(0, problem.n, size)
    sums = np.add.reduceat(problem.hessians(theta)[rows], starts, axis=0)
    batches: Array = sums / np.diff([*starts, problem.n])[:, None, None]
    return batches if np.isfinite(batches).all() else None


def _is_one(hessians: Array) -> bool:
    return bool(np.abs(hessians - hessians[0]).max() <= 1e-12 * np.abs(hessians).max())


def _drawn(order: str) -> Literal["anew", "apart", "order"]:
    if orders[order].facts.get("replacement"):
        return "anew"
    return "order" if orders[order].facts.get("fixed") else "apart"


def _curvatures(hessian: Array) -> tuple[tuple[float, ...], Shape]:
    """The eigenvalues, those that are zero but for rounding as 0, and what shape they make."""
    if not np.isfinite(hessian).all():
        return (math.nan,) * len(hessian), "none"
    values = np.linalg.eigvalsh(hessian)
    values[np.abs(values) <= FLAT * np.abs(values).max()] = 0.0
    low, high = float(values[0]), float(values[-1])
    shape: Shape = ("flat" if low == high == 0 else "saddle" if low < 0 < high else "hill" if low < 0 else
                    "valley" if low == 0 else "bowl")
    return tuple(map(float, values)), shape


def _seen(hessian: Array, deviation: Array) -> tuple[Array, Array]:
    """Both in the coordinates in which any row is curved: a direction that is flat for all rows is left alone by all."""
    square = np.einsum("ij,jk->ik", hessian, hessian) + np.einsum("ikjj->ik", deviation)
    values, vectors = np.linalg.eigh((square + square.T) / 2)
    kept = vectors[:, values > FLAT**2 * max(float(values[-1]), 0.0)]
    return kept.T @ hessian @ kept, np.einsum("ikjl,ia,kb,jc,ld->abcd", deviation, kept, kept, kept, kept, optimize=True)


def _crossing(beyond: Callable[[float], bool], low: float, high: float) -> float:
    """Where `beyond` becomes true between two learning rates, to the last digits; `high` if nowhere before."""
    if low >= high or not beyond(high * (1 - 1e-12)):
        return high
    while high / low > 1 + 1e-13:
        middle = math.sqrt(low * high)
        if middle in (low, high):
            break
        low, high = (low, middle) if beyond(middle) else (middle, high)
    return high
