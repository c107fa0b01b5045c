"""Parameters whose values are more than a number: names, columns, classes, boxes, noise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .invalid import QT_TRANSLATE_NOOP, Invalid
from .landscapes.noise import noises
from .parameters import Parameter, Real, shown

COORDINATE = Real(low=-1e12, high=1e12)


@dataclass(frozen=True, kw_only=True)
class Word(Parameter):
    """A text; `of` says what it names: a data set, a column, a landscape, a formula, a model."""

    of: Literal["data", "column", "landscape", "formula", "model"] = "data"
    optional: bool = False

    def check(self, value: Any, place: str) -> Any:
        if (value is None and self.optional) or (isinstance(value, str) and value):
            return value
        raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not a text"), value=shown(value))


@dataclass(frozen=True, kw_only=True)
class Columns(Parameter):
    """A list of columns, at least one, and at most `most`."""

    most: int | None = None

    def check(self, value: Any, place: str) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple) or not value:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not a list of column names"), value=shown(value))
        if self.most is not None and len(value) > self.most:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "columns given: {found}; this model takes {allowed}"),
                          found=len(value), allowed=self.most)
        return [Word(of="column").check(column, f"{place}[{i}]") for i, column in enumerate(value)]


@dataclass(frozen=True, kw_only=True)
class Names(Parameter):
    """A list of names; what a name may be is checked where they are used."""

    def check(self, value: Any, place: str) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple) or not value:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not a list of at least one name"), value=shown(value))
        return [Word().check(name, f"{place}[{i}]") for i, name in enumerate(value)]


@dataclass(frozen=True, kw_only=True)
class Classes(Parameter):
    """The two values of y to keep; class 1 is the second."""

    def check(self, value: Any, place: str) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple) or len(value) != 2 or value[0] == value[1]:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not a list of two different values"), value=shown(value))
        return [v if isinstance(v, str) else Real().check(v, f"{place}[{i}]") for i, v in enumerate(value)]


@dataclass(frozen=True, kw_only=True)
class Point(Parameter):
    """A list of numbers; a single number is a point of one."""

    def check(self, value: Any, place: str) -> Any:
        numbers = value if isinstance(value, list | tuple) else [value]
        if not numbers:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "is empty; a list of numbers is needed"))
        return tuple(COORDINATE.check(number, f"{place}[{i}]") for i, number in enumerate(numbers))


@dataclass(frozen=True, kw_only=True)
class Box(Parameter):
    """The part of space to look at: per dimension [low, high]."""

    def check(self, value: Any, place: str) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple) or not value:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not a list of [low, high] for each dimension"),
                          value=shown(value))
        return [self._side(side, f"{place}[{i}]") for i, side in enumerate(value)]

    @staticmethod
    def _side(side: Any, place: str) -> list[float]:
        if not isinstance(side, list | tuple) or len(side) != 2:
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not [low, high]"), value=shown(side))
        low, high = (Real(low=-1e9, high=1e9).check(v, f"{place}[{i}]") for i, v in enumerate(side))
        if not high - low > 1e-9 * max(abs(low), abs(high)):
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value}: the first number must be below the second"),
                          value=shown(side))
        return [low, high]


@dataclass(frozen=True, kw_only=True)
class Numbers(Parameter):
    """An object of numbers, or of what else its owner takes; checked when the problem is built."""

    def check(self, value: Any, place: str) -> Any:
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not an object"), value=shown(value))
        return dict(value)


@dataclass(frozen=True, kw_only=True)
class Noise(Parameter):
    """How the rows of a function differ from it: {"kind": …, "sd": …}."""

    def check(self, value: Any, place: str) -> Any:
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise Invalid(place, QT_TRANSLATE_NOOP("core", "{value} is not an object"), value=shown(value))
        for key in value:
            if key not in ("kind", "sd"):
                raise Invalid(f"{place}.{key}", QT_TRANSLATE_NOOP("core", "unknown key; known here: {allowed}"),
                              allowed="kind, sd")
        name = noises.find(value.get("kind", "none"), f"{place}.kind").name
        return {"kind": name, "sd": Real(low=0, high=1e6).check(value.get("sd", 0.5), f"{place}.sd")}
