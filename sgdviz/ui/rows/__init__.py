"""The rows of a problem as points."""
