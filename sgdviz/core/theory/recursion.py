"""An optimizer on a quadratic is a linear recursion, if it is linear itself: so its limits are eigenvalues."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from ..optimizers import Rule
from ..problem import Array

AGES = (1, 1000)
"""A rule that treats its first steps in another way is seen by its age."""


class Recursion(NamedTuple):
    """One step of a linear rule on one coordinate: z ← keep z + push g with z = (θ, memory…); (s, s) and (s,)."""

    keep: Array
    push: Array

    def step(self, hessian: Array) -> Array:
        """The matrix that takes (θ − θ*, memory) one step on where the Hessian is (…, d, d): (…, sd, sd).

        Coordinates of θ come first, then those of each slot of the memory.
        """
        d, s = hessian.shape[-1], len(self.push)
        matrix = np.broadcast_to(np.kron(self.keep, np.eye(d)), (*hessian.shape[:-2], s * d, s * d)).copy()
        matrix[..., :d] += (self.push[:, None, None] * hessian[..., None, :, :]).reshape(*hessian.shape[:-2], s * d, d)
        return matrix


@dataclass(frozen=True)
class Linear:
    """A rule that is linear in θ, memory, g and η, without its learning rate: equal to another if it acts equally.

    `numbers` are keep and push at η = 0 and how they grow with η; `size` is s, `limit` the rule's own.
    """

    size: int
    numbers: tuple[float, ...]
    limit: Callable[[float], float] = field(compare=False)

    def at(self, lr: float) -> Recursion:
        """The recursion at a learning rate."""
        still, moved = np.array(self.numbers).reshape(2, self.size, self.size + 1)
        both = still + lr * moved
        return Recursion(both[:, :-1], both[:, -1])


@lru_cache(maxsize=64)
def linear(rule: Any) -> Linear | None:
    """`rule` as a recursion, found by asking it; None if it is not linear, or if its limit is not known.

    It is asked for its answer to each unit of (θ, memory) and of g at two learning rates, then whether it superposes them.
    """
    if not isinstance(rule, Rule) or rule.limit is None:
        return None
    with np.errstate(all="ignore"):
        ask = _asked(rule)
        size = len(ask(np.zeros(1), 0.0, 0, 1.0))
        units = [(unit, 0.0) for unit in np.eye(size)] + [(np.zeros(size), 1.0)]
        still, full = (np.column_stack([ask(z, g, AGES[0], lr) for z, g in units]) for lr in (0.0, 1.0))
        found = Linear(size, (*still.ravel().tolist(), *(full - still).ravel().tolist()), rule.limit)
        for age in AGES:
            for scale, lr in ((1.0, 0.1), (-2.5, 0.7), (40.0, 3.0)):
                z, g = scale * np.array([0.7, -1.3, 0.4, 2.1, -0.9])[:size], scale * 0.3
                keep, push = found.at(lr)
                if not np.allclose(ask(z, g, age, lr), keep @ z + push * g, rtol=1e-12, atol=1e-12 * abs(scale)):
                    return None
    return found


def _asked(rule: Rule) -> Callable[[Array, float, int, float], Array]:
    """The rule's answer (θ, memory…) to (θ, memory…), g, age and η; a memory that is not in use is left out."""
    zero = np.float64(0)
    memory = rule.update(zero, zero, rule.init(zero), 0, 0.0, np)[1]
    used = [] if memory is None else [i for i, entry in enumerate(memory) if entry is not None]

    def answer(z: Array, g: float, age: int, lr: float) -> Array:
        held = None
        if memory is not None:
            held = list(memory)
            for i, entry in zip(used, z[1:], strict=False):
                held[i] = entry
        theta, after = rule.update(z[0], np.float64(g), None if held is None else tuple(held), age, lr, np)
        return np.array([theta, *(after[i] for i in used)], dtype=float)
    return answer


def second_moment(one: Recursion, hessian: Array, deviation: Array) -> Array:
    """The operator E[A ⊗ A] that takes E[zzᵀ] one step on, on the upper triangles of symmetric matrices, (p, p).

    A is the recursion's step with the Hessian H_B of a batch, whose mean is `hessian` and whose covariance is `deviation`
    (d, d, d, d): E[ΔH_ij ΔH_kl] at [i, k, j, l]. p = D(D+1)/2 with D = sd.
    """
    d, s = len(hessian), len(one.push)
    mean = one.step(hessian)
    size = len(mean)
    whole = np.einsum("xa,yb->xyab", mean, mean).reshape(s, d, s, d, s, d, s, d)
    whole[:, :, :, :, 0, :, 0, :] += np.einsum("a,c,ikjl->aickjl", one.push, one.push, deviation)
    return on_triangles(whole.reshape(size * size, size * size), size)


def on_triangles(operator: Array, size: int) -> Array:
    """An operator on matrices (size², size²) that keeps them symmetric, as one on their upper triangles."""
    rows, columns = np.triu_indices(size)
    upper, lower = rows * size + columns, columns * size + rows
    kept = operator[upper]
    return np.where(rows == columns, kept[:, upper], kept[:, upper] + kept[:, lower])


def radius(matrix: Array) -> float:
    """The spectral radius; inf if it is out of all bounds."""
    if not np.isfinite(matrix).all():
        return float("inf")
    return float(np.abs(np.linalg.eigvals(matrix)).max())
