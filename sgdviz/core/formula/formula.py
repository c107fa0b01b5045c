"""A typed formula in x, or in x and y: parsed by a grammar of its own, differentiated exactly, never run as Python."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from ..elementary import Jet, Number, evaluate
from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..landscapes.landscape import Landscape, checked_box, rows_of
from ..problem import Array
from .jets import jet_of
from .nodes import Node, names_in
from .program import Program
from .syntax import tree
from .tokens import VARIABLES


@dataclass(frozen=True)
class Formula:
    """A function that was typed, of a value for each of `variables`, differentiated by those in `by`.

    Its methods take floats and arrays and never raise: where there is no finite value there is inf or nan.
    """

    text: str
    variables: tuple[str, ...] = field(compare=False)
    by: tuple[str, ...] = field(compare=False)
    root: Node = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    @property
    def occurring(self) -> frozenset[str]:
        """The variables that stand in it."""
        return names_in(self.root)

    def value(self, *point: Number) -> Number:
        """The value alone."""
        return evaluate(self.program(0), *point)[0]

    def function(self, *point: Number) -> Jet:
        """Value, slopes by each variable in `by`, and bends by each pair of them."""
        value, *rest = evaluate(self.program(2), *point)
        d = len(self.by)
        return value, tuple(rest[:d]), tuple(rest[d:])

    def program(self, order: int) -> Callable[..., list[Number]]:
        """Value (order 0), then slopes (1), then the upper triangle of bends by rows (2), one after another.

        It does less than `function`, and floats may raise in it.
        """
        return self._programs[order]

    @cached_property
    def _programs(self) -> "_Programs":
        return _Programs(self)


class _Programs(dict[int, Callable[..., list[Number]]]):
    """The programs of a formula, each compiled when it is first asked for."""

    def __init__(self, formula: Formula) -> None:
        self._program = Program(formula.variables)
        self._by = [self._program.variable(name) for name in formula.by]
        self._jet = jet_of(self._program, formula.root, frozenset(self._by))

    def __missing__(self, order: int) -> Callable[..., list[Number]]:
        slopes = [self._jet.slopes.get(slot) for slot in self._by]
        bends = [self._jet.bends.get((min(pair), max(pair))) for pair in combinations_with_replacement(self._by, 2)]
        self[order] = self._program.compiled([self._jet.value, *slopes[: len(slopes) * (order > 0)],
                                              *bends[: len(bends) * (order > 1)]])
        return self[order]


def parse(text: str, variables: Sequence[str] | None = None, by: Collection[str] | None = None) -> Formula:
    """The formula of a text in these variables, differentiated by those in `by`, or by all.

    Without `variables` it is a function of x and y, and one in which no y occurs is a function of x alone.
    Errors: Invalid at `formula`; its value `column` says where.
    """
    root = tree(text, VARIABLES if variables is None else variables)
    if variables is None:
        variables = VARIABLES if "y" in names_in(root) else VARIABLES[:1]
    chosen = tuple(name for name in variables if by is None or name in by)
    return Formula(text, tuple(variables), chosen, root)


def formula_problem(formula: str, box: Any = None, noise: Mapping[str, Any] | None = None,
                    samples: int | None = None) -> Landscape:
    """The formula as a sum over rows, in [−5, 5] for each variable unless told otherwise.

    It starts at a quarter of the box, or where the function is finite next to that. Errors: Invalid at `formula`,
    `problem.box`, `problem.noise` and `problem.samples`.
    """
    typed = parse(formula)
    sides = checked_box([[-5.0, 5.0]] * len(typed.variables) if box is None else box, len(typed.variables))
    return rows_of(typed.function, sides, _start(typed, sides), None, noise, samples, typed.value)


def _start(typed: Formula, sides: Array) -> Array:
    quarter = sides @ np.array([0.75, 0.25])
    axes = np.meshgrid(*(np.linspace(low, high, 41) for low, high in sides))
    points = np.stack([axis.ravel() for axis in axes], axis=-1)
    points = points[np.argsort(np.linalg.norm((points - quarter) / np.ptp(sides, axis=1), axis=1), kind="stable")]
    value, slopes, _ = typed.function(*points.T)
    finite = np.ones(len(points), dtype=bool)
    for number in (value, *slopes):
        finite &= np.isfinite(number)
    if not finite.any():
        raise Invalid("formula", QT_TRANSLATE_NOOP("core", "it has no finite value in the box"))
    return np.array(points[np.argmax(finite)])
