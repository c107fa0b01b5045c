"""A typed formula in x, or in x and y: parsed by a grammar of its own, differentiated exactly, never run as Python."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..elementary import Function, Jet, Number, evaluate
from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..landscapes.landscape import Landscape, checked_box, rows_of
from ..problem import Array
from .algebra import JETS, NUMBERS, still
from .syntax import Apply, Constant, Node, Variable, tree
from .tokens import VARIABLES

Closure = Callable[[Number, Number], Any]


@dataclass(frozen=True)
class Formula:
    """A function that was typed: `function` gives its jet, `value` the value alone, from each of `variables`.

    Both take floats and arrays and never raise: where there is no finite value there is inf or nan.
    """

    text: str
    variables: tuple[str, ...] = field(compare=False)
    function: Function = field(compare=False, repr=False)
    value: Callable[..., Number] = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Formula:
    """The formula of a text. One in which no y occurs is a function of x alone. Errors: Invalid at `formula`."""
    root = tree(text)
    value = _compiled(root, NUMBERS, (lambda x, y: x, lambda x, y: y), lambda c: c)
    seeds = (lambda x, y: (x, 1.0, 0.0, 0.0, 0.0, 0.0), lambda x, y: (y, 0.0, 1.0, 0.0, 0.0, 0.0))
    jet = _compiled(root, JETS, seeds, still)
    if not _holds_y(root):
        def line(x: Number) -> Jet:
            f, fx, _, fxx, _, _ = jet(x, 0.0)
            return f, (fx,), (fxx,)
        return Formula(text, ("x",), lambda x: evaluate(line, x), lambda x: evaluate(value, x, 0.0))

    def plane(x: Number, y: Number) -> Jet:
        f, fx, fy, fxx, fxy, fyy = jet(x, y)
        return f, (fx, fy), (fxx, fxy, fyy)
    return Formula(text, ("x", "y"), lambda x, y: evaluate(plane, x, y), lambda x, y: evaluate(value, x, y))


def formula_problem(formula: str, box: Any = None, noise: Mapping[str, Any] | None = None,
                    samples: int | None = None) -> Landscape:
    """The formula as a sum over rows, in [−5, 5] for each variable unless told otherwise.

    It starts at a quarter of the box, or where the function is finite next to that. Errors: Invalid at `formula`,
    `problem.box`, `problem.noise` and `problem.samples`.
    """
    typed = parse(formula)
    sides = checked_box([[-5.0, 5.0]] * len(typed.variables) if box is None else box, len(typed.variables))
    return rows_of(typed.function, sides, _start(typed, sides), (), noise, samples, typed.value)


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


def _holds_y(node: Node) -> bool:
    return node == Variable("y") if not isinstance(node, Apply) else any(map(_holds_y, node.operands))


def _compiled(node: Node, operations: Mapping[str, Callable[..., Any]], variables: tuple[Closure, Closure],
              constant: Callable[[float], Any]) -> Closure:
    """The tree as one closure of (x, y), with operations on numbers or on jets."""
    if isinstance(node, Constant):
        c = constant(node.value)
        return lambda x, y: c
    if isinstance(node, Variable):
        return variables[VARIABLES.index(node.name)]
    operation = operations[node.name]
    operands = [_compiled(operand, operations, variables, constant) for operand in node.operands]
    if len(operands) == 1:
        (u,) = operands
        return lambda x, y: operation(u(x, y))
    u, v = operands
    return lambda x, y: operation(u(x, y), v(x, y))
