"""A function of one or two variables as a finite sum: its rows are the function plus perturbations that sum to zero."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import add
from typing import Any

import numpy as np

from ..elementary import Function, Jet, Number, evaluate
from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..parameters import shown
from ..problem import Array, Mark, Oracle, Problem, Rows, pieces
from ..search import stationary_points
from ..stationary import marks_at
from .noise import coefficients, noises

SAMPLES = 40
"""How many rows a noisy function has unless told otherwise."""
BLOCK = 4096
"""So many points at a time keep the temporaries of a picture in the cache: three times as fast."""


class Landscape(Problem):
    """ℓ_i = f + c_i·φ. J is f itself, bit for bit; J_B is f + c̄·φ with c̄ the mean of its rows' coefficients.

    `function` gives the jet of f, `noise` that of c·φ from (*c, *θ); `coefficients` is (n, d). `mean` is c̄ of the
    whole: zero for J. `value`, if given, is f without derivatives, for pictures. float32 θ give float32 values. Where
    `known` points (k, d) are given, the marks are what these are found to be; else they are searched for in the box.
    """

    closed_form = True

    def __init__(self, function: Function, box: Array, start: Array, known: Array | None, coefficients: Array,
                 noise: Function, mean: Sequence[float] = (), value: Callable[..., Number] | None = None) -> None:
        self.n, self.dim = coefficients.shape
        self.names = ("x", "y")[: self.dim]
        self.box, self.start, self.known = box, start, known
        self.function, self.noise, self.coefficients, self.value = function, noise, coefficients, value
        self.mean = list(mean) or [0.0] * self.dim
        self.noisy = bool(coefficients.any())
        self._jet = self._total(self.mean)

    @property
    def scalar(self) -> bool:
        return True

    @cached_property
    def marks(self) -> tuple[Mark, ...]:  # type: ignore[override]  # computed when first asked for, and kept
        return stationary_points(self) if self.known is None else marks_at(self, self.known)

    def loss(self, theta: Array) -> Array:
        theta = _floating(theta)
        points = theta.reshape(-1, self.dim)
        out = np.empty(len(points), theta.dtype)
        for at in range(0, len(points), BLOCK):
            out[at : at + BLOCK] = evaluate(self._value, *points[at : at + BLOCK].T)
        found: Array = out.reshape(theta.shape[:-1])[()]
        return found

    def gradient(self, theta: Array) -> Array:
        theta = _floating(theta)
        _, slopes, _ = evaluate(self._jet, *np.moveaxis(theta, -1, 0))
        out = np.empty_like(theta)
        for i, slope in enumerate(slopes):
            out[..., i] = slope
        return out

    @property
    def summary(self) -> Array:
        return self.coefficients if self.noisy else self.coefficients[:, :0]

    def gradient_of(self, means: Array, theta: Array) -> Array:
        point = theta.T
        value, slopes, _ = evaluate(self.function, *point)
        if self.noisy:
            more, own, _ = evaluate(self.noise, *means, *point)
            value, slopes = value + more, tuple(map(add, slopes, own))
        out = np.empty_like(theta)
        for i, slope in enumerate(slopes):
            # Where the function has no value, as a logarithm beyond its pole, a run ends, whatever the slope is there.
            out[:, i] = slope + 0 * value
        return out

    def gradient_on(self, rows: Rows, theta: Array) -> Array:
        return self.gradient_of(self.summary[rows].mean(axis=1).T.astype(theta.dtype), theta)

    def gradients(self, theta: Array) -> Array:
        _, own, _ = evaluate(self.function, *map(np.float64, theta))
        _, slopes, _ = evaluate(self.noise, *self.coefficients.T, *map(np.float64, theta))
        rows = np.zeros((self.n, self.dim))
        for i in range(self.dim):
            rows[:, i] = own[i] + slopes[i]
        return rows

    def hessian(self, theta: Array) -> Array:
        theta = _floating(theta)
        _, _, bends = evaluate(self._jet, *np.moveaxis(theta, -1, 0))
        out = np.empty((*theta.shape, self.dim), theta.dtype)
        for i, j, bend in zip(*np.triu_indices(self.dim), bends, strict=True):
            out[..., i, j] = out[..., j, i] = bend
        return out

    def hessians(self, theta: Array) -> Array:
        _, _, own = evaluate(self.function, *map(np.float64, theta))
        _, _, bends = evaluate(self.noise, *self.coefficients.T, *map(np.float64, theta))
        rows = np.zeros((self.n, self.dim, self.dim))
        for i, j, bend, more in zip(*np.triu_indices(self.dim), own, bends, strict=True):
            rows[:, i, j] = rows[:, j, i] = bend + more
        return rows

    def batch(self, rows: Rows) -> "Landscape":
        return Landscape(self.function, self.box, self.start, np.empty((0, self.dim)), self.coefficients[rows], self.noise,
                         self._means(rows[None], len(rows))[0], self.value)

    def oracles(self, rows: Rows, size: int) -> Iterator[Oracle]:
        return (_oracle(self._total(mean)) for mean in self._means(rows, size))

    def _means(self, rows: Rows, size: int) -> list[list[float]]:
        """The mean coefficients of each batch; those of the whole are its own."""
        lines, length = rows.shape
        starts = np.arange(0, length, size)
        if not self.noisy:
            return [self.mean] * (lines * len(starts))
        sums = np.add.reduceat(self.coefficients[rows], starts, axis=1) / np.minimum(size, length - starts)[:, None]
        means: list[list[float]] = sums.reshape(-1, self.dim).tolist()
        if size < self.n:
            return means
        return [self.mean if self.is_whole(part) else own for part, own in zip(pieces(rows, size), means, strict=True)]

    def _total(self, mean: list[float]) -> Function:
        """The jet of f + mean·φ; f's own where the mean is zero."""
        f, noise = self.function, self.noise
        if not any(mean):
            return f
        if self.dim == 1:
            a = mean[0]

            def line(x: Number) -> Jet:
                (f0, (fx,), (fxx,)), (p0, (px,), (pxx,)) = f(x), noise(a, x)
                return f0 + p0, (fx + px,), (fxx + pxx,)
            return line

        def plane(x: Number, y: Number) -> Jet:
            (f0, f1, f2), (p0, p1, p2) = f(x, y), noise(*mean, x, y)
            return f0 + p0, tuple(map(add, f1, p1)), tuple(map(add, f2, p2))
        return plane

    def _value(self, *theta: Number) -> Number:
        value = self.value(*theta) if self.value else self.function(*theta)[0]
        return value + self.noise(*self.mean, *theta)[0] if any(self.mean) else value


