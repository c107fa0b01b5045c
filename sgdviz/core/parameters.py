"""A parameter is declared once, in the signature of the factory that takes it: form, file format and tests follow.

    def sgd(lr: Annotated[float, Real(above=0, symbol="η", scale="log")] = 0.1, nesterov: bool = False): …
"""

import inspect
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Generic, Literal, TypeVar, get_type_hints

from .invalid import QT_TRANSLATE_NOOP, Invalid, Words, typeset

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
VAST = 1e15
"""Numbers up to it are written with their thousands apart."""
LARGEST = 2**63 - 1
"""The largest whole number that a seed can be."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """What a factory takes: its name, its default, what is allowed, and how a form calls it.

    `label` is marked for translation and may hold $mathematics$, `symbol` is its letter in formulas, `unit` stands after the
    number. `given` names another parameter and the value of it that this one belongs to; with any other value it is not taken.
    """

    name: str = ""
    default: Any = None
    label: str = ""
    symbol: str = ""
    unit: str = ""
    given: tuple[str, Any] | None = None

    def check(self, value: Any, place: str) -> Any:
        """`value` in its own type, or Invalid at `place`."""
        return value


@dataclass(frozen=True, kw_only=True)
class Flag(Parameter):
    """True or false."""

    def check(self, value: Any, place: str) -> bool:
        if not isinstance(value, bool):
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not allowed; true or false is"), value=shown(value))
        return value


@dataclass(frozen=True, kw_only=True)
class Number(Parameter):
    """A finite number in a range: `low` and `high` belong to it, `above` and `below` do not.

    On the `complement` scale 1 − x goes in factors, as suits 0.9, 0.99 and 0.999.
    """

    low: float = -math.inf
    high: float = math.inf
    above: float = -math.inf
    below: float = math.inf
    scale: Literal["linear", "log", "complement"] = "linear"
    slider: tuple[float, float] | None = None
    whole: ClassVar[bool] = False

    def check(self, value: Any, place: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or (self.whole and value % 1 != 0):
            what = QT_TRANSLATE_NOOP("core", "a whole number") if self.whole else QT_TRANSLATE_NOOP("core", "a number")
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not {what}"), value=shown(value), what=Words(what))
        if not (abs(value) <= sys.float_info.max and self.low <= value <= self.high and self.above < value < self.below):
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is out of range; allowed: {allowed}"),
                          value=quantity(value), allowed=self.allowed)
        return int(value) if self.whole else float(value)

    @property
    def allowed(self) -> str:
        """The range as a reader of any language knows it, `0 ≤ β < 1`."""
        low, high = quantity(self.low), quantity(self.high)
        left = f"{quantity(self.above)} < " if self.above > -math.inf else f"{low} ≤ " if self.low > -math.inf else ""
        right = (f" < {quantity(self.below)}" if self.below < math.inf else " < 2⁶³" if self.high == LARGEST else
                 f" ≤ {high}" if self.high < math.inf else "")
        return f"{left}{self.symbol or self.name or '…'}{right}"


@dataclass(frozen=True, kw_only=True)
class Real(Number):
    """A float."""


@dataclass(frozen=True, kw_only=True)
class Integer(Number):
    """An int."""

    whole: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class Pair(Parameter):
    """Two numbers, a list [a, b] in a document."""

    numbers: tuple[Number, Number] = (Real(), Real())

    def check(self, value: Any, place: str) -> list[float]:
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not a list of two numbers"), value=shown(value))
        return [number.check(one, f"{place}[{i}]") for i, (number, one) in enumerate(zip(self.numbers, value, strict=True))]

    @property
    def parts(self) -> tuple[Number, ...]:
        """Each number by its place in the pair, with its own default."""
        return tuple(replace(number, name=f"{self.name}[{i}]", default=self.default[i])
                     for i, number in enumerate(self.numbers))


@dataclass(frozen=True, kw_only=True)
class Choice(Parameter):
    """One of a few values, each with a label that is marked for translation."""

    options: Mapping[Any, str] = field(default_factory=dict)

    def check(self, value: Any, place: str) -> Any:
        for option in self.options:
            if option == value and type(option) is type(value):
                return option
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not allowed; one of these is: {allowed}"),
                      value=shown(value), allowed=", ".join(map(shown, self.options)))


def shown(value: Any) -> str:
    """`value` as it stands in a document, cut to a length that a sentence bears."""
    import json

    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def quantity(value: float) -> str:
    """A number as a sentence has it: 10,000,000, 0.25, −3, 1e12, 1e−5; one beyond all bounds as it stands in a document."""
    if not abs(value) < VAST:
        return typeset(shown(value))
    return typeset(f"{int(value):,}" if value % 1 == 0 and (isinstance(value, int) or abs(value) < 1e9) else f"{value:.9g}")


def signature(factory: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The parameters that a factory declares, in the order in which it takes them."""
    hints = get_type_hints(factory, include_extras=True)
    found = []
    for name, taken in inspect.signature(factory).parameters.items():
        declared = next((m for m in getattr(hints.get(name), "__metadata__", ()) if isinstance(m, Parameter)), None)
        if declared is not None:
            found.append(replace(declared, name=name, default=taken.default))
    return tuple(found)


