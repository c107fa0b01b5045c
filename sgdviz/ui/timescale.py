"""Where steps, batches and epochs are, in pixels: a track of all steps, and a strip of the batches of one epoch."""

from bisect import bisect_right

from PySide6.QtCore import QRectF

from sgdviz.core.frame import Frame

from .paint.rulers import interval, multiples
from .text.mathtext import layout

EDGE = 10
"""Left and right of the track, so that the knob has room."""
MOST_CELLS = 200
"""Up to so many batches an epoch is drawn as cells, beyond as a bar."""
TICK_APART, NUMBER_APART = 6, 26


class Timescale:
    """The steps of the watched run of a `frame` on `width` pixels."""

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self.width = 0
        self._cells: tuple[object, list[tuple[int, int]]] = None, []

    @property
    def shown(self) -> Frame:
        assert self.frame is not None
        return self.frame

    @property
    def length(self) -> float:
        return max(1.0, self.width - 2.0 * EDGE)

    @property
    def epoch_steps(self) -> tuple[int, int]:
        """The first step of the watched run's present epoch, and that of the next."""
        plan, epoch = self.shown.course.plan, self.shown.place.epoch
        return plan.first_step(epoch), plan.first_step(epoch + 1)

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
    def end(self) -> int | None:
        """The step from which on there is nothing, if the watched run has diverged."""
        trace = self.shown.trace
        return trace.last if trace.end is not None else None

    def step_x(self, step: float) -> float:
        """Where a step stands on the track."""
        return EDGE + self.length * step / max(1, self.shown.course.steps)

    def row_x(self, row: float) -> float:
        """Where a row of the epoch stands on the strip."""
        return EDGE + self.length * row / self.shown.course.plan.n

    def step_at(self, x: float, on_strip: bool) -> int:
        """The step at a place on the strip or on the track."""
        share = min(1.0, max(0.0, (x - EDGE) / self.length))
        if not on_strip:
            return round(share * self.shown.course.steps)
        plan, (first, stop) = self.shown.course.plan, self.epoch_steps
        batch = bisect_right(range(first, stop), share * plan.n, key=lambda step: plan.place(step).start) - 1
        return min(first + max(0, batch), self.shown.course.steps - 1)

    def cells(self, top: float, high: float, grown: float) -> list[tuple[int, QRectF]]:
        """The batches of the epoch: step and place, as wide as their shares of the rows; the current one is `grown` pixels
        higher. Empty if they are too many."""
        first, stop = self.epoch_steps
        if stop - first > MOST_CELLS:
            return []
        cells = [(step, QRectF(left, top, wide, high)) for step, (left, wide) in enumerate(self._across(first, stop), first)]
        if self.current is not None:
            cells[self.current - first][1].adjust(0, -grown / 2, 0, grown / 2)
        return cells

    def _across(self, first: int, stop: int) -> list[tuple[int, int]]:
        """Left end and width of each cell; kept throughout an epoch, and for all epochs if nothing changes the batches."""
        plan = self.shown.course.plan
        key = plan, 0 if plan.is_even else first, self.width
        if key != self._cells[0]:
            gap = 2 if self.length / (stop - first) >= 7 else 1
            found = []
            for place in map(plan.place, range(first, stop)):
                left, right = round(self.row_x(place.start)), round(self.row_x(place.stop))
                found.append((left, max(1, right - left - (gap if place.stop < plan.n else 0))))
            self._cells = key, found
        return self._cells[1]

    def epoch_x(self, epoch: int) -> float:
        """Where an epoch ends on the track."""
        return self.step_x(self.shown.courses[0].plan.first_step(epoch + 1))

    def number_extent(self, epoch: int) -> tuple[float, float]:
        """From where to where the number of an epoch reaches: it stays within the width."""
        wide, x = layout(f"{epoch:,}", 12).width, self.epoch_x(epoch)
        left = min(max(0.0, x - wide / 2), self.width - wide)
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
