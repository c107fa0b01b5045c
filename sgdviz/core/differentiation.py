"""Derivatives of a function by its values alone: the complex step where it takes complex numbers, else differences."""

import warnings
from collections.abc import Callable

import numpy as np

from .problem import Array

Map = Callable[[Array], Array]
"""θ of shape (…, d) to numbers of shape (…) or (…, m)."""
LEVELS = 12
"""So many steps are tried for a difference, each a third of the one before."""
NARROW = LEVELS - 5
"""The step that shows a kink: narrow, but not so narrow that rounding is seen."""
TINY = 1e-30
"""The complex step: its error is its square."""


def by_complex_step(function: Map, theta: Array, ways: Array | None = None) -> Array | None:
    """The derivatives of f along some directions (k, d), or by each θ_j: Im f(θ + ihe)/h, shape (k, …), exact but for rounding
    (Squire, Trapp 1998).

    None where the function does not take complex numbers. One that takes them and loses them on its way, as |x| does,
    gives a wrong result: compare it with another.
    """
    shifted = theta + 1j * TINY * (np.eye(len(theta)) if ways is None else ways)
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("error")
            found = np.asarray(function(shifted))
    except (TypeError, ValueError, ArithmeticError, Warning):
        return None
    if not np.iscomplexobj(found) or not np.isfinite(found).all():
        return None
    slopes: Array = found.imag / TINY
    return slopes


def by_differences(function: Map, theta: Array, reach: Array, ways: Array | None = None) -> tuple[Array, Array]:
    """The derivatives of f along some directions (k, d), or by each θ_j, by central differences, and their error, both (k, …):
    extrapolated from steps that shrink from `reach` (k,) by thirds, with the step for each entry at which truncation and
    rounding are smallest together (Ridders 1982).

    A kink makes the error large: what wide steps agree on is held against a narrow one, and that against its two sides.
    """
    along = np.eye(len(theta)) if ways is None else ways
    steps = reach[:, None] * 3.0 ** -np.arange(LEVELS)
    shifts = steps[:, :, None] * along[:, None, :]
    with np.errstate(all="ignore"):
        after, before, here = function(theta + shifts), function(theta - shifts), np.asarray(function(theta))
        over = steps.T.reshape(LEVELS, len(along), *(1,) * here.ndim)
        table = np.moveaxis(after - before, 1, 0) / (2 * over)
        noise = np.finfo(float).eps * np.abs(here).max() / over
        best, error = _extrapolated(table, noise)
        error = np.maximum(error, np.abs(best - table[NARROW]))
        # The slopes of the two sides: what is between them shrinks with the step, unless a kink is there.
        apart = np.abs(np.moveaxis(after - 2 * here + before, 1, 0) / over)
        kinked = (apart[NARROW] > 0.6 * apart[NARROW - 1]) & (apart[NARROW] > 100 * noise[NARROW])
        return best, np.where(kinked, np.maximum(error, apart[NARROW]), error)


def _extrapolated(table: Array, noise: Array) -> tuple[Array, Array]:
    """The best of Richardson's extrapolations of differences (levels, d, …), for each entry, and its error."""
    best, error = table[-1].copy(), np.full(table[-1].shape, np.inf)
    for order in range(1, 5):
        after = (9.0**order * table[1:] - table[:-1]) / (9.0**order - 1)
        errors = np.maximum(np.maximum(np.abs(after - table[1:]), np.abs(after - table[:-1])), noise[order:])
        for own, wrong in zip(after, errors, strict=True):
            better = wrong < error
            best[better], error[better] = own[better], wrong[better]
        table = after
    return best, error
