"""The names of the canvases, as documents and the command line call them."""

CANVASES = ("landscape", "batch", "data", "loss", "chord", "noise", "flat", "update", "cloud", "basins", "sweep")
