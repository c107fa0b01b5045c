"""A cloud of 100,000 runs on the screen: what it adds to a frame, what its density costs, and whom it keeps waiting."""

from dataclasses import replace
from itertools import count, cycle

import numpy as np
from bars import AtLeast, AtMost, Round, bar, cost, race

DOCUMENT = {
    "problem": {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
                "standardize": True},
    "start": [-0.9, -1.0], "batch_size": 32, "epochs": 10, "optimizer": {"name": "sgd", "lr": 0.05},
    "cloud": {"runs": 100_000}, "views": ["landscape", "batch", "data", "loss", "cloud"]}

SECONDS = 3.0


@bar("C1", "a frame of a window of 1600×1000 with five canvases, the cloud's among them, and a cloud of 100,000 runs",
     "the same frame without a cloud", AtMost(2))
def window() -> Round:
    from PySide6.QtWidgets import QApplication

    from sgdviz.core.document import experiment_of
    from sgdviz.ui.desk import Desk
    from sgdviz.ui.look import theme
    from sgdviz.ui.offstage import frame_of, settle

    app = QApplication.instance() or QApplication([])
    theme.apply(app, "light")
    experiment = experiment_of(DOCUMENT)
    last = frame_of(experiment, 60)
    assert last.cloud is not None
    steps = [step for step in range(1, 60) if last.cloud.at_hand(step) == step][:8]
    desk = Desk()
    desk.resize(1600, 1000)
    desk.show()
    desk.arrange(experiment.views, last.problem)
    settle()
    settle()
    assert all(desk.docks[name].seen for name in experiment.views)
    turn = cycle(steps)

    def frame(cloud: object) -> None:
        desk.draw(replace(last, step=next(turn), cloud=cloud, pace="slow"))  # type: ignore[arg-type]
    for step in steps:
        last.cloud.at(step)
    return cost(lambda: frame(last.cloud), lambda: frame(None))


@bar("C2", "100,000 runs laid on a map of 480² as their density and painted", "QPainter.drawPoints of the same places",
     AtLeast(8))
def density() -> Round:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter, QPen
    from PySide6.QtWidgets import QApplication

    from sgdviz.ui.cloud.swarm import Swarm
    from sgdviz.ui.look import theme
    from sgdviz.ui.loss.strokes import polygon
    from sgdviz.ui.map.window import Window

    theme.apply(QApplication.instance() or QApplication([]), "light")
    points = np.random.default_rng(0).normal(0, 0.3, (2, 100_000)).astype(np.float32).T
    place, swarm = Window(QRectF(0, 0, 480, 480), np.array([[-1.0, 1.0], [-1.0, 1.0]])), Swarm()
    image = QImage(480, 480, QImage.Format.Format_ARGB32_Premultiplied)
    colour = theme.colour("ink")

    def ours() -> None:
        painter = QPainter(image)
        swarm.lay(points, place, colour)
        swarm.paint(painter)
        painter.end()

    def theirs() -> None:
        painter = QPainter(image)
        painter.setPen(QPen(colour, 3))
        painter.drawPoints(polygon(place.px(points)))
        painter.end()
    return race(ours, theirs)


@bar("C3", f"95th percentile of the frames' intervals and steps a second, {SECONDS:g} s of P1 at full speed, window of 1280×720 "
     "with five canvases, beside a cloud of 1,000 and of 100,000 runs", "the same without a cloud",
     AtMost(1.25, "95 %, 1,000"), AtLeast(0.75, "steps, 1,000"), AtMost(1.25, "95 %, 100,000"), AtLeast(0.75, "steps, 100,000"))
def beside() -> Round:
    from clock import STEPS, WARM, spin, stage
    from subjects import regression

    from sgdviz.engine.playhead import FASTEST

    on, seeds = stage(), count()
    on.window.resize(1280, 720)

    def played(runs: int) -> tuple[float, float]:
        cloud = {"runs": runs} if runs else None
        # The same run would go on from where it was played to, and come to the end of the memory for it.
        on.window.documents.begin(replace(regression(STEPS, views=DOCUMENT["views"], seed=next(seeds)), cloud=cloud))
        spin(WARM)
        intervals, rate = on.played(FASTEST, SECONDS)
        return float(np.percentile(intervals, 95)), rate

    def measure() -> tuple[float, ...]:
        interval, rate = played(0)
        few, many = played(1_000), played(100_000)
        return few[0] / interval, few[1] / rate, many[0] / interval, many[1] / rate
    return measure
