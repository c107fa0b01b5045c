"""The whole program as a person uses it: menus, keys, drops, documents, two languages."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from sgdviz.core.document import document_of
from sgdviz.core.edits import with_value
from sgdviz.core.files import read, write
from sgdviz.core.frame import Frame
from sgdviz.core.invalid import Invalid
from sgdviz.examples import examples
from sgdviz.exhibits import exhibits
from sgdviz.ui import i18n
from sgdviz.ui.actions import MENUS, Deed
from sgdviz.ui.paint.canvas import Canvas
from sgdviz.ui.text.mathtext import plain
from sgdviz.ui.window import MainWindow


@pytest.fixture
def early(qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window as the program opens it: the menus and the start page."""
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    window = MainWindow(furnish=False)
    qtbot.addWidget(window)
    return window


def test_a_window_is_seen_before_it_is_furnished(early: MainWindow, qtbot: QtBot) -> None:
    seen: list[bool] = []
    early.seen.connect(lambda: seen.append(early.is_furnished))
    early.seen.connect(early.furnish_soon)
    early.show()
    qtbot.waitUntil(lambda: early.is_furnished)
    assert seen == [False] and early.start_page.isVisible()
    assert not early.menus.actions["play"].isEnabled() and early.panel_dock.isHidden()


def test_a_click_before_the_window_is_furnished_opens_the_exhibit(early: MainWindow, qtbot: QtBot) -> None:
    early.show()
    early.start_page.cards[1].click()
    assert early.session.exhibit is not None and early.session.exhibit.number == 2
    qtbot.waitUntil(lambda: early.shown is not None and early.canvases.isVisible())


@pytest.mark.parametrize("act", [
    lambda window: window.menus.actions["full_screen"].trigger(), lambda window: window.menus.tops["file"].aboutToShow.emit(),
    lambda window: window.open_path("missing.sgdviz")])
def test_what_is_wanted_early_furnishes_the_window(early: MainWindow, act: Callable[[MainWindow], None]) -> None:
    act(early)
    assert early.is_furnished and early.docks["loss"].toggleViewAction() in early.menus.submenus["canvases"].actions()


def test_no_empty_desk_is_painted_before_the_first_frame(window: MainWindow, qtbot: QtBot) -> None:
    window.session.open_exhibit(2)
    assert not window.updatesEnabled() and window.shown is None
    qtbot.waitUntil(lambda: window.shown is not None)
    assert window.updatesEnabled()
    window.session.open_exhibit(1)
    window.show_start_page()
    assert window.updatesEnabled()


def test_a_window_that_was_never_furnished_closes(early: MainWindow) -> None:
    early.show()
    early.leave_unasked()
    assert not early.isVisible() and not early.is_furnished


def test_who_is_asked_while_the_program_must_leave_goes_on_to_nothing(opened: MainWindow, monkeypatch: pytest.MonkeyPatch,
                                                                     ) -> None:
    changed = replace(opened.store.experiment, epochs=7)
    opened.store.apply(changed)

    def leave(box: QMessageBox) -> QMessageBox.StandardButton:
        opened.leave_unasked()
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", leave)
    opened.open_exhibit(3)
    assert not opened.isVisible() and opened.store.experiment == changed


def test_on_the_start_page_the_arrows_choose_a_card(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert window.player.step == 0 and not window.player.playing
    if window.start_page.isVisible():
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.exhibit is not None)
    assert window.session.exhibit is not None and window.session.exhibit.number == 2
    assert all(window.menus.actions[name].isEnabled() for name in ("play", "step", "save"))


def test_it_begins_with_the_start_page_and_space_does_nothing_there(window: MainWindow, qtbot: QtBot) -> None:
    assert window.start_page.isVisible()
    assert not any(dock.isVisible() for dock in window.docks.values())


@pytest.mark.parametrize("number", [exhibit.number for exhibit in exhibits()])
def test_every_page_of_every_exhibit_opens_and_plays(window: MainWindow, qtbot: QtBot, number: int) -> None:
    window.session.open_exhibit(number)
    for page, experiment in enumerate(exhibits()[number - 1].pages):
        window.session.show_page(page)
        assert window.store.experiment == experiment
        assert not window.store.modified
        shown = [name for name, dock in window.docks.items() if not dock.isHidden()]
        assert sorted(shown) == sorted(experiment.views)
        window.player.seek(3)
        qtbot.waitUntil(lambda: window.shown is not None and window.shown.step == min(3, window.player.last))


