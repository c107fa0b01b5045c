"""The names on the curve: what is most important finds its place first."""

import numpy as np
from PySide6.QtCore import QLineF, QObject, QPointF, QRectF

from sgdviz.core.invalid import filled

from ..look import theme
from ..paint.axes import number
from ..paint.inside import is_inside
from ..paint.labels import Label, Placer, beside
from ..paint.means import BESIDE, leader, mean_name
from ..paint.runs import run_name
from ..text.mathtext import Line, layout
from .cast import Cast


class Names(QObject):
    """Writes what stands on the curve beside it."""

    cast: Cast
    labels: list[Label]
    names: list[tuple[int, QRectF]]
    means: list[tuple[int, Label]]
    leaders: list[QLineF]

    def place(self, cast: Cast, rect: QRectF) -> tuple[list[Label], list[tuple[int, QRectF]], list[QLineF]]:
        """The labels, where the runs' names stand among them, and lines that lead to labels.

        By priority: arrows, runs, averages, minima, the curves, other points, the start, the corner.
        """
        self.cast, self.labels, self.names, self.means, self.leaders = cast, [], [], [], []
        graph, canvas = cast.graph, cast.canvas
        px = [canvas.to_px(curve) for curve in (graph.whole, graph.batch) if len(curve)]
        placer = Placer(rect.adjusted(2, -24, -2, -2), px)
        for ball in self.cast.balls:
            placer.keep_free(_square(ball.at, 22))
        for _, at in self.cast.means:
            placer.keep_free(_square(at, 18))
        for arrow in self.cast.arrows:
            placer.keep_free(QRectF(arrow.start, arrow.end).normalized().adjusted(-4, -8, 4, 8))
        for point, at in self.cast.points:
            flat = point.kind == "inflection"
            placer.keep_free(QRectF(at.x() - 25, at.y() + 12, 50, 6) if flat else _square(at, 16))
        self._name_arrows(placer)
        self._name_runs(placer)
        self._name_means(placer)
        self._name_points(placer, ("minimum",))
        self._name_curves(placer, rect)
        self._name_points(placer, ("maximum", "inflection"))
        for start in self.cast.starts:
            self._put(placer, layout(self.tr("start"), 12), [(start.x(), start.y() + 23, 0.5)], "ink2")
        self._corner(placer, rect)
        return self.labels, self.names, self.leaders

    def _put(self, placer: Placer, line: Line, anchors: list[tuple[float, float, float]], token: str) -> Label | None:
        label = placer.place(line, anchors, theme.colour(token))
        if label is not None:
            self.labels.append(label)
        return label

    def _name_arrows(self, placer: Placer) -> None:
        """Behind the arrow's start; beyond its head where there is no room."""
        for arrow in self.cast.arrows:
            markup, token = arrow.name, {"batch": "batch_text"}.get(arrow.token, arrow.token)
            right = arrow.end.x() >= arrow.start.x()
            back, share = (-8, 1.0) if right else (8, 0.0)
            ahead = [(arrow.end.x() - back, arrow.end.y() + 5, 1.0 - share)]
            self._put(placer, layout(markup, 14), [(arrow.start.x() + back, arrow.start.y() + 5, share), *ahead], token)

    def _name_runs(self, placer: Placer) -> None:
        assert self.cast.frame is not None
        for ball in reversed(self.cast.balls):
            name = run_name(self.cast.frame, ball.run)
            if not name or not self.cast.is_whole or len(self.cast.frame.courses) == 1:
                continue
            label = placer.place(layout(name, 14, 600), beside(ball.at), ball.style.colour)
            if label is not None:
                self.labels.append(label)
                self.names.append((ball.run, label.box))

    def _name_means(self, placer: Placer) -> None:
        assert self.cast.frame is not None
        for index, at in self.cast.means:
            name = layout(mean_name(self.cast.frame, index), 13)
            above = [(at.x(), at.y() - up, share) for up in (30, 48, 66) for share in (0.5, 0.0, 1.0)]
            label = placer.place(name, [*beside(at, 14), *beside(at, 30), *above], theme.colour("ink"), indent=BESIDE)
            if label is not None:
                self.labels.append(label)
                self.means.append((index, label))
                line = leader(label.box, at)
                self.leaders += [] if line is None else [line]

    def _name_points(self, placer: Placer, kinds: tuple[str, ...]) -> None:
        names = {("minimum", True): self.tr("minimum"), ("minimum", False): self.tr("minimum at a kink"),
                 ("maximum", True): self.tr("maximum"), ("maximum", False): self.tr("maximum at a kink"),
                 ("inflection", True): self.tr("flat inflection")}
        for point, at in self.cast.points:
            if point.kind not in kinds or not self.cast.is_whole:
                continue
            x, y = at.x(), at.y()
            first = {"minimum": (x, y + 27, 0.5), "maximum": (x, y - 12, 0.5), "inflection": (x, y + 61, 0.5)}[point.kind]
            rest = [] if point.kind == "inflection" else beside(at, 14)
            label = self._put(placer, layout(names[point.kind, point.smooth], 13), [first, *rest], "ink2")
            if label and point.kind == "inflection":
                self.leaders.append(QLineF(x, y + 17, x, y + 46))

    def _name_curves(self, placer: Placer, rect: QRectF) -> None:
        batch = self.tr("$J_B$ of this batch")
        if not len(self.cast.graph.batch):
            both = [] if self.cast.is_whole else [("$J_B = J$", self.cast.graph.whole, "batch_text", 14)]
            named = both or [("$J$", self.cast.graph.whole, "ink", 16)]
        else:
            named = [(batch, self.cast.graph.batch, "batch_text", 14), ("$J$", self.cast.graph.whole, "ink", 16)]
        for markup, curve, token, size in named:
            px = self.cast.canvas.to_px(curve)
            best = 0.95 if token == "ink" else 0.27
            other = self.cast.graph.whole if token != "ink" else self.cast.graph.batch
            gaps = np.full(len(px), 99.0)
            if len(other) == len(px):
                with np.errstate(invalid="ignore"):  # both may be infinite
                    gaps = np.abs(px[:, 1] - self.cast.canvas.to_px(other)[:, 1])
            at = sorted(range(3, len(px) - 3, len(px) // 16), key=lambda i: abs(i / len(px) - best))
            anchors = []
            for x, y in px[sorted(at, key=lambda i: not gaps[i] > 30)]:
                if is_inside(rect, QPointF(x, y)):
                    sides = [(x - 12, y + 5, 1.0), (x + 12, y + 5, 0.0)]
                    near = [(x, y + 24, 0.5), (x, y - 12, 0.5)]
                    anchors += sides + near if token == "ink" else near + sides
            self._put(placer, layout(markup, size), anchors, token)

    def _corner(self, placer: Placer, rect: QRectF) -> None:
        """The scale of the arrows, how many batches are shown if not all, and what there is to say of a cloud.

        In a corner, or else wherever no curve is.
        """
        texts = []
        if self.cast.arrows:
            step = f", $Δθ$ × {number(self.cast.magnified)}" if self.cast.magnified != 1 else ""
            texts.append(layout(f"$−∇$ × {number(self.cast.factor)}{step}", 12))
        shown = len(self.cast.graph.ghosts)
        if 0 < shown < self.cast.graph.batches:
            words = filled(self.tr("{shown} of {all} batches shown"), shown=shown, all=self.cast.graph.batches)
            texts.append(layout(words, 12))
        if self.cast.cloud:
            texts.append(layout(self.cast.cloud, 12))
        rows = [rect.top() + 12, rect.bottom() - 10, rect.top() + 30, rect.bottom() - 28]
        rows += np.arange(rect.top() + 48, rect.bottom() - 28, 18).tolist()
        columns = [(rect.right() - 8, 1.0), (rect.left() + 8, 0.0),
                   *((rect.left() + share * rect.width(), 0.5) for share in (0.5, 0.75, 0.25))]
        for text in texts:
            self._put(placer, text, [(x, y, share) for x, share in columns for y in rows], "ink2")


def _square(at: QPointF, size: float) -> QRectF:
    return QRectF(at.x() - size / 2, at.y() - size / 2, size, size)
