"""Bars from the start of a process to what is on the screen: both sides run in processes of their own, which end there."""

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from textwrap import indent

from bars import AtMost, Round, bar, cost, peer

from sgdviz.core.files import write
from sgdviz.exhibits import exhibits
from sgdviz.resources import resource

WATCH = """
import os
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    "Ends the process at the first thing that happens after the window has been painted."

    def __init__(self, window):
        super().__init__()
        self.window, self.painted = window, False
        window.installEventFilter(self)

    def eventFilter(self, watched, event):
        paints = event.type() == QEvent.Type.Paint
        if self.painted and not paints:
            os._exit(0)
        if paints and not self.painted and watched is self.window:
            self.painted = True
            QApplication.instance().installEventFilter(self)
        return False
"""
BARE = WATCH + """
app = QApplication([])
window = QMainWindow()
window.resize(1600, 900)
window.show()
watch = Watch(window)
app.exec()
"""
OURS = """
import sys
import sgdviz.__main__ as program

def main(options):
    from sgdviz import app
{watch}
    return app.main(options)

program.WORK["window"] = "__main__"
sys.exit(program.main(sys.argv[1:]))
"""
"""The program with a watch on its window, which imports Qt no sooner than the program does: what comes before Qt comes faster."""
FIRST = OURS.format(watch=indent(WATCH + """
show = QMainWindow.show

def shown(window):
    assert len(window.menuBar().actions()) > 4 and len(window.start_page.cards) == 4
    window.watch = Watch(window)
    show(window)

QMainWindow.show = shown
""", "    "))
COMPLETE = OURS.format(watch=indent("""
import os
from PySide6.QtWidgets import QMainWindow
show = QMainWindow.show

def shown(window):
    player, docks = window.player, window.docks.values()
    def look(frame):
        everything = frame.step == player.steps and not player.job.unfinished
        if everything and all(dock.view.frame_shown is frame for dock in docks if dock.seen):
            os._exit(0 if sum(dock.seen for dock in docks) == 4 else 1)
    player.frame.connect(look)
    window.documents.opened.connect(player.to_end)
    show(window)

QMainWindow.show = shown
""", "    "))
BY_HAND = """
import csv, os, sys
os.environ["QT_API"] = "pyside6"
import numpy as np
from PySide6.QtWidgets import QApplication
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
with open(sys.argv[1], encoding="utf-8") as file:
    pairs = [(r["flipper_length_mm"], r["body_mass_g"]) for r in csv.DictReader(file)]
    rows = [tuple(map(float, pair)) for pair in pairs if set(pair).isdisjoint({"", "NA"})]
data = np.array(rows)
x, y = ((data - data.mean(axis=0)) / data.std(axis=0)).T
n, B, lr, epochs = len(x), 4, 0.03, 20
J = lambda w, b, x=x, y=y: ((w[..., None] * x + b[..., None] - y) ** 2).mean(axis=-1) / 2
theta, path, losses = np.array([-0.9, -1.0]), [], []
random = np.random.default_rng(0)
for epoch in range(epochs):
    order = random.permutation(n)
    for at in range(0, n, B):
        rows = order[at : at + B]
        error = theta[0] * x[rows] + theta[1] - y[rows]
        path.append(theta)
        losses.append((error @ error) / (2 * len(rows)))
        theta = theta - lr * np.array([error @ x[rows], error.sum()]) / len(rows)
path = np.array(path + [theta])
whole = J(path[:, 0], path[:, 1])
figure = Figure(figsize=(13, 8), dpi=100)
axes = figure.subplots(2, 2)
w, b = np.meshgrid(np.linspace(-1.6, 2.2, 240), np.linspace(-1.4, 1.4, 180))
for ax, (xs, ys) in zip(axes[0], ((x, y), (x[rows], y[rows]))):
    z = J(w, b, xs, ys)
    levels = np.quantile(z, np.linspace(0, 0.98, 12))
    ax.contourf(w, b, z, levels)
    ax.contour(w, b, z, levels, colors="k", linewidths=0.7)
    ax.plot(*path.T, lw=1)
axes[1, 0].scatter(x, y, s=9)
axes[1, 0].scatter(x[rows], y[rows], s=20)
line = np.linspace(x.min(), x.max(), 2)
axes[1, 0].plot(line, theta[0] * line + theta[1])
axes[1, 1].plot(losses, lw=0.7)
axes[1, 1].plot(whole)
axes[1, 1].set_yscale("log")
app = QApplication([])
canvas = FigureCanvasQTAgg(figure)
canvas.mpl_connect("draw_event", lambda event: os._exit(0))
canvas.show()
app.exec()
"""


@cache
def folder() -> Path:
    """Settings and documents of these bars: none of a user's own."""
    return Path(tempfile.mkdtemp(prefix="sgdviz-bench-"))


def run(program: str, *arguments: str) -> None:
    """Run a program to its end. It must end by itself, well; what Python compiles it keeps, as for any installed program."""
    environment = os.environ | {"XDG_CONFIG_HOME": str(folder()), "XDG_DATA_HOME": str(folder()), "MPLCONFIGDIR": str(folder())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", program, *arguments], env=environment, timeout=60, stderr=subprocess.PIPE,
                          text=True)
    assert done.returncode == 0, done.stderr.strip().rpartition("\n")[2] or done.returncode


@bar("S1", "from the start of the process to the first painted window, with its menus and the start page",
     "a bare QMainWindow of PySide6", AtMost(1.7))
def first_window() -> Round:
    return cost(lambda: run(FIRST), lambda: run(BARE))


@bar("S2", "from the start of the process to the complete picture of exhibit 2, all of its steps, in a window",
     "matplotlib: tints, contours, paths, losses and data of the same, in a window of Qt", AtMost(0.75))
def complete_picture() -> Round:
    peer("matplotlib")
    file = folder() / "exhibit.sgdviz"
    write(exhibits()[1].pages[0], file)
    table = str(resource("data", "penguins.csv"))
    return cost(lambda: run(COMPLETE, str(file)), lambda: run(BY_HAND, table))
