"""The panel: the story, where one is in the exhibits, and the settings; or a rail."""

import frames
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.document import experiment_of
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.exhibits import exhibits
from sgdviz.ui import words
from sgdviz.ui.look import theme
from sgdviz.ui.panel.panel import NARROWEST, RAIL, SHORT, Panel
from sgdviz.ui.panel.story import Formula
from sgdviz.ui.text.mathtext import display


def frame_of(experiment: Experiment) -> Frame:
    return frames.frame_of(experiment, 0, 0)


@pytest.fixture
def panel(qtbot: QtBot) -> Panel:
    panel = Panel()
    qtbot.addWidget(panel)
    return panel


def show_page(panel: Panel, number: int, page: int = 0) -> None:
    exhibit = exhibits()[number - 1]
    panel.set_exhibit(exhibit, page)
    panel.set_reference(exhibit.pages[page])
    panel.draw(frame_of(exhibit.pages[page]))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_page_tells_its_story_in_both_languages(panel: Panel, number: int) -> None:
    try:
        for page, experiment in enumerate(exhibits()[number - 1].pages):
            for language in ("en", "ko"):
                words.set_language(language)
                show_page(panel, number, page)
                QApplication.sendEvent(panel.story, QEvent(QEvent.Type.LanguageChange))
                assert panel.story.title.text() == experiment.title[language]
                assert len(panel.story.parts) == len(experiment.text[language].split("\n\n"))
    finally:
        words.set_language("en")


def test_a_paragraph_between_double_dollars_is_a_formula(panel: Panel) -> None:
    show_page(panel, 2)
    formula = panel.story.parts[1]
    assert isinstance(formula, Formula) and "$" not in formula.text
    assert display(formula.text, 22).width < NARROWEST - 40


def test_the_pager_leads_to_every_page_and_beyond(panel: Panel, qtbot: QtBot) -> None:
    show_page(panel, 3, 1)
    assert panel.pager.isVisibleTo(panel) and len(panel.pager.pages.buttons()) == len(exhibits()[2].pages)
    assert panel.pager.pages.checkedId() == 1
    for act, page in ((panel.pager.forward.click, 2), (panel.pager.back.click, 0), (panel.pager.pages.button(4).click, 4)):
        with qtbot.waitSignal(panel.page_chosen) as chosen:
            act()
        assert chosen.args == [page]
    show_page(panel, 1)
    assert not panel.pager.back.isEnabled() and panel.pager.forward.isEnabled()
    show_page(panel, 4, 3)
    assert panel.pager.back.isEnabled() and not panel.pager.forward.isEnabled()
    panel.set_exhibit(None, 0)
    assert not panel.pager.isVisibleTo(panel)


def test_an_experiment_without_words_shows_settings_only(panel: Panel) -> None:
    plain = experiment_of({"problem": {"kind": "landscape", "name": "parabola"}})
    panel.set_reference(plain)
    panel.draw(frame_of(plain))
    assert not panel.story.isVisibleTo(panel) and panel.form.isVisibleTo(panel)


def test_edits_come_through(panel: Panel, qtbot: QtBot) -> None:
    show_page(panel, 3)
    with qtbot.waitSignals([panel.edited, panel.gesture_ended]):
        panel.form.row("optimizer.lr").editor.decide(0.3)


def test_it_folds_into_a_rail_that_opens(panel: Panel, qtbot: QtBot) -> None:
    show_page(panel, 1)
    panel.set_compact(True)
    assert panel.maximumWidth() == RAIL and not panel.form.isVisibleTo(panel)
    qtbot.mouseClick(panel.rail, Qt.MouseButton.LeftButton)
    assert panel.minimumWidth() > RAIL and panel.form.isVisibleTo(panel)
    panel.set_compact(False)
    assert panel.form.isVisibleTo(panel) and not panel.rail.isVisibleTo(panel)


def test_in_little_room_the_rest_of_the_story_is_a_click_away(panel: Panel, qtbot: QtBot) -> None:
    show_page(panel, 1)
    panel.resize(NARROWEST, SHORT - 100)
    panel.show()
    first, second = panel.story.parts[:2]
    assert first.isVisible() and not second.isVisible()
    qtbot.mouseClick(panel.story.more, Qt.MouseButton.LeftButton)
    assert second.isVisible()
    panel.resize(NARROWEST, SHORT + 100)
    assert second.isVisible() and not panel.story.more.isVisible()


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_is_wider_than_the_panel(panel: Panel, qapp: QApplication, name: str, language: str) -> None:
    theme.apply(qapp, name)
    words.set_language(language)
    try:
        for number in (1, 2, 3, 4):
            show_page(panel, number)
            panel.resize(296, 620)
            panel.show()
            qapp.processEvents()
            assert panel.area.widget().width() <= panel.area.viewport().width()
    finally:
        words.set_language("en")
