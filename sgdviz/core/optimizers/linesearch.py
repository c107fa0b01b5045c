"""How far to go along −p: line searches on J, for methods that use all rows."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..problem import Array, Problem

TRIALS = 100
"""So many step lengths are tried for the lowest point of a line."""
SHARPNESS = 1e-3
"""The slope along the line is to fall to this share of what it was: nearly to the lowest point of the line."""
ROUNDING = 4 * float(np.finfo(float).eps)


def lowers(before: float, after: float, c: float, gain: float) -> bool:
    """Armijo's condition J(θ − tp) ≤ J(θ) − c·t·∇J·p, `gain` being t·∇J·p (Armijo 1966); up to the rounding of J."""
    return after <= before - c * gain + ROUNDING * abs(before)


def backtracked(problem: Problem, theta: Array, p: Array, slope: float, t: float, c: float, shrink: float) -> float:
    """The first of t, t·shrink, t·shrink², … with which Armijo's condition holds; `slope` is ∇J·p.

    0.0 if there is none before rounding takes the step away, or if p is not finite.
    """
    before = float(problem.loss(theta))
    while math.isfinite(slope) and (theta - t * p != theta).any():
        if lowers(before, float(problem.loss(theta - t * p)), c, t * slope):
            return t
        t *= shrink
    return 0.0


def along(problem: Problem, theta: Array, p: Array) -> Callable[[float], tuple[float, float]]:
    """t → (J(θ − tp), its derivative in t)."""
    def line(t: float) -> tuple[float, float]:
        point = theta - t * p
        return float(problem.loss(point)), -float(problem.gradient(point) @ p)
    return line


def sharp(line: Callable[[float], tuple[float, float]], t: float, c: float) -> float:
    """A t at which Armijo's condition holds and the slope is nearly 0 (strong Wolfe), tried from `t` on; 0.0 if none.

    Secant steps on the slope, so the first of them is exact on a quadratic; halved where they leave the bracket.
    """
    before, first = line(0.0)
    low, at_low, high, best = 0.0, first, math.inf, 0.0
    for _ in range(TRIALS):
        value, slope = line(t)
        fits = lowers(before, value, c, -t * first)
        if fits:
            best = t
            if abs(slope) <= SHARPNESS * abs(first):
                return t
        guess = _secant(low, at_low, t, slope)
        if fits and slope < 0:
            low, at_low = t, slope
        else:
            high = t
        t = _inside(guess, low, high)
        if not low < t < high or high - low < SHARPNESS**2 * high:
            break
    return best


def _secant(a: float, at_a: float, b: float, at_b: float) -> float:
    """Where the line through the slopes at a and b is 0; nan where it is not."""
    return b - at_b * (b - a) / (at_b - at_a) if at_b != at_a else math.nan


def _inside(guess: float, low: float, high: float) -> float:
    """`guess` if it is well inside the bracket, else a point that is."""
    if high == math.inf:
        return guess if low < guess <= 10 * low else 4 * low
    return guess if low < guess < high else (low + high) / 2


def inner(a: Any, b: Any) -> float:
    """a·b as a float."""
    return float(np.dot(a, b))
