"""A typed formula: parsed by a grammar of its own, differentiated exactly, never run as Python."""

from .formula import Formula, formula_problem, parse

__all__ = ["Formula", "formula_problem", "parse"]
