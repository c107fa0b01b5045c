"""Bars of a million rows of data."""

import sys
import time
from pathlib import Path

import numpy as np
from bars import AtMost, Round, bar, cost
from drawing import application
from frames import frame_of
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from subjects import plane, regression

from sgdviz.app import SWITCH
from sgdviz.core.csvfile import read_table
from sgdviz.core.invalid import Invalid
from sgdviz.engine.player import FRAME
from sgdviz.ui.patience import Patience
from sgdviz.ui.views.data import DataView

MANY, FEW = 1_000_000, 1000


def columns(path: Path) -> np.ndarray:
    return np.column_stack([column.values for column in read_table(path).columns.values() if column.values is not None])


@bar("R1", f"import of {MANY:,} rows of three columns from a CSV file", "numpy.loadtxt of the same file", AtMost(1.5))
def importing() -> Round:
    path = plane(MANY)
    np.testing.assert_array_equal(columns(path), np.loadtxt(path, delimiter=",", skiprows=1))
    return cost(lambda: read_table(path), lambda: np.loadtxt(path, delimiter=",", skiprows=1))


@bar("R2", "longest interval of the frame clock while that file is imported", "the clock's own interval", AtMost(4))
def living() -> Round:
    path, app = plane(MANY), application()
    window, clock = QWidget(), QTimer()
    window.show()
    patience = Patience(window)
    ticks: list[float] = []
    before = sys.getswitchinterval()
    clock.setTimerType(Qt.TimerType.PreciseTimer)
    clock.timeout.connect(lambda: ticks.append(time.perf_counter()))
    patience.wait(lambda progress: read_table(path, progress=progress), Invalid("", "Reading"))

    def measure() -> tuple[float, ...]:
        app.processEvents()
        sys.setswitchinterval(SWITCH)
        ticks.clear()
        clock.start(FRAME)
        patience.wait(lambda progress: read_table(path, progress=progress), Invalid("", "Reading"))
        clock.stop()
        sys.setswitchinterval(before)
        return (float(np.diff(ticks).max()) / (FRAME / 1000),)
    return measure


@bar("R3", f"a frame of the data canvas on {MANY:,} rows, another batch each", f"on {FEW:,} rows", AtMost(1.5))
def drawing() -> Round:
    application()
    sides = []
    for rows in (MANY, FEW):
        view = DataView()
        view.resize(620, 480)
        view.show()
        shown = [frame_of(regression(100, rows), step, until=20, pace="fast") for step in range(8)]
        for frame in shown:
            assert len(frame.rows) == 32
        sides.append((view, shown))
    QApplication.processEvents()

    def draw(side: int) -> None:
        view, shown = sides[side]
        for frame in shown:
            view.draw(frame)
            QWidget.repaint(view.canvas)
    return cost(lambda: draw(0), lambda: draw(1))
