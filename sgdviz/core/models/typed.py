"""A model that was typed: a formula in parameters and columns."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from ..formula import FUNCTIONS, NAMES, Formula, parse, tokens
from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..problem import Array
from .function import Function

NAME = re.compile(r"[A-Za-z][A-Za-z_0-9]*")
RESERVED = re.compile(r"x[0-9]*")
MOST = 20
"""So many parameters a model may have."""


class Typed(Function):
    """ŷ = the value of a formula whose first variables are θ and whose others are columns of x."""

    def __init__(self, formula: Formula, columns: Sequence[int]) -> None:
        self.formula, self.columns = formula, tuple(columns)
        self.names = tuple(map(typeset, formula.by))
        self.width = 8

    def _point(self, theta: Array, design: Array) -> list[Any]:
        parameters = list(theta) if theta.ndim == 1 else [theta[..., k, None] for k in range(theta.shape[-1])]
        return [*parameters, *(np.ascontiguousarray(design[..., j]) for j in self.columns)]

    def _full(self, value: Any, theta: Array, design: Array) -> Array:
        """A value for every θ and every row, (…, n), also where the formula does not need both."""
        shape = (*theta.shape[:-1], design.shape[-2])
        return value if np.shape(value) == shape else np.broadcast_to(value, shape)

    def value(self, theta: Array, design: Array) -> Array:
        return self._full(self.formula.program(0)(*self._point(theta, design))[0], theta, design)

    def forward(self, theta: Array, design: Array) -> tuple[Array, Any]:
        value, *slopes = self.formula.program(1)(*self._point(theta, design))
        return self._full(value, theta, design), slopes

    def jacobian(self, theta: Array, design: Array, kept: Any) -> Array:
        return np.stack([self._full(slope, theta, design) for slope in kept], axis=-2)

    def backward(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        total = np.empty(theta.shape, np.result_type(theta, weights))
        for k, slope in enumerate(kept):
            total[..., k] = (weights * slope).sum(axis=-1)
        return total

    def curvature(self, theta: Array, design: Array, kept: Any, weights: Array) -> Array:
        d = len(self.names)
        total = np.empty((*theta.shape, d), np.result_type(theta, weights))
        bends = self.formula.program(2)(*self._point(theta, design))[1 + d :]
        for i, j, bend in zip(*np.triu_indices(d), bends, strict=True):
            total[..., i, j] = total[..., j, i] = (weights * bend).sum(axis=-1)
        return total


def typed(model: str, parameters: Sequence[str] | None, x_names: Sequence[str]) -> Typed:
    """The model of a text on columns of these names.

    x1, x2, … are the columns in their order, x is the first; one whose name can stand in a formula is also called by
    it. Without `parameters` every other name is one, in the order in which they come. Errors: Invalid at
    `problem.model` and `problem.parameters`; of a mistake in the text the value `column` says where.
    """
    columns = columns_of(x_names)
    try:
        names = found_in(model, columns) if parameters is None else checked(parameters, columns)
        formula = parse(model, (*names, *columns), by=names)
    except Invalid as e:
        raise Invalid("problem.model", e.template, **e.values) if e.place == "formula" else e from None
    used = formula.occurring
    for i, name in enumerate(names):
        if name not in used:
            raise Invalid(f"problem.parameters[{i}]", QT_TRANSLATE_NOOP("core", "{name} does not stand in the model"), name=name)
    if not names:
        raise Invalid("problem.model", QT_TRANSLATE_NOOP(
            "core", "no parameter stands in it; every name that is no column is one, as a in a*x"))
    if not used & set(columns):
        raise Invalid("problem.model", QT_TRANSLATE_NOOP("core", "no column stands in it; there are {allowed}"),
                      allowed=", ".join(columns))
    return Typed(formula, tuple(columns.values()))


def columns_of(x_names: Sequence[str]) -> dict[str, int]:
    """What the columns of x are called in a model, each name with its column."""
    numbered = {"x": 0, **{f"x{i + 1}": i for i in range(len(x_names))}}
    own = {name: i for i, name in enumerate(x_names) if NAME.fullmatch(name) and name not in (*NAMES, *FUNCTIONS)}
    return {**own, **{name: i for name, i in numbered.items() if name not in own}}


def found_in(model: str, columns: Sequence[str] | dict[str, int]) -> list[str]:
    """The names in a model that are neither columns nor functions nor constants: its parameters."""
    words = tokens(model)
    called = {word.text for word, after in pairwise(words) if after.text == "("}
    others = {*columns, *NAMES, *FUNCTIONS, *called}
    return list(dict.fromkeys(word.text for word in words if word.kind == "name" and word.text not in others
                              and NAME.fullmatch(word.text) and not RESERVED.fullmatch(word.text)))[:MOST]


def checked(parameters: Sequence[str], columns: dict[str, int]) -> list[str]:
    """Declared parameters, or Invalid at `problem.parameters` where one of them cannot be a parameter."""
    if len(parameters) > MOST:
        raise Invalid("problem.parameters", QT_TRANSLATE_NOOP("core", "{found} are too many; {allowed} are allowed"),
                      found=len(parameters), allowed=MOST)
    for i, name in enumerate(parameters):
        place, said = f"problem.parameters[{i}]", name[:20]
        if not NAME.fullmatch(name):
            raise Invalid(place, QT_TRANSLATE_NOOP(
                "core", "“{name}” is no name; a name is letters from a to z, digits and _, beginning with a letter"), name=said)
        if name in NAMES or name in FUNCTIONS:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{name} is known to every formula and cannot be a parameter"),
                          name=said)
        if name in columns or RESERVED.fullmatch(name):
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{name} cannot be a parameter: so the columns are called"), name=said)
        if name in parameters[:i]:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{name} is declared twice"), name=said)
    return list(parameters)


def typeset(name: str) -> str:
    """A name as mathematics: what follows a letter's digits or _ is its index."""
    letters, index = re.fullmatch(r"([A-Za-z]+)_*(.*)", name).groups()  # type: ignore[union-attr]  # a name begins so
    index = index.replace("_", ",")
    return f"{letters}_{index}" if len(index) == 1 else f"{letters}_{{{index}}}" if index else letters
