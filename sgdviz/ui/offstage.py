"""Frames and views that nobody sees, for pictures of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from sgdviz.core.cloud import gathered
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid
from sgdviz.core.pathplane import needs_path


def frame_of(experiment: Experiment, step: int | None = None) -> Frame:
    """The Frame of an experiment at `step`, or at its last, computed as far as it needs. Invalid if it has no such step.

    Where all runs have ended before, it is that of the last step of any, as in the window.
    """
    problem = problem_for(experiment)
    runs = courses(experiment, problem)
    last = runs[0].steps if step is None else step
    if last > runs[0].steps:
        raise Invalid("step", QT_TRANSLATE_NOOP("core", "{value} is past the end; the last step is {last}"), value=step,
                      last=runs[0].steps)
    # One step more shows whether a run ends at the last.
    traces = simulate(experiment, problem, None if needs_path(problem) else last + 1)
    if all(trace.end is not None for trace in traces):
        last = min(last, max(trace.last for trace in traces))
    cloud, cloudless = None, None
    if experiment.cloud is not None:
        try:
            cloud = gathered(runs[0], experiment.cloud, last)
            cloud.advance(last + 1)
        except Invalid as reason:
            cloudless = reason
    return Frame(experiment, problem, runs, traces, last, cloud=cloud, cloudless=cloudless)


@contextmanager
def offstage(widget: QWidget, size: QSize) -> Iterator[None]:
    """Within it a widget has exactly this size and is laid out, though nobody sees it; afterwards it goes.

    It is no window itself: a window cannot be smaller than its layout wants, and says so to a platform that does not listen.
    """
    stage = QWidget()
    stage.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    stage.resize(size)
    widget.setParent(stage)
    widget.resize(size)
    stage.show()
    settle()
    try:
        yield
    finally:
        stage.close()
        stage.deleteLater()


def settle() -> None:
    """Let layouts find their places."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
