"""The stability dial: the scale, and one sentence about the present learning rate."""

import math
import time

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgdviz.core.frame import Frame
from sgdviz.core.theory import Stability, stability

from ..look import theme
from ..text.mathtext import plain
from ..widgets.mathlabel import MathLabel
from ..widgets.scale import written
from ..words import capital
from .gauge import Gauge, Tick

PAUSE, SHARE = 0.1, 10
"""While playing, the limits are found anew at most so many seconds after the last time, and SHARE times what it took."""


class Dial(QWidget):
    """Shows what the learning rate of the present step means at the present θ. `edited` carries another one for the
    optimizer, `settled` ends the gesture."""

    edited = Signal(float)
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.gauge, self.sentence = Gauge(), MathLabel(px=12, token="ink2", wrap=True, leading=17)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(3)
        column.addWidget(self.gauge)
        column.addWidget(self.sentence)
        self._frame: Frame | None = None
        self._key: tuple[object, ...] = ()
        self._next = 0.0
        self._factor = 1.0
        self.gauge.edited.connect(self._edit)
        self.gauge.settled.connect(self.settled)
        theme.notifier.changed.connect(self.gauge.update)
        self._name()

    def draw(self, frame: Frame) -> None:
        """Show this frame; while playing, as often as the eye can follow."""
        self._frame = frame
        now = time.monotonic()
        if (frame.pace != "still" and now < self._next) or not frame.local.knows("hessian"):
            return
        course, step = frame.course, frame.batch_step
        law, rate = course.law(step), course.rate(frame.trace, frame.reached(frame.watched))
        size, order = course.plan.drawn(step)
        key = (frame.problem, law.method, rate, frame.theta.tobytes(), size, order, course.plan.seed)
        if key == self._key:
            return
        self._key = key
        self._factor = rate / law.method.lr
        found = stability(frame.problem, law.method, frame.theta, size, order, course.plan.seed, rate,
                          frame.local.hessian)
        self._show(found, frame.problem.dim, size)
        self._next = time.monotonic() + max(PAUSE, SHARE * (time.monotonic() - now))

    def _show(self, found: Stability, dim: int, size: int) -> None:
        self.gauge.zones = (self.tr("monotone"), self.tr("oscillates"), self.tr("unstable"))
        self.gauge.show_stability(found, self._ticks(found))
        state = self._state(found, "λ" if dim == 1 else "λ_{\\max}", dim)
        state = (capital(state) if found.quadratic else
                 self.tr("For the parabola that $J$ is near the present $θ$:") + " " + state)
        parts = (self._unknown(found), state, self._batches(found, size))
        self.sentence.set_text(" ".join(part for part in parts if part))
        self.gauge.setAccessibleDescription(plain(self.sentence.text()))
        self.gauge.setToolTip(plain(self._tip(found)))

    def _ticks(self, found: Stability) -> tuple[Tick, ...]:
        ticks = []
        if found.acts == "newton":
            return (Tick(self.tr("this optimizer"), found.stable, above=True),)
        if found.shape in ("bowl", "valley") and found.acts != "unlimited":
            if _is_plain(found):
                ticks.append(Tick("$1/λ$", found.monotone, above=False))
            else:
                ticks.append(Tick(self.tr("this optimizer"), found.stable, above=True))
            ticks.append(Tick("$2/λ$", found.plain, above=False))
        if found.batches is not None:
            ticks.append(Tick(self.tr("this order") if found.drawn == "order" else "SGD", found.batches, above=True))
        return tuple(ticks)

    def _unknown(self, found: Stability) -> str:
        return self.tr("No limit of this optimizer is known; these are plain descent's.") if found.acts == "unknown" else ""

    def _state(self, found: Stability, curvature: str, dim: int) -> str:
        """What full-batch descent does at the present learning rate."""
        if found.acts == "unlimited":
            return self.tr("this optimizer shortens its steps itself: on a quadratic no learning rate is too large.")
        if found.shape in ("saddle", "hill") and found.acts != "newton":
            return (self.tr("the curvature is negative, so no learning rate makes this a place to settle.") if dim == 1 else
                    self.tr("a curvature is negative, so no learning rate makes this a place to settle."))
        if found.shape in ("flat", "none") and found.acts != "newton":
            return (self.tr("the curvature is zero and limits no learning rate.") if found.shape == "flat" else
                    self.tr("there is no curvature to tell a limit from."))
        words = {
            ("monotone", True): self.tr("$η$ = {rate} is at most $1/{curvature}$ = {low}: descent is monotone."),
            ("oscillates", True): self.tr("$η$ = {rate} is between $1/{curvature}$ = {low} and $2/{curvature}$ = {high}: "
                                          "descent oscillates, yet shrinks."),
            ("unstable", True): self.tr("$η$ = {rate} is not below $2/{curvature}$ = {high}: descent is unstable."),
            ("monotone", False): self.tr("$η$ = {rate} is at most {low}: with this optimizer descent is monotone."),
            ("oscillates", False): self.tr("$η$ = {rate} is below {high}, the limit of this optimizer: descent oscillates, "
                                           "yet shrinks."),
            ("unstable", False): self.tr("$η$ = {rate} is not below {high}, the limit of this optimizer: descent is unstable."),
        }[found.state, _is_plain(found)]
        return words.format(rate=written(found.lr, 4), curvature=curvature, low=written(found.monotone, 4),
                            high=written(found.stable, 4))

    def _batches(self, found: Stability, size: int) -> str:
        if found.batches is None or found.state == "unstable":
            return ""
        calm = found.lr < found.batches
        if found.drawn == "order":
            words = (self.tr("The limit of batches of {size}, always in this order, is {limit}.") if calm else
                     self.tr("But it is not below {limit}, the limit of batches of {size}, always in this order."))
        else:
            words = (self.tr("The mean-square limit of SGD with batches of {size} is {limit}.") if calm else
                     self.tr("But it is not below {limit}, the mean-square limit of SGD with batches of {size}."))
        return words.format(size=size, limit=written(found.batches, 4))

    def _tip(self, found: Stability) -> str:
        """What the limit of the batches says and what it does not."""
        if found.batches is None:
            return ""
        if found.drawn == "order":
            return self.tr("Below the limit of this order an epoch of these batches brings $θ$ nearer to where it settles.")
        grows = self.tr("Below the mean-square limit the mean square of the distance to the minimum shrinks if all rows agree "
                        "there; if they do not, it stays bounded.")
        if found.drawn == "apart":
            grows += " " + self.tr("It is for batches that are each drawn from all rows; those of one epoch share no row.")
        return grows

    @Slot(float)
    def _edit(self, rate: float) -> None:
        """Where a schedule scales the learning rate, the optimizer's own is set so that this step has the wanted one."""
        self.edited.emit(float(f"{rate / self._factor:.6g}") if self._factor not in (0.0, 1.0) else rate)

    def _name(self) -> None:
        self.gauge.setAccessibleName(self.tr("Learning rate and its limits"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
            self._key = ()
            if self._frame is not None:
                self.draw(self._frame)
        super().changeEvent(event)


def _is_plain(found: Stability) -> bool:
    """Whether the limits are those of plain descent, 1/λ and 2/λ."""
    return math.isclose(found.stable, found.plain, rel_tol=1e-9) and math.isclose(2 * found.monotone, found.stable, rel_tol=1e-9)
