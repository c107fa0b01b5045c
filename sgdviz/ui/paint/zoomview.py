"""A pyqtgraph view of a box of the plane: what of it is where, and how a hand moves it."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy

from sgdviz.core.problem import Array

MARGINS = (52.0, 8.0, 16.0, 38.0)
"""Left, top, right, bottom: room for the numbers of two axes."""


class ZoomView(pg.GraphicsView):
    """Shows a box of the plane between margins (left, top, right, bottom, in pixels).

    The wheel zooms at the pointer, dragging with the middle or right button pans, plus, minus and 0 zoom from the
    keyboard. The left button belongs to the view: `pressed`, `dragged`, `released` carry (position in pixels, modifiers).
    `pointed` carries the position under the pointer, None when it leaves. With `square` both axes keep one unit.
    """

    range_changed = Signal()
    pressed = Signal(QPointF, object)
    dragged = Signal(QPointF, object)
    released = Signal(QPointF, object)
    pointed = Signal(object)
    key_pressed = Signal(object)

    def __init__(self, margins: tuple[float, float, float, float]) -> None:
        super().__init__(background=None)
        self.setFrameShape(self.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.margins, self.square, self.zoomable, self.covered = margins, False, True, 0
        self._home = np.array([[0.0, 1.0], [0.0, 1.0]])
        self._box = self._asked = self._home
        self._is_home = True
        self._grip: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        # A file that is dropped here is the window's.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)

    def update(self) -> None:
        """Paint anew soon."""
        self.viewport().update()

    def repaint(self) -> None:
        """Paint anew now."""
        self.viewport().repaint()

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
        with np.errstate(over="ignore"):
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
