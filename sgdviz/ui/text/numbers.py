"""Numbers as the canvases write them: a real minus sign, no more digits than mean something."""

import math
import re
from collections.abc import Sequence


def header_number(value: float) -> str:
    """Three decimals; scientific where they would hide the value: 0.813, −12.400, 3.200e−05."""
    if not math.isfinite(value):
        return infinite(value)
    plain = value == 0 or 1e-3 <= abs(value) < 1e5
    return signed(f"{value:.3f}" if plain else _scientific(value, 3))


def exact(value: float) -> str:
    """Four significant figures, as a pointer reads them: 0.8132, 3.400, −12.04, 3.200e−05."""
    if not math.isfinite(value):
        return infinite(value)
    if value == 0:
        return "0"
    power = math.floor(math.log10(abs(float(f"{value:.3e}"))))
    return signed(f"{value:.{3 - power}f}" if -4 <= power <= 3 else
                  f"{value:.0f}" if power in (4, 5) else _scientific(value, 3))


def precise(value: float) -> str:
    """Six significant figures: 0.813204, 3.40000, −12.0400, 3.20000e−05."""
    if not math.isfinite(value):
        return infinite(value)
    if value == 0:
        return "0"
    power = math.floor(math.log10(abs(float(f"{value:.5e}"))))
    return signed(f"{value:.{5 - power}f}" if -4 <= power <= 5 else _scientific(value, 5))


def brief(value: float, figures: int = 2, padded: bool = True) -> str:
    """So many significant figures, and all of a whole number: 0.81, 170, 1234, 1.7e5, 2.0e−5; 2e−5 unless `padded`."""
    if not math.isfinite(value):
        return infinite(value)
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{figures - 1}e}".split("e")
    power = int(exponent)
    text = signed(f"{value:.{max(0, figures - 1 - power)}f}" if -4 <= power <= 4 else f"{mantissa}e{power}")
    return text if padded or "." not in text else re.sub(r"\.?0+(?=e|$)", "", text)


def coordinates(point: Sequence[float]) -> str:
    """A point in few digits, and of many coordinates the first three: −1.5, (0.25, 3), (1, 2, 3, …)."""
    size = max(map(abs, point))
    numbers = [brief(value if abs(value) > 1e-9 * size else 0.0, 3, padded=False) for value in point[:3]]
    return numbers[0] if len(point) == 1 else f"({', '.join(numbers)}{', …' if len(point) > 3 else ''})"


def infinite(value: float) -> str:
    """A value that is no number, as a sign."""
    return "–" if math.isnan(value) else "∞" if value > 0 else "−∞"


def signed(text: str) -> str:
    """The text with real minus signs."""
    return text.replace("-", "−")


def _scientific(value: float, decimals: int) -> str:
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return f"{mantissa}e{'-' if exponent[0] == '-' else ''}{exponent[1:]}"
