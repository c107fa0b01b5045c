"""The names at the right of the data canvas: lines, signs, what is blue and what is orange."""

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QPen

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled

from ..look import theme
from ..paint.canvas import Canvas
from ..paint.endnames import SAMPLE, Caption, Captions, EndName, EndNames
from ..text.mathtext import Line, layout
from .fits import Fits, Ground, role_colour, role_pen
from .grounds import GroundScene
from .scene import Role, Scene
from .strips import AWAY, HALF, ROOM
from .words import RowWords

LEFT, TOP, BOTTOM, RIGHT, BETWEEN = 56, 10, 38, 16, 10
LOW = 230
"""A canvas lower than that has no room for a strip above the rows."""


class Naming(QObject):
    """Keeps a margin free that is as wide as the names, and puts them there."""

    def __init__(self, canvas: Canvas, words: RowWords) -> None:
        super().__init__()
        self.canvas, self.words = canvas, words
        self.names, self.captions = EndNames(canvas, 18), Captions(canvas)

    @property
    def is_low(self) -> bool:
        """Whether the rows need the height that a strip above them would take."""
        return self.canvas.height() < LOW

    def make_room(self, frame: Frame, scene: Scene) -> None:
        """Set the margins of the canvas."""
        sample = SAMPLE if isinstance(scene, GroundScene) else 0
        widths = [line.width for line, _ in (*self._key(frame), *self._signs(frame, scene))]
        widths += [layout(text, 13).width + sample for text in self.words.texts(frame.problem, scene).values()]
        top = TOP if self.is_low else TOP + 2 * HALF + (AWAY if scene.strips[0] else 0)
        self.canvas.set_margins((LEFT, top, ROOM + BETWEEN + max(widths) + RIGHT, BOTTOM))

    @property
    def _left(self) -> float:
        return self.canvas.plot_rect().right() + ROOM + BETWEEN

    def _key(self, frame: Frame) -> list[tuple[Line, str]]:
        """What blue and orange are, beside the strips that show them."""
        whole = filled(self.tr("all {count} rows"), count=frame.problem.n)
        batch = filled(self.tr("this batch: {count}"), count=len(frame.rows))
        return [(layout(whole, 12), "whole"), (layout(batch, 12), "batch_text")]

    def _signs(self, frame: Frame, scene: Scene) -> list[tuple[Line, str]]:
        names = self.words.signs(frame.problem, scene) or ()
        return [(layout(f"{sign} {name}", 12), "ink2") for sign, name in zip("○●", names, strict=False)]

    def show_names(self, frame: Frame, scene: Scene, fits: Fits, ground: Ground) -> None:
        """Names at the right ends of the lines, what the signs mean, and the key."""
        rect, left, key = self.canvas.plot_rect(), self._left, self._key(frame)
        names = [EndName(line, left, y, theme.colour(token)) for (line, token), y in zip(
            self._signs(frame, scene), self._sign_heights(scene), strict=False)]
        names += self._ends(frame, scene, fits, ground)
        captions = [Caption(line, left, rect.top() - AWAY - HALF + down, theme.colour(token))
                    for (line, token), down in zip(key, (-2.0, HALF - 1), strict=True)]
        if self.is_low:
            names = [EndName(line, left, rect.top() - 36 + 18 * row, theme.colour(token))
                     for row, (line, token) in enumerate(key)] + names
        self.captions.show_captions([] if self.is_low else captions)
        self.names.show_names(names)

    def _sign_heights(self, scene: Scene) -> tuple[float, float]:
        """At 0 and 1 of the axis where these are the two classes, else at the top."""
        rect = self.canvas.plot_rect()
        if isinstance(scene, GroundScene):
            return rect.top() + 10, rect.top() + 28
        low, high = self.canvas.to_px(np.array([[0.0, 0.0], [0.0, 1.0]]))[:, 1].tolist()
        return low, high

    def _ends(self, frame: Frame, scene: Scene, fits: Fits, ground: Ground) -> list[EndName]:
        rect, texts = self.canvas.plot_rect(), self.words.texts(frame.problem, scene)
        ends: list[tuple[Role, float, QPen | None]] = [
            (line.role, float(self.canvas.to_px(line.end)[1]), None) for line in fits.lines if line.end is not None]
        ends += [(role, float(self.canvas.to_px(point)[1]), None) for point, role in fits.spots]
        if ground.levels:
            ends += [("fit", rect.center().y(), role_pen("fit"))]
            ends += [("best", rect.center().y() + 18, role_pen("best"))] if ground.best else []
        names = []
        for role, y, sample in ends:
            token = {"batch": "batch_text", "equal": "ink2"}.get(role)
            away = " ↑" if y < rect.top() - 1 else " ↓" if y > rect.bottom() + 1 else ""
            height = min(max(y, rect.top()), rect.bottom())
            colour = theme.colour(token) if token else role_colour(role)
            names.append(EndName(layout(texts[role] + away, 13), self._left, height, colour, sample))
        return names

    def say_nothing(self) -> None:
        """Where all rows are the same there is nothing to draw, but something to say."""
        self.names.show_names([])
        line = layout(self.tr("All rows of this function are the same: choose a noise to tell them apart"), 13)
        room = self.canvas.rect()
        line = line.elided(room.width() - 2.0 * RIGHT)
        self.captions.show_captions([Caption(line, (room.width() - line.width) / 2, room.height() / 2,
                                             theme.colour("muted"))])
