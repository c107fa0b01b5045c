"""The views of the kinds that there are."""

from importlib import import_module

from .view import View
from .views import VIEWS, Kind


def type_of(kind: Kind) -> type[View]:
    """The class of a view, which is imported when it is first asked for."""
    found: type[View] = getattr(import_module(f".views.{kind.name}", __package__), kind.class_name)
    return found


def view_of(name: str) -> View:
    """A new view of that name."""
    return next(type_of(kind) for kind in VIEWS if kind.name == name)()
