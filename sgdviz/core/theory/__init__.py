"""What theory says of a run, drawn beside it."""

from .divergence import cause, running_away
from .stability import largest_curvature, largest_stable

__all__ = ["cause", "largest_curvature", "largest_stable", "running_away"]
