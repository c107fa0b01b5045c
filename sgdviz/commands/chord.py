"""`sgdviz chord`: the chord test of one chord, in words or as JSON."""

import argparse
import json
import re

import numpy as np

from sgdviz.core.convexity import ChordTest, chord_test
from sgdviz.core.formula import formula_problem
from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid
from sgdviz.core.landscapes import landscape_problem, landscapes
from sgdviz.core.problem import Array, Problem

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_VARIABLES = ("x", "y", "pi", "e")


def main(options: argparse.Namespace) -> int:
    problem = problem_of(options.function)
    test = chord_test(problem, point_of(options.x0, "X0"), point_of(options.x1, "X1"))
    print(json_of(test) if options.json else sentence_of(test))
    return 0


def problem_of(function: str) -> Problem:
    """The named landscape, or what the formula says. A lone word that is no variable is meant as a name."""
    if re.fullmatch(r"[A-Za-z_]\w+", function) and function not in _VARIABLES:
        return landscape_problem(landscapes.find(function, "FORMULA_OR_LANDSCAPE").name)
    return formula_problem(function)


def point_of(text: str, place: str) -> Array:
    """`a` or `a,b` as people write them, with either minus sign."""
    numbers = [part.strip().replace("−", "-") for part in text.split(",")]
    if not all(map(_NUMBER.fullmatch, numbers)):
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "'{text}' is not a point; -2, 1e-3 and -1,2 are"), text=text)
    return np.array([float(number) for number in numbers])


def json_of(test: ChordTest) -> str:
    return json.dumps({"verdict": test.verdict, "min_gap": test.min_gap, "alpha": test.alpha, "strict": test.strict})


def sentence_of(test: ChordTest) -> str:
    chord = f"the chord from {named(test.a)} to {named(test.b)}"
    if test.alpha is None:
        touch = "lies above the graph between its ends" if test.strict else "is nowhere below the graph"
        return f"passes: {chord} {touch}; that alone does not make the function convex"
    point = test.alpha * test.a + (1 - test.alpha) * test.b
    return (f"violated: {chord} runs below the graph, farthest by {-test.min_gap:.10g} at α = {test.alpha:.6g}, "
            f"which is {named(point)}; the function is not convex")


def named(point: Array) -> str:
    return ", ".join(f"{name} = {x:.10g}" for name, x in zip(("x", "y"), point, strict=False))
