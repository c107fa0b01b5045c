"""A frame is painted when it is drawn, not later: the optimizer's thread waits for it."""

import os
import subprocess
import sys
from threading import Event

import pytest
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from sgdviz.ui.paint.canvas import Canvas, Layer
from sgdviz.ui.window import MainWindow


class Witness(Layer):
    """Notes for each painting whether the worker could run meanwhile."""

    def __init__(self, canvas: Canvas, gate: Event) -> None:
        super().__init__(canvas, 200)
        self.gate, self.seen = gate, list[bool]()

    def draw(self, painter: QPainter) -> None:
        self.seen.append(self.gate.is_set())


def test_a_frame_is_painted_while_the_worker_waits(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.session.open_exhibit(2)
    landscape = window.views["landscape"]
    qtbot.waitUntil(lambda: window.docks["landscape"].seen and landscape.frame_shown is not None)
    witness = Witness(landscape.canvas, window.player.worker.gate)
    qtbot.waitUntil(lambda: not window.player._timer.isActive())
    witness.seen.clear()
    window.player.step_by(3)
    window.player.advance(0.016)
    assert witness.seen == [False]
    window.close()


THREADS = """
import os
import sgdviz.ui
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
app, image = QGuiApplication([]), QImage(800, 800, QImage.Format.Format_RGB32)
before = os.listdir("/proc/self/task")
painter = QPainter(image)
painter.setRenderHint(QPainter.RenderHint.Antialiasing)
painter.setBrush(QColor(0, 0, 0, 100))
painter.drawEllipse(0, 0, 800, 800)
painter.end()
print(len(os.listdir("/proc/self/task")) - len(before))
"""


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="the threads of a process are counted as Linux lists them")
def test_painting_wakes_no_other_thread() -> None:
    found = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True, check=True)
    assert found.stdout == "0\n"
