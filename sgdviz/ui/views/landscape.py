"""J of all rows: the ground that the optimizer cannot see, with its way across it."""

import numpy as np

from sgdviz.core.frame import Frame

from ..paint.runs import run_name, run_tokens
from ..text.mathtext import escape
from ..text.numbers import header_number
from ..widgets.header import Value
from .maps import MapView, norm

LOSSES = "0.000e−00"
"""The losses of several runs have room for small ones from the start, so that they do not move to other rows later."""


class LandscapeView(MapView):
    """J with the path of every run, the balls, −∇J and −∇J_B, the stationary points and the start."""

    name = "landscape"
    whole = True

    def show_numbers(self, frame: Frame) -> None:
        """J and |∇J|, or J of each of several runs."""
        self.header.set_title(self.title(), self._subtitle(frame), "whole")
        if len(frame.courses) > 1:
            self.header.set_values(self._run_values(frame))
            return
        self.header.set_values([Value("$J$", header_number(frame.loss), "whole"),
                                Value("$|∇J|$", header_number(norm(frame.gradient)), "whole")])

    def _subtitle(self, frame: Frame) -> str:
        if frame.problem.dim <= 2:
            return self.tr("all %Ln rows", "", frame.problem.n) if frame.problem.n > 1 else ""
        if frame.experiment.plane is None:
            return self.tr("the plane of the path's principal directions")
        x, y = frame.experiment.plane
        return self.tr("the plane of ${x}$ and ${y}$ through $θ$").format(x=x, y=y)

    @staticmethod
    def _run_values(frame: Frame) -> list[Value]:
        values = []
        for run, token in enumerate(run_tokens(frame)):
            theta, name = frame.traces[run].theta[frame.reached(run)], f"[bold:{escape(run_name(frame, run))}]"
            if frame.problem.dim == 1:
                values.append(Value(f"{name}  $θ$", header_number(float(theta[0])), token))
                name = ""
            with np.errstate(all="ignore"):
                values.append(Value(f"{name}  $J$".strip(), header_number(float(frame.problem.loss(theta))), token,
                                    LOSSES, frame.problem.dim == 1))
        return values
