"""The rows: what the model says of them, and which of them the current batch sees."""

import numpy as np
from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QAction, QPen
from PySide6.QtWidgets import QMenu, QToolButton

from sgdviz.core.frame import Frame
from sgdviz.core.models import LogisticRegression, Model
from sgdviz.core.problem import Array, Problem

from ..look import theme
from ..paint.axes import Axes
from ..paint.canvas import Canvas
from ..paint.endnames import SAMPLE, Caption, Captions, EndName, EndNames
from ..paint.notecard import NoteCard
from ..rows.fits import Contours, Fits, Ground, role_colour, role_pen
from ..rows.scatter import Lit, Scatter
from ..rows.scenes import FeatureScene, PlaneScene, Role, Scene, best_theta, scene_of
from ..rows.strips import AWAY, HALF, ROOM, Strip, Strips, bins, strip
from ..rows.titles import Title, title_of
from ..text.mathtext import Line, escape, layout, plain
from ..text.numbers import exact
from ..view import View
from ..widgets.header import Value

LEFT, TOP, BOTTOM, RIGHT, BETWEEN = 56, 10, 38, 16, 10
LOW = 230
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
        self.axes, self.names = Axes(self.canvas), EndNames(self.canvas, 18)
        self.captions, self.note = Captions(self.canvas), NoteCard(self.canvas, across=True)
        self.features = (0, 1)
        self.scene: Scene | None = None
        self._met: Problem | None = None
        self._histograms: list[tuple[Array, Strip] | None] = []
        self.choosers = [self._chooser(axis) for axis in range(2)]
        self.canvas.range_changed.connect(self._place)
        self.canvas.pointed.connect(self._point)
        self.retranslate()

    def _chooser(self, axis: int) -> QToolButton:
        """A button in the header that chooses the feature on an axis."""
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMenu(QMenu(button))
        button.menu().triggered.connect(self._choose)
        button.setProperty("axis", axis)
        button.hide()
        self.header.add_button(button)
        return button

    def title(self) -> str:
        return self.tr("Data")

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
        columns = problem.sample.x_names if isinstance(problem, Model) else ()
        before = self._met.sample.x_names if isinstance(self._met, Model) else ()
        if columns != before:
            self.features = (0, 1)
        self._met = problem
        self.scene = scene_of(problem, self.features)
        for layer in (self.scatter, self.lit, self.fits, self.axes, self.strips, self.contours):
            layer.setVisible(self.scene is not None)
        self.ground.show_levels([], np.empty((0, 2)))
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
        """The features that can be put on the axes, where there are more than are shown."""
        columns = problem.sample.x_names if isinstance(problem, Model) else ()
        axes = 2 if isinstance(problem, LogisticRegression) else 1
        for axis, button in enumerate(self.choosers):
            button.setVisible(len(columns) > axes > axis)
            button.menu().clear()
            for feature, column in enumerate(columns):
                assert isinstance(problem, Model)
                action = QAction(plain(title_of(problem.sample, column).name), button.menu())
                action.setData((axis, feature))
                action.setCheckable(True)
                action.setChecked(self.features[axis] == feature)
                button.menu().addAction(action)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        axis, feature = action.data()
        self.choose(axis, feature)

    def choose(self, axis: int, feature: int) -> None:
        """Put a feature on an axis (0 is x, 1 is y); the one that it meets there changes places with it."""
        chosen = list(self.features)
        if feature in chosen:
            chosen[chosen.index(feature)] = chosen[axis]
        chosen[axis] = feature
        self.features = (chosen[0], chosen[1])
        if self.frame_shown is not None:
            self._meet(self.frame_shown.problem)
            self.draw(self.frame_shown)

    def _show_batch(self, frame: Frame, scene: Scene) -> None:
        rows = frame.rows
        xy = scene.xy[rows]
        self.lit.show_rows(xy, None if scene.classes is None else scene.classes[rows], scene.residuals(frame))
        self.fits.show_fits(scene.lines(frame), scene.spots(frame))
        self.strips.show_strips([None if found is None else (*found, strip(xy[:, axis], found[0]))
                                 for axis, found in enumerate(self._histograms)])

    def _show_ground(self, frame: Frame) -> None:
        """Contours reach over all that the canvas shows."""
        if self.scene is None:
            return
        (left, right), (low, high) = self.canvas.box
        corners = np.array([[left, low], [right, low], [right, high], [left, high]])
        levels = self.scene.levels(frame, corners, frame.theta)
        best = [level.edge for theta in best_theta(frame.problem)
                for level in self.scene.levels(frame, corners, theta) if level.probability == 0.5]
        self.ground.show_levels(levels, best[0] if best else np.empty((0, 2)))
        self.contours.update()

    @Slot()
    def _place(self) -> None:
        """Names and captions where there is room for them now."""
        if self.frame_shown is None:
            return
        if self.scene is None:
            self._say_nothing()
            return
        key = self._key(self.frame_shown)
        widest = max([line.width for line, _ in key] + [layout(text, 13).width + (SAMPLE if self.ground.levels else 0)
                                                        for text in self._texts().values()], default=0.0)
        low = self._is_low()
        top = TOP if low else TOP + 2 * HALF + (AWAY if self.scene.strips[0] else 0)
        self.canvas.set_margins((LEFT, top, ROOM + BETWEEN + widest + RIGHT, BOTTOM))
        self.strips.upper = not low
        self._show_ground(self.frame_shown)
        names, rect = self._names(self.frame_shown), self.canvas.plot_rect()
        left = rect.right() + ROOM + BETWEEN
        captions = [Caption(line, left, rect.top() - AWAY - HALF + down, theme.colour(token))
                    for (line, token), down in zip(key, (-2.0, HALF - 1), strict=True)]
        if low:
            names = [EndName(line, left, rect.top() - 36 + 18 * row, theme.colour(token))
                     for row, (line, token) in enumerate(key)] + names
        self.captions.show_captions([] if low else captions)
        self.names.show_names(names)

    def _is_low(self) -> bool:
        """Whether the rows need the height that a strip above them would take."""
        return self.canvas.height() < LOW

    def _say_nothing(self) -> None:
        """Where all rows are the same there is nothing to draw, but something to say."""
        self.names.show_names([])
        line = layout(self.tr("All rows of this function are the same: choose a noise to tell them apart"), 13)
        room = self.canvas.viewport().rect()
        line = line.elided(room.width() - 2.0 * RIGHT)
        self.captions.show_captions([Caption(line, (room.width() - line.width) / 2, room.height() / 2,
                                             theme.colour("muted"))])

    def _texts(self) -> dict[Role, str]:
        """What lines and spots are called."""
        assert self.frame_shown is not None
        logistic = isinstance(self.frame_shown.problem, LogisticRegression)
        if isinstance(self.frame_shown.problem, Model):
            best = self.tr("best fit") if logistic else self.tr("least squares")
            return {"fit": self.tr("fit at $θ$"), **({"best": best} if best_theta(self.frame_shown.problem) else {})}
        return {"all": self.tr("mean of all: 0"), "batch": self.tr("mean of the batch")}

    def _key(self, frame: Frame) -> list[tuple[Line, str]]:
        """What blue and orange are, beside the strips that show them."""
        whole = self.tr("all {count} rows").format(count=frame.problem.n)
        batch = self.tr("this batch: {count}").format(count=len(frame.rows))
        return [(layout(whole, 12), "whole"), (layout(batch, 12), "batch_text")]

    def _names(self, frame: Frame) -> list[EndName]:
        """Names at the right ends of the lines; for two classes, what their signs mean."""
        rect, texts = self.canvas.plot_rect(), self._texts()
        left, names = rect.right() + ROOM + BETWEEN, []
        if isinstance(frame.problem, LogisticRegression):
            low, high = self.canvas.to_px(np.array([[0.0, 0.0], [0.0, 1.0]]))[:, 1].tolist()
            heights = (rect.top() + 10, rect.top() + 28) if isinstance(self.scene, PlaneScene) else (low, high)
            for sign, label, y in zip("○●", frame.problem.sample.labels, heights, strict=True):
                names.append(EndName(layout(f"{sign} {escape(label)}", 12), left, y, theme.colour("ink2")))
        ends: list[tuple[Role, float, QPen | None]] = [
            (line.role, float(self.canvas.to_px(line.points[-1])[1]), None) for line in self.fits.lines]
        ends += [(role, float(self.canvas.to_px(point)[1]), None) for point, role in self.fits.spots]
        if self.ground.levels:
            ends += [("fit", rect.center().y(), role_pen("fit"))]
            ends += [("best", rect.center().y() + 18, role_pen("best"))] if len(self.ground.best) else []
        for role, y, sample in ends:
            colour = role_colour(role) if role != "batch" else theme.colour("batch_text")
            away = " ↑" if y < rect.top() - 1 else " ↓" if y > rect.bottom() + 1 else ""
            height = min(max(y, rect.top()), rect.bottom())
            names.append(EndName(layout(texts[role] + away, 13), left, height, colour, sample))
        return names

    def _titles(self, problem: Problem) -> tuple[Title, Title]:
        """What the axes are."""
        if isinstance(problem, Model):
            sample = problem.sample
            columns = [title_of(sample, column) for column in sample.x_names]
            if isinstance(self.scene, PlaneScene):
                return columns[self.features[0]], columns[self.features[1]]
            y = title_of(sample, sample.y_name)
            if isinstance(problem, LogisticRegression):
                y = Title(self.tr("probability of {name}").format(name=escape(sample.labels[1])), "")
            return columns[self.features[0]], y
        return (Title(self.tr("row $i$"), ""), Title("$a_i$", "")) if problem.dim == 1 else (
            Title("$a_i$", ""), Title("$b_i$", ""))

    def _say(self, frame: Frame) -> None:
        """Header and axes in words."""
        problem = frame.problem
        values = [Value("$n$", str(problem.n), "whole", str(problem.n)),
                  Value("$B$", str(len(frame.rows)), "batch", str(problem.n))]
        self.header.set_values(values)
        if self.scene is None:
            self.header.set_title(self.title())
            return
        x, y = self._titles(problem)
        if isinstance(problem, Model):
            subtitle = self.tr("{y} against {x}").format(x=x.whole, y=y.whole)
            if problem.sample.x.shape[1] > (2 if isinstance(self.scene, PlaneScene) else 1):
                subtitle = self.tr("{y} against {x}; the other features at their means").format(x=x.whole, y=y.whole)
        elif problem.dim == 1:
            subtitle = self.tr("how the rows differ: $ℓ_i = f + a_i φ$")
        else:
            subtitle = self.tr("how the rows differ: $ℓ_i = f + a_i φ_1 + b_i φ_2$")
        self.header.set_title(self.title(), subtitle)
        # The header has the names; an axis its unit, or its name if that is as short.
        self.axes.rename(*(next((text for text in (title.whole, title.unit) if layout(text, 13).width < LEFT - 6), "")
                           for title in (x, y)))
        for axis, button in enumerate(self.choosers):
            name = "xy"[axis]
            button.setText(f"{name} ▾")
            button.setAccessibleName(self.tr("Feature on the {axis} axis").format(axis=name))
            button.setToolTip(button.accessibleName())

    @Slot(object)
    def _point(self, position: QPointF | None) -> None:
        """Read the row under the pointer, or else what the model says there."""
        if position is None or self.scene is None or not self.canvas.plot_rect().contains(position):
            self.note.tell(None)
            return
        px = self.canvas.to_px(self.scene.xy) - [position.x(), position.y()]
        away = (px**2).sum(axis=1)
        row = int(away.argmin())
        if away[row] <= NEAR**2:
            self.note.tell(QPointF(*(px[row] + [position.x(), position.y()])), self.reading(row))
        else:
            self.note.tell(position, self.reading_at(self.canvas.to_data(position)))

    def reading(self, row: int) -> list[str]:
        """The values of a row, as markup."""
        assert self.frame_shown is not None and self.scene is not None
        frame, problem = self.frame_shown, self.frame_shown.problem
        mine = self.tr("row {row}, in this batch") if row in frame.rows else self.tr("row {row}")
        if not isinstance(problem, Model):
            x, y = self.scene.xy[row]
            pairs = [("$a_i$", y)] if problem.dim == 1 else [("$a_i$", x), ("$b_i$", y)]
            return [mine.format(row=row + 1), *(f"{name} = {exact(float(value))}" for name, value in pairs)]
        sample = problem.sample
        lines = [mine.format(row=sample.rows[row] + 1)]
        for column, value in zip(sample.x_names, sample.raw_x[row], strict=True):
            lines.append(_told(title_of(sample, column), float(value)))
        if isinstance(problem, LogisticRegression):
            lines.append(f"{title_of(sample, sample.y_name).name}: {escape(sample.labels[int(sample.y[row] > 0.5)])}")
        else:
            lines.append(_told(title_of(sample, sample.y_name), float(sample.raw_y[row])))
        said = float(problem.predict(frame.theta, sample.raw_x[row]))
        return [*lines, self.tr("fit at $θ$") + f" = {exact(said)}"]

    def reading_at(self, point: Array) -> list[str]:
        """What the model says at a place on the canvas, as markup."""
        assert self.frame_shown is not None
        problem, theta, scene = self.frame_shown.problem, self.frame_shown.theta, self.scene
        if not isinstance(problem, Model):
            return []
        x, y = self._titles(problem)
        if isinstance(scene, FeatureScene):
            said = float(scene.predicted(problem, theta, point[:1])[0])
            return [_told(x, float(point[0])), self.tr("fit at $θ$") + f" = {exact(said)}"]
        if not isinstance(scene, PlaneScene):
            return []
        with np.errstate(over="ignore"):
            probability = float(1 / (1 + np.exp(-scene.score(problem, theta, point[None])[0])))
        label = self.tr("probability of {name}").format(name=escape(problem.sample.labels[1]))
        return [_told(x, float(point[0])), _told(y, float(point[1])), f"{label} = {exact(probability)}"]

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.header.set_title(self.title())
        self.canvas.setAccessibleName(self.tr("The rows and what the model says of them"))
        if self._met is not None:
            self._offer(self._met)
        super().retranslate()


def _told(title: Title, value: float) -> str:
    return f"{title.name} = {exact(value)}" + (f" {title.unit}" if title.unit else "")
