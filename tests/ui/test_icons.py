"""Every icon that is shipped can be drawn, in the colour that is asked for."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QIcon, QImage, QPainter

from sgdviz.resources import resource
from sgdviz.ui.look import icons, theme
from sgdviz.ui.look.palette import LIGHT

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))
PLAIN = [name for name in NAMES if name not in ("sgdviz", "tick")]


def colours(image: QImage) -> set[str]:
    """Of the pixels that are fully covered."""
    found = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name().upper() for colour in found if colour.alpha() == 255}


@pytest.mark.parametrize("name", PLAIN)
def test_icons_have_one_colour_and_stay_inside(qapp, name: str) -> None:
    image = icons.icon(name, "batch").pixmap(64, 64).toImage()
    assert theme.palette().batch in colours(image)
    edge = [image.pixelColor(x, y).alpha() for x in range(64) for y in (0, 63)]
    edge += [image.pixelColor(x, y).alpha() for x in (0, 63) for y in range(64)]
    assert max(edge) == 0


def test_a_disabled_icon_is_fainter(qapp) -> None:
    image = icons.icon("play").pixmap(64, 64, QIcon.Mode.Disabled).toImage()
    assert theme.palette().mixed("ink2", 0.45) in colours(image)


def test_icons_are_painted_at_any_size(qapp) -> None:
    image = QImage(200, 200, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    icons.paint_icon(painter, "play", QRectF(10, 10, 180, 180), "ink")
    painter.end()
    assert image.pixelColor(100, 100).name().upper() == theme.palette().ink


def test_the_program_has_a_sign_of_its_own(qapp) -> None:
    assert {LIGHT.batch, LIGHT.whole} <= colours(icons.app_icon().pixmap(64, 64).toImage())
