"""Time to look at and to take hold of: this epoch as a row of batches, and below it all epochs with the cursor."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled

from .look import theme
from .text.mathtext import layout
from .timescale import EDGE, Timescale

CELL, CURRENT, TRACK, KNOB = 16, 24, 4, 16


class Timeline(QAbstractSlider):
    """A slider over the steps of a run, which shows the epoch that the cursor is in as a strip of its batches.

    `sought` carries the step that a person chose, with the mouse or the keyboard; `draw` emits nothing.
    """

    sought = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.scale = Timescale()
        self._drags_strip = False
        self._ruler: tuple[object, QPixmap] = None, QPixmap()
        self.set_small(False)
        self.valueChanged.connect(self.sought)

    def set_small(self, small: bool) -> None:
        """Be 84 pixels high instead of 104."""
        self.strip_y, self.track_y = (28.0, 54.0) if small else (38.0, 66.0)
        self.setFixedHeight(84 if small else 104)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.height())

    def draw(self, frame: Frame) -> None:
        """Show this frame."""
        self.scale.frame = frame
        self.blockSignals(True)
        self.setRange(0, frame.course.steps)
        first, stop = self.scale.epoch_steps
        self.setPageStep(max(1, stop - first))
        self.setValue(frame.step)
        self.blockSignals(False)
        self.update()

    def cells(self) -> list[tuple[int, QRectF]]:
        """The batches of the epoch: step and place. Empty if they are too many."""
        return self.scale.cells(self.strip_y - CELL / 2, CELL, CURRENT - CELL)

    def _is_on_strip(self, position: QPointF) -> bool:
        return position.y() < (self.strip_y + CURRENT / 2 + self.track_y - KNOB / 2) / 2

    def _seek(self, step: int) -> None:
        if step != self.value():
            self.setValue(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.scale.width = self.width()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.scale.frame is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drags_strip = self._is_on_strip(event.position())
            self.setSliderDown(True)
            self._seek(self.scale.step_at(event.position().x(), self._drags_strip))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._seek(self.scale.step_at(event.position().x(), self._drags_strip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.scale.frame is not None:
            QToolTip.showText(event.globalPos(), self.tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def tip(self, position: QPointF) -> str:
        """What stands at a position, in words."""
        scale = self.scale
        step = scale.step_at(position.x(), self._is_on_strip(position))
        place = scale.shown.course.plan.place(min(step, scale.shown.course.steps - 1))
        return filled(self.tr("step {step}: epoch {epoch}, batch {batch} of {batches}"),
                      step=step, epoch=place.epoch, batch=place.batch, batches=place.batches)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.scale.frame is None:
            return
        painter = QPainter(self)
        self._paint_funnel(painter)
        self._paint_strip(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(QPointF(), self._epochs())
        self._paint_track(painter)
        painter.end()

    def _epochs(self) -> QPixmap:
        """The ruler below the track, painted once an experiment."""
        scale = self.scale
        ratio = self.devicePixelRatioF()
        key = scale.shown.courses[0].plan, scale.shown.experiment.epochs, self.size().toTuple(), ratio, theme.palette()
        if key != self._ruler[0]:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_epochs(painter)
            painter.end()
            self._ruler = key, picture
        return self._ruler[1]

    def _paint_funnel(self, painter: QPainter) -> None:
        scale = self.scale
        first, stop = scale.epoch_steps
        top, bottom = self.strip_y + CELL / 2 + 3, self.track_y - TRACK / 2
        painter.setPen(Qt.PenStyle.NoPen)
        # Opaque, though faint: blending so large an area takes milliseconds.
        painter.setBrush(QColor(theme.palette().mixed("cell", 0.5)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolygon(QPolygonF([QPointF(EDGE, top), QPointF(EDGE + scale.length, top),
                                       QPointF(scale.step_x(min(stop, scale.shown.course.steps)), bottom),
                                       QPointF(scale.step_x(first), bottom)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_strip(self, painter: QPainter) -> None:
        scale = self.scale
        cells, end = self.cells(), scale.end
        if not cells:
            self._paint_bar(painter)
            return
        current, done = scale.current, scale.shown.batch_step + (1 if scale.shown.done else 0)
        before, after = theme.colour("cell_done"), theme.colour("cell")
        for step, rect in cells:
            if step == current:
                painter.fillRect(rect, theme.colour("batch"))
            elif end is not None and step >= end:
                self._hatch(painter, rect)
            else:
                painter.fillRect(rect, before if step < done else after)

    def _paint_bar(self, painter: QPainter) -> None:
        scale = self.scale
        top, place, n = self.strip_y - CELL / 2, scale.shown.place, scale.shown.course.plan.n
        at = scale.row_x(place.stop if scale.shown.done else place.start)
        painter.fillRect(QRectF(EDGE, top, scale.length, CELL), theme.colour("cell"))
        painter.fillRect(QRectF(EDGE, top, at - EDGE, CELL), theme.colour("cell_done"))
        end, (first, stop) = scale.end, scale.epoch_steps
        if end is not None and end < stop:
            start = scale.row_x(scale.shown.course.plan.place(max(first, end)).start)
            self._hatch(painter, QRectF(start, top, scale.row_x(n) - start, CELL))
        if scale.current is not None:
            middle = scale.row_x((place.start + place.stop) / 2)
            left = min(max(EDGE, middle - 3), EDGE + scale.length - 6)
            painter.fillRect(QRectF(left, self.strip_y - CURRENT / 2, 6, CURRENT), theme.colour("batch"))

    @staticmethod
    def _hatch(painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, theme.colour("bad_tint"))
        painter.fillRect(rect, QBrush(theme.colour("batch", 0.55), Qt.BrushStyle.BDiagPattern))

    def _paint_epochs(self, painter: QPainter) -> None:
        scale = self.scale
        top = self.track_y + TRACK / 2 + 3
        for epoch, numbered in scale.epoch_ticks():
            x = scale.epoch_x(epoch)
            painter.setPen(QPen(theme.colour("axis"), 1))
            painter.drawLine(QPointF(x, top), QPointF(x, top + (7 if numbered else 4)))
            if numbered:
                layout(f"{epoch:,}", 12).paint(painter, scale.number_extent(epoch)[0], top + 19, theme.colour("muted"))

    def _paint_track(self, painter: QPainter) -> None:
        scale = self.scale
        left, at, computed = scale.step_x(0), scale.step_x(scale.shown.step), scale.step_x(scale.computed)
        painter.setPen(Qt.PenStyle.NoPen)
        for start, stop, token in ((left, scale.step_x(self.maximum()), "cell"), (left, computed, "cell_done"),
                                   (left, min(at, computed), "ink2")):
            painter.setBrush(theme.colour(token))
            painter.drawRoundedRect(QRectF(start, self.track_y - TRACK / 2, stop - start, TRACK), 2, 2)
        end = scale.end
        if end is not None:
            start = scale.step_x(end)
            self._hatch(painter, QRectF(start, self.track_y - 4, scale.step_x(self.maximum()) - start, 8))
        painter.setBrush(theme.colour("whole"))
        for change in scale.shown.course.run.changes:
            painter.drawRect(QRectF(scale.step_x(change.step) - 1, self.track_y - 8, 2, 12))
        if scale.shown.goal is not None:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(theme.colour("card"))
            painter.drawEllipse(QPointF(scale.step_x(scale.shown.goal), self.track_y), KNOB / 2 - 1, KNOB / 2 - 1)
        painter.setPen(QPen(theme.colour("card"), 2))
        painter.setBrush(theme.colour("ink"))
        painter.drawEllipse(QPointF(at, self.track_y), KNOB / 2, KNOB / 2)
