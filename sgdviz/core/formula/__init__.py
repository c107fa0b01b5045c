"""A typed formula: parsed by a grammar of its own, differentiated exactly, never run as Python."""

from .algebra import FUNCTIONS
from .formula import Formula, formula_problem, parse
from .nodes import Node
from .tokens import NAMES, tokens
from .typeset import typeset

__all__ = ["FUNCTIONS", "NAMES", "Formula", "Node", "formula_problem", "parse", "tokens", "typeset"]
