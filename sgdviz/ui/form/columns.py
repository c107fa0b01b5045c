"""The choice of columns and of classes: one or more columns from a list that stays open, two values one above the other."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ..look.icons import paint_icon
from ..widgets.choice import Choice


class ColumnMenu(QPushButton):
    """One or more of some columns. The list stays open while columns are ticked; `chosen` carries all that are, in order."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[tuple[str, str]] = []
        self._chosen: list[str] = []
        self.list = QMenu(self)
        self.list.installEventFilter(self)
        self.list.triggered.connect(self._toggle)
        self.clicked.connect(self._open)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_columns(self, columns: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Offer these columns, each a name with its words; tick the chosen ones."""
        self._chosen = list(chosen)
        if self._columns != list(columns):
            self._columns = list(columns)
            self.list.clear()
            for name, words in self._columns:
                action = QAction(words, self.list, checkable=True)
                action.setData(name)
                self.list.addAction(action)
        for action in self.list.actions():
            action.setChecked(action.data() in self._chosen)
        self.update()

    def words(self) -> str:
        """What is chosen: a column by its words, several by their number."""
        if len(self._chosen) != 1:
            return self.tr("%Ln columns", "", len(self._chosen))
        return dict(self._columns).get(self._chosen[0], self._chosen[0])

    def _open(self) -> None:
        self.list.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _toggle(self, action: QAction) -> None:
        """Tick or untick a column; the last one stays."""
        name = action.data()
        left = [column for column in self._chosen if column != name]
        if name not in self._chosen:
            left = [*left, name]
        if not left:
            action.setChecked(True)
            return
        self._chosen = left
        self.update()
        self.chosen.emit(left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click, Space or Enter ticks without closing the list."""
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in (
            Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        action = self.list.activeAction()
        if (clicked or pressed) and action is not None:
            action.trigger()
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        room = self.rect().adjusted(9, 0, -28, 0)
        words = QFontMetrics(self.font()).elidedText(self.words(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        paint_icon(painter, "chevron-down", QRectF(self.width() - 25, (self.height() - 16) / 2, 16, 16))
        painter.end()


class ClassPair(QWidget):
    """Class 0 over class 1, each one of the values of y; `chosen` carries both."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.boxes = (Choice(), Choice())
        self._shown: list[float | str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for box in self.boxes:
            column.addWidget(box)
            box.chosen.connect(self._choose)
        self.setFocusProxy(self.boxes[0])

    def set_name(self, name: str) -> None:
        """What a screen reader calls it."""
        for label, box in enumerate(self.boxes):
            box.setAccessibleName(f"{name} {label}")

    def set_values(self, values: Sequence[float | str], chosen: Sequence[float | str]) -> None:
        """Offer these values; show the two that are chosen. A column may have fewer: then there is nothing to choose."""
        self._shown = list(chosen)
        for box, one in zip(self.boxes, [*chosen, None, None], strict=False):
            box.set_options([(value, value if isinstance(value, str) else f"{value:g}") for value in values])
            box.set_value(one)
            box.setEnabled(len(chosen) > 1)

    def _choose(self) -> None:
        both = [box.value() for box in self.boxes]
        # Choosing one value for both places swaps them.
        self.chosen.emit(self._shown[::-1] if both[0] == both[1] else both)
