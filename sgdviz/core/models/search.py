"""Where a model begins, and the minimum that lies downhill from there."""

import numpy as np

from ..problem import Array, Mark, Problem
from ..stationary import kind, refine
from .absolute import least_absolute
from .function import Linear
from .losses import squared
from .model import around, own_units
from .regression import Regression

STARTS = (1.0, 0.1, 0.01, 0.001, 10.0, 100.0, 0.0, -1.0, -0.1)
"""What all parameters of a typed model may be at the start."""

SAMPLE = 4000
"""Of more rows than twice so many, a sample is gone down first, and all of them from where that ends."""


def downhill(problem: Problem, start: Array, steps: int = 100) -> Array | None:
    """Where Newton's method ends that goes down from `start`; None if it does not settle.

    A direction of negative curvature is gone down as if it were positive, so that it leaves saddles (Dauphin et al.
    2014), in coordinates in which the Hessian has ones on its diagonal; a step is halved until J is less.
    """
    theta = np.asarray(start, dtype=float)
    with np.errstate(all="ignore"):
        loss = float(problem.loss(theta))
        for _ in range(steps):
            gradient, hessian = problem.gradient(theta), problem.hessian(theta)
            if not (np.isfinite(loss) and np.isfinite(gradient).all() and np.isfinite(hessian).all()):
                return None
            size = np.sqrt(np.abs(np.diag(hessian)))
            size = np.where(size > 0, size, 1.0)
            values, axes = np.linalg.eigh(hessian / np.multiply.outer(size, size))
            least = 1e-9 * max(1e-300, float(np.abs(values).max()))
            step = axes @ (axes.T @ (gradient / size) / np.maximum(np.abs(values), least)) / size
            if (np.abs(step) <= 1e-12 * np.abs(theta)).all():
                return theta
            for _ in range(30):
                after = float(problem.loss(theta - step))
                if after < loss:
                    break
                step = step / 2
            else:
                return theta
            theta, before, loss = theta - step, loss, after
            if before - loss <= 1e-15 * abs(loss):
                return theta
    return None


def look(problem: Regression, start: Array, saddle: Array | None = None, box: Array | None = None) -> None:
    """Let a problem begin at `start`, mark the minimum downhill from there and the guessed saddle, and choose a box.

    Only what Newton's method reaches and the Hessian confirms is marked: in a valley of equal minima nothing is.
    """
    problem.start = start
    problem.box = around(start, start + np.maximum(1.0, np.abs(start))) if box is None else box
    end = settled(problem, start)
    if end is not None and box is None:
        low, high = around(end, start).T
        problem.box = np.column_stack([np.minimum(low, end - 1), np.maximum(high, end + 1)])
    guesses = [(end, "minimum")] * (end is not None) + [(saddle, "saddle")] * (saddle is not None)
    found = [(refine(problem, guess), wanted) for guess, wanted in guesses if guess is not None]
    problem.marks = tuple(Mark(kind(problem, point), point) for point, wanted in found
                          if point is not None and kind(problem, point) == wanted)
    if type(problem.function) is Linear and problem.cost.name == "absolute" and end is not None:
        corner = least_absolute(problem.design, problem.sample.y, end)
        problem.marks = () if corner is None else (Mark("minimum", corner, smooth=False),)


def settled(problem: Regression, start: Array) -> Array | None:
    """Where it goes downhill to from `start`. Another loss than the squared one begins where the squared one ends: it
    may have no curvature to begin with.
    """
    part = sampled(problem)
    if part is not problem:
        near = settled(part, start)
        return None if near is None else downhill(problem, near)
    if problem.cost.name == "squared":
        return downhill(problem, start)
    end = downhill(Regression(problem.sample, problem.function, squared()), start)
    if end is None or not problem.cost.curved:
        return end
    return downhill(problem, end)


def sampled(problem: Regression) -> Regression:
    """The problem on rows that are evenly spread over the table, where it has very many; else itself."""
    rows = np.arange(0, problem.n, max(1, problem.n // SAMPLE))
    return problem if len(rows) == problem.n else Regression(problem.sample.take(rows), problem.function, problem.cost)


def look_at_typed(problem: Regression) -> None:
    """Begin at the first of STARTS from which the lowest of the minima that are found from them is reached.

    If none is found, at the first where J is finite and has a slope. Each side of the box is in its own unit. Where
    there are very many rows, a sample of them chooses the start.
    """
    part = sampled(problem)
    if part is not problem:
        look_at_typed(part)
        problem.start, problem.box = part.start, part.box
        end = downhill(problem, part.marks[0].point) if part.marks else None
        point = None if end is None else refine(problem, end)
        if point is not None and kind(problem, point) == "minimum":
            problem.box, problem.marks = own_units(point, part.start), (Mark("minimum", point),)
        return
    starts = np.multiply.outer(STARTS, np.ones(problem.dim))
    with np.errstate(all="ignore"):
        slopes = np.abs(problem.gradient(starts)).max(axis=-1)
        good = np.isfinite(problem.loss(starts)) & np.isfinite(slopes) & (slopes > 0)
    problem.start = starts[np.argmax(good)]
    box, least = own_units(problem.start, problem.start), np.inf
    for start in starts[good]:
        end = settled(problem, start)
        if end is None or not np.isfinite(end).all():
            continue
        problem.box = own_units(end, start)
        point = refine(problem, end)
        if point is not None and float(problem.loss(point)) < least * (1 - 1e-9) and kind(problem, point) == "minimum":
            least, box = float(problem.loss(point)), own_units(point, start)
            problem.start, problem.marks = start, (Mark("minimum", point),)
    problem.box = box


def look_at_two_weights(problem: Regression) -> None:
    """Begin beside the way that leads straight into the saddle at 0 of ŷ = w_2 w_1 x.

    In units of √|k|, where k is the slope of least squares: the minima are the hyperbola w_1 w_2 = k.
    """
    x, y = problem.sample.x[:, 0], problem.sample.y
    with np.errstate(all="ignore"):
        k = float((x * y).mean() / (x * x).mean())
    size = abs(k) ** 0.5 if np.isfinite(k) and k else 1.0
    start = size * np.array([1.0, -0.9 if k >= 0 else 0.9])
    look(problem, start, saddle=np.zeros(2), box=2 * size * np.array([[-1.0, 1.0], [-1.0, 1.0]]))
