"""What the noise canvas tells of one batch, and what its axes are called."""

import math

from PySide6.QtCore import QCoreApplication

from sgdviz.core.invalid import filled
from sgdviz.core.models import Model
from sgdviz.core.problem import Problem

from ..text.numbers import exact
from .study import Dots, Study

translate = QCoreApplication.translate


def reading(study: Study, dots: Dots, index: int) -> list[str]:
    """What is known of a batch that is drawn, as markup: with its number if it is one of the epoch's `dots`."""
    of_epoch = dots is study.dots
    ensemble, number = study.epoch if of_epoch else study.cloud, int(dots.which[index])
    rows, problem, lines = ensemble.batches.rows_of(number), study.problem, list[str]()
    if of_epoch:
        lines.append(filled(translate("NoiseView", "batch {batch} of {batches}"), batch=number + 1,
                            batches=len(ensemble.batches)))
    named = problem.sample.rows[rows] if isinstance(problem, Model) else rows
    told = ", ".join(str(row + 1) for row in named[:8].tolist()) + (", …" if len(rows) > 8 else "")
    words = translate("NoiseView", "rows {rows}").format(rows=told)
    lines.append(words if len(rows) > 1 else translate("NoiseView", "row {row}").format(row=told))
    lines.append(f"$|∇J_B|$ = {exact(math.hypot(*dots.gradients[index].tolist()))}")
    lines.append(translate("NoiseView", "its step: $J$ {before} → {after}").format(
        before=exact(study.here), after=exact(float(dots.after[index]))))
    return lines


def axis_names(problem: Problem, turned: bool, cloud: bool) -> tuple[str, str]:
    """What the axes measure; the second is empty for one parameter."""
    if turned:
        return translate("NoiseView", "along $−∇J$"), translate("NoiseView", "across")
    names = [f"$−∂J_B/∂{name}$" if cloud else f"${name}$" for name in problem.names]
    return names[0], "" if problem.dim == 1 else names[1]
