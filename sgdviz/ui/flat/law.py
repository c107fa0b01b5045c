"""The line that theory draws beside the distances of runs to a stationary point."""

import numpy as np

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array
from sgdviz.core.theory.flat import Nature, constant_rate, creep, factor

from ..loss.scales import horizon
from .layers import Course


def law_line(frame: Frame, found: Nature, course: Course, reach: float) -> tuple[Array, Array] | None:
    """What theory says of plain descent, as steps and logarithms of distances, (2,) each; None where it says nothing.

    At a flat point it creeps, from the first step on. Elsewhere each step multiplies the distance by one factor, as soon as the
    watched run, whose distances are those of `course`, is within `reach`.
    """
    eta, until = constant_rate(frame.course.run), float(horizon(frame))
    if eta is None:
        return None
    law = creep(found)
    if law is not None:
        steps = np.array([1.0, max(2.0, until)])
        return steps, np.log10(law.distance(eta, steps))
    ratio, begun = factor(found, eta), _begun(frame, found, course, reach)
    if ratio is None or ratio <= 0 or begun is None:
        return None
    step, distance = begun
    steps = np.array([step, max(until, step + 1.0)])
    return steps, np.log10(distance) + (steps - step) * np.log10(ratio)


def _begun(frame: Frame, found: Nature, course: Course, reach: float) -> tuple[int, float] | None:
    """The first step at which the watched run is so near that J is nearly a quadratic, and how far it is then: as a
    whole from a minimum, along the way out at a saddle."""
    step = course.distances.first_within(reach, course.last)
    if step is None:
        return None
    off = frame.trace.theta[step] - found.point
    distance = float(np.linalg.norm(off) if found.kind == "minimum" else abs(off @ found.escape))
    return (step, distance) if distance > 0 else None
