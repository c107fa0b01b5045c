"""A typed formula: parsed by a grammar of its own, differentiated exactly, never run as Python."""

from .algebra import FUNCTIONS
from .formula import Formula, formula_problem, parse
from .tokens import NAMES, tokens

__all__ = ["FUNCTIONS", "NAMES", "Formula", "formula_problem", "parse", "tokens"]
