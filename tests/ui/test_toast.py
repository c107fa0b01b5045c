"""A passing sentence is seen whole, however long it is."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sgdviz.ui.toast import Toast


@pytest.fixture
def host(qapp: object, qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1024, 640)
    host.show()
    return host


@pytest.mark.parametrize("words", ["짧은 말", "a long sentence that names columns, " * 12, "x" * 400, "$y$ <b>&amp;"])
def test_every_word_of_a_sentence_has_its_place(host: QWidget, qtbot: QtBot, words: str) -> None:
    toast = Toast(host)
    toast.say(words, above=84)
    lines = toast._lines(toast.width())
    assert toast.text() == words
    assert lines.height <= toast.height() and lines.width <= toast.width()
    assert host.rect().contains(toast.geometry()) and toast.geometry().bottom() < 640 - 84
    host.resize(1400, 800)
    assert toast.geometry().center().x() == pytest.approx(700, abs=1)
