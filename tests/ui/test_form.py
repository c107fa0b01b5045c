"""The settings: there for whatever is declared, true to the document, and kind to what no longer fits."""

from dataclasses import replace
from typing import Any

import frames
import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.document import document_of, experiment_of, problem_for
from sgdviz.core.edits import from_here, from_start
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.kinds import kinds
from sgdviz.core.landscapes import landscapes
from sgdviz.core.optimizers import optimizers
from sgdviz.core.parameters import Choice, Flag, Integer, Pair, Parameter, Real
from sgdviz.core.values import Box, Classes, Columns, Noise, Numbers, Word
from sgdviz.exhibits import exhibits
from sgdviz.ui import words
from sgdviz.ui.form.editors import EDITORS, WORDS
from sgdviz.ui.form.fields import EXPANSIONS
from sgdviz.ui.form.fitting import with_problem, with_problem_of
from sgdviz.ui.form.form import Form

PENGUINS = {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
            "standardize": True}


def experiment(problem: dict[str, Any], **rest: Any) -> Experiment:
    return experiment_of({"sgdviz": 1, "problem": problem, **rest})


def frame_of(shown: Experiment, step: int = 0, **more: Any) -> Frame:
    return frames.frame_of(shown, step, step, **more)


class Bench(QObject):
    """A form whose edits come back to it, as they do in the window."""

    def __init__(self, qtbot: QtBot, shown: Experiment, step: int = 0, **more: Any) -> None:
        super().__init__()
        self.form, self.step, self.more = Form(), step, more
        qtbot.addWidget(self.form)
        self.experiment = shown
        self.gestures: list[str] = []
        self.ended = 0
        self.form.edited.connect(self.edit)
        self.form.gesture_ended.connect(self.end)
        self.form.set_reference(shown)
        self.draw()

    def draw(self) -> None:
        self.frame = frame_of(self.experiment, self.step, **self.more)
        self.form.draw(self.frame)

    @Slot(object, str)
    def edit(self, edited: Experiment, gesture: str) -> None:
        act = from_here if self.more.get("pace", "still") != "still" else from_start
        self.experiment = act(self.experiment, edited, self.step)
        self.gestures.append(gesture)
        self.draw()

    @Slot()
    def end(self) -> None:
        self.ended += 1

    def decide(self, place: str, value: Any) -> None:
        self.form.row(place).editor.decide(value)

    @property
    def problem(self) -> dict[str, Any]:
        return dict(self.experiment.problem)

    def changed(self) -> list[str]:
        return [place for place in self.form.places() if self.form.row(place).dot.isVisibleTo(self.form)]


@pytest.mark.parametrize("kind", kinds)
def test_every_parameter_of_every_kind_can_be_edited(qtbot: QtBot, kind: str) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    bench.decide("problem.kind", kind)
    assert bench.problem["kind"] == kind
    for parameter in kinds[kind].parameters:
        taken = kinds[kind].takes(parameter, bench.problem)
        if taken and type(parameter) not in EXPANSIONS and parameter.name != "samples":
            assert f"problem.{parameter.name}" in bench.form.places()
    assert problem_for(bench.experiment).dim >= 1


@pytest.mark.parametrize("data", ["penguins", "misra1a", "anscombe"])
def test_any_kind_leads_to_any_other_and_to_any_table(data: str) -> None:
    """Nothing that can be chosen ends in a complaint, save two classes where no column has two values."""
    for kind in kinds:
        if kind == "logistic_regression" and data != "penguins":
            continue
        one = with_problem(experiment(PENGUINS), ["problem", "kind"], kind)
        if "data" in one.problem:
            one = with_problem(one, ["problem", "data"], data)
            assert one.problem["data"] == data
        for other in kinds:
            if other != "logistic_regression" or "data" not in one.problem or data == "penguins":
                two = with_problem(one, ["problem", "kind"], other)
                assert two.problem["kind"] == other and problem_for(two).dim >= 1


