"""A pyqtgraph view that leaves the drawing to layers: they paint in pixels; it zooms and pans."""

from bisect import insort
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyleOptionGraphicsItem, QWidget

from sgdviz.core.problem import Array

from ..look import theme
from .resizing import Resizing


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


MARGINS = (52.0, 8.0, 16.0, 38.0)
"""Left, top, right, bottom: room for the numbers of two axes."""


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


class Canvas(pg.GraphicsView):
    """Shows a box of the plane between margins (left, top, right, bottom, in pixels).

    The wheel zooms at the pointer, dragging with the middle or right button pans, plus, minus and 0 zoom from the
    keyboard. The left button belongs to the view: `pressed`, `dragged`, `released` carry (position in pixels, modifiers).
    `pointed` carries the position under the pointer, None when it leaves. With `square` both axes keep one unit.

    In another size it shows what it did until there is time to lay it out anew: then `resized` comes.
    """

    range_changed = Signal()
    resized = Signal()
    pressed = Signal(QPointF, object)
    dragged = Signal(QPointF, object)
    released = Signal(QPointF, object)
    pointed = Signal(object)
    key_pressed = Signal(object)

    def __init__(self, margins: tuple[float, float, float, float] = MARGINS) -> None:
        # What the layers paint covers it.
        super().__init__(background=None)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setFrameShape(self.Shape.NoFrame)
        # Layers say when they are to be painted: the scene would say it a second time after a change of the size.
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._layers, self._is_painted = list[Layer](), False
        self._ground, self._stage = Still(self), Stage(self)
        self.scene().addItem(self._stage)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.margins, self.square, self.zoomable, self.covered = margins, False, True, 0
        self._home = np.array([[0.0, 1.0], [0.0, 1.0]])
        self._box = self._asked = self._home
        self._is_home = True
        self._grip: QPointF | None = None
        self._before: QPixmap | None = None
        self._resizing = Resizing(self, self._resize)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        # A file that is dropped here is the window's.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        theme.notifier.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.range_changed.emit()
        self.update()

    def add(self, layer: Layer) -> None:
        """Paint this layer as well; of two with one `z` the later lies above."""
        insort(self._layers, layer, key=lambda one: one.z)
        self.update()

    def update(self) -> None:
        """Paint anew soon."""
        self.viewport().update()

    def repaint(self) -> None:
        """Paint anew now."""
        self.viewport().repaint()

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

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """The room round the plot. What is shown there is not fitted to other ones; `set_margins` does that."""
        return self._margins

    @margins.setter
    def margins(self, margins: tuple[float, float, float, float]) -> None:
        self._margins = margins
        self._lay()

    def set_margins(self, margins: tuple[float, float, float, float]) -> None:
        """Leave so much room round the plot."""
        if margins != self.margins:
            self.margins = margins
            self._refit()

    @Slot(int)
    def set_covered(self, covered: int) -> None:
        """So many pixels at the top lie under a sentence: no name stands there, and a picture may make room for it."""
        if covered != self.covered:
            self.covered = covered
            self.range_changed.emit()
            self.update()

    def plot_rect(self) -> QRectF:
        """The part of the canvas that shows the box, in pixels."""
        return QRectF(self._plot)

    def _lay(self) -> None:
        self.laid = self.size()
        left, top, right, bottom = self._margins
        self._plot = QRectF(left, top, max(1.0, self.width() - left - right), max(1.0, self.height() - top - bottom))

    def seen_rect(self) -> QRectF:
        """What of `plot_rect` does not lie under a sentence."""
        rect = self.plot_rect()
        rect.setTop(min(max(rect.top(), self.covered), rect.bottom()))
        return rect

    @property
    def box(self) -> Array:
        """What is shown: [[x low, x high], [y low, y high]]."""
        return self._box

    @property
    def asked(self) -> Array:
        """What it was asked to show; a square canvas shows more where the shapes differ."""
        return self._home if self._is_home else self._asked

    @property
    def home_box(self) -> Array:
        """What `home` shows."""
        return self._home

    @property
    def is_home(self) -> bool:
        """Whether it shows its home box: it was neither zoomed nor moved."""
        return self._is_home

    def look_at(self, box: Array) -> None:
        """Show this box, and return to it on `home`; a square canvas shows more where the shapes differ."""
        self._home, self._is_home = np.array(box, dtype=float), True
        self._set()

    def follow(self, box: Array) -> None:
        """Return to this box on `home`, and show it now unless the canvas is zoomed."""
        if self._is_home:
            self.look_at(box)
        else:
            self._home = np.array(box, dtype=float)

    def home(self) -> None:
        self._is_home = True
        self._set()

    def show_box(self, box: Array) -> None:
        """Show this box, as zooming does."""
        if self._can_show(self._fitted(box)):
            self._is_home, self._asked = False, np.array(box, dtype=float)
            self._set()

    def _fitted(self, box: Array) -> Array:
        if not self.square:
            return box
        rect, span = self.plot_rect(), np.diff(box, axis=1)[:, 0]
        per_px = max(span[0] / rect.width(), span[1] / rect.height())
        half = 0.5 * per_px * np.array([rect.width(), rect.height()])
        middle = box.mean(axis=1)
        return np.column_stack([middle - half, middle + half])

    def _can_show(self, box: Array) -> bool:
        """Whether a box is neither too small nor too large for the digits of a number."""
        span = np.diff(box, axis=1)[:, 0]
        widest = np.maximum(1e9, 1e6 * np.diff(self._home, axis=1)[:, 0])
        least = 1e-9 * np.maximum(1e-3, np.abs(box).max(axis=1))
        return bool(np.isfinite(box).all() and (span >= least).all() and (span <= widest).all())

    def _set(self) -> bool:
        """Show what is asked for; whether that is another box than before."""
        box = self._fitted(self.asked)
        if np.array_equal(box, self._box) or not self._can_show(box):
            return False
        self._box = box
        self.range_changed.emit()
        self.update()
        return True

    def to_px(self, points: Array) -> Array:
        """Data (…, 2) → pixels (…, 2)."""
        rect, box = self.plot_rect(), self._box
        span = np.diff(box, axis=1)[:, 0]
        scale = np.array([rect.width(), -rect.height()]) / span
        with np.errstate(over="ignore", invalid="ignore"):
            return (np.asarray(points) - box[:, 0]) * scale + [rect.left(), rect.bottom()]

    def to_data(self, position: QPointF) -> Array:
        """Pixels → data (2,)."""
        rect, box = self.plot_rect(), self._box
        span = np.diff(box, axis=1)[:, 0]
        share = np.array([(position.x() - rect.left()) / rect.width(), (rect.bottom() - position.y()) / rect.height()])
        return box[:, 0] + share * span

    def zoom(self, factor: float, position: QPointF | None = None) -> None:
        """Magnify by `factor` about a position, the middle unless one is given."""
        centre = self.to_data(position if position is not None else self.plot_rect().center())
        self.show_box(centre[:, None] + (self._box - centre[:, None]) / factor)

    def sizeHint(self) -> QSize:
        return QSize(600, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(68, 68)

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

    def _refit(self) -> None:
        """Show the same box in a plot of another size, and say once that what lies where has changed."""
        if not self._set():
            self.range_changed.emit()
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if self.zoomable and turned and self.plot_rect().contains(event.position()):
            self.zoom(1.2 ** (turned / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(event.position(), event.modifiers())
        elif self.zoomable:
            self._grip = event.position()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            shift = self.to_data(self._grip) - self.to_data(event.position())
            self._grip = event.position()
            self.show_box(self._box + shift[:, None])
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.position(), event.modifiers())
        self.pointed.emit(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.released.emit(event.position(), event.modifiers())
        self._grip = None
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus, minus and 0 zoom; the view hears of every other key and accepts what it uses."""
        factor = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8}.get(Qt.Key(event.key()))
        if self.zoomable and factor and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.zoom(factor)
        elif self.zoomable and event.key() == Qt.Key.Key_0 and not event.modifiers():
            self.home()
        else:
            event.ignore()
            self.key_pressed.emit(event)
