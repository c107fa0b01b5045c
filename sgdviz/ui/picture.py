"""What a landscape shows on its canvas: a map for two parameters, a curve for one. The views do not mind which."""

from typing import Literal

from PySide6.QtCore import QObject, QPointF

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array

from .paint.canvas import Canvas
from .update.shown import Shown

Pick = Literal["start"] | tuple[Literal["run", "replica", "chord"], int] | None
"""What a press begins: moving the start, watching a run or one of the cloud, dragging an end of the chord, or nothing."""


class Picture(QObject):
    """Layers on a canvas that show J (`whole`) or the current batch's J_B; a pure function of the last Frame.

    Positions are pixels of the canvas. `pointer` is the θ under the pointer of either linked view, None without one.
    `show_chord` shows the chord's two ends, which can be dragged; `update` is the update whose arrows are shown, if any.
    """

    def __init__(self, canvas: Canvas, whole: bool = True) -> None:
        super().__init__(canvas)
        self.canvas, self.whole = canvas, whole
        self.show_chord = False
        self.update: Shown | None = None
        self.pointer: Array | None = None

    def draw(self, frame: Frame) -> None:
        """Show this frame; compute anew only what differs from the last one."""
        raise NotImplementedError

    def finish(self) -> None:
        """Show as fine as it can be what was coarse so that it could be shown at once."""

    def tell(self) -> None:
        """Bring what it says in words up to the frame, when the numbers of the header are."""

    def retranslate(self) -> None:
        """Put all words into the language of now; the view draws the last frame again afterwards."""

    def show(self) -> None:
        """Put all layers on the canvas."""
        raise NotImplementedError

    def hide(self) -> None:
        """Take all layers off the canvas."""
        raise NotImplementedError

    def readout(self, position: QPointF) -> str | None:
        """Exact values at a position as markup, four significant figures; None beside the plot."""
        raise NotImplementedError

    def pick(self, position: QPointF) -> Pick:
        """What a press at a position begins."""
        raise NotImplementedError

    def place(self, position: QPointF) -> Array:
        """The θ (d,) that a position stands for, as precise as a pixel is."""
        raise NotImplementedError

    def point_at(self, theta: Array | None) -> None:
        """Show the hairlines and the read-out of this θ, or none."""
        raise NotImplementedError
