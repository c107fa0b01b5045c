"""What a canvas shows grows with a run, without jumps."""

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Slot

from sgdviz.core.problem import Array

from ..paint.canvas import Canvas

MILLISECONDS = 200


class Growth(QObject):
    """Leads the home box of a canvas from where it is to where it is to be."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._target = self._from = np.array([[0.0, 1.0], [0.0, 1.0]])
        self._way = QVariantAnimation(self)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.setDuration(MILLISECONDS)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(self._grow)

    def to(self, box: Array, at_once: bool) -> None:
        """Go to a box; unless the canvas is zoomed, it is seen."""
        if np.array_equal(box, self._target):
            return
        self._target, self._from = box, self._canvas.home_box
        self._way.stop()
        if at_once:
            self._canvas.follow(box)
        else:
            self._way.start()

    def jump(self, box: Array) -> None:
        """Show a box, zoomed or not."""
        self._way.stop()
        self._target = box
        self._canvas.look_at(box)

    @Slot(object)
    def _grow(self, share: float) -> None:
        self._canvas.follow(self._from + share * (self._target - self._from))
