"""Bars of what is drawn after a million steps."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle

from bars import AtLeast, AtMost, Round, bar, cost, peer, race
from drawing import application
from frames import frame_of
from PySide6.QtWidgets import QWidget
from subjects import regression

from sgdviz.core.frame import Frame
from sgdviz.ui.desk import Desk
from sgdviz.ui.views.loss import LossView

EARLY, LATE = 1_000, 1_000_000
FRAMES = 256
"""So many steps in turn are drawn from either on."""


@cache
def computed() -> Frame:
    """A million steps and some more, J known at all of them."""
    return frame_of(regression(LATE + FRAMES, optimizer={"name": "sgd", "lr": 0.5}), EARLY, until=LATE + FRAMES, pace="slow")


def frames(begin: int) -> Iterator[Frame]:
    """Frames from a step on, each with its own batch."""
    return cycle([replace(computed(), step=begin + i) for i in range(FRAMES)])


def desk(begin: int) -> Callable[[], None]:
    """What draws a frame of a whole window with five canvases, which shows what is about that step."""
    app, made, shown = application(), Desk(), frames(begin)
    made.canvases.view(LossView).reduced_motion = True
    made.resize(1600, 1000)
    made.show()
    app.processEvents()
    made.arrange(computed().experiment.views, computed().problem)
    app.processEvents()
    assert sum(dock.seen for dock in made.docks.values()) == 5

    def draw() -> None:
        made.draw(next(shown))
        app.processEvents()
    draw()
    return draw


@bar("D2", f"a frame of the whole window, 1600×1000 with five canvases, after {LATE:,} steps", f"after {EARLY:,} steps",
     AtMost(1.15))
def whole_window() -> Round:
    application()
    return cost(desk(LATE), desk(EARLY))


@bar("D4", f"a frame of the loss canvas, 800×600, at {LATE:,} steps: J, losses of batches, axes, names",
     "pyqtgraph's PlotDataItem as it comes, one for each of the two columns: setData and repaint", AtLeast(60))
def loss_canvas() -> Round:
    app, graphs = application(), peer("pyqtgraph")
    view, shown = LossView(), frames(LATE)
    view.reduced_motion = True
    plot = graphs.PlotWidget()
    for widget in (view, plot):
        widget.resize(800, 600)
        widget.show()
    app.processEvents()
    items, trace = (plot.plot(), plot.plot()), computed().trace
    columns = trace.batch_loss[1 : LATE + 1], trace.loss[: LATE + 1]

    def ours() -> None:
        view.draw(next(shown))
        view.canvas.repaint()

    def theirs() -> None:
        for item, column in zip(items, columns, strict=True):
            item.setData(column)
        QWidget.repaint(plot.viewport())
    return race(ours, theirs)