def test_space_plays_and_pauses_and_arrows_step(opened: MainWindow, qtbot: QtBot) -> None:
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    with qtbot.waitSignal(opened.player.playing_changed):
        qtbot.keyClick(opened, Qt.Key.Key_Space)
    assert opened.player.playing
    with qtbot.waitSignal(opened.player.playing_changed):
        qtbot.keyClick(opened, Qt.Key.Key_Space)
    step = opened.player.step
    qtbot.keyClick(opened, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: opened.player.step == step + 1)
    qtbot.keyClick(opened, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: opened.player.step == step)
    qtbot.keyClick(opened, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: opened.player.step == opened.player.steps)
    qtbot.keyClick(opened, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: opened.player.step == 0)


def test_every_deed_is_in_a_menu_with_words_in_both_languages(opened: MainWindow) -> None:
    deeds = [entry for _, entries in MENUS.values() for entry in entries if isinstance(entry, Deed)]
    assert {deed.name for deed in deeds} == set(opened.menus.actions)
    words = {}
    for code in ("en", "ko"):
        i18n.speak(code)
        QApplication.sendPostedEvents()
        words[code] = {name: action.text() for name, action in opened.menus.actions.items()}
    assert all(words["en"].values())
    assert all(words["en"][name] != words["ko"][name] for name in words["en"])


def test_no_key_has_two_meanings(opened: MainWindow) -> None:
    keys = [key.toString() for action in opened.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys)), sorted(keys)


def test_an_edit_is_undone_and_redone(opened: MainWindow, qtbot: QtBot) -> None:
    before = opened.store.experiment
    opened.session.edit(with_value(before, "batch_size", 32), "batch_size")
    assert opened.store.experiment.base.batch_size == 32
    assert opened.isWindowModified()
    opened.menus.actions["undo"].trigger()
    assert opened.store.experiment == before
    assert not opened.isWindowModified()
    opened.menus.actions["redo"].trigger()
    assert opened.store.experiment.base.batch_size == 32


def test_a_paused_edit_becomes_a_live_change_with_apply_from_here(opened: MainWindow, qtbot: QtBot) -> None:
    opened.player.seek(10)
    qtbot.waitUntil(lambda: opened.player.step == 10)
    path = opened.player.job.traces[0].theta[:11].copy()
    opened.session.edit(with_value(opened.store.experiment, "optimizer.lr", 0.01), "optimizer.lr")
    opened.menus.actions["apply_from_here"].trigger()
    change, = opened.store.experiment.base.changes
    assert (change.step, change.optimizer) == (10, {"name": "sgd", "lr": 0.01})
    qtbot.waitUntil(lambda: opened.player.computed >= 10)
    assert (opened.player.job.traces[0].theta[:11] == path).all()


def test_a_drag_is_followed_as_fast_as_its_frames_are_drawn(opened: MainWindow, qtbot: QtBot) -> None:
    shown: list[float] = []
    opened.store.changed.connect(lambda experiment: shown.append(experiment.base.optimizer["lr"]))
    qtbot.waitUntil(lambda: not opened.player.is_due)
    rates = [0.01, 0.02, 0.03, 0.04]
    for rate in rates:
        opened.session.edit(with_value(opened.store.experiment, "optimizer.lr", rate), "optimizer.lr")
    assert shown == rates[:1]
    qtbot.waitUntil(lambda: shown == [rates[0], rates[-1]] and not opened.player.is_due)
    for rate in rates:
        opened.session.edit(with_value(opened.store.experiment, "optimizer.lr", rate), "optimizer.lr")
    opened.session.end_gesture()
    assert shown[2:] == [rates[0], rates[-1]]
    opened.session.undo()
    assert not opened.store.can_undo


def test_a_drag_while_playing_is_one_change_at_one_step(opened: MainWindow, qtbot: QtBot) -> None:
    opened.player.play()
    qtbot.waitUntil(lambda: opened.player.step >= 1)
    before = opened.store.experiment
    for rate in (0.04, 0.05, 0.06):
        opened.session.edit(with_value(before, "optimizer.lr", rate), "optimizer.lr")
    opened.session.end_gesture()
    change, = opened.store.experiment.base.changes
    assert change.step >= 1 and change.optimizer == {"name": "sgd", "lr": 0.06}
    assert opened.store.experiment.base.optimizer == before.base.optimizer
    opened.menus.actions["undo"].trigger()
    assert opened.store.experiment == before
    opened.player.pause()


