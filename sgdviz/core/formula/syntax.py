"""The grammar of a typed formula: text to a tree, or one sentence that says where it stops making sense.

    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "/") signed }
    signed   = ("+" | "-") signed | power
    power    = atom [ ("**" | "^") signed | raised ]            so −x² is −(x²), and 2^3^2 is 2^(3^2)
    atom     = number | variable | "pi" | "e" | function "(" sum { "," sum } ")" | "(" sum ")" | "|" sum "|"

A product needs its *: 1/2x means one thing to some and another to others. So a | where an operand is missing opens, and
any other closes. raised is a whole number in raised digits.
"""

from collections.abc import Sequence
from functools import reduce
from typing import NoReturn

from ..invalid import QT_TRANSLATE_NOOP, Invalid
from .algebra import ALIASES, FUNCTIONS, PAIRS
from .nodes import Apply, Constant, Node, Variable
from .tokens import NAMES, RAISED, VARIABLES, Token, known, tokens

NODES, DEPTH, LARGEST = 300, 40, 1e12
"""At most so many parts and levels of nesting; numbers at most so large."""


def tree(text: str, variables: Sequence[str] = VARIABLES) -> Node:
    """The tree of a formula in these variables, as it was typed.

    Errors: Invalid at `formula`, with its `column`; it is `unfinished` if more text could mend it.
    """
    return _Parser(tokens(text), variables).whole()


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
        if self.next.text in (")", "|"):
            raise Invalid("formula", QT_TRANSLATE_NOOP("core", "the {sign} in column {column} closes nothing"),
                          sign=self.next.text, column=self.next.column)
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
        if self.next.kind == "raised":
            token = self.next
            self.at += 1
            digits = token.text.translate(RAISED)
            exponent = self.number(token._replace(text=digits.lstrip("+-")))
            if digits[0] == "-":
                exponent = self.apply("negative", exponent)
            if self.next.kind == "raised" or self.next.text in ("^", "**"):
                raise Invalid("formula", QT_TRANSLATE_NOOP(
                    "core", "in column {column} a power is raised again; parentheses say what is meant, as in (x^2)^3"),
                    column=self.next.column)
            return self.apply("^", base, exponent)
        return self.apply("^", base, self.signed()) if self.take("**", "^") else base

    def atom(self) -> Node:
        if opening := self.take("("):
            return self.group(opening)
        if opening := self.take("|"):
            return self.apply("abs", self.group(opening, "|"))
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
                variables=self.listed, column=self.tokens[self.at - 1].column, unfinished=True)
        raise Invalid("formula", QT_TRANSLATE_NOOP(
            "core", "“{found}” stands in column {column}, where a number, {variables}, a function or ( is expected"),
            found=token.text, column=token.column, variables=self.listed)

    def group(self, opening: Token, closing: str = ")") -> Node:
        node = self.sum()
        self.close(opening, closing)
        return node

    def close(self, opening: Token, closing: str = ")") -> None:
        if self.take(closing):
            return
        if self.next.text == ",":
            self.no_pair()
        if self.next.kind != "end" and self.next.text not in (")", "|"):
            self.no_operator()
        raise Invalid("formula", QT_TRANSLATE_NOOP("core", "the {sign} in column {column} is not closed"),
                      sign=opening.text, column=opening.column, unfinished=self.next.kind == "end")

    def arguments(self, function: Token, opening: Token) -> list[Node]:
        """What stands between the parentheses of a function."""
        found = [self.sum()]
        pairs = function.text in PAIRS
        while pairs and self.take(","):
            found.append(self.sum())
        self.close(opening)
        if pairs and len(found) == 1:
            raise Invalid("formula", QT_TRANSLATE_NOOP(
                "core", "{name} in column {column} takes two arguments or more, {name}(…, …)"),
                name=function.text, column=function.column)
        return found

    def number(self, token: Token) -> Node:
        if not float(token.text) <= LARGEST:
            raise Invalid("formula", QT_TRANSLATE_NOOP(
                "core", "{found} in column {column} is too large; numbers up to {allowed} are allowed"),
                found=token.text[:20], column=token.column, allowed=f"{LARGEST:g}")
        return self.counted(Constant(float(token.text), token.text))

    def name(self, token: Token) -> Node:
        if token.text in FUNCTIONS:
            opening = self.take("(")
            if not opening:
                raise Invalid("formula", QT_TRANSLATE_NOOP(
                    "core", "{name} in column {column} takes its argument in parentheses, {name}(…)"),
                    name=token.text, column=token.column, unfinished=self.next.kind == "end")
            first, *rest = self.arguments(token, opening)
            name = ALIASES.get(token.text, token.text)
            return reduce(lambda u, v: self.apply(name, u, v), rest, first) if rest else self.apply(name, first)
        if token.text in NAMES:
            return self.counted(Constant(NAMES[token.text], token.text))
        if token.text in self.variables:
            return self.counted(Variable(token.text))
        found, names = token.text[:20], known(self.variables)
        if product := self.product_of(token.text, names):
            raise Invalid("formula", QT_TRANSLATE_NOOP(
                "core", "“{name}” in column {column} is not known; a product needs its *, as in {product}"),
                name=found, column=token.column, product=product)
        if token.text.lower() in names:
            raise Invalid("formula", QT_TRANSLATE_NOOP("core", "“{name}” in column {column} is not known; {meant} is"),
                          name=found, column=token.column, meant=token.text.lower())
        raise Invalid("formula", QT_TRANSLATE_NOOP("core", "“{name}” in column {column} is not known; {names} are"),
                      name=found, column=token.column, names=", ".join(names))

    @staticmethod
    def product_of(word: str, names: Sequence[str]) -> str | None:
        """A word as the product of two known names, if it is one."""
        cuts = (i for i in range(1, len(word)) if word[:i] in names and word[:i] not in FUNCTIONS and word[i:] in names)
        return next((f"{word[:i]}*{word[i:]}" for i in cuts), None)

    def no_operator(self) -> NoReturn:
        if self.next.text == ",":
            self.no_pair()
        raise Invalid("formula", QT_TRANSLATE_NOOP(
            "core", "an operator is missing before “{found}” in column {column}; a product needs its *, as in 2*x"),
            found=self.next.text[:20], column=self.next.column)

    def no_pair(self) -> NoReturn:
        raise Invalid("formula", QT_TRANSLATE_NOOP(
            "core", "the , in column {column} separates nothing; a decimal point is a dot, and only {names} take several "
                    "arguments"), column=self.next.column, names=", ".join(PAIRS))

    def apply(self, name: str, *operands: Node) -> Node:
        return self.counted(Apply(name, operands))

    def counted(self, node: Node) -> Node:
        self.nodes += 1
        if self.nodes > NODES:
            raise Invalid("formula", QT_TRANSLATE_NOOP(
                "core", "it is too long from column {column} on; {allowed} parts are allowed"),
                column=self.tokens[self.at - 1].column, allowed=NODES)
        return node
