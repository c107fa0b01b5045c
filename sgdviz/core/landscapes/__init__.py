"""Functions as finite sums over rows: the named ones, and the noise by which the rows of any function differ."""

# The catalog, and with it the menu, is in this order.
# isort: off
from . import line, bowls, saddles, valleys, many
# isort: on
from .catalog import landscape_problem, landscapes
from .landscape import Landscape, checked_box, rows_of

__all__ = ["Landscape", "bowls", "checked_box", "landscape_problem", "landscapes", "line", "many", "rows_of", "saddles",
           "valleys"]