def test_columns_and_loss_are_kept_from_one_regression_to_another() -> None:
    columns = {"x": ["bill_depth_mm", "bill_length_mm"], "y": "body_mass_g"}
    shown = experiment({"kind": "linear_regression", "data": "penguins", **columns, "loss": "huber", "delta": 3})
    for kind in ("regression", "neuron", "network"):
        found = with_problem(shown, ["problem", "kind"], kind).problem
        assert {key: found[key] for key in ("x", "y", "loss", "delta")} == {**columns, "loss": "huber", "delta": 3}
        assert found["standardize"] is (kind != "regression"), "a typed model is in raw units"
    for kind in ("polynomial_regression", "linear_network"):
        assert with_problem(shown, ["problem", "kind"], kind).problem["x"] == ["bill_depth_mm"]
    typed = with_problem(shown, ["problem", "kind"], "regression")
    assert with_problem(typed, ["problem", "data"], "danwood").problem["model"] == "b1*x^b2", "as its card suggests"
    assert with_problem(typed, ["problem", "data"], "faithful").problem["model"] == typed.problem["model"]


def test_another_loss_keeps_the_start_and_lets_go_of_what_it_does_not_take(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS, start=[1, 2]))
    assert "problem.delta" not in bench.form.places()
    bench.decide("problem.loss", "huber")
    bench.form.row("problem.delta").editor.decide(0.5)
    assert bench.problem["delta"] == 0.5 and bench.experiment.base.start == (1, 2)
    bench.decide("problem.loss", "absolute")
    assert "delta" not in bench.problem and "problem.delta" not in bench.form.places()


def test_a_typed_model_finds_its_own_parameters(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment({"kind": "regression", "model": "b*x+a", "parameters": ["a", "b"], "data": "faithful"},
                                    start=[1, 2]))
    assert "problem.parameters" not in bench.form.places()
    bench.decide("problem.model", "a + b*x + c*x^2")
    assert bench.frame.problem.names == ("a", "b", "c") and bench.experiment.base.start is None
    assert "parameters" not in bench.problem
    bench.decide("problem.model", "a + b*x +")
    assert "It breaks off after column 9" in bench.form.row("problem.model").complaint()
    assert bench.problem["model"] == "a + b*x + c*x^2"


@pytest.mark.parametrize("name", landscapes)
def test_every_landscape_brings_its_numbers_and_a_learning_rate_that_suits(qtbot: QtBot, name: str) -> None:
    bench = Bench(qtbot, experiment({"kind": "landscape", "name": "parabola"}))
    bench.decide("problem.name", name)
    assert bench.problem["name"] == name
    for parameter in landscapes[name].parameters:
        assert f"problem.parameters.{parameter.name}" in bench.form.places()
    assert bench.experiment.base.optimizer["lr"] == (landscapes[name].facts["lr"] if name != "parabola" else 0.1)
    assert [p for p in bench.form.places() if p.startswith("start")] == [f"start[{i}]" for i in range(bench.frame.problem.dim)]


def test_every_class_of_parameter_has_an_editor_or_is_several_fields() -> None:
    def classes(base: type[Parameter]) -> set[type[Parameter]]:
        return {base}.union(*(classes(sub) for sub in base.__subclasses__()))

    known = {Choice, Flag, Integer, Real, Box, Classes, Columns, Noise, Numbers, Word}
    assert known <= EDITORS.keys() | EXPANSIONS.keys()
    declared = {type(p) for entry in (*kinds.values(), *optimizers.values(), *landscapes.values()) for p in entry.parameters}
    assert declared <= EDITORS.keys() | EXPANSIONS.keys()
    assert declared <= classes(Parameter)
    assert {p.of for entry in kinds.values() for p in entry.parameters if isinstance(p, Word)} <= WORDS.keys()


def test_an_edit_writes_its_place_of_the_document(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS, batch_size=4))
    for place, value in (("batch_size", 9), ("order", "sequential"), ("epochs", 3), ("optimizer.lr", 0.05),
                         ("optimizer.momentum", 0.9), ("optimizer.nesterov", True), ("problem.bias", False)):
        bench.decide(place, value)
    document = document_of(bench.experiment)
    assert document["batch_size"] == 9 and document["order"] == "sequential" and document["epochs"] == 3
    assert document["optimizer"] == {"name": "sgd", "lr": 0.05, "momentum": 0.9, "nesterov": True}
    assert document["problem"]["bias"] is False
    assert "optimizer.lr" in bench.gestures and bench.ended == 7


