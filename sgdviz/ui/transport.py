"""The bar below the canvases: what plays, where it stands, how fast it goes."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QToolButton, QWidget

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.engine.playhead import FASTEST, SPEEDS

from .look import theme
from .look.fonts import text_font
from .look.icons import icon
from .text.mathtext import layout
from .timeline import Timeline
from .widgets.count import Count
from .widgets.playbutton import PlayButton


class Transport(QWidget):
    """Buttons, the epoch's batches above all epochs, and the counts. It shows Frames and asks for everything else."""

    play_toggled = Signal()
    to_start = Signal()
    epoch_by = Signal(int)
    step_by = Signal(int)
    to_end = Signal()
    sought = Signal(int)
    speed_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("transport")
        self.timeline = Timeline()
        self.play = PlayButton()
        self.buttons = {name: QToolButton() for name in ("start", "epoch-back", "step-back", "step", "epoch", "end")}
        self.speed_button, self.speed_menu = QToolButton(), QMenu(self)
        self.epoch = Count("ink", 600, Qt.AlignmentFlag.AlignLeft)
        self.batch = Count("batch_text", 400, Qt.AlignmentFlag.AlignLeft)
        self.step = Count("ink", 600, Qt.AlignmentFlag.AlignRight)
        self.frame_shown: Frame | None = None
        self.speed = SPEEDS[2]
        self._set_up()
        self._lay_out()
        self._connect()
        theme.notifier.changed.connect(self._restyle)
        self._restyle()
        self.set_speed(self.speed)
        self.retranslate()

    def _set_up(self) -> None:
        for name, button in self.buttons.items():
            button.setFixedSize(36, 36)
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoRepeat(name in ("step", "step-back"))
        self.speed_button.setMenu(self.speed_menu)
        self.speed_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.speed_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speed_button.setFont(text_font(13))
        group = QActionGroup(self)
        for speed in SPEEDS:
            action = QAction(self.speed_menu, checkable=True)
            action.setData(speed)
            group.addAction(action)
            self.speed_menu.addAction(action)

    def _lay_out(self) -> None:
        counts = self._counts = QGridLayout()
        counts.setContentsMargins(0, 0, 0, 0)
        counts.setHorizontalSpacing(8)
        counts.setVerticalSpacing(2)
        counts.setRowStretch(0, 1)
        counts.setRowStretch(3, 1)
        counts.addWidget(self.epoch, 1, 0)
        counts.addWidget(self.batch, 2, 0)
        counts.addWidget(self.step, 1, 1, Qt.AlignmentFlag.AlignRight)
        counts.addWidget(self.speed_button, 2, 1, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(2)
        for name in ("start", "epoch-back", "step-back"):
            row.addWidget(self.buttons[name])
        row.addWidget(self.play)
        for name in ("step", "epoch", "end"):
            row.addWidget(self.buttons[name])
        row.addSpacing(10)
        row.addWidget(self.timeline, 1)
        row.addSpacing(14)
        row.addLayout(counts)

    def _connect(self) -> None:
        self.play.clicked.connect(self.play_toggled)
        self.timeline.sought.connect(self.sought)
        self.buttons["start"].clicked.connect(self.to_start)
        self.buttons["end"].clicked.connect(self.to_end)
        for name, asked, by in (("epoch-back", self.epoch_by, -1), ("epoch", self.epoch_by, 1),
                                ("step-back", self.step_by, -1), ("step", self.step_by, 1)):
            self.buttons[name].clicked.connect(partial(_ask, asked, by))
        self.speed_menu.triggered.connect(self._choose_speed)

    @Slot(QAction)
    def _choose_speed(self, action: QAction) -> None:
        self.set_speed(action.data())
        self.speed_chosen.emit(self.speed)

    def set_speed(self, speed: float) -> None:
        """Show that so many steps a second are played."""
        self.speed = speed
        for action in self.speed_menu.actions():
            action.setChecked(action.data() == speed)
        self.speed_button.setText(f"{self.speed_text(speed)} ▾")
        self.speed_button.setAccessibleName(self.tr("Speed: {speed}").format(speed=self.speed_text(speed)))

    def speed_text(self, speed: float) -> str:
        """A speed in words."""
        if speed == FASTEST:
            return self.tr("as fast as it can")
        return self.tr("1 step/s") if speed == 1 else self.tr("{speed} steps/s").format(speed=f"{speed:g}")

    def set_playing(self, playing: bool) -> None:
        """Show that it plays, or that it does not."""
        if playing != self.play.playing:
            self.play.playing = playing
            self._name_play()
            self.play.update()

    def set_small(self, small: bool) -> None:
        """Be 84 pixels high instead of 104."""
        self.timeline.set_small(small)
        self.setFixedHeight(self.timeline.height())

    def draw(self, frame: Frame) -> None:
        """Show this frame."""
        self.frame_shown = frame
        self.timeline.draw(frame)
        self.set_playing(frame.pace != "still")
        self._draw_counts(frame)
        at_start, at_end = frame.step == 0, frame.step >= frame.course.steps
        for name, button in self.buttons.items():
            button.setEnabled(not (at_start if name in ("start", "epoch-back", "step-back") else at_end))

    def _draw_counts(self, frame: Frame) -> None:
        place, steps, reached = frame.place, frame.course.steps, frame.reached(frame.watched)
        epoch, batch, step = self.tr("epoch {epoch}"), self.tr("batch {batch} of {batches}"), self.tr("step {step}")
        last = frame.course.plan.place(steps - 1).epoch
        most = place.batches
        self.epoch.say(filled(epoch, epoch=place.epoch), filled(epoch, epoch=last))
        if frame.trace.end is not None and frame.step > reached:
            ended = filled(self.tr("ended at step {step}"), step=reached)
            self.batch.say(ended, ended)
        else:
            self.batch.say(filled(batch, batch=place.batch, batches=most), filled(batch, batch=most, batches=most))
        self.step.say(filled(step, step=frame.step), filled(step, step=steps))

    def _name_play(self) -> None:
        name = self.tr("Pause") if self.play.playing else self.tr("Play")
        self.play.setAccessibleName(name)
        self.play.setToolTip(name)

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        names = {"start": self.tr("To the start"), "epoch-back": self.tr("One epoch back"),
                 "step-back": self.tr("One step back"), "step": self.tr("One step on"),
                 "epoch": self.tr("One epoch on"), "end": self.tr("To the end")}
        for key, name in names.items():
            self.buttons[key].setAccessibleName(name)
            self.buttons[key].setToolTip(name)
        for action in self.speed_menu.actions():
            action.setText(self.speed_text(action.data()))
        self.timeline.setAccessibleName(self.tr("Step"))
        self._name_play()
        widest = max(layout(f"{self.speed_text(speed)} ▾", 13).width for speed in SPEEDS)
        self._counts.setColumnMinimumWidth(1, int(widest) + 12)
        self.set_speed(self.speed)
        if self.frame_shown is not None:
            self._draw_counts(self.frame_shown)

    @Slot()
    def _restyle(self) -> None:
        for name, button in self.buttons.items():
            button.setIcon(icon(name))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("card"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        painter.end()


def _ask(asked: SignalInstance, by: int, checked: bool = False) -> None:
    asked.emit(by)
