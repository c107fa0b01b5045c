"""A table that goes away, or turns into another one, while it is in use: work goes on, and nothing disagrees."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from sgdviz.core.document import experiment_of
from sgdviz.core.files import write
from sgdviz.ui import i18n
from sgdviz.ui.look import theme
from sgdviz.ui.window import MainWindow

TABLE = "a,b,c\n1,2,0\n2,3,1\n5,1,0\n4,4,1\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def window(qapp: object, qtbot: QtBot, table: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window with a document on the table; `seed` was edited once."""
    theme.apply(qapp, "dark")
    i18n.speak("en")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    problem = {"kind": "logistic_regression", "data": str(table), "x": ["a", "b"], "y": "c"}
    write(experiment_of({"problem": problem}), table.with_suffix(".sgdviz"))
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    made.documents.open_path(str(table.with_suffix(".sgdviz")))
    edit(made, qtbot, "seed", 1)
    return made


def edit(window: MainWindow, qtbot: QtBot, place: str, value: object) -> None:
    """As its editor does."""
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.experiment is window.store.experiment)
    window.panel.form.row(place).editor.decide(value)


def test_work_goes_on_when_the_file_is_gone(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    table.unlink()
    edit(window, qtbot, "seed", 2)
    edit(window, qtbot, "problem.bias", False)
    edit(window, qtbot, "problem.x", ["a"])
    assert window.store.experiment.base.seed == 2 and window.player.problem.dim == 1
    for _ in range(3):
        window.menus.actions["undo"].trigger()
    assert window.store.experiment.base.seed == 1 and window.player.experiment is window.store.experiment


def test_a_document_whose_table_is_gone_does_not_open(window: MainWindow, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    monkeypatch.setattr(window.documents, "complain", lambda heading, words: said.append(words))
    table.unlink()
    assert not window.documents.open_path(str(table.with_suffix(".sgdviz")))
    assert len(said) == 1 and "table.csv" in said[0]


def test_undo_into_what_no_longer_fits_says_so_and_changes_nothing(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    before = window.store.experiment
    table.write_text("a,d\n1,2\n2,3\n5,1\n")
    window.menus.actions["undo"].trigger()
    assert "b" in window.toast.text()
    assert window.store.experiment is before and window.player.experiment is before


def test_the_form_shows_what_is_when_an_edit_comes_to_nothing(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    table.write_text("a,d\n1,2\n2,3\n5,1\n")
    edit(window, qtbot, "seed", 77)
    assert window.store.experiment.base.seed == 1
    assert window.panel.form.row("seed").editor.field.value() == 1
    assert window.panel.form.row("seed").complaint()
