"""The test of a chord, which takes two thousand values of J."""

import numpy as np

from sgdviz.core.convexity import ChordTest, chord_test
from sgdviz.core.invalid import Invalid
from sgdviz.core.problem import Array, Problem
from sgdviz.core.progress import Cancelled, Progress
from sgdviz.core.stoppable import Stoppable

AT_ONCE = 1 << 14
"""A problem whose J takes no more numbers than that is tested within some frames; another one aside."""


def tested(problem: Problem, a: Array, b: Array, progress: Progress) -> ChordTest | Invalid:
    """The chord from a to b, (d,) each, or why there is none."""
    looked_at = problem if problem.work <= AT_ONCE else Stoppable(problem, progress)
    try:
        with np.errstate(all="ignore"):
            return chord_test(looked_at, a, b)
    except Cancelled:
        raise
    except Invalid as why:
        # Its traceback would keep the frame alive.
        return why.with_traceback(None)
