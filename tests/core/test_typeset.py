"""What a formula looks like as mathematics: it means what was typed, with no parentheses more than that takes."""

import random
import re

import numpy as np
import pytest

from sgdviz.core.formula import parse, typeset
from sgdviz.core.formula.syntax import tree
from sgdviz.core.formula.typeset import name_typeset

SET = {
    "x^4 - 3*x^2": "x^{4}−3x^{2}", "-x^2": "−x^{2}", "(-x)^2": "(−x)^{2}", "x*2": "x·2", "2*-x": "2(−x)", "-x*y": "−xy",
    "x-(y-2)": "x−(y−2)", "x-(y+2)": "x−(y+2)", "x+(y+2)": "x+y+2", "x+-y": "x+(−y)", "-(x+y)": "−(x+y)",
    "1/2*x": "\\frac{1}{2}x", "(x+y)/(x-y)": "\\frac{x+y}{x−y}", "x/y/2": "\\frac{\\frac{x}{y}}{2}",
    "1/(1+1/(1+1/x))": "\\frac{1}{1+\\frac{1}{1+1/x}}", "x^(1/2)": "x^{1/2}", "2^(x/(y+1))": "2^{x/(y+1)}",
    "(x^2)^3": "(x^{2})^{3}", "x^2^3": "x^{2^{3}}", "x²·π": "x^{2}π", "(x/y)^2": "(\\frac{x}{y})^{2}", "(x*y)^2": "(xy)^{2}",
    "sin(x)^2*cos(y)": "\\sin^{2}(x)\\cos(y)", "sin(x)^-1": "(\\sin(x))^{−1}", "sqrt(x)^2": "(\\sqrt{x})^{2}",
    "√(x)": "\\sqrt{x}",
    "exp(-x^2/2)": "e^{−x^{2}/2}", "exp(exp(x))": "e^{\\exp(x)}", "exp(x)^2": "(e^{x})^{2}", "e^x": "e^{x}",
    "abs(x-1)^3": "|x−1|^{3}", "log(x)+log2(x)+log10(x)": "\\ln(x)+\\log_2(x)+\\log_{10}(x)", "asin(x)": "\\arcsin(x)",
    "max(x,y,2)": "\\max(x, y, 2)", "max(x,min(y,2))": "\\max(x, \\min(y, 2))", "sigmoid(x)": "σ(x)",
    "1e-3*x": "10^{−3}x", "2.5e4": "2.5·10^{4}", "(2e5)^x": "(2·10^{5})^{x}", "0.50*x": "0.50x",
}


@pytest.mark.parametrize("text", SET)
def test_a_formula_is_set_as_mathematics(text: str) -> None:
    assert "".join(typeset(parse(text).root)) == SET[text]


def test_long_formulas_can_be_broken_before_their_signs() -> None:
    assert typeset(parse("x^2-3*x+(1-y)").root) == ["x^{2}", "−3x", "+1−y"]
    assert typeset(parse("(x+1)*(y-1)").root) == ["(x+1)", "(y−1)"]


@pytest.mark.parametrize(("name", "markup"), [
    ("x", "x"), ("b1", "b_1"), ("b_12", "b_{12}"), ("beta", "β"), ("lambda_0", "λ_0"), ("eta2", "η_2"), ("rate", "\\rate"),
    ("flipper_length_mm", "\\flipper_{length,mm}"), ("Mass", "Mass")])
def test_names_are_set_with_their_index(name: str, markup: str) -> None:
    assert name_typeset(name) == markup


INNERMOST = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}|\^\{([^{}]*)\}")


def read_back(markup: str) -> str:
    """A formula that is set, typed again: the few forms that random trees below are set in."""
    text = markup.replace("−", "-").replace("·", "*")
    while (found := INNERMOST.search(text)) is not None:
        over, under, power = found.groups()
        plain = f"(({over})/({under}))" if power is None else f"^({power})"
        text = text[: found.start()] + plain + text[found.end() :]
    return re.sub(r"(?<=[xy0-9)])(?=[xy(])", "*", text)


def grown(dice: random.Random, levels: int) -> str:
    if levels == 0:
        return dice.choice(["x", "y", "2", "7"])
    u, v = grown(dice, levels - 1), grown(dice, dice.randrange(levels))
    return dice.choice([f"({u})+({v})", f"({u})-({v})", f"({v})-({u})", f"({u})*({v})", f"({v})*({u})", f"({u})/({v})", f"-({u})",
                        f"({u})^2"])


def test_what_is_set_means_what_was_typed() -> None:
    dice = random.Random(4)
    for _ in range(400):
        text = grown(dice, dice.randint(1, 4))
        again = read_back("".join(typeset(tree(text))))
        point = (1.7, 0.6)
        before, after = (parse(one, ("x", "y")).value(*point) for one in (text, again))
        np.testing.assert_allclose(after, before, rtol=1e-9, err_msg=f"{text} set as {again}")
