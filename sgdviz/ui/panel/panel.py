"""The left panel: the story of the experiment over its settings; a narrow rail where the window is small."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.exhibits import Exhibit

from ..form.form import Form
from ..form.row import INDENT
from ..look import theme
from ..look.icons import icon
from .pager import Pager
from .story import Story

RAIL, NARROWEST, WIDEST = 44, 280, 420
MARGIN = 20
SHORT = 720
"""Below this height the story is brief, so that the settings can be seen."""


class Panel(QWidget):
    """`edited`, `gesture_ended` and `data_wanted` are the form's, `page_chosen` is the pager's."""

    edited = Signal(object, str)
    gesture_ended = Signal()
    page_chosen = Signal(int)
    data_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.pager, self.story = Pager(), Story()
        self.form = Form(before=self.story.more)
        self._compact, self._opened = False, False
        self._experiment: Experiment | None = None
        self.rail = QToolButton()
        self.rail.setIconSize(QSize(20, 20))
        self.rail.clicked.connect(self._toggle)
        self.area = self._made_area()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.area, 1)
        self.form.edited.connect(self.edited)
        self.form.gesture_ended.connect(self.gesture_ended)
        self.form.data_wanted.connect(self.data_wanted)
        self.pager.page_chosen.connect(self.page_chosen)
        theme.notifier.changed.connect(self._paint)
        self._paint()
        self._fold()
        self.retranslate()

    def _made_area(self) -> QScrollArea:
        self._line = QFrame()
        self._line.setFrameShape(QFrame.Shape.HLine)
        self._line.setFixedHeight(1)
        inside = QWidget()
        words = QVBoxLayout()
        words.setContentsMargins(INDENT, 0, 0, 0)
        words.setSpacing(12)
        for widget in (self.pager, self.story, self._line):
            words.addWidget(widget)
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN - INDENT, 16, MARGIN, 20)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self.form)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        area.setWidget(inside)
        return area

    def expect(self, frame: Frame) -> None:
        """Make edits of this frame already, which is drawn soon: made of an older one they would take back what is new."""
        self.form.expect(frame)

    def draw(self, frame: Frame) -> None:
        """Show the words and the settings of this frame. Costs nothing while they stay the same."""
        if frame.experiment is not self._experiment:
            self._experiment = frame.experiment
            self.story.tell(frame.experiment)
            self._line.setVisible(self.story.isVisibleTo(self.area))
        self.form.draw(frame)

    def set_exhibit(self, exhibit: Exhibit | None, page: int) -> None:
        """Say which page of which exhibit is shown; None if it is no exhibit."""
        self.pager.show_page(exhibit, page)
        self.area.verticalScrollBar().setValue(0)

    def set_reference(self, experiment: Experiment) -> None:
        """The document as it was opened: settings that differ from it have a dot."""
        self.form.set_reference(experiment)

    def set_compact(self, compact: bool) -> None:
        """Fold into a rail, or unfold."""
        if compact != self._compact:
            self._compact, self._opened = compact, False
            self._fold()

    def _toggle(self) -> None:
        self._opened = not self._opened
        self._fold()

    def _fold(self) -> None:
        folded = self._compact and not self._opened
        self.area.setVisible(not folded)
        self.rail.setVisible(self._compact)
        self.setMinimumWidth(RAIL if folded else NARROWEST + (RAIL if self._compact else 0))
        self.setMaximumWidth(RAIL if folded else WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        words = self.tr("Hide the settings") if self._opened else self.tr("Show the settings")
        self.rail.setAccessibleName(words)
        self.rail.setToolTip(words)

    def _paint(self) -> None:
        self.rail.setIcon(icon("menu"))
        self._line.setStyleSheet(f"background: {theme.palette().line}; border: 0;")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.story.set_brief(self.height() < SHORT)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("card"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
