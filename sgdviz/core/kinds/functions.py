"""Bare functions as problems: those with a name and those that are typed."""

from typing import Annotated, Any

from ..formula import formula_problem
from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..landscapes import landscape_problem, landscapes
from ..parameters import Integer
from ..problem import Problem
from ..values import Noise, Numbers, Word
from .catalog import Boxed, kinds

NoiseKind = Annotated[dict[str, Any] | None, Noise(label=QT_TRANSLATE_NOOP("core", "noise"))]
Samples = Annotated[int | None, Integer(low=1, high=100_000, symbol="n", label=QT_TRANSLATE_NOOP("core", "samples"))]


@kinds.register(QT_TRANSLATE_NOOP("core", "landscape"))
def landscape(
    name: Annotated[str, Word(of="landscape", label=QT_TRANSLATE_NOOP("core", "function"))],
    parameters: Annotated[dict[str, Any] | None, Numbers()] = None,
    noise: NoiseKind = None, samples: Samples = None, box: Boxed = None,
) -> Problem:
    """A named function of one or two variables; its rows are the function plus perturbations that sum to zero."""
    entry = landscapes.find(name, "problem.name")
    numbers = entry.check(parameters or {}, "problem.parameters")
    return landscape_problem(name, numbers, noise, samples, box)


@kinds.register(QT_TRANSLATE_NOOP("core", "formula"))
def formula(
    formula: Annotated[str, Word(of="formula", label=QT_TRANSLATE_NOOP("core", "formula"))],
    noise: NoiseKind = None, samples: Samples = None, box: Boxed = None,
) -> Problem:
    """A typed function of x, or of x and y."""
    try:
        return formula_problem(formula, box=box, noise=noise, samples=samples)
    except Invalid as e:
        raise Invalid("problem.formula", e.template, **e.values) if e.place == "formula" else e from None
