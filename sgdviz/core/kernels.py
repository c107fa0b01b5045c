"""The loop over the steps of a few floats, written out for their number.

Python takes five times as long for a loop over coordinates as for the same lines one after another, so a program writes
these lines. For a quadratic of two parameters they are

    for (a0_0, a0_1, a1_1, b0, b1, c), eta in zip(batches, rates):
        u0 = t0 - z0
        u1 = t1 - z1
        p0 = a0_0 * u0 + a0_1 * u1 + b0
        p1 = a0_1 * u0 + a1_1 * u1 + b1
        loss = c + u0 * (p0 + b0) + u1 * (p1 + b1)
        t0, m0 = update(t0, 2 * p0, m0, age, eta, FLOATS)
        t1, m1 = update(t1, 2 * p1, m1, age, eta, FLOATS)
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np

FLOATS = SimpleNamespace(
    sqrt=math.sqrt, maximum=max, sign=lambda a: 1.0 if a > 0 else -1.0 if a < 0 else a, where=lambda c, a, b: a if c else b
)
"""The functions of an update rule, for Python floats."""

Steps = Callable[[Any, Any, Any, Any], Iterator[int]]
"""(walk, batches, rates, rule) → the rows of these steps, each taken when it is asked for; see Walk."""

STEPS = """
def make({middle}):
    def steps(walk, batches, rates, rule):
        {thetas}, = map(float, walk.theta)
        {memories}, = walk.memory
        update, trace, age = rule.update, walk.trace, walk.age
        numbers, losses, row = trace.numbers, trace.batch_losses, trace.last
        try:
            for {batch}, eta in zip(batches, rates):
                {value}
                {moves}
                age += 1
                if not isfinite({total}) and not ({each}):
                    break
                row += 1
                at = {dim} * row
                {writes}
                losses[row] = loss
                trace.last = row
                yield row
        except (OverflowError, ZeroDivisionError):
            {thetas}, = trace.theta[row].tolist()
        walk.theta, walk.memory, walk.age = ({thetas},), ({memories},), age

    def oracle(batch, theta):
        {thetas}, = theta
        {batch} = batch
        {value}
        return loss, [{gradients}]

    return steps, oracle
"""


@cache
def quadratic(dim: int) -> Callable[..., tuple[Steps, Callable[[Any, Any], Any]]]:
    """θ* → the steps on batches δᵀAδ + 2 b·δ + c with δ = θ − θ*, and the oracle (batch, θ) → (loss, gradient).

    A batch is the upper triangle of A by rows, then b, then c.
    """
    every = range(dim)
    a = [f"a{i}_{j}" for i in every for j in range(i, dim)]
    half = [" + ".join([*(f"a{min(i, j)}_{max(i, j)} * u{j}" for j in every), f"b{i}"]) for i in every]
    loss = " + ".join(["c", *(f"u{i} * (p{i} + b{i})" for i in every)])
    value = [*(f"u{i} = t{i} - z{i}" for i in every), *(f"p{i} = {half[i]}" for i in every), f"loss = {loss}"]
    return _made(dim, ", ".join([*a, *_each(dim, "b"), "c"]), [f"2 * p{i}" for i in every], value)


@cache
def oracled(dim: int) -> Steps:
    """The steps on batches that are oracles themselves, θ → (loss, gradient)."""
    value = f"loss, ({', '.join(_each(dim, 'g'))},) = oracle([{', '.join(_each(dim, 't'))}])"
    return _made(dim, "oracle", _each(dim, "g"), [value])(*[0.0] * dim)[0]


def _each(dim: int, letter: str) -> list[str]:
    return [f"{letter}{i}" for i in range(dim)]


def _made(dim: int, batch: str, gradients: Sequence[str], value: Sequence[str]) -> Callable[..., Any]:
    """`STEPS` with the lines that give the loss and the gradient of a batch."""
    t, m = _each(dim, "t"), _each(dim, "m")
    lines = {
        "value": value,
        "moves": [f"{a}, {b} = update({a}, {g}, {b}, age, eta, FLOATS)" for a, b, g in zip(t, m, gradients, strict=True)],
        "writes": [f"numbers[at + {i}] = {a}" for i, a in enumerate(t)],
    }
    words = {
        "dim": dim, "middle": ", ".join(_each(dim, "z")), "batch": f"({batch})", "thetas": ", ".join(t),
        "memories": ", ".join(m), "gradients": ", ".join(gradients), "total": " + ".join(["loss", *t]),
        "each": " and ".join(f"isfinite({one})" for one in ["loss", *t]),
    }
    source = ""
    for line in STEPS.splitlines():
        indent, name = line[: len(line) - len(line.lstrip())], line.strip().strip("{}")
        source += "".join(f"{indent}{one}\n" for one in lines.get(name, [line.strip()]))
    names: dict[str, Any] = {"FLOATS": FLOATS, "isfinite": math.isfinite}
    exec(source.format(**words), names)
    made: Callable[..., Any] = names["make"]
    return made


def vector_steps(walk: Any, batches: Any, rates: Any, rule: Any) -> Iterator[int]:
    """The steps on oracles, θ → (loss, gradient), with θ of shape (d,)."""
    theta, memory, age, trace = np.asarray(walk.theta), walk.memory, walk.age, walk.trace
    update, finite = rule.update, math.isfinite
    for oracle, eta in zip(batches, rates, strict=False):
        loss, gradient = oracle(theta)
        theta, memory = update(theta, gradient, memory, age, eta, np)
        age += 1
        if not finite(loss + sum(theta.tolist())) and not (finite(loss) and np.isfinite(theta).all()):
            break
        yield trace.append(theta, loss)
    walk.theta, walk.memory, walk.age = theta, memory, age


def whole_steps(walk: Any, problems: Any, rates: Any, rule: Any) -> Iterator[int]:
    """The steps of a reference method, which asks the problem itself."""
    theta, memory, age, trace = np.asarray(walk.theta, dtype=float), walk.memory, walk.age, walk.trace
    for problem, eta in zip(problems, rates, strict=False):
        loss = float(problem.loss(theta))
        try:
            theta, memory = rule.step(problem, theta, memory, eta)
        except (OverflowError, ZeroDivisionError):
            break
        age += 1
        if not (math.isfinite(loss) and np.isfinite(theta).all()):
            break
        yield trace.append(theta, loss)
    walk.theta, walk.memory, walk.age = theta, memory, age
