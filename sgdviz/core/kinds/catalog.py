"""The catalog of problem kinds, and what several of them take."""

from typing import Annotated

import numpy as np

from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..parameters import Catalog
from ..problem import Problem
from ..values import Box

kinds: Catalog[Problem] = Catalog("problem kind")

Boxed = Annotated[list[list[float]] | None, Box(label=QT_TRANSLATE_NOOP("core", "box"))]


def boxed(problem: Problem, box: list[list[float]] | None, notes: tuple[Invalid, ...] = ()) -> Problem:
    problem.notes = notes
    if box is not None:
        if len(box) != problem.dim:
            raise Invalid("problem.box", QT_TRANSLATE_NOOP("core", "sides given: {found}; θ has {dim}"),
                          found=len(box), dim=problem.dim)
        problem.box = np.array(box)
    return problem
