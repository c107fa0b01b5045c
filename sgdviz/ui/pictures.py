"""Pictures of widgets, as images and as files."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from sgdviz.core.files import replace_file
from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid

from .paint.svg import SvgDevice

PICTURES = (".png", ".svg")
Flag = QWidget.RenderFlag


def image(widget: QWidget, scale: float = 1.0) -> QImage:
    """What a widget shows, as an image with `scale` pixels a logical pixel."""
    picture = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    widget.render(picture, QPoint(), QRegion(), Flag.DrawWindowBackground | Flag.DrawChildren)
    return picture


def save_picture(widget: QWidget, path: Path, scale: float = 1.0) -> None:
    """Write what a widget shows as PNG or SVG. Invalid if the file's ending is another, or it cannot be written."""
    suffix = path.suffix.lower()
    if suffix not in PICTURES:
        raise Invalid("", QT_TRANSLATE_NOOP("core", "{name} ends in neither .png nor .svg"), name=path.name)
    replace_file(path, _svg(widget, min(1.0, scale)) if suffix == ".svg" else _png(widget, scale))


def _png(widget: QWidget, scale: float) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = image(widget, max(1.0, scale))
    if scale < 1.0:  # letters drawn that small would not be read
        picture = picture.scaled(widget.size() * scale, mode=Qt.TransformationMode.SmoothTransformation)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know file names only
    return bytes(buffer.data().data())


def _svg(widget: QWidget, scale: float) -> bytes:
    device = SvgDevice(widget.size(), scale)
    painter = QPainter(device)
    widget.render(painter, QPoint(), QRegion(), Flag.DrawWindowBackground | Flag.DrawChildren)
    painter.end()
    return device.text().encode()
