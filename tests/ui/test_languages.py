"""Both languages on the whole program: complete, switched while it runs, with keys that are told apart."""

import re
from collections.abc import Iterator

import pytest
import reading
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.ui import help, i18n
from sgdviz.ui.actions import MENUS, SUBMENUS, Deed, menu_text, without_mnemonic
from sgdviz.ui.look import theme
from sgdviz.ui.pictures import image
from sgdviz.ui.preferences import THEMES
from sgdviz.ui.tables.open_data import OpenDataDialog
from sgdviz.ui.window import MainWindow
from sgdviz.ui.words import LANGUAGES, capital

METHODS = {"SGD", "AdaGrad", "Adadelta", "RMSprop", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "signSGD", "Lion", "Rprop",
           "BFGS"}
NAMES = METHODS | {"sgdviz", "English", "UTF", "CSV", "min", "Adelie", "Chinstrap", "Gentoo", "BoxBOD", "DanWood"}
"""Words that are the same in both languages: names, the operator min, and values of the table that is shown."""
KEYS = {"Ctrl", "Shift", "Alt", "Esc", "Space", "Left", "Right", "Up", "Down", "Home", "End", "Return", "PgUp", "PgDown", "Tab"}


@pytest.fixture
def window(qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    theme.apply(qapp, "light")
    i18n.speak("en")
    made = reading.opened(qtbot)
    yield made
    made.close()


def foreign(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Texts with a word in Latin letters that is no name, mathematics apart."""
    found = []
    for place, text in texts:
        prose = re.sub(r"\$[^$]*\$|&", "", text)
        if set(re.findall(r"(?<![\w])[A-Za-z]{3,}(?![\w])", prose)) - NAMES:
            found.append((place, text))
    return found


def readable(window: QWidget, patch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    lines = [(f"painted on {type(line.widget).__name__}", line.text) for line in reading.painted(window, patch)]
    # Mathematics is set without its spaces: it is told from words by its signs.
    return [*reading.words(window), *((place, text) for place, text in lines if not re.search(r"[=θ∑∇]", text))]


def menus() -> dict[str, list[str]]:
    """The entries of each menu in the language of now, as they are written with their mnemonics."""
    found = {"menu bar": [menu_text(title) for title, _ in MENUS.values()],
             "theme": [menu_text(text) for text in THEMES.values()]}
    for name, (_, rows) in MENUS.items():
        found[name] = [menu_text(row.words if isinstance(row, Deed) else SUBMENUS[row]) for row in rows if row is not None]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_a_menu_has_a_letter_of_its_own(qapp: object, language: str) -> None:
    i18n.speak(language)
    for name, texts in menus().items():
        letters = [QKeySequence.mnemonic(text).toString() for text in texts]
        assert all(letters), (name, texts)
        assert len(set(letters)) == len(letters), (name, texts)
        assert not any("&" in without_mnemonic(text) or "(" in without_mnemonic(text) for text in texts)


@pytest.mark.parametrize(("language", "words"), [("ko", ["저장", "취소", "닫기"]), ("en", ["Save", "Cancel", "Close"])])
def test_the_buttons_of_qt_speak_too(qapp: object, qtbot: QtBot, language: str, words: list[str]) -> None:
    i18n.speak(language)
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Save | kinds.Cancel | kinds.Close)
    qtbot.addWidget(box)
    assert [box.button(kind).text().replace("&", "") for kind in (kinds.Save, kinds.Cancel, kinds.Close)] == words


@pytest.mark.parametrize(("number", "page"), reading.PAGES)
def test_nothing_stays_english_when_the_language_changes(
        window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: int, page: int) -> None:
    reading.show(window, number, page, qtbot)
    i18n.speak("ko")
    reading.settle()
    assert foreign(readable(window, monkeypatch)) == []


def parts(window: MainWindow) -> dict[str, QImage]:
    """What of a window depends on nothing but step and language: an axis of losses depends on what was seen before."""
    found: dict[str, QWidget] = {"menus": window.menuBar(), "panel": window.panel}
    for name, view in window.views.items():
        if window.docks[name].isVisible():
            found[f"header of {name}"] = view.header
            if name != "loss":
                found[name] = view
    return {name: image(widget) for name, widget in found.items()}


@pytest.mark.parametrize(("number", "page"), [(1, 1), (2, 0), (2, 3), (3, 1), (4, 2)])
def test_a_window_that_was_switched_looks_like_one_that_began_so(
        window: MainWindow, qtbot: QtBot, number: int, page: int) -> None:
    reading.show(window, number, page, qtbot)
    i18n.speak("ko")
    reading.settle()
    fresh = reading.opened(qtbot)
    reading.show(fresh, number, page, qtbot)
    switched, begun = parts(window), parts(fresh)
    assert [name for name in begun if switched[name] != begun[name]] == []
    fresh.close()


def test_the_start_page_and_its_pictures_follow(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    reading.settle()
    english = image(window.start_page.cards[0])
    i18n.speak("ko")
    reading.settle()
    assert image(window.start_page.cards[0]) != english
    assert foreign(readable(window, monkeypatch)) == []


def test_dialogs_are_korean(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.speak("ko")
    reading.show(window, 2, 0, qtbot)
    dialog = OpenDataDialog(window.store.experiment, "", window)
    dialog.show()
    reading.settle()
    assert foreign(readable(dialog, monkeypatch)) == []
    dialog.close()
    dialog.deleteLater()
    assert not set(re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^>]*>|&nbsp;", " ", help.keys_html()))) - NAMES - KEYS


def test_a_capital_is_for_words_and_not_for_symbols() -> None:
    assert [capital(words) for words in ("off by 3", "θ는", "η = 1", "∇J", "")] == ["Off by 3", "θ는", "η = 1", "∇J", ""]
