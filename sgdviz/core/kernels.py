"""The loops over the steps of a run; those on a few floats are written out for their number.

Python takes five times as long for a loop over coordinates as for the same lines one after another, so a program writes
these lines. For a quadratic of two parameters they are

    for (h0_0, h0_1, h1_1, b0, b1, c), eta in zip(batches, rates):
        u0 = t0 - z0
        u1 = t1 - z1
        g0 = h0_0 * u0 + h0_1 * u1 + b0
        g1 = h0_1 * u0 + h1_1 * u1 + b1
        loss = c + 0.5 * (u0 * (g0 + b0) + u1 * (g1 + b1))
        t0, m0 = update(t0, g0, m0, age, eta, FLOATS)
        t1, m1 = update(t1, g1, m1, age, eta, FLOATS)

or, for a rule that is no more than that, t0 -= eta * g0 and t1 -= eta * g1.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np

from . import floats

FLOATS = floats
"""The functions of an update rule, for Python floats."""

Steps = Callable[[Any, Any, Any, Any], Iterator[int]]
"""(walk, batches, rates, rule) → the rows of these steps, each taken when it is asked for; see Walk."""
Oracle = Callable[[Any, Any], tuple[float, list[float]]]
"""(batch, θ) → (loss, gradient)."""

STEPS = """
    def {name}(walk, batches, rates, rule):
        {thetas}, = map(float, walk.theta)
        {memories}, = walk.memory
        update, trace, age = rule.update, walk.trace, walk.age
        {columns}, = trace.columns
        losses, row = trace.batch_losses, trace.last
        first = row
        try:
            for {batch}, eta in zip(batches, rates):
                {value}
                {moves}
                if not -1e300 < {total} < 1e300 and not ({each}):
                    break
                row += 1
                {writes}
                losses[row] = loss
                trace.last = row
                yield row
        except (OverflowError, ZeroDivisionError):
            {thetas}, = trace.theta[row].tolist()
        walk.theta, walk.memory, walk.age = ({thetas},), ({memories},), walk.age + row - first
"""
ORACLE = """
    def oracle(batch, theta):
        {thetas}, = theta
        {batch} = batch
        {value}
        return loss, [{gradients}]
"""


@cache
def quadratic(dim: int) -> Callable[..., tuple[Steps, Oracle]]:
    """θ* → the steps on batches ½ δᵀHδ + b·δ + c with δ = θ − θ*, and the oracle (batch, θ) → (loss, gradient).

    A batch is the upper triangle of H by rows, then b, then c.
    """
    every = range(dim)
    h = [f"h{i}_{j}" for i in every for j in range(i, dim)]
    slopes = [" + ".join([*(f"h{min(i, j)}_{max(i, j)} * u{j}" for j in every), f"b{i}"]) for i in every]
    twice = " + ".join(f"u{i} * (g{i} + b{i})" for i in every)
    return _made(dim, ", ".join([*h, *_each(dim, "b"), "c"]), [
        *(f"u{i} = t{i} - z{i}" for i in every), *(f"g{i} = {slopes[i]}" for i in every), f"loss = c + 0.5 * ({twice})"])


@cache
def oracled(dim: int) -> Steps:
    """The steps on batches that are oracles themselves, θ → (loss, gradient)."""
    value = f"loss, ({', '.join(_each(dim, 'g'))},) = oracle([{', '.join(_each(dim, 't'))}])"
    return _made(dim, "oracle", [value])(*[0.0] * dim)[0]


def _each(dim: int, letter: str) -> list[str]:
    return [f"{letter}{i}" for i in range(dim)]


def _made(dim: int, batch: str, value: Sequence[str]) -> Callable[..., tuple[Steps, Oracle]]:
    """θ* → the steps and the oracle with these lines for the loss and the gradient of a batch."""
    t, m, g = _each(dim, "t"), _each(dim, "m"), _each(dim, "g")
    words = {
        "batch": f"({batch})", "thetas": ", ".join(t), "memories": ", ".join(m), "gradients": ", ".join(g),
        "columns": ", ".join(_each(dim, "column")),
        "total": " + ".join(["loss", *t]), "each": " and ".join(f"isfinite({one})" for one in ["loss", *t]),
    }
    lines = {"value": value, "writes": [f"column{i}[row] = t{i}" for i in range(dim)]}
    moves = [f"t{i}, m{i} = update(t{i}, g{i}, m{i}, age, eta, FLOATS)" for i in range(dim)] + ["age += 1"]
    simple = [f"t{i} -= eta * g{i}" for i in range(dim)]
    source = "".join([
        f"def make({', '.join(_each(dim, 'z'))}):", _filled(STEPS, words | {"name": "ruled"}, lines | {"moves": moves}),
        _filled(STEPS, words | {"name": "plain"}, lines | {"moves": simple}), _filled(ORACLE, words, lines),
        "    return ruled, plain, oracle"])
    names: dict[str, Any] = {"FLOATS": FLOATS, "isfinite": math.isfinite}
    exec(source, names)

    def make(*middle: float) -> tuple[Steps, Oracle]:
        ruled, plain, oracle = names["make"](*middle)
        return lambda walk, batches, rates, rule: (plain if rule.plain else ruled)(walk, batches, rates, rule), oracle
    return make


def _filled(template: str, words: dict[str, Any], lines: dict[str, Sequence[str]]) -> str:
    """A template with these words in its lines, and these lines where one of their names stands alone."""
    found = []
    for line in template.splitlines():
        indent, name = line[: len(line) - len(line.lstrip())], line.strip(" {}")
        found += [indent + one for one in lines[name]] if name in lines else [line.format(**words)]
    return "\n".join(found) + "\n"


def vector_steps(walk: Any, batches: Any, rates: Any, rule: Any) -> Iterator[int]:
    """The steps on oracles, θ → (loss, gradient), with θ of shape (d,)."""
    theta, memory, age, trace = np.asarray(walk.theta), walk.memory, walk.age, walk.trace
    update, finite, nought = rule.update, math.isfinite, np.zeros(len(theta))
    for oracle, eta in zip(batches, rates, strict=False):
        loss, gradient = oracle(theta)
        theta, memory = update(theta, gradient, memory, age, eta, np)
        age += 1
        # 0 · inf and 0 · nan are nan.
        if not finite(loss) or theta.dot(nought):
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
