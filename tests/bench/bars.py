"""What a bar is: a ratio that is measured in rounds, and a limit that its median has to keep."""

import importlib
import time
from collections.abc import Callable
from statistics import median
from typing import Any, NamedTuple

ROUNDS = 7
"""So many rounds a bar is measured, unless told otherwise; in each the two sides take turns."""
LONG_ENOUGH = 0.02
"""Seconds below which a side of a race is repeated within a round, so that the clock's own error does not count."""


class Limit(NamedTuple):
    """Where a ratio has to lie: at least or at most `value`. `name` tells the limits of one bar apart."""

    value: float
    least: bool
    name: str = ""

    def holds(self, ratio: float) -> bool:
        return ratio >= self.value if self.least else ratio <= self.value

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.value:g} ×"


class AtLeast(Limit):
    """So many times as fast as what it is compared with."""

    def __new__(cls, value: float, name: str = "") -> "AtLeast":
        return super().__new__(cls, value, True, name)


class AtMost(Limit):
    """So many times what it is compared with takes."""

    def __new__(cls, value: float, name: str = "") -> "AtMost":
        return super().__new__(cls, value, False, name)


Round = Callable[[], tuple[float, ...]]
"""Measures once, both sides in turn: one ratio a limit."""


class Bar(NamedTuple):
    """A bar: `prepare()` sets up both sides once and returns what measures a round; or raises Missing."""

    id: str
    work: str
    against: str
    limits: tuple[Limit, ...]
    prepare: Callable[[], Round]


class Missing(Exception):
    """A peer is not installed, or the machine cannot show what is measured."""


bars: dict[str, Bar] = {}


def bar(id: str, work: str, against: str, *limits: Limit) -> Callable[[Callable[[], Round]], Callable[[], Round]]:
    """Make a function the `prepare` of the bar of that name."""

    def register(prepare: Callable[[], Round]) -> Callable[[], Round]:
        assert id not in bars, f"two bars called {id}"
        bars[id] = Bar(id, work, against, limits, prepare)
        return prepare
    return register


def peer(module: str) -> Any:
    """The module that a bar is measured against. Missing if it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise Missing(f"{module.partition('.')[0]} is not installed") from None


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, repeated until the clock can tell."""
    times = 0
    began = time.perf_counter()
    while (taken := time.perf_counter() - began) < LONG_ENOUGH:
        work()
        times += 1
    return taken / times


def race(ours: Callable[[], object], theirs: Callable[[], object]) -> Round:
    """How many times as fast as theirs ours is; who begins changes with every round."""
    return _alternating(ours, theirs, lambda mine, other: other / mine)


def cost(ours: Callable[[], object], theirs: Callable[[], object]) -> Round:
    """How many times as long as theirs ours takes; who begins changes with every round."""
    return _alternating(ours, theirs, lambda mine, other: mine / other)


def _alternating(ours: Callable[[], object], theirs: Callable[[], object], ratio: Callable[[float, float], float]) -> Round:
    ours()
    theirs()
    turn = [False]

    def measure() -> tuple[float, ...]:
        turn[0] = not turn[0]
        if turn[0]:
            mine, other = seconds(ours), seconds(theirs)
        else:
            other, mine = seconds(theirs), seconds(ours)
        return (ratio(mine, other),)
    return measure


def measured(one: Bar, rounds: int = ROUNDS) -> list[dict[str, Any]]:
    """One row a limit: the median ratio with the least and the most, and whether the limit is held."""
    same = {"id": one.id, "work": one.work, "against": one.against}
    try:
        measure = one.prepare()
        ratios = list(zip(*(measure() for _ in range(rounds)), strict=True))
    except Missing as e:
        return [same | {"limit": limit.name, "bar": str(limit), "skipped": str(e)} for limit in one.limits]
    assert len(ratios) == len(one.limits), one.id
    return [same | {"limit": limit.name, "bar": str(limit), "median": median(seen), "least": min(seen), "most": max(seen),
                    "rounds": rounds, "held": limit.holds(median(seen))} for limit, seen in zip(one.limits, ratios, strict=True)]
