"""The functions of an update rule, for Python floats; a module, as NumPy is one for arrays."""

from math import sqrt

maximum = max


def sign(a: float) -> float:
    return 1.0 if a > 0 else -1.0 if a < 0 else a


def where(condition: bool, a: float, b: float) -> float:
    return a if condition else b


__all__ = ["maximum", "sign", "sqrt", "where"]