def test_documents_are_saved_opened_and_remembered(
        opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "한글 이름.sgdviz"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(path), ""))
    opened.session.edit(with_value(opened.store.experiment, "seed", 7), "seed")
    opened.menus.actions["save"].trigger()
    assert document_of(read(path)) == document_of(opened.store.experiment)
    assert not opened.isWindowModified()
    opened.session.open_exhibit(1)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *arguments: (str(path), ""))
    opened.menus.actions["open"].trigger()
    assert opened.store.experiment.base.seed == 7
    assert [action.data() for action in opened.menus.submenus["recent"].actions()] == [str(path)]


def drop(window: MainWindow, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier))


def test_a_dropped_document_opens(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "dropped.sgdviz"
    write(with_value(exhibits()[1].pages[0], "seed", 5), path)
    drop(window, path)
    assert window.store.experiment.base.seed == 5
    assert not window.start_page.isVisible()
    assert "dropped.sgdviz" in window.windowTitle()


def test_whatever_lies_under_a_dropped_file_leaves_it_to_the_window(opened: MainWindow) -> None:
    canvases = [canvas for view in opened.views.values() for canvas in view.findChildren(Canvas)]
    under = [opened.start_page, *canvases, *opened.panel.findChildren(QLineEdit)]
    for widget in (*under, *(w.viewport() for w in under if isinstance(w, QAbstractScrollArea))):
        assert not widget.acceptDrops(), widget


def test_a_broken_document_is_met_with_one_sentence(
        opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))
    path = tmp_path / "broken.sgdviz"
    path.write_text('{"problem": {"kind": "landscape", "name": "quintic"}, "batch_size": 0}', encoding="utf-8")
    before = opened.store.experiment
    drop(opened, path)
    assert len(said) == 1 and said[0].startswith("batch_size: ")
    assert opened.store.experiment is before


def test_what_is_not_saved_is_put_by_and_offered_again(opened: MainWindow, qtbot: QtBot) -> None:
    opened.session.edit(with_value(opened.store.experiment, "seed", 99), "seed")
    opened.documents.put_by()
    rescued = opened.documents.rescued()
    assert rescued is not None and rescued.base.seed == 99
    assert opened.documents.rescued() is None


def test_an_edit_that_does_not_fit_leaves_everything_as_it_is(opened: MainWindow) -> None:
    with pytest.raises(Invalid):
        with_value(opened.store.experiment, "problem.x[0]", "no such column")
    assert opened.store.experiment == exhibits()[1].pages[0]


def test_an_unexpected_error_shows_one_dialog_and_keeps_the_work(opened: MainWindow, qtbot: QtBot) -> None:
    before = opened.store.experiment
    with qtbot.captureExceptions():
        for _ in range(3):
            opened.errors.happened.emit("Traceback: a test")
        qtbot.waitUntil(lambda: opened.errors.box is not None)
    box = opened.errors.box
    assert box is not None and "a test" in box.detailedText()
    box.close()
    qtbot.waitUntil(lambda: opened.errors.box is None)
    assert opened.store.experiment is before


def test_themes_and_languages_change_while_it_plays(opened: MainWindow, qtbot: QtBot) -> None:
    opened.player.play()
    for group, count in (("theme", 4), ("language", 2)):
        actions = opened.menus.submenus[group].actions()
        assert len(actions) == count
        for action in actions:
            shown = opened.shown
            action.trigger()
            qtbot.waitUntil(lambda shown=shown: opened.shown is not shown)
    opened.player.pause()