def _floating(theta: Array) -> Array:
    """θ as it is if its numbers are floats of any width, or complex, else as float64."""
    theta = np.asarray(theta)
    return theta if theta.dtype.kind in "fc" else theta.astype(float)


def _oracle(jet: Function) -> Oracle:
    def at(theta: list[float]) -> tuple[float, list[float]]:
        try:
            value, slopes, _ = jet(*theta)
        except (ArithmeticError, ValueError):
            value, slopes, _ = evaluate(jet, *map(np.float64, theta))
            return float(value), [float(slope) for slope in slopes]
        return value, list(slopes)
    return at


def rows_of(function: Function, box: Array, start: Array, known: Array | None, noise: Mapping[str, Any] | None,
            samples: int | None, value: Callable[..., Number] | None = None) -> Landscape:
    """The function as a sum over `samples` rows that differ by the noise {"kind": …, "sd": …}.

    Curvature is about the first minimum (else the middle of the box), local about the first other mark (else the
    start). Errors: Invalid at `problem.noise.kind` and `problem.samples`.
    """
    told = noise or {}
    entry = noises.find(told.get("kind", "none"), "problem.noise.kind")
    form, n = entry.make(), samples or (1 if entry.name == "none" else SAMPLES)

    def made(c: Array, about: Array) -> Landscape:
        make: Callable[..., Function] = form.line if len(box) == 1 else form.plane
        return Landscape(function, box, start, known, c, make(*about.tolist()), value=value)

    alone = made(np.zeros((n, len(box))), start)
    if entry.name == "none":
        return alone
    try:
        c = coefficients(n, len(box), told.get("sd", 0.5))
    except Invalid as e:
        raise e.within("problem") from None
    return made(c, _about(alone, form.about))


def _about(problem: Landscape, place: str) -> Array:
    """The point that a noise is made about."""
    if place == "origin":
        return np.zeros(problem.dim)
    wanted = [mark.point for mark in problem.marks if (mark.kind == "minimum") == (place == "minimum")]
    return [*wanted, problem.box.mean(axis=1) if place == "minimum" else problem.start][0]


def checked_box(box: Any, dim: int) -> Array:
    """[low, high] for each of `dim` dimensions as an array (dim, 2), or Invalid at `problem.box`."""
    try:
        sides = np.array(box, dtype=float)
    except (TypeError, ValueError):
        sides = np.empty(0)
    if sides.shape != (dim, 2) or not np.isfinite(sides).all() or not (sides[:, 0] < sides[:, 1]).all():
        raise Invalid("problem.box", QT_TRANSLATE_NOOP("core", "{value} is not {dim} times [low, high], low < high"),
                      value=shown(box), dim=dim)
    return sides
