"""From a subject to a scene: where everything on a map stands at this moment."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from sgdviz.core.problem import Array, Kind

from ..paint.axes import number
from ..paint.means import BESIDE, SIZE, mean_name
from ..paint.runs import has_ended, run_name, run_tokens
from ..text.mathtext import escape, layout
from ..text.numbers import brief
from ..update.shown import Shown
from .arrows import Arrow, arrow
from .behind import Behind, along
from .ground import Backdrop, Ground
from .labels import Rank, Words, around, place
from .linenumbers import NUMBER
from .marks import ARM, exit_point, mark_path
from .path import Trail, left_at
from .planewords import percent
from .points import Point
from .scene import BALL, CHORD_END, Ball, Exit, Mean, Scene, Sign, box_round
from .subject import Subject
from .window import Window

SHORT_ARROW = 24.0
SMALL_CONTOUR = 30.0
FEW = 0.01


class Composer:
    """Puts one scene together; `labels` compete for room when everything else is in its place."""

    def __init__(self, subject: Subject, window: Window, ground: Backdrop, trails: Sequence[Trail],
                 points: Sequence[Point]) -> None:
        self.subject, self.window, self.points = subject, window, points
        self.scene = Scene(ground=ground, trails=list(trails))
        self.labels: list[Words] = []
        self.obstacles: list[QRectF] = []

    def balls(self) -> None:
        """The ball of each run, and an arrow-head where a path leaves the map."""
        subject, frame = self.subject, self.subject.frame
        for run in sorted(range(len(frame.courses)), key=lambda run: run == frame.watched):
            look, style = subject.look(run), subject.styles[run]
            at = self.window.point(subject.seen(frame.ball(run)))
            ball = Ball(run, at, look.colour, style.mark if style else "disc", has_ended(frame, run))
            self.scene.balls.append(ball)
            self.obstacles.append(box_round(at, BALL / 2 + 2))
            self._exit(run, ball)
            if style is not None:
                token = run_tokens(frame)[run].replace("run1", "batch_text")
                name = escape(run_name(frame, run))
                width = layout(name, 13, 600).width
                spots = tuple(spot for gap in (6, 18, 32) for spot in around(at, width, 13, BALL / 2 + gap))
                self.labels.append(Words(name, Rank.RUN, spots, token, 13, 600, run=run))

    def _exit(self, run: int, ball: Ball) -> None:
        rect, frame = self.window.rect, self.subject.frame
        if rect.contains(ball.at):
            return
        rows = self.subject.rows_of(run)
        left = left_at(rows, frame.reached(run), self.subject.seen(frame.ball(run)), (self.window.box,))
        px = self.window.px(rows(max(0, left - 1), left + 1))
        found = exit_point(rect, px[0], px[-1])
        if found is not None:
            self.scene.exits.append(Exit(*found, ball.colour))
            self.obstacles.append(box_round(found[0], 12))

    def means(self) -> None:
        """The averages of the watched run's way, with their names."""
        for index, (_, theta) in enumerate(self.subject.frame.averages):
            at = None if theta is None else self.window.point(self.subject.seen(theta))
            if at is None or not self.window.rect.contains(at):
                continue
            self.scene.means.append(Mean(index, at))
            self.obstacles.append(box_round(at, SIZE / 2 + 2))
            name = mean_name(self.subject.frame, index)
            width = BESIDE + layout(name, 13).width
            spots = tuple(spot for gap in (6, 20, 36, 56, 76) for spot in around(at, width, 13, SIZE / 2 + gap))
            self.labels.append(Words(name, Rank.AVERAGE, spots, "ink", 13, mean=index))

    def path(self, behind: Behind) -> None:
        """What stays of the path, and no word on its last steps."""
        self.scene.starts, self.scene.rings = behind.starts, behind.rings
        self.scene.ring_colour = self.subject.look(self.subject.frame.watched).colour
        self.labels += behind.labels
        self.obstacles += behind.obstacles
        for trail in self.scene.trails:
            self.obstacles += along(trail.tail)

    def arrows(self, factor: float, square: bool, named: bool = True, step: str = "") -> None:
        """−∇J and −∇J_B at the watched ball: strong in its own map, thin in the other's, to one scale.

        The angle between them is true, and shown, only on a `square` canvas that shows all of θ. `step` is the scale of Δθ.
        """
        subject, window = self.subject, self.window
        ball = subject.seen(subject.frame.ball(subject.frame.watched))
        own = arrow(window, ball, subject.gradient, factor, "whole", subject.is_of_whole)
        found = [own]
        if not subject.is_batch_whole:
            found.append(arrow(window, ball, subject.batch_gradient, factor, "batch", not subject.whole))
        self.scene.angle = square and subject.sight.plane is None
        self.scene.arrows = sorted(found, key=lambda one: not one.thick)
        if named:
            self.obstacles += [rect for one in found for rect in one.obstacles()]
            for one, other in zip(found, found[::-1], strict=True):
                self._name_arrow(one, other)
            text = subject.words.factor.format(value=number(factor))
            self._corner(f"{text}, {step}" if step else text, "ink2", left=True)

    @property
    def is_under_way(self) -> bool:
        """Whether −∇J is long enough for its name: the ball is still on its way then, however short its steps are."""
        return any(one.token == "whole" and one.length >= SHORT_ARROW for one in self.scene.arrows)

    def update(self, shown: Shown, factor: float, magnified: float) -> None:
        """What the rule remembers, to the scale of the gradients, and the step, `magnified`: thin, over the gradients."""
        subject, window = self.subject, self.window
        ball = subject.seen(subject.frame.ball(subject.frame.watched))
        named = [(name, arrow(window, ball, subject.along(vector), factor, "ink2", False)) for name, vector in shown.memory]
        named.append(("$Δθ$", arrow(window, ball, -subject.along(shown.terms.move), magnified, "ink", False)))
        self.scene.update = [one for _, one in named]
        self.obstacles += [rect for one in self.scene.update for rect in one.obstacles()]
        for name, one in named:
            if one.length >= SHORT_ARROW:
                self._beside(one, name, one.token, 13, Rank.ARROW, self.scene.arrows[-1])

    def _name_arrow(self, one: Arrow, other: Arrow) -> None:
        if one.length < SHORT_ARROW or (not one.thick and not self.subject.whole):
            return
        text = "$−∇J$" if one.token == "whole" else "$−∇J_B$"
        token = "whole" if one.token == "whole" else "batch_text"
        self._beside(one, text, token, 15 if one.thick else 13, Rank.ARROW if one.thick else Rank.OTHER_ARROW, other)

    def _beside(self, one: Arrow, text: str, token: str, px: int, rank: Rank, other: Arrow) -> None:
        """A name beside an arrow, on the side away from the other one, or beyond its tip."""
        line = layout(text, px)
        (x, y), (u, v) = one.way, other.way
        reach = 8 + abs(y) * line.width / 2 + abs(x) * px / 2
        if other is not one and x * v - y * u > 0:
            reach = -reach
        beyond = 8 + abs(x) * line.width / 2 + abs(y) * px / 2
        # Along the arrow, and to its right.
        places = [(share * one.length, side) for share in (0.62, 0.85, 0.4) for side in (reach, -reach)]
        places.insert(1, (one.length + beyond, 0.0))
        left, top = one.tail.toTuple()
        spots = (QPointF(left + along * x - side * y, top + along * y + side * x) for along, side in places)
        self.labels.append(Words(text, rank, spots, token, px))

    def marks(self, settled: Sequence[tuple[Array, float]] = ()) -> None:
        """The stationary points of J in its own map; J_B's minima in its map, and there J's minima quietly.

        Beside a point in J's own map, a θ (d,), stands the share of a cloud's runs that has `settled` near it. Where so many
        points are seen that most have no name, it stands alone, and only if it is no less than FEW.
        """
        subject, words = self.subject, self.subject.words
        if subject.is_of_whole:
            shares = {self.window.point(subject.seen(theta)).toTuple(): share for theta, share in settled}
            for sign, role in self.points:
                share = shares.get(sign.at.toTuple(), 0.0)
                text = f"{percent(share)} %" if share >= FEW or (share and role) else ""
                if role is not None:
                    text = ", ".join([words.roles[role], *([words.near.format(share=text)] if text else [])])
                self._add(sign, text, Rank.MINIMUM)
            return
        for mark in subject.problem.marks:
            if mark.kind == "minimum":
                self._sign("minimum", mark.point, "whole", "", Rank.MINIMUM, arm=4.0, width=1.5)
        name = words.minimum_batch if len(subject.batch_minima) == 1 else words.minimum
        for point in subject.batch_minima:
            self._sign("minimum", point, "batch", name, Rank.BATCH_MINIMUM)

    def _sign(self, kind: Kind, point: Array, token: str, name: str, rank: Rank, arm: float = ARM,
              width: float = 2.0) -> None:
        at = self.window.point(point)
        if self.window.rect.contains(at):
            self._add(Sign(kind, at, mark_path(kind, at, None, arm), token, width), name, rank)

    def _add(self, sign: Sign, name: str, rank: Rank) -> None:
        """A sign with its name beside it."""
        self.scene.signs.append(sign)
        box = sign.path.boundingRect()
        if not sign.yields:
            self.obstacles.append(box.adjusted(-2, -2, 2, 2))
        if name:
            text = {"batch": "batch_text"}.get(sign.token, sign.token)
            spots = around(sign.at, layout(name, 13).width, 13, max(box.width(), box.height()) / 2 + 7)
            self.labels.append(Words(name, rank, spots, text, 13))

    def others(self, minima: list[QPointF], count: int, batches: int) -> None:
        """The minima of `count` of the other batches of this epoch that are in sight, and how many of them those are."""
        if count:
            self.scene.minima = minima
            self._corner(self.subject.words.others(count, batches), "batch_text", left=False)

    def contour(self, whole: Ground) -> None:
        """The contour of J through the ball, in J_B's map: the batch's step crosses it, J's own would not.

        Where the ball is off the plane, it is the contour of J on the plane, through the point that is nearest to it.
        """
        subject = self.subject
        value = subject.loss
        if not math.isfinite(value):
            return
        path, points = whole.field.contour(value)
        if not len(points) or np.ptp(points, axis=0).min() < 2 * SMALL_CONTOUR:
            return
        self.scene.contour = path
        ways = points - self.window.point(subject.seen(subject.frame.theta)).toTuple()
        nearest = np.argsort((ways * ways).sum(axis=1))
        candidates = points[nearest[:: -max(1, len(points) // 24)]]
        text = subject.words.contour.format(value=brief(value))
        spots = (QPointF(x, y) for x, y in candidates.tolist())
        self.labels.append(Words(text, Rank.BALL_CONTOUR, spots, "whole", 12))

    def chord(self, ends: Sequence[Array]) -> None:
        """The two ends of the chord and the line between them."""
        first, second = (self.window.point(np.asarray(end)) for end in ends)
        self.scene.chord = (first, second)
        for i, at in enumerate((first, second)):
            self.obstacles.append(box_round(at, CHORD_END + 2))
            self.labels.append(Words(f"$θ_{i}$", Rank.RUN, around(at, 16, 13, CHORD_END + 5), "whole", 13))

    def numbers(self, ground: Ground) -> None:
        """The numbers of the contour lines; their halo is the gap in the line."""
        for level, rect in ground.numbers:
            if not any(map(rect.adjusted(-4, -4, 4, 4).contains, self.scene.minima)):
                self.labels.append(Words(level.text, Rank.CONTOUR, (rect.center(),), "ink2", NUMBER))

    def coarse(self) -> None:
        """That the ground is not as fine as it looks."""
        self._corner(self.subject.words.coarse, "ink2", left=True, row=1)

    def cloud(self, parts: Sequence[str]) -> None:
        """What there is to say of the cloud, in one row if there is room."""
        label, room = ", ".join(parts), self.window.rect.width() - 20
        for text in [label] if layout(label, NUMBER).width <= room else parts[::-1]:
            self._corner(text, "ink2", left=False, row=0 if self.subject.is_of_whole else 1)

    def _corner(self, text: str, token: str, left: bool, row: int = 0) -> None:
        """Words in the row of the corner that is theirs, or above it where that is taken."""
        width, rect = layout(text, NUMBER).width, self.window.rect
        across = rect.left() + 10 + width / 2 if left else rect.right() - 10 - width / 2
        spots = tuple(QPointF(across, rect.bottom() - 14 - 18 * up) for up in (row, row + 1, row + 2))
        self.labels.append(Words(text, Rank.CORNER, spots, token, NUMBER))

    def finished(self, extra: Sequence[QRectF] = ()) -> Scene:
        """The scene, its labels placed; `extra` are more rectangles to keep clear."""
        room = self.window.seen.adjusted(3, 3, -3, -3)
        self.scene.labels = place(self.labels, [*self.obstacles, *extra], room)
        self.scene.signs = [sign for sign in self.scene.signs if not sign.yields or not any(
            placed.rect.intersects(sign.path.boundingRect()) for placed in self.scene.labels)]
        return self.scene