def test_closing_while_it_plays_ends_the_thread(opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.player.set_speed(float("inf"))
    opened.player.play()
    qtbot.waitUntil(lambda: opened.player.computed > 50)
    assert opened.close()
    assert not opened.player.is_running


def draws_of(window: MainWindow, name: str) -> list[int]:
    """The steps that a canvas is drawn at from now on."""
    drawn: list[int] = []
    view, draw = window.views[name], window.views[name].draw

    def record(frame: Frame) -> None:
        drawn.append(frame.step)
        draw(frame)

    view.draw = record  # type: ignore[method-assign]  # only to count
    return drawn


def test_the_next_page_leaves_the_canvases_where_they_lie_and_draws_them_once_or_twice(
        opened: MainWindow, qtbot: QtBot) -> None:
    opened.docks["loss"].hide()
    places = opened.docks["landscape"].geometry(), opened.docks["batch"].geometry()
    drawn = draws_of(opened, "landscape")
    opened.session.show_page(1)
    qtbot.waitUntil(lambda: opened.shown.experiment == exhibits()[1].pages[1] and not opened.player._timer.isActive())
    assert (opened.docks["landscape"].geometry(), opened.docks["batch"].geometry()) == places
    assert opened.docks["loss"].isHidden()
    assert 1 <= len(drawn) <= 3


def test_other_canvases_are_laid_out_without_drawing_them_in_between(opened: MainWindow, qtbot: QtBot) -> None:
    drawn = draws_of(opened, "landscape")
    opened.session.open_exhibit(4)
    qtbot.waitUntil(lambda: opened.shown.experiment == exhibits()[3].pages[0] and not opened.player._timer.isActive())
    assert 1 <= len(drawn) <= 4
    assert opened.docks["chord"].isVisible() and opened.canvases.isVisible()


def test_a_resized_start_page_stays_in_front(opened: MainWindow, qtbot: QtBot) -> None:
    opened.leave_for_start_page()
    opened.resize(1700, 900)
    qtbot.waitUntil(lambda: opened.width() == 1700)
    assert opened.start_page.isVisible() and not opened.canvases.isVisible()


def test_presses_that_come_faster_than_the_steps_are_all_counted(opened: MainWindow, qtbot: QtBot) -> None:
    for _ in range(15):
        opened.player.epoch_by(1)
    for _ in range(4):
        opened.player.step_by(1)
    opened.player.step_by(-1)
    qtbot.waitUntil(lambda: opened.player.step == 15 * 86 + 3)


def test_the_sentence_about_a_run_lies_over_the_map_and_moves_nothing(opened: MainWindow, qtbot: QtBot) -> None:
    maps = [opened.views[name].canvas for name in ("landscape", "batch")]
    before = [(canvas.size(), canvas.box.tolist()) for canvas in maps]
    opened.store.apply(with_value(with_value(opened.store.experiment, "batch_size", 342), "epochs", 400))
    opened.player.seek(400)
    qtbot.waitUntil(lambda: opened.notice.text() != "")
    assert "minimum" in opened.notice.text()
    left, right = (canvas.mapToGlobal(QPoint()).x() for canvas in maps)
    assert opened.notice.isVisible() and opened.notice.width() == right + maps[1].width() - left
    assert opened.notice.height() == opened.notice.heightForWidth(opened.notice.width())
    opened.views["landscape"].grab()
    assert [(canvas.size(), canvas.box.tolist()) for canvas in maps] == before


def test_turning_pages_asks_nothing_and_loses_nothing(
        opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail("a question while turning pages"))
    original = opened.store.experiment
    changed = with_value(original, "batch_size", 50)
    opened.session.edit(changed, "")
    for page in (1, 4, -1, 0):
        opened.session.show_page(page)
    assert opened.session.exhibit == exhibits()[1] and opened.session.page == 0
    assert opened.store.experiment == changed and opened.store.modified
    opened.store.undo()
    assert opened.store.experiment == original and not opened.store.modified
    opened.session.show_page(1)
    opened.session.show_page(0)
    assert opened.store.experiment == original and not opened.store.modified


def test_an_exhibit_from_the_menu_is_as_it_was_made(opened: MainWindow) -> None:
    opened.session.edit(with_value(opened.store.experiment, "batch_size", 50), "")
    opened.session.show_page(1)
    opened.session.open_exhibit(2)
    assert opened.store.experiment == exhibits()[1].pages[0] and not opened.store.modified


def test_escape_leaves_the_full_screen(opened: MainWindow, qtbot: QtBot) -> None:
    action = opened.menus.actions["full_screen"]
    action.trigger()
    qtbot.waitUntil(opened.isFullScreen)
    qtbot.keyClick(opened.views["landscape"].canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not opened.isFullScreen())
    assert not action.isChecked()
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isFullScreen()


def test_escape_closes_a_message_before_it_leaves_the_full_screen(opened: MainWindow, qtbot: QtBot) -> None:
    canvas = opened.views["landscape"].canvas
    opened.menus.actions["full_screen"].trigger()
    opened.notice.say("Diverged at step 7.", bad=True)
    opened.say("Saved.")
    for left in (["Diverged at step 7.", ""], ["", ""]):
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        assert [opened.notice.text(), opened.toast.text()] == left and opened.isFullScreen()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not opened.isFullScreen())


def test_an_example_from_the_menu_is_nobodys_file(opened: MainWindow) -> None:
    menu = opened.menus.submenus["examples"]
    menu.aboutToShow.emit()
    assert opened.start_page.examples.menu() is menu
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert len(actions) == len(examples())
    for action, example in zip(actions, examples(), strict=True):
        assert isinstance(example.experiment.title, dict)
        assert action.text() == plain(example.experiment.title["en"])
    actions[-1].trigger()
    assert opened.store.experiment == examples()[-1].experiment
    assert opened.documents.path is None and opened.session.exhibit is None and not opened.store.modified
