"""The words of the data canvas: what its axes, lines and signs are called, and what there is to read at a place."""

import numpy as np
from PySide6.QtCore import QObject

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.models import LinearRegression, LogisticRegression, Model
from sgdviz.core.problem import Array, Problem

from ..text.mathtext import escape
from ..text.numbers import exact
from .density import DENSE
from .fitted import FeatureScene, ObservedScene
from .grounds import GroundScene, ProbabilityScene, SurfaceScene
from .scene import Role, Scene, best_theta
from .scenes import OBSERVED, TARGET, Axes
from .titles import Title, title_of


class RowWords(QObject):
    """All words are in the language of now, and markup."""

    def title_on(self, problem: Model, choice: int) -> Title:
        """What a choice puts on an axis."""
        sample = problem.sample
        if choice >= 0:
            return title_of(sample, sample.x_names[choice])
        y = title_of(sample, sample.y_name)
        return y if choice == TARGET else Title(self.tr("observed {name}").format(name=y.name), y.unit)

    def titles(self, problem: Problem, scene: Scene, axes: Axes) -> tuple[Title, Title]:
        """What the axes are."""
        if not isinstance(problem, Model):
            first, second = Title("$a_i$", ""), Title("$b_i$", "")
            return (Title(self.tr("row $i$"), ""), first) if problem.dim == 1 else (first, second)
        x, y = axes
        if isinstance(scene, ObservedScene):
            target = self.title_on(problem, TARGET)
            return self.title_on(problem, OBSERVED), Title(self.tr("predicted {name}").format(name=target.name), target.unit)
        if isinstance(scene, FeatureScene) and isinstance(problem, LogisticRegression):
            return self.title_on(problem, x), Title(self.probability(problem), "")
        return self.title_on(problem, x), self.title_on(problem, y)

    def probability(self, problem: Model) -> str:
        """What a model of two classes says."""
        return self.tr("probability of {name}").format(name=escape(problem.sample.labels[1]))

    def subtitle(self, problem: Problem, scene: Scene, axes: Axes) -> str:
        """What is drawn against what, and how where there are very many rows."""
        words = self._against(problem, scene, axes)
        if scene.every > 1:
            return filled(self.tr("{words}; one row in {count}"), words=words, count=scene.every)
        return self.tr("{words}; darker where more rows are").format(words=words) if problem.n > DENSE else words

    def _against(self, problem: Problem, scene: Scene, axes: Axes) -> str:
        x, y = self.titles(problem, scene, axes)
        if not isinstance(problem, Model):
            return (self.tr("how the rows differ: $ℓ_i = f + a_i φ$") if problem.dim == 1 else
                    self.tr("how the rows differ: $ℓ_i = f + a_i φ_1 + b_i φ_2$"))
        features = problem.sample.x.shape[1]
        if isinstance(scene, SurfaceScene):
            target = self.title_on(problem, TARGET)
            words = (self.tr("{z} over {x} and {y}; the other features at their means") if features > 2 else
                     self.tr("{z} over {x} and {y}"))
            return words.format(x=x.whole, y=y.whole, z=target.whole)
        others = features > (2 if isinstance(scene, GroundScene) else 1) and not isinstance(scene, ObservedScene)
        words = self.tr("{y} against {x}; the other features at their means") if others else self.tr("{y} against {x}")
        return words.format(x=x.whole, y=y.whole)

    def texts(self, problem: Problem, scene: Scene) -> dict[Role, str]:
        """What the lines and spots of a scene are called."""
        if isinstance(scene, ObservedScene):
            return {"equal": "$ŷ$ = $y$"}
        if not isinstance(problem, Model):
            return {"all": self.tr("mean of all: 0"), "batch": self.tr("mean of the batch")}
        best = (self.tr("best fit") if isinstance(problem, LogisticRegression) else
                self.tr("least squares") if isinstance(problem, LinearRegression) else self.tr("fit at the minimum"))
        return {"fit": self.tr("fit at $θ$"), **({"best": best} if best_theta(problem) else {})}

    def signs(self, problem: Problem, scene: Scene) -> tuple[str, str] | None:
        """What rings and discs are, with their signs: of two classes, or rows below and above what the model says."""
        if isinstance(scene, SurfaceScene):
            return self.tr("below the fit"), self.tr("above the fit")
        if isinstance(problem, LogisticRegression):
            low, high = problem.sample.labels
            return escape(low), escape(high)
        return None

    def reading(self, frame: Frame, scene: Scene, row: int) -> list[str]:
        """The values of a row, as markup."""
        problem = frame.problem
        mine = self.tr("row {row}, in this batch") if row in frame.rows else self.tr("row {row}")
        if not isinstance(problem, Model):
            x, y = scene.xy[row]
            pairs = [("$a_i$", y)] if problem.dim == 1 else [("$a_i$", x), ("$b_i$", y)]
            return [mine.format(row=row + 1), *(f"{name} = {exact(float(value))}" for name, value in pairs)]
        sample = problem.sample
        lines = [mine.format(row=sample.rows[row] + 1)]
        for column, value in zip(sample.x_names, sample.raw_x[row], strict=True):
            lines.append(told(title_of(sample, column), float(value)))
        if isinstance(problem, LogisticRegression):
            lines.append(f"{title_of(sample, sample.y_name).name}: {escape(sample.labels[int(sample.y[row] > 0.5)])}")
        else:
            lines.append(told(title_of(sample, sample.y_name), float(sample.raw_y[row])))
        return [*lines, self._fit(float(problem.predict(frame.theta, sample.raw_x[row])))]

    def reading_at(self, frame: Frame, scene: Scene, axes: Axes, point: Array) -> list[str]:
        """What the model says at a place (2,) on the canvas, as markup."""
        problem = frame.problem
        if not isinstance(problem, Model) or isinstance(scene, ObservedScene):
            return []
        x, y = self.titles(problem, scene, axes)
        if isinstance(scene, FeatureScene):
            said = float(scene.predicted(problem, frame.theta, point[:1])[0])
            return [told(x, float(point[0])), self._fit(said)]
        if not isinstance(scene, GroundScene):
            return []
        with np.errstate(all="ignore"):
            said = float(problem.predict(frame.theta, scene.places(point[None]))[0])
        last = f"{self.probability(problem)} = {exact(said)}" if isinstance(scene, ProbabilityScene) else self._fit(said)
        return [told(x, float(point[0])), told(y, float(point[1])), last]

    def _fit(self, said: float) -> str:
        return self.tr("fit at $θ$") + f" = {exact(said)}"


def told(title: Title, value: float) -> str:
    """A quantity with its value and unit."""
    return f"{title.name} = {exact(value)}" + (f" {title.unit}" if title.unit else "")
