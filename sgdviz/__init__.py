"""sgdviz shows how stochastic gradient descent works: the landscape, the batches, the path, the chord."""

__version__ = "0.1.0"
