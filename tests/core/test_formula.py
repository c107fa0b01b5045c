"""Typed formulas against functions in Python, the complex step, and what people and machines mistype."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgdviz.core.formula import formula_problem, parse
from sgdviz.core.invalid import Invalid
from sgdviz.core.landscapes import landscape_problem

STEP = 1e-30
CURVES: dict[str, Callable] = {
    "x": lambda x: x,
    "-x^2": lambda x: -(x * x),
    "x**-2": lambda x: 1 / x**2,
    "2^3^2*x": lambda x: 512 * x,
    "2^-x": lambda x: np.exp(-x * np.log(2)),
    "x^x": lambda x: np.exp(x * np.log(x)),
    "x^1.5": lambda x: x * np.sqrt(x),
    "x^0": lambda x: 1 + 0 * x,
    "--x - -2*+x": lambda x: 3 * x,
    "1/2/x": lambda x: 0.5 / x,
    "1-2-x": lambda x: -1 - x,
    "sin(x)*exp(-x^2/2)": lambda x: np.sin(x) * np.exp(-(x**2) / 2),
    "cos(pi*x)/(1+x^2)": lambda x: np.cos(np.pi * x) / (1 + x**2),
    "tan(x/3)": lambda x: np.tan(x / 3),
    "log(1+e^x)": lambda x: np.log(1 + np.exp(x)),
    "sqrt(x^2+1e-3)": lambda x: np.sqrt(x**2 + 0.001),
    "tanh(3*x-1)": lambda x: np.tanh(3 * x - 1),
    " 0.5*( x − 1 )² ": lambda x: 0.5 * (x - 1) ** 2,
    "x⁻³·π⋅2∗x∕4": lambda x: np.pi / 2 / x**2,
    "√(x)²+2²": lambda x: x + 4,
    "|x-1|*||x|-9|": lambda x: (x - 1) * (9 - x) * np.sign(np.real(x) - 1),
    "sinh(x)-2*cosh(x/2)": lambda x: np.sinh(x) - 2 * np.cosh(x / 2),
    "asin(x/3)+acos(x/4)^2": lambda x: np.arcsin(x / 3) + np.arccos(x / 4) ** 2,
    "arcsin(x/3)*arccos(x/4)*arctan(x)": lambda x: np.arcsin(x / 3) * np.arccos(x / 4) * np.arctan(x),
    "atan(x^2)": lambda x: np.arctan(x**2),
    "log2(x)+log10(x^2)*ln(x)": lambda x: np.log(x) / np.log(2) + 2 * np.log(x) ** 2 / np.log(10),
    "sigmoid(3*x)*sigmoid(-20-x)": lambda x: 1 / (1 + np.exp(-3 * x)) / (1 + np.exp(20 + x)),
    "relu(x-1)^3-relu(1-x)*x": lambda x: (x - 1) ** 3 if np.real(x) > 1 else (x - 1) * x,
    "max(x^2, 1+x, 2)": lambda x: 2 + 0 * x if np.real(x) < 1 else 1 + x if np.real(x) < 1.618 else x**2,
    "min(x^2, exp(x)/2)": lambda x: min(x**2, np.exp(x) / 2, key=np.real),
    ".5×x÷2.·3": lambda x: 0.75 * x,
    "1E2*x+1e-2": lambda x: 100 * x + 0.01,
    "((((x))))": lambda x: x,
}
SURFACES: dict[str, Callable] = {
    "y": lambda x, y: y,
    "(x^2+y-11)^2+(x+y^2-7)^2": lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
    "sin(x*y)/y - x/y": lambda x, y: np.sin(x * y) / y - x / y,
    "(x*y)^(x+y)": lambda x, y: np.exp((x + y) * np.log(x * y)),
    "exp(-(x^2+y^2))*log(x+2*y)": lambda x, y: np.exp(-(x**2 + y**2)) * np.log(x + 2 * y),
    "tanh(x)*cos(y)-tan(x*y/4)": lambda x, y: np.tanh(x) * np.cos(y) - np.tan(x * y / 4),
    "max(x*y, x-y)*min(x, y^2)": lambda x, y: max(x * y, x - y, key=np.real) * min(x, y**2, key=np.real),
    "3^y/sqrt(x)": lambda x, y: np.exp(y * np.log(3)) / np.sqrt(x),
}


@pytest.mark.parametrize("text", [*CURVES, *SURFACES])
def test_values_and_derivatives(text: str) -> None:
    found, truth = parse(text), (CURVES | SURFACES)[text]
    dim = 1 if text in CURVES else 2
    assert found.variables == ("x", "y")[:dim] and str(found) == text
    for point in ((0.7, 1.3), (1.1, 0.4), (2.3, 1.9)):
        point = point[:dim]
        value, slopes, bends = found.function(*point)
        assert value == pytest.approx(truth(*point), rel=1e-13) and found.value(*point) == value
        assert len(slopes) == dim and len(bends) == dim * (dim + 1) // 2
        upper = list(zip(*np.triu_indices(dim), strict=True))
        for j in range(dim):
            moved = [np.complex128(x + STEP * 1j * (i == j)) for i, x in enumerate(point)]
            assert slopes[j] == pytest.approx(np.imag(truth(*moved)) / STEP, rel=1e-12, abs=1e-13)
            _, more, _ = found.function(*moved)
            for i in range(j + 1):
                assert bends[upper.index((i, j))] == pytest.approx(np.imag(more[i]) / STEP, rel=1e-11, abs=1e-12)


DECLARED: dict[str, Callable] = {
    "b1*(1-exp(-b2*x))": lambda b1, b2, c, x: b1 * (1 - np.exp(-b2 * x)),
    "b1*x^b2 + c": lambda b1, b2, c, x: b1 * x**b2 + c,
    "(b1-x)^x/(b2+c*x)": lambda b1, b2, c, x: (b1 - x) ** x / (b2 + c * x),
    "log(b1)*tanh(c*x)-sqrt(b2)/tan(c)": lambda b1, b2, c, x: np.log(b1) * np.tanh(c * x) - np.sqrt(b2) / np.tan(c),
    "b1^b2^c": lambda b1, b2, c, x: b1 ** (b2**c),
}


@pytest.mark.parametrize("text", DECLARED)
def test_names_can_be_declared_and_told_which_to_differentiate_by(text: str) -> None:
    truth, x = DECLARED[text], np.array([1.0, 2.0, 3.0])
    found = parse(text, ("b1", "b2", "c", "x"), by=("b1", "b2", "c"))
    theta = np.array([5.2, 0.7, 1.3])
    value, slopes, bends = found.function(*theta, x)
    np.testing.assert_allclose(value * np.ones(3), truth(*theta, x) * np.ones(3), rtol=1e-14)
    assert len(slopes) == 3 and len(bends) == 6 and len(found.program(1)(*theta, x)) == 4
    for j, nudge in enumerate(STEP * 1j * np.eye(3)):
        np.testing.assert_allclose(slopes[j] * np.ones(3), truth(*(theta + nudge), x).imag / STEP * np.ones(3), rtol=1e-13)
        more = found.function(*(theta + nudge), x)[1]
        for i in range(j + 1):
            bend = bends[[(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)].index((i, j))]
            np.testing.assert_allclose(bend * np.ones(3), np.imag(more[i]) / STEP * np.ones(3), rtol=1e-12, atol=1e-15)


def test_a_name_that_is_not_declared_is_a_mistake() -> None:
    with pytest.raises(Invalid, match=r"^formula: “y” in column 3 is not known; b, x, pi, e, sin") as caught:
        parse("b*y", ("b", "x"))
    assert caught.value.values["column"] == 3
    with pytest.raises(Invalid, match=r"^formula: “\*” stands in column 1, where a number, b, x, a function or \( is expected$"):
        parse("*b", ("b", "x"))


def test_recorded_derivatives() -> None:
    """Of x^y sin(x) + |x − y|^3 / y at (2, 0.5), differentiated with 40 digits."""
    value, slopes, bends = parse("x^y*sin(x)+abs(x-y)^3/y").function(2.0, 0.5)
    assert value == pytest.approx(RECORDED[0], rel=1e-15)
    assert slopes == pytest.approx(RECORDED[1:3], rel=1e-14) and bends == pytest.approx(RECORDED[3:], rel=1e-14)


RECORDED = (8.03594075324783603, 13.2329646881283307, -26.1086537925191301,
            16.33942769958236, -44.5421243969098753, 126.617834110618165)


@pytest.mark.parametrize("name", ["himmelblau", "rosenbrock", "quintic"])
def test_a_landscape_that_is_typed_is_the_landscape(name: str) -> None:
    typed = {"himmelblau": "(x^2+y-11)^2+(x+y^2-7)^2", "rosenbrock": "(1-x)^2+100*(y-x^2)^2",
             "quintic": "0.01*x^5+0.0625*x^4+x^3/240-0.4875*x^2-0.9*x"}[name]
    known, found = landscape_problem(name), formula_problem(typed)
    points = np.random.default_rng(1).uniform(-3, 3, (4, 5, known.dim))
    for method in ("loss", "gradient", "hessian"):
        expected = getattr(known, method)(points)
        np.testing.assert_allclose(getattr(found, method)(points), expected, atol=1e-12 * np.abs(expected).max())


def test_a_formula_becomes_a_problem_with_rows() -> None:
    j = formula_problem("x^2+(y-1)^2", [[-2, 2], [0, 4]], {"kind": "curvature", "sd": 0.25}, 10)
    assert (j.n, j.dim, j.names, len(j.marks)) == (10, 2, ("x", "y"), 1)
    np.testing.assert_array_equal(j.start, [-1, 1])
    np.testing.assert_allclose(j.on(np.array([3])).gradient(np.array([0.0, 1.0])), [0, 0], atol=1e-15)
    k = formula_problem("x+y", [[-2, 2], [0, 4]], {"kind": "curvature", "sd": 0.25}, 10)
    assert k.marks == ()
    np.testing.assert_allclose(k.on(np.array([3])).gradient(np.array([0.0, 2.0])), [1, 1], atol=1e-15)
    np.testing.assert_array_equal(formula_problem("x").box, [[-5, 5]])
    assert formula_problem("3").hessian(np.zeros((2, 1))).tolist() == [[[0]], [[0]]]
    assert formula_problem("3").loss(np.zeros((2, 1))).tolist() == [3, 3]


def test_a_formula_starts_where_it_is_finite() -> None:
    assert formula_problem("log(x)").start.item() == pytest.approx(0.25)
    assert np.isfinite(formula_problem("sqrt(x*y)").gradient(formula_problem("sqrt(x*y)").start)).all()
    for text in ("log(-1)", "1/0+x", "sqrt(-1-x^2)", "9**9**9"):
        with pytest.raises(Invalid, match=r"^formula: it has no finite value in the box$"):
            formula_problem(text)
    with pytest.raises(Invalid, match=r"^problem\.box: \[\[0, 1\]\] is not 2 times"):
        formula_problem("x*y", [[0, 1]])


@pytest.mark.parametrize(("text", "point", "expected"), [
    ("1/x", 0.0, math.inf), ("log(x)", 0.0, -math.inf), ("log(x)", -1.0, math.nan), ("sqrt(x)", -1.0, math.nan),
    ("exp(x)", 1e4, math.inf), ("x^x^x^x", 99.0, math.inf), ("(-8)^x", 1 / 3, math.nan), ("(-8)^x", 3.0, -512.0),
    ("x^-1", 0.0, math.inf), ("0^x", 2.0, 0.0), ("sin(x)", math.inf, math.nan), ("9**9**9-x", 0.0, math.inf),
    ("x/0", -1.0, -math.inf), ("0/0*x", 1.0, math.nan), ("x^0.5", -4.0, math.nan), ("tan(x)", 1e308, math.tan(1e308)),
])
def test_what_is_not_finite_is_a_value(text: str, point: float, expected: float) -> None:
    found = parse(text)
    for value in (found.value(point), found.function(point)[0], found.value(np.array([point]))):
        np.testing.assert_equal(np.ravel(value)[0], expected)


BAD = {
    "": "it is empty; type a function of x, y",
    "  ": "it is empty; type a function of x, y",
    "2x": "an operator is missing before “x” in column 2; a product needs its *, as in 2*x",
    "x y": "an operator is missing before “y” in column 3;",
    "2 3": "an operator is missing before “3” in column 3;",
    "(x)(y)": "an operator is missing before “(” in column 4;",
    "x(2)": "an operator is missing before “(” in column 2;",
    "pi(x)": "an operator is missing before “(” in column 3;",
    "2e": "an operator is missing before “e” in column 2;",
    "(2 x)": "an operator is missing before “x” in column 4;",
    "1..2": "an operator is missing before “.2” in column 3;",
    "xy": "“xy” in column 1 is not known; a product needs its *, as in x*y",
    "x+X": "“X” in column 3 is not known; x is",
    "__import__(x)": "“__import__” in column 1 is not known; x, y, pi, e, sin, cos, tan, asin, acos,",
    "eval(x)": "“eval” in column 1 is not known;",
    "lambda x": "“lambda” in column 1 is not known;",
    "nan": "“nan” in column 1 is not known;",
    "inf*x": "“inf” in column 1 is not known;",
    "1j*x": "an operator is missing before “j” in column 2;",
    "x_1": "“x_1” in column 1 is not known;",
    "z^2": "“z” in column 1 is not known;",
    "2,5*x": "the , in column 2 separates nothing; a decimal point is a dot, and only max, min take several arguments",
    "x$": "“$” in column 2 is not allowed;",
    "²": "“²” stands in column 1,",
    "x²³^2": "in column 4 a power is raised again; parentheses say what is meant, as in (x^2)^3",
    "θ^2": "“θ” in column 1 is not allowed;",
    "x.real": "“.” in column 2 is not allowed;",
    "x[0]": "“[” in column 2 is not allowed;",
    "x;y": "“;” in column 2 is not allowed;",
    "x=2": "“=” in column 2 is not allowed; type the right side of the equation alone",
    "|x": "the | in column 1 is not closed",
    "x|": "the | in column 2 closes nothing",
    "x%2": "“%” in column 2 is not allowed;",
    "'x'": "“'” in column 1 is not allowed;",
    "x\x00": "a stray character stands in column 2, U+0000; delete it",
    "х": "“х” in column 1 is the letter U+0445 CYRILLIC SMALL LETTER HA and only looks like x; type x in its place",
    "x!": "“!” in column 2 is not allowed;",
    "x < 1": "“<” in column 3 is not allowed;",
    "{x}": "“{” in column 1 is not allowed;",
    "🙂": "“🙂” in column 1 is not allowed;",
    "١+x": "“١” in column 1 is not allowed;",
    "sin x": "sin in column 1 takes its argument in parentheses, sin(…)",
    "sin": "sin in column 1 takes its argument in parentheses, sin(…)",
    "sin^2(x)": "sin in column 1 takes its argument in parentheses, sin(…)",
    "sin(x": "the ( in column 4 is not closed",
    "(x+(1)": "the ( in column 1 is not closed",
    "x)": "the ) in column 2 closes nothing",
    "(x))": "the ) in column 4 closes nothing",
    "x+": "it breaks off after column 2; a number, x, y, a function or ( is expected",
    "x**": "it breaks off after column 2;",
    "(": "it breaks off after column 1;",
    "-": "it breaks off after column 1;",
    "*x": "“*” stands in column 1, where a number, x, y, a function or ( is expected",
    "x+*y": "“*” stands in column 3,",
    "x***2": "“*” stands in column 4,",
    "x^^2": "“^” stands in column 3,",
    "x//2": "“/” stands in column 3,",
    "()": "“)” stands in column 2,",
    "sin()": "“)” stands in column 5,",
    "x*(/2)": "“/” stands in column 4,",
    "1e13": "1e13 in column 1 is too large; numbers up to 1e+12 are allowed",
    "x*" + "9" * 400: "99999999999999999999 in column 3 is too large;",
    "1e999": "1e999 in column 1 is too large;",
    "x" * 501: "501 characters are too many; 500 are allowed",
    "(" * 300 + "x": "column 41 is nested too deep; 40 levels are allowed",
    "-" * 300 + "x": "column 41 is nested too deep;",
    "^".join("x" * 60): "column 81 is nested too deep;",
    "sin(" * 60 + "x" + ")" * 60: "column 161 is nested too deep;",
    "+".join("x" * 200): "it is too long from column 301 on; 300 parts are allowed",
}
@pytest.mark.parametrize("text", BAD)
def test_a_mistake_is_one_sentence_that_says_where(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse(text)
    assert caught.value.place == "formula" and str(caught.value).startswith("formula: " + BAD[text])
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["x+", "sin", "sin(", "sin(x", "|x", "2*(x+(y", "max(x,", "x^", "-"])
def test_what_more_text_could_mend_is_unfinished(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse(text)
    assert caught.value.values["unfinished"] is True
    for mistaken in ("x)", "2x", "(x|", "x+*y", "sin x"):
        with pytest.raises(Invalid) as caught:
            parse(mistaken)
        assert not caught.value.values.get("unfinished")


def grown(inner: st.SearchStrategy) -> st.SearchStrategy:
    """A larger formula with what it means: (text, function of x and y)."""
    def joined(sign: str, meaning: Callable) -> st.SearchStrategy:
        return st.tuples(inner, inner).map(lambda p: (f"({p[0][0]}){sign}({p[1][0]})",
                                                      lambda x, y: meaning(p[0][1](x, y), p[1][1](x, y))))

    def applied(name: str) -> st.SearchStrategy:
        return inner.map(lambda p: (f"{name}({p[0]})", lambda x, y: getattr(np, name)(p[1](x, y))))
    return st.one_of(joined("+", np.add), joined("-", np.subtract), joined("*", np.multiply), joined("/", np.divide),
                     *map(applied, ("sin", "cos", "exp", "log", "sqrt", "tanh", "abs")))


LEAVES = st.one_of(st.just(("x", lambda x, y: x)), st.just(("y", lambda x, y: y)),
                   st.floats(0, 9).map(lambda c: (repr(c), lambda x, y: np.float64(c))))


@given(st.recursive(LEAVES, grown, max_leaves=12), st.floats(-3, 3), st.floats(-3, 3))
@settings(max_examples=150, deadline=None)
def test_formulas_mean_what_numpy_means(formula: tuple[str, Callable], x: float, y: float) -> None:
    text, meaning = formula
    found = parse(text)
    with np.errstate(all="ignore"):
        expected = meaning(np.float64(x), np.float64(y))
    point = (x, y)[: len(found.variables)]
    np.testing.assert_allclose(found.value(*point), expected, rtol=1e-9, atol=1e-300)
    np.testing.assert_allclose(found.function(*point)[0], expected, rtol=1e-9, atol=1e-300)
