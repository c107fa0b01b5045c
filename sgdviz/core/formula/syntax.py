"""The grammar of a typed formula: text to a tree, or one sentence that says where it stops making sense.

    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "/") signed }
    signed   = ("+" | "-") signed | power
    power    = atom [ ("**" | "^") signed ]                     so −x² is −(x²), and 2^3^2 is 2^(3^2)
    atom     = number | variable | "pi" | "e" | function "(" sum ")" | "(" sum ")"
"""

from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from ..elementary import evaluate
from ..invalid import QT_TRANSLATE_NOOP, Invalid
from .algebra import FUNCTIONS, NUMBERS
from .tokens import NAMES, VARIABLES, Token, known, tokens

NODES, DEPTH, LARGEST = 300, 40, 1e12
"""At most so many parts and levels of nesting; numbers at most so large."""


class Constant(NamedTuple):
    """A number."""

    value: float


class Variable(NamedTuple):
    """One of the variables that the formula is in."""

    name: str


class Apply(NamedTuple):
    """An operation or a function on its operands."""

    name: str
    operands: tuple["Node", ...]


Node = Constant | Variable | Apply


def tree(text: str, variables: Sequence[str] = VARIABLES) -> Node:
    """The tree of a formula in these variables, numbers folded. Errors: Invalid at `formula`."""
    return _Parser(tokens(text, variables), variables).whole()


def names_in(node: Node) -> frozenset[str]:
    """The variables that occur in a tree."""
    if isinstance(node, Apply):
        return frozenset().union(*map(names_in, node.operands))
    return frozenset({node.name} if isinstance(node, Variable) else ())


class _Parser:
    """Recursive descent, one method a rule of the grammar."""

    def __init__(self, tokens: list[Token], variables: Sequence[str]) -> None:
        self.tokens, self.variables = tokens, variables
        self.at, self.nodes, self.depth = 0, 0, 0

    def whole(self) -> Node:
        if self.next.kind == "end":
            raise Invalid("formula", QT_TRANSLATE_NOOP("core", "it is empty; type a function of {variables}"),
                          variables=self.listed, column=1)
        node = self.sum()
        if self.next.kind == "end":
            return node
        if self.next.text == ")":
            raise Invalid("formula", QT_TRANSLATE_NOOP("core", "the ) in column {column} closes nothing"),
                          column=self.next.column)
        self.no_operator()

    @property
    def listed(self) -> str:
        """The variables, as a sentence names them."""
        return ", ".join(self.variables)

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self, *signs: str) -> Token | None:
        """The next token if it is one of these signs."""
        token = self.next
        if token.kind != "sign" or token.text not in signs:
            return None
        self.at += 1
        return token

    def sum(self) -> Node:
        node = self.product()
        while sign := self.take("+", "-"):
            node = self.apply(sign.text, node, self.product())
        return node

    def product(self) -> Node:
        node = self.signed()
        while sign := self.take("*", "/"):
            node = self.apply(sign.text, node, self.signed())
        return node

    def signed(self) -> Node:
        self.depth += 1
        if self.depth > DEPTH:
            raise Invalid("formula", QT_TRANSLATE_NOOP(
                "core", "column {column} is nested too deep; {allowed} levels are allowed"),
                column=self.next.column, allowed=DEPTH)
        if sign := self.take("+", "-"):
            node = self.apply("negative", self.signed()) if sign.text == "-" else self.signed()
        else:
            node = self.power()
        self.depth -= 1
        return node

    def power(self) -> Node:
        base = self.atom()
        return self.apply("^", base, self.signed()) if self.take("**", "^") else base

    def atom(self) -> Node:
        if opening := self.take("("):
            return self.group(opening)
        token = self.next
        if token.kind == "number":
            self.at += 1
            return self.number(token)
        if token.kind == "name":
            self.at += 1
            return self.name(token)
        if token.kind == "end":
            raise Invalid("formula", QT_TRANSLATE_NOOP(
                "core", "it breaks off after column {column}; a number, {variables}, a function or ( is expected"),
                variables=self.listed, column=self.tokens[self.at - 1].column)
        raise Invalid("formula", QT_TRANSLATE_NOOP(
            "core", "“{found}” stands in column {column}, where a number, {variables}, a function or ( is expected"),
            found=token.text, column=token.column, variables=self.listed)

    def group(self, opening: Token) -> Node:
        node = self.sum()
        if self.take(")"):
            return node
        if self.next.kind != "end":
            self.no_operator()
        raise Invalid("formula", QT_TRANSLATE_NOOP("core", "the ( in column {column} is not closed"),
                      column=opening.column)

    def number(self, token: Token) -> Node:
        if not float(token.text) <= LARGEST:
            raise Invalid("formula", QT_TRANSLATE_NOOP(
                "core", "{found} in column {column} is too large; numbers up to {allowed} are allowed"),
                found=token.text[:20], column=token.column, allowed=f"{LARGEST:g}")
        return self.counted(Constant(float(token.text)))

    def name(self, token: Token) -> Node:
        if token.text in FUNCTIONS:
            opening = self.take("(")
            if not opening:
                raise Invalid("formula", QT_TRANSLATE_NOOP(
                    "core", "{name} in column {column} takes its argument in parentheses, {name}(…)"),
                    name=token.text, column=token.column)
            return self.apply(token.text, self.group(opening))
        if token.text in NAMES:
            return self.counted(Constant(NAMES[token.text]))
        if token.text in self.variables:
            return self.counted(Variable(token.text))
        raise Invalid("formula", QT_TRANSLATE_NOOP(
            "core", "“{name}” in column {column} is not known; {names} are, and a product needs its *"),
            name=token.text[:20], column=token.column, names=", ".join(known(self.variables)))

    def no_operator(self) -> NoReturn:
        raise Invalid("formula", QT_TRANSLATE_NOOP(
            "core", "an operator is missing before “{found}” in column {column}; a product needs its *, as in 2*x"),
            found=self.next.text[:20], column=self.next.column)

    def apply(self, name: str, *operands: Node) -> Node:
        node = self.counted(Apply(name, operands))
        numbers = [operand.value for operand in operands if isinstance(operand, Constant)]
        if len(numbers) < len(operands):
            return node
        return Constant(float(evaluate(NUMBERS[name], *numbers)))

    def counted(self, node: Node) -> Node:
        self.nodes += 1
        if self.nodes > NODES:
            raise Invalid("formula", QT_TRANSLATE_NOOP(
                "core", "it is too long from column {column} on; {allowed} parts are allowed"),
                column=self.tokens[self.at - 1].column, allowed=NODES)
        return node
