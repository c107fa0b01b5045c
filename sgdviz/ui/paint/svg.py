"""A paint device that writes SVG, text as outlines.

Qt's own generator (6.11) writes clip paths without the place of the widget that they belong to, so that browsers cut off
the wrong part, and text in fonts that the reader may lack. Once clip paths are right there, only the outlines are left here.
"""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainterPath,
    QPen,
    QPixmap,
    QTransform,
)

Dirty = QPaintEngine.DirtyFlag
CAPS = {Qt.PenCapStyle.FlatCap: "butt", Qt.PenCapStyle.SquareCap: "square", Qt.PenCapStyle.RoundCap: "round"}
JOINS = {Qt.PenJoinStyle.BevelJoin: "bevel", Qt.PenJoinStyle.RoundJoin: "round"}
DPI = 96


class SvgDevice(QPaintDevice):
    """Paint on it, end the painter, then ask for `text()`."""

    def __init__(self, size: QSize, scale: float = 1.0) -> None:
        super().__init__()
        self._size, self._shown, self._engine = size, size * scale, SvgEngine()

    def paintEngine(self) -> QPaintEngine:
        return self._engine

    def metric(self, what: QPaintDevice.PaintDeviceMetric) -> int:
        Metric = QPaintDevice.PaintDeviceMetric
        return {Metric.PdmWidth: self._size.width(), Metric.PdmHeight: self._size.height(), Metric.PdmDepth: 32,
                Metric.PdmNumColors: 2**31 - 1, Metric.PdmDevicePixelRatio: 1,
                Metric.PdmDevicePixelRatioScaled: 0x10000}.get(what, DPI)

    def text(self) -> str:
        """The document."""
        width, height = self._size.width(), self._size.height()
        head = ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
                f'width="{self._shown.width()}" height="{self._shown.height()}" viewBox="0 0 {width} {height}">')
        return "\n".join([head, *self._engine.parts, "</svg>\n"])


