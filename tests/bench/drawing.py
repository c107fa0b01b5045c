"""Bars of what the canvases draw."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any

import numpy as np
from bars import AtLeast, Round, bar, peer, race
from frames import frame_of
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget
from subjects import regression

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.frame import Frame
from sgdviz.core.mesh import Mesh
from sgdviz.ui.look import theme
from sgdviz.ui.map.field import Field, path_of, survey
from sgdviz.ui.map.levels import levels_of
from sgdviz.ui.map.window import Window
from sgdviz.ui.views.batch import BatchView
from sgdviz.ui.views.landscape import LandscapeView

SIDE, STEPS = 480, 500
GRID = 256


def application() -> QApplication:
    made = QApplication.instance() or QApplication([])
    assert isinstance(made, QApplication)
    theme.apply(made, "light")
    return made


def canvases() -> list[LandscapeView | BatchView]:
    """J and J_B, their canvases SIDE² pixels, as on the desk."""
    app, views = application(), [LandscapeView(), BatchView()]
    for view in views:
        view.resize(SIDE, SIDE + view.header.height())
        view.show()
        app.processEvents()
        view.resize(SIDE, SIDE + view.height() - view.canvas.height())
        app.processEvents()
        assert (view.canvas.width(), view.canvas.height()) == (SIDE, SIDE)
    return views


def frames() -> Iterator[Frame]:
    """Frames of a linear regression from step STEPS on, near enough to its minimum that the lens is open, with arrows still.

    Each is another step with another batch, of which nothing is computed yet, none so fast that J_B shows less; after half as
    many steps they begin again.
    """
    rule = {"name": "sgd", "lr": 0.0018}
    frame = frame_of(regression(2 * STEPS, optimizer=rule), STEPS, until=STEPS + STEPS // 2, pace="slow")
    return (replace(frame, step=STEPS + i) for i in cycle(range(STEPS // 2)))


@bar("D1", f"a frame of the canvases of J and J_B, {SIDE}² each: new J_B, 12 levels, path of {STEPS} steps, arrows, names, lens",
     f"matplotlib (QtAgg) drawing tints, contours, path and arrows of the same, J on {GRID}²", AtLeast(20))
def two_maps() -> Round:
    views, shown = canvases(), frames()

    def ours() -> None:
        frame = next(shown)
        for view in views:
            view.draw(frame)
            view.canvas.repaint()
    return race(ours, matplotlib_of(shown, views[0].canvas.box))


def matplotlib_of(shown: Iterator[Frame], box: Any) -> Any:
    """What draws such frames with matplotlib, the contours of J made once, those of J_B for every frame."""
    frame = next(shown)
    figure_of, canvas_of = peer("matplotlib.figure").Figure, peer("matplotlib.backends.backend_qtagg").FigureCanvasQTAgg
    figure = figure_of(figsize=(2 * SIDE / 100, SIDE / 100), dpi=100)
    canvas, (whole, batch) = canvas_of(figure), figure.subplots(1, 2)
    canvas.resize(2 * SIDE, SIDE)
    canvas.show()
    QApplication.processEvents()
    levels = [level.value for level in levels_of(frame.problem).levels]
    xs, ys = (np.linspace(*side, GRID) for side in box)
    theta = frame.trace.theta[: STEPS + 1]

    def contours(axes: Any, problem: Any) -> list[Any]:
        z = np.empty((len(ys), len(xs)))
        problem.surface(Mesh.flat(xs, ys), z)
        return [axes.contourf(xs, ys, z, levels, cmap="Blues", extend="both"),
                axes.contour(xs, ys, z, levels, colors="grey", linewidths=1)]

    contours(whole, frame.problem)
    lines = [axes.plot(*theta.T, "k-", lw=1)[0] for axes in (whole, batch)]
    arrows = [axes.quiver([0, 0], [0, 0], [1, 1], [1, 1], color=["C0", "C1"], scale_units="xy") for axes in (whole, batch)]
    kept: list[Any] = []

    def draw() -> None:
        now = next(shown)
        while kept:
            kept.pop().remove()
        kept.extend(contours(batch, now.batch))
        theta = now.trace.theta[: now.step + 1]
        ways = -np.stack([now.gradient, now.batch_gradient])
        for line, arrow in zip(lines, arrows, strict=True):
            line.set_data(*theta.T)
            arrow.set_offsets([now.theta, now.theta])
            arrow.set_UVC(*ways.T)
        canvas.draw()
        canvas.repaint()
    return draw


@bar("D3", f"12 contour levels of a {GRID}² grid that is no quadratic, built and painted", "pyqtgraph's isocurve items",
     AtLeast(30))
def isocurves() -> Round:
    application()
    items = peer("pyqtgraph")
    problem = problem_for(experiment_of({"problem": {"kind": "landscape", "name": "himmelblau"}}))
    window = Window(peer("PySide6.QtCore").QRectF(0, 0, GRID - 1, GRID - 1), problem.box)
    relief, levels = survey(problem, window, 1.0), levels_of(problem)
    values, pen = [level.value for level in levels.levels], QPen(theme.colour("contour"), 1)
    assert relief.z.shape == (GRID, GRID) and len(values) == 12

    image = QImage(GRID, GRID, QImage.Format.Format_ARGB32_Premultiplied)

    def ours() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = Field(relief, window, levels)
        painter.strokePath(path_of(*map(field.polylines, values)), pen)
        painter.end()

    plot = items.PlotWidget()
    plot.setFixedSize(GRID, GRID)
    plot.hideAxis("left")
    plot.hideAxis("bottom")
    curves = [items.IsocurveItem(level=value, pen=pen) for value in values]
    z = np.asarray(relief.z).T.copy()
    for curve in curves:
        plot.addItem(curve)
        curve.setData(z)
    plot.setAntialiasing(True)
    plot.setRange(xRange=(0, GRID), yRange=(0, GRID), padding=0)
    plot.show()
    QApplication.processEvents()

    def theirs() -> None:
        for curve in curves:
            curve.setData(z)
        QWidget.repaint(plot.viewport())
    return race(ours, theirs)
