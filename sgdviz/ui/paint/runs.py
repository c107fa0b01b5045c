"""How a run is drawn and what it is called, on every canvas alike."""

from PySide6.QtCore import QCoreApplication

from sgdviz.core.course import Course
from sgdviz.core.frame import Frame

from ..look import theme
from ..look.palette import RunStyle, run_order
from ..words import localized


def takes_all_rows(course: Course) -> bool:
    """Whether every batch of a run is the whole problem."""
    plan = course.plan
    return all(s.batch_size >= plan.n and not plan.has_replacement(s.step) for s in plan.segments)


def run_styles(frame: Frame) -> tuple[RunStyle, ...]:
    """The style of each run; a lone run is ink."""
    palette = theme.palette()
    if len(frame.courses) == 1:
        return (RunStyle(palette.colour("ink"), (), "disc", False),)
    return tuple(palette.run(i) for i in run_order([takes_all_rows(course) for course in frame.courses]))


def run_tokens(frame: Frame) -> tuple[str, ...]:
    """The colour in which each run's name is written: its own, ink where that is too weak for text."""
    order = run_order([takes_all_rows(course) for course in frame.courses])
    styles = run_styles(frame)
    return tuple("ink" if len(order) == 1 or style.faint else f"run{index % 5 + 1}"
                 for index, style in zip(order, styles, strict=True))


def run_name(frame: Frame, run: int) -> str:
    """What a run is called in the language of now; a lone run without a name has none."""
    name = localized(frame.courses[run].run.name)
    if name or len(frame.courses) == 1:
        return name
    return QCoreApplication.translate("runs", "run {number}").format(number=run + 1)


def has_ended(frame: Frame, run: int) -> bool:
    """Whether a run shows the last state before it diverged."""
    trace = frame.traces[run]
    return trace.end is not None and frame.step >= trace.last