@pytest.mark.parametrize("name", optimizers)
def test_every_method_can_be_chosen_and_brings_its_numbers(qtbot: QtBot, name: str) -> None:
    bench = Bench(qtbot, experiment(PENGUINS, batch_size=4))
    bench.decide("optimizer.name", name)
    assert bench.experiment.base.optimizer == {"name": name}
    shown = [place for place in bench.form.places() if place.startswith("optimizer.")]
    declared = [place for p in optimizers[name].parameters for place in (
        [f"optimizer.{part.name}" for part in p.parts] if isinstance(p, Pair) else [f"optimizer.{p.name}"])]
    assert shown == ["optimizer.name", *declared]
    whole = bool(optimizers[name].facts.get("whole"))
    assert ("Uses all rows" in bench.form.row("optimizer.name").note()) == whole
    assert ("batch_size" not in bench.form.places()) == whole == ("order" not in bench.form.places())
    assert experiment_of(document_of(bench.experiment)) == bench.experiment


def test_the_numbers_of_a_pair_are_edited_and_taken_back_one_by_one(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS, optimizer={"name": "adam"}))
    assert bench.form.row("optimizer.betas[1]").editor.field.value() == 0.999
    bench.decide("optimizer.betas[1]", 0.99)
    assert document_of(bench.experiment)["optimizer"] == {"name": "adam", "betas": [0.9, 0.99]}
    bench.decide("optimizer.betas[0]", 0.5)
    assert document_of(bench.experiment)["optimizer"] == {"name": "adam", "betas": [0.5, 0.99]}
    assert bench.changed() == ["optimizer.betas[0]", "optimizer.betas[1]"]
    bench.form.row("optimizer.betas[1]").dot.click()
    assert bench.experiment.base.optimizer["betas"] == [0.5, 0.999] and bench.changed() == ["optimizer.betas[0]"]
    bench.form.row("optimizer.betas[0]").dot.click()
    assert bench.experiment.base.optimizer == {"name": "adam"} and bench.changed() == []


