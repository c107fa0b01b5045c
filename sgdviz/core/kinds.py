"""The kinds of problem that a document can name, each a factory that declares what it takes."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np

from .datasets import load
from .formula import formula_problem
from .invalid import QT_TRANSLATE_NOOP, Invalid
from .landscapes import landscape_problem, landscapes
from .models import LinearRegression, LogisticRegression, Sample
from .parameters import Catalog, Choice, Flag, Integer
from .problem import Problem
from .selection import select
from .selection import standardize as standardized
from .values import Box, Classes, Columns, Noise, Numbers, Word

kinds: Catalog[Problem] = Catalog("problem kind")


DataSet = Annotated[str, Word(of="data", label=QT_TRANSLATE_NOOP("core", "data"))]
Features = Annotated[list[str] | None, Columns(symbol="x", label=QT_TRANSLATE_NOOP("core", "feature"))]
Target = Annotated[str | None, Word(of="column", optional=True, symbol="y", label=QT_TRANSLATE_NOOP("core", "target"))]
Bias = Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "bias"))]
Boxed = Annotated[list[list[float]] | None, Box(label=QT_TRANSLATE_NOOP("core", "box"))]
NoiseKind = Annotated[dict[str, Any] | None, Noise(label=QT_TRANSLATE_NOOP("core", "noise"))]
Samples = Annotated[int | None, Integer(low=1, high=100_000, symbol="n", label=QT_TRANSLATE_NOOP("core", "samples"))]
STANDARDIZE = {False: QT_TRANSLATE_NOOP("core", "no"), "x": QT_TRANSLATE_NOOP("core", "x only"),
               True: QT_TRANSLATE_NOOP("core", "x and y")}


@kinds.register(QT_TRANSLATE_NOOP("core", "linear regression"))
def linear_regression(
    data: DataSet, x: Features = None, y: Target = None,
    standardize: Annotated[bool | str, Choice(options=STANDARDIZE, label=QT_TRANSLATE_NOOP("core", "standardize"))] = False,
    bias: Bias = True, box: Boxed = None,
) -> Problem:
    """Mean squared error of ŷ = x·w + b."""
    sample, notes = _sample(data, x, y, None, standardize, "linear")
    return _boxed(LinearRegression(sample, bias), box, notes)


@kinds.register(QT_TRANSLATE_NOOP("core", "logistic regression"))
def logistic_regression(
    data: DataSet, x: Features = None, y: Target = None,
    classes: Annotated[list[Any] | None, Classes(label=QT_TRANSLATE_NOOP("core", "classes"))] = None,
    standardize: Annotated[bool | str, Choice(options={False: STANDARDIZE[False], "x": STANDARDIZE["x"], True: STANDARDIZE["x"]},
                                              label=QT_TRANSLATE_NOOP("core", "standardize"))] = False,
    bias: Bias = True, box: Boxed = None,
) -> Problem:
    """Mean cross-entropy of the probability 1 / (1 + exp(−(x·w + b))) of the second class."""
    sample, notes = _sample(data, x, y, classes, standardize, "logistic")
    return _boxed(LogisticRegression(sample, bias), box, notes)


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


def build(spec: Mapping[str, Any]) -> Problem:
    """The problem of a checked `problem` object, kept for the next time. Invalid where the data or the numbers do not fit."""
    return _build(json.dumps(spec, sort_keys=True), _stamp(spec.get("data")))


def _stamp(data: str | None) -> int:
    """When a file was last changed, so that an edited file is read again."""
    try:
        return Path(data).stat().st_mtime_ns if data else 0
    except (OSError, ValueError):
        return 0


@lru_cache(maxsize=16)
def _build(spec: str, stamp: int) -> Problem:
    numbers = json.loads(spec)
    numbers.pop("sha256", None)
    return kinds[numbers.pop("kind")].make(**numbers)


def _boxed(problem: Problem, box: list[list[float]] | None, notes: tuple[Invalid, ...] = ()) -> Problem:
    problem.notes = notes
    if box is not None:
        if len(box) != problem.dim:
            raise Invalid("problem.box", QT_TRANSLATE_NOOP("core", "sides given: {found}; θ has {dim}"),
                          found=len(box), dim=problem.dim)
        problem.box = np.array(box)
    return problem


def _sample(data: str, x: list[str] | None, y: str | None, classes: list[Any] | None, which: Any,
            kind: Literal["linear", "logistic"]) -> tuple[Sample, tuple[Invalid, ...]]:
    """The selected columns of a table, standardized as asked, and what there is to say about the selection."""
    selection = select(load(data), x, y, classes, kind)
    used_x, used_y, scaling = standardized(selection, which)
    labels = tuple(f"{label:g}" if isinstance(label, float) else str(label) for label in selection.labels or ())
    sample = Sample(used_x, used_y, selection.rows, scaling, selection.x_names, selection.y_name, labels, data)
    return sample, selection.notes
