"""Typed formulas against a computer-algebra system: values, gradients and Hessians with 30 digits, where SymPy is installed."""

import random

import pytest

from sgdviz.core.formula import parse
from sgdviz.core.formula.nodes import Constant, Node, Variable

sympy = pytest.importorskip("sympy")

FORMULAS = (
    "x^4 - 3*x^2", "(1-x)^2+100*(y-x^2)^2", "(x^2+y-11)^2+(x+y^2-7)^2", "sin(x*y)*exp(-x^2)/(1+y^2)", "x^y+y^x", "(x*y)^1.5-x^-3",
    "log(1+x^2+y)*tan(x/3)", "sqrt(x+y^3)-log2(x*y)+log10(x+2*y)", "asin(x/4)*acos(y/3)", "atan(x^2-y)^3", "sinh(x-y)*cosh(x/y)",
    "tanh(x*y-1)/x", "sigmoid(3*x-2*y)^2", "1/(1+exp(-x)*2^y)",
    "-20*exp(-0.2*sqrt((x^2+y^2)/2))-exp((cos(2*pi*x)+cos(2*pi*y))/2)",
    "x/y/(x+y)", "e^(x*y)-pi^x", "((x-1)^2+0.01)^0.25*y",
)


def meaning(node: Node) -> object:
    """A tree as SymPy's."""
    if isinstance(node, Constant):
        return {"pi": sympy.pi, "e": sympy.E}.get(node.text) or sympy.Rational(node.text)
    if isinstance(node, Variable):
        return sympy.Symbol(node.name, positive=True)
    u, *rest = map(meaning, node.operands)
    v = rest[0] if rest else None
    made = {"+": lambda: u + v, "-": lambda: u - v, "*": lambda: u * v, "/": lambda: u / v, "^": lambda: u**v,
            "negative": lambda: -u, "log2": lambda: sympy.log(u, 2), "log10": lambda: sympy.log(u, 10),
            "sigmoid": lambda: 1 / (1 + sympy.exp(-u))}
    return made.get(node.name, lambda: getattr(sympy, node.name)(u))()


@pytest.mark.parametrize("text", FORMULAS)
def test_derivatives_agree_with_computer_algebra(text: str) -> None:
    found, dice = parse(text), random.Random(text)
    names = [sympy.Symbol(name, positive=True) for name in found.variables]
    value = meaning(found.root)
    slopes = [sympy.diff(value, name) for name in names]
    bends = [sympy.diff(slopes[i], names[j]) for i in range(len(names)) for j in range(i, len(names))]
    for _ in range(3):
        point = [dice.uniform(0.3, 2.2) for _ in names]
        where = dict(zip(names, map(sympy.Rational, point), strict=True))
        got, got_slopes, got_bends = found.function(*point)
        expected = [float(part.subs(where).evalf(30)) for part in (value, *slopes, *bends)]
        assert [got, *got_slopes, *got_bends] == pytest.approx(expected, rel=1e-12, abs=1e-13)
