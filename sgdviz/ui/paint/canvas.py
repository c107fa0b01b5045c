"""A view that leaves the drawing to layers: they paint in pixels. Those that seldom change are kept as a picture."""

from bisect import insort
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ..look import theme
from .resizing import Resizing
from .zoomview import MARGINS, ZoomView


class Layer(QObject):
    """One thing on a canvas: the map, the path, the arrows. Subclasses keep what they show and paint it in `draw`.

    Layers with a greater `z` lie above; those that are `clipped` are seen within the axes only.
    """

    def __init__(self, canvas: "Canvas", z: float, clipped: bool = True) -> None:
        super().__init__()
        self.canvas, self.z, self.clipped, self.visible = canvas, z, clipped, True
        canvas.add(self)

    def setVisible(self, visible: bool) -> None:
        if visible != self.visible:
            self.visible = visible
            self.update()

    def show(self) -> None:
        self.setVisible(True)

    def hide(self) -> None:
        self.setVisible(False)

    def update(self) -> None:
        """Paint anew soon."""
        self.canvas.update()

    def paint(self, painter: QPainter) -> None:
        painter.save()
        if self.clipped:
            painter.setClipRect(self.canvas.plot_rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.restore()

    def draw(self, painter: QPainter) -> None:
        """Paint in pixels of the canvas; `self.canvas.to_px` leads there from data."""
        raise NotImplementedError


class StillLayer(Layer):
    """A layer that seldom changes: it is drawn into a picture, and shown from there while `content` stays.

    What it draws may depend on `content`, on the canvas's box, size and margins, and on the theme.
    """

    def __init__(self, canvas: "Canvas", z: float, clipped: bool = True) -> None:
        super().__init__(canvas, z, clipped)
        self._still = Still(canvas)

    def content(self) -> tuple[object, ...]:
        """What is drawn: equal tuples look equal."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        self._still.paint(painter, [self], Qt.GlobalColor.transparent)

    def paint_now(self, painter: QPainter) -> None:
        """Paint without the picture."""
        super().paint(painter)


class Still:
    """A picture of layers that lie on one another, kept while their contents and the canvas stay."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas, self._key, self._picture = canvas, tuple[object, ...](), QPixmap()

    def paint(self, painter: QPainter, layers: Sequence[StillLayer], ground: QColor | Qt.GlobalColor) -> None:
        """Show them on a ground of that colour."""
        canvas = self._canvas
        if painter.paintEngine().type() == QPaintEngine.Type.SVG:
            if ground != Qt.GlobalColor.transparent:
                painter.fillRect(canvas.rect(), ground)
            for layer in layers:
                layer.paint_now(painter)
            return
        size, ratio = canvas.laid, painter.device().devicePixelRatioF()
        contents = [(layer, layer.content()) for layer in layers]
        key = (contents, canvas.box.tobytes(), size.toTuple(), canvas.margins, ratio, theme.palette())
        if key != self._key:
            self._key, self._picture = key, QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(ground)
            inner = QPainter(self._picture)
            for layer in layers:
                layer.paint_now(inner)
            inner.end()
        painter.drawPixmap(QPointF(), self._picture)


class Stage(pg.GraphicsObject):
    """The one item of a canvas's scene: all of its layers, each of which is as large as the canvas."""

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__()
        self._canvas = canvas
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return QRectF(self._canvas.rect())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self._canvas.paint_layers(painter)


class Canvas(ZoomView):
    """Shows its layers, each on those below it.

    In another size it shows what it did until there is time to lay it out anew: then `resized` comes.
    """

    resized = Signal()

    def __init__(self, margins: tuple[float, float, float, float] = MARGINS) -> None:
        super().__init__(margins)
        # What the layers paint covers it.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # Layers say when they are to be painted: the scene would say it a second time after a change of the size.
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        self._layers, self._is_painted = list[Layer](), False
        self._ground, self._stage = Still(self), Stage(self)
        self.scene().addItem(self._stage)
        self._before: QPixmap | None = None
        self._resizing = Resizing(self, self._resize)
        theme.notifier.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.range_changed.emit()
        self.update()

    def add(self, layer: Layer) -> None:
        """Paint this layer as well; of two with one `z` the later lies above."""
        insort(self._layers, layer, key=lambda one: one.z)
        self.update()

    def paint_layers(self, painter: QPainter) -> None:
        """Paint all layers, the still ones at the bottom as one picture with the ground."""
        if self._before is not None:
            painter.fillRect(self.rect(), theme.colour("card"))
            painter.drawPixmap(QPointF(), self._before)
            return
        self._is_painted = True
        visible, still = [layer for layer in self._layers if layer.visible], list[StillLayer]()
        for layer in visible:
            if not isinstance(layer, StillLayer):
                break
            still.append(layer)
        self._ground.paint(painter, still, theme.colour("card"))
        for layer in visible[len(still):]:
            layer.paint(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not hasattr(self, "_resizing"):
            return
        if not (self._is_painted and self.isVisible()) or self.window().testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
            self._resize()
        elif self._before is None:
            self._before = self._picture()
            self._resizing.want()

    @property
    def is_laid_out(self) -> bool:
        """Whether what it shows is made for its size."""
        return self._before is None

    def _picture(self) -> QPixmap:
        """What it shows now."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.laid * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        self.paint_layers(painter)
        painter.end()
        return picture

    def _resize(self) -> None:
        """Lay out what is shown for the size of now."""
        self._before = None
        self._lay()
        self._refit()
        self.resized.emit()
        if self.isVisible():
            self.repaint()
