"""The field for a formula: a mistake is shown where it stands, nothing is lost while typing, and what was typed is kept."""

from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.edits import from_start
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.landscapes import landscapes
from sgdviz.ui import i18n, settings, words
from sgdviz.ui.form.form import Form
from sgdviz.ui.form.formula import FormulaEditor
from sgdviz.ui.text.mathtext import display, plain
from sgdviz.ui.widgets.formulaline import FormulaLine
from sgdviz.ui.widgets.typeset import INDENT, Typeset


class Bench(QObject):
    """A form on the screen whose edits come back to it."""

    def __init__(self, qtbot: QtBot, problem: dict[str, Any]) -> None:
        super().__init__()
        self.form, self.qtbot, self.edits = Form(), qtbot, list[str]()
        qtbot.addWidget(self.form)
        self.form.setFixedWidth(272)
        self.form.edited.connect(self.edit)
        self.edit(experiment_of({"sgdviz": 1, "problem": problem}), "")
        self.form.show()
        qtbot.waitExposed(self.form)
        self.editor.setFocus()
        qtbot.waitUntil(self.line.hasFocus)

    @Slot(object, str)
    def edit(self, edited: Experiment, gesture: str) -> None:
        self.experiment = edited if not self.edits else from_start(self.experiment, edited, 0)
        self.edits.append(gesture)
        problem = problem_for(self.experiment)
        traces = simulate(self.experiment, problem, 0)
        self.form.draw(Frame(self.experiment, problem, courses(self.experiment, problem), traces, 0))

    @property
    def editor(self) -> FormulaEditor:
        place = next(place for place in self.form.places() if place in ("problem.formula", "problem.model"))
        editor = self.form.row(place).editor
        assert isinstance(editor, FormulaEditor)
        return editor

    @property
    def line(self) -> FormulaLine:
        return self.editor.line

    def type(self, text: str, enter: bool = False) -> None:
        self.line.selectAll()
        self.qtbot.keyClicks(self.line, text)
        if enter:
            self.qtbot.keyClick(self.line, Qt.Key.Key_Return)

    @property
    def formula(self) -> str:
        return str(self.experiment.problem.get("formula") or self.experiment.problem["model"])


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    settings.clear()
    return Bench(qtbot, {"kind": "formula", "formula": "x^2"})


def test_a_mistake_is_marked_where_it_stands_and_nothing_is_edited(bench: Bench) -> None:
    bench.type("x^2 + 3x*sin(x)", enter=True)
    assert bench.formula == "x^2" and bench.edits == [""] and bench.line.text() == "x^2 + 3x*sin(x)"
    assert bench.line.mistake == 8 and "column 8" in plain(bench.editor.sentence.text())
    assert bench.editor.sentence.isVisible() and not bench.editor.typeset.isVisible() and not bench.editor.pause.isActive()
    assert bench.line.accessibleDescription() == bench.editor.mistake() != ""
    left, right = bench.line.marked() or (0, 0)
    cursor = bench.line.cursorRect().center().x()
    advance = bench.line.fontMetrics().horizontalAdvance
    assert left == pytest.approx(cursor - advance("x*sin(x)"), abs=2) and right - left == pytest.approx(advance("x"), abs=4)
    bench.line.setCursorPosition(7)
    bench.qtbot.keyClicks(bench.line, "*")
    assert bench.line.mistake is None and bench.editor.typeset.isVisible() and not bench.editor.sentence.isVisible()


def test_a_pause_applies_what_is_typed_and_the_cursor_stays(bench: Bench) -> None:
    bench.editor.pause.setInterval(1)
    bench.type("x^2+y^2")
    bench.line.setCursorPosition(3)
    bench.qtbot.waitUntil(lambda: bench.formula == "x^2+y^2")
    assert bench.line.cursorPosition() == 3 and bench.line.hasFocus() and bench.edits == ["", "problem.formula"]
    bench.qtbot.keyClicks(bench.line, "*3")
    assert bench.line.text() == "x^2*3+y^2" and bench.line.cursorPosition() == 5


def test_leaving_applies_and_escape_brings_back(bench: Bench) -> None:
    bench.type("x^4")
    bench.qtbot.keyClick(bench.line, Qt.Key.Key_Escape)
    assert bench.line.text() == "x^2" and not bench.editor.pause.isActive()
    bench.type("x^6")
    bench.form.row("problem.kind").editor.setFocus()
    bench.qtbot.waitUntil(lambda: bench.formula == "x^6")
    assert bench.line.text() == "x^6"


def test_what_has_no_value_is_refused_below_and_stays_to_be_mended(bench: Bench) -> None:
    bench.type("log(-1-x^2)", enter=True)
    assert bench.formula == "x^2" and bench.line.text() == "log(-1-x^2)"
    assert bench.form.row("problem.formula").complaint() == "It has no finite value in the box"
    assert settings.typed("formula") == []
    bench.qtbot.keyClick(bench.line, Qt.Key.Key_Backspace)
    assert bench.form.row("problem.formula").complaint() == ""


