"""Text with mathematics and colours in it, taken apart.

    $J_B$ before its own update         mathematics between dollars: letters italic, _ and ^ for scripts, braces group
    [batch:$-∇J_B$] and [bold:n = 342]  a stretch in the colour of that name, or semi-bold
    $\\frac{1}{m} Σ_{k=1}^m J_{B_k}$    a fraction; \\min and other words stand upright
    $\\sqrt{v̂} + ε$                     a root; a letter keeps its accents
    \\$ \\[ \\] \\\\                        the characters themselves (see `escape`)

Anything else is plain text. Markup that does not close runs to the end of the text; nothing is an error.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import combining

from ..look.palette import is_token

Kind = Literal["letter", "number", "sign", "binary", "relation", "open", "close", "comma", "word", "sum"]


class Style(NamedTuple):
    """Of a stretch: a colour's token, or "" for the colour that the whole is painted in; semi-bold or not."""

    token: str = ""
    bold: bool = False


class Text(NamedTuple):
    """Plain text."""

    text: str
    style: Style


class Atom(NamedTuple):
    """One symbol of a formula with what hangs on it."""

    text: str
    kind: Kind
    style: Style
    sub: "tuple[Node, ...]" = ()
    sup: "tuple[Node, ...]" = ()


class Fraction(NamedTuple):
    """One row over another."""

    over: "tuple[Node, ...]"
    under: "tuple[Node, ...]"
    style: Style


class Root(NamedTuple):
    """The square root of a row."""

    of: "tuple[Node, ...]"
    style: Style


Node = Text | Atom | Fraction | Root

_SPAN = re.compile(r"\[(\w+):")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_WORD = re.compile(r"\\([a-z]+)")
_SPECIAL = re.compile(r"[\\$\[\]]")
_GROUPS: tuple[tuple[str, Kind], ...] = (
    ("+−·×", "binary"), ("=<>≤≥≈≠∈→", "relation"), ("([⟨", "open"), (")]⟩", "close"), (",;", "comma"), ("Σ", "sum"))
_KINDS = {sign: kind for signs, kind in _GROUPS for sign in signs}
_UPRIGHT = "∇∠∂√∞∥ℝΔ|/.:!?%°′…"
_MEANT = {"-": "−", "*": "·", "'": "′", "∑": "Σ"}


def escape(text: str) -> str:
    """`text` with everything in it that would be markup made plain, for names that a user chose."""
    return _SPECIAL.sub(r"\\\g<0>", text)


@lru_cache(2048)
def parse(text: str) -> tuple[Node, ...]:
    """The nodes of `text` in order."""
    return tuple(_Parser(text).text(Style(), closing=""))


def plain(text: str) -> str:
    """`text` as a line without markup, as a screen reader says it: `$J_B$` becomes `J_B`."""
    return _plain(parse(text))


def _plain(nodes: Iterable[Node]) -> str:
    return "".join(map(_plain_node, nodes))


def _plain_node(node: Node) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Fraction):
        return f"{_plain(node.over)}/{_plain(node.under)}"
    if isinstance(node, Root):
        return f"√({_plain(node.of)})"
    gap = " " if node.kind == "relation" else ""
    after = " " if node.kind == "comma" else gap
    sub, sup = _plain(node.sub), _plain(node.sup)
    return gap + node.text + (f"_{sub}" if sub else "") + (f"^{sup}" if sup and sup != "′" else sup) + after


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def text(self, style: Style, closing: str) -> list[Node]:
        nodes: list[Node] = []
        words = ""

        def flush() -> None:
            nonlocal words
            if words:
                nodes.append(Text(words, style))
                words = ""

        while self.at < len(self.source) and self.source[self.at] != closing:
            inner = self._span(style)
            if inner is not None:
                flush()
                nodes += self.text(inner, "]")
                self.at += 1
            elif self._take("$"):
                flush()
                nodes += self.row(style, "$")
                self.at += 1
            else:
                self._take("\\")
                words += self.source[self.at:self.at + 1]
                self.at += 1
        flush()
        return nodes

    def row(self, style: Style, closing: str) -> list[Node]:
        nodes: list[Node] = []
        while self.at < len(self.source) and self.source[self.at] != closing:
            inner = self._span(style)
            if inner is not None:
                nodes += self.row(inner, "]")
                self.at += 1
            elif self.source[self.at] in "_^'′" and nodes and isinstance(nodes[-1], Atom):
                nodes[-1] = self._with_script(nodes[-1])
            elif self._take("{"):
                nodes += self.row(style, "}")
                self.at += 1
            elif not self._take(" "):
                nodes.append(self._atom(style))
        return nodes

    def _with_script(self, atom: Atom) -> Atom:
        sign = self.source[self.at]
        if sign in "'′":
            self.at += 1
            return atom._replace(sup=(*atom.sup, Atom("′", "sign", atom.style)))
        self.at += 1
        if self._take("{"):
            script = tuple(self.row(atom.style, "}"))
            self.at += 1
        elif self.at < len(self.source):
            script = (self._atom(atom.style),)
        else:
            script = ()
        return atom._replace(sub=script) if sign == "_" else atom._replace(sup=(*atom.sup, *script))

    def _atom(self, style: Style) -> Node:
        if found := _WORD.match(self.source, self.at):
            self.at = found.end()
            if found[1] == "sqrt":
                return self._root(style)
            return self._fraction(style) if found[1] == "frac" else Atom(found[1], "word", style)
        if found := _NUMBER.match(self.source, self.at):
            self.at = found.end()
            return Atom(found[0], "number", style)
        self._take("\\")
        sign = self.source[self.at:self.at + 1]
        self.at += 1
        sign = _MEANT.get(sign, sign)
        kind = _KINDS.get(sign, "sign" if sign in _UPRIGHT or not sign.isalpha() else "letter")
        while combining(self.source[self.at:self.at + 1] or " "):
            sign += self.source[self.at]
            self.at += 1
        return Atom(sign, kind, style)

    def _fraction(self, style: Style) -> Fraction:
        return Fraction(self._group(style), self._group(style), style)

    def _root(self, style: Style) -> Root:
        return Root(self._group(style), style)

    def _group(self, style: Style) -> tuple[Node, ...]:
        """What stands in the braces that come next."""
        self._take("{")
        row = tuple(self.row(style, "}"))
        self.at += 1
        return row

    def _span(self, style: Style) -> Style | None:
        """The style inside the span that opens here, if one does."""
        found = _SPAN.match(self.source, self.at)
        if found is None or not (found[1] == "bold" or is_token(found[1])):
            return None
        self.at = found.end()
        return style._replace(bold=True) if found[1] == "bold" else style._replace(token=found[1])

    def _take(self, sign: str) -> bool:
        if not self.source.startswith(sign, self.at):
            return False
        self.at += 1
        return True
