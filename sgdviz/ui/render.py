"""Pictures of an experiment without a screen: the same window, the same views, no hand on the mouse."""

from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame

from .desk import Desk
from .making import view_of
from .offstage import frame_of, offstage, settle
from .pictures import save_picture


def render(experiment: Experiment, path: Path, canvas: str = "window", step: int | None = None,
           size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> Frame:
    """Write the picture of a canvas, or of all that the window shows, as PNG or SVG; Invalid where it cannot be.

    Where the window would be smaller than it can be, the picture is a larger one's, reduced.
    """
    frame = frame_of(experiment, step)
    widget = Desk() if canvas == "window" else view_of(canvas)
    smallest = widget.minimumSize() if canvas == "window" else QSize(1, 1)
    enlarged = max(1.0, smallest.width() / size[0], smallest.height() / size[1])
    widget.setMinimumSize(1, 1)
    with offstage(widget, QSize(*size) * enlarged):
        if isinstance(widget, Desk):
            widget.panel.set_reference(experiment)
            widget.arrange(experiment.views, frame.problem)
            settle()
            widget.draw(frame)
            settle()
        widget.draw(frame)
        settle()
        widget.finish()
        settle()
        save_picture(widget, path, scale / enlarged)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return frame
