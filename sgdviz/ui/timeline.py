"""Time to look at and to take hold of: this epoch as a row of batches, and below it all epochs with the cursor."""

from bisect import bisect_right

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled

from .look import theme
from .paint.rulers import interval, multiples
from .text.mathtext import layout

MOST_CELLS = 200
"""Up to so many batches an epoch is drawn as cells, beyond as a bar."""
EDGE = 10
"""Left and right of the track, so that the knob has room."""
CELL, CURRENT, TRACK, KNOB = 16, 24, 4, 16
TICK_APART, NUMBER_APART = 6, 26


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
        self.frame_shown: Frame | None = None
        self._drags_strip = False
        self._cells: tuple[object, list[tuple[int, int]]] = None, []
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
        self.frame_shown = frame
        self.blockSignals(True)
        self.setRange(0, frame.course.steps)
        self.setPageStep(max(1, self.epoch_steps[1] - self.epoch_steps[0]))
        self.setValue(frame.step)
        self.blockSignals(False)
        self.update()

    @property
    def shown(self) -> Frame:
        assert self.frame_shown is not None
        return self.frame_shown

    @property
    def epoch_steps(self) -> tuple[int, int]:
        """The first step of the watched run's present epoch, and that of the next."""
        plan, epoch = self.shown.course.plan, self.shown.place.epoch
        return plan.first_step(epoch), plan.first_step(epoch + 1)

    def cells(self) -> list[tuple[int, QRectF]]:
        """The batches of the epoch: step and place, as wide as their shares of the rows. Empty if they are too many."""
        first, stop = self.epoch_steps
        if stop - first > MOST_CELLS:
            return []
        cells = [(step, QRectF(left, self.strip_y - CELL / 2, wide, CELL))
                 for step, (left, wide) in enumerate(self._across(first, stop), first)]
        if self.current is not None:
            cells[self.current - first][1].adjust(0, (CELL - CURRENT) / 2, 0, (CURRENT - CELL) / 2)
        return cells

    def _across(self, first: int, stop: int) -> list[tuple[int, int]]:
        """Left end and width of each cell; kept throughout an epoch, and for all epochs if nothing changes the batches."""
        plan = self.shown.course.plan
        key = plan, 0 if plan.is_even else first, self.width()
        if key != self._cells[0]:
            gap = 2 if self._length / (stop - first) >= 7 else 1
            found = []
            for place in map(plan.place, range(first, stop)):
                left, right = round(self._strip_x(place.start)), round(self._strip_x(place.stop))
                found.append((left, max(1, right - left - (gap if place.stop < plan.n else 0))))
            self._cells = key, found
        return self._cells[1]

    @property
    def current(self) -> int | None:
        """The step whose batch is marked; none once the run is done."""
        return None if self.shown.done else self.shown.batch_step

    @property
    def computed(self) -> int:
        """The last step that every run has reached or will never reach."""
        traces = self.shown.traces
        going = [trace.last for trace in traces if trace.end is None]
        return min(going) if going else max(trace.last for trace in traces)

    @property
    def _length(self) -> float:
        return max(1.0, self.width() - 2.0 * EDGE)

    def step_x(self, step: float) -> float:
        """Where a step stands on the track, in pixels."""
        return EDGE + self._length * step / max(1, self.shown.course.steps)

    def _strip_x(self, row: float) -> float:
        return EDGE + self._length * row / self.shown.course.plan.n

    def step_at(self, position: QPointF, on_strip: bool) -> int:
        """The step at a position on the strip or on the track."""
        share = min(1.0, max(0.0, (position.x() - EDGE) / self._length))
        if not on_strip:
            return round(share * self.shown.course.steps)
        plan, (first, stop) = self.shown.course.plan, self.epoch_steps
        batch = bisect_right(range(first, stop), share * plan.n, key=lambda step: plan.place(step).start) - 1
        return min(first + max(0, batch), self.shown.course.steps - 1)

    def _is_on_strip(self, position: QPointF) -> bool:
        return position.y() < (self.strip_y + CURRENT / 2 + self.track_y - KNOB / 2) / 2

    def _seek(self, step: int) -> None:
        if step != self.value():
            self.setValue(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.frame_shown is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drags_strip = self._is_on_strip(event.position())
            self.setSliderDown(True)
            self._seek(self.step_at(event.position(), self._drags_strip))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._seek(self.step_at(event.position(), self._drags_strip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.frame_shown is not None:
            QToolTip.showText(event.globalPos(), self.tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def tip(self, position: QPointF) -> str:
        """What stands at a position, in words."""
        step = self.step_at(position, self._is_on_strip(position))
        place = self.shown.course.plan.place(min(step, self.shown.course.steps - 1))
        return filled(self.tr("step {step}: epoch {epoch}, batch {batch} of {batches}"),
                      step=step, epoch=place.epoch, batch=place.batch, batches=place.batches)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.frame_shown is None:
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
        ratio = self.devicePixelRatioF()
        key = self.shown.courses[0].plan, self.shown.experiment.epochs, self.size().toTuple(), ratio, theme.palette()
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
        first, stop = self.epoch_steps
        top, bottom = self.strip_y + CELL / 2 + 3, self.track_y - TRACK / 2
        painter.setPen(Qt.PenStyle.NoPen)
        # Opaque, though faint: blending so large an area takes milliseconds.
        painter.setBrush(QColor(theme.palette().mixed("cell", 0.5)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolygon(QPolygonF([QPointF(EDGE, top), QPointF(EDGE + self._length, top),
                                       QPointF(self.step_x(min(stop, self.shown.course.steps)), bottom),
                                       QPointF(self.step_x(first), bottom)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_strip(self, painter: QPainter) -> None:
        cells, end = self.cells(), self._end()
        if not cells:
            self._paint_bar(painter)
            return
        current, done = self.current, self.shown.batch_step + (1 if self.shown.done else 0)
        before, after = theme.colour("cell_done"), theme.colour("cell")
        for step, rect in cells:
            if step == current:
                painter.fillRect(rect, theme.colour("batch"))
            elif end is not None and step >= end:
                self._hatch(painter, rect)
            else:
                painter.fillRect(rect, before if step < done else after)

    def _paint_bar(self, painter: QPainter) -> None:
        top, place, n = self.strip_y - CELL / 2, self.shown.place, self.shown.course.plan.n
        at = self._strip_x(place.stop if self.shown.done else place.start)
        painter.fillRect(QRectF(EDGE, top, self._length, CELL), theme.colour("cell"))
        painter.fillRect(QRectF(EDGE, top, at - EDGE, CELL), theme.colour("cell_done"))
        end, (first, stop) = self._end(), self.epoch_steps
        if end is not None and end < stop:
            start = self._strip_x(self.shown.course.plan.place(max(first, end)).start)
            self._hatch(painter, QRectF(start, top, self._strip_x(n) - start, CELL))
        if self.current is not None:
            middle = self._strip_x((place.start + place.stop) / 2)
            left = min(max(EDGE, middle - 3), EDGE + self._length - 6)
            painter.fillRect(QRectF(left, self.strip_y - CURRENT / 2, 6, CURRENT), theme.colour("batch"))

    def _end(self) -> int | None:
        """The step from which on there is nothing, if the watched run has diverged."""
        trace = self.shown.trace
        return trace.last if trace.end is not None else None

    @staticmethod
    def _hatch(painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, theme.colour("bad_tint"))
        painter.fillRect(rect, QBrush(theme.colour("batch", 0.55), Qt.BrushStyle.BDiagPattern))

    def _paint_epochs(self, painter: QPainter) -> None:
        top = self.track_y + TRACK / 2 + 3
        for epoch, numbered in self.epoch_ticks():
            x = self.epoch_x(epoch)
            painter.setPen(QPen(theme.colour("axis"), 1))
            painter.drawLine(QPointF(x, top), QPointF(x, top + (7 if numbered else 4)))
            if numbered:
                layout(f"{epoch:,}", 12).paint(painter, self.number_extent(epoch)[0], top + 19, theme.colour("muted"))

    def epoch_x(self, epoch: int) -> float:
        """Where an epoch ends on the track, in pixels."""
        return self.step_x(self.shown.courses[0].plan.first_step(epoch + 1))

    def number_extent(self, epoch: int) -> tuple[float, float]:
        """From where to where the number of an epoch reaches: it stays within the widget."""
        wide, x = layout(f"{epoch:,}", 12).width, self.epoch_x(epoch)
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        return left, left + wide

    def _tick_extent(self, epoch: int) -> tuple[float, float]:
        x = self.epoch_x(epoch)
        return x, x

    def epoch_ticks(self) -> list[tuple[int, bool]]:
        """The ends of epochs that are marked on the track, and whether with their number; 0 is the start."""
        first = self.shown.courses[0]
        epochs = min(self.shown.experiment.epochs, first.plan.place(first.steps).epoch - 1)  # memory may cut it short
        tick = interval(0, epochs, self._tick_extent, TICK_APART)
        number = max(tick, interval(0, epochs, self.number_extent, NUMBER_APART))
        return [(epoch, epoch % number == 0) for epoch in multiples(0, epochs, tick)]

    def _paint_track(self, painter: QPainter) -> None:
        left, at, computed = self.step_x(0), self.step_x(self.shown.step), self.step_x(self.computed)
        painter.setPen(Qt.PenStyle.NoPen)
        for start, stop, token in ((left, self.step_x(self.maximum()), "cell"), (left, computed, "cell_done"),
                                   (left, min(at, computed), "ink2")):
            painter.setBrush(theme.colour(token))
            painter.drawRoundedRect(QRectF(start, self.track_y - TRACK / 2, stop - start, TRACK), 2, 2)
        end = self._end()
        if end is not None:
            start = self.step_x(end)
            self._hatch(painter, QRectF(start, self.track_y - 4, self.step_x(self.maximum()) - start, 8))
        painter.setBrush(theme.colour("whole"))
        for change in self.shown.course.run.changes:
            painter.drawRect(QRectF(self.step_x(change.step) - 1, self.track_y - 8, 2, 12))
        if self.shown.goal is not None:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(theme.colour("card"))
            painter.drawEllipse(QPointF(self.step_x(self.shown.goal), self.track_y), KNOB / 2 - 1, KNOB / 2 - 1)
        painter.setPen(QPen(theme.colour("card"), 2))
        painter.setBrush(theme.colour("ink"))
        painter.drawEllipse(QPointF(at, self.track_y), KNOB / 2, KNOB / 2)
