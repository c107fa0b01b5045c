"""Pictures of an experiment without a screen: the same window, the same views, no hand on the mouse."""

from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame

from .desk import Desk
from .export import save_picture
from .view import View
from .views import VIEWS


def frame_of(experiment: Experiment, step: int | None = None) -> Frame:
    """The Frame of an experiment at `step`, or at its last; every run is computed up to there."""
    problem = problem_for(experiment)
    runs = courses(experiment, problem)
    last = runs[0].steps if step is None else min(step, runs[0].steps)
    return Frame(experiment, problem, runs, simulate(experiment, problem, last), last)


def view_of(name: str) -> View:
    """A new view of that name."""
    return next(make for make in VIEWS if make.name == name)()


def show_offstage(widget: QWidget, size: QSize) -> None:
    """Give a widget its size and lay it out, though nobody sees it."""
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(size)
    widget.show()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def desk_of(experiment: Experiment, frame: Frame, size: QSize) -> Desk:
    """A desk that shows the frame, laid out as the document says."""
    desk = Desk()
    desk.setMinimumSize(1, 1)
    desk.panel.set_reference(experiment)
    show_offstage(desk, size)
    desk.arrange(experiment.views, frame.problem)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    desk.draw(frame)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    desk.draw(frame)
    return desk


def render(experiment: Experiment, path: Path, canvas: str = "window", step: int | None = None,
           size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> Frame:
    """Write the picture of a canvas, or of all that the window shows, as PNG or SVG; Invalid where it cannot be."""
    frame = frame_of(experiment, step)
    if canvas == "window":
        widget: QWidget = desk_of(experiment, frame, QSize(*size))
    else:
        view = view_of(canvas)
        show_offstage(view, QSize(*size))
        view.draw(frame)
        widget = view
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    try:
        save_picture(widget, path, scale)
    finally:
        widget.close()
        widget.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return frame
