"""Methods to compare with: each step looks at all rows, and at more than a gradient. Newton, Armijo, L-BFGS."""

import math
from typing import Annotated, Any

import numpy as np

from ..invalid import QT_TRANSLATE_NOOP
from ..parameters import Integer, Real
from ..problem import Array, Problem
from .linesearch import along, backtracked, inner, sharp
from .rule import LearningRate, Memory, Reference, Slot, optimizers

Decrease = Annotated[float, Real(above=0, below=1, scale="log", slider=(1e-6, 0.5), symbol="c",
                                 label=QT_TRANSLATE_NOOP("core", "least decrease"))]
Shrink = Annotated[float, Real(above=0, below=1, slider=(0.05, 0.95), symbol="ρ",
                               label=QT_TRANSLATE_NOOP("core", "shortened by"))]
DIRECTION = Slot("p", QT_TRANSLATE_NOOP("core", "direction"))
LENGTH = Slot("t", QT_TRANSLATE_NOOP("core", "step length"), single=True)


def nothing(problem: Problem, theta: Array) -> Memory:
    """No memory before the first step."""
    return None


def unlimited(curvature: float) -> float:
    """A line search finds a step that lowers J, whatever the learning rate."""
    return math.inf


@optimizers.register(QT_TRANSLATE_NOOP("core", "Newton"), whole=True)
def newton(lr: LearningRate = 1.0) -> Reference:
    """Newton's method: θ ← θ − ηp with ∇²J p = ∇J; of many solutions the shortest, where there is none no step (nan)."""
    def step(problem: Problem, theta: Array, memory: Memory, eta: float = lr) -> tuple[Array, Memory]:
        p = solved(problem.hessian(theta), problem.gradient(theta), float(np.abs(theta).max()))
        return theta - eta * p, (p,)

    formula = "$[whole:∇^2J(θ_k)] p_{k+1} = [whole:∇J(θ_k)]$\n$θ_{k+1} = θ_k − ηp_{k+1}$"
    # On a quadratic the distance to the minimum shrinks by 1 − η.
    return Reference(lr, nothing, step, lambda curvature: 2.0, (DIRECTION,), formula)


def solved(h: Array, g: Array, size: float) -> Array:
    """The shortest p with Hp = g; nan where H is not finite, or is singular and reaches less than half of g.

    A g that is no more than what rounding leaves at θ of this size is reached by any H.
    """
    if not (np.isfinite(h).all() and np.isfinite(g).all()):
        return np.full_like(g, np.nan)
    p = np.asarray(np.linalg.lstsq(h, g, rcond=None)[0], dtype=np.float64)
    missed, length = np.linalg.norm(h @ p - g), np.linalg.norm(g)
    nowhere = missed > length / 2 and length > 1e-10 * size * np.linalg.norm(h)
    return np.full_like(g, np.nan) if nowhere else p


@optimizers.register(QT_TRANSLATE_NOOP("core", "damped Newton"), whole=True)
def damped_newton(lr: LearningRate = 1.0, c: Decrease = 1e-4, shrink: Shrink = 0.5) -> Reference:
    """Newton's method that always goes down: (∇²J + μD) p = ∇J with μ = 0 where ∇²J is positive definite, else as large as
    makes it so, D being the size of its rows (Levenberg 1944, Marquardt 1963), and θ ← θ − tp with t shortened from η until
    J falls enough (Armijo 1966)."""
    def step(problem: Problem, theta: Array, memory: Memory, eta: float = lr) -> tuple[Array, Memory]:
        g = problem.gradient(theta)
        p, damping = damped(problem.hessian(theta), g)
        t = backtracked(problem, theta, p, inner(g, p), eta, c, shrink)
        return theta - t * p, (p, damping, t)

    formula = "\n".join(("$([whole:∇^2J(θ_k)] + μ_{k+1}D) p_{k+1} = [whole:∇J(θ_k)]$",
                         "$[whole:J](θ_k − tp_{k+1}) ≤ [whole:J](θ_k) − ct [whole:∇J(θ_k)]·p_{k+1}$",
                         "$θ_{k+1} = θ_k − t_{k+1}p_{k+1}$"))
    slots = (DIRECTION, Slot("μ", QT_TRANSLATE_NOOP("core", "damping"), single=True), LENGTH)
    return Reference(lr, nothing, step, unlimited, slots, formula)


