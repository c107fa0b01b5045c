"""What theory says of a run, drawn beside it."""

from .divergence import cause, last_safe, running_away
from .floors import Floor, floor
from .recurrence import unsettled
from .stability import Stability, largest_curvature, largest_stable, stability

__all__ = ["Floor", "Stability", "cause", "floor", "largest_curvature", "largest_stable", "last_safe", "running_away",
           "stability", "unsettled"]