class SvgEngine(QPaintEngine):
    """Writes an element for whatever is drawn. What is not drawn here, Qt breaks down into paths."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.parts: list[str] = []
        self._names: dict[str, str] = {}
        self._matrix, self._pen, self._brush, self._opacity = QTransform(), QPen(), QBrush(), 1.0
        self._clip: QPainterPath | None = None

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.SVG

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def updateState(self, state: QPaintEngineState) -> None:
        self._matrix, self._pen, self._brush, self._opacity = state.transform(), state.pen(), state.brush(), state.opacity()
        dirty = state.state()
        if dirty & (Dirty.DirtyClipPath | Dirty.DirtyClipRegion):
            self._set_clip(state, bool(dirty & Dirty.DirtyClipRegion))
        elif dirty & Dirty.DirtyClipEnabled and not state.isClipEnabled():
            self._clip = None

    def _set_clip(self, state: QPaintEngineState, is_region: bool) -> None:
        """Keep the clip in the pixels of the picture: it stands when the transformation changes."""
        operation = state.clipOperation()
        if operation == Qt.ClipOperation.NoClip:
            self._clip = None
            return
        path = state.clipPath()
        if is_region:
            path = QPainterPath()
            path.addRegion(state.clipRegion())
        path = self._matrix.map(path)
        is_cut = operation == Qt.ClipOperation.IntersectClip and self._clip is not None
        self._clip = self._clip.intersected(path) if is_cut and self._clip is not None else path

    def drawPath(self, path: QPainterPath) -> None:
        self._draw(geometry(path), path.fillRule() == Qt.FillRule.OddEvenFill)

    def drawPolygon(self, points: Iterable[Any], mode: QPaintEngine.PolygonDrawMode) -> None:
        data = "M" + "L".join(f"{number(p.x())},{number(p.y())}" for p in points)
        is_line = mode == QPaintEngine.PolygonDrawMode.PolylineMode
        self._draw(data if is_line else data + "Z", mode == QPaintEngine.PolygonDrawMode.OddEvenMode, is_line)

    def drawPixmap(self, target: QRectF | QRect, pixmap: QPixmap | QImage, source: QRectF | QRect) -> None:
        self.drawImage(target, pixmap.toImage() if isinstance(pixmap, QPixmap) else pixmap, source)

    def drawImage(self, target: QRectF | QRect, image: QImage, source: QRectF | QRect,
                  flags: Qt.ImageConversionFlag = Qt.ImageConversionFlag.AutoColor) -> None:
        part = QRectF(source).toRect()
        if part != image.rect():
            image = image.copy(part)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know file names only
        data = bytes(buffer.data().toBase64().data()).decode()
        self._put(f'<image x="{number(target.x())}" y="{number(target.y())}" width="{number(target.width())}" '
                  f'height="{number(target.height())}" preserveAspectRatio="none" '
                  f'xlink:href="data:image/png;base64,{data}"')

    def _draw(self, data: str, is_odd: bool, is_line: bool = False) -> None:
        fill = 'fill="none"' if is_line else self._fill() + (' fill-rule="evenodd"' if is_odd else "")
        stroke = self._stroke()
        if stroke or fill != 'fill="none"':
            self._put(f'<path d="{data}" {fill}{stroke}')

    def _put(self, element: str) -> None:
        """Write an element, given without its end, where it belongs."""
        m = self._matrix
        if not m.isIdentity():
            element += f' transform="matrix({",".join(map(number, (m.m11(), m.m12(), m.m21(), m.m22(), m.dx(), m.dy())))})"'
        if self._opacity < 1:
            element += f' opacity="{number(self._opacity)}"'
        element += "/>"
        for clip in filter(None, (self._clip, self._widget())):
            name = self._named("clip", f'<clipPath id="{{}}"><path d="{geometry(clip)}"/></clipPath>')
            element = f'<g clip-path="url(#{name})">{element}</g>'
        self.parts.append(element)

    def _widget(self) -> QPainterPath | None:
        """The part of the picture that belongs to the widget that paints."""
        path = QPainterPath()
        path.addRegion(self.systemClip())
        return None if path.isEmpty() else path

    def _named(self, kind: str, definition: str) -> str:
        """The name of a definition, which is written once."""
        if definition not in self._names:
            self._names[definition] = f"{kind}{len(self._names) + 1}"
            self.parts.append(f"<defs>{definition.format(self._names[definition])}</defs>")
        return self._names[definition]

    def _fill(self) -> str:
        style = self._brush.style()
        if style == Qt.BrushStyle.NoBrush:
            return 'fill="none"'
        gradient = self._brush.gradient()
        if isinstance(gradient, QLinearGradient):
            a, b = gradient.start(), gradient.finalStop()
            stops = "".join(f'<stop offset="{number(at)}" {paint("stop", colour)}/>' for at, colour in gradient.stops())
            return 'fill="url(#{})"'.format(self._named("gradient", (
                f'<linearGradient id="{{}}" gradientUnits="userSpaceOnUse" x1="{number(a.x())}" y1="{number(a.y())}" '
                f'x2="{number(b.x())}" y2="{number(b.y())}">{stops}</linearGradient>')))
        return paint("fill", self._brush.color(), 1.0 if style == Qt.BrushStyle.SolidPattern else 0.5)

    def _stroke(self) -> str:
        pen = self._pen
        if pen.style() == Qt.PenStyle.NoPen:
            return ""
        width = pen.widthF() or 1.0
        found = (f' {paint("stroke", pen.color())} stroke-width="{number(width)}" '
                 f'stroke-linecap="{CAPS[pen.capStyle()]}" stroke-linejoin="{JOINS.get(pen.joinStyle(), "miter")}"')
        if pen.isCosmetic():
            found += ' vector-effect="non-scaling-stroke"'
        if pen.style() != Qt.PenStyle.SolidLine:
            found += f' stroke-dasharray="{",".join(number(length * width) for length in pen.dashPattern())}"'
        return found


def paint(what: str, colour: QColor, share: float = 1.0) -> str:
    """The attributes for a colour: `fill`, `stroke` or `stop`."""
    key = "stop-color" if what == "stop" else what
    alpha = colour.alphaF() * share
    return f'{key}="{colour.name()}"' + (f' {what}-opacity="{number(alpha)}"' if alpha < 1 else "")


def geometry(path: QPainterPath) -> str:
    """The data of a path."""
    letters = {QPainterPath.ElementType.MoveToElement: "M", QPainterPath.ElementType.LineToElement: "L",
               QPainterPath.ElementType.CurveToElement: "C", QPainterPath.ElementType.CurveToDataElement: " "}
    elements = (path.elementAt(i) for i in range(path.elementCount()))
    return "".join(f"{letters[e.type]}{number(e.x)},{number(e.y)}" for e in elements)


def number(value: float) -> str:
    """Short, and to a thousandth of a pixel."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
