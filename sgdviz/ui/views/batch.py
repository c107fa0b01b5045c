"""J_B of the current batch: the ground that the optimizer sees for one step."""

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.problem import Problem

from ..paint.runs import run_name, takes_all_rows
from ..text.mathtext import escape
from ..text.numbers import header_number
from ..widgets.header import Value
from .maps import MapView, norm

ROOMY = 560
"""From this width on the header says between what the angle lies."""


class BatchView(MapView):
    """J_B in the box and the colours of J, with the minima of the other batches of the epoch."""

    name = "batch"
    whole = False

    @classmethod
    def suits(cls, problem: Problem) -> bool:
        """A batch differs from the whole only where there are several rows."""
        return problem.n > 1

    def show_numbers(self, frame: Frame) -> None:
        """J_B, |∇J_B| and the angle between ∇J and ∇J_B."""
        angle = "–" if frame.angle is None else f"{frame.angle:.0f}°"
        self.header.set_title(self.title(), self._subtitle(frame), "batch")
        self.header.set_values([Value("$J_B$", header_number(frame.batch_loss), "batch"),
                                Value("$|∇J_B|$", header_number(norm(frame.batch_gradient)), "batch"),
                                Value("$∠(∇J, ∇J_B)$" if self.width() >= ROOMY else "$∠$", angle, "ink2", "180°")])

    def _subtitle(self, frame: Frame) -> str:
        """Of several runs, whose batch it is as well."""
        name = run_name(frame, frame.watched) if len(frame.courses) > 1 else ""
        return f"{self._batch(frame)} · {escape(name)}" if name else self._batch(frame)

    def _batch(self, frame: Frame) -> str:
        if takes_all_rows(frame.course):
            return self.tr("the batch is the whole: $J_B$ = $J$")
        rows = self.tr("%Ln rows", "", len(frame.rows))
        return filled(self.tr("batch {batch}, {rows}"), batch=frame.place.batch, rows=rows)
