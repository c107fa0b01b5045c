"""What the microscope says of a stationary point, and of what theory makes of it."""

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array, Kind, Mark, Problem
from sgdviz.core.stationary import widths
from sgdviz.core.theory.flat import Nature, constant_rate, creep, factor, steps_to_leave

from ..text.mathtext import plain
from ..text.numbers import brief

SHOWN = 3
"""So many eigenvalues are written out; of more, the least and the greatest."""
ROUNDING = 1e-9
"""Beside the size of the box, or of the largest curvature, what is smaller is not told from zero."""
PRIMES = ("′", "″", "‴", "⁗")
translate = QCoreApplication.translate


def called(problem: Problem, mark: Mark) -> str:
    """A point in a list of points."""
    return f"{_kind(mark.kind)} {plain(_coordinates(problem, mark.point))}"


def _kind(kind: Kind) -> str:
    return {"minimum": translate("FlatView", "minimum"), "maximum": translate("FlatView", "maximum"),
            "saddle": translate("FlatView", "strict saddle"), "degenerate": translate("FlatView", "flat point")}[kind]


def formula(found: Nature) -> str:
    """What stands beside the line of theory."""
    if found.kind == "degenerate":
        return r"$1/(ηCk)$" if found.higher[0] else r"$1/√(2ηck)$"
    return "$(1 − ηλ)^k$" if found.kind == "minimum" else "$(1 + ηγ)^k$"


def of_theory(frame: Frame, found: Nature, has_law: bool) -> str:
    """How descent comes near the point or leaves it; `has_law` says that theory's line is drawn."""
    eta = constant_rate(frame.course.run)
    if eta is None:
        return translate("FlatView", "distances of the runs; theory's line is for plain descent at one $η$")
    if not found.smooth:
        return translate("FlatView", "distances of the runs")
    if found.kind == "degenerate":
        creeps = translate("FlatView", "descent creeps: no factor, a power of the steps")
        return creeps if has_law else translate("FlatView", "distances of the runs")
    if found.kind != "minimum":
        steps = steps_to_leave(found, eta, 1.0, 10.0)
        words = translate("FlatView", "near it the full batch stretches the way out tenfold in {steps} steps")
        return words.format(steps=_small(round(steps, 1)))
    ratio = factor(found, eta)
    if ratio is None or ratio >= 1:
        return translate("FlatView", "$η$ is too large: the full batch comes no nearer")
    steps = -math.log(10) / math.log(ratio) if ratio else 0.0
    words = translate("FlatView", "near it the full batch brings the distance to a tenth in {steps} steps")
    return words.format(steps=_small(round(steps, 1)))


def facts(frame: Frame, found: Nature, has_law: bool) -> list[str]:
    """What the point is and where, its derivatives, and what theory's line is made of if there is one; a fact each."""
    kind, place = _kind(found.kind), f"$s$ = {_coordinates(frame.problem, found.point)}"
    if not found.smooth:
        kind = (translate("FlatView", "minimum at a kink") if found.kind == "minimum" else
                translate("FlatView", "maximum at a kink"))
        return [f"[bold:{kind}] {place}"]
    if found.is_flat_inflection:
        kind = translate("FlatView", "flat inflection (degenerate)")
    elif found.kind == "degenerate":
        kind = translate("FlatView", "degenerate")
    flat = found.kind == "degenerate"
    if frame.problem.dim == 1:
        derivatives = [0.0, 0.0 if flat else float(found.curvatures[0]), *found.higher]
        shown = 4 if flat and not found.higher[0] else 3
        numbers = [f"$J{prime}$ = {_small(value)}" for prime, value in zip(PRIMES[:shown], derivatives, strict=False)]
    else:
        zero = ROUNDING * np.abs(found.curvatures).max() if flat else 0.0
        values = [_small(value if abs(value) > zero else 0.0) for value in found.curvatures.tolist()]
        listed = ", ".join(values) if len(values) <= SHOWN else f"{values[0]} … {values[-1]}"
        numbers = [f"$λ$ = {listed}"]
    eta = constant_rate(frame.course.run) if has_law else None
    if eta is not None:
        numbers += _rates(found, eta)
    return [f"[bold:{kind}] {place}", *numbers]


def _rates(found: Nature, eta: float) -> list[str]:
    law, ratio = creep(found), factor(found, eta)
    if law is not None:
        return [f"${'C' if law.power == 2 else 'c'}$ = {_small(law.rate)}", f"$η$ = {_small(eta)}"]
    return [f"${'1 − ηλ' if found.kind == 'minimum' else '1 + ηγ'}$ = {_small(ratio or 0.0)}"]


def _coordinates(problem: Problem, point: Array) -> str:
    clear = np.where(np.abs(point) > ROUNDING * widths(problem), point, 0.0)
    numbers = [_small(value) for value in clear[:SHOWN].tolist()]
    return numbers[0] if len(point) == 1 else f"({', '.join(numbers)}{', …' if len(point) > SHOWN else ''})"


def _small(value: float) -> str:
    """A number in few digits."""
    return brief(value, 4, padded=False)
