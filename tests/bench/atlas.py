"""Maps of runs: how fast pixels are made, and that the frame clock does not notice."""

import time

import numpy as np
from bars import AtLeast, AtMost, Round, bar, seconds
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from sgdviz.core.atlas.atlas import survey
from sgdviz.core.atlas.basins import Basins
from sgdviz.core.atlas.pixels import with_start
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for

STEPS, SIDE, SINGLE = 300, 256, 20
DOCUMENT = {"problem": {"kind": "landscape", "name": "himmelblau"}, "epochs": STEPS, "batch_size": 1,
            "optimizer": {"name": "sgd", "lr": 0.01, "momentum": 0.9}, "views": ["landscape", "basins"]}


@bar("A1", f"basins of Himmelblau's function, {SIDE}², {STEPS} steps of SGD with momentum, float64, a pixel-step",
     "a step of single runs one after another", AtLeast(20))
def pixel_steps() -> Round:
    experiment = experiment_of(DOCUMENT)
    problem = problem_for(experiment)
    course = courses(experiment, problem)[0]
    line = np.linspace(-3, 3, SIDE)
    starts = np.stack(np.meshgrid(line, line), axis=-1)

    def ours() -> None:
        for _ in survey(Basins(course, starts)):
            pass

    some = [with_start(experiment, 0, tuple(starts[at, at].tolist())) for at in range(0, SIDE, SIDE // SINGLE)][:SINGLE]

    def theirs() -> None:
        for each in some:
            simulate(each, problem)
    ours()
    theirs()
    return lambda: ((seconds(theirs) / (SINGLE * STEPS)) / (seconds(ours) / (SIDE**2 * STEPS)),)


@bar("A2", "interval of the frame clock while a map is computed and the run plays, 3 s, offscreen, 95th percentile",
     "the same with no map being computed", AtMost(1.25))
def frame_clock() -> Round:
    from sgdviz.ui.look import theme
    from sgdviz.ui.window import MainWindow

    app = QApplication.instance() or QApplication([])
    theme.apply(app, "light")

    def interval(computing: bool) -> float:
        window = MainWindow()
        window.resize(1280, 720)
        window.show()
        window.furnish()
        window.session.begin(experiment_of({**DOCUMENT, "epochs": 200_000}))
        view = window.views["basins"]
        _wait(1.0)
        if not computing:
            view.surveyor.close()
        window.player.set_speed(60.0)
        window.player.play()
        stamps: list[float] = []
        window.player.frame.connect(lambda frame: stamps.append(time.perf_counter()))
        _wait(3.0)
        assert view.surveyor.busy == computing and window.player.playing
        window.store.mark_saved()
        window.close()
        window.deleteLater()
        return float(np.quantile(np.diff(stamps), 0.95))
    return lambda: (interval(True) / interval(False),)


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(1000 * seconds), loop.quit)
    loop.exec()
