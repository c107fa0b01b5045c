"""The rows: what the model says of them, and which of them the current batch sees."""

import numpy as np
from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from sgdviz.core.frame import Frame
from sgdviz.core.models import Model
from sgdviz.core.problem import Array, Problem

from ..paint.axes import Axes
from ..paint.canvas import Canvas
from ..paint.notecard import NoteCard
from ..rows.density import DENSE
from ..rows.fits import Contours, Fits, Ground
from ..rows.naming import LEFT, Naming
from ..rows.scatter import MOST_RESIDUALS, Lit, Scatter
from ..rows.scene import Scene, best_theta
from ..rows.scenes import Axes as Choice
from ..rows.scenes import axes_of, choices, chosen, scene_of
from ..rows.strips import Strip, Strips, bins, strip
from ..rows.words import RowWords
from ..text.mathtext import layout, plain
from ..view import View
from ..widgets.header import Value

NEAR = 12.0
"""So near a row the pointer reads it, in pixels."""


class DataView(View):
    """Rows as points with the present fit; the batch's lit, its distribution beside that of all."""

    name = "data"

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas()
        self.body.addWidget(self.canvas)
        self.ground, self.scatter = Ground(self.canvas), Scatter(self.canvas)
        self.fits, self.lit = Fits(self.canvas), Lit(self.canvas)
        self.contours, self.strips = Contours(self.canvas, self.ground), Strips(self.canvas)
        self.words = RowWords()
        self.naming = Naming(self.canvas, self.words)
        self.axes, self.note = Axes(self.canvas), NoteCard(self.canvas, across=True)
        self.chosen: Choice = (0, 1)
        self.scene: Scene | None = None
        self._met: Problem | None = None
        self._histograms: list[tuple[Array, Strip] | None] = []
        self.choosers = [self._chooser(axis) for axis in range(2)]
        self.canvas.range_changed.connect(self._place)
        self.canvas.pointed.connect(self._point)
        self.retranslate()

    def _chooser(self, axis: int) -> QToolButton:
        """A button in the header that chooses what is on an axis."""
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMenu(QMenu(button))
        button.menu().triggered.connect(self._choose)
        button.setProperty("axis", axis)
        button.hide()
        self.header.add_button(button)
        return button

    def draw(self, frame: Frame) -> None:
        """Show this frame."""
        self.frame_shown = frame
        if frame.problem is not self._met:
            self._meet(frame.problem)
        if self.scene is not None:
            self._show_batch(frame, self.scene)
        self._place()
        self._say(frame)

    def _meet(self, problem: Problem) -> None:
        """Another problem: its rows, their distribution, what can be chosen."""
        if self._met is None or _columns(problem) != _columns(self._met) or type(problem) is not type(self._met):
            self.chosen = axes_of(problem)
        self._met = problem
        self.scene = scene_of(problem, self.chosen)
        for layer in (self.scatter, self.lit, self.fits, self.axes, self.strips, self.contours):
            layer.setVisible(self.scene is not None)
        self.ground.show_levels([], ())
        self.fits.show_fits([], [])
        self._offer(problem)
        if self.scene is None:
            self._histograms = []
            return
        self.scatter.show_rows(self.scene.xy, self.scene.classes)
        self._histograms = []
        for axis, shown in enumerate(self.scene.strips):
            edges = bins(self.scene.xy[:, axis], *self.scene.box[axis])
            self._histograms.append((edges, strip(self.scene.xy[:, axis], edges)) if shown else None)
        self.canvas.look_at(self.scene.box)

    def _offer(self, problem: Problem) -> None:
        """What can be put on the axes, where there is a choice."""
        for axis, (button, options) in enumerate(zip(self.choosers, choices(problem), strict=True)):
            button.setVisible(bool(options))
            button.menu().clear()
            for option in options:
                assert isinstance(problem, Model)
                action = QAction(plain(self.words.title_on(problem, option).name), button.menu())
                action.setData((axis, option))
                action.setCheckable(True)
                action.setChecked(self.chosen[axis] == option)
                button.menu().addAction(action)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        axis, option = action.data()
        self.choose(axis, option)

    def choose(self, axis: int, option: int) -> None:
        """Put a feature or the like on an axis (0 is x, 1 is y)."""
        self.chosen = chosen(self.chosen, axis, option)
        if self.frame_shown is not None:
            self._meet(self.frame_shown.problem)
            self.draw(self.frame_shown)

    def _show_batch(self, frame: Frame, scene: Scene) -> None:
        rows, whole = frame.rows, frame.batch is frame.problem
        xy = scene.xy if whole and not scene.moving else scene.points(frame, rows)
        if scene.moving:
            self.scatter.show_rows(scene.drawn(frame), scene.classes)
        signs = scene.signs(frame) if len(rows) <= DENSE else None
        self.lit.show_rows(xy, signs, scene.residuals(frame) if len(rows) <= MOST_RESIDUALS else np.empty((0, 2, 2)))
        self.strips.show_strips([None if found is None else (*found, found[1] if whole else strip(xy[:, axis], found[0]))
                                 for axis, found in enumerate(self._histograms)])

    def _show_fits(self, frame: Frame, scene: Scene) -> None:
        """Lines and contours reach over all that the canvas shows."""
        box = self.canvas.box
        self.fits.show_fits(scene.lines(frame, *box[0].tolist()), scene.spots(frame))
        best = [level.edges for theta in best_theta(frame.problem)
                for level in scene.levels(frame, box, theta) if level.main]
        self.ground.show_levels(scene.levels(frame, box, frame.theta), best[0] if best else ())
        self.contours.update()

    @Slot()
    def _place(self) -> None:
        """Fits as far as is seen, names and captions where there is room for them now."""
        frame, scene = self.frame_shown, self.scene
        if frame is None:
            return
        if scene is None:
            self.naming.say_nothing()
            return
        self.naming.make_room(frame, scene)
        self.strips.upper = not self.naming.is_low
        self._show_fits(frame, scene)
        self.naming.show_names(frame, scene, self.fits, self.ground)

    def _say(self, frame: Frame) -> None:
        """Header and axes in words."""
        problem = frame.problem
        most = f"{problem.n:,}"
        values = [Value("$n$", most, "whole", most), Value("$B$", f"{len(frame.rows):,}", "batch", most)]
        self.header.set_values(values)
        if self.scene is None:
            self.header.set_title(self.title())
            return
        x, y = self.words.titles(problem, self.scene, self.chosen)
        self.header.set_title(self.title(), self.words.subtitle(problem, self.scene, self.chosen))
        # The header has the names; an axis its unit, or its name if that is as short.
        self.axes.rename(*(next((text for text in (title.whole, title.unit) if layout(text, 13).width < LEFT - 6), "")
                           for title in (x, y)))
        for axis, button in enumerate(self.choosers):
            name = "xy"[axis]
            button.setText(f"{name} ▾")
            button.setAccessibleName(self.tr("What is on the {axis} axis").format(axis=name))
            button.setToolTip(button.accessibleName())

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        """Read the row under the pointer, or else what the model says there."""
        if position is None or self.frame_shown is None or self.scene is None or not self.canvas.plot_rect().contains(position):
            self.note.tell(None)
            return
        frame, scene = self.frame_shown, self.scene
        row = self._row_at(scene.drawn(frame), position)
        if row is not None:
            row *= scene.every
            spot = self.canvas.to_px(scene.points(frame, np.array([row])))[0]
            self.note.tell(QPointF(*spot), self.words.reading(frame, scene, row))
        else:
            self.note.tell(position, self.words.reading_at(frame, scene, self.chosen, self.canvas.to_data(position)))

    def _row_at(self, points: Array, position: QPointF) -> int | None:
        """Which of the points (m, 2) is nearest to the pointer, and near."""
        reach = NEAR * np.diff(self.canvas.box, axis=1)[:, 0] / self.canvas.plot_rect().size().toTuple()
        at = self.canvas.to_data(position)
        beside = np.flatnonzero(np.abs(points[:, 0] - at[0]) <= reach[0])
        close = beside[np.abs(points[beside, 1] - at[1]) <= reach[1]]
        if not len(close):
            return None
        away = ((points[close] - at) / reach)
        nearest = int((away**2).sum(axis=1).argmin())
        return int(close[nearest]) if (away[nearest] ** 2).sum() <= 1 else None

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.header.set_title(self.title())
        self.canvas.setAccessibleName(self.tr("The rows and what the model says of them"))
        if self._met is not None:
            self._offer(self._met)
        super().retranslate()


def _columns(problem: Problem) -> tuple[str, ...]:
    """The features of a model, none else."""
    return problem.sample.x_names if isinstance(problem, Model) else ()
