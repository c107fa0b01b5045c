"""One window onto the map with all that is kept for it: the ground, the paths, the scale of the arrows."""

import math
import time
from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QPainter

from sgdviz.core.problem import Array, Problem
from sgdviz.core.relief import AT_ONCE, Relief, thinned

from ..cloud.present import Present, present
from ..cloud.swarm import Swarm
from ..update.shown import magnification
from .arrows import scale_factor
from .behind import Behind, behind_of, key_of
from .boxes import is_within
from .compose import Composer
from .ellipses import Ellipses
from .field import shape_of
from .ground import Backdrop, Ground
from .path import Trail, left_at
from .points import Point, points_of
from .scene import Scene
from .subject import Subject
from .window import Window

FADE = 160 / 90
"""The ground is exchanged in 90 of the 160 ms that a ball glides."""
FINE, COARSE, COARSEST = 1.5, 3.5, 8.0
REST = 0.1
"""Seconds that a ground has stood before it is made finer."""


class Sheet:
    """What one window shows; `scene` is the last one composed, `swarm` are the runs of a cloud.

    Contour lines have their numbers if `numbered`.
    """

    def __init__(self, numbered: bool = True) -> None:
        self._numbered = numbered
        self.window: Window | None = None
        self.backdrop = Backdrop()
        self.trails: list[Trail] = []
        self.scene = Scene()
        self.swarm = Swarm()
        self._laid: tuple[object, ...] | None = None
        self._shapes: dict[str, tuple[object, Ellipses | Relief]] = {}
        self._grounds: dict[str, tuple[object, Ground]] = {}
        self._factor: tuple[object, float] = (None, 1.0)
        self._slopes: tuple[object, Array] = (None, np.empty((0, 2)))
        self._points: tuple[object, Problem | None, list[Point]] = (None, None, [])
        self._behind: tuple[object, Behind] = (None, Behind([], [], [], []))

    def ground(self, name: str, problem: Problem, key: object, subject: Subject, window: Window, cell: float,
               avoid: Callable[[], Array]) -> Ground:
        """The ground of a problem as far as it is known, kept while `key` (beside the window and the levels) stays."""
        key = (key, window.key, cell, subject.levels)
        if name not in self._shapes or self._shapes[name][0] != key:
            self._shapes[name] = (key, shape_of(problem, window, subject.levels, cell))
        shape = self._shapes[name][1]
        state = (key, shape.version)
        if name not in self._grounds or self._grounds[name][0] != state:
            kept = avoid() if self._numbered and cell < COARSEST else None
            self._grounds[name] = (state, Ground(shape, window, subject.levels, kept))
        return self._grounds[name][1]

    def refine(self, seconds: float) -> bool:
        """Spend about so long on what is still coarse of the ground that is shown; whether there is more to see of it.

        What has not stood for REST yet is let alone: while it changes with every frame, nobody sees how fine it is.
        """
        since = time.perf_counter() - REST
        resting = [relief for relief in self._reliefs if relief.coarse and relief.made < since]
        return any([relief.refine(seconds / len(resting)) for relief in resting])

    def finish(self) -> None:
        """Compute all of the ground that is shown."""
        for relief in self._reliefs:
            relief.refine(math.inf)

    @property
    def coarse(self) -> bool:
        """Whether some of the ground that is shown is coarse."""
        return any(relief.coarse for relief in self._reliefs)

    @property
    def _reliefs(self) -> list[Relief]:
        return [shape for _, shape in self._shapes.values() if isinstance(shape, Relief)]

    def lay(self, subject: Subject, window: Window, ratio: float) -> tuple[Ground, Ground | None]:
        """Lay the ground: J's for the whole, J_B's else. Returns the one shown and, in J_B's map, J's."""
        fast = subject.frame.pace == "fast"
        self.window = window
        still = subject.is_of_whole and not subject.sight.moving
        fine = COARSEST if fast and subject.sight.moving else FINE if still else COARSE
        whole = self.ground("whole", subject.problem, subject.key, subject, window, fine, lambda: _still(subject, window))
        if subject.is_of_whole:
            self._shapes.pop("batch", None)
            self.backdrop.stand_on(whole, ratio)
            return whole, None
        batch = self.ground("batch", subject.batch, subject.batch_key, subject, window, COARSEST if fast else COARSE,
                            lambda: _moving(subject, window))
        if fast:
            self.backdrop.stand_sparsely(whole, batch, ratio)
        else:
            self.backdrop.stand_on(batch, ratio, min(1.0, subject.frame.fraction * FADE))
        return batch, whole

    def follow(self, subject: Subject, window: Window, ratio: float, runs: range, since: int = 0) -> None:
        """Bring the paths of these runs, from step `since` on, up to now."""
        frame = subject.frame
        while len(self.trails) < len(runs):
            self.trails.append(Trail())
        del self.trails[len(runs) :]
        for trail, run in zip(self.trails, runs, strict=True):
            rows, reached, ball = subject.rows_of(run), frame.reached(run), subject.seen(frame.ball(run))
            is_seen = window.rect.contains(window.point(ball))
            until = reached if is_seen else left_at(rows, reached, ball, (window.box, subject.home))
            trail.follow(rows, reached, ball, window, subject.look(run), ratio, (frame.traces[run], subject.sight.view), since,
                         until)

    def gather(self, subject: Subject, window: Window) -> Present | None:
        """Bring the cloud, if there is one, to where it is now."""
        shown = present(subject.frame)
        if shown is None:
            self._laid = None
            self.swarm.clear()
        else:
            colour = subject.look(subject.frame.watched).colour
            key = (shown.cloud, shown.step, subject.sight.view, window.key, colour.rgba())
            if key != self._laid:
                self._laid = key
                self.swarm.lay(subject.seen(shown.theta), window, colour)
        return shown

    def factor(self, subject: Subject, window: Window) -> float:
        """The scale of the arrows: that of the longest −∇J of the first epoch, fixed as long as the window is.

        Of a run that leaves the map the steps on it count: else where it went would say how its start looks.
        """
        trace, first = subject.frame.traces[0], subject.frame.courses[0].plan.first_step(2)
        key = (trace, min(len(trace), first), subject.sight.view)
        if key != self._slopes[0]:
            self._slopes = key, self._first_slopes(subject, trace.theta[: key[1]])
        if (key, window.key) != self._factor[0]:
            self._factor = ((key, window.key), scale_factor(window, self._slopes[1]))
        return self._factor[1]

    @staticmethod
    def _first_slopes(subject: Subject, thetas: Array) -> Array:
        """∇J along the map at some of these θ that are on it; of very many rows some tell its size well enough."""
        problem = subject.frame.problem
        few = thinned(problem, int(problem.n * AT_ONCE / (32 * problem.work + 1)))
        some = thetas[:: max(1, len(thetas) // max(8, min(64, int(AT_ONCE / (4 * few.work + 1)))))]
        return subject.along(few.gradient(some[is_within(subject.seen(some), subject.home)]))

    def own_factor(self, subject: Subject, window: Window) -> float:
        """The scale of the arrows of a window that is far from the first epoch: that of −∇J at two of its corners."""
        key = (subject.key, window.key)
        if key != self._factor[0]:
            self._factor = (key, scale_factor(window, subject.problem.gradient(window.box.T)))
        return self._factor[1]

    def magnification(self, subject: Subject, window: Window, first: Array) -> float:
        """The scale of the arrow of Δθ, from the first step of the run (d,)."""
        with np.errstate(all="ignore"):
            return magnification(float(np.hypot(*(subject.along(first) * window.scale))), window.short)

    def behind(self, subject: Subject, window: Window) -> Behind:
        """What of the path stays where it is, kept while it does."""
        key = key_of(subject, window)
        if key != self._behind[0]:
            self._behind = key, behind_of(subject, window)
        return self._behind[1]

    def compose(self, subject: Subject, window: Window) -> Composer:
        """Begin a scene on the ground that is laid, with the paths that are followed."""
        key = (subject.key, window.key)
        if key != self._points[0]:
            self._points = key, subject.problem, points_of(subject.problem, window)
        return Composer(subject, window, self.backdrop, self.trails, self._points[2])

    def paint(self, painter: QPainter) -> None:
        self.backdrop.paint(painter)
        self.swarm.paint(painter)
        self.scene.paint(painter)


def _still(subject: Subject, window: Window) -> Array:
    """What the numbers on J's contours keep away from: the start, the marks, the way to the minimum if there is one."""
    start = subject.seen(subject.frame.trace.theta[0])
    minima = [mark.point for mark in subject.problem.marks if mark.kind == "minimum"]
    ways = [start + share * (minima[0] - start) for share in np.linspace(0, 0.85, 16)] if len(minima) == 1 else []
    return window.px(np.array([start, *(mark.point for mark in subject.problem.marks), *ways]))


def _moving(subject: Subject, window: Window) -> Array:
    """What the numbers on J_B's contours keep away from: the path, the ball, the minima and the arrows."""
    frame = subject.frame
    ball, reached = subject.seen(frame.theta), frame.reached(frame.watched)
    path = subject.rows_of(frame.watched)(0, reached + 1, max(1, reached // 64))
    points = np.array([ball, *subject.batch_minima, *(mark.point for mark in subject.problem.marks)])
    px = window.px(np.concatenate([path, points]))
    found, (x, y) = [], px[len(path)].tolist()
    for gradient in (subject.gradient, subject.batch_gradient):
        across, up = (-slope * unit for slope, unit in zip(gradient.tolist(), window.scale.tolist(), strict=True))
        size = math.hypot(across, up)
        if 0 < size < math.inf:
            found += [(x + reach * across / size, y + reach * up / size) for reach in (40, 80, 120)]
    return np.concatenate([px, np.array(found).reshape(-1, 2)])
