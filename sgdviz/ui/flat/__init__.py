"""Distances to a stationary point against steps."""
