"""The line through the two ends of a chord, as an axis."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sgdviz.core.convexity import ChordTest
from sgdviz.core.problem import Array, Problem

from ..text.numbers import signed

BEYOND = 0.25
"""How much of the line is shown beyond each end, in parts of the chord."""


@dataclass(frozen=True, eq=False)
class Along:
    """θ = origin + s·direction. For one weight s is θ itself; for more, θ0 is at s = 0 and θ1 at s = 1."""

    origin: Array
    direction: Array

    @classmethod
    def through(cls, a: Array, b: Array) -> "Along":
        """The axis of the chord from θ0 = a to θ1 = b, both (d,)."""
        return cls(np.zeros(1), np.ones(1)) if len(a) == 1 else cls(a, b - a)

    def theta(self, s: Array | float) -> Array:
        """s (…) → θ (…, d)."""
        points: Array = self.origin + np.asarray(s)[..., None] * self.direction
        return points

    def place(self, theta: Array) -> float:
        """The s of the point of the line that is nearest to θ (d,)."""
        return float((theta - self.origin) @ self.direction / (self.direction @ self.direction))

    def holds(self, *points: Array) -> bool:
        """Whether these points lie on the line."""
        return all(np.allclose(self.theta(self.place(p)), p, rtol=1e-9, atol=1e-9) for p in points)


@dataclass(frozen=True, eq=False)
class Section:
    """A function along the line: `test` between the ends, `beyond` (m, 2) of s and value in all that is shown.

    `alpha` is the point that is looked at; `behind` is J, drawn where the chord is one of J_B, else empty. `letter` is
    what the function is called, as markup.
    """

    along: Along
    test: ChordTest
    problem: Problem
    alpha: float
    letter: str
    is_batch: bool
    beyond: Array
    behind: Array

    @cached_property
    def ends(self) -> Array:
        """s and value of θ0 and θ1, (2, 2)."""
        return np.array([[self.along.place(self.test.a), self.test.ends[0]],
                         [self.along.place(self.test.b), self.test.ends[1]]])

    def at(self, alpha: float) -> tuple[Array, Array]:
        """s and value at α on the graph and on the chord, each (2,)."""
        first, second = self.ends
        chord = alpha * first + (1 - alpha) * second
        value = float(self.problem.loss(alpha * self.test.a + (1 - alpha) * self.test.b))
        return np.array([chord[0], value]), chord

    def gap(self, alpha: float) -> float:
        graph, chord = self.at(alpha)
        return float(chord[1] - graph[1])

    @cached_property
    def graph(self) -> Array:
        """s and value between the ends, (251, 2), from θ1 to θ0."""
        first, second = self.ends[:, 0]
        alphas = self.test.alphas[::8]
        return np.column_stack([alphas * first + (1 - alphas) * second, self.test.values[::8]])

    @cached_property
    def chord(self) -> Array:
        """The chord under every point of `graph`, (251, 2)."""
        graph, (_, (first, second)) = self.graph, self.ends.T
        alphas = self.test.alphas[::8]
        return np.column_stack([graph[:, 0], alphas * first + (1 - alphas) * second])


def named(theta: Array) -> str:
    """A point in words: −2, or (1, −3.5)."""
    numbers = ", ".join(signed(f"{t:.4g}") for t in theta)
    return numbers if len(theta) == 1 else f"({numbers})"


def home(along: Along, test: ChordTest) -> Array:
    """[[s low, s high], [low, high]]: the chord with some of the line beyond, and all of graph and chord between."""
    ends = sorted((along.place(test.a), along.place(test.b)))
    reach = BEYOND * (ends[1] - ends[0])
    low, high = float(test.values.min()), float(test.values.max())
    span = (high - low) or max(1.0, abs(high))
    return np.array([[ends[0] - reach, ends[1] + reach], [low - 0.16 * span, high + 0.16 * span]])


def sampled_along(along: Along, problem: Problem, low: float, high: float, count: int = 241) -> Array:
    """s and value at `count` points of the line between s = low and high, (m, 2)."""
    if not problem.closed_form:
        count = int(np.clip(2_000_000 // problem.n, 24, count))
    s = np.linspace(low, high, count)
    with np.errstate(all="ignore"):
        return np.column_stack([s, problem.loss(along.theta(s))])
