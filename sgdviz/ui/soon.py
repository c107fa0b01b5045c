"""Work that is done bit by bit while nothing else is to be done."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

PIECES = ("numpy", "sgdviz.core.document", "pyqtgraph", "sgdviz.ui.views.landscape", "sgdviz.ui.views.data",
          "sgdviz.ui.views.loss", "sgdviz.ui.furniture")
"""What is imported one after another behind the start page, so that a click never waits for all of it."""


def import_soon(owner: QObject, go_on: Callable[[], bool], then: Callable[[], object]) -> None:
    """Import what the start page can do without, a piece for each time that nothing else is to be done, and `then` do this.

    It ends with its owner, or as soon as it need not `go_on`.
    """
    _next(owner, go_on, _pieces(then))


def _pieces(then: Callable[[], object]) -> Iterator[None]:
    for name in PIECES:
        yield
        import_module(name)
    yield
    then()


def _next(owner: QObject, go_on: Callable[[], bool], pieces: Iterator[None]) -> None:
    if go_on() and next(pieces, owner) is None:
        QTimer.singleShot(0, owner, partial(_next, owner, go_on, pieces))
