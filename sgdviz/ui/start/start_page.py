"""The first thing that one sees: four exhibits, and the ways to one's own experiments."""

from pathlib import Path

from PySide6.QtCore import QEvent, QFileInfo, QLocale, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sgdviz.exhibits import exhibits

from .. import settings
from ..look import theme
from ..widgets.mathlabel import MathLabel
from ..words import language
from .cards import TEXT, Card, FileLine, Still

ROW_FROM = 1680
"""From this width on, the cards stand in one row."""
GAP = 20
FILES = 5
"""So many recent files are listed."""


class StartPage(QScrollArea):
    """`exhibit_chosen` carries the number of an exhibit, `file_chosen` the path of a recent file; the menu of `examples` is
    the window's."""

    exhibit_chosen = Signal(int)
    open_requested = Signal()
    data_requested = Signal()
    file_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards = [Card(exhibit) for exhibit in exhibits()]
        for card in self.cards:
            card.chosen.connect(self.exhibit_chosen)
            card.left.connect(self._go)
        self.examples, self.open, self.open_data = QPushButton(), QPushButton(), QPushButton()
        self.open.clicked.connect(self.open_requested)
        self.open_data.clicked.connect(self.data_requested)
        self.heading = MathLabel(px=12, weight=600, token="muted")
        self.recent_head = MathLabel(px=12, weight=600, token="muted")
        self.files: list[FileLine] = []
        # Made here: to find out what Qt has made, PySide would have to know every kind of widget, which takes 20 ms.
        self._ground = QWidget()
        self.setViewport(self._ground)
        page = self._page()
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.setFocusProxy(self.cards[0])
        self._ground.setAutoFillBackground(False)
        theme.notifier.changed.connect(self.update)
        self.retranslate()

    def set_still(self, still: Still) -> None:
        """Let the cards have their pictures from this."""
        for card in self.cards:
            card.set_still(still)

    def _page(self) -> QWidget:
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.examples, self.open, self.open_data):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        page = QWidget()
        self._column = column = QVBoxLayout(page)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self.heading)
        column.addLayout(self._grid)
        column.addLayout(buttons)
        column.addWidget(self.recent_head)
        column.addLayout(self._recent)
        column.addStretch(2)
        self._columns = 0
        self._place(2)
        return page

    def _place(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for index, card in enumerate(self.cards):
                self._grid.addWidget(card, index // columns, index % columns)

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        columns = 4 if self.width() >= ROW_FROM else 2
        self._place(columns)
        width = min(*((430, 430) if columns == 4 else (580, round(0.5 * self.height() + 115))),
                    (self.width() - 80 - (columns - 1) * GAP) // columns)
        for card in self.cards:
            card.setFixedSize(width, 380 if columns == 4 else round(0.4 * width) + TEXT)
        side = (self.width() - columns * width - (columns - 1) * GAP) // 2
        self._column.setContentsMargins(side, 24, side, 24)
        super().resizeEvent(event)

    def refresh(self) -> None:
        """List the recent files anew."""
        for button in self.files:
            self._recent.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.files = [self._file(Path(name)) for name in settings.recent_files()[:FILES]]
        for button in self.files:
            self._recent.addWidget(button)
        self.recent_head.setVisible(bool(self.files))

    def _file(self, path: Path) -> FileLine:
        date = QFileInfo(str(path)).lastModified().date()
        line = FileLine(path, QLocale(language()).toString(date, QLocale.FormatType.LongFormat))
        line.chosen.connect(self.file_chosen)
        return line

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.heading.set_text(self.tr("Exhibits"))
        self.recent_head.set_text(self.tr("Recent files"))
        self.examples.setText(f"{self.tr('Examples')} ▾")
        self.examples.setAccessibleName(self.tr("Examples"))
        self.open.setText(self.tr("Open…"))
        self.open_data.setText(self.tr("Open data…"))
        for card in self.cards:
            card.retranslate()
        if self.isVisible():
            self.refresh()

    def _go(self, number: int, across: int, down: int) -> None:
        """From card to card, as these stand; below the last row are the buttons."""
        at = number - 1
        column, row = at % self._columns + across, at // self._columns + down
        target = row * self._columns + column
        if 0 <= column < self._columns and 0 <= target < len(self.cards):
            self.cards[target].setFocus(Qt.FocusReason.TabFocusReason)
        elif down > 0:
            self.examples.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self._ground)
        # Not fillRect: PySide would name all of Qt's gradients first.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg"))
        painter.drawRect(self._ground.rect())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
