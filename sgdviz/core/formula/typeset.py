"""A formula as mathematics: the tree as markup in which quotients are fractions and powers are raised.

Nothing is simplified or reordered: parentheses stand where the meaning needs them, and where they were no more.
"""

import re

from .nodes import Apply, Constant, Node, Variable

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
"""How tightly what is written holds together."""
GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω",
}
WORDS = {"log": "\\ln", "log2": "\\log_2", "log10": "\\log_{10}", "asin": "\\arcsin", "acos": "\\arccos", "atan": "\\arctan",
         "sigmoid": "σ"}
"""Functions that mathematics calls otherwise."""
DEEP = 2
"""Fractions that stand deeper than that are written with a stroke, and so are those in exponents."""


def typeset(node: Node) -> list[str]:
    """The markup of a formula, cut where a long line may be broken: before a + or −, or between the factors of it all."""
    if isinstance(node, Apply) and node.name in "+-":
        left, right = node.operands
        sign = "+" if node.name == "+" else "−"
        return [*typeset(left), sign + _held(right, SUM if node.name == "+" else PRODUCT, 0)]
    if isinstance(node, Apply) and node.name == "*":
        first = _held_left(node.operands[0], 0)
        return [first, _product(first, _held(node.operands[1], PRODUCT, 0)).removeprefix(first)]
    return [_written(node, 0)[0]]


def name_typeset(name: str) -> str:
    """A name as mathematics: Greek where it spells a letter; what follows its letters is its index."""
    found = re.fullmatch(r"([A-Za-z]+)_*(.*)", name)
    if not found:
        return name
    letters, index = found[1], found[2].replace("_", ",")
    base = GREEK.get(letters, letters if len(letters) == 1 or not letters.islower() else f"\\{letters}")
    return f"{base}_{index}" if len(index) == 1 else f"{base}_{{{index}}}" if index else base


def _held(node: Node, least: int, deep: int) -> str:
    """The markup of a node, in parentheses if it holds together less than `least`, or begins with a minus."""
    text, holds = _written(node, deep)
    return f"({text})" if holds < least or text[0] == "−" else text


def _written(node: Node, deep: int) -> tuple[str, int]:
    """The markup of a node, and how tightly it holds together."""
    if isinstance(node, Constant):
        return _number(node)
    if isinstance(node, Variable):
        return name_typeset(node.name), ATOM
    u, *rest = node.operands
    if node.name == "negative":
        return "−" + _held(u, PRODUCT, deep), SUM
    if node.name in ("+", "-"):
        sign, least = ("+", SUM) if node.name == "+" else ("−", PRODUCT)
        return _written(u, deep)[0] + sign + _held(rest[0], least, deep), SUM
    if node.name == "*":
        return _product(_held_left(u, deep), _held(rest[0], PRODUCT, deep)), PRODUCT
    if node.name == "/":
        if deep >= DEEP:
            return f"{_held_left(u, deep)}/{_held(rest[0], POWER, deep)}", PRODUCT
        return f"\\frac{{{_written(u, deep + 1)[0]}}}{{{_written(rest[0], deep + 1)[0]}}}", PRODUCT
    if node.name == "^":
        return _power(u, rest[0], deep), POWER
    return _applied(node, deep)


def _held_left(node: Node, deep: int) -> str:
    """The left factor: a minus in front of it is the product's."""
    text, holds = _written(node, deep)
    return f"({text})" if holds < PRODUCT and not (isinstance(node, Apply) and node.name == "negative") else text


def _product(left: str, right: str) -> str:
    """Two factors side by side, a dot between them where they would run into one another."""
    apart = right[0].isdigit() or ("\\" in left and left[-1].isalpha() and right[0].isalpha())
    return f"{left}·{right}" if apart else f"{left}{right}"


def _power(base: Node, exponent: Node, deep: int) -> str:
    raised = _written(exponent, DEEP)[0]
    if isinstance(base, Apply) and base.name not in "+-*/^" and base.name not in ("negative", "abs", "sqrt", "exp"):
        if isinstance(exponent, Constant) and exponent.text.isdigit() and "_" not in WORDS.get(base.name, ""):
            head, arguments = _function(base, deep)
            return f"{head}^{{{raised}}}({arguments})"
        return f"({_written(base, deep)[0]})^{{{raised}}}"
    text, holds = _written(base, deep)
    plain = holds == ATOM and not (isinstance(base, Apply) and base.name in ("sqrt", "exp"))
    return f"{text}^{{{raised}}}" if plain else f"({text})^{{{raised}}}"


def _applied(node: Apply, deep: int) -> tuple[str, int]:
    """A function of its argument."""
    (u, *_) = node.operands
    if node.name == "abs":
        return f"|{_written(u, deep)[0]}|", ATOM
    if node.name == "sqrt":
        return f"\\sqrt{{{_written(u, deep)[0]}}}", ATOM
    if node.name == "exp" and deep < DEEP:
        return f"e^{{{_written(u, DEEP)[0]}}}", ATOM
    head, arguments = _function(node, deep)
    return f"{head}({arguments})", ATOM


def _function(node: Apply, deep: int) -> tuple[str, str]:
    """What a function is called, and its arguments; max and min of several are written as one."""
    arguments = list(node.operands)
    while len(arguments) > 1 and isinstance(arguments[0], Apply) and arguments[0].name == node.name:
        arguments[:1] = arguments[0].operands
    return WORDS.get(node.name, f"\\{node.name}"), ", ".join(_written(argument, deep)[0] for argument in arguments)


def _number(node: Constant) -> tuple[str, int]:
    """A number as it was typed, powers of ten raised."""
    if node.text in ("pi", "π"):
        return "π", ATOM
    digits, _, power = node.text.lower().partition("e")
    if node.text == "e" or not power:
        return node.text, ATOM
    ten = f"10^{{{int(power)}}}".replace("-", "−")
    return (ten, POWER) if digits in ("1", "1.") else (f"{digits}·{ten}", PRODUCT)
