"""What every view has in common: a card with a header, a sentence when there is one, and a canvas."""

from threading import Event

from PySide6.QtCore import QEvent, QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Problem

from .look import theme
from .views import kind
from .widgets.card import RADIUS, paint_card
from .widgets.header import Header


class View(QWidget):
    """Draws Frames; asks for other experiments.

    `edited` carries an edited Experiment and the name of the gesture that makes it (a drag is one, undone at once; ""
    stands alone), `opened` another one and the step up to which it is to be seen; `sought` a step to go to, `failed` a report.
    It holds nothing that matters: what it shows is a function of the last Frame. `takes_long` says that `finish` may take
    minutes.
    """

    edited = Signal(object, str)
    gesture_ended = Signal()
    watched = Signal(int)
    sought = Signal(int)
    opened = Signal(object, int)
    failed = Signal(str)
    name = ""
    takes_long = False

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(self.name)
        self.header = Header()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, RADIUS)
        self.body.setSpacing(0)
        self.body.addWidget(self.header)
        self.frame_shown: Frame | None = None
        self.reduced_motion = False
        theme.notifier.changed.connect(self._restyle)

    @classmethod
    def suits(cls, problem: Problem) -> bool:
        """Whether there is something to draw for this problem."""
        return True

    def title(self) -> str:
        """What the view is called, in the language of now."""
        return kind(self.name).title()

    def heed(self, gate: Event) -> None:
        """Compute nothing in other threads while this gate is closed."""

    def set_covered(self, covered: int) -> None:
        """So many pixels at the top of what lies under the header are covered by something."""

    def draw(self, frame: Frame) -> None:
        """Show this frame; redraw only what differs from the last one."""
        raise NotImplementedError

    def finish(self) -> None:
        """Compute and show now what would follow bit by bit in the window, so that the picture can be saved."""

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        if self.frame_shown is not None:
            self.draw(self.frame_shown)

    @Slot()
    def _restyle(self) -> None:
        """Draw in the colours of now."""
        if self.frame_shown is not None:
            self.draw(self.frame_shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_card(painter, QRectF(self.rect()).adjusted(0, -RADIUS, 0, 0))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
