"""Open data: whatever the file, one sees how it is read, chooses, and goes on with the same optimizer."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sgdviz.core.datasets import load
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.exhibits import exhibits
from sgdviz.ui.tables.open_data import OTHER, OpenDataDialog

PRESENT = experiment_of({"problem": {"kind": "landscape", "name": "quintic"}, "batch_size": 7, "start": [1.0],
                         "optimizer": {"name": "sgd", "lr": 0.02}, "chord": [[0], [1]], "title": "a curve"})
HEIGHTS = "이름,키,몸무게\n김,170,65.5\n이,165,\n박,181,80\n최,158,50.25\n"


def dialog_on(qtbot: QtBot, path: Path | str = "") -> OpenDataDialog:
    dialog = OpenDataDialog(PRESENT, str(path))
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def heights(tmp_path: Path) -> Path:
    path = tmp_path / "키.csv"
    path.write_bytes(HEIGHTS.encode("cp949"))
    return path


def test_a_korean_table_is_read_and_used(qtbot: QtBot, heights: Path) -> None:
    dialog = dialog_on(qtbot, heights)
    assert (dialog.encoding.value(), dialog.delimiter.value()) == ("cp949", ",")
    assert dialog.rows.rowCount() == 4 and dialog.rows.columnCount() == 3
    assert dialog.rows.data(dialog.rows.index(1, 2)) == "" and dialog.rows.data(dialog.rows.index(0, 0)) == "김"
    assert "3" in dialog.notes.text() and "4" in dialog.notes.text()
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert dialog.result() == OpenDataDialog.DialogCode.Accepted
    used = dialog.experiment()
    assert dict(used.problem) == {"kind": "linear_regression", "data": str(heights), "x": ["키"], "y": "몸무게",
                                  "standardize": True}
    assert used.base.batch_size == 7 and used.base.optimizer == {"name": "sgd", "lr": 0.02}
    assert used.base.start is None and used.chord is None and used.title == ""
    assert problem_for(used).n == 3


@pytest.mark.parametrize(("content", "words"), [
    (b"\x89PNG\r\n\x1a\n....", "picture"), (b"", "empty"), (b"PK\x03\x04....", "Excel"), (b"a,b\n", "no rows"),
])
def test_what_is_no_table_is_said_in_one_sentence(qtbot: QtBot, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "strange.csv"
    path.write_bytes(content)
    dialog = dialog_on(qtbot, path)
    assert words in dialog.strip.text() and not dialog.use.isEnabled()


def test_a_file_that_is_not_there_is_said_too(qtbot: QtBot, tmp_path: Path) -> None:
    assert dialog_on(qtbot, tmp_path / "gone.csv").strip.text()


def test_a_table_without_numbers_can_be_looked_at_but_not_used(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("a,b\nx,y\nu,v\n")
    dialog = dialog_on(qtbot, path)
    assert dialog.rows.rowCount() == 2 and dialog.strip.text() and not dialog.use.isEnabled()


@pytest.mark.parametrize(("text", "words"), [
    ("a\n1\n2\n3\n", "no column of numbers is left for x"),
    ("a,b\n5,6\n5,6\n5,6\n", "5 in every row"),
    ("a,b\n1,2\n", "at least 2"),
    ("name,city\nkim,seoul\nlee,busan\n", "no column of numbers is left for x"),
])
def test_a_table_with_too_little_in_it_is_shown_with_one_sentence(
        qtbot: QtBot, tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "small.csv"
    path.write_text(text)
    dialog = dialog_on(qtbot, path)
    for kind in ("logistic_regression", "linear_regression"):
        dialog.kind.chosen.emit(kind)
        assert dialog.rows.rowCount() and dialog.strip.text() and not dialog.use.isEnabled()
    assert words in dialog.strip.text().lower()


def test_a_table_whose_y_is_two_words_begins_as_classes(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "classes.csv"
    path.write_text("dose,alive\n1,yes\n2,yes\n3,no\n4,no\n")
    dialog = dialog_on(qtbot, path)
    assert dialog.use.isEnabled() and dialog.kind.value() == "logistic_regression"
    assert problem_for(dialog.experiment()).sample.labels == ("no", "yes")


def test_choosing_says_at_once_what_is_wrong(qtbot: QtBot) -> None:
    dialog = dialog_on(qtbot, "penguins")
    assert dialog.use.isEnabled() and dialog.strip.text() == ""
    dialog.y_box.chosen.emit("species")
    assert "species" in dialog.strip.text() and not dialog.use.isEnabled()
    dialog.y_box.chosen.emit("bill_length_mm")
    assert dialog.use.isEnabled() and dialog.experiment().problem["y"] == "bill_length_mm"
    dialog.x_menu.chosen.emit(["bill_depth_mm", "flipper_length_mm"])
    assert problem_for(dialog.experiment()).dim == 3


def test_two_classes_are_chosen(qtbot: QtBot) -> None:
    dialog = dialog_on(qtbot, "penguins")
    assert not dialog.classes.isVisibleTo(dialog)
    dialog.kind.chosen.emit("logistic_regression")
    dialog.y_box.chosen.emit("island")
    assert dialog.classes.isVisibleTo(dialog)
    dialog.classes.chosen.emit(["Dream", "Torgersen"])
    assert problem_for(dialog.experiment()).sample.labels == ("Dream", "Torgersen")
    assert dialog.scatter.selection is not None and dialog.scatter.selection.model == "logistic"


def test_another_delimiter_reads_again_and_leaves_a_copy(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a|b;1|2\n1|2;3|4\n5|6;7|9\n")
    dialog = dialog_on(qtbot, path)
    assert dialog.delimiter.value() == "|" and dialog.rows.columnCount() == 3
    dialog.delimiter.set_value(";")
    dialog.delimiter.chosen.emit(";")
    assert dialog.rows.columnCount() == 2 and not dialog.use.isEnabled()
    path.write_text("a;b\n1,5;2,5\n3,5;4,5\n")
    dialog.load()
    assert dialog.use.isEnabled() and "copy" not in dialog.notes.text()
    dialog.encoding.set_value("cp1252")
    dialog.encoding.chosen.emit("cp1252")
    assert "copy" in dialog.notes.text()
    dialog.accept()
    copy = Path(dialog.experiment().problem["data"])
    assert copy.parent == tmp_path and copy != path and load(str(copy)).columns["b"].values.tolist() == [2.5, 4.5]
    assert path.read_text() == "a;b\n1,5;2,5\n3,5;4,5\n"


def test_the_file_dialog_may_be_left(qtbot: QtBot, heights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = dialog_on(qtbot, "faithful")
    answers = iter([("", ""), (str(heights), "")])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: next(answers))
    dialog.table.chosen.emit(OTHER)
    assert dialog.table.value() == "faithful"
    dialog.table.chosen.emit(OTHER)
    assert dialog.table.value() == str(heights) and dialog.x_menu.words() == "키"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_it_begins_with_what_is_open(qtbot: QtBot, number: int) -> None:
    experiment = exhibits()[number - 1].pages[0]
    dialog = OpenDataDialog(experiment)
    qtbot.addWidget(dialog)
    assert dialog.use.isEnabled()
    assert dialog.choice.data == experiment.problem.get("data", "penguins")


def test_every_choice_has_a_name(qtbot: QtBot) -> None:
    dialog = dialog_on(qtbot, "penguins")
    for editor in (*dialog.labels, dialog.view, *dialog.classes.boxes):
        assert editor.accessibleName()