def test_methods_that_use_all_rows_stand_below_a_line(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    box = bench.form.row("optimizer.name").editor.box
    lines = [i for i in range(box.count()) if not box.itemText(i)]
    assert len(lines) == 1 and box.itemText(lines[0] + 1) == "Newton"
    assert box.itemText(lines[0] - 1) == "Rprop"


def test_a_typed_number_is_one_gesture(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    line = bench.form.row("optimizer.lr").editor.field.line
    line.selectAll()
    qtbot.keyClicks(line, "0.25")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert bench.experiment.base.optimizer["lr"] == 0.25
    assert bench.gestures == ["optimizer.lr"] and bench.ended == 1


def test_what_is_out_of_range_stays_in_the_field_and_out_of_the_document(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    field = bench.form.row("batch_size").editor.field
    field.line.selectAll()
    qtbot.keyClicks(field.line, "1000")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert bench.gestures == [] and "342" in field.complaint()


def test_what_does_not_fit_is_said_below_its_field(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    row = bench.form.row("optimizer.nesterov")
    qtbot.mouseClick(row.editor.switch, Qt.MouseButton.LeftButton)
    assert bench.gestures == [] and not row.editor.switch.isChecked()
    assert "momentum" in row.complaint()
    bench.decide("optimizer.momentum", 0.5)
    assert row.complaint() == ""
    bench.decide("problem.y", "species")
    assert "species" in bench.form.row("problem.y").complaint()
    assert bench.form.row("problem.y").editor.box.value() == "body_mass_g"


def test_batch_size_goes_to_n_and_says_what_that_means(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS, batch_size=4))
    row = bench.form.row("batch_size")
    assert row.field.parameter.high == 342 and "342" in row.note()
    bench.decide("batch_size", 342)
    assert "full batch" in row.note()
    bench.decide("order", "with_replacement")
    assert "replacement" in row.note()


def test_another_table_brings_its_columns_and_lets_go_of_points(qtbot: QtBot) -> None:
    bench = Bench(qtbot, exhibits()[1].pages[0])
    assert bench.experiment.base.start is not None
    bench.decide("problem.data", "faithful")
    assert bench.problem == {"kind": "linear_regression", "data": "faithful", "x": ["eruptions"], "y": "waiting"}
    assert bench.experiment.base.start is None and bench.experiment.text == ""
    assert bench.experiment.base.batch_size == 4


def test_x_and_y_never_share_a_column(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    bench.decide("problem.x", ["flipper_length_mm", "bill_length_mm"])
    bench.decide("problem.y", "bill_length_mm")
    assert bench.problem["x"] == ["flipper_length_mm"] and bench.problem["y"] == "bill_length_mm"


def test_a_column_of_three_values_is_told_apart_by_two(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    bench.decide("problem.kind", "logistic_regression")
    bench.decide("problem.y", "island")
    assert bench.problem["classes"] == ["Biscoe", "Dream"]
    pair = bench.form.row("problem.classes").editor.pair
    pair.boxes[0].set_value("Dream")
    pair.boxes[0].chosen.emit("Dream")
    assert bench.problem["classes"] == ["Dream", "Biscoe"]


def test_a_row_stays_the_same_widget_with_the_focus(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment({"kind": "landscape", "name": "parabola"}))
    bench.form.show()
    bench.form.activateWindow()
    qtbot.waitUntil(bench.form.isActiveWindow)
    row = bench.form.row("problem.name")
    row.editor.box.setFocus()
    assert QApplication.focusWidget() is row.editor.box
    bench.decide("problem.name", "quadratic_bowl")
    assert bench.form.row("problem.name") is row and QApplication.focusWidget() is row.editor.box
    assert "problem.parameters.condition" in bench.form.places()


def test_a_dot_marks_a_change_and_takes_it_back(qtbot: QtBot) -> None:
    opened = exhibits()[2].pages[0]
    bench = Bench(qtbot, opened)
    assert bench.changed() == []
    bench.decide("optimizer.lr", 0.2)
    bench.decide("problem.noise.kind", "tilt")
    bench.decide("start[0]", -2.0)
    assert bench.changed() == ["problem.noise.kind", "optimizer.lr", "start[0]"]
    for place in bench.changed():
        bench.form.row(place).dot.click()
    assert bench.changed() == []
    assert problem_for(bench.experiment).start == -3 and bench.experiment.problem == opened.problem


def test_the_dot_of_the_data_brings_back_the_whole_problem(qtbot: QtBot) -> None:
    opened = exhibits()[1].pages[0]
    bench = Bench(qtbot, opened)
    bench.decide("problem.data", "engel")
    assert bench.changed()[0] == "problem.data"
    bench.form.row("problem.data").dot.click()
    assert bench.experiment == opened


def test_a_live_edit_stands_on_what_is_in_force(qtbot: QtBot) -> None:
    live = experiment(PENGUINS, batch_size=16, changes=[{"step": 5, "batch_size": 4}])
    bench = Bench(qtbot, live, step=9, pace="slow")
    assert bench.form.row("batch_size").editor.field.value() == 4
    bench.decide("optimizer.lr", 0.02)
    changes = document_of(bench.experiment)["changes"]
    assert changes == [{"step": 5, "batch_size": 4}, {"step": 9, "optimizer": {"name": "sgd", "lr": 0.02}}]
    assert bench.experiment.base.batch_size == 16


def test_a_paused_edit_acts_from_the_start_and_leaves_other_changes(qtbot: QtBot) -> None:
    live = experiment(PENGUINS, batch_size=16, changes=[{"step": 3, "order": "sequential"}, {"step": 5, "batch_size": 4}])
    bench = Bench(qtbot, live, step=9)
    bench.decide("batch_size", 16)
    document = document_of(bench.experiment)
    assert document["batch_size"] == 16 and document["changes"] == [{"step": 3, "order": "sequential"}]


def test_the_plane_goes_with_the_parameters_that_it_names() -> None:
    spec = {"kind": "linear_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "body_mass_g"}
    shown = experiment_of({"sgdviz": 1, "problem": spec, "plane": ["w_2", "b"]})
    fewer = with_problem(shown, ["problem", "x"], ["bill_length_mm"])
    assert fewer.plane is None
    assert with_problem_of(fewer, shown).plane == ("w_2", "b")
    assert problem_for(fewer).names == ("w", "b")


def test_a_run_with_settings_of_its_own_is_edited_there(qtbot: QtBot) -> None:
    bench = Bench(qtbot, exhibits()[2].pages[0], watched=1)
    assert bench.form.row("batch_size").editor.field.value() == 40
    bench.decide("batch_size", 10)
    assert bench.experiment.overrides[1]["batch_size"] == 10 and bench.experiment.base.batch_size == 4
    bench.decide("optimizer.lr", 0.3)
    assert bench.experiment.base.optimizer["lr"] == 0.3


def test_a_new_seed_is_another_one(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS, seed=7))
    bench.form.row("seed").editor.button.click()
    assert bench.experiment.base.seed not in (0, 7)
    before = bench.experiment.base.seed
    bench.form.draw_new_seed()
    assert bench.experiment.base.seed != before


def test_a_cloud_has_its_seeds_or_its_centre(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS, seed=7, cloud={"runs": 10}, start=[-1, 0.5]))
    assert bench.form.row("cloud.seed").editor.field.value() == 0 and "cloud.centre[0]" not in bench.form.places()
    assert "stays" in bench.form.row("seed").editor.button.toolTip()
    bench.decide("cloud.seed", 40)
    assert bench.experiment.cloud == {"runs": 10, "seed": 40} and bench.experiment.base.seed == 7
    bench.decide("cloud.vary", "start")
    assert bench.experiment.cloud == {"runs": 10, "vary": "start"} and "cloud.seed" not in bench.form.places()
    assert "goes along" in bench.form.row("seed").editor.button.toolTip()
    assert [bench.form.row(f"cloud.centre[{i}]").editor.field.value() for i in (0, 1)] == [-1, 0.5]
    bench.decide("cloud.centre[1]", 2)
    assert bench.experiment.cloud["centre"] == (-1, 2) and bench.experiment.base.start == (-1, 0.5)
    bench.form.row("cloud.centre[1]").dot.click()
    assert bench.experiment.cloud == {"runs": 10, "vary": "start"}
    bench.decide("cloud.centre[0]", 2)
    bench.decide("problem.x", ["bill_depth_mm"])
    assert "centre" not in bench.experiment.cloud


def test_another_file_is_asked_for(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    box = bench.form.row("problem.data").editor.box
    box.setCurrentIndex(box.count() - 1)
    with qtbot.waitSignal(bench.form.data_wanted):
        box.activated.emit(box.count() - 1)
    assert box.value() == "penguins" and bench.gestures == []


def test_columns_are_ticked_in_a_list_that_keeps_one(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    menu = bench.form.row("problem.x").editor.menu
    action = next(a for a in menu.list.actions() if a.data() == "bill_depth_mm")
    action.trigger()
    assert bench.problem["x"] == ["flipper_length_mm", "bill_depth_mm"] and bench.frame.problem.dim == 3
    action.trigger()
    next(a for a in menu.list.actions() if a.data() == "flipper_length_mm").trigger()
    assert bench.problem["x"] == ["flipper_length_mm"]


def test_a_typed_formula_is_taken_when_it_is_done(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment({"kind": "formula", "formula": "x^2"}))
    line = bench.form.row("problem.formula").editor.line
    line.selectAll()
    qtbot.keyClicks(line, "x^2 + y^2")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert bench.problem["formula"] == "x^2 + y^2" and bench.frame.problem.dim == 2
    line.selectAll()
    qtbot.keyClicks(line, "x +")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert bench.form.row("problem.formula").editor.mistake() and bench.problem["formula"] == "x^2 + y^2"


def test_a_frame_of_the_same_settings_costs_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    monkeypatch.setattr(Form, "refresh", lambda self: pytest.fail("drawn anew"))
    bench.form.draw(replace(bench.frame, step=0, pace="fast"))


def test_words_follow_the_language(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(PENGUINS))
    words.set_language("ko")
    try:
        QApplication.sendEvent(bench.form, QEvent(QEvent.Type.LanguageChange))
        assert bench.form.row("problem.data").editor.box.currentText() == "팔머 군도의 펭귄"
        assert bench.form.row("problem.x").editor.menu.words() == "지느러미 길이, mm"
    finally:
        words.set_language("en")


def test_every_editor_has_a_name_and_can_be_reached(qtbot: QtBot) -> None:
    for exhibit in exhibits():
        bench = Bench(qtbot, exhibit.pages[0])
        for place in bench.form.places():
            worker = bench.form.row(place).editor.focusProxy()
            assert worker.accessibleName(), place
            while worker.focusProxy() is not None:
                worker = worker.focusProxy()
            assert worker.focusPolicy() & Qt.FocusPolicy.TabFocus, place


LINE = {"kind": "linear_regression", "data": "faithful", "standardize": True}


def test_averages_are_added_changed_and_taken_away(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(LINE, epochs=2), step=5)
    bench.decide("averages[0].name", "tail")
    bench.decide("averages[1].name", "exponential")
    bench.decide("averages[0].share", 0.25)
    assert bench.experiment.averages == ({"name": "tail", "share": 0.25}, {"name": "exponential"})
    bench.decide("averages[2].name", "polyak")
    assert "averages[3].name" not in bench.form.places()
    bench.decide("averages[0].name", "none")
    assert bench.experiment.averages == ({"name": "exponential"}, {"name": "polyak"})
    bench.decide("averages[1].name", "none")
    bench.decide("averages[0].name", "none")
    assert bench.experiment == experiment(LINE, epochs=2)


@pytest.mark.parametrize(("place", "value"), [
    ("schedule.name", "cosine"), ("batch_schedule.name", "linear"), ("schedule.warmup", 3)])
def test_a_schedule_changes_from_the_step_on_while_it_plays_and_from_the_start_while_it_is_still(
        qtbot: QtBot, place: str, value: object) -> None:
    key, name = place.split(".")
    spec = {"name": "constant", name: value}
    still = Bench(qtbot, experiment(LINE, epochs=3), step=7)
    still.decide(place, value)
    assert getattr(still.experiment.base, key) == spec and still.experiment.base.changes == ()
    playing = Bench(qtbot, experiment(LINE, epochs=3), step=7, pace="slow")
    playing.decide(place, value)
    assert getattr(playing.experiment.base, key) == {"name": "constant"}
    assert [(change.step, getattr(change, key)) for change in playing.experiment.base.changes] == [(7, spec)]


def test_the_length_of_a_schedule_is_the_runs_until_it_is_its_own(qtbot: QtBot) -> None:
    bench = Bench(qtbot, experiment(LINE, epochs=3, schedule={"name": "cosine"}))
    row = bench.form.row("schedule.steps")
    assert row.editor.field.value() == 51  # type: ignore[attr-defined]  # a number's
    bench.decide("schedule.steps", 20)
    assert bench.experiment.base.schedule == {"name": "cosine", "steps": 20}


def test_an_edit_of_a_setting_that_has_just_gone_comes_to_nothing(qtbot: QtBot) -> None:
    """While canvases are drawn the form still shows the frame before, and its slider may still be held."""
    bench = Bench(qtbot, experiment(PENGUINS, optimizer={"name": "sgd", "lr": 0.1}))
    editor = bench.form.row("optimizer.momentum").editor
    newton = experiment(PENGUINS, optimizer={"name": "damped_newton"})
    bench.form.expect(frame_of(newton))
    editor.decide(0.5)
    assert not bench.gestures and "optimizer.momentum" not in bench.form.places()
