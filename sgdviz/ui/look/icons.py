"""The program's own icons, in the colours of the theme and sharp on every screen."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from sgdviz.resources import resource

from . import theme

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_SIZES = (16, 20, 24, 32, 40, 48, 64)


def icon(name: str, token: str = "ink2") -> QIcon:
    """The icon `name` in the colour `token` of the theme that is shown now; make it anew when the theme changes."""
    return _icon(name, theme.palette().hex(token), theme.palette().mixed(token, 0.45))


def paint_icon(painter: QPainter, name: str, rect: QRectF, token: str = "ink2") -> None:
    """The icon `name` as large as `rect`, painted in the colour `token`."""
    _renderer(name, theme.palette().hex(token)).render(painter, rect)


def app_icon() -> QIcon:
    """The program's own sign, which has its own colours."""
    return _icon("sgdviz", "", "")


@lru_cache(256)
def _icon(name: str, colour: str, faded: str) -> QIcon:
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(_pixmap(name, colour, size))
        if faded != colour:
            result.addPixmap(_pixmap(name, faded, size), QIcon.Mode.Disabled)
    return result


def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter)
    painter.end()
    return pixmap


@lru_cache(256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # for which the first window does not wait

    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