def test_what_was_typed_is_kept_without_what_was_on_the_way(bench: Bench) -> None:
    bench.editor.pause.setInterval(1)
    bench.type("x^4")
    bench.qtbot.waitUntil(lambda: bench.formula == "x^4")
    bench.qtbot.keyClicks(bench.line, "-x")
    bench.qtbot.waitUntil(lambda: bench.formula == "x^4-x")
    assert settings.typed("formula") == ["x^4-x", "x^2"]
    bench.qtbot.keyClick(bench.line, Qt.Key.Key_Return)
    bench.type("x^6", enter=True)
    bench.type("x^2", enter=True)
    assert settings.typed("formula") == ["x^2", "x^6", "x^4-x"]
    for i in range(30):
        settings.add_typed("formula", f"{i}*x")
    assert len(settings.typed("formula")) == settings.TYPED and settings.typed("formula")[0] == "29*x"


def test_the_arrows_go_through_what_was_typed(bench: Bench) -> None:
    for text in ("x^4", "x^6"):
        bench.type(text, enter=True)
    bench.type("x^8+")
    up, down = Qt.Key.Key_Up, Qt.Key.Key_Down
    for key, shown in ((up, "x^6"), (up, "x^4"), (up, "x^2"), (up, "x^2"), (down, "x^4"), (down, "x^6"), (down, "x^8+")):
        bench.qtbot.keyClick(bench.line, key)
        assert bench.line.text() == shown
    bench.qtbot.keyClick(bench.line, up)
    bench.qtbot.keyClick(bench.line, Qt.Key.Key_Return)
    assert bench.formula == "x^6"
    bench.qtbot.keyClick(bench.line, up)
    bench.qtbot.keyClick(bench.line, up)
    bench.qtbot.keyClick(bench.line, Qt.Key.Key_Return)
    assert bench.formula == "x^2"


def test_the_list_offers_what_was_typed(bench: Bench) -> None:
    bench.editor.fill_list()
    assert [action.isEnabled() for action in bench.editor.list.actions()] == [False]
    for text in ("x^4", "abs(x) & 1", "x^6"):
        settings.add_typed("formula", text)
    bench.editor.fill_list()
    assert [action.data() for action in bench.editor.list.actions()] == ["x^6", "abs(x) & 1", "x^4"]
    assert bench.editor.list.actions()[1].text() == "abs(x) && 1"
    bench.editor.list.actions()[1].trigger()
    assert bench.formula == "x^2" and bench.line.mistake == 8
    bench.editor.list.actions()[2].trigger()
    assert bench.formula == "x^4" and bench.line.text() == "x^4"


def test_a_model_is_read_in_its_columns(qtbot: QtBot) -> None:
    settings.clear()
    bench = Bench(qtbot, {"kind": "regression", "model": "a*x+b", "data": "faithful", "x": ["eruptions"], "y": "waiting"})
    bench.type("a*exp(-k*eruptions)+c*x")
    assert bench.line.mistake is None and bench.editor.typeset.isVisible()
    bench.type("a*x2")
    assert "x2" in bench.editor.mistake() and bench.line.mistake == 3
    bench.type("3*x")
    assert bench.editor.mistake() and bench.line.mistake is None
    bench.type("a*x^2+b", enter=True)
    assert bench.formula == "a*x^2+b" and settings.typed("model")[0] == "a*x^2+b" and settings.typed("formula") == []


def test_a_formula_is_set_in_the_room_there_is(qtbot: QtBot) -> None:
    shown = Typeset()
    qtbot.addWidget(shown)
    shown.set_parts(["x^{2}", "−3x", "+\\frac{1}{y}"])
    wide, narrow = shown.lines(400), shown.lines(60)
    assert len(wide) == 1 and len(narrow) > 1 and shown.heightForWidth(60) > shown.heightForWidth(400)
    for width in (40, 80, 160, 320):
        lines = shown.lines(width)
        assert all(line.width <= width - INDENT * (i > 0) + 0.5 for i, line in enumerate(lines))


def test_roots_and_tall_parentheses_grow_with_what_they_hold() -> None:
    low, high = display("\\sqrt{x}", 16), display("\\sqrt{\\frac{x}{y}}", 16)
    assert high.height > 1.4 * low.height and low.path().boundingRect().width() <= low.width + 1
    flat, tall = display("(x)", 16), display("(\\frac{x}{y})", 16)
    brackets = [[piece.path().boundingRect().height() for piece in line.pieces if getattr(piece, "text", "") in ("(", ")")]
                for line in (flat, tall)]
    assert min(brackets[1]) > 1.5 * max(brackets[0])
    assert plain("$\\sqrt{1+x^2}$") == "√(1+x^2)"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_a_landscape_teaches_stands_below_its_name(qtbot: QtBot, language: str) -> None:
    i18n.speak(language)
    form = Form()
    qtbot.addWidget(form)
    for name in landscapes:
        shown = experiment_of({"sgdviz": 1, "problem": {"kind": "landscape", "name": name}})
        problem = problem_for(shown)
        form.draw(Frame(shown, problem, courses(shown, problem), simulate(shown, problem, 0), 0))
        told = words.core_text(landscapes[name].facts["teaches"])
        assert form.row("problem.name").sentence.text() == told
        assert (told == landscapes[name].facts["teaches"]) == (language == "en"), name