@dataclass(frozen=True)
class Entry(Generic[T]):
    """One thing of a catalog: its name in documents, its label, what it takes, and how to make it."""

    name: str
    label: str
    make: Callable[..., T]
    parameters: tuple[Parameter, ...]
    facts: Mapping[str, Any]

    def check(self, numbers: Mapping[str, Any], place: str) -> dict[str, Any]:
        """The given numbers, each checked; an unknown one is Invalid. Defaults are not filled in."""
        known = {p.name: p for p in self.parameters}
        for name in numbers:
            if name not in known and not known:
                raise Invalid(f"{place}.{name}", QT_TRANSLATE_NOOP("core", "{name} takes no numbers"), name=self.name)
            if name not in known:
                raise Invalid(f"{place}.{name}", QT_TRANSLATE_NOOP("core", "{name} takes no such number; it takes {allowed}"),
                              name=self.name, allowed=", ".join(known))
        checked = {name: known[name].check(value, f"{place}.{name}") for name, value in numbers.items()}
        for name in checked:
            if not self.takes(known[name], checked):
                key, value = known[name].given or ("", None)
                raise Invalid(f"{place}.{name}", QT_TRANSLATE_NOOP("core", "is only taken where {key} is {value}"),
                              key=key, value=shown(value))
        return checked

    def takes(self, parameter: Parameter, numbers: Mapping[str, Any]) -> bool:
        """Whether a parameter belongs to these numbers."""
        if parameter.given is None:
            return True
        key, value = parameter.given
        default = next(p.default for p in self.parameters if p.name == key)
        return bool(numbers.get(key, default) == value)


class Catalog(Mapping[str, Entry[T]]):
    """Things of one sort by name, each registered by decorating its factory."""

    def __init__(self, sort: str) -> None:
        self.sort = sort
        self._entries: dict[str, Entry[T]] = {}

    def register(self, label: str, name: str | None = None, **facts: Any) -> Callable[[F], F]:
        """Decorate a factory: it is known by its own name (or `name`) and called `label`, marked for translation."""
        def add(factory: F) -> F:
            key = name or factory.__name__
            self._entries[key] = Entry(key, label, factory, signature(factory), facts)
            return factory
        return add

    def find(self, name: Any, place: str) -> Entry[T]:
        """The entry of that name, or Invalid with the names that there are."""
        if not isinstance(name, str) or name not in self._entries:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not known; one of these is: {allowed}"),
                          value=shown(name), allowed=", ".join(self._entries))
        return self._entries[name]

    def __getitem__(self, name: str) -> Entry[T]:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
