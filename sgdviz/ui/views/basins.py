"""Basins: where the run from every start goes, and how soon."""

from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from sgdviz.core.atlas.atlas import Atlas
from sgdviz.core.atlas.basins import Basins
from sgdviz.core.atlas.pixels import centres, pixel_of, with_rate, with_start
from sgdviz.core.atlas.sweep import learning_rates
from sgdviz.core.descent import courses
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array
from sgdviz.core.slice import Plane

from ..atlas.colours import arrivals, by_fate, hues_of, tints
from ..atlas.layers import Entry, Sign
from ..atlas.view import AtlasView
from ..atlas.words import fates
from ..look import theme
from ..map.boxes import has_one_unit, with_room
from ..map.sight import Sights
from ..text.numbers import coordinates, exact

ON = 1e-2
"""A minimum of more than two parameters is shown if it is no farther from the plane than this, in sides of the box."""


class BasinsView(AtlasView):
    """For every start of the landscape's box the minimum that the watched run would reach from there; in one dimension for
    every start and every learning rate. Beyond two parameters the starts are those of the landscape's plane."""

    name = "basins"

    def __init__(self) -> None:
        super().__init__()
        self._sights = Sights()
        self._plane: Plane | None = None
        self._looked_at: tuple[Any, ...] | None = None
        self.retranslate()

    def subtitle(self) -> str:
        frame = self.frame_shown
        if frame is not None and frame.problem.dim == 1:
            return self.tr("the minimum that each start reaches, with each $η$")
        return self.tr("the minimum that each start reaches")

    def look(self, frame: Frame) -> None:
        problem = frame.problem
        if problem.dim == 1:
            self._plane, key = None, (problem, {**frame.course.run.optimizer, "lr": 1.0})
            low, high = self.canvas.home_box[1]
            if key != self._looked_at or not low <= np.log10(frame.course.laws[0].method.lr) <= high:
                self._turn_to(key, np.array([problem.box[0], np.log10(learning_rates(frame.course, 2))]), problem.names[0], "η")
            return
        sight = self._sights.of(frame)
        self._plane = sight.through(problem, frame.trace.theta[0]) if sight.moving else sight.plane
        if (problem, sight.view) != self._looked_at:
            starts = np.array([course.start for course in frame.courses])
            box, names = (problem.box, problem.names) if self._plane is None else (self._plane.box, self._plane.names)
            self.canvas.square = has_one_unit(problem, box, whole=self._plane is None or sight.moving)
            self._turn_to((problem, sight.view), with_room(box, self._on_map(starts)), *names)

    def _turn_to(self, key: tuple[Any, ...], box: Array, across: str, up: str) -> None:
        """Look at another box; a map of another problem goes."""
        if self._looked_at is None or self._looked_at[0] is not key[0]:
            self.atlas = None
            self._picture()
        self._looked_at = key
        self.axes.y_log = up == "η"
        self.axes.rename(f"${across}$", f"${up}$")
        self.canvas.square &= up != "η"
        self.canvas.look_at(box)

    def _on_map(self, theta: Array) -> Array:
        """Where on the map θ (…, d) is, (…, 2)."""
        return theta if self._plane is None else self._plane.project(theta)

    def _shape(self) -> tuple[int, int]:
        rect = self.canvas.plot_rect()
        return max(8, round(rect.height())), max(8, round(rect.width()))

    def wanted(self, frame: Frame) -> object:
        run = replace(frame.course.run, name="", start=None)
        plane = None if self._plane is None else self._plane.key
        if frame.problem.dim == 1:
            run = replace(run, optimizer={**run.optimizer, "lr": 1.0})
        return frame.problem, run, frame.course.steps, plane, self.canvas.box.tobytes(), self._shape()

    def make(self, frame: Frame) -> Atlas:
        rows, columns = self._shape()
        box = self.canvas.box
        across, up = centres(box, 0, columns), centres(box, 1, rows)
        if frame.problem.dim == 1:
            steady = with_rate(frame.experiment, frame.watched, 1.0)
            course = courses(steady, frame.problem)[frame.watched]
            starts = np.broadcast_to(across[None, :, None], (rows, columns, 1))
            return Basins(course, starts, np.broadcast_to(10.0 ** up[:, None], (rows, columns)))
        points = np.stack(np.meshgrid(across, up), axis=-1)
        return Basins(frame.course, points, plane=self._plane)

    def colours(self, atlas: Atlas) -> Any:
        at = atlas.spread()
        return by_fate(atlas.fate[at], atlas.step[at], hues_of(atlas.ends), arrivals(atlas))

    def entries(self, atlas: Atlas) -> list[Entry]:
        return fates(atlas)

    def mark(self, frame: Frame) -> None:
        problem, start = frame.problem, frame.trace.theta[0]
        if problem.dim == 1:
            self.signs.present = np.array([start[0], np.log10(frame.course.laws[0].method.lr)])
        else:
            self.signs.present = self._on_map(start)
        self.signs.present_name = self.tr("start")
        signs = []
        if self.ends is not None:
            reached = set(np.unique(self.atlas.fate).tolist()) if self.atlas is not None else set()
            for index, (mark, hue) in enumerate(zip(self.ends.marks, hues_of(self.ends), strict=True)):
                at = self._seen(frame, mark.point)
                if at is not None and (index in reached or mark.kind == "minimum"):
                    signs.append(Sign(mark.kind, at, coordinates(mark.point.tolist()),
                                      QColor(*tints(theme.palette(), hue)[0].tolist())))
        self.signs.signs = signs

    def _seen(self, frame: Frame, point: Array) -> Array | None:
        """Where on the map a point (d,) is; None off its plane."""
        if frame.problem.dim == 1:
            return np.array([point[0], np.nan])
        if self._plane is None:
            return point
        size = np.diff(frame.problem.box, axis=1)[:, 0]
        return self._plane.project(point) if np.abs(self._plane.off(point) / size).max() <= ON else None

    def cell_at(self, position: QPointF) -> tuple[int, int] | None:
        assert self.atlas is not None
        if not self.canvas.plot_rect().contains(position):
            return None
        return pixel_of(self.box, (self.atlas.rows, self.atlas.columns), self.canvas.to_data(position))

    def experiment_at(self, frame: Frame, row: int, column: int) -> Experiment:
        assert isinstance(self.atlas, Basins)
        opened = with_start(frame.experiment, frame.watched, tuple(self.atlas.starts(np.array([[row, column]]))[0].tolist()))
        if self.atlas.rates is not None:
            opened = with_rate(opened, frame.watched, float(self.atlas.rates[row, column]))
        return opened

    def read(self, row: int, column: int) -> list[str]:
        assert isinstance(self.atlas, Basins)
        start = self.atlas.starts(np.array([[row, column]]))[0]
        if self.atlas.rates is not None:
            return [self.tr("from {start} with $η$ = {rate}").format(start=coordinates(start.tolist()),
                                                                    rate=exact(float(self.atlas.rates[row, column])))]
        return [self.tr("from {start}").format(start=coordinates(start.tolist()))]
