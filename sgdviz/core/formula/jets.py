"""Derivatives of a formula by second-order forward differentiation (Griewank, Walther 2008, ch. 13).

A jet is where a program holds a value, its slopes by the variables it is differentiated by, and its bends by pairs of
them; what is zero everywhere is left out. Three rules, for products, quotients and chains, carry jets through a
formula; every function follows from its own two derivatives.
"""

import math
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations_with_replacement
from typing import NamedTuple

from .nodes import Constant, Node, Variable
from .program import Program, Slot

Rule = Callable[..., "Jet"]


class Jet(NamedTuple):
    """Slots of a value and its derivatives; pairs are in ascending order."""

    value: Slot
    slopes: dict[Slot, Slot]
    bends: dict[tuple[Slot, Slot], Slot]


def jet_of(program: Program, node: Node, by: frozenset[Slot]) -> Jet:
    """Write a formula and its derivatives by the variables in `by` into a program."""
    if isinstance(node, Constant):
        return Jet(program.number(node.value), {}, {})
    if isinstance(node, Variable):
        slot = program.variable(node.name)
        return Jet(slot, {slot: program.one} if slot in by else {}, {})
    operands = [jet_of(program, operand, by) for operand in node.operands]
    value = program.apply(node.name, *(operand.value for operand in operands))
    return RULES[node.name](program, value, *operands)


def _made(value: Slot, operands: tuple[Jet, ...], slope: Callable[[Slot], Slot | None],
          bend: Callable[[Slot, Slot], Slot | None]) -> Jet:
    """A jet from what its slopes and bends are, without those that are zero."""
    by = sorted({slot for operand in operands for slot in operand.slopes})
    slopes: Iterator[tuple[Slot, Slot | None]] = ((i, slope(i)) for i in by)
    kept = {i: s for i, s in slopes if s is not None}
    bends = ((pair, bend(*pair)) for pair in combinations_with_replacement(by, 2))
    return Jet(value, kept, {pair: b for pair, b in bends if b is not None})


def _sum(p: Program, value: Slot, u: Jet, v: Jet) -> Jet:
    return _made(value, (u, v), lambda i: p.total([u.slopes.get(i)], [v.slopes.get(i)]),
                 lambda i, j: p.total([u.bends.get((i, j))], [v.bends.get((i, j))]))


def _difference(p: Program, value: Slot, u: Jet, v: Jet) -> Jet:
    return _made(value, (u, v), lambda i: p.difference(u.slopes.get(i), v.slopes.get(i)),
                 lambda i, j: p.difference(u.bends.get((i, j)), v.bends.get((i, j))))


def _negative(p: Program, value: Slot, u: Jet) -> Jet:
    return _made(value, (u,), lambda i: p.difference(None, u.slopes.get(i)),
                 lambda i, j: p.difference(None, u.bends.get((i, j))))


def _product(p: Program, value: Slot, u: Jet, v: Jet) -> Jet:
    a, ai, aij = u.value, u.slopes.get, u.bends.get
    b, bi, bij = v.value, v.slopes.get, v.bends.get
    return _made(value, (u, v), lambda i: p.total((a, bi(i)), (ai(i), b)),
                 lambda i, j: p.total((a, bij((i, j))), (ai(i), bi(j)), (ai(j), bi(i)), (aij((i, j)), b)))


def _quotient(p: Program, value: Slot, u: Jet, v: Jet) -> Jet:
    def over(slot: Slot | None) -> Slot | None:
        return None if slot is None else p.apply("/", slot, v.value)

    slopes = {i: over(p.difference(u.slopes.get(i), p.total((value, v.slopes.get(i))))) for i in {**u.slopes, **v.slopes}}
    return _made(value, (u, v), slopes.get, lambda i, j: over(p.difference(u.bends.get((i, j)), p.total(
        (slopes[i], v.slopes.get(j)), (slopes[j], v.slopes.get(i)), (value, v.bends.get((i, j)))))))


def _chain(p: Program, u: Jet, value: Slot, slope: Slot, bend: Slot | None) -> Jet:
    """The jet of h(u), from h, h' and h'' at u."""
    return _made(value, (u,), lambda i: p.total((slope, u.slopes.get(i))),
                 lambda i, j: p.total((slope, u.bends.get((i, j))), (bend, u.slopes.get(i), u.slopes.get(j))))


def _power(p: Program, value: Slot, u: Jet, v: Jet) -> Jet:
    if v.slopes:
        rate = _log(p, p.apply("log", u.value), u)
        return _chain(p, _product(p, p.apply("*", v.value, rate.value), v, rate), value, value, value)
    less = p.apply("-", v.value, p.one)
    slope = _scaled_power(p, v.value, u, less)
    return Jet(value, {}, {}) if slope is None else _chain(
        p, u, value, slope, _scaled_power(p, p.apply("*", v.value, less), u, p.apply("-", less, p.one)))


