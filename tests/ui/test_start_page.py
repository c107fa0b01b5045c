"""The start page: four cards, the ways to one's own files, all by mouse and by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.exhibits import exhibits
from sgdviz.ui import settings
from sgdviz.ui.start.start_page import StartPage

asked: list[int] = []


def still(number: int, size: QSize, scale: float) -> QPixmap:
    asked.append(number)
    picture = QPixmap(size)
    picture.fill()
    return picture


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    page = StartPage()
    page.set_still(still)
    qtbot.addWidget(page)
    page.resize(1280, 680)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_each_card_shows_its_exhibit_and_opens_it(page: StartPage, qtbot: QtBot) -> None:
    page.grab()
    assert set(asked) >= {1, 2, 3, 4}
    for card, exhibit in zip(page.cards, exhibits(), strict=True):
        assert card.accessibleName() and card.accessibleDescription()
        with qtbot.waitSignal(page.exhibit_chosen) as chosen:
            qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        assert chosen.args == [exhibit.number]


def test_two_rows_or_one(page: StartPage) -> None:
    assert [card.y() == page.cards[0].y() for card in page.cards] == [True, True, False, False]
    page.resize(1920, 1040)
    QApplication.processEvents()
    assert {card.y() for card in page.cards} == {page.cards[0].y()}
    assert page.cards[3].geometry().right() < 1920


def test_arrow_keys_go_round_and_enter_opens(page: StartPage, qtbot: QtBot) -> None:
    page.setFocus()
    for key, number in ((Qt.Key.Key_Right, 2), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Left, 3),
                        (Qt.Key.Key_Up, 1)):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert QApplication.focusWidget() is page.cards[number - 1]
    with qtbot.waitSignal(page.exhibit_chosen) as chosen:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == [1]
    page.cards[3].setFocus()
    qtbot.keyClick(page.cards[3], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.examples


def test_files_and_data_are_asked_for(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.open_requested):
        page.open.click()
    with qtbot.waitSignal(page.data_requested):
        page.open_data.click()


def test_recent_files_stand_below(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    assert page.files == [] and not page.recent_head.isVisible()
    path = tmp_path / "강의 [3].sgdviz"
    path.write_text("{}")
    settings.add_recent_file(str(path))
    page.refresh()
    assert page.recent_head.isVisible() and "강의 [3]" in page.files[0].accessibleName()
    with qtbot.waitSignal(page.file_chosen) as chosen:
        page.files[0].click()
    assert chosen.args == [str(path)]


def test_no_still_is_drawn_while_a_card_is_painted(qtbot: QtBot) -> None:
    painting: list[bool] = []

    def watched_still(number: int, size: QSize, scale: float) -> QPixmap:
        painting.append(any(card.paintingActive() for card in page.cards))
        return still(number, size, scale)

    page = StartPage()
    page.set_still(watched_still)
    qtbot.addWidget(page)
    page.resize(1280, 680)
    page.show()
    qtbot.waitUntil(lambda: len(painting) == len(page.cards))
    assert not any(painting)
