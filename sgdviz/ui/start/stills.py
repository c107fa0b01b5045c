"""Stills of the exhibits for the start page: each drawn by the exhibit's own canvas, once a theme, language and size."""

from functools import lru_cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from sgdviz.exhibits import exhibits

from .. import words
from ..look import theme
from ..making import view_of
from ..offstage import frame_of, offstage
from ..pictures import image


def still(number: int, size: QSize, scale: float = 1.0) -> QPixmap:
    """The picture of exhibit `number` (from 1) in that size."""
    return _still(number, size.width(), size.height(), scale, theme.palette().name, words.language())


@lru_cache(maxsize=32)
def _still(number: int, width: int, height: int, scale: float, theme_name: str, language: str) -> QPixmap:
    exhibit = exhibits()[number - 1]
    experiment = exhibit.pages[0]
    frame = frame_of(experiment, exhibit.step)
    view = view_of(experiment.views[0])
    view.header.hide()
    with offstage(view, QSize(width, height)):
        view.draw(frame)
        return QPixmap.fromImage(image(view, scale))
