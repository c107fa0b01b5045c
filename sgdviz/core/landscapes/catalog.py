"""The catalog of functions with a story, and how a function enters it.

A function gives its value, gradient and Hessian written out. One that declares numbers of its own is a factory and
returns the function. They are written with operators and the functions of `elementary`, so that they run on floats and
on arrays; products, not powers, which would raise.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..elementary import Function
from ..parameters import Catalog, signature
from ..problem import Kind, Mark
from .landscape import Landscape, checked_box, rows_of

landscapes: Catalog[Function] = Catalog("landscape")
Points = Sequence[Sequence[float]]
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def landscape(label: str, teaches: str, *, box: Points, start: Sequence[float], lr: float = 0.1,
              minima: Points = (), flats: Points = (), saddles: Points = (), maxima: Points = ()) -> Decorator:
    """Register a function, or the factory of one, with the sentence on what it teaches, which is its docstring too.

    `lr` is a learning rate that suits it. All its stationary points in the box are given to full precision; at `flats`
    the Hessian is singular. The program finds out itself what there is at them.
    """
    points: dict[Kind, Points] = {"minimum": minima, "degenerate": flats, "saddle": saddles, "maximum": maxima}
    marks = tuple(Mark(kind, np.array(point, dtype=float)) for kind, some in points.items() for point in some)

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__doc__ = teaches
        factory = function if signature(function) else lambda: function
        landscapes.register(label, function.__name__, teaches=teaches, box=np.array(box, dtype=float),
                            start=np.array(start, dtype=float), lr=lr, marks=marks)(factory)
        return function
    return decorate


def landscape_problem(name: str, parameters: Mapping[str, Any] | None = None, noise: Mapping[str, Any] | None = None,
                      samples: int | None = None, box: Any = None) -> Landscape:
    """The landscape of that name with its own numbers, as a sum over rows. Errors: Invalid, placed in `problem`."""
    entry = landscapes.find(name, "problem.name")
    function = entry.make(**entry.check(parameters or {}, "problem.parameters"))
    facts = entry.facts
    sides = facts["box"] if box is None else checked_box(box, len(facts["box"]))
    known = np.array([mark.point for mark in facts["marks"]]).reshape(-1, len(sides))
    return rows_of(function, sides, facts["start"], known, noise, samples)