def damped(h: Array, g: Array) -> tuple[Array, float]:
    """(H + μD)⁻¹g and the μ that makes the matrix positive definite; nan where H is not finite.

    D is the largest entry of each row of H, so that coordinates of any units are damped alike; 1 where that is 0.
    """
    if not (np.isfinite(h).all() and np.isfinite(g).all()):
        return np.full_like(g, np.nan), math.nan
    sizes = np.abs(h).max(axis=1)
    scale = 1 / np.sqrt(np.where(sizes > 0, sizes, 1.0))
    values, vectors = np.linalg.eigh(scale[:, None] * h * scale)
    damping = 0.0 if values[0] > 1e-12 else 1e-3 - float(values[0])
    return scale * (vectors @ ((g * scale) @ vectors / (values + damping))), damping


@optimizers.register(QT_TRANSLATE_NOOP("core", "descent with line search"), whole=True)
def armijo(lr: LearningRate = 1.0, c: Decrease = 1e-4, shrink: Shrink = 0.5) -> Reference:
    """Gradient descent θ ← θ − t∇J, with t shortened from η until J(θ − t∇J) ≤ J(θ) − ct|∇J|² (Armijo 1966)."""
    def step(problem: Problem, theta: Array, memory: Memory, eta: float = lr) -> tuple[Array, Memory]:
        g = problem.gradient(theta)
        t = backtracked(problem, theta, g, inner(g, g), eta, c, shrink)
        return theta - t * g, (t,)

    formula = "\n".join(("$[whole:J](θ_k − t[whole:∇J(θ_k)]) ≤ [whole:J](θ_k) − ct |[whole:∇J(θ_k)]|^2$",
                         "$θ_{k+1} = θ_k − t_{k+1}[whole:∇J(θ_k)]$"))
    return Reference(lr, nothing, step, unlimited, (LENGTH,), formula)


@optimizers.register(QT_TRANSLATE_NOOP("core", "L-BFGS"), whole=True)
def lbfgs(
    lr: LearningRate = 1.0,
    history_size: Annotated[int, Integer(low=1, high=100, slider=(1, 20), symbol="h",
                                         label=QT_TRANSLATE_NOOP("core", "steps kept"))] = 10,
    c: Decrease = 1e-4,
) -> Reference:
    """L-BFGS: p from ∇J by the curvature of the last steps (Nocedal 1980), θ ← θ − tp with t nearly the best on its line."""
    def step(problem: Problem, theta: Array, memory: Memory, eta: float = lr) -> tuple[Array, Memory]:
        g = problem.gradient(theta)
        steps, changes = memory[2:] if memory else (np.empty((0, len(theta))), np.empty((0, len(theta))))
        p = two_loops(g, steps, changes)
        if not inner(g, p) > 0:
            p = g
        t = sharp(along(problem, theta, p), eta, c)
        after = theta - t * p
        s, y = after - theta, problem.gradient(after) - g
        # Only a pair of positive curvature keeps the matrix positive definite.
        if inner(s, y) > 1e-10 * math.sqrt(inner(s, s) * inner(y, y)):
            steps, changes = np.vstack([steps, s])[-history_size:], np.vstack([changes, y])[-history_size:]
        return after, (p, t, steps, changes)

    formula = "\n".join(("$p_{k+1} = H_k[whole:∇J(θ_k)]$", "$θ_{k+1} = θ_k − t_{k+1}p_{k+1}$",
                         "$s_{k+1} = θ_{k+1} − θ_k,$  $y_{k+1} = [whole:∇J(θ_{k+1})] − [whole:∇J(θ_k)]$",
                         "$H_{k+1}y_{k+1} = s_{k+1}$"))
    slots = (DIRECTION, LENGTH, Slot("s", QT_TRANSLATE_NOOP("core", "last step")),
             Slot("y", QT_TRANSLATE_NOOP("core", "change of the gradient")))
    return Reference(lr, nothing, step, unlimited, slots, formula)


def two_loops(g: Array, steps: Array, changes: Array) -> Array:
    """The inverse Hessian of these steps (k, d) and changes of the gradient (k, d), times g (Nocedal, Wright 2006, 7.4)."""
    if not len(steps):
        # The first step is no longer than 1.
        return g * min(1.0, 1.0 / size) if (size := float(np.abs(g).sum())) > 0 else g
    q, weights = g, []
    pairs: list[Any] = [(s, y, 1 / inner(s, y)) for s, y in zip(steps, changes, strict=True)]
    for s, y, share in reversed(pairs):
        weights.append(share * inner(s, q))
        q = q - weights[-1] * y
    s, y, share = pairs[-1]
    q = q / (share * inner(y, y))
    for s, y, share in pairs:
        q = q + (weights.pop() - share * inner(y, q)) * s
    return q
