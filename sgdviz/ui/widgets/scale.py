"""How a number is written, read and walked along a slider."""

import math
import re
from dataclasses import dataclass

from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid, Words
from sgdviz.core.parameters import Number, shown

_ROUND = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_WIDEST = 10_000
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?$")
_WHOLE = re.compile(r"[+-]?\d+$", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$", re.ASCII)
_PLAIN = str.maketrans({"−": "-", "–": "-", "\u2009": None, "\u202f": None, "\u00a0": None, " ": None, "_": None})


def written(value: float, digits: int = 6) -> str:
    """A number as a reader writes it: a real minus, no more than `digits` figures."""
    if isinstance(value, int) or (abs(value) < 1e15 and value == int(value)):
        return f"{int(value)}".replace("-", "−")
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    return (mantissa + (f"e{int(exponent)}" if exponent else "")).replace("-", "−")


@dataclass(frozen=True)
class Scale:
    """The way of one declared number. `low` and `high` are the ends of its slider; equal if it has none."""

    number: Number
    low: float = 0.0
    high: float = 0.0

    @classmethod
    def of(cls, number: Number) -> "Scale":
        """As declared: the slider's own range, or else the allowed one, if it is small enough to be pointed at."""
        low, high = number.slider or (number.low, number.high)
        useful = 0 < low < high < math.inf if number.scale == "log" else high - low <= _WIDEST
        return cls(number, low, high) if useful else cls(number)

    @property
    def has_slider(self) -> bool:
        return self.high > self.low

    def read(self, text: str) -> float:
        """The number in `text`, with "." as decimal sign in every language; Invalid if none, or not allowed."""
        words = text.translate(_PLAIN)
        if _THOUSANDS.match(words):
            words = words.replace(",", "")
        if _WHOLE.match(words):
            return self.number.check(int(words), "")
        if not _DECIMAL.match(words) or not math.isfinite(float(words)):
            kind = QT_TRANSLATE_NOOP("core", "a whole number") if self.number.whole else (
                QT_TRANSLATE_NOOP("core", "a number"))
            raise Invalid("", QT_TRANSLATE_NOOP("core", "{value} is not {what}"),
                          value=shown(text.strip()), what=Words(kind))
        return self.number.check(float(words), "")

    def fraction(self, value: float) -> float:
        """Where `value` is on the slider, 0 to 1."""
        if not self.has_slider:
            return 0.0
        value = min(max(value, self.low), self.high)
        if self.number.scale == "log":
            return math.log(value / self.low) / math.log(self.high / self.low)
        if self.number.scale == "complement":
            return math.log((1 - value) / (1 - self.low)) / math.log((1 - self.high) / (1 - self.low))
        return (value - self.low) / (self.high - self.low)

    def value(self, fraction: float) -> float:
        """The round number at a place of the slider; both ends are themselves."""
        if fraction <= 0 or fraction >= 1:
            return self._whole(self.low if fraction <= 0 else self.high)
        if self.number.scale == "log":
            value = self.low * (self.high / self.low) ** fraction
            value = float(f"{value:.2g}")
        elif self.number.scale == "complement":
            left = (1 - self.low) * ((1 - self.high) / (1 - self.low)) ** fraction
            value = 1 - float(f"{left:.2g}")
        else:
            step = self.step
            value = round((self.low + fraction * (self.high - self.low)) / step) * step
        return self._whole(min(max(float(f"{value:.12g}"), self.low), self.high))

    @property
    def step(self) -> float:
        """One step of an arrow key on a linear scale."""
        if self.number.whole:
            return 1.0
        return 10.0 ** math.floor(math.log10((self.high - self.low) / 40)) if self.has_slider else 0.1

    def stepped(self, value: float, steps: int) -> float:
        """`value` moved by `steps` to the next round number, inside what is allowed."""
        for _ in range(abs(steps)):
            value = self._next(value, 1 if steps > 0 else -1)
        return value

    def paged(self, value: float, direction: int) -> float:
        """A large step: ten times as far, or a factor of ten."""
        if self.number.scale == "log":
            return self._allowed(self._whole(float(f"{value * 10.0**direction:.12g}")), value)
        if self.number.scale == "complement":
            return self._allowed(float(f"{1 - (1 - value) * 10.0**-direction:.12g}"), value)
        return self.stepped(value, 10 * direction)

    def _next(self, value: float, direction: int) -> float:
        scale = self.number.scale
        if self.number.whole and scale != "log":
            return self._allowed(int(value) + direction, value)
        if scale == "linear":
            # The next multiple of the step, wherever the value stands between two.
            at = round(value / self.step, 9)
            after = (math.floor(at) + 1 if direction > 0 else math.ceil(at) - 1) * self.step
        elif value <= 0 if scale == "log" else value >= 1:
            return value
        elif scale == "complement":
            after = 1 - _next_round(1 - value, -direction)
        else:
            after = _next_round(value, direction)
            if self.number.whole and int(after) == int(value):
                after = value + direction
        return self._allowed(self._whole(float(f"{after:.12g}")), value)

    def _allowed(self, value: float, otherwise: float) -> float:
        value = min(max(value, self.number.low), self.number.high)
        return value if self.number.above < value < self.number.below else otherwise

    def _whole(self, value: float) -> float:
        return int(value + 0.5) if self.number.whole else float(value)


def _next_round(value: float, direction: int) -> float:
    """The round number after a positive value, or the one before it."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-12)
    steps = [0.8, *_ROUND, 12.0]
    ratio = value / power
    return power * (min(r for r in steps if r > ratio * (1 + 1e-9)) if direction > 0
                    else max(r for r in steps if r < ratio * (1 - 1e-9)))
