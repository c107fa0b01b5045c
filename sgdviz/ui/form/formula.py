"""Editors for what is typed as a formula: a function, or a model in parameters and columns."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton

from sgdviz.core.formula import Node, parse, typeset
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import Invalid
from sgdviz.core.models import typed
from sgdviz.core.parameters import Parameter

from .. import settings
from ..look import theme
from ..look.icons import icon
from ..text.markup import escape
from ..widgets.formulaline import FormulaLine
from ..widgets.mathlabel import MathLabel
from ..widgets.typeset import Typeset
from ..words import remark
from .editor import Editor

PAUSE = 700
"""Milliseconds without a key after which a formula without a mistake is applied."""
_KEYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class FormulaEditor(Editor):
    """A line, what is wrong with it or how it is set as mathematics, and what was typed before.

    While something is wrong nothing is edited. Enter, a pause, or leaving the field applies what is typed; Escape brings
    back what is in force; Up and Down go through what was typed before.
    """

    wide = True
    kept = "formula"
    """The key under which what was typed is remembered."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.line, self.button = FormulaLine(), QToolButton()
        self.sentence, self.typeset = MathLabel(px=12, wrap=True, leading=17), Typeset()
        self.list = QMenu(self)
        self.pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._force = self._draft = self._applied = self._pending = ""
        self._back = 0
        self._typing = self._done = False
        self._frame: Frame | None = None
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.line)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.setFocusProxy(self.line)
        self.column.addWidget(self.sentence)
        self.column.addWidget(self.typeset)
        self.button.setIconSize(QSize(16, 16))
        self.button.setFixedSize(28, 32)
        self.button.clicked.connect(self.open_list)
        self.list.triggered.connect(self._choose)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._leave)
        self.pause.timeout.connect(self._apply)
        theme.notifier.changed.connect(self._paint)
        self._paint()
        self.retranslate()

    def read(self, text: str) -> Node:
        """The tree of a text, or Invalid, with the `column` of the mistake where it is in one."""
        return parse(text).root

    def show_value(self, value: Any, frame: Frame) -> None:
        if value == self._pending:
            self._remember(value)
        self._frame, self._force = frame, value
        if self._typing and self.line.text() != value:
            return
        self._rest()
        if self.line.text() != value:
            self.line.setText(value)
        self._check()

    def _rest(self) -> None:
        """Nothing is being typed any more."""
        self._typing = False
        self.line.setModified(False)
        self.pause.stop()

    def mistake(self) -> str:
        """What is wrong with the text of the line; "" if nothing is."""
        try:
            self.read(self.line.text())
        except Invalid as wrong:
            return remark(wrong)
        return ""

    def _check(self) -> bool:
        """Show what is wrong with the text, or how it is set; whether it can be applied."""
        try:
            parts = typeset(self.read(self.line.text()))
        except Invalid as wrong:
            column = wrong.values.get("column")
            words = remark(wrong)
            self.line.mark(column if isinstance(column, int) else None)
            self.sentence.set_token("muted" if wrong.values.get("unfinished") else "batch_text")
            self.sentence.set_text(escape(words))
        else:
            words = ""
            self.line.mark(None)
            self.typeset.set_parts(parts)
        self.sentence.setVisible(bool(words))
        self.typeset.setVisible(not words)
        self.line.setAccessibleDescription(words)
        return not words

    @Slot()
    def _typed(self) -> None:
        self._draft, self._back = self.line.text(), 0
        self._changed()

    def _changed(self) -> None:
        self._typing, self._done = True, False
        self.touched.emit()
        if self._check():
            self.pause.start()
        else:
            self.pause.stop()

    @Slot()
    def _apply(self) -> None:
        """Apply what is typed, if it can be and is not in force already."""
        self.pause.stop()
        text = self.line.text()
        if not self._typing or not self._check():
            return
        if text == self._force:
            self._rest()
            return
        self._pending = text
        self.decide(text)

    def _remember(self, text: str) -> None:
        """Put what was in force, and what is now, into the list; what was applied on the way here goes."""
        if self._force and not self._applied:
            settings.add_typed(self.kept, self._force)
        settings.add_typed(self.kept, text, self._applied)
        self._applied, self._pending = "" if self._done else text, ""

    @Slot()
    def _leave(self) -> None:
        """Apply what is typed, with Enter or by leaving the field: what was applied then stays in the list."""
        self._apply()
        self._done = True
        if not self._pending:
            self._applied, self._back = "", 0
        if not self.line.hasFocus():
            self._typing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _KEYS and event.modifiers() == Qt.KeyboardModifier.AltModifier:
                self.open_list()
                return True
            if event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._step(_KEYS[Qt.Key(event.key())])
                return True
            if event.key() == Qt.Key.Key_Escape and self._typing and self._frame is not None:
                self._rest()
                self.show_value(self._force, self._frame)
                return True
        if (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self._typing
                and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))):
            # What is undone is the last edit, not letters.
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _step(self, back: int) -> None:
        """Show what was typed before, or after that again; at the end stands what was typed last."""
        if self._back == 0:
            self._draft = self.line.text()
        texts = [self._draft, *(text for text in settings.typed(self.kept) if text != self._draft)]
        at = min(max(self._back + back, 0), len(texts) - 1)
        if at != self._back:
            self._back = at
            self._put(texts[at])

    def _put(self, text: str) -> None:
        self.line.setText(text)
        self._changed()

    @Slot()
    def open_list(self) -> None:
        """Drop down the list of what was typed before."""
        self.fill_list()
        self.list.popup(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        self.list.setActiveAction(self.list.actions()[0])

    def fill_list(self) -> None:
        """Bring the list up to date."""
        self.list.clear()
        texts = settings.typed(self.kept)
        room = max(240, self.width())
        for text in texts:
            short = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            action = QAction(short.replace("&", "&&"), self.list)
            action.setData(text)
            self.list.addAction(action)
        if not texts:
            self.list.addAction(self.tr("Nothing was typed yet")).setEnabled(False)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.line.setFocus()
        self._put(action.data())
        self._apply()

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.list.setAccessibleName(self.button.accessibleName())

    def retranslate(self) -> None:
        """Put all words into the language of now."""
        self.button.setAccessibleName(self.tr("What was typed before"))
        self.button.setToolTip(self.tr("What was typed before"))
        if self._frame is not None:
            self._check()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _paint(self) -> None:
        self.button.setIcon(icon("chevron-down"))


class ModelEditor(FormulaEditor):
    """A model on the columns of x; every other name in it is a parameter."""

    kept = "model"

    def read(self, text: str) -> Node:
        assert self._frame is not None
        return typed(text, None, self._frame.problem.sample.x_names).formula.root  # type: ignore[attr-defined]  # only of data
