"""Which exhibit is shown, and the ways to its other pages."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from sgdviz.exhibits import Exhibit, exhibits

from ..look import theme
from ..look.icons import icon
from ..text.mathtext import plain
from ..widgets.mathlabel import MathLabel
from ..words import localized


class Pager(QWidget):
    """`page_chosen` carries the index of a page; −1 and one past the last lead to the neighbouring exhibits."""

    page_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._exhibit: Exhibit | None = None
        self._page = 0
        self.label = MathLabel(px=12, token="muted")
        self.back, self.forward = QToolButton(), QToolButton()
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_forward)
        first = QHBoxLayout()
        first.setSpacing(2)
        first.addWidget(self.label, 1)
        for button in (self.back, self.forward):
            button.setIconSize(QSize(16, 16))
            first.addWidget(button)
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(4)
        self._numbers.addStretch(1)
        self.pages = QButtonGroup(self)
        self.pages.idClicked.connect(self.page_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(self._numbers)
        theme.notifier.changed.connect(self._paint)
        self._paint()
        self.hide()

    def show_page(self, exhibit: Exhibit | None, page: int) -> None:
        """Show where one is; nothing if in no exhibit."""
        if exhibit is not None and exhibit != self._exhibit:
            self._make_numbers(exhibit)
        self._exhibit, self._page = exhibit, page
        self.setVisible(exhibit is not None)
        if exhibit is not None:
            self.retranslate()

    def _make_numbers(self, exhibit: Exhibit) -> None:
        for button in self.pages.buttons():
            self.pages.removeButton(button)
            self._numbers.removeWidget(button)
            button.hide()
            button.deleteLater()
        for index in range(len(exhibit.pages) if len(exhibit.pages) > 1 else 0):
            button = QPushButton(f"{index + 1}")
            button.setCheckable(True)
            button.setProperty("small", True)
            button.setFixedWidth(30)
            button.setStyleSheet("padding: 0;")
            self.pages.addButton(button, index)
            self._numbers.insertWidget(index, button)
        for button, after in pairwise([self.forward, *self.pages.buttons()]):
            QWidget.setTabOrder(button, after)

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        if self._exhibit is None:
            return
        number, last = self._exhibit.number, len(exhibits())
        self.label.set_text(self.tr("Exhibit {number} of {count}").format(number=number, count=last))
        for index, button in enumerate(self.pages.buttons()):
            title = plain(localized(self._exhibit.pages[index].title))
            button.setToolTip(title)
            button.setAccessibleName(self.tr("Page {number}: {title}").format(number=index + 1, title=title))
            button.setChecked(index == self._page)
        self.back.setEnabled(number > 1 or self._page > 0)
        self.forward.setEnabled(number < last or self._page + 1 < len(self._exhibit.pages))
        for button, words in ((self.back, self.tr("Previous page")), (self.forward, self.tr("Next page"))):
            button.setToolTip(words)
            button.setAccessibleName(words)

    def _go_back(self) -> None:
        self.page_chosen.emit(self._page - 1)

    def _go_forward(self) -> None:
        self.page_chosen.emit(self._page + 1)

    def _paint(self) -> None:
        self.back.setIcon(icon("chevron-left"))
        self.forward.setIcon(icon("chevron-right"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
