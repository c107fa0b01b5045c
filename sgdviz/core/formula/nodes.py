"""What a formula is made of: a tree of numbers, variables and operations, as it was typed."""

from typing import NamedTuple


class Constant(NamedTuple):
    """A number, and how it was typed."""

    value: float
    text: str = ""


class Variable(NamedTuple):
    """One of the variables that the formula is in."""

    name: str


class Apply(NamedTuple):
    """An operation or a function on its operands."""

    name: str
    operands: tuple["Node", ...]


Node = Constant | Variable | Apply


def names_in(node: Node) -> frozenset[str]:
    """The variables that occur in a tree."""
    if isinstance(node, Apply):
        return frozenset().union(*map(names_in, node.operands))
    return frozenset({node.name} if isinstance(node, Variable) else ())
