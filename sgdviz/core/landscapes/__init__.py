"""Functions as finite sums over rows: the named ones, and the noise by which the rows of any function differ."""

from . import line, plane
from .catalog import landscape_problem, landscapes
from .landscape import Landscape, checked_box, rows_of

__all__ = ["Landscape", "checked_box", "landscape_problem", "landscapes", "line", "plane", "rows_of"]
