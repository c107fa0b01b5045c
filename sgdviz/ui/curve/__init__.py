"""A problem of one weight as a curve."""
