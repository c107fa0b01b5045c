"""Theme, language, motion, memory and layout: chosen in menus, remembered, and put back."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from sgdviz.core.invalid import QT_TRANSLATE_NOOP, filled
from sgdviz.core.memory import CHOICES, USUAL, memory_of, memory_text
from sgdviz.exhibits import exhibits

from . import i18n, settings, words
from .actions import menu_text
from .desk import TIGHT, Desk
from .look import theme
from .menus import Menus
from .text.mathtext import plain

THEMES = {
    "system": QT_TRANSLATE_NOOP("menu", "Like the &system"), "light": QT_TRANSLATE_NOOP("menu", "&Light"),
    "dark": QT_TRANSLATE_NOOP("menu", "&Dark"), "projector": QT_TRANSLATE_NOOP("menu", "&Projector"),
}


FIRST_SIZE = QSize(1600, 900)
DIGITS = 8
"""So many canvases have a digit as their key; 9 and 0 zoom."""


class Preferences(QObject):
    """Fills the submenus that choose, does what is chosen, remembers it."""

    motion_changed = Signal(bool)
    memory_changed = Signal(object)
    exhibit_chosen = Signal(int)
    example_chosen = Signal(object)
    file_chosen = Signal(str)

    def __init__(self, desk: Desk, menus: Menus) -> None:
        super().__init__(desk)
        self._desk, self._menus = desk, menus
        self._themes = self._group(menus.submenus["theme"], THEMES, self._choose_theme)
        self._languages = self._group(menus.submenus["language"], words.LANGUAGES, self._choose_language)
        self._memories = self._group(menus.submenus["memory"], {size: size for size in CHOICES}, self._choose_memory)
        menus.submenus["memory"].aboutToShow.connect(self._say_memories)
        self.list_recent()
        menus.submenus["exhibits"].aboutToShow.connect(self._list_exhibits)
        menus.submenus["examples"].aboutToShow.connect(self._list_examples)
        desk.installEventFilter(self)
        self.retranslate()

    def furnish(self) -> None:
        """List what is there only once the desk is furnished, and tell it what was chosen before."""
        self._list_canvases()
        self.motion_changed.emit(self._is_reduced())
        self.memory_changed.emit(memory_of(self._memory()))

    def _group(self, menu: QMenu, options: dict[str, str], chosen: object) -> QActionGroup:
        group = QActionGroup(self)
        for name, text in options.items():
            action = QAction(text, group)
            action.setCheckable(True)
            action.setData(name)
            menu.addAction(action)
        group.triggered.connect(chosen)
        return group

    def _list_canvases(self) -> None:
        menu = self._menus.submenus["canvases"]
        docks = enumerate(self._desk.docks.values(), 1)
        keys = [*((dock, f"Ctrl+{i}" if i <= DIGITS else "") for i, dock in docks), (self._desk.panel_dock, "F9")]
        for dock, key in keys:
            action = dock.toggleViewAction()
            action.setShortcut(key)
            menu.addAction(action)
            self._desk.addAction(action)

    @Slot()
    def list_recent(self) -> None:
        """Show the files that were opened lately."""
        menu = self._menus.submenus["recent"]
        menu.clear()
        files = settings.recent_files()
        for path in files:
            action = menu.addAction(path)
            action.setData(path)
            action.triggered.connect(lambda _, path=path: self.file_chosen.emit(path))
        menu.setEnabled(bool(files))

    @Slot()
    def _list_exhibits(self) -> None:
        menu = self._menus.submenus["exhibits"]
        menu.clear()
        for exhibit in exhibits():
            action = menu.addAction(f"&{exhibit.number}  {plain(words.localized(exhibit.title))}")
            action.triggered.connect(lambda _, number=exhibit.number: self.exhibit_chosen.emit(number))

    @Slot()
    def _list_examples(self) -> None:
        """Each by its title; what belongs together stands together."""
        from sgdviz.examples import examples  # whose documents need the core, and that NumPy

        menu, group = self._menus.submenus["examples"], None
        menu.clear()
        for example in examples():
            if group not in (None, example.group):
                menu.addSeparator()
            group = example.group
            action = menu.addAction(plain(words.localized(example.experiment.title)))
            action.triggered.connect(lambda _, experiment=example.experiment: self.example_chosen.emit(experiment))

    @Slot(QAction)
    def _choose_theme(self, action: QAction) -> None:
        settings.set_choice("theme", action.data())
        theme.apply(QApplication.instance(), action.data())

    @Slot(QAction)
    def _choose_language(self, action: QAction) -> None:
        settings.set_choice("language", action.data())
        i18n.speak(action.data())

    @Slot(QAction)
    def _choose_memory(self, action: QAction) -> None:
        settings.set_choice("memory", action.data())
        self.memory_changed.emit(memory_of(action.data()))

    @staticmethod
    def _memory() -> str:
        return settings.choice("memory", CHOICES, USUAL)

    @Slot(object)
    def allow(self, size: int) -> None:
        """Choose the memory for steps that is so many bytes."""
        next(action for action in self._memories.actions() if memory_of(action.data()) == size).trigger()

    def keep_memory(self, size: int) -> None:
        """Go back to what was allowed before, where the machine has no more."""
        before = next((choice for choice in CHOICES if memory_of(choice) == size), USUAL)
        settings.set_choice("memory", before)
        self._check(self._memories, before)

    @Slot()
    def _say_memories(self) -> None:
        """With each size how many steps of what is on the desk it holds."""
        frame = self._desk.shown if self._desk.is_furnished else None
        for action in self._memories.actions():
            size = memory_of(action.data())
            if frame is None:
                action.setText(memory_text(size))
            else:
                steps = size // (frame.trace.bytes_per_step * len(frame.traces))
                action.setText(filled(self.tr("{memory}: {steps} steps"), memory=memory_text(size), steps=steps))

    def set_reduced_motion(self, on: bool) -> None:
        settings.set_choice("motion", "reduced" if on else "full")
        self.motion_changed.emit(on)

    def remember(self) -> None:
        """Keep where the window is and how its canvases lie."""
        settings.set_state("geometry", self._desk.saveGeometry())
        if self._desk.is_furnished:
            self._desk.canvases.remember()

    def restore(self) -> None:
        """Put the window back where it was, if that is still on a screen."""
        self._menus.actions["reduced_motion"].setChecked(self._is_reduced())
        self._check(self._themes, settings.choice("theme", tuple(THEMES), "system"))
        self._check(self._languages, words.language())
        self._check(self._memories, self._memory())
        geometry = settings.state("geometry")
        if geometry is None or not self._desk.restoreGeometry(geometry) or not self._is_seen():
            self._desk.resize(FIRST_SIZE)
            if TIGHT <= self._desk.screen().availableGeometry().width() < FIRST_SIZE.width():
                self._desk.setWindowState(Qt.WindowState.WindowMaximized)

    @staticmethod
    def _is_reduced() -> bool:
        return settings.choice("motion", ("full", "reduced"), "full") == "reduced"

    def _is_seen(self) -> bool:
        frame = self._desk.frameGeometry()
        return any(_overlaps(frame, screen.availableGeometry()) for screen in QGuiApplication.screens())

    @staticmethod
    def _check(group: QActionGroup, name: str) -> None:
        for action in group.actions():
            action.setChecked(action.data() == name)

    def retranslate(self) -> None:
        for action, text in zip(self._themes.actions(), THEMES.values(), strict=True):
            action.setText(menu_text(text))
        self._list_exhibits()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return False


def _overlaps(frame: QRect, screen: QRect) -> bool:
    """Whether at least 50 pixels of the window can be seen: a projector may be unplugged."""
    seen = frame.intersected(screen)
    return seen.width() >= 50 and seen.height() >= 50