def _scaled_power(p: Program, factor: Slot, u: Jet, exponent: Slot) -> Slot | None:
    """factor · u^exponent, which is zero where the factor is, whatever u is."""
    return None if p.value(factor) == 0 else p.total((factor, p.apply("^", u.value, exponent)))


def _log(p: Program, value: Slot, u: Jet) -> Jet:
    slope = p.apply("slope of log", u.value)
    return _chain(p, u, value, slope, p.difference(None, p.apply("*", slope, slope)))


def _log_to(base: float) -> Rule:
    def rule(p: Program, value: Slot, u: Jet) -> Jet:
        natural, unit = p.apply("slope of log", u.value), p.number(1 / math.log(base))
        slope = p.apply("*", unit, natural)
        return _chain(p, u, value, slope, p.difference(None, p.apply("*", slope, natural)))
    return rule


def _sin(p: Program, value: Slot, u: Jet) -> Jet:
    return _chain(p, u, value, p.apply("cos", u.value), p.apply("negative", value))


def _cos(p: Program, value: Slot, u: Jet) -> Jet:
    return _chain(p, u, value, p.apply("negative", p.apply("sin", u.value)), p.apply("negative", value))


def _tan(p: Program, value: Slot, u: Jet) -> Jet:
    slope = p.apply("+", p.one, p.apply("*", value, value))
    return _chain(p, u, value, slope, p.total((p.number(2.0), value, slope)))


def _sqrt(p: Program, value: Slot, u: Jet) -> Jet:
    bend = p.apply("/", p.number(-0.25), p.apply("*", u.value, value))
    return _chain(p, u, value, p.apply("/", p.number(0.5), value), bend)


def _tanh(p: Program, value: Slot, u: Jet) -> Jet:
    slope = p.apply("-", p.one, p.apply("*", value, value))
    return _chain(p, u, value, slope, p.total((p.number(-2.0), value, slope)))


def _asin(p: Program, value: Slot, u: Jet, sign: float = 1.0) -> Jet:
    square = p.apply("*", p.apply("-", p.one, u.value), p.apply("+", p.one, u.value))
    slope = p.apply("/", p.number(sign), p.apply("sqrt", square))
    return _chain(p, u, value, slope, p.apply("/", p.apply("*", u.value, slope), square))


def _atan(p: Program, value: Slot, u: Jet) -> Jet:
    slope = p.apply("/", p.one, p.apply("+", p.one, p.apply("*", u.value, u.value)))
    return _chain(p, u, value, slope, p.total((p.number(-2.0), u.value, slope, slope)))


def _sigmoid(p: Program, value: Slot, u: Jet) -> Jet:
    other = p.apply("sigmoid", p.apply("negative", u.value))  # 1 − value, of which no digits are lost
    slope = p.apply("*", value, other)
    return _chain(p, u, value, slope, p.apply("*", slope, p.apply("-", other, value)))


def _larger(p: Program, value: Slot, u: Jet, v: Jet, sign: float = 1.0) -> Jet:
    share = p.apply("half step", p.apply("*", p.number(sign), p.apply("-", u.value, v.value)))
    rest = p.apply("-", p.one, share)
    return _made(value, (u, v), lambda i: p.total((share, u.slopes.get(i)), (rest, v.slopes.get(i))),
                 lambda i, j: p.total((share, u.bends.get((i, j))), (rest, v.bends.get((i, j)))))


RULES: dict[str, Rule] = {
    "+": _sum, "-": _difference, "*": _product, "/": _quotient, "^": _power, "negative": _negative,
    "sin": _sin, "cos": _cos, "tan": _tan, "log": _log, "sqrt": _sqrt, "tanh": _tanh, "asin": _asin, "atan": _atan,
    "acos": partial(_asin, sign=-1.0), "log2": _log_to(2.0), "log10": _log_to(10.0), "sigmoid": _sigmoid,
    "sinh": lambda p, value, u: _chain(p, u, value, p.apply("cosh", u.value), value),
    "cosh": lambda p, value, u: _chain(p, u, value, p.apply("sinh", u.value), value),
    "relu": lambda p, value, u: _chain(p, u, value, p.apply("step", u.value), None),
    "max": _larger, "min": partial(_larger, sign=-1.0),
    "exp": lambda p, value, u: _chain(p, u, value, value, value),
    "abs": lambda p, value, u: _chain(p, u, value, p.apply("sign", u.value), None),
}
"""How each operation carries jets: what NUMBERS names, and nothing else.

Where there is a kink the slope is PyTorch's: 0 for |u| and relu at 0, the mean of both for max and min where they meet.
"""
