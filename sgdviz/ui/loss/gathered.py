"""The curves of a frame: J of every run, and the batches' losses of the watched one."""

import numpy as np

from sgdviz.core.frame import Frame
from sgdviz.core.trace import Trace

from ..look import theme
from ..look.palette import RunStyle
from ..paint.runs import has_ended, run_styles
from .curves import Curve
from .envelope import Envelope

MOST = 1 << 20
"""So many rows of a column are looked at in a frame; more of them are seen in the next ones."""


class Columns:
    """Both columns of a trace, as far as they are known. J may lag behind where it has no closed form."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.whole, self.batch = Envelope(trace.loss), Envelope(trace.batch_loss[1:])

    def extend(self) -> bool:
        """Take in what has become known; whether there is more of it."""
        left = False
        for envelope, known in ((self.batch, len(self.trace) - 1), (self.whole, self.trace.known)):
            stop = min(known, envelope.rows + MOST)
            left |= stop < known
            envelope.extend(stop)
        return left


class Gathered:
    """Makes the curves of frames. `unfinished` says that there is more of them than is seen."""

    def __init__(self) -> None:
        self._columns: dict[int, Columns] = {}
        self.unfinished = False

    def __getitem__(self, run: int) -> Columns:
        return self._columns[run]

    def curves(self, frame: Frame) -> list[Curve]:
        """J of every run."""
        styles, found, self.unfinished = _styles(frame), [], False
        for run, trace in enumerate(frame.traces):
            kept = self._columns.get(run)
            if kept is None or kept.trace is not trace:
                kept = self._columns[run] = Columns(trace)
            self.unfinished |= kept.extend()
            reached = frame.reached(run)
            last = min(reached, kept.whole.rows - 1)
            end = float(trace.loss[reached]) if last == reached else float(frame.problem.loss(trace.theta[reached]))
            found.append(Curve(kept.whole, styles[run], True, last, reached, end, has_ended(frame, run)))
        return found

    def batches(self, frame: Frame) -> Curve:
        """The losses of the watched run's batches, each before its update; `curves` comes first."""
        reached, envelope = frame.reached(frame.watched), self._columns[frame.watched].batch
        style = RunStyle(theme.colour("batch"), (), "disc", False)
        if len(frame.courses) > 1:
            style = _styles(frame)[frame.watched]
        last = min(reached, envelope.rows) - 1
        if not frame.done:
            return Curve(envelope, style, False, last, reached, frame.batch_loss)
        end = float(envelope.column[reached - 1]) if reached else np.nan
        return Curve(envelope, style, False, last, reached - 1, end)


def _styles(frame: Frame) -> tuple[RunStyle, ...]:
    """Those of the runs; J of a lone run is blue, for it is of all rows."""
    if len(frame.courses) > 1:
        return run_styles(frame)
    return (RunStyle(theme.colour("whole"), (), "disc", False),)
