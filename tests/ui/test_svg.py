"""SVG against Qt's raster, and its clip paths against where they belong."""

import re

import pytest
from frames import frame_of
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sgdviz.exhibits import exhibits
from sgdviz.ui.paint.svg import SvgDevice
from sgdviz.ui.views.landscape import LandscapeView

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = QSize(120, 90)


def shapes(painter: QPainter) -> None:
    """Of everything that canvases draw, one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRect(0, 0, 120, 90), QColor("#FFFFFF"))
    gradient = QLinearGradient(0, 0, 0, 40)
    gradient.setStops([(0, QColor("#1558B0")), (1, QColor(21, 88, 176, 0))])
    painter.fillRect(QRectF(5, 5, 40, 40), gradient)
    painter.translate(50, 5)
    painter.setPen(QPen(QColor(194, 59, 6, 128), 3))
    painter.setBrush(QBrush(QColor("#EAF0F8")))
    painter.drawEllipse(QPointF(20, 20), 18, 12)
    painter.rotate(10)
    painter.drawPolyline(QPolygonF([QPointF(0, 50), QPointF(30, 60), QPointF(60, 40)]))
    painter.setOpacity(0.5)
    painter.drawLine(QPointF(0, 70), QPointF(60, 70))
    painter.resetTransform()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0xFF007A68)
    painter.drawImage(QRectF(5, 55, 30, 30), image, QRectF(0, 0, 4, 4))
    painter.drawText(QPointF(8, 30), "θ = 2")


def test_a_painter_draws_what_it_draws_on_an_image() -> None:
    device, image, again = SvgDevice(SIZE), *(QImage(SIZE, QImage.Format.Format_RGB32) for _ in range(2))
    for target in (device, image):
        painter = QPainter(target)
        shapes(painter)
        painter.end()
    painter = QPainter(again)
    QSvgRenderer(device.text().encode()).render(painter)
    painter.end()
    apart = [abs(a - b) for y in range(90) for x in range(120)
             for a, b in zip(image.pixelColor(x, y).getRgb(), again.pixelColor(x, y).getRgb(), strict=True)]
    assert sum(difference > 60 for difference in apart) < 0.002 * len(apart)


class Clipped(QWidget):
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.translate(2, 1)
        painter.setClipRect(QRectF(10, 10, 20, 5))
        painter.save()
        circle = QPainterPath()
        circle.addRect(15, 0, 100, 100)
        painter.setClipPath(circle, Qt.ClipOperation.IntersectClip)
        painter.fillRect(0, 0, 100, 100, QColor("#111111"))
        painter.restore()
        painter.fillRect(0, 0, 100, 100, QColor("#222222"))
        painter.setClipping(False)
        painter.fillRect(0, 0, 100, 100, QColor("#333333"))
        painter.end()


def test_a_clip_moves_with_its_widget(qtbot: QtBot) -> None:
    """In the document's own pixels, which is where an element without a transformation stands."""
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = Clipped(outer)
    inner.setGeometry(40, 30, 60, 50)
    outer.resize(SIZE)
    device = SvgDevice(SIZE)
    painter = QPainter(device)
    outer.render(painter, QPoint())
    painter.end()
    boxes = {name: clip_box(data) for name, data in re.findall(r'<clipPath id="(\w+)"><path d="([^"]*)"', device.text())}
    found = {colour: [boxes[name] for name in re.findall(r"#(clip\d+)", line)]
             for line in device.text().splitlines() for colour in re.findall(r'fill="#(\d{6})"', line)}
    widget = QRectF(40, 30, 60, 50)
    assert found["333333"] == [widget]
    assert sorted(found["222222"], key=QRectF.width) == [QRectF(52, 41, 20, 5), widget]
    assert sorted(found["111111"], key=QRectF.width) == [QRectF(57, 41, 15, 5), widget]


def clip_box(data: str) -> QRectF:
    points = [QPointF(*map(float, point.split(","))) for point in re.findall(r"[-\d.]+,[-\d.]+", data)]
    return QPolygonF(points).boundingRect()


def test_of_a_map_only_the_ground_is_a_picture(qtbot: QtBot) -> None:
    view = LandscapeView()
    qtbot.addWidget(view)
    view.resize(480, 400)
    view.show()
    view.draw(frame_of(exhibits()[1].pages[0], 4))
    device = SvgDevice(view.size())
    painter = QPainter(device)
    view.render(painter, QPoint())
    painter.end()
    assert len(view.picture.sheet.scene.labels) > 3
    assert device.text().count("<image") == 1
